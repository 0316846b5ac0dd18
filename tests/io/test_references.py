"""A cost names a contractor of the application, or none: a slip of the pen must not make a related one unrelated."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.installed import CATALOGUE

from intra_core import Application, Contractor, CostLine, Participant, WrongInput
from intra_core.io.references import unresolved

CERTIFICATION = CATALOGUE["slovenia.certification"]
ON = dt.date(2024, 9, 2)
NAMES = st.sampled_from(["alpha", "beta", "gamma"])


def complaints(application: Application) -> list[str]:
    try:
        CERTIFICATION.assess(application, ON)
    except WrongInput as wrong:
        return [f"{each.key}: {each.says}; {each.instead}" for each in wrong.complaints]
    return []


def test_a_contractor_that_is_not_there_is_complained_of():
    application = Application(
        contractor=(Contractor(id="alpha", affiliated=True),), cost=(CostLine(contractor="alhpa"),)
    )
    assert complaints(application) == ["cost[0].contractor: there is no contractor 'alhpa'; did you mean 'alpha'?"]


def test_where_there_is_no_contractor_one_is_to_be_added():
    application = Application(contractor=(), cost=(CostLine(contractor="alpha"),))
    says = "cost[0].contractor: there is no contractor 'alpha'; add [[contractor]] with id = \"alpha\""
    assert complaints(application) == [says]


@pytest.mark.parametrize(
    "application",
    [
        Application(cost=(CostLine(contractor="alpha"),)),
        Application(contractor=(Contractor(id="beta"), Contractor()), cost=(CostLine(contractor="alpha"),)),
        Application(contractor=(Contractor(id="beta"),), cost=(CostLine(),)),
        Application(participant=(Participant(id="Ana"),), cost=(CostLine(participant="a guest"),)),
    ],
    ids=["nobody is listed", "one has no name", "a cost names nobody", "a guest is no participant"],
)
def test_what_may_yet_be_somebody_is_no_fault(application):
    assert complaints(application) == []


def test_two_of_one_name_are_complained_of():
    application = Application(participant=(Participant(id="Ana"), Participant(id="Bor"), Participant(id="Ana")))
    assert complaints(application) == [
        "participant[2].id: 'Ana' is the id of another participant; give each an id of its own"
    ]


def test_a_file_tells_them_with_all_its_other_faults():
    text = """\
region = "slovenia"
[[contractor]]
id = "alpha"
[[contractor]]
id = "alpha"
[[cost]]
kind = "certification-fea"
contractor = "alhpa"
colour = 1
"""
    with pytest.raises(WrongInput) as caught:
        CATALOGUE.parse_application(text, region="slovenia")
    assert [(each.line, each.says) for each in caught.value.complaints] == [
        (5, "'alpha' is the id of another contractor"),
        (7, "unknown word 'certification-fea'"),
        (8, "there is no contractor 'alhpa'"),
        (9, "unknown key 'colour'"),
    ]


@pytest.mark.parametrize("told", ["alpha", [1], [{"id": ["alpha"]}], {"id": "alpha"}])
def test_lists_of_another_shape_are_the_fault_of_others(told):
    assert list(unresolved({"contractor": told, "cost": [{"contractor": "beta"}, 1, {"contractor": 2}]})) == []


@given(st.lists(NAMES), st.lists(st.none() | NAMES))
def test_each_name_of_nobody_and_each_second_name_is_told_once(ids, named):
    tables = {"contractor": [{"id": each} for each in ids], "cost": [{"contractor": each} for each in named]}
    found = [path for path, _, _ in unresolved(tables)]
    nobody = [("cost", place, "contractor") for place, each in enumerate(named) if each and each not in ids]
    again = [("contractor", place, "id") for place, each in enumerate(ids) if each in ids[:place]]
    assert found == nobody + again

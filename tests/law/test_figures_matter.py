"""Each figure of the law has a case that notices when it is wrong, and no case passes without the law."""

import pytest
from attrs import evolve
from tests.law.wrong_laws import cases, fails, with_reading, wrong_laws

from intra_core.law.lawbook import lawbook
from intra_core.law.policies import policies

LAW = lawbook()
CASES = cases()
WRONG = dict(wrong_laws(LAW))
NOTICED: dict[str, str] = {}
"""The case that noticed a wrong version of a figure before: it is tried first."""


@pytest.mark.no_cover
@pytest.mark.parametrize("figure", LAW.parameters)
def test_every_wrong_version_of_a_figure_is_noticed(figure):
    wrong = {says: law for says, law in WRONG.items() if says.partition("[")[0] == figure}
    assert wrong
    assert [says for says, law in wrong.items() if not noticed(figure, law)] == []


def noticed(figure, law):
    """Say whether some case fails; the one that noticed the figure before is tried first."""
    first = NOTICED.get(figure)
    for name in (first, *CASES) if first is not None else CASES:
        if fails(CASES[name], law):
            NOTICED[figure] = name
            return True
    return False


@pytest.mark.no_cover
@pytest.mark.parametrize("name", CASES)
def test_no_case_passes_without_the_law(name, tmp_path):
    assert fails(CASES[name], evolve(LAW, folder=tmp_path, parameters={}, sets={}))


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("policy", "reading"),
    [(each.id, reading) for each in policies(LAW) for reading in each.readings if reading != each.default],
)
def test_some_case_answers_differently_under_each_reading(policy, reading, tmp_path):
    other = with_reading(LAW, policy, reading, tmp_path)
    assert next(each.default for each in policies(other) if each.id == policy) == reading
    assert any(fails(case, other) for case in CASES.values())

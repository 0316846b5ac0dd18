"""Abruzzo: what the sources pay, worked out by hand to the cent and the day, and applications as they come in."""

from pathlib import Path

import pytest
from tests.installed import CATALOGUE

import intra_core
from intra_core import parse_application
from intra_core.assessment.assessment import Assessment

EXAMPLES = Path(__file__).parents[2] / "examples" / "abruzzo"
MEASURES = (
    "abruzzo.digital_bonus",
    "abruzzo.digital_export_manager",
    "abruzzo.export_manager",
    "abruzzo.internationalisation_fund",
    "abruzzo.network_contracts",
    "abruzzo.product_innovation",
    "abruzzo.simest_loan",
)

EXPORT_MANAGER = """
region     = "abruzzo"
on         = 2017-12-28
award      = []
voucher    = [%s]
contractor = [{ kind = "listed-tem-company" }]
[project]
submitted = 2017-12-05
[undertaking]
seat                = "ITF13"
nace                = [{ code = "14.13", revision = "2", main = true }]
headcount           = 20
turnover            = "EUR 3000000.00"
balance_sheet_total = "EUR 1500000.00"
[costs]
eligible = "%s"
[abruzzo]
innovative_start_up = false
service_months      = %d
"""
DIGITAL_BONUS = """
region     = "abruzzo"
on         = 2024-06-10
contractor = [{ kind = "listed-digital-supplier" }]
[project]
submitted = %s
[undertaking]
size                = "%s"
nace                = [{ code = "31.09", revision = "2", main = true }]
insolvent           = false
obligations_settled = true
[costs]
eligible = "%s"
[aid]
headroom = "EUR 200000.00"
[abruzzo]
applicant_kind          = "single"
invoicing_since         = 2015-01-07
plant_in_italy          = true
contributions_regular   = true
certified_mail          = true
first_bonus_unaccounted = false
"""
NETWORK = """
region = "abruzzo"
on     = 2016-06-01
member = [{ id = "m1", size = "small", seat = "ITF12" }, { id = "m2", size = "micro", seat = "ITF14" }]
[project]
submitted = 2015-12-01
[costs]
eligible = "%s"
[aid]
headroom = "EUR 200000.00"
[abruzzo]
network_form          = "entity-network"
same_sector           = true
"""
INNOVATION = """
region = "abruzzo"
on     = 2021-06-01
[project]
submitted = %s
[undertaking]
size = "medium"
seat = "ITF11"
[costs]
eligible = "%s"
[aid]
headroom = "EUR 200000.00"
[abruzzo]
basso_sangro_trigno = true
process_innovation  = true
"""


def assessed(text: str, measure: str) -> Assessment:
    (found,) = [
        each for each in CATALOGUE.assess(parse_application(text)).assessments if each.id == f"abruzzo.{measure}"
    ]
    return found


def of_file(name: str, measure: str) -> Assessment:
    answer = CATALOGUE.assess(intra_core.read_application(EXAMPLES / f"{name}.toml"))
    (found,) = [each for each in answer.assessments if each.id == f"abruzzo.{measure}"]
    return found


def test_abruzzo_has_its_measures_in_italian_and_english() -> None:
    found = CATALOGUE.of_region("abruzzo")
    assert tuple(sorted(measure.id for measure in found)) == MEASURES
    assert all({"it", "en"} <= set(measure.title.texts) for measure in found)


@pytest.mark.parametrize(
    ("before", "contract", "months", "value"),
    [
        ("", "EUR 13000.00", 6, "EUR 10000.00"),
        ("", "EUR 24999.99", 12, "EUR 10000.00"),
        ("", "EUR 25000.00", 11, "EUR 10000.00"),
        ("", "EUR 25000.00", 12, "EUR 15000.00"),
        ('{ measure = "abruzzo.export_manager" }', "EUR 24999.99", 12, "EUR 8000.00"),
        ('{ measure = "abruzzo.export_manager" }', "EUR 25000.00", 12, "EUR 15000.00"),
    ],
)
def test_an_export_manager_voucher_goes_by_the_contract(before: str, contract: str, months: int, value: str) -> None:
    assessment = assessed(EXPORT_MANAGER % (before, contract, months), "export_manager")
    assert (assessment.verdict.value, str(assessment.amount)) == ("eligible", value)


def test_an_export_manager_for_less_than_13000_is_refused() -> None:
    assert assessed(EXPORT_MANAGER % ("", "EUR 12999.99", 12), "export_manager").unmet == ("contract",)


@pytest.mark.parametrize(
    ("day", "size", "costs", "value"),
    [
        ("2022-05-16", "micro", "EUR 5000.00", "EUR 4000.00"),
        ("2022-05-16", "micro", "EUR 60000.00", "EUR 4000.00"),
        ("2022-12-14", "small", "EUR 5000.00", "EUR 4000.00"),
        ("2024-03-01", "micro", "EUR 12500.00", "EUR 10000.00"),
        ("2024-03-01", "small", "EUR 90000.00", "EUR 10000.00"),
    ],
)
def test_a_digital_bonus_is_a_fixed_sum_that_rose_in_2024(day: str, size: str, costs: str, value: str) -> None:
    assessment = assessed(DIGITAL_BONUS % (day, size, costs), "digital_bonus")
    assert (assessment.verdict.value, str(assessment.amount)) == ("eligible", value)


@pytest.mark.parametrize(
    ("day", "size", "costs", "unmet"),
    [
        ("2022-05-16", "small", "EUR 5000.00", ("size",)),
        ("2022-12-13", "small", "EUR 5000.00", ("size",)),
        ("2022-12-14", "medium", "EUR 5000.00", ("size",)),
        ("2022-05-16", "micro", "EUR 4999.99", ("investment",)),
        ("2024-03-01", "micro", "EUR 12499.99", ("investment",)),
        ("2022-05-15", "micro", "EUR 5000.00", ("call",)),
        ("2024-04-13", "micro", "EUR 12500.00", ("call",)),
    ],
)
def test_a_digital_bonus_is_refused_a_day_a_cent_or_a_size_away(
    day: str, size: str, costs: str, unmet: tuple[str, ...]
) -> None:
    assert assessed(DIGITAL_BONUS % (day, size, costs), "digital_bonus").unmet == unmet


@pytest.mark.parametrize(
    ("costs", "grant"),
    [
        ("EUR 60000.00", "EUR 30000.00"),
        ("EUR 60000.01", "EUR 30000.00"),  # 30,000.005
        ("EUR 150000.00", "EUR 75000.00"),
        ("EUR 299999.98", "EUR 149999.99"),
        ("EUR 300000.00", "EUR 150000.00"),  # 150,000 is the grant: read as costs, it would end at 75,000
        ("EUR 400000.00", "EUR 150000.00"),
    ],
)
def test_a_network_gets_half_of_its_costs_up_to_150000(costs: str, grant: str) -> None:
    assessment = assessed(NETWORK % costs, "network_contracts")
    assert assessment.unknown == ("call",)  # its days were not found
    assert assessment.award_bounds is not None
    assert str(assessment.award_bounds.at_least) == str(assessment.award_bounds.at_most) == grant


@pytest.mark.parametrize(
    ("costs", "greatest", "grant"),
    [
        ("EUR 200000.00", "EUR 150000.00", "EUR 100000.00"),
        ("EUR 200000.00", "EUR 150000.01", "EUR 99999.99"),  # 75,000 + 24,999.995
        ("EUR 200000.00", "EUR 150000.02", "EUR 99999.99"),
        ("EUR 200000.00", "EUR 200000.00", "EUR 75000.00"),
        ("EUR 330000.00", "EUR 160000.00", "EUR 150000.00"),  # 160,000, 160,000 and 10,000: 75,000 + 75,000 + 5,000
        ("EUR 160000.00", "EUR 900000.00", "EUR 75000.00"),  # nobody bears more than there is
    ],
)
def test_one_member_of_a_network_by_contract_gets_75000_at_most(costs: str, greatest: str, grant: str) -> None:
    told = (NETWORK % costs).replace('"entity-network"', f'"contract-network"\ngreatest_member_costs = "{greatest}"')
    bounds = assessed(told, "network_contracts").award_bounds
    assert bounds is not None
    assert str(bounds.at_least) == str(bounds.at_most) == grant


@pytest.mark.parametrize(
    ("day", "costs", "unmet"),
    [
        ("2018-09-21", "EUR 40000.00", ()),
        ("2018-09-21", "EUR 39999.99", ("worthwhile",)),
        ("2021-02-01", "EUR 70000.00", ()),
        ("2021-02-01", "EUR 69999.99", ("worthwhile",)),
        ("2018-09-20", "EUR 40000.00", ("call",)),
        ("2019-02-01", "EUR 70000.00", ("call",)),
    ],
)
def test_the_least_costs_of_line_3_1_1_rose_from_40000_to_70000(day: str, costs: str, unmet: tuple[str, ...]) -> None:
    assert assessed(INNOVATION % (day, costs), "product_innovation").unmet == unmet


def test_line_3_1_1_never_pays_more_than_200000() -> None:
    bounds = assessed(INNOVATION % ("2018-09-21", "EUR 5000000.00"), "product_innovation").award_bounds
    assert bounds is not None
    assert (str(bounds.at_least), str(bounds.at_most)) == ("EUR 0.00", "EUR 200000.00")


def test_every_figure_of_what_no_text_was_read_of_is_assumed() -> None:
    for measure, names in (("digital_export_manager", ("amount", "min_contract")), ("simest_loan", ("free_share",))):
        parameters = CATALOGUE[f"abruzzo.{measure}"].rules.book.parameters
        marks = {version.basis.mark.value for name in names for version in parameters[name].versions}
        assert marks == {"assumed"}


def test_the_order_of_award_and_the_reserves_are_told() -> None:
    for measure, share in (("export_manager", "45 %"), ("digital_export_manager", "5 %")):
        assert f"{share} kept for" in str(CATALOGUE[f"abruzzo.{measure}"].explain())


def test_a_bonus_of_2024_is_granted() -> None:
    assessment = of_file("digital_bonus", "digital_bonus")
    assert (assessment.verdict.value, str(assessment.amount), assessment.asks) == ("eligible", "EUR 10000.00", ())


def test_a_consortium_of_four_is_refused_and_asked_nothing() -> None:
    assessment = of_file("refused", "digital_bonus")
    assert (assessment.verdict.value, assessment.unmet) == ("ineligible", ("members", "kinds-of-members"))
    assert assessment.asks == ()


def test_an_unfinished_application_for_an_export_manager_is_asked_for_three_things() -> None:
    assessment = of_file("incomplete", "export_manager")
    assert (assessment.verdict.value, assessment.unknown) == ("undetermined", ("duration", "de-minimis"))
    assert [ask.fact for ask in assessment.asks] == ["abruzzo.service_months", "voucher", "award"]
    assert assessment.award_bounds is not None
    assert (str(assessment.award_bounds.at_least), str(assessment.award_bounds.at_most)) == (
        "EUR 8000.00",
        "EUR 15000.00",
    )

"""The West Midlands' measures: what the sources pay, worked out by hand to the penny and the day, and applications."""

from pathlib import Path

import pytest
from tests.installed import CATALOGUE

import intra_core
from intra_core import parse_application
from intra_core.assessment.assessment import Assessment

EXAMPLES = Path(__file__).parents[2] / "examples" / "westmidlands"
MEASURES = (
    "westmidlands.brexit_support",
    "westmidlands.business_growth",
    "westmidlands.business_programmes",
    "westmidlands.global_cooperation",
    "westmidlands.innovation_test_bed",
    "westmidlands.international_activity",
    "westmidlands.internationalisation_fund",
    "westmidlands.sme_grant",
    "westmidlands.tradeshow_access",
    "westmidlands.warwickshire_growth",
)

GROWTH_FUND = """
region = "westmidlands"
on     = 2022-03-01
cost   = [{ kind = "capital-investment", net = "%s", incurred = 2022-05-02 }]
[project]
contract_signed = 2022-03-15
[undertaking]
size = "micro"
seat = "TLG13"
[aid]
headroom = "GBP 315000.00"
"""
BUSINESS_GROWTH = """
region = "westmidlands"
on     = 2018-04-02
holder = [{ id = "h1", natural_person = true, share = "100 %%" }]
[project]
submitted = 2018-02-07
[undertaking]
employees           = %d
turnover            = "GBP 2000000.00"
balance_sheet_total = "GBP 1000000.00"
seat                = { code = "UKG31", version = "2013" }
nace                = [{ code = "25.62", revision = "2", main = true }]
[costs]
eligible = "GBP 500000.00"
[aid]
headroom = "GBP 500000.00"
[westmidlands]
left_out_form  = false
trading_since  = %s
consumer_share = "0 %%"
jobs_created   = %d
project_months = 4
"""
FEASIBILITY = """
region = "westmidlands"
on     = 2021-11-01
[project]
submitted = 2021-09-02
started   = 2022-01-01
[undertaking]
size = "%s"
seat = "TLG31"
[costs]
eligible = "%s"
[aid]
headroom = "GBP 21000.00"
[westmidlands]
project_ends    = 2022-03-31
larger_approved = true
"""
TRADE_SHOW = """
region  = "westmidlands"
on      = 2011-02-14
voucher = [%s]
[project]
submitted = 2011-01-17
[undertaking]
seat = { code = "UKG31", version = "2013" }
[event]
starts = %s
abroad = true
[aid]
headroom = "GBP 1000.00"
[westmidlands]
exporter   = true
additional = true
exhibits   = "solo"
"""


def assessed(text: str, measure: str) -> Assessment:
    answer = CATALOGUE.assess(parse_application(text))
    (found,) = [each for each in answer.assessments if each.id == f"westmidlands.{measure}"]
    return found


def of_file(name: str, measure: str) -> Assessment:
    answer = CATALOGUE.assess(intra_core.read_application(EXAMPLES / f"{name}.toml"))
    (found,) = [each for each in answer.assessments if each.id == f"westmidlands.{measure}"]
    return found


def test_the_west_midlands_have_their_measures() -> None:
    assert tuple(sorted(measure.id for measure in CATALOGUE.of_region("westmidlands"))) == MEASURES


@pytest.mark.parametrize(
    ("spending", "grant"),
    [("GBP 12500.00", "GBP 5000.00"), ("GBP 50000.00", "GBP 20000.00"), ("GBP 100000.00", "GBP 35000.00")],
)
def test_a_warwickshire_grant_lies_between_5000_and_35000(spending: str, grant: str) -> None:
    assessment = assessed(GROWTH_FUND % spending, "warwickshire_growth")
    assert assessment.unknown == ("call",)  # its days were not found
    assert assessment.award_bounds is not None
    assert str(assessment.award_bounds.at_least) == str(assessment.award_bounds.at_most) == grant


def test_a_warwickshire_grant_below_5000_is_refused() -> None:
    assert assessed(GROWTH_FUND % "GBP 12499.99", "warwickshire_growth").unmet == ("worthwhile",)


@pytest.mark.parametrize(("jobs", "most"), [(1, "GBP 10000.00"), (7, "GBP 70000.00"), (60, "GBP 500000.00")])
def test_a_job_is_worth_10000_at_most(jobs: int, most: str) -> None:
    assessment = assessed(BUSINESS_GROWTH % (1, "2017-08-07", jobs), "business_growth")
    assert assessment.verdict.value == "eligible"
    assert assessment.award_bounds is not None
    assert str(assessment.award_bounds.at_most) == most  # 60 jobs would be 600,000; the costs are 500,000


@pytest.mark.parametrize(
    ("employees", "since", "jobs", "unmet"),
    [
        (249, "2017-08-07", 1, ()),
        (250, "2017-08-07", 1, ("employees",)),
        (0, "2017-08-07", 1, ("employees",)),
        (249, "2017-08-08", 1, ("trading",)),  # six months on 8 February, a day after the round
        (249, "2017-08-07", 0, ("jobs", "something-to-pay")),
    ],
)
def test_business_growth_a_person_or_a_day_away(employees: int, since: str, jobs: int, unmet: tuple[str, ...]) -> None:
    assert assessed(BUSINESS_GROWTH % (employees, since, jobs), "business_growth").unmet == unmet


@pytest.mark.parametrize(
    ("size", "costs", "grant"),
    [
        ("small", "GBP 15000.00", "GBP 10500.00"),
        ("micro", "GBP 29999.99", "GBP 20999.99"),  # 20,999.993
        ("micro", "GBP 30000.00", "GBP 21000.00"),
        ("micro", "GBP 80000.00", "GBP 21000.00"),
        ("medium", "GBP 30000.00", "GBP 18000.00"),
        ("medium", "GBP 35000.00", "GBP 21000.00"),
    ],
)
def test_a_feasibility_study_gets_21000_at_most(size: str, costs: str, grant: str) -> None:
    assessment = assessed(FEASIBILITY % (size, costs), "global_cooperation")
    assert (assessment.verdict.value, str(assessment.amount)) == ("eligible", grant)


def test_a_feasibility_study_for_less_than_15000_is_refused() -> None:
    assert assessed(FEASIBILITY % ("small", "GBP 14999.99"), "global_cooperation").unmet == ("total-costs",)


@pytest.mark.parametrize(
    ("solo", "show", "unmet"),
    [
        ("2010-03-31", "2011-03-31", ()),
        ("2010-04-01", "2011-03-31", ("one-solo",)),
        ("2010-04-01", "2011-04-01", ()),  # the next financial year
    ],
)
def test_one_solo_grant_in_a_financial_year_from_1_april(solo: str, show: str, unmet: tuple[str, ...]) -> None:
    voucher = f'{{ measure = "westmidlands.tradeshow_access", subject = "solo", approved = {solo} }}'
    assert assessed(TRADE_SHOW % (voucher, show), "tradeshow_access").unmet == unmet


@pytest.mark.parametrize(("grants", "unmet"), [(5, ()), (6, ("lifetime",))])
def test_six_grants_for_trade_shows_in_a_lifetime(grants: int, unmet: tuple[str, ...]) -> None:
    voucher = '{ measure = "westmidlands.tradeshow_access", subject = "group", approved = 2009-04-01 }'
    assert assessed(TRADE_SHOW % (", ".join([voucher] * grants), "2011-03-01"), "tradeshow_access").unmet == unmet


def test_every_figure_of_the_internationalisation_fund_is_assumed() -> None:
    parameters = CATALOGUE["westmidlands.internationalisation_fund"].rules.book.parameters
    own = ("aid_intensity", "floor", "ceiling", "max_employees", "min_turnover")
    assert {version.basis.mark.value for name in own for version in parameters[name].versions} == {"assumed"}


def test_a_feasibility_study_is_granted() -> None:
    assessment = of_file("global_cooperation", "global_cooperation")
    assert (assessment.verdict.value, str(assessment.amount), assessment.asks) == ("eligible", "GBP 14000.00", ())


def test_a_furniture_firm_is_refused_for_three_reasons_and_asked_nothing() -> None:
    assessment = of_file("refused", "business_growth")
    assert (assessment.verdict.value, assessment.unmet) == ("ineligible", ("ownership", "to-businesses", "length"))
    assert assessment.asks == ()


def test_an_unfinished_application_to_the_brexit_fund_is_asked_for_two_things() -> None:
    assessment = of_file("incomplete", "brexit_support")
    assert (assessment.verdict.value, assessment.unknown) == ("undetermined", ("only-eu", "turnover"))
    assert [ask.fact for ask in assessment.asks] == ["undertaking.turnover", "westmidlands.trades_only_with_eu"]
    assert assessment.award_bounds is not None
    assert str(assessment.award_bounds.at_most) == "GBP 1800.00"

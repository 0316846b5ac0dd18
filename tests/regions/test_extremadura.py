"""Extremadura's measures: calls day by day, awards worked out by hand from the sources, applications on file."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.installed import CATALOGUE

import intra_core
from intra_core import Money, parse_application
from intra_core.assessment.assessment import Assessment
from intra_core.assessment.calls import state_on

EXAMPLES = Path(__file__).parents[2] / "examples" / "extremadura"

DAYS = {
    "icex_next": {
        "2016-12-31": "closed", "2017-10-12": "unknown", "2017-10-13": "open", "2017-12-15": "open",
        "2017-12-16": "closed", "2019-11-14": "closed", "2019-11-15": "unknown", "2021-11-30": "unknown",
        "2021-12-01": "open", "2021-12-31": "open", "2022-01-01": "closed", "2022-01-31": "closed",
        "2022-02-01": "open", "2022-02-28": "open", "2022-03-01": "closed", "2022-04-30": "closed",
        "2022-05-01": "open", "2022-05-31": "open", "2022-06-01": "closed", "2022-09-01": "open",
        "2022-09-30": "open", "2022-10-01": "closed", "2022-11-30": "closed", "2022-12-01": "open",
        "2022-12-31": "open", "2023-01-01": "closed", "2023-05-10": "closed", "2023-05-11": "open",
        "2023-05-31": "open", "2023-06-01": "closed", "2023-09-01": "open", "2023-09-20": "open",
        "2023-09-21": "closed", "2023-11-28": "open", "2023-12-20": "open", "2023-12-21": "closed",
        "2024-09-23": "closed", "2024-09-24": "open", "2024-10-15": "open", "2024-10-16": "closed",
        "2024-11-25": "open", "2024-12-17": "open", "2024-12-18": "closed",
    },
    "public_tenders": {
        "2015-12-31": "closed", "2016-01-01": "open", "2016-03-31": "open", "2016-04-01": "closed",
        "2016-12-31": "closed", "2017-01-01": "open", "2017-03-31": "open", "2017-04-01": "closed",
        "2018-01-01": "unknown",
    },
    "export_consortium": {
        "2009-12-31": "closed", "2010-01-01": "unknown", "2015-12-31": "unknown", "2016-01-01": "open",
        "2016-03-31": "open", "2016-04-01": "closed", "2017-01-01": "open", "2017-03-31": "open",
        "2017-04-01": "closed", "2018-03-06": "closed", "2018-03-07": "unknown",
    },
    "internationalisation_plan": {"2001-12-31": "closed", "2002-01-01": "unknown", "2016-02-10": "unknown"},
    "consolidation_plan": {"2003-12-31": "closed", "2004-01-01": "unknown", "2016-02-10": "unknown"},
    "trade_training": {
        "2015-12-31": "closed", "2016-05-02": "unknown", "2026-01-08": "open", "2026-01-28": "open",
        "2026-01-29": "closed",
    },
    "market_access": {"2014-03-11": "closed", "2014-03-12": "unknown", "2017-11-02": "unknown"},
    "foreign_marketing": {"2023-01-01": "closed", "2023-01-02": "unknown", "2023-11-15": "unknown"},
}  # fmt: skip

DIGITALISATION = """
region = "extremadura"
on     = 2023-06-01
award  = []
cost   = [%s]
[undertaking]
seat                = "ES432"
nace                = [{ code = "13.20", revision = "2", main = true }]
headcount           = 9
turnover            = "EUR 1000000.00"
balance_sheet_total = "EUR 500000.00"
[extremadura]
substantial_improvement = true
other_aid               = false
same_call_aid           = "EUR 0.00"
presence_months         = 6
"""
CONSORTIUM = """
region = "extremadura"
on     = 2016-04-20
member = [%s]
[project]
submitted = %s
[aid]
headroom = "EUR 200000.00"
[costs]
eligible = "EUR 50000.00"
[extremadura]
related_sectors        = true
joint_action           = %s
consortium_established = %s
"""
MEMBER = (
    '{{ id = "{0}", seat = "ES431", activity = {{ code = "10.43", revision = "2" }}, size = "small", '
    "international_experience = {1} }}"
)
TECHNICIAN = """
region  = "extremadura"
on      = 2026-06-01
award   = []
voucher = []
[project]
submitted = {day}
[undertaking]
size                = "small"
seat                = "ES431"
obligations_settled = true
insolvent           = false
[extremadura]
activity                 = "manufacture"
internationalisation_plan = true
contract_full_time       = true
contract_permanent       = true
contract_ended_early     = false
technician_qualified     = true
technician_language      = "C1"
technician_unemployed    = true
technician_days_before   = 0
"""
NEXT = """
region = "extremadura"
on     = %s
award  = []
cost   = [%s]
[project]
submitted = %s
[undertaking]
size                = "small"
seat                = "ES432"
turnover            = "%s"
fiscal_year_end     = "--12-31"
obligations_settled = true
insolvent           = false
[extremadura]
applicant              = "enterprise"
own_product            = true
own_brand              = true
foreign_subsidiary     = false
start_up               = %s
responsible_person     = true
website                = true
icex_initiation_before = false
icex_debts             = false
programme_starts       = 2030-01-01
"""


def assessed(measure: str, text: str) -> Assessment:
    return CATALOGUE[f"extremadura.{measure}"].assess(parse_application(text))


def members(count: int, *, experience: str = "true") -> str:
    return ", ".join(MEMBER.format(number, experience) for number in range(count))


def lines(costs: dict[str, str]) -> str:
    return ", ".join(f'{{ kind = "{kind}", net = "EUR {net}" }}' for kind, net in costs.items())


def next_of(year: int, costs: dict[str, str], turnover: str = "300000.01", start_up: str = "false") -> Assessment:
    submitted = {2017: "2017-12-15", 2022: "2022-12-31", 2023: "2023-05-31", 2024: "2024-12-17"}[year]
    return assessed("icex_next", NEXT % (f"{year + 1}-02-01", lines(costs), submitted, f"EUR {turnover}", start_up))


@pytest.mark.parametrize("measure", DAYS)
def test_the_days_around_each_opening_and_closing(measure: str) -> None:
    identity = CATALOGUE[f"extremadura.{measure}"].identity
    days = DAYS[measure]
    assert {day: state_on(identity, dt.date.fromisoformat(day).toordinal()).state for day in days} == days


@pytest.mark.parametrize(
    ("costs", "amount"),
    [
        ({"web-site": "600.00"}, "EUR 480.00"),  # 80 % of 600
        ({"web-site": "625.01"}, "EUR 500.00"),  # 80 % is 500.008
        ({"web-presence": "2000.00"}, "EUR 1500.00"),  # 80 % is 1,600; six months at 250
        ({"security-audit": "2000.00", "security-measures": "13125.00"}, "EUR 12000.00"),  # 1,500 + 10,500
        ({"erp": "6000.00", "crm": "6250.00", "multimedia": "1000.01"}, "EUR 10600.00"),  # 10,600.008
        ({"online-marketing": "9000.00", "security-measures": "15000.00", "erp": "5000.00"}, "EUR 20000.00"),
    ],
)
def test_digitalisation_has_a_ceiling_for_each_service(costs: dict[str, str], amount: str) -> None:
    bounds = assessed("digitalisation", DIGITALISATION % lines(costs)).award_bounds
    assert bounds is not None
    assert str(bounds.at_least) == str(bounds.at_most) == amount


@pytest.mark.parametrize(
    ("acted", "established", "award"),
    [
        ("false", "2016-03-30", "EUR 8000.00"),
        ("false", "2001-01-01", "EUR 8000.00"),  # old, but without any joint action yet
        ("true", "2015-03-31", "EUR 5000.00"),  # one year to the day
        ("true", "2013-03-31", "EUR 5000.00"),  # three years to the day
        ("true", "2013-03-30", "EUR 3000.00"),
    ],
)
def test_a_consortium_is_paid_by_its_class(acted: str, established: str, award: str) -> None:
    assessment = assessed("export_consortium", CONSORTIUM % (members(3), "2016-03-31", acted, established))
    assert (assessment.verdict.value, str(assessment.amount)) == ("eligible", award)


def test_a_consortium_under_a_year_that_has_acted_belongs_to_no_class() -> None:
    assessment = assessed("export_consortium", CONSORTIUM % (members(3), "2016-03-31", "true", "2015-04-01"))
    assert (assessment.verdict.value, assessment.unknown, assessment.asks) == ("undetermined", ("class",), ())


def test_a_consortium_founded_on_29_february_is_three_years_old_on_the_last_day_of_february() -> None:
    young = assessed("export_consortium", CONSORTIUM % (members(3), "2016-02-29", "true", "2013-02-28"))
    old = assessed("export_consortium", CONSORTIUM % (members(3), "2016-03-01", "true", "2013-02-28"))
    assert (str(young.amount), str(old.amount)) == ("EUR 3000.00", "EUR 3000.00")
    leap = assessed("export_consortium", CONSORTIUM % (members(3), "2016-02-28", "true", "2013-02-28"))
    assert str(leap.amount) == "EUR 5000.00"


def test_a_consortium_needs_three_members() -> None:
    assessment = assessed("export_consortium", CONSORTIUM % (members(2), "2016-03-31", "false", "2016-01-04"))
    assert assessment.unmet == ("members",)


def test_where_two_pages_differ_on_experience_nobody_is_refused_or_granted_for_want_of_it() -> None:
    text = CONSORTIUM % (members(3, experience="false"), "2016-03-31", "false", "2016-01-04")
    assessment = assessed("export_consortium", text)
    assert (assessment.unmet, assessment.unknown) == ((), ("experience",))


@pytest.mark.parametrize(
    ("year", "costs", "award"),
    [
        (2017, {"model-analysis": "600.00", "promotion-and-staff": "19600.00"}, "EUR 10400.00"),
        (2017, {"promotion-and-staff": "19600.01"}, "EUR 9800.00"),
        (2017, {"model-analysis": "599.99", "personal-advice": "0.01"}, "EUR 599.99"),  # half a cent is cut
        (2022, {"personal-advice": "4500.00", "promotion-and-staff": "35500.00"}, "EUR 24000.00"),
        (2022, {"personal-advice": "4500.01", "promotion-and-staff": "0.01"}, "EUR 2700.00"),  # 2,700.006
        (2022, {"personal-advice": "40000.00"}, "EUR 2700.00"),
        (2022, {"promotion-and-staff": "40000.00"}, "EUR 21300.00"),
    ],
)
def test_icex_next_pays_by_year(year: int, costs: dict[str, str], award: str) -> None:
    assessment = next_of(year, costs)
    if year == 2022:
        assert (assessment.verdict.value, str(assessment.amount)) == ("eligible", award)
    else:  # the turnover that 2017 asked for was not read
        assert assessment.unknown == ("turnover",)
        bounds = assessment.award_bounds
        assert bounds is not None
        assert str(bounds.at_least) == str(bounds.at_most) == award


@pytest.mark.parametrize(
    ("year", "turnover", "unmet"),
    [
        (2022, "200000.00", ("turnover",)),
        (2022, "200000.01", ()),
        (2023, "300000.00", ("turnover",)),
        (2023, "300000.01", ()),
    ],
)
def test_the_turnover_of_icex_next_must_be_exceeded(year: int, turnover: str, unmet: tuple[str, ...]) -> None:
    assert next_of(year, {"personal-advice": "1000.00"}, turnover).unmet == unmet


@pytest.mark.parametrize("year", [2022, 2023])
def test_a_start_up_need_not_reach_the_turnover(year: int) -> None:
    assert next_of(year, {"personal-advice": "1000.00"}, "0.00", "true").verdict.value == "eligible"


@pytest.mark.parametrize("year", [2017, 2024])
@pytest.mark.parametrize("start_up", ["true", "false"])
def test_a_turnover_that_was_not_read_refuses_nobody(year: int, start_up: str) -> None:
    assessment = next_of(year, {"personal-advice": "1000.00"}, "0.01", start_up)
    assert (assessment.unmet, assessment.unknown) == ((), ("turnover",))


@pytest.mark.parametrize(
    ("day", "parts"),
    [("2017-11-15", (1_500_000, 1_000_000, 500_000)), ("2026-01-20", (1_200_000, 1_000_000, 800_000))],
)
def test_a_technician_is_paid_in_three_years(day: str, parts: tuple[int, ...]) -> None:
    assessment = assessed("trade_technician", TECHNICIAN.format(day=day))
    bounds = assessment.award_bounds
    assert bounds is not None
    assert bounds.at_least == bounds.at_most == Money(sum(parts), "EUR")
    assert assessment.award is None  # whether the call is open is not known
    told = CATALOGUE["extremadura.trade_technician"].explain().figures
    on = dt.date.fromisoformat(day).toordinal()
    found = [
        version.says
        for figure in told
        if figure.name.startswith("instalment.")
        for version in figure.versions
        if version.period.holds(on)
    ]
    assert found == [f"EUR {part // 100:,}.00" for part in parts]


ON_FILE: dict[str, dict[str, Any]] = {
    "icex_next": {"measure": "icex_next", "verdict": "eligible", "award": "EUR 14700.00", "unmet": (), "asks": []},
    "refused": {
        "measure": "export_consortium", "verdict": "ineligible", "award": "None",
        "unmet": ("call", "members"), "asks": [],
    },
    "incomplete": {
        "measure": "icex_next", "verdict": "undetermined", "award": "None", "unmet": (),
        "asks": ["undertaking.headcount", "extremadura.own_brand", "award"],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ON_FILE)
def test_the_applications_on_file_have_their_answers(name: str) -> None:
    expected = dict(ON_FILE[name])
    measure = f"extremadura.{expected.pop('measure')}"
    answer = CATALOGUE.assess(intra_core.read_application(EXAMPLES / f"{name}.toml"))
    (found,) = (each for each in answer.assessments if each.id == measure)
    assert {
        "verdict": found.verdict.value,
        "award": str(found.amount),
        "unmet": found.unmet,
        "asks": [ask.fact for ask in found.asks],
    } == expected


def test_every_application_on_file_is_tested() -> None:
    assert {file.stem for file in EXAMPLES.glob("*.toml")} == set(ON_FILE)

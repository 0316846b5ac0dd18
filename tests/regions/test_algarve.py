"""The Algarve: what its measures pay, worked out by hand from the sources, and the applications of examples/algarve."""

import datetime as dt
from pathlib import Path

import pytest
from tests.installed import CATALOGUE

import intra_core
from intra_core import parse_application

EXAMPLES = Path(__file__).parents[2] / "examples" / "algarve"

KINDS = {
    "algarve.collective_actions": "grant",
    "algarve.individual_operations": "grant",
    "algarve.individual_projects": "grant",
    "algarve.industry_voucher": "voucher",
    "algarve.internationalisation_voucher": "voucher",
    "algarve.joint_operations": "grant",
    "algarve.joint_projects": "grant",
    "algarve.opportunities_voucher": "voucher",
    "algarve.qualification": "grant",
    "algarve.restart": "grant",
    "algarve.tech_park": "grant",
    "algarve.territorial_base": "grant",
}

INDUSTRY_VOUCHER = """
region     = "algarve"
on         = 2017-11-15
award      = []
voucher    = []
contractor = [{ kind = "accredited-supplier" }]
[project]
submitted = 2017-09-20
[undertaking]
seat                = "%s"
headcount           = 5
employees           = 5
turnover            = "EUR 400000.00"
balance_sheet_total = "EUR 200000.00"
[costs]
eligible = "%s"
[algarve]
project_months = 12
"""
INDIVIDUAL_OPERATION = """
region = "algarve"
on     = 2026-06-01
award  = []
cost   = [{ kind = "brand", net = "EUR %s", incurred = 2026-06-30 }]
[project]
submitted    = %s
submitted_at = %s
[undertaking]
size                = "medium"
nace                = [{ code = "13.92", revision = "2.1", main = true }]
obligations_settled = true
[algarve]
establishment          = "%s"
international_turnover = "EUR %s"
undecided_2024         = false
sme_certificate        = true
organised_accounts     = true
owners_registered      = true
equity                 = true
project_months         = 18
other_application      = false
approved_2024          = false
fairs                  = 0
fair_days              = 0
new_staff_months       = 0
"""
INDIVIDUAL_PROJECT = """
region = "algarve"
on     = %s
cost   = [{ kind = "web-presence", net = "EUR %s", incurred = %s }]
[project]
submitted = %s
started   = 2023-01-02
[undertaking]
size     = "small"
turnover = "EUR 400000.00"
[algarve]
establishment          = "PT150"
international_turnover = "EUR 60000.00"
priority               = "accelerator-priority"
"""
TECH_PARK = """
region = "algarve"
on     = %s
[project]
submitted = %s
[algarve]
university = true
[costs]
eligible = "EUR %s"
"""


def answer(text, measure):
    answered = CATALOGUE.assess(parse_application(text), measures=[f"algarve.{measure}"])
    (assessment,) = answered.assessments
    return assessment


def bounds(assessment):
    return str(assessment.award_bounds.at_least), str(assessment.award_bounds.at_most)


def test_the_algarve_has_these_measures():
    assert {measure.id: measure.identity.kind for measure in CATALOGUE.of_region("algarve")} == KINDS


def test_every_measure_speaks_portuguese():
    for measure in CATALOGUE.of_region("algarve"):
        assert set(measure.title.texts) == {"en", "pt"}


@pytest.mark.parametrize(
    ("file", "measure", "verdict", "award", "unmet", "asks"),
    [
        # 60 % of 96,000.00, less the 2,000.00 of studies above 15 % of 100,000.00
        ("granted", "territorial_base", "eligible", "EUR 56400.00", (), ()),
        ("refused", "individual_operations", "ineligible", None, ("call", "turnover", "worthwhile"), ()),
        (
            "incomplete",
            "individual_operations",
            "undetermined",
            None,
            (),
            ("algarve.international_turnover", "algarve.owners_registered", "algarve.new_staff_months", "award"),
        ),
    ],
)
def test_an_application_of_the_examples_is_answered(file, measure, verdict, award, unmet, asks):
    application = intra_core.read_application(EXAMPLES / f"{file}.toml")
    (assessment,) = CATALOGUE.assess(application, measures=[f"algarve.{measure}"]).assessments
    assert (assessment.verdict.value, assessment.unmet) == (verdict, unmet)
    assert (str(assessment.amount) if assessment.amount else None) == award
    assert {ask.fact for ask in assessment.asks} == set(asks)


def test_what_the_incomplete_application_may_come_to_is_bounded():
    application = intra_core.read_application(EXAMPLES / "incomplete.toml")
    (assessment,) = CATALOGUE.assess(application, measures=["algarve.individual_operations"]).assessments
    assert bounds(assessment) == ("EUR 0.00", "EUR 92800.00")  # 40 % of 232,000.00, if every salary counts


@pytest.mark.parametrize("file", ["granted", "refused", "incomplete"])
def test_no_example_is_eligible_for_a_measure_that_it_was_not_written_for(file):
    answered = CATALOGUE.assess(intra_core.read_application(EXAMPLES / f"{file}.toml"))
    eligible = {each.id for each in answered.assessments if each.verdict.value == "eligible"}
    assert eligible == ({"algarve.territorial_base"} if file == "granted" else set())


@pytest.mark.parametrize(
    ("seat", "cost", "grant"),
    [
        ("PT150", "EUR 4000.00", "EUR 3000.00"),
        ("PT150", "EUR 10000.00", "EUR 7500.00"),
        ("PT150", "EUR 10000.01", "EUR 7500.00"),
        ("PT170", "EUR 4000.00", "EUR 1600.00"),
        ("PT170", "EUR 18750.00", "EUR 7500.00"),
        ("PT170", "EUR 18749.99", "EUR 7499.99"),  # 7,499.996
    ],
)
def test_an_industry_voucher_pays_less_in_lisbon(seat, cost, grant):
    assessment = answer(INDUSTRY_VOUCHER % (seat, cost), "industry_voucher")
    assert (assessment.verdict.value, str(assessment.amount)) == ("eligible", grant)


PHASE_1, PHASE_2 = ("2025-12-30", "17:00:00"), ("2026-03-31", "17:00:00")


@pytest.mark.parametrize(
    ("moment", "area", "exports", "cost", "grant"),
    [
        (PHASE_1, "PT11A", "200000.00", "500000.00", "EUR 200000.00"),  # 40 %
        (PHASE_1, "PT170", "200000.00", "500000.00", "EUR 200000.00"),
        (PHASE_1, "PT170", "200000.00", "750000.00", "EUR 300000.00"),  # the ceiling just reached
        (PHASE_1, "PT11A", "200000.00", "900000.00", "EUR 300000.00"),
        (PHASE_2, "PT11A", "199999.99", "200000.00", "EUR 100000.00"),  # 50 %
        (PHASE_2, "PT170", "199999.99", "200000.00", "EUR 80000.00"),  # 40 %
        (PHASE_2, "PT11A", "199999.99", "299999.99", "EUR 149999.99"),
        (PHASE_2, "PT11A", "199999.99", "300000.02", "EUR 150000.00"),
        (PHASE_2, "PT170", "199999.99", "375000.03", "EUR 150000.00"),
    ],
)
def test_the_notice_of_2025_pays_by_phase_and_area(moment, area, exports, cost, grant):
    assessment = answer(INDIVIDUAL_OPERATION % (cost, *moment, area, exports), "individual_operations")
    assert (assessment.verdict.value, str(assessment.amount)) == ("eligible", grant)


@pytest.mark.parametrize(("moment", "exports"), [(PHASE_1, "200000.00"), (PHASE_2, "199999.99")])
def test_in_the_algarve_the_ceiling_is_not_known_and_nothing_is_promised(moment, exports):
    assessment = answer(INDIVIDUAL_OPERATION % ("500000.00", *moment, "PT150", exports), "individual_operations")
    assert (assessment.verdict.value, assessment.amount) == ("eligible", None)
    assert bounds(assessment) == ("EUR 0.00", "EUR 200000.00")


@pytest.mark.parametrize(
    ("moment", "exports"),
    [
        (("2025-12-30", "17:00:01"), "200000.00"),
        (("2026-03-31", "17:00:01"), "199999.99"),
        (("2025-09-29", "23:59:59"), "200000.00"),
    ],
)
def test_outside_its_phase_nobody_is_eligible(moment, exports):
    assessment = answer(INDIVIDUAL_OPERATION % ("500000.00", *moment, "PT11A", exports), "individual_operations")
    assert assessment.verdict.value == "ineligible"


def test_after_phase_1_an_exporter_of_200000_is_too_late_unless_an_application_of_2024_is_undecided():
    text = INDIVIDUAL_OPERATION % ("500000.00", *PHASE_2, "PT11A", "200000.00")
    assert answer(text, "individual_operations").unmet == ("turnover",)
    admitted = answer(text.replace("undecided_2024         = false", "undecided_2024 = true"), "individual_operations")
    assert (admitted.verdict.value, str(admitted.amount)) == ("eligible", "EUR 150000.00")


def test_a_new_exporter_has_the_terms_of_phase_2_from_the_first_day():
    text = INDIVIDUAL_OPERATION % ("200000.00", "2025-09-30", "08:00:00", "PT11A", "199999.99")
    assert str(answer(text, "individual_operations").amount) == "EUR 100000.00"


@pytest.mark.parametrize(
    ("submitted", "verdict", "least", "most"),
    [
        (dt.date(2015, 4, 30), "undetermined", "EUR 45000.00", "EUR 45000.00"),
        (dt.date(2018, 10, 31), "eligible", "EUR 45000.00", "EUR 50000.00"),  # "up to 50 %", by one radio page
        (dt.date(2020, 5, 25), "eligible", "EUR 45000.00", "EUR 45000.00"),
    ],
)
def test_the_rate_of_individual_projects_differs_by_notice_as_far_as_known(submitted, verdict, least, most):
    text = INDIVIDUAL_PROJECT % (submitted, "100000.00", "2023-02-01", submitted)
    assessment = answer(text, "individual_projects")
    assert assessment.verdict.value == verdict
    if assessment.award_bounds is not None:
        assert bounds(assessment) == (least, most)
    else:
        assert str(assessment.amount) == least == most


@pytest.mark.parametrize(
    ("submitted", "incurred", "verdict", "unmet", "unknown"),
    [
        ("2020-05-25", "2020-05-25", "eligible", (), ()),
        ("2020-05-25", "2020-05-24", "ineligible", ("no-earlier-cost",), ()),
        ("2018-10-28", "2018-10-27", "ineligible", ("no-earlier-cost",), ()),
        # Some notices took costs before the application; the day on which that ended was not found.
        ("2016-03-01", "2016-02-29", "undetermined", (), ("call", "no-earlier-cost")),
        ("2015-04-30", "2015-04-29", "undetermined", (), ("call",)),
    ],
)
def test_since_a_later_notice_no_cost_may_come_before_the_application(submitted, incurred, verdict, unmet, unknown):
    text = INDIVIDUAL_PROJECT % (submitted, "100000.00", incurred, submitted)
    assessment = answer(text, "individual_projects")
    assert (assessment.verdict.value, assessment.unmet) == (verdict, unmet)
    assert set(assessment.unknown) <= set(unknown)
    assert verdict != "undetermined" or "no-earlier-cost" not in unknown or "no-earlier-cost" in assessment.unknown


@pytest.mark.parametrize(
    ("day", "investment", "erdf"),
    [
        ("2019-03-31", "5400000.00", "EUR 3780000.00"),  # "5.4 million", "3.8 million"
        ("2020-12-16", "6645515.42", "EUR 4651860.79"),  # 4,651,860.794; the other source rounds to the euro
        ("2022-03-29", "7245515.60", "EUR 5868867.64"),  # 5,868,867.636
    ],
)
def test_the_sums_of_the_park_are_those_of_their_day(day, investment, erdf):
    assessment = answer(TECH_PARK % (day, day, investment), "tech_park")
    assert assessment.unknown in {(), ("call",)}
    found = {str(assessment.amount)} if assessment.amount else set(bounds(assessment))
    assert found == {erdf}


def test_the_plan_s_sum_is_told_but_is_no_figure_of_a_measure():
    plugin = Path(__file__).parents[2] / "plugins" / "algarve" / "src" / "intra_algarve"
    measures = "".join(file.read_text("utf-8") for file in (plugin / "measures").glob("*.toml"))
    assert "6,141,479.64" in (plugin / "region.toml").read_text("utf-8")
    assert "EUR 6141479.64" not in measures  # of both projects, on another basis than the park's sums

"""The regions beside Slovenia and Bulgaria: who each is, and what its measure pays, worked out by hand."""

import pytest

import intra_core
from intra_core import parse_application

CATALOGUE = intra_core.load_regions()

IDENTITIES = {
    "abruzzo": ("Abruzzo", ("ITF1",), ("it", "en"), "EUR", "Europe/Rome", "IT"),
    "algarve": ("Algarve", ("PT15",), ("pt", "en"), "EUR", "Europe/Lisbon", "PT"),
    "extremadura": ("Extremadura", ("ES43",), ("es", "en"), "EUR", "Europe/Madrid", "ES"),
    "westmidlands": ("West Midlands", ("UKG", "TLG"), ("en",), "GBP", "Europe/London", "GB"),
}
MEASURES = {
    "abruzzo": "abruzzo.export_manager",
    "algarve": "algarve.industry_voucher",
    "extremadura": "extremadura.digitalisation",
    "westmidlands": "westmidlands.warwickshire_growth",
}

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
presence_months         = 6
"""
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
"""
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
service_months      = 12
"""


def assessed(text):
    application = parse_application(text)
    return CATALOGUE.assess(application).assessments[0]


@pytest.mark.parametrize("name", IDENTITIES)
def test_each_region_says_who_it_is(name):
    region = CATALOGUE.region(name).region
    title, nuts, languages, currency, time_zone, member_state = IDENTITIES[name]
    assert region.title.in_language("en") == title
    assert (region.nuts, region.languages, region.currency) == (nuts, languages, currency)
    assert (region.time_zone, region.member_state) == (time_zone, member_state)
    assert region.programme is not None
    assert region.rows


@pytest.mark.parametrize("name", MEASURES)
def test_each_region_has_its_measure_in_its_own_language(name):
    (measure,) = CATALOGUE.of_region(name)
    language = IDENTITIES[name][2][0]
    assert measure.id == MEASURES[name]
    assert language in measure.title.texts
    assert measure.examples


@pytest.mark.parametrize(
    ("lines", "amount"),
    [
        ((("web-site", "600.00"),), "EUR 480.00"),  # 80 % of 600
        ((("web-site", "625.01"),), "EUR 500.00"),  # 80 % is 500.008
        ((("web-presence", "2000.00"),), "EUR 1500.00"),  # 80 % is 1,600; six months at 250
        ((("security-audit", "2000.00"), ("security-measures", "13125.00")), "EUR 12000.00"),  # 1,500 + 10,500
        ((("erp", "6000.00"), ("crm", "6250.00"), ("multimedia", "1000.01")), "EUR 10600.00"),  # 10,600.008
        ((("online-marketing", "9000.00"), ("security-measures", "15000.00"), ("erp", "5000.00")), "EUR 20000.00"),
    ],
)
def test_digitalisation_in_extremadura_has_a_ceiling_for_each_service(lines, amount):
    costs = ", ".join(f'{{ kind = "{kind}", net = "EUR {net}" }}' for kind, net in lines)
    assessment = assessed(DIGITALISATION % costs)
    assert assessment.unknown == ("call",)  # its days were not found
    assert str(assessment.award_bounds.at_least) == str(assessment.award_bounds.at_most) == amount


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
    assessment = assessed(INDUSTRY_VOUCHER % (seat, cost))
    assert (assessment.verdict.value, str(assessment.amount)) == ("eligible", grant)


@pytest.mark.parametrize(
    ("spending", "grant"),
    [("GBP 12500.00", "GBP 5000.00"), ("GBP 50000.00", "GBP 20000.00"), ("GBP 100000.00", "GBP 35000.00")],
)
def test_a_warwickshire_grant_lies_between_5000_and_35000(spending, grant):
    assessment = assessed(GROWTH_FUND % spending)
    assert assessment.unknown == ("call",)  # its days were not found
    assert str(assessment.award_bounds.at_least) == str(assessment.award_bounds.at_most) == grant


def test_a_warwickshire_grant_below_5000_is_refused():
    assert assessed(GROWTH_FUND % "GBP 12499.99").unmet == ("worthwhile",)


@pytest.mark.parametrize(
    ("before", "contract", "value"),
    [
        ("", "EUR 13000.00", "EUR 10000.00"),
        ("", "EUR 24999.99", "EUR 10000.00"),
        ("", "EUR 25000.00", "EUR 15000.00"),
        ('{ measure = "abruzzo.export_manager" }', "EUR 24999.99", "EUR 8000.00"),
        ('{ measure = "abruzzo.export_manager" }', "EUR 25000.00", "EUR 15000.00"),
    ],
)
def test_an_export_manager_voucher_goes_by_the_value_of_the_contract(before, contract, value):
    assessment = assessed(EXPORT_MANAGER % (before, contract))
    assert (assessment.verdict.value, str(assessment.amount)) == ("eligible", value)


def test_an_export_manager_for_less_than_13000_is_refused():
    assert assessed(EXPORT_MANAGER % ("", "EUR 12999.99")).unmet == ("contract",)

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
    "extremadura": "extremadura.digitalisation",
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

"""Who the regions are that no other file here introduces."""

import pytest
from tests.installed import CATALOGUE

IDENTITIES = {
    "abruzzo": ("Abruzzo", ("ITF1",), ("it", "en"), "EUR", "Europe/Rome", "IT"),
    "algarve": ("Algarve", ("PT15",), ("pt", "en"), "EUR", "Europe/Lisbon", "PT"),
    "extremadura": ("Extremadura", ("ES43",), ("es", "en"), "EUR", "Europe/Madrid", "ES"),
    "westmidlands": ("West Midlands", ("UKG", "TLG"), ("en",), "GBP", "Europe/London", "GB"),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_each_region_says_who_it_is(name):
    region = CATALOGUE.region(name).region
    title, nuts, languages, currency, time_zone, member_state = IDENTITIES[name]
    assert region.title.in_language("en") == title
    assert (region.nuts, region.languages, region.currency) == (nuts, languages, currency)
    assert (region.time_zone, region.member_state) == (time_zone, member_state)
    assert region.programme is not None
    assert region.rows

"""Which awards are published or registered: to the cent, on the days on which the acts change, and for how long."""

import datetime as dt

import pytest

from intra_core.errors import WrongInput
from intra_core.law.publication import publication
from intra_core.law.register import declaration_needed, registration
from intra_core.model.aid import PastAward
from intra_core.model.money import Money

GBER, UK = "EUR", "GBP"


def day(text):
    return dt.date.fromisoformat(text)


def asked(answer):
    return [ask.fact for ask in answer.asks]


def award(granted, money, regime="block-exemption"):
    return PastAward(granted=granted and day(granted), amount=money and Money.parse(money), regime=regime)


def published(law, granted, money, regime="block-exemption", **more):
    if regime == "block-exemption":
        more = {"sector": "other"} | more
    return publication(award(granted, money, regime), law=law, **more).published


def test_f03_an_award_above_the_amount_is_published_and_one_of_it_is_not(law):
    assert published(law, "2024-03-15", "EUR 100000.00") is False
    assert published(law, "2024-03-15", "EUR 100000.01") is True
    assert published(law, "2024-03-15", "GBP 100000.00", "mfa") is False
    assert published(law, "2024-03-15", "GBP 100000.01", "mfa") is True


def test_the_amount_of_the_block_exemption_is_that_of_the_day_of_grant(law):
    assert published(law, "2023-06-30", "EUR 500000.00") is False
    assert published(law, "2023-06-30", "EUR 500000.01") is True
    assert published(law, "2023-07-01", "EUR 100000.01") is True
    assert published(law, "2016-07-01", "EUR 500000.01") is True
    assert published(law, "2016-07-01", "EUR 500000.00") is False
    assert published(law, "2016-06-30", "EUR 900000.00") is False
    assert published(law, "2014-07-01", "EUR 900000.00") is False
    assert published(law, "2014-06-30", "EUR 900000.00") is None
    assert published(law, "2027-06-30", "EUR 100000.01") is True
    assert published(law, "2027-07-01", "EUR 100000.01") is None


def test_primary_agriculture_and_fishery_have_lower_amounts_since_2021(law):
    for sector, between in (("primary-agriculture", "60000"), ("fishery", "30000")):
        cases = {
            ("2021-07-31", "500000.00"): False, ("2021-07-31", "500000.01"): True,
            ("2021-08-01", f"{between}.00"): False, ("2021-08-01", f"{between}.01"): True,
            ("2023-06-30", f"{between}.00"): False, ("2023-06-30", f"{between}.01"): True,
            ("2023-07-01", "10000.00"): False, ("2023-07-01", "10000.01"): True, ("2027-06-30", "10000.01"): True,
        }  # fmt: skip
        for (granted, amount), expected in cases.items():
            assert published(law, granted, f"EUR {amount}", sector=sector) is expected, (sector, granted, amount)
        assert published(law, "2024-01-01", "EUR 50000.00", sector=sector, article="20") is False
    assert published(law, "2024-01-01", "EUR 500000.00", investeu=True) is False
    assert published(law, "2024-01-01", "EUR 500000.01", investeu=True) is True


def test_small_aid_of_cooperation_and_local_development_is_not_published(law):
    assert published(law, "2024-01-01", "EUR 150000.00", article="19b") is False
    assert published(law, "2024-01-01", "EUR 150000.00", article="20a") is False
    assert published(law, "2024-01-01", "EUR 150000.00", article="18") is True


def test_each_figure_of_the_block_exemption_has_its_first_and_last_day(law):
    names = (
        "compulsory",
        "within",
        "kept",
        "above.other",
        "above.primary-agriculture",
        "above.fishery",
        "above.investeu",
    )
    for name in names:
        told = [law.figure(f"gber_published.{name}", day(when)) is not None for when in (
            "2014-06-30", "2014-07-01", "2027-06-30", "2027-07-01",
        )]  # fmt: skip
        assert told == [False, True, True, False], name


def test_an_award_is_published_within_six_months_and_kept_ten_years(law):
    found = publication(award("2024-08-31", "EUR 100000.01"), law=law)
    assert (str(found.by), str(found.kept_until)) == ("2025-02-28", "2034-08-31")
    assert found.articles[0].endswith("Regulation (EU) 2023/1315, Article 9(1), point (c)")
    assert "nace-group" in found.fields
    assert publication(award("2024-08-31", "EUR 10000.00"), law=law).by is None


def test_what_is_not_known_is_asked_only_where_it_matters(law):
    def told(money, **more):
        found = publication(award("2024-03-15", money), law=law, **more)
        return found.published, asked(found)

    assert told("EUR 10000.00") == (False, [])
    assert told("EUR 10000.01") == (None, ["sector"])
    assert told("EUR 100000.00") == (None, ["sector"])
    assert told("EUR 100000.01") == (True, [])
    assert told(None, sector="other") == (None, ["amount"])
    assert told("GBP 5.00", sector="other") == (None, ["amount"])
    assert told("BGN 195583.00", sector="other") == (False, [])
    assert told("BGN 195583.01", sector="other") == (True, [])
    assert asked(publication(award(None, "EUR 5.00"), law=law)) == ["granted"]


def test_the_uk_database_has_every_subsidy_but_small_ones_under_schemes_and_small_assistance(law):
    cases = {
        ("GBP 100000.00", "subsidy", True): False, ("GBP 100000.01", "subsidy", True): True,
        ("GBP 100000.00", "subsidy", False): True, ("GBP 0.01", "subsidy", False): True,
        ("GBP 0.00", "subsidy", False): False, ("GBP 100000.00", "subsidy", None): None,
        ("GBP 100000.01", "subsidy", None): True,
        ("GBP 100000.00", "spei", None): False, ("GBP 100000.01", "spei", None): True,
    }  # fmt: skip
    for (money, regime, scheme), expected in cases.items():
        assert published(law, "2024-03-15", money, regime, scheme=scheme) is expected, (money, regime, scheme)
    assert asked(publication(award("2024-03-15", "GBP 1.00", "subsidy"), law=law)) == ["scheme"]
    assert published(law, "2023-01-04", "GBP 100000.01", "mfa") is True
    assert published(law, "2023-01-03", "GBP 100000.01", "mfa") is None
    for name in ("mfa", "spei", "scheme", "alone", "within", "kept"):
        assert law.figure(f"subsidy_database.{name}", day("2023-01-04")) is not None
        assert law.figure(f"subsidy_database.{name}", day("2023-01-03")) is None


def test_the_uk_entry_is_made_within_three_months_and_kept_six_years(law):
    found = publication(
        award("2024-03-15", "GBP 100000.01", "mfa"), confirmed=day("2024-03-01"), entered=day("2024-05-10"), law=law
    )
    assert (str(found.by), str(found.kept_until)) == ("2024-06-01", "2030-05-09")
    assert publication(award("2024-03-15", "GBP 100000.01", "mfa"), law=law).kept_until is None


def test_f05_the_day_of_grant_decides_whenever_it_is_paid(law):
    had = award("2025-12-20", "EUR 5000.00", "de-minimis")
    found = registration(had, paid=day("2026-02-10"), law=law)
    assert (found.compulsory, found.counts_from) == (False, day("2025-12-20"))
    assert found.declared_until == day("2028-12-20")
    assert found.policies == {"registered_from": "grant"}
    by_payment = {"registered_from": "payment"}
    assert registration(had, paid=day("2026-02-10"), told=by_payment, law=law).compulsory is True
    assert registration(had, paid=day("2025-12-31"), told=by_payment, law=law).compulsory is False
    assert asked(registration(had, told=by_payment, law=law)) == ["paid"]


def test_registers_are_compulsory_from_their_first_day_on(law):
    for regime, first in (
        ("de-minimis", "2026-01-01"), ("de-minimis-sgei", "2026-01-01"), ("de-minimis-agriculture", "2027-01-01"),
    ):  # fmt: skip
        before = day(first) - dt.timedelta(days=1)
        assert registration(award(first, None, regime), law=law).compulsory is True
        assert registration(award(str(before), None, regime), law=law).compulsory is False
    assert registration(award("2026-06-01", None, "de-minimis-fishery"), law=law).compulsory is None
    with pytest.raises(WrongInput, match="no register"):
        registration(award("2026-06-01", None, "mfa"), law=law)


def test_a_grant_is_registered_within_twenty_working_days_and_kept_ten_years(law):
    for regime in ("de-minimis", "de-minimis-sgei", "de-minimis-agriculture"):
        found = registration(award("2027-01-04", None, regime), law=law)
        assert (found.by, str(found.by_at_earliest), str(found.kept_until)) == (None, "2027-02-01", "2037-01-04")
        known = registration(
            award("2027-01-04", None, regime), holidays={day("2027-01-06"), day("2027-01-09")}, law=law
        )
        assert str(known.by) == "2027-02-02"


def test_other_aid_is_declared_until_the_register_covers_three_years(law):
    for regime, last in (
        ("de-minimis", "2028-12-31"), ("de-minimis-sgei", "2028-12-31"), ("de-minimis-agriculture", "2029-12-31"),
    ):  # fmt: skip
        assert declaration_needed(regime, day(last), law=law) is True
        assert declaration_needed(regime, day(last) + dt.timedelta(days=1), law=law) is False
        early = {"register_since": day("2024-03-01"), "law": law}
        assert declaration_needed(regime, day("2027-02-28"), **early) is True
        assert declaration_needed(regime, day("2027-03-01"), **early) is False
        # Three years after the grant, or to the day before the register covers three years, whichever is sooner.
        assert str(registration(award("2025-03-05", None, regime), law=law).declared_until) == "2028-03-05"
        assert str(registration(award(last, None, regime), law=law).declared_until) == last
        after = str(day(last) + dt.timedelta(days=1))
        assert registration(award(after, None, regime), law=law).declared_until is None


def test_each_figure_of_a_register_has_its_first_and_last_day(law):
    ends = {
        "de-minimis": ("2024-01-01", "2031-06-30"), "de-minimis-sgei": ("2024-01-01", "2031-06-30"),
        "de-minimis-agriculture": ("2024-12-16", "2032-12-31"),
    }  # fmt: skip
    for regime, (first, last) in ends.items():
        for name in ("first_day", "within", "kept", "covered", "declared"):
            for when, known in ((first, True), (last, True)):
                assert (law.figure(f"register.{regime}.{name}", day(when)) is not None) is known
            for when in (day(first) - dt.timedelta(days=1), day(last) + dt.timedelta(days=1)):
                assert law.figure(f"register.{regime}.{name}", when) is None
        assert registration(award("2020-05-01", None, regime), law=law).compulsory is None

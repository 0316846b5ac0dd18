"""What is left of the ceilings for services of general interest, agriculture, fishery, and in the United Kingdom."""

from fractions import Fraction

from tests.law.awards import FARM, FISH, REGISTER, SCHEME, SGEI, asked, day, had, left, told

from intra_core.law.exchange import Quote, ReferenceRates
from intra_core.model.money import Money


def euro(amount):
    return None if amount is None else Money(amount * 100, "EUR")


# --- services of general economic interest, agriculture, fishery ---------------------------------------------


def test_services_of_general_economic_interest_have_their_own_ceiling(law):
    for on, ceiling in (
        ("2012-04-28", None), ("2012-04-29", 500_000), ("2023-12-31", 500_000), ("2024-01-01", 750_000),
        ("2031-06-30", 750_000), ("2031-07-01", None),
    ):  # fmt: skip
        assert left(law, on, regime=SGEI) == ceiling, on
        assert left(law, on, regime=SGEI, policies=SCHEME) == ceiling, on
    old = had("2021-01-01", 100, SGEI)
    assert left(law, "2023-12-31", old, regime=SGEI) == 499_900
    assert left(law, "2024-01-01", old, regime=SGEI) == 749_900
    assert left(law, "2024-01-02", old, regime=SGEI) == 750_000
    assert left(law, "2023-12-31", had("2020-12-31", 100, SGEI), regime=SGEI, fiscal_year_end="--12-31") == 500_000
    assert left(law, "2023-03-31", had("2020-04-01", 1, SGEI), regime=SGEI, fiscal_year_end="--03-31") == 499_999
    assert left(law, "2023-04-01", had("2020-04-01", 1, SGEI), regime=SGEI, fiscal_year_end="--03-31") == 500_000


def test_until_2023_general_and_sgei_aid_together_kept_to_the_ceiling_for_services(law):
    service = had("2023-02-01", 400_000, SGEI)
    assert left(law, "2023-06-01", service) == 100_000
    assert left(law, "2023-06-01", service, had("2023-03-01", 60_000)) == 40_000
    assert left(law, "2023-06-01", service, had("2023-03-01", 60_000), regime=SGEI) == 40_000
    assert left(law, "2023-06-01", had("2023-02-01", 300_000, SGEI)) == 200_000
    assert left(law, "2023-06-01", had("2023-02-01", "EUR 300000.01", SGEI)) == Fraction(19_999_999, 100)
    assert left(law, "2024-01-01", service) == 300_000
    answer = told(law, "2023-06-01", service)
    assert (answer["ceiling"], answer["used"]) == ("EUR 500000.00", "EUR 400000.00")
    assert answer["next_release"] == {"on": "2024-01-01", "amount": "EUR 400000.00"}


def test_agriculture_has_lower_ceilings_that_rose(law):
    for on, without, with_ in (
        ("2013-12-31", None, None), ("2014-01-01", 15_000, 15_000), ("2019-03-13", 15_000, 15_000),
        ("2019-03-14", 20_000, 25_000), ("2024-12-15", 20_000, 25_000), ("2024-12-16", 50_000, 50_000),
    ):  # fmt: skip
        for policies, ceiling in (({}, without), (REGISTER, with_)):
            answer = asked(law, on, regime=FARM, policies=policies)
            assert (answer.ceiling, answer.headroom) == (euro(ceiling), euro(ceiling)), on
    for policies in ({}, REGISTER):
        for on, ceiling in (("2031-06-30", 50_000), ("2032-12-31", 50_000), ("2033-01-01", None)):
            assert asked(law, on, regime=FARM, policies=policies).ceiling == euro(ceiling), on
    # What general aid leaves is not known once its regulation has ended.
    ended = told(law, "2031-07-01", regime=FARM)
    assert (ended["headroom"], ended["bounds"]) == (None, {"least": "EUR 0.00", "greatest": "EUR 50000.00"})


def test_agriculture_changed_from_fiscal_years_to_any_three_years(law):
    one = had("2022-01-10", 100, FARM)
    assert left(law, "2024-12-15", one, regime=FARM, fiscal_year_end="--12-31") == 19_900
    assert left(law, "2024-12-15", one, regime=FARM, fiscal_year_end="--11-30") == 20_000
    for end in ("--12-31", "--11-30"):
        assert left(law, "2024-12-16", one, regime=FARM, fiscal_year_end=end) == 49_900
    assert left(law, "2025-01-10", one, regime=FARM) == 49_900
    assert left(law, "2025-01-11", one, regime=FARM) == 50_000
    answer = told(law, "2024-11-01", one, regime=FARM, fiscal_year_end="--12-31")
    assert answer["next_release"] == {"on": "2025-01-11", "amount": "EUR 100.00"}
    assert left(law, "2025-01-10", had("2024-01-01", 100), had("2024-01-01", 10, FISH), regime=FARM) == 50_000


def test_fishery_has_fiscal_years_and_a_higher_ceiling_with_a_register(law):
    for on, without, with_ in (
        ("2014-06-30", None, None), ("2014-07-01", 30_000, 30_000), ("2023-10-24", 30_000, 30_000),
        ("2023-10-25", 30_000, 40_000), ("2029-12-31", 30_000, 40_000), ("2030-01-01", None, None),
    ):  # fmt: skip
        for policies, ceiling in (({}, without), (REGISTER, with_)):
            answer = asked(law, on, regime=FISH, policies=policies)
            assert (answer.ceiling, answer.headroom) == (euro(ceiling), euro(ceiling)), on
    one = had("2023-04-01", 100, FISH)
    assert left(law, "2026-03-31", one, regime=FISH, fiscal_year_end="--03-31") == 29_900
    assert left(law, "2026-04-01", one, regime=FISH, fiscal_year_end="--03-31") == 30_000
    assert left(law, "2025-01-10", had("2024-01-01", 290_000), regime=FISH) == 10_000


# --- the United Kingdom ------------------------------------------------------------------------------------


def test_the_general_regime_of_the_united_kingdom_by_day(law):
    for on, regime in (
        ("2013-12-31", "de-minimis"), ("2020-12-31", "de-minimis"), ("2021-01-01", "tca-small-amount"),
        ("2023-01-03", "tca-small-amount"), ("2023-01-04", "mfa"), ("2026-11-23", "mfa"),
    ):  # fmt: skip
        assert asked(law, on, state="GB").regime == regime, on
    assert str(asked(law, "2020-12-31", state="GB").headroom) == "EUR 200000.00"
    assert str(asked(law, "2023-01-04", state="GB").headroom) == "GBP 315000.00"
    assert asked(law, "2024-09-02").regime == "de-minimis"
    assert [each.why for each in asked(law, "2020-12-31", state="GB", sector="other").review] == [
        "that de-minimis is the general regime on 2020-12-31 is assumed"
    ]


def test_union_law_ended_in_great_britain(law):
    for regime, ceiling in (("de-minimis", 200_000), (SGEI, 500_000), (FARM, 20_000), (FISH, 30_000)):
        assert left(law, "2020-12-31", state="GB", regime=regime) == ceiling
        answer = asked(law, "2021-01-01", state="GB", regime=regime)
        assert answer.headroom is None
        assert "Northern Ireland" in answer.review[-1].why
    assert left(law, "2024-01-01", state="GB", regime="de-minimis") is None
    assert left(law, "2024-01-01", state="SI", regime="mfa") is None


def test_minimal_financial_assistance_counts_this_financial_year_and_the_two_before(law):
    for regime, ceiling in (("mfa", 315_000), ("spei", 725_000)):
        one = had("2023-04-01", "GBP 1000.00", "mfa", "GB")
        for on, counts in (("2023-04-01", True), ("2026-03-31", True), ("2026-04-01", False)):
            assert left(law, on, one, state="GB", regime=regime) == ceiling - 1000 * counts, (regime, on)
        early = had("2023-03-31", "GBP 1000.00", "spei", "GB")
        assert left(law, "2025-03-31", early, state="GB", regime=regime) == ceiling - 1000
        assert left(law, "2025-04-01", early, state="GB", regime=regime) == ceiling
        assert left(law, "2023-01-03", state="GB", regime=regime) is None
        assert left(law, "2023-01-04", state="GB", regime=regime) == ceiling
    answer = told(law, "2024-05-01", had("2023-04-01", "GBP 9.00", "mfa", "GB"), state="GB", fiscal_year_end="--12-31")
    assert answer["next_release"] == {"on": "2026-04-01", "amount": "GBP 9.00"}
    assert answer["article"] == "Subsidy Control Act 2022, section 36(1)"


def test_earlier_small_amounts_and_de_minimis_aid_count_in_the_united_kingdom(law):
    quote = Quote(currency="GBP", value=Fraction("0.9"), on=day("2020-06-01"), source="a bank")
    awards = (
        had("2022-06-01", "GBP 1.00", "tca-small-amount", "GB"), had("2023-06-01", "GBP 10.00", "spei", "GB"),
        had("2023-06-02", "GBP 100.00", "mfa", "GB"), had("2023-06-02", "GBP 5000.00", "none", "GB"),
    )  # fmt: skip
    for regime, ceiling in (("mfa", 315_000), ("spei", 725_000)):
        assert left(law, "2024-05-01", *awards, state="GB", regime=regime) == ceiling - 111
    euro = had("2020-06-01", "EUR 100.00", "de-minimis", "GB")
    answer = told(law, "2023-02-01", euro, state="GB")
    assert (answer["headroom"], [each["fact"] for each in answer["asks"]]) == (None, ["rates"])
    assert left(law, "2023-02-01", euro, state="GB", rates=ReferenceRates.of([quote])) == 315_000 - 90
    assert left(law, "2023-04-01", euro, state="GB") == 315_000
    for regime in (SGEI, FARM, FISH):
        pounds = had("2020-06-01", "GBP 7.00", regime, "GB")
        assert left(law, "2023-02-01", pounds, state="GB") == 314_993


def test_the_part_up_to_the_threshold_may_be_given_in_the_united_kingdom(law):
    used = had("2024-04-05", "GBP 300000.00", "mfa", "GB")
    for request, allowed in (("GBP 15000.00", True), ("GBP 15000.01", False)):
        answer = told(law, "2024-05-01", used, state="GB", request=Money.parse(request), reducible=False)
        assert (answer["allowed"], answer["max_if_reduced"], answer["partial"]) == (allowed, "GBP 15000.00", True)
    union = told(law, "2024-05-01", request=Money.parse("EUR 300000.01"), reducible=False)
    assert (union["allowed"], union["max_if_reduced"], union["partial"]) == (False, None, False)


def test_small_amounts_stand_in_special_drawing_rights_and_need_a_rate(law):
    one = had("2021-06-01", "GBP 1000.00", "tca-small-amount", "GB")
    answer = told(law, "2022-06-01", one, state="GB")
    assert (answer["ceiling"], answer["headroom"], answer["used"]) == (None, None, "GBP 1000.00")
    assert [each["fact"] for each in answer["asks"]] == ["rates"]
    rates = ReferenceRates.of(
        [
            Quote(currency=currency, value=Fraction(value), on=day(on), source="IMF")
            for currency, value in (("GBP", "0.85"), ("XDR", "0.80"))
            for on in ("2020-12-31", "2021-01-01", "2022-06-01", "2023-01-03")
        ]
    )
    small = {"state": "GB", "regime": "tca-small-amount", "rates": rates}
    assert str(asked(law, "2022-06-01", one, **small).ceiling) == "GBP 345312.50"
    assert str(asked(law, "2022-06-01", one, **small).headroom) == "GBP 344312.50"
    for on, known in (("2020-12-31", False), ("2021-01-01", True), ("2023-01-03", True), ("2023-01-04", False)):
        assert (asked(law, on, **small).regime, asked(law, on, **small).article is not None) == (
            "tca-small-amount", known
        ), on  # fmt: skip
    summer = had("2019-06-01", "GBP 1.00", "tca-small-amount", "GB")
    assert told(law, "2022-03-31", summer, state="GB", fiscal_year_end="--12-31")["used"] == "GBP 0.00"
    spring = had("2019-04-01", "GBP 1.00", "de-minimis", "GB")
    assert told(law, "2022-03-31", spring, state="GB", fiscal_year_end="--03-31")["used"] == "GBP 1.00"
    assert told(law, "2022-04-01", spring, state="GB", fiscal_year_end="--03-31")["used"] == "GBP 0.00"


def test_each_reading_of_small_amounts_beside_de_minimis_aid(law):
    awards = (
        had("2020-06-01", "GBP 100.00", "de-minimis", "GB"),
        had("2021-06-01", "GBP 10.00", "tca-small-amount", "GB"),
    )
    for reading, used in (("with-de-minimis", "GBP 110.00"), ("alone", "GBP 10.00")):
        answer = told(law, "2022-06-01", *awards, state="GB", policies={"small_amounts": reading})
        assert (answer["used"], answer["policies"]["small_amounts"]) == (used, reading)

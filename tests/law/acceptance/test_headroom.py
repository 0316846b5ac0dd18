"""What is left of the general ceilings on de minimis aid, by the day of grant: worked cases and every boundary."""

import datetime as dt
from fractions import Fraction

from tests.law.awards import FARM, FISH, SCHEME, SGEI, asked, day, had, left, told

from intra_core.law.aid.headroom import headroom
from intra_core.law.exchange import Quote, ReferenceRates
from intra_core.model.aid import PastAward
from intra_core.model.money import Money

CENT = "EUR 0.01"


# --- the cases of the facts ------------------------------------------------------------------------


def test_t07_across_the_change_of_regulation(law):
    awards = (had("2021-01-10", 150_000), had("2022-06-01", 50_000))
    assert left(law, "2024-01-05", *awards) == 100_000
    assert left(law, "2024-01-10", *awards) == 100_000
    assert left(law, "2024-01-11", *awards) == 250_000
    old = asked(law, "2023-12-31", *awards, fiscal_year_end="--12-31")
    assert (str(old.used), str(old.ceiling), str(old.headroom)) == ("EUR 200000.00", "EUR 200000.00", "EUR 0.00")
    assert old.article == "Regulation (EU) 1407/2013 on de minimis aid, Article 3(2)"


def test_t08_an_award_may_reach_the_ceiling_and_not_pass_it(law):
    used = (had("2024-01-10", 280_000),)
    for request, allowed in (("EUR 20000.00", True), ("EUR 25000.00", False), ("EUR 20000.01", False)):
        for reducible, most in ((True, "EUR 20000.00"), (False, None)):
            answer = told(law, "2024-09-02", *used, request=Money.parse(request), reducible=reducible)
            assert answer["requested"] == request
            assert (answer["allowed"], answer["max_if_reduced"]) == (allowed, most), request
            assert answer["reduction_permitted"] is reducible
    untold = told(law, "2024-09-02", *used, request=Money.parse("EUR 25000.00"))
    assert (untold["allowed"], untold["max_if_reduced"], untold["reduction_permitted"]) == (False, "EUR 20000.00", None)
    assert [each["why"] for each in untold["review"]] == [
        "a smaller award is possible only where the scheme lets it be reduced before it is granted"
    ]


def test_t14_general_aid_beside_aid_for_services_of_general_economic_interest(law):
    full = (had("2024-02-01", 300_000),)
    assert left(law, "2025-06-02", *full, regime=SGEI) == 750_000
    both = (*full, had("2024-03-01", 750_000, SGEI))
    assert left(law, "2025-06-02", had("2024-03-01", 750_000, SGEI)) == 300_000
    assert left(law, "2025-06-02", *both) == left(law, "2025-06-02", *both, regime=SGEI) == 0
    within = {"sgei": "within"}
    assert left(law, "2025-06-02", *full, regime=SGEI, policies=within) == 450_000
    assert left(law, "2025-06-02", had("2024-03-01", 750_000, SGEI), policies=within) == 0
    assert left(law, "2025-06-02", had("2024-03-01", 500_000, SGEI), policies=within) == 250_000


def test_t14_general_aid_beside_aid_for_agriculture(law):
    used = (had("2024-02-01", 250_000), had("2024-05-01", 40_000, FARM))
    assert left(law, "2025-06-02", *used) == 10_000
    assert left(law, "2025-06-02", *used, regime=FARM) == 10_000
    assert left(law, "2025-06-02", had("2024-05-01", 40_000, FARM), regime=FARM) == 10_000
    assert left(law, "2025-06-02", had("2024-02-01", 250_000), regime=FARM) == 50_000
    assert left(law, "2025-06-02", had("2024-02-01", 250_001), regime=FARM) == 49_999
    assert left(law, "2025-06-02", had("2024-02-01", 290_000, FISH)) == 10_000


def test_t15_aid_in_leva_counts_in_euro_at_the_fixed_rate(law):
    for leva, used in (("391166.00", "200000.00"), ("586749.00", "300000.00"), ("123456789.00", "63122453.89")):
        answer = told(law, "2024-09-02", had("2024-05-10", f"BGN {leva}", state="BG"), state="BG")
        assert answer["used"] == f"EUR {used}"
        (counted,) = answer["counted"]
        assert (counted["amount"], counted["stated"]) == (f"EUR {used}", f"BGN {leva}")
        assert [each["rate"] for each in counted["rates"]] == ["1.95583"]


def test_f05_aid_counts_from_the_day_of_the_right_to_it_and_not_from_that_of_payment(law):
    granted = had("2025-12-20", 1_000)  # paid on 2026-02-10
    assert left(law, "2025-12-20", granted) == 299_000
    assert left(law, "2028-12-20", granted) == 299_000
    assert left(law, "2028-12-21", granted) == 300_000


# --- the general regulations -------------------------------------------------------------------------


def test_the_ceiling_is_that_of_the_day_of_grant(law):
    for on, ceiling in (
        ("2013-12-31", None), ("2014-01-01", 200_000), ("2023-12-31", 200_000), ("2024-01-01", 300_000),
        ("2024-06-30", 300_000), ("2030-12-31", 300_000), ("2031-06-30", 300_000), ("2031-07-01", None),
    ):  # fmt: skip
        assert left(law, on) == ceiling, on
    for on, ceiling in (
        ("2023-12-31", 200_000), ("2024-01-01", 200_000), ("2024-06-30", 200_000), ("2024-07-01", 300_000)
    ):  # fmt: skip
        assert left(law, on, policies=SCHEME) == ceiling, on
        assert asked(law, on, policies=SCHEME).policies["transition"] == SCHEME["transition"]


def test_where_no_regulation_is_known_nothing_is_left_and_the_answer_says_so(law):
    answer = told(law, "2031-07-01", request=Money.parse(CENT))
    assert (answer["regime"], answer["article"], answer["ceiling"], answer["headroom"]) == (
        "de-minimis",
        None,
        None,
        None,
    )
    assert (answer["allowed"], [each["fact"] for each in answer["asks"]]) == (None, [])
    assert [each["why"] for each in answer["review"]] == ["no regulation on de-minimis is known for SI on 2031-07-01"]


def test_any_three_years_count_with_both_ends(law):
    one = had("2024-03-15", 120_000)
    for on, counts in (("2024-03-14", False), ("2024-03-15", True), ("2027-03-15", True), ("2027-03-16", False)):
        assert left(law, on, one) == 300_000 - 120_000 * counts, on
    answer = told(law, "2027-03-15", one)
    assert answer["headroom"] == "EUR 180000.00"
    assert [(each["granted"], each["amount"], each["falls_out"]) for each in answer["counted"]] == [
        ("2024-03-15", "EUR 120000.00", "2027-03-16")
    ]
    assert answer["next_release"] == {"on": "2027-03-16", "amount": "EUR 120000.00"}
    assert told(law, "2027-03-16", one)["next_release"] is None


def test_the_ceiling_is_kept_to_the_cent(law):
    assert left(law, "2024-09-02", had("2024-01-01", "EUR 299999.99")) == Fraction(1, 100)
    assert left(law, "2024-09-02", had("2024-01-01", "EUR 300000.00")) == 0
    assert left(law, "2024-09-02", had("2024-01-01", "EUR 300000.01")) == 0
    assert told(law, "2024-09-02", had("2024-01-01", "EUR 300000.01"))["headroom"] == "EUR 0.00"


def test_years_with_a_29_february(law):
    for granted, last, free in (
        ("2024-02-29", "2027-02-28", "2027-03-01"), ("2025-02-28", "2028-02-28", "2028-02-29"),
        ("2025-03-01", "2028-03-01", "2028-03-02"),
    ):  # fmt: skip
        one = had(granted, 1)
        assert left(law, last, one) == 299_999, granted
        assert left(law, free, one) == 300_000, granted
        assert str(asked(law, granted, one).counted[0].falls_out) == free


def test_each_reading_of_the_end_of_three_years(law):
    one = had("2024-01-10", 1)  # with a 29 February until 2027-01-10
    for reading, last in (("inclusive", "2027-01-10"), ("anniversary_free", "2027-01-09"), ("3x365", "2027-01-09")):
        after = day(last) + dt.timedelta(days=1)
        policies = {"window": reading}
        assert left(law, last, one, policies=policies) == 299_999, reading
        assert left(law, after.isoformat(), one, policies=policies) == 300_000, reading
    plain = had("2025-01-10", 1)  # without one
    assert left(law, "2028-01-10", plain, policies={"window": "3x365"}) == 299_999
    assert left(law, "2028-01-11", plain, policies={"window": "3x365"}) == 300_000
    assert left(law, "2028-01-10", plain, policies={"window": "anniversary_free"}) == 300_000


def test_each_reading_of_the_leap_day(law):
    one = had("2025-02-28", 1)
    assert left(law, "2028-02-29", one, policies={"leap_day": "from-award"}) == 300_000
    assert left(law, "2028-02-29", one, policies={"leap_day": "from-grant"}) == 299_999
    assert left(law, "2028-03-01", one, policies={"leap_day": "from-grant"}) == 300_000
    on_it = had("2024-02-29", 1)
    for reading in ("from-award", "from-grant"):
        assert left(law, "2027-02-28", on_it, policies={"leap_day": reading}) == 299_999
        assert left(law, "2027-03-01", on_it, policies={"leap_day": reading}) == 300_000


def test_each_reading_of_aid_under_the_regulation_before(law):
    awards = (had("2023-12-31", 100_000), had("2024-01-01", 10_000), had("2023-06-01", 5_000, FARM))
    assert left(law, "2024-09-02", *awards) == 185_000
    aside = {"earlier_aid": "left-aside"}
    assert left(law, "2024-09-02", *awards, policies=aside) == 285_000
    later = aside | SCHEME
    assert left(law, "2024-07-01", had("2024-06-30", 1), had("2024-07-01", 2), policies=later) == 299_998
    assert left(law, "2023-12-31", *awards[:1], policies=aside) == 100_000
    (one,) = asked(law, "2023-12-31", *awards[:1], policies=aside).counted
    assert str(one.falls_out) == "2024-01-01"


def test_the_old_regulation_counts_fiscal_years_of_the_undertaking(law):
    for end, first in (("--12-31", "2021-01-01"), ("--03-31", "2021-04-01"), ("--06-30", "2021-07-01")):
        before = day(first) - dt.timedelta(days=1)
        one, other = had(first, 1), had(before.isoformat(), 1)
        assert left(law, "2023-12-31", one, fiscal_year_end=end) == 199_999, end
        assert left(law, "2023-12-31", other, fiscal_year_end=end) == 200_000, end
    spring = had("2020-04-01", 1)
    assert left(law, "2023-03-31", spring, fiscal_year_end="--03-31") == 199_999
    assert left(law, "2023-04-01", spring, fiscal_year_end="--03-31") == 200_000
    release = told(law, "2021-09-01", spring, had("2021-03-31", 2), had("2021-04-01", 4), fiscal_year_end="--03-31")
    assert release["next_release"] == {"on": "2023-04-01", "amount": "EUR 3.00"}
    assert [each["falls_out"] for each in release["counted"]] == ["2023-04-01", "2023-04-01", "2024-04-02"]


def test_a_fiscal_year_that_ends_in_february_has_a_day_more_in_leap_years(law):
    one = had("2018-03-01", 1)
    assert left(law, "2020-02-29", one, fiscal_year_end="--02-29") == 199_999
    assert left(law, "2021-02-28", one, fiscal_year_end="--02-29") == 199_999
    assert left(law, "2021-03-01", one, fiscal_year_end="--02-29") == 200_000


def test_the_calendar_year_is_taken_and_told_where_the_fiscal_year_matters(law):
    one = asked(law, "2023-06-01", had("2020-12-31", 1))
    assert (str(one.headroom), one.assumed) == ("EUR 200000.00", {"fiscal_year_end": "--12-31"})
    assert [each.why for each in one.review][:1] == [
        "the fiscal year of the undertaking was not told: it is taken to end on --12-31"
    ]
    assert left(law, "2023-06-01", had("2021-01-01", 1)) == 199_999
    assert left(law, "2023-12-31", had("2021-01-01", 1)) == 199_999
    for on, awards in (
        ("2023-06-01", ()),
        ("2023-06-01", (had("2020-06-01", 1),)),
        ("2024-06-01", (had("2022-06-01", 1),)),
    ):
        assert asked(law, on, *awards).assumed == {}, on
    assert asked(law, "2023-06-01", had("2020-06-02", 1)).assumed != {}
    assert asked(law, "2023-06-01", had("2020-12-31", 1), fiscal_year_end="--12-31").assumed == {}


def test_what_falls_out_of_the_old_years_may_still_count_under_the_new_ones(law):
    answer = told(law, "2023-12-31", had("2021-01-10", 150_000), had("2022-06-01", 50_000), fiscal_year_end="--12-31")
    assert [each["falls_out"] for each in answer["counted"]] == ["2024-01-11", "2025-06-02"]
    assert answer["next_release"] == {"on": "2024-01-11", "amount": "EUR 150000.00"}
    early = told(law, "2023-12-31", had("2021-04-01", 1), fiscal_year_end="--03-31", policies=SCHEME)
    assert early["next_release"] == {"on": "2024-04-01", "amount": "EUR 1.00"}
    other = told(law, "2024-06-30", had("2021-07-01", 1), fiscal_year_end="--06-30", policies=SCHEME)
    assert other["next_release"] == {"on": "2024-07-02", "amount": "EUR 1.00"}


def test_road_freight_had_a_lower_ceiling_until_the_new_regulation(law):
    freight = {"sector": "road-freight"}
    assert left(law, "2023-12-31", **freight) == 100_000
    assert left(law, "2023-12-31", had("2022-01-01", "EUR 99999.99"), **freight) == Fraction(1, 100)
    assert str(asked(law, "2023-12-31", had("2022-01-01", 150_000), **freight).ceiling) == "EUR 100000.00"
    assert left(law, "2024-01-01", **freight) == 300_000
    assert left(law, "2024-06-30", policies=SCHEME, **freight) == 100_000
    assert left(law, "2023-12-31", sector="other") == 200_000
    whys = [each.why for each in asked(law, "2023-12-31").review]
    assert whys == ["for road-freight, which nobody said it is, the ceiling is EUR 100000.00"]
    assert asked(law, "2024-01-01").review == asked(law, "2023-12-31", sector="other").review == ()


def test_aid_of_another_member_state_and_under_another_regime_does_not_count(law):
    for other in (
        had("2024-01-01", 100, state="AT"), had("2024-01-01", 100, SGEI), had("2024-01-01", 100, "block-exemption"),
        had("2024-01-01", 100, "none"), had("2024-01-01", 100, "mfa"), had("2024-01-01", 100, who="B"),
    ):  # fmt: skip
        answer = told(law, "2024-09-02", other)
        assert (answer["headroom"], answer["counted"]) == ("EUR 300000.00", []), other
    for other in (had("2024-01-01", 100, FARM), had("2024-01-01", 100, FISH)):
        assert left(law, "2024-09-02", other) == 299_900


def test_aid_of_the_whole_single_undertaking_counts(law):
    awards = (had("2024-01-01", 100, who="B"), had("2024-01-01", 10), had("2024-01-01", 1, who="C"))
    assert left(law, "2024-09-02", *awards, undertakings=("A", "B")) == 299_890
    assert left(law, "2024-09-02", *awards, undertakings=("B",)) == 299_890
    assert left(law, "2024-09-02", *awards) == 299_990
    assert asked(law, "2024-09-02", *awards, undertakings=("B", "A")).undertakings == ("A", "B")


def test_aid_of_the_day_counts_and_later_aid_is_said_to_be_later(law):
    awards = (had("2024-09-02", 100), had("2024-09-03", 10), had("2024-09-03", 7, state="AT"))
    answer = told(law, "2024-09-02", *awards)
    assert (answer["headroom"], answer["later"]) == (
        "EUR 299900.00",
        [{"granted": "2024-09-03", "amount": "EUR 10.00"}],
    )


def test_headroom_rises_later_than_the_next_release_where_more_counts_than_the_ceiling(law):
    awards = (had("2023-05-01", 30_000), had("2023-06-01", 10_000), had("2024-02-01", 290_000))
    answer = told(law, "2024-09-02", *awards)
    assert answer["next_release"] == {"on": "2026-05-02", "amount": "EUR 30000.00"}
    assert answer["next_rise"] == {"on": "2026-06-02", "amount": "EUR 10000.00"}


def test_headroom_rises_with_the_new_regulation_though_nothing_falls_out(law):
    awards = (had("2021-01-10", 150_000), had("2022-06-01", 50_000))
    answer = told(law, "2023-12-31", *awards, fiscal_year_end="--12-31")
    assert answer["next_rise"] == {"on": "2024-01-01", "amount": "EUR 100000.00"}
    assert told(law, "2024-09-02")["next_rise"] is None
    assert told(law, "2024-09-02", had("2029-06-01", 1))["next_rise"] is None
    assert told(law, "2030-09-02", had("2029-06-01", 1))["next_rise"] is None


def test_several_awards_released_on_one_day_add_up(law):
    awards = (had("2022-05-01", 3), had("2022-05-01", 4, FARM), had("2022-05-02", 5))
    assert told(law, "2024-09-02", *awards)["next_release"] == {"on": "2025-05-02", "amount": "EUR 7.00"}


# --- what is not told ----------------------------------------------------------------------------------


def test_an_absent_list_is_unknown_and_never_the_ceiling(law):
    found = headroom(
        None, subject="A", member_state="SI", on=day("2024-09-02"), request=Money.parse("EUR 1.00"), law=law
    )
    answer = found.to_dict()
    assert (answer["headroom"], answer["used"], [each.fact for each in found.asks]) == (None, None, ["award"])
    assert (answer["allowed"], answer["max_if_reduced"], answer["next_release"]) == (None, None, None)
    for request, allowed in (("EUR 0.00", True), ("EUR 0.01", None), ("EUR 300000.00", None), ("EUR 300000.01", False)):
        found = headroom(
            None, subject="A", member_state="SI", on=day("2024-09-02"), request=Money.parse(request), law=law
        )
        assert found.to_dict()["allowed"] is allowed, request


def test_what_an_award_does_not_tell_leaves_bounds_unless_it_cannot_matter(law):
    whole = {
        "granted": day("2024-01-01"), "amount": Money.parse("EUR 1000.00"), "regime": "de-minimis",
        "member_state": "SI", "undertaking": "A",
    }  # fmt: skip
    other = {
        "granted": day("2020-01-01"), "regime": "block-exemption", "member_state": "AT", "undertaking": "B",
    }  # fmt: skip
    for key in whole:
        less = PastAward(**{name: value for name, value in whole.items() if name != key})
        answer = told(law, "2024-09-02", had("2024-02-01", 10), less)
        assert (answer["headroom"], [each["fact"] for each in answer["asks"]]) == (None, [f"award[1].{key}"]), key
        least = "EUR 0.00" if key == "amount" else "EUR 298990.00"
        assert answer["bounds"] == {"least": least, "greatest": "EUR 299990.00"}, key
        for name, value in other.items():
            if name != key:
                elsewhere = PastAward(**{**{n: v for n, v in whole.items() if n != key}, name: value})
                assert left(law, "2024-09-02", had("2024-02-01", 10), elsewhere) == 299_990, (key, name)
    full = had("2024-02-01", 300_000)
    assert left(law, "2024-09-02", full, PastAward(member_state="SI")) == 0
    requests = (("EUR 298990.00", True), ("EUR 298990.01", None), ("EUR 299990.00", None), ("EUR 299990.01", False))
    dayless = PastAward(**{**whole, "granted": None})
    for request, allowed in requests:
        answer = told(law, "2024-09-02", had("2024-02-01", 10), dayless, request=Money.parse(request))
        assert answer["allowed"] is allowed, request


def test_aid_in_a_currency_without_a_rate_is_unknown(law):
    foreign = had("2024-05-11", "GBP 100.00")
    answer = told(law, "2024-09-02", foreign)
    assert (answer["headroom"], [each["fact"] for each in answer["asks"]]) == (None, ["rates"])
    quote = Quote(currency="GBP", value=Fraction("0.86018"), on=day("2024-05-10"), source="ECB")
    table = ReferenceRates.of([quote])
    found = told(law, "2024-09-02", foreign, rates=table)
    assert (found["used"], [each["fact"] for each in found["asks"]]) == ("EUR 116.25", [])
    assert [each["rate"] for each in found["counted"][0]["rates"]] == ["0.86018"]

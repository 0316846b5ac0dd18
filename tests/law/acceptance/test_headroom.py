"""What is left of the ceilings on de minimis aid and its kin, by the day of grant: worked cases and every boundary."""

import datetime as dt
from fractions import Fraction

from intra_core.law.aid.answer import Headroom
from intra_core.law.aid.headroom import headroom
from intra_core.law.exchange import Quote, ReferenceRates
from intra_core.model.aid import Merger, PastAward, Split
from intra_core.model.money import Money

SCHEME = {"transition": "scheme-until-2024-06-30"}
SGEI, FARM, FISH = "de-minimis-sgei", "de-minimis-agriculture", "de-minimis-fishery"
REGISTER = {"central_register": "with"}
CENT = "EUR 0.01"


def day(text):
    return dt.date.fromisoformat(text)


def had(granted, amount, regime="de-minimis", state="SI", who="A"):
    """Make one past award; a plain number is euro."""
    money = Money.parse(amount if isinstance(amount, str) else f"EUR {amount}")
    return PastAward(granted=day(granted), amount=money, regime=regime, member_state=state, undertaking=who)


def asked(law, on, *awards, state="SI", **more) -> Headroom:
    return headroom(awards, subject="A", member_state=state, on=day(on), law=law, **more)


def left(law, on, *awards, **more):
    """The headroom in whole euro or pounds, with cents where there are any; None if it is not known."""
    money = asked(law, on, *awards, **more).headroom
    return None if money is None else Fraction(money.minor, 100)


def told(law, on, *awards, **more):
    return asked(law, on, *awards, **more).to_dict()


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
    assert (answer["allowed"], answer["asks"]) == (None, [])
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


def test_several_awards_released_on_one_day_add_up(law):
    awards = (had("2022-05-01", 3), had("2022-05-01", 4, FARM), had("2022-05-02", 5))
    assert told(law, "2024-09-02", *awards)["next_release"] == {"on": "2025-05-02", "amount": "EUR 7.00"}


# --- what is not told ----------------------------------------------------------------------------------


def test_an_absent_list_is_unknown_and_never_the_ceiling(law):
    answer = headroom(
        None, subject="A", member_state="SI", on=day("2024-09-02"), request=Money.parse("EUR 1.00"), law=law
    ).to_dict()
    assert (answer["headroom"], answer["used"], answer["asks"]) == (None, None, ["award"])
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
        assert (answer["headroom"], answer["asks"]) == (None, [f"award[1].{key}"]), key
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
    assert (answer["headroom"], answer["asks"]) == (None, ["rates"])
    quote = Quote(currency="GBP", value=Fraction("0.86018"), on=day("2024-05-10"), source="ECB")
    table = ReferenceRates.of([quote])
    found = told(law, "2024-09-02", foreign, rates=table)
    assert (found["used"], found["asks"]) == ("EUR 116.25", [])
    assert [each["rate"] for each in found["counted"][0]["rates"]] == ["0.86018"]


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
        assert left(law, on, regime=FARM) == without, on
        assert left(law, on, regime=FARM, policies=REGISTER) == with_, on
    for policies in ({}, REGISTER):
        for on, ceiling in (("2031-06-30", "EUR 50000.00"), ("2032-12-31", "EUR 50000.00"), ("2033-01-01", None)):
            assert told(law, on, regime=FARM, policies=policies)["ceiling"] == ceiling, on
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
        assert left(law, on, regime=FISH) == without, on
        assert left(law, on, regime=FISH, policies=REGISTER) == with_, on
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
    assert (answer["headroom"], answer["asks"]) == (None, ["rates"])
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
    assert answer["asks"] == ["rates"]
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
    spring = had("2019-04-01", "GBP 1.00", "de-minimis", "GB")
    assert told(law, "2022-03-31", spring, state="GB", fiscal_year_end="--03-31")["used"] == "GBP 1.00"
    assert told(law, "2022-04-01", spring, state="GB", fiscal_year_end="--03-31")["used"] == "GBP 0.00"


# --- mergers and splits ------------------------------------------------------------------------------------


def test_all_prior_aid_of_the_merging_undertakings_counts(law):
    awards = (had("2024-02-01", 200_000), had("2024-03-01", 150_000, who="B"))
    merger = Merger(on=day("2024-06-01"), parties=("A", "B"), into="A")
    assert left(law, "2024-05-31", *awards, mergers=(merger,)) == 100_000
    answer = told(law, "2024-06-01", *awards, mergers=(merger,))
    assert (answer["used"], answer["headroom"]) == ("EUR 350000.00", "EUR 0.00")
    new = Merger(on=day("2024-06-01"), parties=("B", "C"), into="A")
    assert (
        left(law, "2024-06-01", had("2024-06-01", 10, who="B"), had("2024-01-01", 5, who="C"), mergers=(new,))
        == 299_985
    )
    chain = (
        Merger(on=day("2024-07-01"), parties=("B",), into="A"),
        Merger(on=day("2024-06-01"), parties=("C",), into="B"),
    )
    assert left(law, "2024-09-02", had("2024-01-01", 5, who="C"), mergers=chain) == 299_995
    assert left(law, "2024-06-30", had("2024-01-01", 5, who="C"), mergers=chain) == 300_000
    after = asked(law, "2024-09-02", had("2024-06-02", 10, who="B"), mergers=(merger,))
    assert str(after.headroom) == "EUR 300000.00"
    assert after.review[0].why == "aid of 2024-06-02 was granted to B, after it merged into A, and is not counted"


def test_aid_goes_with_the_activity_after_a_split_else_pro_rata_to_equity(law):
    award, on = had("2024-02-01", 100_000, who="O"), day("2024-06-01")
    equity = {"A": Money.parse("EUR 300000.00"), "B": Money.parse("EUR 100000.00")}
    for split, used in (
        (Split(on=on, from_="O", benefits="A"), 100_000), (Split(on=on, from_="O", benefits="B"), 0),
        (Split(on=on, from_="O", equity=equity), 75_000), (Split(on=on, from_="O", benefits="B", equity=equity), 0),
        (Split(on=day("2024-09-03"), from_="O", benefits="A"), 0),
    ):  # fmt: skip
        assert left(law, "2024-09-02", award, splits=(split,)) == 300_000 - used, split
    later = had("2024-06-02", 100_000, who="O")
    assert left(law, "2024-09-02", later, splits=(Split(on=on, from_="O", benefits="A"),)) == 300_000
    of_the_day = had("2024-06-01", 100_000, who="O")
    assert left(law, "2024-09-02", of_the_day, splits=(Split(on=on, from_="O", benefits="A"),)) == 200_000


def test_a_split_shares_out_every_cent_once(law):
    equity = {name: Money.parse("EUR 1.00") for name in ("A", "B", "C")}
    split = Split(on=day("2024-06-01"), from_="O", equity=equity)
    award = had("2024-02-01", "EUR 100.00", who="O")
    parts = [
        headroom((award,), subject=name, member_state="SI", on=day("2024-09-02"), splits=(split,), law=law).used
        for name in equity
    ]
    assert [str(each) for each in parts] == ["EUR 33.34", "EUR 33.33", "EUR 33.33"]


def test_a_split_whose_shares_nobody_told_leaves_bounds(law):
    award = had("2024-02-01", 100_000, who="O")
    nothing = {"A": Money.parse("EUR 0.00"), "B": Money.parse("EUR 0.00")}
    for split in (
        Split(on=day("2024-06-01"), from_="O", parties=("A", "B")), Split(on=day("2024-06-01"), from_="O"),
        Split(on=day("2024-06-01"), from_="O", equity=nothing),
    ):  # fmt: skip
        answer = told(law, "2024-09-02", award, splits=(split,))
        assert (answer["headroom"], answer["asks"]) == (None, ["split[0].equity"])
        assert answer["bounds"] == {"least": "EUR 200000.00", "greatest": "EUR 300000.00"}
    both = Split(on=day("2024-06-01"), from_="O", parties=("A", "B"))
    assert left(law, "2024-09-02", award, splits=(both,), undertakings=("A", "B")) == 200_000


def test_in_the_united_kingdom_a_part_takes_its_proportion_of_earlier_assistance(law):
    award = had("2024-04-06", "GBP 100000.00", "mfa", "GB", who="O")
    equity = {"A": Money.parse("GBP 3.00"), "B": Money.parse("GBP 1.00")}
    by_part = Split(on=day("2024-06-01"), from_="O", benefits="B", equity=equity)
    assert left(law, "2024-09-02", award, state="GB", splits=(by_part,)) == 240_000
    by_activity = Split(on=day("2024-06-01"), from_="O", benefits="B")
    assert told(law, "2024-09-02", award, state="GB", splits=(by_activity,))["asks"] == ["split[0].equity"]
    merger = Merger(on=day("2024-06-01"), parties=("O",), into="A")
    assert left(law, "2024-09-02", award, state="GB", mergers=(merger,)) == 215_000

"""The kin of general de minimis aid against what their texts say, for any history, and the same days in any order."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from tests.law.awards import FARM, FISH, REGISTER, SGEI

from intra_core.law.aid.headroom import headroom
from intra_core.model.aid import PastAward
from intra_core.model.money import Money

GENERAL = ("de-minimis", FARM, FISH)
ROLLING = dt.date(2024, 1, 1)
FARM_ROLLING = dt.date(2024, 12, 16)
UK = ("mfa", "spei", "tca-small-amount", *GENERAL, SGEI)

days = st.dates(dt.date(2019, 1, 1), dt.date(2029, 12, 31)) | st.dates(dt.date(2021, 1, 1), dt.date(2024, 12, 31))
year_ends = st.sampled_from(((12, 31), (3, 31), (6, 30), (2, 29)))


def histories(currency, regimes, most):
    award = st.builds(
        PastAward,
        granted=days,
        amount=st.integers(0, most).map(lambda cents: Money(cents, currency)),
        regime=st.sampled_from(regimes),
        member_state=st.just("SI" if currency == "EUR" else "GB"),
        undertaking=st.just("A"),
    )
    return st.lists(award, max_size=6)


def rolling(granted, on):
    return granted <= on and (on.year, on.month, on.day) <= (granted.year + 3, granted.month, granted.day)


def within_years(granted, on, end):
    year, earlier = (each.year + ((each.month, each.day) > end) for each in (on, granted))
    return granted <= on and year - earlier <= 2


def counted(awards, regimes, counts):
    return sum(each.amount.minor for each in awards if each.regime in regimes and counts(each.granted))


def left_of_general(awards, on, end):
    if on >= ROLLING:
        return 30_000_000 - counted(awards, GENERAL, lambda granted: rolling(granted, on))
    own = 20_000_000 - counted(awards, GENERAL, lambda granted: within_years(granted, on, end))
    both = 50_000_000 - counted(awards, (*GENERAL, SGEI), lambda granted: within_years(granted, on, end))
    return min(own, both)


def left_of_sgei(awards, on, end):
    if on >= ROLLING:
        return 75_000_000 - counted(awards, (SGEI,), lambda granted: rolling(granted, on))
    return 50_000_000 - counted(awards, (*GENERAL, SGEI), lambda granted: within_years(granted, on, end))


def left_of_farm(awards, on, end):
    if on >= FARM_ROLLING:
        own = 5_000_000 - counted(awards, (FARM,), lambda granted: rolling(granted, on))
    else:
        ceiling = 2_500_000 if on >= dt.date(2019, 3, 14) else 1_500_000
        own = ceiling - counted(awards, (FARM,), lambda granted: within_years(granted, on, end))
    return min(own, left_of_general(awards, on, end))


def left_of_fish(awards, on, end):
    ceiling = 4_000_000 if on >= dt.date(2023, 10, 25) else 3_000_000
    own = ceiling - counted(awards, (FISH,), lambda granted: within_years(granted, on, end))
    return min(own, left_of_general(awards, on, end))


@given(histories("EUR", (*GENERAL, SGEI), 20_000_000) | histories("EUR", (FARM, FISH), 1_500_000), days, year_ends)
def test_each_regime_of_the_union_leaves_what_its_text_says(awards, on, end):
    for regime, left in (
        ("de-minimis", left_of_general), (SGEI, left_of_sgei), (FARM, left_of_farm), (FISH, left_of_fish)
    ):  # fmt: skip
        answer = headroom(
            awards, subject="A", member_state="SI", on=on, regime=regime, policies=REGISTER,
            fiscal_year_end=f"--{end[0]:02d}-{end[1]:02d}",
        )  # fmt: skip
        assert answer.headroom == Money(max(0, left(awards, on, end)), "EUR"), regime
        assert answer.ceiling is not None
        assert answer.used is not None
        assert answer.headroom == Money(max(0, answer.ceiling.minor - answer.used.minor), "EUR"), regime


@given(histories("GBP", (*UK, "none"), 20_000_000), st.dates(dt.date(2023, 1, 4), dt.date(2029, 12, 31)), year_ends)
def test_the_united_kingdom_counts_by_its_financial_years_whatever_those_of_the_undertaking(awards, on, end):
    used = counted(awards, UK, lambda granted: within_years(granted, on, (3, 31)))
    for regime, ceiling in (("mfa", 31_500_000), ("spei", 72_500_000)):
        answer = headroom(
            awards, subject="A", member_state="GB", on=on, regime=regime,
            fiscal_year_end=f"--{end[0]:02d}-{end[1]:02d}",
        )  # fmt: skip
        assert (answer.used, answer.headroom) == (Money(used, "GBP"), Money(max(0, ceiling - used), "GBP"))
        assert answer.assumed == {}


@given(histories("EUR", (*GENERAL, SGEI), 20_000_000), days, st.sampled_from((SGEI, FARM, FISH)))
def test_each_kind_of_aid_falls_out_on_the_first_day_on_which_it_no_longer_counts(awards, on, regime):
    def answer(day):
        return headroom(
            [each for each in awards if each.granted <= on], subject="A", member_state="SI", on=day, regime=regime,
            fiscal_year_end="--03-31",
        )  # fmt: skip

    found = answer(on)
    if found.next_release is not None and found.next_release.on <= dt.date(2029, 12, 31):
        day = found.next_release.on
        assert any(each.falls_out == day for each in found.counted)
    if found.next_rise is not None:
        assert answer(found.next_rise.on).headroom.minor == found.headroom.minor + found.next_rise.amount.minor
        assert answer(found.next_rise.on - dt.timedelta(days=1)).headroom <= found.headroom

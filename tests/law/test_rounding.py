"""Rounding of what is paid: aid never above its intensity, parts that sum to the whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.law.rounding import aid_within, half_up, split
from intra_core.model.money import Money

SHARES = st.fractions(0, 1)
WEIGHTS = st.lists(st.fractions(0, 1000) | st.integers(0, 10**9), min_size=1, max_size=12).filter(any)


@given(SHARES, st.integers(0, 10**13))
def test_aid_is_the_most_that_does_not_break_its_intensity(share: Fraction, cost: int) -> None:
    aid = aid_within(share, Money(cost, "EUR")).minor
    assert aid <= share * cost < aid + 1


def test_no_share_and_no_cost_is_below_zero() -> None:
    for share, cost in ((Fraction(-1, 2), 100), (Fraction(1, 2), -100)):
        with pytest.raises(ValueError, match="neither is below zero"):
            aid_within(share, Money(cost, "EUR"))


@given(st.integers(-(10**13), 10**13), WEIGHTS)
def test_parts_sum_to_the_whole_and_each_is_its_share_rounded_down_or_up(minor: int, weights) -> None:
    parts = [each.minor for each in split(Money(minor, "EUR"), weights)]
    assert sum(parts) == minor
    total = sum(map(Fraction, weights))
    for part, weight in zip(parts, weights, strict=True):
        exact = minor * Fraction(weight) / total
        assert abs(part - exact) < 1
        assert weight or not part


@given(st.integers(0, 10**9), WEIGHTS)
def test_what_is_left_goes_to_the_largest_remainders(minor: int, weights) -> None:
    parts = [each.minor for each in split(Money(minor, "EUR"), weights)]
    total = sum(map(Fraction, weights))
    exact = [minor * Fraction(weight) / total for weight in weights]
    up = [share - int(share) for share, part in zip(exact, parts, strict=True) if part > share]
    down = [share - int(share) for share, part in zip(exact, parts, strict=True) if part < share]
    assert not up or not down or min(up) >= max(down)


@given(st.integers(0, 10**9), st.lists(st.integers(1, 1000), min_size=1, max_size=8), st.integers(1, 50))
def test_only_the_proportion_of_weights_counts(minor: int, weights: list[int], times: int) -> None:
    assert split(Money(minor, "EUR"), weights) == split(Money(minor, "EUR"), [each * times for each in weights])


def test_equal_remainders_go_to_the_earlier_part_also_below_zero() -> None:
    assert [each.minor for each in split(Money(-200, "EUR"), (1, 1, 1))] == [-67, -67, -66]
    assert [each.minor for each in split(Money(100, "JPY"), (0, 1, 2))] == [0, 33, 67]


def test_weights_that_share_nothing_are_refused() -> None:
    for weights in ((), (0, 0), (2, -1)):
        with pytest.raises(ValueError, match="weights are not below zero, and one is above"):
            split(Money(100, "EUR"), weights)


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_half_up_is_the_nearest_and_away_from_zero_in_the_middle(number: int, divisor: int) -> None:
    exact = Fraction(number, divisor)
    assert abs(half_up(exact) - exact) <= Fraction(1, 2)
    assert half_up(Fraction(2 * number + 1, 2)) == (number + 1 if number >= 0 else number)

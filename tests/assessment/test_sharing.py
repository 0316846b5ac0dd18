"""The parts of a difference sum to the whole, whatever the sums; awards are counted between bounds and in tenths."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.assessment.simulation.distribution import bounds, deciles, histogram, steps
from intra_core.assessment.simulation.sharing import MOST_LINES, mixtures, shares, way


@st.composite
def games(draw, most=8):
    """Lines, and a sum for each mixture of them."""
    lines = tuple(range(draw(st.integers(0, most))))
    sums = {each: draw(st.integers(-(10**12), 10**12)) for each in mixtures(lines)}
    return lines, sums


@given(games())
def test_parts_sum_to_the_whole(game):
    lines, sums = game
    assert sum(shares(lines, sums.__getitem__)) == sums[lines] - sums[()]


@given(games(most=5), st.integers(-(10**6), 10**6))
def test_a_line_that_adds_the_same_to_every_mixture_has_just_that(game, more):
    lines, sums = game
    joined = (*lines, "new")
    both = {
        each: sums[tuple(line for line in each if line != "new")] + more * ("new" in each) for each in mixtures(joined)
    }
    assert abs(shares(joined, both.__getitem__)[-1] - more) <= 1


@given(games(most=MOST_LINES))
def test_a_part_is_the_average_over_every_order_to_the_unit(game):
    lines, sums = game
    for line, part in zip(lines, shares(lines, sums.__getitem__), strict=True):
        added = []
        others = [each for each in lines if each != line]
        for size in range(len(lines)):
            added += [
                (size, sums[tuple(sorted((*chosen, line)))] - sums[chosen]) for chosen in combinations(others, size)
            ]
        orders = [sum(step for at, step in added if at == size) for size in range(len(lines))]
        counts = [sum(at == size for at, _ in added) for size in range(len(lines))]
        average = sum(total / count for total, count in zip(orders, counts, strict=True)) / len(lines)
        assert abs(part - average) < 1.01


def test_what_is_left_over_goes_to_the_first_of_equals():
    assert shares("abc", lambda chosen: 10 if len(chosen) == 3 else 0) == [4, 3, 3]
    assert shares("abc", lambda chosen: -10 if len(chosen) == 3 else 0) == [-3, -3, -4]


def test_of_many_lines_each_has_what_it_adds_in_their_order():
    lines = "abcdefg"
    assert way(len(lines)) == "one-order"
    assert list(mixtures(lines)) == [tuple(lines[:number]) for number in range(8)]
    assert shares(lines, lambda chosen: len(chosen) ** 2) == [1, 3, 5, 7, 9, 11, 13]


awards = st.dictionaries(st.integers(0, 10**11), st.integers(1, 50), max_size=30)


@given(awards)
def test_deciles_are_those_of_the_awards_in_a_row(counted):
    row = sorted(award for award, times in counted.items() for _ in range(times))
    wanted = tuple(row[-(-tenth * len(row) // 10) - 1] for tenth in range(1, 11)) if row else ()
    assert deciles(counted) == wanted


@given(awards.filter(bool))
def test_every_award_lies_between_two_round_bounds(counted):
    between = bounds(max(counted))
    assert between[0] == 0
    assert between[-1] > max(counted)
    assert len(between) <= 14
    assert sum(histogram(counted, between)) == sum(counted.values())
    for number, count in enumerate(histogram(counted, between)):
        assert count == sum(times for award, times in counted.items() if between[number] <= award < between[number + 1])


@pytest.mark.parametrize("greatest", [0, 999_999, 1_000_000, 10**15])
def test_awards_of_six_digits_and_fewer_are_told_apart_to_the_cent(greatest):
    found = steps(greatest)
    assert all(least >= 1_000_000 for least, _ in found)
    assert all(step * 10**5 <= least for least, step in found)

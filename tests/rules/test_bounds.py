"""Numbers known only between two bounds: what is said of them is what holds of every number that they may be."""

import operator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.days import DAYS_OF_THE_YEAR, FIRST, LAST
from intra_core.rules import bounds
from intra_core.rules.extent import (
    Extent,
    ends,
    hull,
    in_same_parts,
    narrowest,
    of_any_records,
    of_kind,
    weighed,
)
from intra_core.rules.figures import LEAST, MOST, Bands, Known, Open, Table
from intra_core.rules.kinds import MOST_RECORDS, Choice, Day, MonthDay, YesNo, number_of

SMALL = st.integers(-6, 6)
BETWEEN = st.tuples(SMALL, SMALL).map(lambda two: (min(two), max(two)))
SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne}
NAMED = {"<": bounds.below, "<=": bounds.at_most, "==": bounds.equal, "!=": bounds.unequal}


def whole(each):
    return range(each[0], each[1] + 1)


@given(BETWEEN, BETWEEN, st.sampled_from(sorted(SIGNS)))
def test_bounds_compare_as_every_pair_of_numbers_within_them_does(left, right, sign):
    answers = {SIGNS[sign](one, other) for one, other in product(whole(left), whole(right))}
    found = bounds.COMPARED[sign](left, right)
    assert found is (answers.pop() if len(answers) == 1 else None)
    assert sign not in NAMED or NAMED[sign](left, right) is found


@given(BETWEEN, BETWEEN)
def test_bounds_add_up_to_the_least_and_the_greatest_that_there_is(left, right):
    pairs = [*product(whole(left), whole(right))]
    sums, differences = [one + other for one, other in pairs], [one - other for one, other in pairs]
    assert bounds.plus(left, right) == (min(sums), max(sums))
    assert bounds.minus(left, right) == (min(differences), max(differences))


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_a_quotient_is_rounded_as_decimals_are(above, below):
    ways = {"down": ROUND_FLOOR, "up": ROUND_CEILING}
    for how, rounding in ways.items():
        exact = Fraction(above, below)
        near = (Decimal(above) / Decimal(below)).to_integral_value(rounding)
        assert bounds.rounded(how, above, below) == int(near)
        assert abs(bounds.rounded(how, above, below) - exact) < 1
    near = (Decimal(abs(above)) / Decimal(below)).to_integral_value(ROUND_HALF_UP)
    assert bounds.rounded("half-up", abs(above), below) == int(near)


PARTS = st.sampled_from([1, 2, 3, 10])
EXTENTS = st.tuples(SMALL, SMALL, PARTS).map(lambda of: Extent(low=min(of[:2]), high=max(of[:2]), parts=of[2]))
SEVERAL = st.lists(EXTENTS, min_size=1, max_size=4)


def reach(extent):
    return Fraction(extent.low, extent.parts), Fraction(extent.high, extent.parts)


@given(SEVERAL)
def test_several_extents_are_covered_by_their_hull_and_lie_around_their_narrowest(several):
    lows, highs = zip(*map(reach, several), strict=True)
    assert reach(hull(*several)) == (min(lows), max(highs))
    assert reach(narrowest(*several)) == (max(lows), min(highs))
    same = in_same_parts(*several)
    assert [reach(each) for each in same] == [reach(each) for each in several]
    assert len({each.parts for each in same}) == 1


@given(EXTENTS, st.integers(1, 50))
def test_an_extent_in_finer_parts_is_as_wide(extent, factor):
    finer = extent.scaled(extent.parts * factor)
    assert (reach(finer), finer.parts) == (reach(extent), extent.parts * factor)
    assert extent.size == max(abs(extent.low), abs(extent.high))
    assert finer.size == extent.size * factor


@given(st.lists(BETWEEN, max_size=3), st.data())
def test_what_is_weighed_line_by_line_stays_within_what_is_weighed_together(lines, data):
    weights = data.draw(BETWEEN)
    numbers = [(data.draw(st.integers(*line)), data.draw(st.integers(*weights))) for line in lines]
    # The parts below zero add up to no less than `low`, those above to no more than `high`.
    total = Extent(sum(min(low, 0) for low, _ in lines), sum(max(high, 0) for _, high in lines), 2)
    found = weighed(total, Extent(weights[0], weights[1], 5))
    assert found.parts == 10
    assert found.low <= sum(number * weight for number, weight in numbers) <= found.high
    assert weighed(Extent(0, 1), Extent(*weights)) == Extent(min(weights[0], 0), max(weights[1], 0))


@given(EXTENTS, st.integers(0, MOST_RECORDS))
def test_a_list_adds_up_within_what_the_longest_can(extent, records):
    every = of_any_records(extent)
    assert every.low <= extent.low * records <= extent.high * records <= every.high
    assert every.parts == extent.parts
    assert {every.low, every.high} <= {0, extent.low * MOST_RECORDS, extent.high * MOST_RECORDS}


KNOWN = st.fractions(-100, 100, max_denominator=10).map(Known)
OPEN = st.tuples(SMALL, SMALL, st.booleans(), st.booleans()).map(
    lambda of: Open(LEAST if of[2] else min(of[:2]), MOST if of[3] else max(of[:2]))
)


@given(st.dictionaries(st.tuples(st.text(max_size=2)), KNOWN | OPEN, max_size=4))
def test_the_ends_of_a_table_are_those_of_its_rows_and_none_is_open(rows):
    found = [*ends(Table(rows))]
    assert found == [end for row in rows.values() for end in ends(row)]
    assert all(LEAST < end < MOST for end in found)
    for row in rows.values():
        numbers = [*ends(row)]
        if isinstance(row, Known):
            assert numbers == [row.value]
        else:
            assert numbers == ([] if row.low == LEAST or row.high == MOST else [row.low, row.high])
    bands = tuple((Fraction(place), "word") for place in range(len(rows)))
    assert [*ends(Bands(bands))] == [bound for bound, _ in bands]


@given(SMALL, SMALL, PARTS)
def test_a_day_has_the_calendar_and_a_word_no_extent(low, high, parts):
    assert of_kind(number_of("EUR"), parts, low, high) == Extent(low, high, parts)
    assert of_kind(Day(), parts, low, high) == Extent(FIRST, LAST)
    every = of_kind(MonthDay(), parts)
    assert all(every.low <= day <= every.high for day in DAYS_OF_THE_YEAR)
    assert of_kind(YesNo(), parts, low, high).size == of_kind(Choice({"a"}), parts, low, high).size == 0

"""Shares, decimals and cells: what is written leads back to the exact number, as near as it can be written."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.quantity import MOST_PLACES, Share, decimal_text, exact, plain
from intra_core.model.sheet import address

PLACES = st.integers(0, MOST_PLACES)


@given(st.integers(0, 100 * 10**MOST_PLACES), PLACES)
def test_a_share_reads_what_it_writes(parts, places):
    percent = Fraction(parts // 10 ** (MOST_PLACES - places), 10**places)
    share = Share.parse(f"{plain(Decimal(percent.numerator) / Decimal(percent.denominator))} %")
    assert share.part * 100 == percent
    assert Share.parse(str(share)) == share
    assert str(share) == f"{decimal_text(percent)} %"


@given(st.fractions(0, 1, max_denominator=10**6), st.fractions(0, 1, max_denominator=10**6))
def test_shares_are_ordered_as_the_numbers_they_stand_for(one, other):
    assert (Share(one) < Share(other)) == (one < other)
    assert abs(Fraction(Share(one).decimal) - one) * 2 * 10**MOST_PLACES <= 1
    if one <= other:
        assert Fraction(Share(one).decimal) <= Fraction(Share(other).decimal), "what is written keeps the order"


@given(st.fractions(-(10**9), 10**9, max_denominator=10**9))
def test_a_number_is_written_to_the_nearest_of_its_twelve_places(number):
    written = decimal_text(number)
    assert abs(Fraction(written) - number) * 2 * 10**MOST_PLACES <= 1
    assert written.count(".") == 0 or not written.endswith(("0", "."))
    assert len(written.partition(".")[2]) <= MOST_PLACES


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_number_with_an_end_is_written_without_loss(number):
    assert Decimal(decimal_text(Fraction(number))) == Decimal(plain(number)) == number


@given(st.integers() | st.decimals(), st.floats() | st.booleans() | st.text(max_size=3))
def test_a_headcount_is_the_number_that_was_told_and_never_a_float(number, other):
    taken = exact(number)
    assert type(taken) is Decimal
    assert str(taken) == str(Decimal(number)) or taken == number == 0
    with pytest.raises(TypeError, match="exact decimal"):
        exact(other)


@given(st.integers(0, 30_000), st.integers(0, 10**6))
def test_the_name_of_a_cell_leads_back_to_its_place(column, row):
    sheet, _, cell = address("a!b", column, row).rpartition("!")
    letters = cell.rstrip("0123456789")
    counted = sum((ord(each) - ord("A") + 1) * 26**place for place, each in enumerate(reversed(letters)))
    assert (sheet, counted - 1, int(cell.removeprefix(letters)) - 1) == ("a!b", column, row)

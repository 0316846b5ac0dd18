"""Numbers and days at their edges come out the same in every engine: 2^53, negative remainders, leap days, the ends."""

from functools import partial

import pytest
from tests.engines import frame
from tests.rules import edges
from tests.rules.edges import DAYS, DIVISORS, NUMBERS

from intra_core.model.days import add_days, add_months, fiscal_year, years_between
from intra_core.rules.bounds import rounded
from intra_core.rules.columnar import calendar
from intra_core.rules.columnar.form import Form

ENGINES = ("polars", "pyarrow", "duckdb")


def worked(engine, made, **columns):
    """Work columns out of whole numbers in an engine, in the order they were given."""
    return edges.worked(partial(frame, engine), made, **columns)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("how", ["down", "up", "half-up"])
def test_division_is_exact_up_to_two_to_the_fifty_third(engine, how):
    # Half up doubles what is divided.
    numbers = [each // 2 if how == "half-up" else each for each in NUMBERS]
    found = worked(engine, lambda form, x: [form.rounded(how, x, form.literal(by)) for by in DIVISORS], x=numbers)
    assert found == [[rounded(how, each, by) for each in numbers] for by in DIVISORS]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bound_that_is_none_divides_without_a_fault(engine):
    # Where nothing is known, the greatest of all whole numbers stands for it; beside it doubles are off by a little.
    numbers = [2**63 - 1, 1 - 2**63]
    (found,) = worked(engine, lambda form, x: [form.divide(x, form.literal(10_000))], x=numbers)
    assert [abs(each - number // 10_000) <= 1 for each, number in zip(found, numbers, strict=True)] == [True, True]


@pytest.mark.parametrize("engine", ENGINES)
def test_division_by_a_column_is_exact(engine):
    pairs = [(each, by) for each in NUMBERS for by in (1, 2, 3, 7, 100, 10_000, 999_983)]
    above, below = ([pair[side] for pair in pairs] for side in (0, 1))
    (found,) = worked(engine, lambda form, x, y: [form.divide(x, y)], x=above, y=below)
    assert found == [each // by for each, by in pairs]


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("engine", ENGINES)
def test_months_are_counted_as_the_calendar_has_them(engine):
    months = (-36, -12, -1, 0, 1, 3, 12, 36, 1_200, 12_000)
    found = worked(
        engine, lambda form, x: [calendar.add_months(form, x, form.literal(each)) for each in months], x=DAYS
    )
    assert found == [[add_months(day, each) for day in DAYS] for each in months]


@pytest.mark.parametrize("engine", ENGINES)
def test_months_of_a_column_are_counted_likewise(engine):
    pairs = [(day, months) for day in DAYS for months in (-130_000, -36, -1, 0, 1, 12, 120_000)]
    days, months = ([pair[side] for pair in pairs] for side in (0, 1))
    (found,) = worked(engine, lambda form, x, y: [calendar.add_months(form, x, y)], x=days, y=months)
    assert found == [add_months(*pair) for pair in pairs]


@pytest.mark.parametrize("engine", ENGINES)
def test_years_between_days_and_fiscal_years(engine):
    pairs = [(early, late) for early in DAYS for late in DAYS]
    early, late = ([pair[side] for pair in pairs] for side in (0, 1))
    (found,) = worked(engine, lambda form, x, y: [calendar.years_between(form, x, y)], x=early, y=late)
    assert found == [years_between(*pair) for pair in pairs]
    ends = (1231, 331, 228, 229, 101)
    found = worked(engine, lambda form, x: [calendar.fiscal_year(form, x, form.literal(each)) for each in ends], x=DAYS)
    assert found == [[fiscal_year(day, each) for day in DAYS] for each in ends]


@pytest.mark.parametrize("engine", ENGINES)
def test_days_stop_at_the_ends_of_the_calendar(engine):
    moves = (-4_000_000, -1, 0, 1, 4_000_000)
    found = worked(engine, lambda form, x: [calendar.add_days(form, x, form.literal(each)) for each in moves], x=DAYS)
    assert found == [[add_days(day, each) for day in DAYS] for each in moves]


def test_what_is_null_in_every_row_makes_null():
    form = Form()
    x, nothing = form.fact("x", form.root, 0, 9, holds="number"), form.literal(None)
    for write in (form.add, form.subtract, form.multiply, form.divide, form.at_most, form.below, form.equal):
        assert (write(x, nothing), write(nothing, x)) == (nothing, nothing)
    assert (form.least([x, nothing]), form.greatest([nothing, x])) == (nothing, nothing)
    assert (form.rounded("up", x, nothing), form.rounded("down", nothing, x)) == (nothing, nothing)
    assert (form.least_known([x, nothing]), form.greatest_known([nothing])) == (x, nothing)
    assert (form.year(nothing), form.months_later(nothing, 3), form.contrary(nothing)) == (nothing, nothing, nothing)
    assert (form.among(nothing, frozenset({"a"})), form.head(nothing, 2)) == (nothing, nothing)


def test_a_column_is_shown_as_what_it_does():
    form = Form()
    x = form.fact("x", form.root, holds="number")
    assert repr(form.below(form.literal(3), form.add(x, form.literal(2)))) == "below(literal(1), fact('x'))"
    assert (
        repr(form.when(form.is_null(x), form.literal(None), x)) == "when(is_null(fact('x')), literal(None), fact('x'))"
    )


def test_a_step_that_may_leave_the_whole_numbers_is_refused():
    with pytest.raises(OverflowError, match=r"multiply can come to 10{20,}"):
        worked("polars", lambda form, x, y: [form.below(form.multiply(x, y), x)], x=[0, 10**11], y=[0, 10**11])

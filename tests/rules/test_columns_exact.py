"""Numbers and days at their edges come out the same in every engine: 2^53, negative remainders, leap days, the ends."""

import datetime as dt

import narwhals.stable.v2 as nw
import pytest
from tests.engines import frame

from intra_core.model.days import FIRST, LAST, add_days, add_months, fiscal_year, years_between
from intra_core.rules.bounds import rounded
from intra_core.rules.columnar import calendar
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.running import KEY, worked_out

ENGINES = ("polars", "pyarrow", "duckdb")
EDGE = 2**53
NUMBERS = sorted(
    {sign * (base + step) for base in (0, 1, 99, 100, 2**31, 2**52, EDGE - 3) for step in (0, 1, 2) for sign in (1, -1)}
)
DAYS = sorted(
    {
        FIRST,
        FIRST + 1,
        LAST,
        LAST - 1,
        *(
            dt.date.fromisoformat(each).toordinal()
            for each in (
                "2024-02-29", "2023-02-28", "2023-03-01", "2024-01-31", "2024-12-31", "2000-02-29", "1900-02-28",
                "1900-03-01", "1969-12-31", "1970-01-01", "0004-02-29", "9996-02-29", "2024-03-31", "2024-04-30",
            )
        ),
    }
)  # fmt: skip


def worked(engine, made, **columns):
    """Work columns out of whole numbers in an engine, in the order they were given."""
    form = Form()
    facts = {name: form.fact(name, form.root, min(told), max(told), holds="number") for name, told in columns.items()}
    count = len(next(iter(columns.values())))
    told = {KEY: list(range(count)), **{f"= {name}": each for name, each in columns.items()}}
    wanted = {str(number): each for number, each in enumerate(made(form, *facts.values()))}
    native = nw.from_native(frame(engine, told, dict.fromkeys(told, "int")))
    done = worked_out(native, {}, wanted, [KEY], numbers=list(wanted))
    ready = (done.collect("pyarrow") if isinstance(done, nw.LazyFrame) else done).sort(KEY)
    return [ready[name].to_list() for name in wanted]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("how", ["down", "up", "half-up"])
def test_division_is_exact_up_to_two_to_the_fifty_third(engine, how):
    divisors = (2, 3, 7, 100, 10_000, 999_983)
    # Half up doubles what is divided.
    numbers = [each // 2 if how == "half-up" else each for each in NUMBERS]
    found = worked(engine, lambda form, x: [form.rounded(how, x, form.literal(by)) for by in divisors], x=numbers)
    assert found == [[rounded(how, each, by) for each in numbers] for by in divisors]


@pytest.mark.parametrize("engine", ENGINES)
def test_division_by_a_column_is_exact(engine):
    pairs = [(each, by) for each in NUMBERS for by in (1, 2, 3, 7, 100, 10_000, 999_983)]
    above, below = ([pair[side] for pair in pairs] for side in (0, 1))
    (found,) = worked(engine, lambda form, x, y: [form.divide(x, y)], x=above, y=below)
    assert found == [each // by for each, by in pairs]


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

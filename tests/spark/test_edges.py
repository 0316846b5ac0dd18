"""Numbers, days and words at their edges come out in Spark as they are: 2^53, negative remainders, the ends of time."""

import datetime as dt
from itertools import count

import narwhals.stable.v2 as nw
import pytest
from tests.rules import edges
from tests.rules.edges import DAYS, DIVISORS, NUMBERS
from tests.spark.session import stored, table

from intra_core.model.days import add_days, add_months, fiscal_year, years_between
from intra_core.rules.bounds import rounded
from intra_core.rules.columnar import calendar
from intra_core.rules.columnar.dates import date_of, ordinal_of
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.running import KEY, worked_out

MONTHS = (-36, -12, -1, 0, 1, 3, 12, 36, 1_200, 12_000)
WORDS = [
    "",
    " ",
    "a",
    "A",
    "é",
    "e\u0301",
    "Ž",
    "ž",
    "ß",
    "żółć",
    "Ωmega",
    "Пловдив",
    "𝔸bc",
    "👩‍🌾",
    "a.b",
    "a`b",
    "'",
    '"',
    "\\",
    None,
]


@pytest.fixture
def frame(spark, tmp_path):
    numbers = count()

    def made(columns, types):
        return stored(spark, tmp_path / f"{next(numbers)}.parquet", table(columns, types), types)

    return made


@pytest.mark.parametrize("how", ["down", "up", "half-up"])
def test_division_is_exact_up_to_two_to_the_fifty_third(frame, how):
    # What is taken back is negative. Half up doubles what is divided.
    numbers = [each // 2 if how == "half-up" else each for each in NUMBERS]
    found = edges.worked(frame, lambda form, x: [form.rounded(how, x, form.literal(by)) for by in DIVISORS], x=numbers)
    assert found == [[rounded(how, each, by) for each in numbers] for by in DIVISORS]


def test_a_bound_that_is_none_divides_without_a_fault(frame):
    numbers = [2**63 - 1, 1 - 2**63]
    (found,) = edges.worked(frame, lambda form, x: [form.divide(x, form.literal(10_000))], x=numbers)
    assert [abs(each - number // 10_000) <= 1 for each, number in zip(found, numbers, strict=True)] == [True, True]


def test_division_by_a_column_is_exact(frame):
    pairs = [(each, by) for each in NUMBERS for by in (1, *DIVISORS)]
    above, below = ([pair[side] for pair in pairs] for side in (0, 1))
    (found,) = edges.worked(frame, lambda form, x, y: [form.divide(x, y)], x=above, y=below)
    assert found == [each // by for each, by in pairs]


def test_days_and_months_are_counted_as_the_calendar_has_them(frame):
    def made(form, x):
        moved = [calendar.add_months(form, x, form.literal(each)) for each in MONTHS]
        moved += [calendar.add_days(form, x, form.literal(each)) for each in (-4_000_000, -1, 1, 4_000_000)]
        return [*moved, *(calendar.fiscal_year(form, x, form.literal(each)) for each in (1231, 331, 228, 229, 101))]

    found = edges.worked(frame, made, x=DAYS)
    wanted = [[add_months(day, each) for day in DAYS] for each in MONTHS]
    wanted += [[add_days(day, each) for day in DAYS] for each in (-4_000_000, -1, 1, 4_000_000)]
    wanted += [[fiscal_year(day, each) for day in DAYS] for each in (1231, 331, 228, 229, 101)]
    assert found == wanted


def test_months_of_a_column_and_years_between_days(frame):
    pairs = [(day, months) for day in DAYS for months in (-130_000, -36, -1, 0, 1, 12, 120_000)]
    days, months = ([pair[side] for pair in pairs] for side in (0, 1))
    (found,) = edges.worked(frame, lambda form, x, y: [calendar.add_months(form, x, y)], x=days, y=months)
    assert found == [add_months(*pair) for pair in pairs]
    pairs = [(early, late) for early in DAYS for late in DAYS]
    early, late = ([pair[side] for pair in pairs] for side in (0, 1))
    (found,) = edges.worked(frame, lambda form, x, y: [calendar.years_between(form, x, y)], x=early, y=late)
    assert found == [years_between(*pair) for pair in pairs]


def test_civil_dates_are_ordinals_and_back(frame):
    dates = [dt.date.fromordinal(each) for each in DAYS]
    given = nw.from_native(frame({"day": dates}, {"day": "date"}))
    counted = ordinal_of(nw.col("day"), given.implementation)
    found = given.select(counted.alias("ordinal"), date_of(counted, given.implementation).alias("again"))
    ready = found.collect("pyarrow").sort("ordinal")
    assert (ready["ordinal"].to_list(), ready["again"].to_list()) == (DAYS, dates)


def test_words_are_compared_letter_by_letter(frame):
    form = Form()
    word = form.fact("word", form.root, holds="word")
    told = [each for each in WORDS if each is not None]
    wanted = {f"equal {number}": form.equal(word, form.literal(each)) for number, each in enumerate(told)}
    wanted |= {f"among {number}": form.among(word, frozenset({each, "none"})) for number, each in enumerate(told)}
    wanted |= {f"head {size}": form.head(word, size) for size in (1, 2)}
    given = frame({KEY: list(range(len(WORDS))), "= word": WORDS}, {KEY: "int", "= word": "text"})
    done = worked_out(nw.from_native(given), {}, wanted, [KEY]).collect("pyarrow").sort(KEY)
    for each in told:
        for what in ("equal", "among"):
            same = [None if word is None else word == each for word in WORDS]
            assert done[f"{what} {told.index(each)}"].to_list() == same
    for size in (1, 2):
        assert done[f"head {size}"].to_list() == [None if word is None else word[:size] for word in WORDS]

"""Each step of the columnar reading against the same step of single values, in rows of which some are null."""

import datetime as dt
import itertools
from functools import partial

import narwhals.stable.v2 as nw
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.engines import frame

from intra_core.model.days import add_days, add_months, fiscal_year, years_between
from intra_core.rules.bounds import rounded
from intra_core.rules.columnar import arithmetic, calendar
from intra_core.rules.columnar.column import beneath
from intra_core.rules.columnar.facts import Table, Told
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.number import Number, closed, filled, joined, known
from intra_core.rules.columnar.running import KEY, worked_out
from intra_core.rules.columnar.sums import nothing
from intra_core.rules.columnar.word import Word, among, in_codes, same

POLARS = partial(frame, "polars eager")
DAY = st.dates(dt.date(1890, 1, 1), dt.date(2110, 12, 31)).map(dt.date.toordinal)
NUMBER = st.integers(-(10**6), 10**6)
ABOVE = st.integers(1, 10**4)
HOWS = ("down", "up", "half-up")


def rows_of(*cells):
    """Rows of cells, each null or of its kind."""
    return st.lists(st.tuples(*(st.none() | each for each in cells)), min_size=1, max_size=5)


def in_columns(rows, made):
    """Work columns out of rows, told by the letters of the alphabet; a column of nothing but nulls has its bounds."""
    columns = {}
    for name, column in zip("xyz", zip(*rows, strict=True), strict=False):
        columns[name] = list(column)
    form = Form()
    facts = []
    for name, cells in columns.items():
        known_ = [each for each in cells if each is not None] or [0]
        facts.append(form.fact(name, form.root, min(known_), max(known_), holds="number"))
    told = {KEY: list(range(len(rows))), **{f"= {name}": cells for name, cells in columns.items()}}
    wanted = {str(number): each for number, each in enumerate(made(form, *facts))}
    numbers = [name for name, each in wanted.items() if each.holds == "number"]
    native = nw.from_native(POLARS(told, dict.fromkeys(told, "int")))
    done = worked_out(native, {}, wanted, [KEY], numbers=numbers).sort(KEY)
    return [done[name].to_list() for name in wanted]


def one_by_one(rows, *changes):
    """Work the same out of each row; null where a cell is."""
    return [[None if None in row else change(*row) for row in rows] for change in changes]


# --- days ----------------------------------------------------------------------------------------


ENDS = st.sampled_from((228, 229, 331, 630, 1231))


@given(st.lists(st.tuples(st.none() | DAY, ENDS), min_size=1, max_size=5))
def test_a_column_of_days_has_the_years_and_days_of_each(rows):
    date = dt.date.fromordinal
    days = [(day,) for day, _ in rows]
    found = in_columns(
        days, lambda form, day: [calendar.in_year(form, day), form.year(day), form.month(day), form.day(day)]
    )
    assert found == one_by_one(
        days, lambda day: date(day).month * 100 + date(day).day, lambda day: date(day).year,
        lambda day: date(day).month, lambda day: date(day).day,
    )  # fmt: skip
    found = in_columns(rows, lambda form, day, end: [calendar.fiscal_year(form, day, end)])
    assert found == one_by_one(rows, fiscal_year)


@given(rows_of(st.integers(1890, 2110), st.integers(1, 12)))
def test_a_column_of_months_has_the_length_of_each(rows):
    found = in_columns(rows, lambda form, year, month: [calendar.length(form, year, month)])

    def length(year, month):
        return (dt.date(year + month // 12, month % 12 + 1, 1) - dt.date(year, month, 1)).days

    # Of a month nobody knows the year may not matter.
    assert [each for each, row in zip(found[0], rows, strict=True) if None not in row] == [
        length(*row) for row in rows if None not in row
    ]
    years = [(year,) for year, _ in rows]
    found = in_columns(years, lambda form, year: [calendar.leap(form, year)])
    assert found == one_by_one(years, lambda year: length(year, 2) == 29)


@given(rows_of(DAY, st.integers(-2000, 2000)), st.integers(-500, 500))
def test_a_column_of_days_is_moved_as_each_of_them(rows, months):
    assert in_columns(
        rows, lambda form, day, by: [calendar.add_days(form, day, by), calendar.add_months(form, day, by)]
    ) == one_by_one(rows, add_days, add_months)
    days = [(day,) for day, _ in rows]
    by = [calendar.add_months, calendar.add_days]
    assert in_columns(days, lambda form, day: [each(form, day, form.literal(months)) for each in by]) == one_by_one(
        days, lambda day: add_months(day, months), lambda day: add_days(day, months)
    )


@given(rows_of(DAY, DAY))
def test_whole_years_between_columns_are_those_between_each_two(rows):
    assert in_columns(rows, lambda form, one, other: [calendar.years_between(form, one, other)]) == one_by_one(
        rows, years_between
    )


# --- numbers -------------------------------------------------------------------------------------


@given(rows_of(NUMBER, NUMBER), NUMBER)
def test_columns_are_added_and_multiplied_as_each_two(rows, by):
    found = in_columns(rows, lambda form, one, other: [
        form.add(one, other), form.subtract(one, other), form.multiply(one, other), form.negative(form.add(one, other)),
        form.least([one, other]), form.greatest([one, other]), form.add(form.multiply(one, form.literal(by)), other),
        form.at_most(one, other), form.below(one, other), form.equal(one, other),
    ])  # fmt: skip
    assert found == one_by_one(
        rows, lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: -a - b, min, max,
        lambda a, b: a * by + b, lambda a, b: a <= b, lambda a, b: a < b, lambda a, b: a == b,
    )  # fmt: skip


@given(rows_of(NUMBER, ABOVE), st.sampled_from(HOWS), ABOVE, ABOVE)
def test_columns_are_divided_and_rounded_as_each_two(rows, how, times, over):
    found = in_columns(rows, lambda form, one, by: [form.divide(one, by), form.rounded(how, one, by)])
    assert found == one_by_one(rows, lambda a, b: a // b, lambda a, b: rounded(how, a, b))
    low, high = -(10**6), 10**6

    def quotient(form, one, by):
        above, below = Number.of(one, low, high), Number.of(by, 1, 10**4)
        fixed = arithmetic.quotient(form, how, above, Number.constant(form, over), times, 1)
        return [known(form, arithmetic.quotient(form, how, above, below, times, over)), known(form, fixed)]

    both, fixed = in_columns(rows, quotient)
    assert [each for each, row in zip(both, rows, strict=True) if None not in row] == [
        rounded(how, a * times, b * over) for a, b in (row for row in rows if None not in row)
    ]
    assert fixed == [None if a is None else rounded(how, a * times, over) for a, _ in rows]


@given(rows_of(NUMBER, NUMBER), st.integers(-(10**6), 10**6))
def test_numbers_of_columns_are_reckoned_with_as_each_two(rows, by):
    low, high = -(10**6), 10**6

    def made(form, one, other):
        a, b = Number.of(one, low, high), Number.of(other, low, high)
        fixed = Number.constant(form, by)
        numbers = [
            arithmetic.plus(form, a, b), arithmetic.minus(form, a, b), arithmetic.product(form, a, b),
            arithmetic.extreme(form, "least", (a, b)), arithmetic.extreme(form, "greatest", (a, b)),
            arithmetic.plus(form, a, fixed), arithmetic.product(form, fixed, b),
            arithmetic.chosen(form, form.at_most(one, other), a, b),
        ]  # fmt: skip
        return [known(form, each) for each in numbers]

    found = in_columns(rows, made)
    whole = [place for place, row in enumerate(rows) if None not in row]
    expected = [
        [a + b, a - b, a * b, min(a, b), max(a, b), a + by, by * b, min(a, b)]
        for a, b in (rows[place] for place in whole)
    ]
    assert [[column[place] for column in found] for place in whole] == expected


@given(rows_of(NUMBER, NUMBER), st.integers(1, 10**6))
def test_the_least_that_is_known_and_what_lies_within_bounds(rows, most):
    def within(low, high):
        return lambda value: value if low <= value <= high else None

    found = in_columns(
        rows, lambda form, one, other: [form.least_known([one, other]), form.greatest_known([one, other])]
    )
    kept = [[each for each in row if each is not None] for row in rows]
    assert found == [[min(row, default=None) for row in kept], [max(row, default=None) for row in kept]]
    single = [(one,) for one, _ in rows]
    found = in_columns(single, lambda form, one: [
        form.reckoned(one, most), form.bounded(one, -most, most), form.wide(one),
        form.known_within(form.when(form.below(form.literal(most), one), form.literal(most), one), -(10**6), most),
    ])  # fmt: skip
    assert found == one_by_one(single, within(-most, most), within(-most, most), lambda a: a, lambda a: min(a, most))
    full = [(one or 0, other or 0) for one, other in rows]
    found = in_columns(full, lambda form, one, other: [
        form.lesser([one, other]), form.lesser([other, form.literal(most)]), form.wide(one), form.wide(other),
    ])  # fmt: skip
    assert found == one_by_one(full, min, lambda _, b: min(b, most), lambda a, _: a, lambda _, b: b)


def holds(truth, join):
    """Give what a joined truth is in every way that the unknown may turn out."""
    ways = {join(each) for each in itertools.product(*((True, False) if one is None else (one,) for one in truth))}
    return ways.pop() if len(ways) == 1 else None


@given(rows_of(st.integers(-1, 1), st.integers(-1, 1), st.integers(-1, 1)))
def test_truths_of_columns_are_joined_as_those_of_each_row(rows):
    def made(form, *columns):
        first, second, third = (form.at_most(form.literal(0), each) for each in columns)
        return [
            form.both(first, second), form.either(first, second), form.all_of(first, second, third),
            form.all_of(second, third), form.contrary(first), form.sure(second), form.is_null(third),
            form.both(second, third), form.either(third, first), form.ruled_out(first),
            form.fill(form.both(first, third), form.literal(value=True)),
        ]  # fmt: skip

    found = in_columns(rows, made)
    for place, row in enumerate(rows):
        one, two, three = (None if each is None else each >= 0 for each in row)
        last = holds((one, three), all)
        assert [each[place] for each in found] == [
            holds((one, two), all), holds((one, two), any), holds((one, two, three), all), holds((two, three), all),
            None if one is None else not one, two is True, three is None, holds((two, three), all),
            holds((three, one), any), one is False, True if last is None else last,
        ]  # fmt: skip


@given(st.integers(-5, 5), st.integers(0, 5), st.integers(-5, 5), st.integers(0, 9))
def test_a_number_keeps_its_bounds_where_its_column_lies_within_them(low, more, least, wide):
    form = Form()
    found = Number.of(form.fact("x", form.root, low, low + more, holds="number"), least, least + wide)
    assert found.kept == (least <= low and low + more <= least + wide)
    assert found.single
    assert not Number.between(low, low + more).kept


@given(rows_of(NUMBER, NUMBER), st.integers(-(10**6), 10**6))
def test_the_ends_of_a_number_take_their_bounds_where_they_are_null(rows, bound):
    def made(form, one, other):
        add = form.add
        return [
            filled(form, one, bound), closed(form, one, bound), closed(form, None, bound),
            joined(one, bound, other, bound, add, form), joined(None, bound, other, bound, add, form),
        ]  # fmt: skip

    found = in_columns(rows, made)
    first = [bound if one is None else one for one, _ in rows]
    second = [bound if other is None else other for _, other in rows]
    assert found == [
        first,
        first,
        [bound] * len(rows),
        [a + b for a, b in zip(first, second, strict=True)],
        [bound + b for b in second],
    ]


@given(st.integers(-5, 5), st.integers(0, 5), st.booleans())
def test_a_number_is_fixed_that_no_row_changes(low, more, column):
    form = Form()
    fact = form.fact("x", form.root, low, low + more, holds="number")
    found = Number.of(fact, low, low + more) if column else Number.constant(form, low)
    assert found.fixed == (not column)
    assert found.value == (None if column else low)
    assert Number.between(low, low + more).fixed
    assert nothing(form.literal(None), fact)
    assert not nothing(form.literal(low), fact)


# --- words ---------------------------------------------------------------------------------------

WORDS = frozenset({"low", "high", "none"})
WORD = st.none() | st.sampled_from(sorted(WORDS))


@given(st.lists(st.tuples(WORD, WORD), min_size=1, max_size=6), st.sets(st.sampled_from(sorted(WORDS))))
def test_words_of_columns_are_compared_as_each_two(rows, some):
    form = Form()
    one, other = (Word.of(form, form.fact(name, form.root, holds="word"), WORDS) for name in "xy")
    wanted = {"same": same(form, one, other), "among": among(form, one, frozenset(some))}
    told = {KEY: list(range(len(rows))), "= x": [a for a, _ in rows], "= y": [b for _, b in rows]}
    native = nw.from_native(POLARS(told, {KEY: "int", "= x": "text", "= y": "text"}))
    done = worked_out(native, {}, wanted, [KEY]).sort(KEY)
    for place, (a, b) in enumerate(rows):
        ways = {x == y for x in ([a] if a else WORDS) for y in ([b] if b else WORDS)}
        assert done["same"][place] == (ways.pop() if len(ways) == 1 else None)
        ways = {x in some for x in ([a] if a else WORDS)}
        assert done["among"][place] == (ways.pop() if len(ways) == 1 else None)


CODE = st.none() | st.from_regex(r"2\.1:[0-9]{2}\.[0-9]{2}", fullmatch=True)


@given(
    st.lists(CODE, min_size=1, max_size=6),
    st.sets(st.from_regex(r"2\.1:[0-9]{2}", fullmatch=True), min_size=1, max_size=3),
)
def test_codes_of_a_column_lie_in_those_that_begin_them(codes, heads):
    form = Form()
    code = Word.of(form, form.fact("x", form.root, holds="word"), None)
    told = {KEY: list(range(len(codes))), "= x": codes}
    native = nw.from_native(POLARS(told, {KEY: "int", "= x": "text"}))
    done = worked_out(native, {}, {"in": in_codes(form, code, frozenset(heads))}, [KEY]).sort(KEY)
    assert done["in"].to_list() == [None if code is None else code[:6] in heads for code in codes]


# --- columns and tables --------------------------------------------------------------------------


@given(st.integers(0, 2**64) | st.sampled_from((2**63 - 1, 2**63)), st.booleans())
def test_what_may_leave_the_numbers_of_a_column_is_not_worked_out(most, below):
    form = Form()
    fact = form.fact("x", form.root, -most if below else 0, 0 if below else most, holds="number")
    assert fact.too_large == (most >= 2**63)
    other = form.add(fact, form.fact("y", form.root, 0, 5, holds="number"))
    every = list(beneath([other, fact]))
    assert len(every) == 3
    assert {fact, other, *other.args} == {*every}
    told = {KEY: [0], "= x": [0], "= y": [1]}
    native = nw.from_native(POLARS(told, dict.fromkeys(told, "int")))
    if any(each.too_large for each in every):
        with pytest.raises(OverflowError):
            worked_out(native, {}, {"sum": other}, [KEY])
    else:
        assert worked_out(native, {}, {"sum": other}, [KEY])["sum"].to_list() == [1]


TOLDS = st.dictionaries(st.sampled_from("abc"), st.builds(Told, low=st.integers(0, 2), high=st.integers(2, 4)))
LISTS = st.dictionaries(st.sampled_from("pq"), st.builds(Table, facts=TOLDS, flat=st.booleans()), max_size=2)
TABLES = st.builds(Table, facts=TOLDS, lists=LISTS, on=st.none() | st.integers(1, 2), flat=st.booleans())


@given(TABLES, TABLES)
def test_tables_are_told_apart_by_all_that_they_say(one, other):
    assert (one.key == other.key) == (one == other)
    assert hash(one.key) == hash(evolve(one).key)
    turned = evolve(one, facts=dict(reversed(one.facts.items())))
    assert turned.key == one.key

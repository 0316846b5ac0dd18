"""A figure written as TOML is read back as the same figure."""

import datetime as dt
from fractions import Fraction

import tomli
from hypothesis import given
from hypothesis import strategies as st
from tests.installed import CATALOGUE

from intra_core.io.figure_text import figure_text
from intra_core.io.figures import figure
from intra_core.rules.figures import LEAST, MOST, Bands, Known, Open, Table, Why
from intra_core.rules.kinds import RATE, Choice, Day, Number, YesNo, number_of

UNITS = ("persons", "m2", "AWU", "days", "years")
WORDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True).filter(lambda word: word not in {"unknown", "closed"})


def fractions(digits, most=10**9):
    return st.integers(0, most * 10**digits).map(lambda parts: Fraction(parts, 10**digits))


MONEY = st.tuples(st.sampled_from(["EUR", "BGN", "GBP"]).map(number_of), fractions(2))
PER = st.tuples(
    st.sampled_from(["m2", "persons"]).map(lambda unit: Number((("EUR", 1), (unit, -1)))), fractions(6, 1000)
)
RATES = st.tuples(st.just(RATE), fractions(8, 100))
COUNTS = st.one_of(
    st.tuples(st.sampled_from(["persons", "days", "years"]).map(number_of), fractions(0)),
    st.tuples(st.sampled_from(["m2", "AWU"]).map(number_of), fractions(4, 1000)),
)
NUMBERS = st.one_of(MONEY, PER, RATES, COUNTS)
DAYS = st.tuples(st.just(Day()), st.dates().map(dt.date.toordinal))
TRUTHS = st.tuples(st.just(YesNo()), st.booleans())
CHOICES = WORDS.map(lambda word: (Choice({word}), word))


def back(text):
    return figure(tomli.loads(f"value = {text}")["value"], UNITS)


@given(st.one_of(NUMBERS, DAYS, TRUTHS, CHOICES))
def test_a_single_figure_comes_back(drawn):
    kind, value = drawn
    read = back(figure_text(kind, Known(value)))
    assert (read.figure, read.kind) == (Known(value), kind)


@given(NUMBERS, st.data())
def test_a_table_comes_back_with_the_rows_nobody_found(drawn, data):
    kind, value = drawn
    keys = data.draw(st.lists(st.lists(WORDS, min_size=1, max_size=3, unique=True), min_size=1, max_size=2))
    words: list[tuple[str, ...]] = [()]
    for each in keys:
        words = [(*before, word) for before in words for word in each]
    rows: dict[tuple[str, ...], Known | Open] = {
        key: data.draw(st.sampled_from([Known(value), Open(LEAST, MOST)])) for key in words
    }
    rows[words[0]] = Known(value)
    read = back(figure_text(kind, Table(rows)))
    assert (read.figure, read.kind) == (Table(rows), kind)


@given(NUMBERS, st.lists(st.tuples(st.integers(1, 50), WORDS), min_size=1, max_size=4))
def test_bands_come_back(drawn, steps):
    kind, value = drawn
    rows, bound = [], value
    for step, word in steps:
        rows.append((bound, word))
        bound += step
    read = back(figure_text(kind, Bands(tuple(rows))))
    assert (read.figure, read.kind) == (Bands(tuple(rows)), kind)


@given(st.one_of(NUMBERS, DAYS))
def test_what_nobody_found_is_written_with_its_bounds_where_it_has_some(drawn):
    kind, value = drawn
    assert figure_text(kind, Open(LEAST, MOST)) == '"unknown"'
    assert figure_text(kind, Open(why=Why.NOT_IN_FORCE)) == '"closed"'
    text = figure_text(kind, Open(value, value + 1))
    if isinstance(kind, Number):
        told = tomli.loads(f"value = {text}")["value"]
        assert told["value"] == "unknown"
        assert [figure(each, UNITS).figure for each in told["between"]] == [Known(value), Known(value + 1)]
    else:
        assert text == '"unknown"'


def test_a_word_that_is_no_bare_key_is_quoted():
    rows: dict[tuple[str, ...], Known | Open] = {("a b",): Known(Fraction(1))}
    assert tomli.loads(f"value = {figure_text(number_of('EUR'), Table(rows))}") == {"value": {"a b": "EUR 1.00"}}


def test_every_figure_of_every_region_comes_back():
    for measure in CATALOGUE.measures:
        units = measure.vocabulary.units
        for parameter in measure.rules.book.parameters.values():
            for version in parameter.versions:
                if not isinstance(version.figure, Open):
                    text = figure_text(parameter.kind, version.figure)
                    read = figure(tomli.loads(f"value = {text}")["value"], units)
                    assert read.figure == version.figure, parameter.name

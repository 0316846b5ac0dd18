"""A figure or condition on a day is what is in force, and where that is not known, covers all that it may be."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.expressions import EUR, PERSONS

from intra_core.model.days import ALWAYS, LAST, Daymark, Period
from intra_core.provenance import Basis, Mark
from intra_core.rules.figures import LEAST, MOST, Bands, Known, Open, Table, Why
from intra_core.rules.history import Condition, ConditionVersion, FigureVersion, Parameter, either, gaps
from intra_core.rules.kinds import RATE, Choice, Day, YesNo
from intra_core.rules.language import Fact, Unpublished, walk
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling

BASIS = Basis(mark=Mark.SOURCED)
numbers: st.SearchStrategy[Fraction] = st.fractions(-(10**6), 10**6, max_denominator=100)
knowns = numbers.map(Known)
figures = knowns | st.tuples(numbers, numbers).map(lambda ends: Open(min(ends), max(ends)))
words = st.sampled_from(("low", "mid", "high"))
choices = words.map(Known) | st.frozensets(words, min_size=1).map(lambda some: Open(words=some))
tables = st.tuples(figures, figures).map(lambda rows: Table({("a",): rows[0], ("b",): rows[1]}))
bands = st.sampled_from((Bands(((Fraction(0), "low"),)), Bands(((Fraction(0), "low"), (Fraction(9), "high")))))


def covers(figure, inner):
    """Whether whatever one figure may be, the other may be too."""
    if isinstance(figure, Table) and isinstance(inner, Table):
        return figure.rows.keys() == inner.rows.keys() and all(
            covers(figure.rows[key], inner.rows[key]) for key in inner.rows
        )
    if isinstance(inner, Table | Bands):
        return figure == inner or (isinstance(figure, Open) and figure.high - figure.low >= 10**14)
    if isinstance(figure, Known):
        return figure == inner
    if isinstance(inner, Open):
        return figure.low <= inner.low and inner.high <= figure.high and inner.words <= figure.words
    return inner.value in figure.words if isinstance(inner.value, str) else figure.low <= inner.value <= figure.high


@pytest.mark.parametrize("kinds", [figures, choices, tables, bands, tables | knowns])
@given(data=st.data())
def test_either_covers_both(kinds, data):
    one, other = data.draw(kinds), data.draw(kinds)
    found = either(one, other)
    assert covers(found, one)
    assert covers(found, other)
    assert (found == one) == (one == other) or covers(one, other)


@given(figures)
def test_a_figure_that_stays_is_known_through_a_switch(figure):
    assert either(figure, figure) is figure


@st.composite
def histories(draw):
    """Versions that follow each other, each since a day known more or less; and the days on which they really began."""
    ends = draw(st.lists(st.integers(700_000, 700_060), min_size=2, max_size=8, unique=True).map(sorted))
    marks = [Daymark(early, late) for early, late in zip(ends[::2], ends[1::2], strict=False)]
    if draw(st.booleans()):
        marks = [Daymark(mark.early, mark.early) for mark in marks]
    untils = [Daymark(after.early - 1, after.late - 1) for after in marks[1:]]
    periods = [Period(since, until) for since, until in zip(marks, [*untils, None], strict=True)]
    began = [draw(st.integers(mark.early, mark.late)) for mark in marks]
    return periods, began, draw(st.integers(699_995, 700_065))


def in_force(began, day):
    """The place of the version that really is in force."""
    return max((place for place, first in enumerate(began) if first <= day), default=None)


@given(histories(), st.data())
def test_a_parameter_covers_what_really_is_in_force(drawn, data):
    periods, began, day = drawn
    values = [data.draw(knowns) for _ in periods]
    versions = tuple(
        FigureVersion(period=span, figure=value, basis=BASIS) for span, value in zip(periods, values, strict=True)
    )
    parameter = Parameter(name="p", kind=EUR, shape=None, versions=versions)
    found, place = parameter.on(day), in_force(began, day)
    assert covers(found, values[place] if place is not None else parameter.nothing())
    if all(day < period.since.early or day >= period.since.late for period in periods):
        assert found == (values[place] if place is not None else parameter.nothing())


@given(histories(), st.data())
def test_a_condition_is_decided_as_whatever_wording_is_in_force_decides(drawn, data):
    periods, began, day = drawn
    facts = [Fact(f"f{place}", YesNo()) for place, _ in enumerate(periods)]
    guards = [data.draw(st.none() | st.just(Fact("guard", YesNo()))) for _ in periods]
    versions = tuple(
        ConditionVersion(period=span, text="", node=fact, applies=guard, basis=BASIS)
        for span, fact, guard in zip(periods, facts, guards, strict=True)
    )
    truths = {fact.name: data.draw(st.booleans()) for fact in facts} | {"guard": data.draw(st.booleans())}
    node, place = Condition(id="c", versions=versions).on(day), in_force(began, day)
    really = True
    if place is not None:
        really = truths[facts[place].name] or (guards[place] is not None and not truths["guard"])
    held = True if node is None else Possible(truths).truth(Settling({}).truth(node))
    assert held in (None, really)
    if all(day < period.since.early or day >= period.since.late for period in periods):
        assert held is really
        assert (node is None) == (place is None)


@given(histories())
def test_versions_that_follow_each_other_have_no_gap(drawn):
    periods, _, _ = drawn
    assert gaps([Period(each.since) for each in periods]) == {}
    if all(each.since.known for each in periods):
        assert gaps(periods) == {}


@given(histories(), st.integers(1, 20))
def test_a_gap_and_an_overlap_are_found(drawn, days):
    periods, _, _ = drawn
    for before, after in pairwise(periods):
        last = after.since.early - 1
        shorter = Period(before.since, Daymark(last - days, last - days))
        assert gaps([shorter, after]) == {1: ("gap", last - days)}
        longer = Period(before.since, Daymark(last + days, last + days))
        assert gaps([longer, after]) == {1: ("overlap", last + days)}


# Worked examples.


def parameter(kind, *versions):
    """A parameter with versions from day to day."""
    return Parameter(
        name="p",
        kind=kind,
        shape=None,
        versions=tuple(
            FigureVersion(
                period=Period(Daymark(*since), Daymark(*until) if until else None), figure=figure, basis=BASIS
            )
            for since, until, figure in versions
        ),
    )


def test_a_switch_on_a_day_that_is_not_known_covers_both():
    found = parameter(EUR, ((10, 10), (19, 29), Known(Fraction(3))), ((20, 30), None, Known(Fraction(1))))
    assert found.on(19) == Known(Fraction(3))
    for day in (20, 25, 29):
        assert found.on(day) == Open(Fraction(1), Fraction(3), why=Why.CHANGED)
    assert found.on(30) == Known(Fraction(1))


def test_a_condition_that_may_not_be_in_force_yet_is_never_unmet():
    version = ConditionVersion(period=Period(Daymark(10, 20)), text="", node=Fact("a", YesNo()), basis=BASIS)
    condition = Condition(id="c", versions=(version,))
    for day, told, held in ((9, False, True), (15, False, None), (15, True, True), (20, False, False)):
        node = condition.on(day)
        assert (True if node is None else Possible({"a": told}).truth(Settling({}).truth(node))) is held


def test_outside_all_versions_nothing_is_known():
    assert parameter(EUR, ((10, 10), (20, 20), Known(Fraction(3)))).on(21).low == Fraction(1, 100)
    assert parameter(EUR, ((10, 10), (20, 20), Known(Fraction(0)))).on(21).low == -(10**12)
    choice = Choice({"low", "high"})
    assert parameter(choice, ((10, 10), None, Known("low"))).on(9).words == choice.values
    open_start = parameter(choice, ((10, 20), None, Known("low"))).on(15)
    assert open_start.words == choice.values
    assert parameter(EUR).on(5) == parameter(EUR).nothing()


@pytest.mark.parametrize(
    ("kind", "figures", "sign"),
    [
        (EUR, [Known(Fraction(1, 100))], 1),
        (EUR, [Known(Fraction(1)), Known(Fraction(0))], 0),
        (EUR, [Known(Fraction(1)), Known(Fraction(-1))], -1),
        (PERSONS, [Known(3)], 1),
        (EUR, [Open(Fraction(0), Fraction(5))], 0),
        (EUR, [Open(Fraction(1), Fraction(5))], 1),
        (RATE, [Table({("a",): Known(Fraction(1)), ("b",): Open(Fraction(0), Fraction(1))})], 0),
        (RATE, [Table()], -1),
        (EUR, [Bands(((Fraction(1), "low"),))], -1),
        (EUR, [], -1),
        (Day(), [Known(700_000)], -1),
    ],
)
def test_the_sign_of_a_parameter(kind, figures, sign):
    versions = tuple(FigureVersion(period=ALWAYS, figure=each, basis=BASIS) for each in figures)
    assert Parameter(name="p", kind=kind, shape=None, versions=versions).sign == sign


def test_two_versions_from_one_day_overlap():
    assert gaps([Period(Daymark(10, 10)), Period(Daymark(10, 10))]) == {1: ("overlap", LAST)}
    assert gaps([Period(Daymark(10, 20)), Period(Daymark(20, 20))]) == {1: ("overlap", LAST)}
    assert gaps([Period(Daymark(10, 20)), Period(Daymark(21, 21))]) == {}
    assert gaps([Period(Daymark(10, 10)), Period(Daymark(5, 5))]) == {1: ("overlap", LAST)}


def test_what_is_not_known_says_why():
    assert parameter(EUR).nothing().why is Why.NOT_IN_FORCE
    table, other_rows = Table({("a",): Known(Fraction(1))}), Table({("b",): Known(Fraction(1))})
    # Rows of the same names are covered one by one; where the names differ nothing is known of any.
    assert either(table, Table({("a",): Known(Fraction(2))})) == Table(
        {("a",): Open(Fraction(1), Fraction(2), why=Why.CHANGED)}
    )
    assert either(table, other_rows) == Open(LEAST, MOST, why=Why.CHANGED)
    assert either(Known("low"), Known("high")) == Open(0, 0, frozenset({"low", "high"}), Why.CHANGED)


def test_where_nobody_knows_which_wording_is_in_force_it_is_the_condition_that_is_open():
    versions = tuple(
        ConditionVersion(period=period, text="", node=Fact(name, YesNo()), basis=BASIS)
        for name, period in (("a", Period(Daymark(1, 1), Daymark(10, 20))), ("b", Period(Daymark(11, 21))))
    )
    for known, day in ((versions, 15), (versions[1:], 15)):
        node = Condition(id="size", versions=known).on(day)
        assert node is not None
        assert {each for each in walk(node) if isinstance(each, Unpublished)} == {Unpublished("size", YesNo())}

"""Small parts that the readings stand on, each against the same said in a line: reach, places, bounds, budgets."""

from fractions import Fraction
from itertools import count, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.expressions import cases, scope

from intra_core.model.days import FIRST, LAST, YEAR_END, Daymark, Period
from intra_core.provenance import Basis, Mark
from intra_core.rules.check import check
from intra_core.rules.compared import compared_words
from intra_core.rules.counterfactual import Budget
from intra_core.rules.extent import Extent, of_kind, weighed
from intra_core.rules.figures import LEAST, MOST, Known, Open, Why
from intra_core.rules.functions import RuleFunction
from intra_core.rules.history import FigureVersion, Parameter
from intra_core.rules.kinds import DAYS, RATE, Choice, Day, MonthDay, YesNo, number_of
from intra_core.rules.language import (
    NODES,
    Among,
    And,
    Call,
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Node,
    Not,
    Or,
    Product,
    Quotient,
    Unpublished,
    contains,
    walk,
)  # fmt: skip
from intra_core.rules.limits import lowest, whole
from intra_core.rules.parse import Fault, Source
from intra_core.rules.possible import Possible
from intra_core.rules.reach import reach

SHAPES = st.recursive(
    st.booleans(),
    lambda inner: st.one_of(
        st.tuples(st.just(Not), st.lists(inner, min_size=1, max_size=1)),
        st.tuples(st.sampled_from((And, Or)), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=5,
)
"""Conditions of facts that may be told (true) and that nobody knows (false)."""


def of_shape(shape, numbers):
    """A condition in which each fact stands once: then what each part may come to is what the whole may come to."""
    if isinstance(shape, bool):
        name = f"fact {next(numbers)}"
        return Fact(name, YesNo()) if shape else Unpublished(name, YesNo())
    node, parts = shape
    below = tuple(of_shape(each, numbers) for each in parts)
    return node(below[0]) if node is Not else node(below)


@given(SHAPES)
def test_what_can_still_come_of_a_condition_is_what_some_telling_makes_of_it(shape):
    node = of_shape(shape, count())
    told = [each.name for each in walk(node) if isinstance(each, Fact)]
    tellings = (dict(zip(told, values, strict=True)) for values in product((False, True), repeat=len(told)))
    outcomes = {Possible(each).truth(node) for each in tellings}
    found = reach(Possible({}), node)
    assert (found.hold, found.fail) == (True in outcomes, False in outcomes)


@given(cases(), st.sets(st.sampled_from(NODES), min_size=1, max_size=3))
def test_a_node_contains_what_one_meets_on_the_way_through_it(case, kinds):
    assert contains(case.node, *kinds) is any(type(each) in kinds for each in walk(case.node))


@given(st.integers(-50, 50), st.integers(0, 50))
def test_a_call_is_bounded_as_its_function_is(least, more):
    function = RuleFunction(
        name="made.it", takes=("day",), gives="EUR", least=least, greatest=least + more, label={"en": "it"}, call=id
    )
    call = Call("made.it", (Fact("on", Day()),), number_of("EUR"), function)
    assert (call.low, call.high) == (least, least + more)


@given(st.lists(st.text("ab \u00e8", max_size=6), min_size=1, max_size=4))
def test_a_line_and_a_letter_lead_to_the_place_in_the_text_and_never_beyond_it(lines):
    text = "\n".join(lines) or "a"
    source = Source(text)
    for number, line in enumerate(text.split("\n"), 1):
        begins = sum(len(each) + 1 for each in text.split("\n")[: number - 1])
        for letter in range(len(line)):
            # The first line is read behind a bracket.
            assert source.near(number, letter + 1 + (number == 1)) == begins + letter
    for place in product((1, 2, len(lines), len(lines) + 5), (0, 1, 99)):
        assert 0 <= source.near(*place) < len(text)


@given(st.text(min_size=1, max_size=3), st.lists(st.text(min_size=1, max_size=3), min_size=1, max_size=3))
def test_a_fault_is_said_of_the_innermost_definition(says, names):
    fault = Fault(says, 0)
    for name in names:
        assert fault.under(name) is fault
    assert fault.name == names[0]


@given(st.integers(0, 5), st.integers(0, 9))
def test_a_budget_is_spent_once_nothing_of_it_is_left(readings, used):
    budget = Budget(readings)
    budget.used = used
    assert budget.spent is (used >= readings)


@given(st.lists(st.integers(-2, 5), min_size=1, max_size=3))
def test_where_no_figure_is_in_force_it_may_be_anything_but_a_divisor_stays_above_nothing(values):
    days = (Daymark.parse(2020 + place) for place in range(len(values)))
    versions = tuple(
        FigureVersion(period=Period(day), figure=Known(Fraction(each)), basis=Basis(mark=Mark.ASSUMED))
        for day, each in zip(days, values, strict=True)
    )
    kind = number_of("EUR")
    nothing = Parameter(name="p", kind=kind, shape=None, versions=versions).nothing()
    assert isinstance(nothing, Open)
    assert nothing.high == MOST
    assert nothing.low == (Fraction(1, 100) if min(values) > 0 else LEAST)
    assert nothing.why is Why.NOT_IN_FORCE
    words = Choice({"a", "b"})
    word = Parameter(name="p", kind=words, shape=None, versions=versions).nothing()
    assert isinstance(word, Open)
    assert word.words == words.values


def test_a_quotient_stands_only_where_it_will_be_rounded():
    assert isinstance(check("costs.eligible / ceiling", scope(), rounded=True), Quotient)
    with pytest.raises(Fault, match="a quotient must be rounded"):
        check("costs.eligible / ceiling", scope())


def test_of_what_is_wanted_and_given_both_are_told():
    with pytest.raises(Fault, match="but yes or no is wanted here"):
        check("costs.eligible", scope(), YesNo)
    with pytest.raises(Fault, match="but Choice is wanted here"):
        check("costs.eligible", scope(), Choice)


def test_definitions_nested_too_deeply_are_a_fault_of_the_text():
    class Endless:
        def meaning(self, name):
            return self.meaning(name)

        def names(self):
            return ()

        functions = names

    with pytest.raises(Fault) as raised:
        check("not a", Endless())
    fault = raised.value
    assert (fault.says, fault.index, fault.instead) == ("the definitions are nested too deeply", 0, "use fewer")


@given(st.integers(-3, 3))
def test_the_sign_of_what_stands_for_itself_is_its_own(value):
    assert lowest(Constant(value, DAYS)) == (1 if value > 0 else -1 if value < 0 else 0)


ENDS = st.tuples(st.integers(-5, 5), st.integers(-5, 5)).map(sorted)


@given(ENDS, ENDS, st.integers(1, 3), st.integers(1, 3))
def test_weights_reach_what_is_above_nothing_and_what_is_below_apart(total, each, parts, others):
    found = weighed(Extent(total[0], total[1], parts), Extent(each[0], each[1], others))
    above, below = (0, max(total[1], 0)), (0, min(total[0], 0))
    reached = [over * one + under * other for over in above for under in below for one in each for other in each]
    assert found.parts == parts * others
    assert found.low <= min(reached)
    assert found.high >= max(reached)
    if total[0] <= 0 <= total[1]:
        assert (found.low, found.high) == (min(reached), max(reached))


def test_what_is_no_number_lies_between_the_ends_of_its_kind():
    assert of_kind(DAYS, 4) == Extent(0, 0, 4)
    assert of_kind(Day(), 4, 5, 6) == Extent(FIRST, LAST)
    assert of_kind(MonthDay(), 4, 5, 6) == Extent(0, YEAR_END)
    assert of_kind(YesNo(), 4, 5, 6) == Extent(0, 0)


def test_a_choice_is_whole_only_if_both_of_its_ways_are():
    days = Fact("stay", DAYS)
    part = Product(days, Fact("share", RATE), DAYS)
    for then, other in ((days, days), (days, part), (part, days)):
        assert whole(Choose(Fact("yes", YesNo()), then, other, DAYS)) is (then is other)


# --- the words that a fact is compared with ------------------------------------------------------

WORDS = ("fair", "forum", "visit", "other")
ANY_WORD = Choice(WORDS)
EVENT, PLACE = Fact("event.kind", ANY_WORD), Fact("event.place", ANY_WORD)
COST = Element("x", "cost", "kind", ANY_WORD)
WHO: st.SearchStrategy[Fact | Element] = st.sampled_from((EVENT, PLACE, COST))
WORD = st.sampled_from(WORDS)
FITS = RuleFunction(
    name="made.fits", takes=("choice", "choice"), gives="yes-no", label={"en": "it fits"}, call=lambda *_: True
)


def said(word):
    return Constant(word, ANY_WORD)


AMONG = st.tuples(WHO, st.frozensets(WORD)).map(lambda drawn: (Among(*drawn, None), drawn[0], drawn[1]))
COMPARED = st.tuples(WHO, WORD, st.none() | WORD, st.booleans())
ARGUMENTS: st.SearchStrategy[tuple[Node, Node]] = st.tuples(WHO, WHO | WORD.map(said))
CALLED = ARGUMENTS.map(lambda drawn: (Call("made.fits", drawn, YesNo(), FITS), drawn))


def comparison(who, word, other, flipped):
    """A fact compared with a word, or with one of two words."""
    what = said(word) if other is None else Choose(Fact("yes", YesNo()), said(word), said(other), ANY_WORD)
    return Compare("==", what, who) if flipped else Compare("==", who, what)


@given(st.lists(AMONG, max_size=3), st.lists(COMPARED, max_size=3), st.lists(CALLED, max_size=2), WHO)
def test_the_words_of_a_fact_are_those_it_is_compared_with_and_all_for_a_function(among, compared, called, who):
    nodes = [node for node, *_ in among]
    nodes += [comparison(*each) for each in compared]
    nodes += [node for node, _ in called]
    expected = {word for _, item, words in among if item is who for word in words}
    expected |= {word for item, *words, _ in compared if item is who for word in words if word is not None}
    if any(who in arguments for _, arguments in called):
        expected |= {*WORDS}
    name = who.name if isinstance(who, Fact) else f"{who.list_name}.{who.name}"
    assert compared_words(nodes, name) == expected
    numbers = Compare("==", Fact("event.kind", number_of("persons")), Constant(3, number_of("persons")))
    assert compared_words([numbers, Compare("==", EVENT, PLACE)], "event.kind") == set()

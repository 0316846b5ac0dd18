"""Units and numbers of generated rules, and the book of a measure with its edition on a day."""

from fractions import Fraction

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.rules.expressions import (
    EUR,
    FACTS,
    PER_M2,
    SETS,
    SIZE,
    TEMPLATES,
    VOCABULARY,
    amount,
    cases,
    condition,
    drawing,
    fewer,
    rule,
    scope,
)
from tests.rules.oracle import Undefined, evaluated
from tests.soak import examples

from intra_core.model.days import ALWAYS, Period
from intra_core.model.days import Daymark as Mark
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis
from intra_core.provenance import Mark as Kept
from intra_core.rules.book import ON, MeasureScope, RuleBook
from intra_core.rules.bounds import rounded
from intra_core.rules.edition import edition, figures_named
from intra_core.rules.figures import Figure, Known, Open
from intra_core.rules.history import Condition, ConditionVersion, Duty
from intra_core.rules.kinds import MONEY, RATE, Choice, Day, Number, Text, number_of
from intra_core.rules.language import (
    NODES,
    Constant,
    Fact,
    Named,
    Parameter,
    Quotient,
    children,
    facts_of,
    walk,
)
from intra_core.rules.limits import lowest, whole
from intra_core.rules.parse import Fault
from intra_core.rules.scope import NamedSet
from intra_core.rules.settle import Settling
from intra_core.rules.vocabulary import Definition, FactEntry, Vocabulary

BASIS = Basis(mark=Kept.SOURCED)
units = st.dictionaries(st.sampled_from(("EUR", "m2", "persons", "days")), st.integers(-2, 2).filter(bool), max_size=3)
numbers = units.map(lambda found: Number(tuple(sorted(found.items()))))


# Kinds.


@given(numbers, numbers, numbers)
def test_units_multiply_and_divide_as_fractions_do(one, other, third):
    assert one.times(other) == other.times(one)
    assert one.times(other).times(third) == one.times(other.times(third))
    assert one.times(other).times(other, -1) == one
    assert one.times(one, -1) == RATE
    assert one.times(RATE) == one


@given(numbers)
def test_units_stand_in_order_and_none_to_the_power_of_nothing(kind):
    product = kind.times(PER_M2)
    assert list(product.unit) == sorted(product.unit)
    assert all(power for _, power in product.unit)


# What is sure of a number.


@given(cases(amount))
def test_what_is_surely_above_zero_is(case):
    below = [each for each in walk(case.node) if isinstance(each.kind, Number) and not isinstance(each, Quotient)]
    for node in below:
        sign = lowest(node)
        try:
            value = evaluated(node, case.facts, case.figures)
        except (Undefined, KeyError):  # no value, or a part of a walk
            continue
        if sign >= 0:
            event(f"sign {sign}")
            assert value >= 0
            assert value > 0 or sign == 0


@given(cases(amount))
def test_what_is_surely_whole_settles_into_the_parts_of_its_kind(case):
    for node in walk(case.node):
        if isinstance(node.kind, Number) and not isinstance(node, Quotient) and whole(node):
            event("whole")
            assert node.kind.scale % Settling(case.figures).settle(node).parts == 0


@given(st.integers(-(10**20), 10**20), st.integers(1, 10**12))
def test_rounding_takes_the_nearest_step_on_its_side(above, below):
    exact = Fraction(above, below)
    down, up, half = (rounded(how, above, below) for how in ("down", "up", "half-up"))
    assert exact - 1 < down <= exact <= up < exact + 1
    assert -Fraction(1, 2) < half - exact <= Fraction(1, 2)


# Trees.


@given(cases())
def test_a_tree_is_walked_whole_and_in_order(case):
    assert all(isinstance(each, NODES) for each in walk(case.node))
    assert sum(1 for _ in walk(case.node)) == 1 + sum(sum(1 for _ in walk(child)) for child in children(case.node))
    assert list(facts_of(case.node)) == list(
        dict.fromkeys(each.name for each in walk(case.node) if isinstance(each, Fact))
    )


# The book and its editions.


def wording(node, period=ALWAYS):
    return ConditionVersion(period=period, text="", node=node, basis=BASIS)


@st.composite
def books(draw):
    """Two conditions, an award and what they are read with."""
    drawn = [draw(cases(kind, most=0)) for kind in (condition, condition)]
    award = draw(cases(amount, most=0).filter(lambda case: case.node.kind == EUR))
    conditions = tuple(Condition(id=f"c{place}", versions=(wording(case.node),)) for place, case in enumerate(drawn))
    book = RuleBook(
        currency="EUR", parameters={}, conditions=conditions, award=draw(st.sampled_from((award.node, None)))
    )
    figures: dict[str, Figure] = {}
    facts: dict[str, object] = {}
    for case in (*drawn, award):
        figures = {**case.opened, **figures} if draw(st.booleans()) else {**case.figures, **figures}
        facts = {**case.facts, **facts}
    told = draw(st.sampled_from((facts, fewer(drawing(draw), facts))))
    return book, {**{name: Known(700_000) for name in ("call.costs.since", "call.costs.until")}, **figures}, told


@settings(max_examples=examples(30))
@given(books())
def test_an_edition_decides_as_the_three_valued_reading_does(drawn):
    book, figures, facts = drawn
    made = edition(book, figures, (), 700_000)
    assert made.decide(facts) == made.decide_possibly(facts)
    unmet, unknown, low, high = made.decide(facts)
    assert unmet & unknown == 0
    assert (low is None) == (high is None) == (book.award is None)


def test_an_edition_has_what_binds_on_the_day():
    early = Period(Mark(10, 10), Mark(20, 20))
    size = Condition(id="size", versions=(wording(rule("size in sizes.small").node, early),))
    duty = Duty(id="sign", holds=rule("first").node, until=rule("cutoff").node, says=None, basis=BASIS, period=early)
    book = RuleBook(currency="EUR", parameters={}, conditions=(size,), award=rule("floor").node, duties=(duty,))
    figures = {"floor": Known(Fraction(5)), "cutoff": Known(15)}
    made = edition(book, figures, (), 12)
    assert [clause.id for clause in made.clauses] == ["size", "sign"]
    assert [clause.reads for clause in made.clauses] == [("size",), ("on", "first")]
    assert made.clauses[1].duty is duty
    assert made.clauses[1].figures == ("cutoff",)
    assert made.uses == {"size", "on", "first"}
    assert made.decide({"size": "medium", "on": 16, "first": False}) == (3, 0, 500, 500)
    assert made.decide({"size": "small", "on": 15, "first": False}) == (0, 0, 500, 500)
    assert made.decide({"on": 16}) == (0, 3, 500, 500)
    assert edition(book, figures, (), 21).clauses == ()


def test_an_edition_with_a_figure_nobody_has_published():
    book = RuleBook(
        currency="EUR",
        parameters={},
        conditions=(Condition(id="c", versions=(wording(rule("costs.planned >= floor").node),)),),
        award=None,
    )
    made = edition(book, {"floor": Open(Fraction(3), Fraction(5))}, (), 1)
    assert made.decide is made.decide_possibly
    assert [made.decide({"costs.planned": cents})[:2] for cents in (299, 300, 500)] == [(1, 0), (0, 1), (0, 0)]


def test_an_award_with_finer_parts_is_rounded_down_to_cents():
    book = RuleBook(currency="EUR", parameters={}, conditions=(), award=rule("costs.planned * intensity").node)
    made = edition(book, {"intensity": Known(Fraction(3, 5))}, (), 1)
    assert made.decide({"costs.planned": 99})[2:] == (59, 59)


def test_figures_are_named_once_with_tables_and_bands():
    node = rule('rate_of[size] > bonus and band(floor, class_of) == "low" and floor > bonus * floor').node
    assert figures_named(node) == ("rate_of", "bonus", "class_of", "floor")


def test_what_names_mean_in_a_measure():
    names = scope({"d0": Definition(name="d0", text="floor")})
    assert names.meaning("on") == ON
    assert names.meaning("costs.planned") == FACTS["costs.planned"]
    assert names.meaning("sizes.small") is SETS["sizes.small"]
    assert names.meaning("costs.kinds") == NamedSet("costs.kinds", frozenset({"fee", "travel"}))
    assert names.meaning("call.costs.since") == Parameter("call.costs.since", Day())
    assert names.meaning("nothing") is None
    assert names.meaning("price") == Parameter("price", EUR, 1)
    assert isinstance(names.meaning("d0"), Named)
    assert names.meaning("d0") is names.meaning("d0")
    assert {"costs.planned", "sizes.small", "d0", "on", "costs.eligible", *TEMPLATES} <= set(names.names())


def test_the_sum_of_eligible_costs_needs_kinds():
    without = MeasureScope(VOCABULARY, "EUR", {}, {}, {}, frozenset(), {})
    with pytest.raises(Fault, match="the measure names no kind of cost"):
        without.meaning("costs.eligible")


def test_a_definition_that_says_its_kind_stands_in_where_it_cannot_be_worked_out():
    text = Definition(name="aid.headroom", text="elsewhere > floor", kind=number_of(MONEY))
    assert scope({"aid.headroom": text}).meaning("aid.headroom") == Fact("aid.headroom", EUR)


def test_a_set_and_a_constant_of_the_measure():
    constant = Constant("SI", Text(), "region.member_state")
    names = MeasureScope(VOCABULARY, "EUR", {}, {}, {}, frozenset(), {"region.member_state": constant})
    assert names.meaning("region.member_state") is constant
    assert "region.member_state" in names.names()


def test_a_choice_without_words_has_those_of_every_vocabulary():
    text = LocalizedText({"en": "kind"})
    entry = FactEntry(name="kind", kind=type(SIZE)(()), label=text, question=text, low=0, high=0, order=0)
    words = Vocabulary(facts={"kind": entry}, words={"fair": text, "forum": text})
    found = MeasureScope(words, "EUR", {}, {}, {}, frozenset(), {}).meaning("kind")
    assert found == Fact("kind", Choice({"fair", "forum"}), 0, 0)


def test_a_vocabulary_has_labels_words_and_plural_forms():
    text = LocalizedText({"en": "fair", "sl": "sejem"})
    fact = FactEntry(name="event.for", kind=Day(), label=text, question=text, low=0, high=0, order=0, key="four")
    words = Vocabulary(
        facts={"event.for": fact}, labels={"floor": text}, words={"fair": text}, units={"days": {"en": ("day", "days")}}
    )
    assert fact.input_key == "event.four"
    assert (words.label("event.for", "sl"), words.label("floor", "en")) == ("sejem", "fair")
    assert (words.word("fair", "sl"), words.word("odd", "sl")) == ("sejem", "odd")
    assert (words.unit_forms("days", "sl"), words.unit_forms("cats", "en")) == (("day", "days"), ("cats", "cats"))
    with pytest.raises(KeyError):
        words.label("nothing", "en")

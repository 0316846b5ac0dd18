"""What telling facts can still make of a condition never misses what some telling does make of it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import Choice, Number, Records, YesNo, number_of
from intra_core.rules.language import (
    Among,
    And,
    Call,
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Named,
    Node,
    Not,
    Or,
    Product,
    Quotient,
    Rounded,
    Scaled,
    Sum,
    Unpublished,
    Walk,
)
from intra_core.rules.possible import Possible
from intra_core.rules.reach import ANYWHERE, NOWHERE, Reach, ends, reach

EUR = number_of("EUR")
WORDS = Choice({"a", "b"})
LINES = Records({"net": EUR, "paid": YesNo()}, "costs", {"net": (0, 3)})
COST = Fact("cost", LINES)
DOMAINS: dict[str, tuple[object, ...]] = {
    "yes": (False, True),
    "money": (0, 1, 2, 3),
    "word": ("a", "b"),
    "cost": ((), ({"net": 2, "paid": True},), ({"net": 1, "paid": False}, {"net": 3, "paid": True})),
}


HALF = RuleFunction(
    name="made.half", takes=("EUR",), gives="EUR", least=0, greatest=2, label={"en": "half"},
    call=lambda amount: None if amount % 2 else amount // 2,
)  # fmt: skip
ODD = RuleFunction(
    name="made.odd", takes=("EUR", "yes-no"), gives="yes-no", label={"en": "it is odd"},
    call=lambda amount, flag: {1: flag, 2: True, 3: not flag}[amount],
)  # fmt: skip
"""Both have no answer for some values."""
MONEY = Fact("money", EUR, 0, 3)


def named(body: Node) -> Named:
    """Give a node a name of its own: one name never stands for two things."""
    return Named(f"named {body}", body)


numbers: st.SearchStrategy[Node] = st.deferred(lambda: st.one_of(leaves, compound))
leaves: st.SearchStrategy[Node] = st.one_of(
    st.just(Fact("money", EUR, 0, 3)),
    st.integers(0, 3).map(lambda value: Constant(value, EUR)),
    st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda pair: Unpublished("figure", EUR, min(pair), max(pair))),
)
compound: st.SearchStrategy[Node] = st.one_of(
    st.builds(Sum, leaves, leaves, st.sampled_from([1, -1]), st.just(EUR)),
    st.builds(Product, leaves, leaves, st.just(EUR)),
    st.builds(Scaled, leaves, st.integers(1, 3), st.just(EUR)),
    st.lists(numbers, min_size=2, max_size=3).map(lambda parts: Least(tuple(parts), EUR)),
    st.lists(numbers, min_size=2, max_size=3).map(lambda parts: Greatest(tuple(parts), EUR)),
    st.builds(Rounded, numbers, st.sampled_from(["down", "up"]), st.sampled_from([(1, 2), (3, 1)]), st.just(EUR)),
    st.builds(
        Rounded, st.builds(Quotient, leaves, st.just(Constant(2, Number())), st.just(EUR)), st.just("down"),
        st.just((1, 1)), st.just(EUR),
    ),
    st.builds(Choose, st.deferred(lambda: truths), leaves, leaves, st.just(EUR)),
    leaves.map(named),
    st.builds(lambda body: Call("made.half", (body,), EUR, HALF), st.deferred(lambda: numbers)),
    st.builds(
        Walk, st.just("sum"), st.just("x"), st.just(COST), st.just(Element("x", "cost", "net", EUR, 0, 3)),
        st.sampled_from([None, Element("x", "cost", "paid", YesNo()), Unpublished("switch", YesNo())]), st.just(EUR),
    ),
)  # fmt: skip
truths: st.SearchStrategy[Node] = st.recursive(
    st.one_of(
        st.just(Fact("yes", YesNo())),
        st.just(Unpublished("switch", YesNo())),
        st.builds(Compare, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), numbers, numbers),
        st.builds(
            Among,
            st.sampled_from([Fact("word", WORDS), Unpublished("figure", WORDS, words=frozenset({"a", "b"}))]),
            st.just(frozenset({"a"})),
            st.none(),
        ),
        st.builds(
            Compare,
            st.just("=="),
            st.just(Fact("word", WORDS)),
            st.just(Unpublished("w", WORDS, words=frozenset("ab"))),
        ),
    ),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        st.builds(Choose, inner, inner, inner, st.just(YesNo())),
        inner.map(named),
        st.builds(lambda body, flag: Call("made.odd", (body, flag), YesNo(), ODD), numbers, inner),
        inner.map(lambda body: Call("made.odd", (MONEY, body), YesNo(), ODD)),
    ),
    max_leaves=5,
)


def tellings(known: dict[str, object]) -> list[Possible]:
    """Give every way of telling the facts that are not known."""
    missing = [name for name in DOMAINS if name not in known]
    values = product(*(DOMAINS[name] for name in missing))
    return [Possible({**known, **dict(zip(missing, each, strict=True))}) for each in values]


partial = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in DOMAINS.items()})


@given(truths, partial)
def test_what_some_telling_makes_true_or_false_is_within_reach(node: Node, known: dict[str, object]) -> None:
    found = reach(Possible(known), node)
    outcomes = {each.truth(node) for each in tellings(known)}
    assert found.hold or True not in outcomes
    assert found.fail or False not in outcomes


@given(numbers, partial)
def test_the_ends_of_a_number_lie_where_they_are_said_to_lie(node: Node, known: dict[str, object]) -> None:
    found = ends(Possible(known), node)
    for each in tellings(known):
        low, high = each.value(node)
        assert found.low[0] <= low <= found.low[1]
        assert found.high[0] <= high <= found.high[1]


def test_what_nobody_can_be_asked_for_is_out_of_reach() -> None:
    never = Unpublished("never", YesNo())
    told = Fact("yes", YesNo())
    at = Possible({})
    assert reach(at, never) == NOWHERE
    assert reach(at, told) == ANYWHERE
    assert reach(at, Or((told, never))) == Reach(hold=True, fail=False)
    assert reach(at, And((told, never))) == Reach(hold=False, fail=True)
    assert reach(at, Choose(never, told, told, YesNo())) == ANYWHERE
    assert reach(at, Compare("<=", Unpublished("floor", EUR, 1, 5), Fact("money", EUR, 0, 3))) == Reach(
        hold=False, fail=True
    )


FIGURE = Unpublished("figure", EUR, 1, 2)
TOLD = Sum(MONEY, FIGURE, 1, EUR)
"""Between 0 and 3 is told, between 1 and 2 is not: its lower end may be 1 to 4, its upper 2 to 5."""

ENDS: dict[str, tuple[Node, tuple[int, int], tuple[int, int]]] = {
    "sum": (TOLD, (1, 4), (2, 5)),
    "difference": (Sum(MONEY, FIGURE, -1, EUR), (-2, 1), (-1, 2)),
    "product": (Product(MONEY, FIGURE, EUR), (0, 3), (0, 6)),
    "product of what may be below zero": (Product(Sum(MONEY, FIGURE, -1, EUR), FIGURE, EUR), (-4, 4), (-4, 4)),
    "scaled": (Scaled(TOLD, 2, EUR), (2, 8), (4, 10)),
    "rounded": (Rounded(TOLD, "down", (1, 2), EUR), (0, 2), (1, 2)),
    "rounded quotient": (
        Rounded(Quotient(TOLD, Constant(1, Number()), EUR), "down", (1, 2), EUR),
        (0, 2),
        (0, 2),
    ),
    "least": (Least((TOLD, Constant(3, EUR)), EUR), (1, 3), (2, 3)),
    "greatest": (Greatest((TOLD, Constant(2, EUR)), EUR), (2, 4), (2, 5)),
    "named": (Named("sum", TOLD), (1, 4), (2, 5)),
    "chosen by what is told": (Choose(Fact("yes", YesNo()), TOLD, Constant(0, EUR), EUR), (0, 4), (0, 5)),
    "chosen by what is not": (Choose(Unpublished("switch", YesNo()), TOLD, Constant(0, EUR), EUR), (0, 0), (2, 5)),
    "function that can still be asked": (Call("made.half", (MONEY,), EUR, HALF), (0, 2), (0, 2)),
    "function of what may come to be known": (Call("made.half", (TOLD,), EUR, HALF), (0, 2), (0, 2)),
    "function without an answer": (Call("made.half", (Constant(3, EUR),), EUR, HALF), (0, 0), (2, 2)),
    "only unpublished": (Sum(FIGURE, FIGURE, 1, EUR), (2, 2), (4, 4)),
    "only told": (Sum(MONEY, MONEY, 1, EUR), (0, 6), (0, 6)),
    "settled": (Constant(4, EUR), (4, 4), (4, 4)),
}


@pytest.mark.parametrize("name", ENDS)
def test_the_ends_of_each_kind_of_number(name: str) -> None:
    node, low, high = ENDS[name]
    assert ends(Possible({}), node) == (low, high)


def test_a_sum_over_records_that_a_switch_takes_in() -> None:
    walk = Walk("sum", "x", COST, Element("x", "cost", "net", EUR, 0, 3), Unpublished("switch", YesNo()), EUR)
    assert ends(Possible({"cost": ({"net": 2},)}), walk) == ((0, 0), (2, 2))
    assert ends(Possible({"cost": ({},)}), walk) == ((0, 3), (0, 3))
    absent = ends(Possible({}), walk)
    assert absent.low == absent.high


@pytest.mark.parametrize(
    ("sign", "bound", "hold", "fail"),
    [
        ("<", 1, False, True), ("<", 5, True, False), (">", 5, False, True), (">", 2, True, True),
        (">=", 4, True, True), ("<=", 2, True, True), ("==", 3, True, True), ("!=", 3, True, True),
    ],
)  # fmt: skip
def test_comparisons_with_what_is_told_and_what_is_not(sign: str, bound: int, hold: bool, fail: bool) -> None:
    assert reach(Possible({}), Compare(sign, TOLD, Constant(bound, EUR))) == Reach(hold=hold, fail=fail)


def test_a_function_answers_only_what_can_come_to_be_known() -> None:
    yes, stuck = Fact("yes", YesNo()), Unpublished("switch", YesNo())
    word = Unpublished("w", WORDS, words=frozenset("ab"))
    kind = RuleFunction(
        name="made.fits", takes=("choice a b",), gives="yes-no", label={"en": "it fits"}, call="a".__eq__
    )
    assert ends(Possible({"money": 3}), Call("made.half", (MONEY,), EUR, HALF)) == ((0, 0), (2, 2))
    assert ends(Possible({"money": 3}), Call("made.half", (TOLD,), EUR, HALF)) == ((0, 0), (2, 2))
    assert reach(Possible({}), Call("made.odd", (MONEY, yes), YesNo(), ODD)) == ANYWHERE
    assert reach(Possible({"yes": True}), Call("made.odd", (Constant(0, EUR), yes), YesNo(), ODD)) == NOWHERE
    assert reach(Possible({}), Call("made.odd", (MONEY, stuck), YesNo(), ODD)) == NOWHERE
    chosen = Choose(Call("made.odd", (Constant(0, EUR), yes), YesNo(), ODD), MONEY, FIGURE, EUR)
    assert ends(Possible({"yes": True}), chosen) == ((0, 1), (2, 3))
    assert reach(Possible({}), Call("made.odd", (MONEY, Or((yes, stuck))), YesNo(), ODD)) == ANYWHERE
    assert reach(Possible({}), Call("made.fits", (Fact("word", WORDS),), YesNo(), kind)) == ANYWHERE
    assert reach(Possible({}), Call("made.fits", (word,), YesNo(), kind)) == NOWHERE


def test_words() -> None:
    at, words = Possible({}), frozenset({"a"})
    stuck = Unpublished("figure", WORDS, words=frozenset({"a", "b"}))
    mixed = Choose(Fact("yes", YesNo()), stuck, Fact("word", WORDS), WORDS)
    assert reach(at, Among(stuck, words, None)) == NOWHERE
    assert reach(at, Among(mixed, words, None)) == ANYWHERE
    assert reach(at, Compare("==", Fact("word", WORDS), stuck)) == ANYWHERE
    assert reach(at, Not(Named("stuck", Among(stuck, words, None)))) == NOWHERE
    anywhere = Walk("any", "x", COST, Compare("<", Element("x", "cost", "net", EUR, 0, 3), FIGURE), None, YesNo())
    assert reach(at, anywhere) == ANYWHERE

"""Whether a mutant can change any answer, shown on the boundary grid.

A mutant is equal where, on every day on which a call may take applications, each clause and the award either settle to
the same rule, or come to the same for every combination of the values on and beside each bound of the facts they read,
and of facts that are missing. What is reckoned with (sums, products, roundings, walks over lists) has no such grid: it
is never taken to be equal. Where nobody can apply, nobody is eligible whatever else is said, and nothing is asked of
it; nor of a decision before its application.
"""

from collections.abc import Iterator
from itertools import pairwise, product
from math import prod

from intra_core.assessment.calls import state_on
from intra_core.model.days import LAST
from intra_core.rules.book import COSTS, ON, SUBMITTED
from intra_core.rules.boundary import boundary_values
from intra_core.rules.kinds import Day, Number
from intra_core.rules.language import (
    Among,
    And,
    Band,
    Choose,
    Compare,
    Constant,
    Fact,
    Lookup,
    Named,
    Node,
    Not,
    Or,
    Shift,
    Unpublished,
    contains,
    facts_of,
    walk,
)
from intra_core.rules.possible import Possible
from intra_core.testing.mutation.differing import Differing

LARGEST_GRID = 20_000
_PLAIN = (Fact, Constant, Unpublished, Named, Not, And, Or, Compare, Among, Choose, Lookup, Band)
_MISSING = object()
_DAYS = frozenset({ON.name, SUBMITTED})
"""The days that every application has."""


def is_equal(differing: Differing) -> bool:
    """Say whether it is proved that a mutant cannot change any answer."""
    if differing.instalments_differ:
        return False
    before, after = differing.before, differing.measure
    # What an application may state instead of having it worked out takes every value; the sum of costs stays worked
    # out, as what counts is the measure's own rule.
    given = frozenset(before.rules.book.derived) - {COSTS}
    terms = sorted({*before.turns.terms, *after.turns.terms})
    law = sorted({*before.turns.law, *after.turns.law})
    for day in terms:
        if all(state_on(each.identity, day).truth is False for each in (before, after)):
            continue
        for law_day in _not_before(day, law):
            turned = differing.on(before.on(day, law_day, given), day, law_day)
            pairs = list(differing.pairs(turned, day, law_day, given))
            if turned.due_differs or not _alike_all(pairs):
                return False
    return True


def _not_before(day: int, law: list[int]) -> Iterator[int]:
    """Give a day of decision for each stretch of the law that reaches a day of application."""
    for since, following in pairwise((*law, LAST)):
        if following > day:
            yield max(since, day)


def _alike_all(pairs: list[tuple[Node | None, Node | None]]) -> bool:
    return all(one is not None and other is not None and alike(one, other) for one, other in pairs)


def alike(one: Node, other: Node) -> bool:
    """Say whether two settled rules come to the same whatever the facts, as far as a grid can show it.

    >>> from intra_core.rules.kinds import number_of
    >>> staff, five = Fact("n", number_of("AWU")), Constant(5, number_of("AWU"))
    >>> alike(Compare(">=", staff, five), Compare(">", staff, five))
    False
    >>> alike(Not(Compare(">=", staff, five)), Compare("<", staff, five))
    True
    """
    one, other = _simple(one), _simple(other)
    if one == other:
        return True
    if not (_has_grid(one) and _has_grid(other)):
        return False
    facts = {each.name: each for node in (one, other) for each in walk(node) if isinstance(each, Fact)}
    values = {name: [*_values(one, other, fact), _MISSING] for name, fact in facts.items()}
    if prod(map(len, values.values())) > LARGEST_GRID:
        return False
    for combination in product(*values.values()):
        told = {name: value for name, value in zip(values, combination, strict=True) if value is not _MISSING}
        if Possible(told).value(one) != Possible(told).value(other):
            return False
    return True


def _simple(node: Node) -> Node:
    """Give a rule without what is always so: no day lies behind itself moved forward, and equals are no choice.

    Only of the days that every application has: one that nobody has told is not known to lie before anything.
    """
    match node:
        case Choose(then=then, other=other) if then == other:
            return _simple(then)
        case Compare(sign="<=", left=left, right=Shift(day=day, amount=Constant(value=int() as amount), sign=1)):
            always = left == day and amount >= 0 and _DAYS.issuperset(facts_of(left))
            return Constant(value=True, kind=node.kind) if always else node
        case Or():
            parts = tuple(map(_simple, node.parts))
            held = any(isinstance(each, Constant) and each.value for each in parts)
            return Constant(value=True, kind=node.kind) if held else Or(parts)
        case _:
            return node


def _has_grid(node: Node) -> bool:
    return all(isinstance(each, _PLAIN) and not _compares_two_facts(each) for each in walk(node))


def _compares_two_facts(node: Node) -> bool:
    return isinstance(node, Compare) and contains(node.left, Fact) and contains(node.right, Fact)


def _values(one: Node, other: Node, fact: Fact) -> list[object]:
    """Give the values of a fact on and beside every bound of two rules, those of figures nobody found as well."""
    found: set[object] = {*boundary_values(one, fact), *boundary_values(other, fact)}
    if isinstance(fact.kind, Number | Day):
        for node in (one, other):
            for each in walk(node):
                if isinstance(each, Unpublished) and each.kind == fact.kind:
                    near = (bound + step for bound in (each.low, each.high) for step in (-1, 0, 1))
                    found.update(value for value in near if fact.low <= value <= fact.high)
    return sorted(found, key=repr)

"""What telling the missing facts could still make of a condition, where some figures stay unknown for ever.

A missing fact can be told, an unpublished figure cannot. A condition is within reach of `true` if some telling makes
it true whatever the unpublished figures are, and likewise of `false`. A number is here a pair of bounds for its lower
and a pair for its upper end: between what they may come to lie once the facts are told.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from intra_core.rules.bounds import Bounds, minus, plus, rounded
from intra_core.rules.kinds import Ordered, YesNo
from intra_core.rules.language import (
    Among,
    And,
    Call,
    Choose,
    Compare,
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
    contains,
    walk,
)
from intra_core.rules.possible import Possible, one_value


class Reach(NamedTuple):
    """Whether a condition can come to hold for sure, and whether it can come to fail for sure."""

    hold: bool
    fail: bool


class Ends(NamedTuple):
    """Where the lower end of a number may come to lie, and where the upper."""

    low: Bounds
    high: Bounds


ANYWHERE = Reach(hold=True, fail=True)
NOWHERE = Reach(hold=False, fail=False)


def reach(at: Possible, node: Node) -> Reach:
    """Say what can still become of a settled condition.

    >>> from intra_core.rules.kinds import YesNo
    >>> told, never = Fact("told", YesNo()), Unpublished("never", YesNo())
    >>> reach(Possible({}), And((told, never)))
    Reach(hold=False, fail=True)
    """
    held = at.truth(node)
    if held is not None:
        return Reach(hold=held, fail=not held)
    if not contains(node, Unpublished, Call):
        return ANYWHERE
    way = _TRUTHS.get(type(node))
    return way(at, node) if way is not None else ANYWHERE


def _unpublished(_: Possible, __: Unpublished) -> Reach:
    return NOWHERE


def _named(at: Possible, node: Named) -> Reach:
    return reach(at, node.body)


def _not(at: Possible, node: Not) -> Reach:
    inner = reach(at, node.body)
    return Reach(hold=inner.fail, fail=inner.hold)


def _and(at: Possible, node: And) -> Reach:
    parts = [reach(at, part) for part in node.parts]
    return Reach(hold=all(part.hold for part in parts), fail=any(part.fail for part in parts))


def _or(at: Possible, node: Or) -> Reach:
    parts = [reach(at, part) for part in node.parts]
    return Reach(hold=any(part.hold for part in parts), fail=all(part.fail for part in parts))


def _choose(at: Possible, node: Choose) -> Reach:
    condition, then, other = reach(at, node.condition), reach(at, node.then), reach(at, node.other)
    both = Reach(hold=then.hold and other.hold, fail=then.fail and other.fail)
    return Reach(
        hold=(condition.hold and then.hold) or (condition.fail and other.hold) or both.hold,
        fail=(condition.hold and then.fail) or (condition.fail and other.fail) or both.fail,
    )


def _among(_: Possible, node: Among) -> Reach:
    return ANYWHERE if contains(node.item, Fact, Element) else NOWHERE


def _compare(at: Possible, node: Compare) -> Reach:
    if not isinstance(node.left.kind, Ordered):
        return ANYWHERE
    left, right = ends(at, node.left), ends(at, node.right)
    if node.sign in {">", ">="}:
        left, right = right, left
    match node.sign:
        case "<" | ">":
            return Reach(hold=left.high[0] < right.low[1], fail=left.low[1] >= right.high[0])
        case "<=" | ">=":
            return Reach(hold=left.high[0] <= right.low[1], fail=left.low[1] > right.high[0])
        case _:
            apart = left.high[0] < right.low[1] or right.high[0] < left.low[1]
            met = left.high[0] <= left.low[1] and right.high[0] <= right.low[1]
            return Reach(hold=met, fail=apart) if node.sign == "==" else Reach(hold=apart, fail=met)


def _call(at: Possible, node: Call) -> Reach:
    return ANYWHERE if _may_be_answered(at, node) else NOWHERE


def _may_be_answered(at: Possible, node: Call) -> bool:
    """Say whether a function that has not answered yet may do so once facts are told.

    It will not where it was asked already, and where something that it takes can never be known exactly.
    """
    open_still = [each for each in node.arguments if one_value(each.kind, at.value(each)) is None]
    return bool(open_still) and all(_exact_in_reach(at, each) for each in open_still)


def _exact_in_reach(at: Possible, node: Node) -> bool:
    """Say whether a value of which several are possible can come to be one."""
    if isinstance(node.kind, YesNo):
        return reach(at, node) != NOWHERE
    if isinstance(node.kind, Ordered):
        found = ends(at, node)
        return found.low[1] >= found.high[0]
    return contains(node, Fact, Element)


_TRUTHS: dict[type, Callable[..., Reach]] = {
    Unpublished: _unpublished, Named: _named, Not: _not, And: _and, Or: _or, Choose: _choose, Among: _among,
    Compare: _compare, Call: _call,
}  # fmt: skip


def ends(at: Possible, node: Node) -> Ends:
    """Say where the ends of a settled number may come to lie."""
    low, high = at.value(node)
    if low == high:
        return Ends((low, low), (high, high))
    if not contains(node, Unpublished, Call):
        return Ends((low, high), (low, high))
    if not contains(node, Fact, Element):
        return Ends((low, low), (high, high))
    way = _NUMBERS.get(type(node))
    return way(at, node) if way is not None else Ends((low, high), (low, high))


def _number_named(at: Possible, node: Named) -> Ends:
    return ends(at, node.body)


def _sum(at: Possible, node: Sum) -> Ends:
    left, right = ends(at, node.left), ends(at, node.right)
    if node.sign > 0:
        return Ends(plus(left.low, right.low), plus(left.high, right.high))
    return Ends(minus(left.low, right.high), minus(left.high, right.low))


def _rounded(at: Possible, node: Rounded) -> Ends:
    if isinstance(node.body, Quotient):
        low, high = at.value(node)
        return Ends((low, high), (low, high))
    times, over = node.step
    low, high = ends(at, node.body)
    first, second = (
        (rounded(node.how, end[0] * times, over), rounded(node.how, end[1] * times, over)) for end in (low, high)
    )
    return Ends(first, second)


def _product(at: Possible, node: Product) -> Ends:
    left, right = ends(at, node.left), ends(at, node.right)
    if min(left.low[0], right.low[0]) < 0:
        low, high = at.value(node)
        return Ends((low, high), (low, high))
    return Ends(
        (left.low[0] * right.low[0], left.low[1] * right.low[1]),
        (left.high[0] * right.high[0], left.high[1] * right.high[1]),
    )


def _scaled(at: Possible, node: Scaled) -> Ends:
    inner = ends(at, node.body)
    return Ends(
        (inner.low[0] * node.factor, inner.low[1] * node.factor),
        (inner.high[0] * node.factor, inner.high[1] * node.factor),
    )


def _least(at: Possible, node: Least) -> Ends:
    return _all(min, [ends(at, part) for part in node.parts])


def _greatest(at: Possible, node: Greatest) -> Ends:
    return _all(max, [ends(at, part) for part in node.parts])


def _all(pick: Callable[..., int], parts: list[Ends]) -> Ends:
    return Ends(
        (pick(part.low[0] for part in parts), pick(part.low[1] for part in parts)),
        (pick(part.high[0] for part in parts), pick(part.high[1] for part in parts)),
    )


def _chosen(at: Possible, node: Choose) -> Ends:
    condition, then, other = reach(at, node.condition), ends(at, node.then), ends(at, node.other)
    open_to = [each for each, way in ((then, condition.hold), (other, condition.fail)) if way]
    if contains(node.condition, Unpublished, Call):
        # However the facts are told, the condition itself may stay unknown: then either branch may be it.
        low = (min(then.low[0], other.low[0]), min(then.low[1], other.low[1]))
        high = (max(then.high[0], other.high[0]), max(then.high[1], other.high[1]))
        open_to.append(Ends(low, high))
    return Ends(
        (min(each.low[0] for each in open_to), max(each.low[1] for each in open_to)),
        (min(each.high[0] for each in open_to), max(each.high[1] for each in open_to)),
    )


def _walked(at: Possible, node: Walk) -> Ends:
    low, high = at.value(node)
    records = at.value(node.records)
    if records is None:
        return Ends((low, high), (low, high))
    # Only what a record or a fact beside it leaves open can be told; whether an unpublished figure takes it in cannot.
    told = any(name not in record for record in records for name in _names(node)) or any(
        isinstance(each, Fact) and each.name not in at.facts for each in walk(node)
    )
    return Ends((low, high), (low, high)) if told else Ends((low, low), (high, high))


def _answered(at: Possible, node: Call) -> Ends:
    low, high = at.value(node)
    return Ends((low, high), (low, high)) if _may_be_answered(at, node) else Ends((low, low), (high, high))


def _names(node: Walk) -> set[str]:
    return {each.name for each in walk(node) if isinstance(each, Element) and each.variable == node.variable}


_NUMBERS: dict[type, Callable[..., Any]] = {
    Named: _number_named, Sum: _sum, Product: _product, Scaled: _scaled, Rounded: _rounded, Least: _least,
    Greatest: _greatest, Choose: _chosen, Walk: _walked, Call: _answered,
}  # fmt: skip

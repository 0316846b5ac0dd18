"""What is sure of a number of a rule, whatever the facts: that it is above zero, that it comes in whole parts."""

from intra_core.rules.kinds import Number
from intra_core.rules.language import (
    Call,
    Choose,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Node,
    Parameter,
    Product,
    Quotient,
    Rounded,
    Sum,
    Walk,
)


def lowest(node: Node) -> int:
    """Give 1 if a number is surely above zero, 0 if it is surely not below, -1 if nothing is sure.

    >>> from intra_core.rules.kinds import number_of
    >>> lowest(Fact("event.stand.area", number_of("m2"), low=1))
    1
    """
    match node:
        case Parameter() | Lookup():
            return node.sign
        case Constant():
            return (int(node.value) > 0) - (int(node.value) < 0)
        case Fact() | Element() | Call():
            return (node.low > 0) - (node.low < 0)
        case Named():
            return lowest(node.body)
        case Product() | Quotient():
            return min(lowest(node.left), lowest(node.right))
        case Sum(sign=1):
            left, right = lowest(node.left), lowest(node.right)
            return max(left, right) if min(left, right) >= 0 else -1
        case Least():
            return min(map(lowest, node.parts))
        case Greatest():
            return max(map(lowest, node.parts))
        case Choose():
            return min(lowest(node.then), lowest(node.other))
        case _:
            return -1


def whole(node: Node) -> bool:
    """Say whether a number is surely a whole count of its kind's parts: cents, days, ten-thousandths.

    >>> from intra_core.rules.kinds import DAYS, RATE
    >>> whole(Product(Fact("stay", DAYS), Fact("share", RATE), DAYS))
    False
    """
    match node:
        case Product() | Quotient():
            return False
        case Parameter() | Lookup():
            # A published rate or price per something may have finer parts, amounts and counts may not.
            return isinstance(node.kind, Number) and len(node.kind.unit) == 1
        case Rounded():
            assert isinstance(node.kind, Number)  # noqa: S101 (only numbers are rounded)
            return node.kind.scale % node.step[1] == 0
        case Named() | Walk():
            return whole(node.body)
        case Sum():
            return whole(node.left) and whole(node.right)
        case Least() | Greatest():
            return all(map(whole, node.parts))
        case Choose():
            return whole(node.then) and whole(node.other)
        case _:
            return True

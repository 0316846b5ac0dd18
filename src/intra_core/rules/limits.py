"""How small a value of a rule can be, whatever the facts: what a divisor is tested with."""

from intra_core.rules.language import (
    Choose,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Named,
    Node,
    Parameter,
    Product,
    Quotient,
    Sum,
)


def lowest(node: Node) -> int:
    """Give 1 if a number is surely above zero, 0 if it is surely not below, -1 if nothing is sure.

    A figure under [parameter] is above zero unless it is written as zero, which the reader of the file refuses for
    a divisor.

    >>> from intra_core.rules.kinds import number_of
    >>> lowest(Fact("event.stand.area", number_of("m2"), low=1))
    1
    """
    match node:
        case Parameter():
            return 1
        case Constant():
            return (int(node.value) > 0) - (int(node.value) < 0)
        case Fact() | Element():
            return (node.low > 0) - (node.low < 0)
        case Named():
            return lowest(node.body)
        case Product() | Quotient():
            left, right = lowest(node.left), lowest(node.right)
            return min(left, right) if min(left, right) >= 0 else -1
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

"""What is said of a rule whose numbers could come to more than every engine counts: how great, and what helps."""

from intra_core.rules.kinds import Number
from intra_core.rules.language import (
    Compare,
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
    walk,
)
from intra_core.rules.magnitude import DIVIDED, Step
from intra_core.rules.parse import Fault

MOST_NAMED = 3
"""So many facts are named at most."""


def refused(step: Step) -> Fault:
    """Say that a step is too great, and which facts would make it smaller.

    >>> from intra_core.rules.kinds import RATE, number_of
    >>> from intra_core.rules.magnitude import magnitude
    >>> euro = number_of("EUR")
    >>> squared = Product(Fact("turnover", euro), Fact("share", RATE, 0, 10_000), euro)
    >>> fault = refused(magnitude(squared).beyond)
    >>> fault.says
    "'turnover * share' can come to 9.0e+19 parts, beyond 2^63"
    >>> fault.instead
    'declare a smaller greatest for turnover or share, or keep it below a figure: min(turnover, …)'
    """
    divided = step.limit == DIVIDED
    what, power = (", before it is divided,", 53) if divided else ("", 63)
    says = f"'{written(step.node)}'{what} can come to {step.size:.1e} parts, beyond 2^{power}"
    names = _widest(step.node)
    if not names:
        return Fault(says, 0, "take smaller figures, or of fewer decimals")
    named = " or ".join(names)
    kept = f"keep it below a figure: min({names[0]}, …)"
    divisor = next((each.right for each in walk(step.node) if isinstance(each, Quotient)), None)
    if divisor is not None:
        kept = f"{kept}, and what divides above one: max({written(divisor)}, …)"
    return Fault(says, 0, f"declare a smaller greatest for {named}, or {kept}")


def _widest(node: Node) -> list[str]:
    """Name the facts that a number rests on, those that can be the greatest first."""
    facts = [each for each in walk(node) if isinstance(each, Fact | Element) and isinstance(each.kind, Number)]
    found = {
        each.name if isinstance(each, Fact) else f"{each.list_name}.{each.name}": each.high
        for each in sorted(facts, key=lambda each: -each.high)
    }
    return list(found)[:MOST_NAMED]


def written(node: Node) -> str:
    """Write a number as its author may have, as far as a reader needs it to find the place.

    >>> from intra_core.rules.kinds import number_of
    >>> euro = number_of("EUR")
    >>> written(Sum(Fact("a", euro), Least((Fact("b", euro), Fact("c", euro)), euro), -1, euro))
    'a - min(b, c)'
    """
    match node:
        case Fact() | Named() | Parameter():
            return node.name
        case Element():
            return f"{node.variable}.{node.name}"
        case Lookup():
            return f"{node.table}[…]"
        case Sum():
            if node.sign > 0:
                return f"{written(node.left)} + {written(node.right)}"
            return f"{written(node.left)} - {_held(node.right, Sum)}"
        case Product():
            return f"{_held(node.left, Sum)} * {_held(node.right, Sum, Quotient)}"
        case Quotient():
            return f"{_held(node.left, Sum)} / {_held(node.right, Sum, Product, Quotient)}"
        case Least() | Greatest():
            name = "min" if isinstance(node, Least) else "max"
            return f"{name}({', '.join(map(written, node.parts))})"
        case Walk():
            return f"{node.how}({written(node.body)} for {node.variable} in {written(node.records)})"
        case Rounded():
            return written(node.body)
        case Compare():
            return f"{written(node.left)} {node.sign} {written(node.right)}"
        case _:
            return "…"


def _held(node: Node, *apart: type[Node]) -> str:
    """Write a part of a number, in brackets if it is of a kind that would else be read apart."""
    return f"({written(node)})" if isinstance(node, apart) else written(node)

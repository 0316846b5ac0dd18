"""Checks of arithmetic: sums, products, quotients, days moved and counted, `min` and `max`."""

import ast

from intra_core.rules.checking.checker import Checker, shown
from intra_core.rules.kinds import DAYS, Day, Number, described
from intra_core.rules.language import Between, Greatest, Least, Node, Product, Quotient, Shift, Sum
from intra_core.rules.limits import lowest, whole
from intra_core.rules.parse import Fault

NAMES_ITS_ROUNDING = "give it a [define] of its own that names its rounding"


def arithmetic(at: Checker, tree: ast.BinOp) -> Node:
    """Check `+`, `-` and `*`; a quotient stands where it is rounded at once, and nowhere else."""
    left, right = at.node(tree.left), at.node(tree.right)
    sign = -1 if isinstance(tree.op, ast.Sub) else 1
    if isinstance(left.kind, Day) and isinstance(tree.op, ast.Add | ast.Sub):
        if right.kind == DAYS:
            return Shift(left, in_whole_ones(at, tree.right, right), "days", sign)
        if isinstance(right.kind, Day) and sign < 0:
            return Between(right, left, DAYS)
        instead = "a day is moved by days; by months and years with add_months, add_years"
        raise _unlike(at, tree, left, right, instead)
    first, second = at.unit(tree.left, left), at.unit(tree.right, right)
    if isinstance(tree.op, ast.Mult):
        return Product(left, right, first.times(second))
    if isinstance(tree.op, ast.Div):
        raise at.fault(tree, "a quotient must be rounded", NAMES_ITS_ROUNDING)
    if first != second:
        raise _unlike(at, tree, left, right)
    return Sum(left, right, sign, first)


def _unlike(at: Checker, tree: ast.BinOp, left: Node, right: Node, instead: str | None = None) -> Fault:
    verb = "subtracted" if isinstance(tree.op, ast.Sub) else "added"
    says = f"{described(left.kind)} and {described(right.kind)} cannot be {verb}"
    return at.fault(tree.right, says, instead)


def ratio(at: Checker, tree: ast.expr) -> Node:
    """Check what may be a quotient, or a product or quotient of one: the only place where one may stand."""
    if not (isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult | ast.Div)):
        return at.node(tree)
    left, right = ratio(at, tree.left), ratio(at, tree.right)
    first, second = at.unit(tree.left, left), at.unit(tree.right, right)
    if isinstance(tree.op, ast.Mult):
        return Product(left, right, first.times(second))
    if lowest(right) <= 0:
        raise at.fault(tree.right, f"{ast.unparse(tree.right)!r} may be zero", "divide by what is always above zero")
    return Quotient(left, right, first.times(second, -1))


def extreme(at: Checker, tree: ast.Call, name: str) -> Node:
    """Check `min` or `max` of several values."""
    parts = tuple(at.node(part) for part in tree.args)
    if not parts:
        raise at.fault(tree, f"'{name}' needs at least two values")
    for written, part in zip(tree.args, parts, strict=True):
        if not isinstance(part.kind, Number | Day):
            raise at.fault(written, f"{shown(written, part)} and has no size")
        if part.kind != parts[0].kind:
            raise at.fault(written, f"{described(parts[0].kind)} and {described(part.kind)} cannot be compared")
    return Least(parts, parts[0].kind) if name == "min" else Greatest(parts, parts[0].kind)


def in_whole_parts(at: Checker, tree: ast.expr, node: Node, name: str) -> Node:
    """Check a number that a region's function takes: cents, days, ten-thousandths."""
    if not whole(node):
        says = f"{ast.unparse(tree)!r} may have finer parts than '{name}' takes: {described(node.kind)} in whole ones"
        raise at.fault(tree, says, NAMES_ITS_ROUNDING)
    return node


def in_whole_ones(at: Checker, tree: ast.expr, node: Node) -> Node:
    """Check what a day is moved by."""
    if not whole(node):
        says = f"{ast.unparse(tree)!r} may be a part of one of the {node.kind}, and a day is moved by whole ones"
        raise at.fault(tree, says, NAMES_ITS_ROUNDING)
    return node

"""Checks of conditions: `and`, `or`, `not`, comparisons, and whether something is in a set."""

import ast

from intra_core.errors import did_you_mean, nearest
from intra_core.rules.checking.checker import Checker, dotted, quoted, shown
from intra_core.rules.kinds import Choice, Code, Day, Kind, Number, Records, Text, YesNo, described
from intra_core.rules.language import Among, And, Compare, Constant, Node, Not, Or
from intra_core.rules.scope import NamedSet

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


def joined(at: Checker, tree: ast.BoolOp) -> And | Or:
    """Check conditions joined by `and` or `or`."""
    parts = tuple(at.truth(part) for part in tree.values)
    return And(parts) if isinstance(tree.op, ast.And) else Or(parts)


def contrary(at: Checker, tree: ast.UnaryOp) -> Not:
    """Check `not`, the only sign that stands before one form."""
    return Not(at.truth(tree.operand))


def comparison(at: Checker, tree: ast.Compare) -> Node:
    """Check a comparison or a chain of them."""
    parts: list[Node] = []
    left = tree.left
    for sign, right in zip(tree.ops, tree.comparators, strict=True):
        parts.append(_pair(at, left, sign, right))
        left = right
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _pair(at: Checker, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Node:
    if isinstance(sign, ast.In | ast.NotIn):
        member = _membership(at, left, right)
        return Not(member) if isinstance(sign, ast.NotIn) else member
    written = _SIGNS[type(sign)]
    if quoted(left) is not None:
        left, right, written = right, left, _TURNED[written]
    first = at.node(left)
    word = quoted(right)
    second = at.node(right) if word is None else _word(at, right, word, first.kind)
    if not _comparable(first.kind, second.kind):
        raise at.fault(right, f"{shown(left, first)} and {shown(right, second)}: they cannot be compared")
    if isinstance(first.kind, YesNo):
        raise at.fault(left, "yes or no is not compared", "write the fact itself, or 'not' before it")
    if isinstance(first.kind, Choice | Code | Text) and written not in {"==", "!="}:
        raise at.fault(left, f"{described(first.kind)} has no order", "compare with '==', '!=' or 'in'")
    return Compare(written, first, second)


def _word(at: Checker, tree: ast.expr, word: str, beside: Kind) -> Constant:
    """Give a word in quotes the kind of what it is compared with."""
    if isinstance(beside, Choice) and word not in beside.values:
        raise at.fault(tree, f"{word!r} is not one of its words", did_you_mean(word, beside.values))
    if isinstance(beside, Choice | Text):
        return Constant(word, beside)
    if isinstance(beside, Code):
        raise at.fault(tree, "a code is not compared with a word", "name a set of codes and write 'in'")
    instead = "give it a name under [parameter]" if isinstance(beside, Number | Day) else None
    raise at.fault(tree, f"{word!r} is a word, but is compared with {described(beside)}", instead)


def _comparable(left: Kind, right: Kind) -> bool:
    if isinstance(left, Choice) and isinstance(right, Choice):
        return bool(left.values & right.values)
    return left == right and not isinstance(left, Records)


def _set_to_write(name: str, kind: Kind) -> str:
    """Say how a set is named that nobody has named yet."""
    held = f'{{ {kind.scheme} = ["…"] }}' if isinstance(kind, Code) else '["…"]'
    return f"name it under [set]: {name} = {held}"


def _membership(at: Checker, left: ast.expr, right: ast.expr) -> Among:
    item = at.node(left)
    full = dotted(right)
    meaning = at.scope.meaning(full) if full else None
    if full and meaning is None:
        near = nearest(full, at.scope.names())
        instead = f"did you mean {near!r}?" if near is not None else _set_to_write(full, item.kind)
        raise at.fault(right, f"unknown set {full!r}", instead)
    if not isinstance(meaning, NamedSet):
        raise at.fault(right, f"{ast.unparse(right)!r} is not a set", "name one under [set]")
    if isinstance(item.kind, Choice) and meaning.scheme is None:
        strange = sorted(meaning.members - item.kind.values)
        if strange:
            raise at.fault(right, f"the set {full!r} holds {strange[0]!r}, which {ast.unparse(left)!r} never is")
    elif isinstance(item.kind, Code) and meaning.scheme != item.kind.scheme:
        raise at.fault(right, f"the set {full!r} holds no {item.kind.scheme.upper()} codes")
    elif not isinstance(item.kind, Code | Choice | Text) or (meaning.scheme and not isinstance(item.kind, Code)):
        raise at.fault(left, f"{shown(left, item)} and cannot be in the set {full!r}")
    return Among(item, meaning.members, meaning.name)

"""From a syntax tree to nodes whose names are known and whose kinds and units fit."""

import ast
from collections.abc import Callable, Mapping
from typing import NoReturn

from intra_core.rules.checking import choosing, conditions, functions, reckoning
from intra_core.rules.checking.checker import Checker, named
from intra_core.rules.kinds import Day, Kind, Number, YesNo, described
from intra_core.rules.language import Fact, Node
from intra_core.rules.parse import parse
from intra_core.rules.scope import Scope


def check(
    text: str,
    scope: Scope,
    wanted: type[Kind] | None = None,
    *,
    rounded: bool = False,
    variables: Mapping[str, Fact] | None = None,
) -> Node:
    """Read an expression and find the meaning and kind of everything in it.

    Args:
        text: what the author wrote.
        scope: where its names are looked up.
        wanted: the kind the whole must have, if one is asked for.
        rounded: whether the whole will be rounded, so that it may be a quotient.
        variables: lists whose records the text speaks of by a letter.

    Raises:
        Fault: for the first thing that is not right, with its index in the text.

    >>> from intra_core.rules.language import Fact
    >>> class YesOrNo:
    ...     def meaning(self, name: str) -> Fact:
    ...         return Fact(name, YesNo())
    >>> check("not undertaking.insolvent", YesOrNo())
    Not(body=Fact(name='undertaking.insolvent', ...), kind=YesNo())
    """
    source, tree = parse(text)
    checker = Checker(source, scope, _FORMS, variables or {})
    try:
        node = reckoning.ratio(checker, tree) if rounded else checker.node(tree)
    except RecursionError:
        raise source.fault(tree, "the definitions are nested too deeply", "use fewer") from None
    if wanted is not None and not isinstance(node.kind, wanted):
        expected = {YesNo: "yes or no", Number: "a number", Day: "a day"}.get(wanted, wanted.__name__)
        raise source.fault(tree, f"this gives {described(node.kind)}, but {expected} is wanted here")
    return node


def _constant(at: Checker, tree: ast.Constant) -> NoReturn:
    """Refuse what stands for itself: words are read by the comparison or choice around them, numbers have names."""
    if isinstance(tree.value, str):
        raise at.fault(tree, "a word stands only beside the fact it is compared with")
    if tree.value is ...:
        raise at.fault(tree, "'...' is not in the language")
    raise at.fault(tree, f"{tree.value!r} is not in the language", "write the condition itself, or 'not' before it")


_FORMS: dict[type[ast.expr], Callable[..., Node]] = {
    ast.BoolOp: conditions.joined, ast.UnaryOp: conditions.contrary, ast.Compare: conditions.comparison,
    ast.BinOp: reckoning.arithmetic, ast.IfExp: choosing.choice, ast.Subscript: choosing.lookup,
    ast.Call: functions.call, ast.Attribute: named, ast.Name: named, ast.Constant: _constant,
}  # fmt: skip

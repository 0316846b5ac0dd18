"""Where a form is checked: the author's text, the names in scope, and the way on to the forms inside it."""

import ast
from collections.abc import Callable, Mapping

from attrs import frozen

from intra_core.errors import did_you_mean
from intra_core.rules.kinds import Day, Number, Records, YesNo, described
from intra_core.rules.language import Element, Fact, Node
from intra_core.rules.parse import Fault, Source
from intra_core.rules.scope import BandShape, FunctionShape, NamedSet, Scope, TableShape


@frozen(hash=False)
class Checker:
    """One expression under check. `variables` are the letters that stand for records at this place."""

    source: Source
    scope: Scope
    forms: Mapping[type[ast.expr], Callable[..., Node]]
    variables: Mapping[str, Fact | Element] = {}

    def node(self, tree: ast.expr) -> Node:
        """Check any form."""
        form = self.forms.get(type(tree))
        if form is None:
            raise self.fault(tree, "this form cannot stand here")
        return form(self, tree)

    def fault(self, tree: ast.expr, says: str, instead: str | None = None) -> Fault:
        """Make a fault that stands at a form."""
        return self.source.fault(tree, says, instead)

    def truth(self, tree: ast.expr) -> Node:
        """Check what must be yes or no."""
        node = self.node(tree)
        if not isinstance(node.kind, YesNo):
            raise self.fault(tree, f"{shown(tree, node)}, not yes or no", "compare it with something")
        return node

    def number(self, tree: ast.expr) -> Node:
        """Check what must be a number."""
        node = self.node(tree)
        self.unit(tree, node)
        return node

    def unit(self, tree: ast.expr, node: Node) -> Number:
        """Give the kind of what must be a number."""
        if not isinstance(node.kind, Number):
            raise self.fault(tree, f"{shown(tree, node)}, not a number")
        return node.kind

    def day(self, tree: ast.expr) -> Node:
        """Check what must be a day."""
        node = self.node(tree)
        if not isinstance(node.kind, Day):
            raise self.fault(tree, f"{shown(tree, node)}, not a day")
        return node


def named(at: Checker, tree: ast.Attribute | ast.Name) -> Node:
    """Find what a name stands for, where it stands for a value."""
    full = dotted(tree)
    if full is None:
        raise at.fault(tree, "a name is words joined by dots")
    first, _, rest = full.partition(".")
    if first in at.variables:
        return _element(at, tree, first, rest)
    meaning = at.scope.meaning(full)
    if meaning is None:
        raise at.fault(tree, f"unknown name {full!r}", did_you_mean(full, [*at.scope.names(), *at.variables]))
    if isinstance(meaning, NamedSet):
        raise at.fault(tree, f"{full!r} is a set", f"write 'something in {full}'")
    if isinstance(meaning, TableShape):
        raise at.fault(tree, f"{full!r} is a table", f"write '{full}[a fact]'")
    if isinstance(meaning, BandShape):
        raise at.fault(tree, f"{full!r} names bands", f"write 'band(a number, {full})'")
    if isinstance(meaning, FunctionShape):
        raise at.fault(tree, f"{full!r} is a function", f"write '{full}(…)' with its values")
    return meaning


def _element(at: Checker, tree: ast.expr, variable: str, field: str) -> Element:
    records = at.variables[variable]
    kind = records.kind
    assert isinstance(kind, Records)  # noqa: S101 (variables only ever stand for lists)
    if field not in kind.fields:
        says = f"{records.name!r} has no field {field!r}" if field else f"{variable!r} is a whole record"
        raise at.fault(tree, says, did_you_mean(field, kind.fields))
    owner = f"{records.list_name}.{records.name}" if isinstance(records, Element) else records.name
    return Element(variable, owner, field, kind.fields[field], *kind.limit(field))


def dotted(tree: ast.expr) -> str | None:
    """Give the full name that a form is, or None.

    >>> dotted(ast.parse("costs.eligible", mode="eval").body)
    'costs.eligible'
    """
    if isinstance(tree, ast.Name):
        return tree.id
    if isinstance(tree, ast.Attribute):
        before = dotted(tree.value)
        return f"{before}.{tree.attr}" if before else None
    return None


def quoted(tree: ast.expr) -> str | None:
    """Give the word in quotes that a form is, or None.

    >>> quoted(ast.parse("'small'", mode="eval").body)
    'small'
    """
    return tree.value if isinstance(tree, ast.Constant) and isinstance(tree.value, str) else None


def shown(tree: ast.expr, node: Node) -> str:
    """Say in a fault what an author's form is."""
    return f"{ast.unparse(tree)!r} is {described(node.kind)}"


def counted(number: int, noun: str) -> str:
    """Say how many things a form takes.

    >>> counted(1, "value"), counted(2, "value")
    ('one value', '2 values')
    """
    return f"one {noun}" if number == 1 else f"{number} {noun}s"

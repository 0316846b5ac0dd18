"""Checks of what is written as a function: its name, its number of values, the functions of days and the region's."""

import ast

from intra_core.errors import did_you_mean
from intra_core.rules.checking.checker import Checker, counted, quoted, shown
from intra_core.rules.checking.choosing import band
from intra_core.rules.checking.lists import WALKS, walk
from intra_core.rules.checking.reckoning import extreme, in_whole_ones, in_whole_parts
from intra_core.rules.kinds import MONTHS, YEARS, Choice, Code, Kind, MonthDay, Number, Text, described
from intra_core.rules.language import Between, Call, Constant, Node, Shift, YearOf
from intra_core.rules.scope import FunctionShape

_VALUES = {"year": 1, "fiscal_year": 2, "years_between": 2, "add_months": 2, "add_years": 2, "band": 2}
FUNCTIONS = WALKS | _VALUES.keys()
REGISTERED = "a region's own are given by its hook 'intra_rule_functions'"


def call(at: Checker, tree: ast.Call) -> Node:
    """Check a function by its name."""
    name = tree.func.id if isinstance(tree.func, ast.Name) else ast.unparse(tree.func)
    if name not in FUNCTIONS:
        return _of_the_region(at, tree, name)
    if name in WALKS and len(tree.args) == 1:
        return walk(at, name, tree.args[0])
    if name in {"min", "max"}:
        return extreme(at, tree, name)
    wanted = _VALUES.get(name, 1)
    if len(tree.args) != wanted or name in WALKS:
        raise at.fault(tree, f"'{name}' takes {counted(wanted, 'value')}, not {len(tree.args)}")
    return band(at, tree) if name == "band" else _of_a_day(at, tree, name)


def _of_a_day(at: Checker, tree: ast.Call, name: str) -> Node:
    first = at.day(tree.args[0])
    if name == "year":
        return YearOf(first, None, YEARS)
    written = tree.args[1]
    if name == "years_between":
        return Between(first, at.day(written), YEARS)
    second = at.node(written)
    if name == "fiscal_year":
        if not isinstance(second.kind, MonthDay):
            raise at.fault(written, f"{shown(written, second)}, not a day of the year")
        return YearOf(first, second, YEARS)
    unit = MONTHS if name == "add_months" else YEARS
    if second.kind != unit:
        raise at.fault(written, f"{shown(written, second)}, not {unit}")
    return Shift(first, in_whole_ones(at, written, second), str(unit), 1)


def _of_the_region(at: Checker, tree: ast.Call, name: str) -> Call:
    """Check a call of a function that the region has registered, its values one by one."""
    own = tuple(at.scope.functions()) if "." in name else ()
    if name not in own:
        near = did_you_mean(name, [*FUNCTIONS, *at.scope.functions()])
        instead = f"{near}; {REGISTERED}" if "." in name and not near.startswith("did") else near
        raise at.fault(tree, f"unknown function {name!r}", instead)
    shape = at.scope.meaning(name)
    assert isinstance(shape, FunctionShape)  # noqa: S101 (no other name is like a function's)
    if len(tree.args) != len(shape.takes):
        says = f"'{name}' takes {counted(len(shape.takes), 'value')}, not {len(tree.args)}"
        raise at.fault(tree, says, f"give it {_listed(shape)}")
    arguments = tuple(_argument(at, each, shape, wanted) for each, wanted in zip(tree.args, shape.takes, strict=True))
    return Call(name, arguments, shape.gives, shape.function)


def _argument(at: Checker, tree: ast.expr, shape: FunctionShape, wanted: Kind) -> Node:
    """Check one value of a call: it is of the kind that is declared, in its whole parts, and none of its words is new.

    A word in quotes may be a value too.
    """
    name, word = shape.function.name, quoted(tree)
    if word is not None and isinstance(wanted, Choice | Text):
        if isinstance(wanted, Choice) and word not in wanted.values:
            raise at.fault(tree, f"{word!r} is no word that '{name}' takes", did_you_mean(word, wanted.values))
        return Constant(word, wanted)
    node = at.node(tree)
    if isinstance(wanted, Choice) and isinstance(node.kind, Choice):
        strange = sorted(node.kind.values - wanted.values)
        if strange:
            raise at.fault(tree, f"{ast.unparse(tree)!r} may be {strange[0]!r}, which '{name}' does not take")
        return node
    if node.kind != wanted:
        raise at.fault(tree, f"{shown(tree, node)}, not {_said(wanted)}", f"'{name}' takes {_listed(shape)}")
    return in_whole_parts(at, tree, node, name) if isinstance(wanted, Number) else node


def _listed(shape: FunctionShape) -> str:
    return ", ".join(map(_said, shape.takes))


def _said(kind: Kind) -> str:
    return f"a {kind}" if isinstance(kind, Code) else described(kind)

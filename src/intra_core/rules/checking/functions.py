"""Checks of what is written as a function: its name, its number of values, and the functions of days."""

import ast

from intra_core.errors import did_you_mean
from intra_core.rules.checking.checker import Checker, counted, shown
from intra_core.rules.checking.choosing import band
from intra_core.rules.checking.lists import WALKS, walk
from intra_core.rules.checking.reckoning import extreme, in_whole_ones
from intra_core.rules.kinds import MONTHS, YEARS, MonthDay
from intra_core.rules.language import Between, Node, Shift, YearOf

_VALUES = {"year": 1, "fiscal_year": 2, "years_between": 2, "add_months": 2, "add_years": 2, "band": 2}
FUNCTIONS = WALKS | _VALUES.keys()


def call(at: Checker, tree: ast.Call) -> Node:
    """Check a function by its name."""
    name = tree.func.id if isinstance(tree.func, ast.Name) else ast.unparse(tree.func)
    if name not in FUNCTIONS:
        raise at.fault(tree, f"unknown function {name!r}", did_you_mean(name, FUNCTIONS))
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

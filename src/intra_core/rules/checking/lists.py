"""Checks of what a list comes to: `any`, `all`, `count`, `sum`, `max` and `min` over its records."""

import ast

from attrs import evolve

from intra_core.rules.checking.checker import Checker, shown
from intra_core.rules.kinds import Day, Number, Records, YesNo, described, number_of
from intra_core.rules.language import And, Constant, Element, Fact, Node, Walk

WALKS = frozenset({"any", "all", "count", "sum", "max", "min"})
_ONE_EACH = Constant(value=True, kind=YesNo())


def walk(at: Checker, how: str, argument: ast.expr) -> Walk:
    """Check a list and what is asked of its records."""
    if not isinstance(argument, ast.GeneratorExp):
        records = at.node(argument)
        if how == "count" and isinstance(records, Fact | Element) and isinstance(records.kind, Records):
            return Walk("count", "", records, _ONE_EACH, None, number_of(records.kind.unit))
        raise at.fault(argument, f"'{how}' walks a list", f"write {how}(… for x in a list)")
    if len(argument.generators) > 1:
        raise at.fault(argument, "one list at a time", "put one any(…) or sum(…) inside the other")
    walked = argument.generators[0]
    if not isinstance(walked.target, ast.Name):
        raise at.fault(walked.target, "one name stands for the record")
    variable = walked.target.id
    if variable in at.variables or at.scope.meaning(variable) is not None:
        raise at.fault(walked.target, f"{variable!r} already means something", "take another letter")
    records = _records(at, walked.iter)
    inner = evolve(at, variables={**at.variables, variable: records})
    tests = tuple(inner.truth(test) for test in walked.ifs)
    where = None if not tests else tests[0] if len(tests) == 1 else And(tests)
    body = _body(inner, argument.elt, how, variable)
    if how == "count":
        assert isinstance(records.kind, Records)  # noqa: S101 (just checked)
        return Walk(how, variable, records, body, where, number_of(records.kind.unit))
    return Walk(how, variable, records, body, where, body.kind)


def _records(at: Checker, tree: ast.expr) -> Fact | Element:
    records = at.node(tree)
    if not isinstance(records.kind, Records):
        raise at.fault(tree, f"{shown(tree, records)}, not a list")
    if not isinstance(records, Fact | Element):
        says = f"{ast.unparse(tree)!r} is another name for a list"
        raise at.fault(tree, says, "walk the list by its own name")
    return records


def _body(at: Checker, tree: ast.expr, how: str, variable: str) -> Node:
    """Check what each record brings."""
    if how == "count":
        if not (isinstance(tree, ast.Name) and tree.id == variable):
            says = f"write count({variable} for {variable} in … if …)"
            raise at.fault(tree, "'count' counts whole records", says)
        return _ONE_EACH
    if how in {"any", "all"}:
        return at.truth(tree)
    body = at.node(tree)
    if not isinstance(body.kind, Number) and (how == "sum" or not isinstance(body.kind, Day)):
        raise at.fault(tree, f"'{how}' cannot take {described(body.kind)}")
    return body

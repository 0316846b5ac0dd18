"""A plain evaluator of typed trees over exact fractions, written apart from the readings that it checks."""

import calendar
import datetime as dt
import math
import operator
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from intra_core.rules.figures import Known
from intra_core.rules.kinds import Code, Day, Number, YesNo
from intra_core.rules.language import (
    Among,
    And,
    Band,
    Between,
    Call,
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Node,
    Not,
    Or,
    Parameter,
    Product,
    Quotient,
    Rounded,
    Shift,
    Sum,
    Walk,
    YearOf,
)

Records = Mapping[str, Mapping[str, Any]]
SIGNS: Mapping[str, Any] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


class Undefined(Exception):
    """There is no value: the greatest of no records, a number below the first band, a code of an unknown revision."""


class Oracle:
    """Reads typed nodes with complete facts and known figures: numbers in whole units, days as ordinals."""

    def __init__(
        self, facts: Mapping[str, Any], figures: Mapping[str, Any], given: frozenset[str] = frozenset()
    ) -> None:
        self.facts = facts
        self.figures = figures
        self.given = given

    def value(self, node: Node, records: Records) -> Any:  # noqa: C901, PLR0912
        def of(below: Node) -> Any:
            return self.value(below, records)

        match node:
            case Named() if node.name in self.given:
                return told(node, self.facts[node.name])
            case Named():
                return self.value(node.body, {})
            case Fact():
                return told(node, self.facts[node.name])
            case Element():
                return told(node, records[node.variable][node.name])
            case Constant():
                return node.value
            case Parameter():
                figure = self.figures[node.name]
                assert isinstance(figure, Known)
                return figure.value
            case Not():
                return not of(node.body)
            case And():
                return all(of(part) for part in node.parts)
            case Or():
                return any(of(part) for part in node.parts)
            case Compare():
                return SIGNS[node.sign](of(node.left), of(node.right))
            case Among():
                item = of(node.item)
                if isinstance(node.item.kind, Code):
                    found = any(item.startswith(member) for member in node.members)
                    revision, colon, _ = item.partition(":")
                    if colon and not found and revision not in {each.partition(":")[0] for each in node.members}:
                        raise Undefined
                    return found
                return item in node.members
            case Sum():
                return of(node.left) + node.sign * of(node.right)
            case Product():
                return of(node.left) * of(node.right)
            case Quotient():
                return of(node.left) / of(node.right)
            case Least():
                return min(of(part) for part in node.parts)
            case Greatest():
                return max(of(part) for part in node.parts)
            case Rounded():
                step = Fraction(*node.step)
                return ROUNDINGS[node.how](of(node.body) / step) * step
            case Choose():
                return of(node.then) if of(node.condition) else of(node.other)
            case Lookup():
                row = self.figures[node.table].rows[tuple(of(key) for key in node.keys)]
                assert isinstance(row, Known)
                return row.value
            case Band():
                number = of(node.number)
                reached = [word for bound, word in self.figures[node.table].rows if bound <= number]
                if not reached:
                    raise Undefined
                return reached[-1]
            case Shift():
                return moved(of(node.day), node.unit, node.sign * of(node.amount))
            case Between():
                early, late = of(node.early), of(node.late)
                return Fraction(late - early if str(node.kind) == "days" else anniversaries(early, late))
            case YearOf():
                day = dt.date.fromordinal(of(node.day))
                end = of(node.end) if node.end is not None else 1231
                return Fraction(day.year + (1 if (day.month, day.day) > divmod(end, 100) else 0))
            case Walk():
                return self.walk(node, records)
            case Call():
                return self.called(node, [of(each) for each in node.arguments])
            case _:
                raise AssertionError(node)

    def called(self, node: Call, values: list[Any]) -> Any:
        kept = [
            int(value * each.kind.scale) if isinstance(each.kind, Number) else value
            for each, value in zip(node.arguments, values, strict=True)
        ]
        try:
            found = node.function.call(*kept)
        except (LookupError, ValueError, ZeroDivisionError):
            found = None
        wanted = {Number: int, Day: int, YesNo: bool}.get(type(node.kind), str)
        low, high = (1, dt.date.max.toordinal()) if isinstance(node.kind, Day) else (node.low, node.high)
        if not isinstance(found, wanted) or (isinstance(found, int) and not low <= found <= high):
            raise Undefined
        return told(node, found)

    def walk(self, node: Walk, records: Records) -> Any:
        brought = []
        for record in self.value(node.records, records):
            inside = {**records, node.variable: record}
            if node.where is None or self.value(node.where, inside):
                brought.append(self.value(node.body, inside))
        if not brought and node.how in {"max", "min"}:
            raise Undefined
        return COMES_TO[node.how](brought)


def evaluated(node, facts, figures, given=frozenset()):
    """Evaluate a typed node; numbers come in whole units."""
    return Oracle(facts, figures, given).value(node, {})


def told(node, value):
    return Fraction(value, node.kind.scale) if isinstance(node.kind, Number) else value


COMES_TO: Mapping[str, Any] = {
    "any": any,
    "all": all,
    "count": lambda brought: Fraction(len(brought)),
    "sum": lambda brought: sum(brought, Fraction(0)),
    "max": max,
    "min": min,
}
ROUNDINGS: Mapping[str, Any] = {
    "down": math.floor,
    "up": math.ceil,
    "half-up": lambda number: math.floor(number + Fraction(1, 2)),
}


def moved(day, unit, amount):
    """Move a day; past the ends of the calendar there is its first or its last day."""
    assert amount.denominator == 1
    start = dt.date.fromordinal(day)
    if unit == "days":
        return min(max(day + int(amount), 1), dt.date.max.toordinal())
    months = start.year * 12 + start.month - 1 + int(amount) * (12 if unit == "years" else 1)
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        return 1 if year < 1 else dt.date.max.toordinal()
    return dt.date(year, month, min(start.day, last_day(year, month))).toordinal()


def last_day(year: int, month: int) -> int:
    return 29 if month == 2 and calendar.isleap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def anniversaries(early: int, late: int) -> int:
    """The whole years between; below zero if the second day comes first."""
    first, second = dt.date.fromordinal(early), dt.date.fromordinal(late)
    birthday = (first.month, min(first.day, last_day(second.year, first.month)))
    return second.year - first.year - ((second.month, second.day) < birthday)

"""Columns as expressions of narwhals."""

from collections.abc import Mapping
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals.stable.v2 as nw
from attrs import define, field

from intra_core.rules.columnar import dates
from intra_core.rules.columnar.column import Column, Level
from intra_core.rules.kinds import Choice

NOTHING: Mapping[str, Any] = {"truth": False, "word": "", "number": 0}
"""Some value of each type."""
TYPES: Mapping[str, Any] = {"truth": nw.Boolean, "word": nw.String, "number": nw.Int64}

FLOATING = 2**53
"""Up to here a double holds every whole number."""

Expression = Any
"""An expression of narwhals, whose operators have no types."""


def fact_name(level: Level, name: str) -> str:
    """Name a column of facts as frames that are being worked on have it."""
    return inner_name(name if level.outer is None else f"{level.depth} {level.records} {name}")


def inner_name(name: str) -> str:
    """Name a column of a frame that is being worked on; for Spark a dot would be the way to a field of a column."""
    return "= " + name.replace(".", "/")


@define(eq=False)
class Writing:
    """Writes columns for an engine. `placed` names those that stand in a frame already."""

    engine: nw.Implementation
    placed: dict[Column, str] = field(factory=dict)

    def expression(self, column: Column) -> Expression:
        """Write a column as an expression."""
        name = self.placed.get(column)
        return nw.col(name) if name is not None else self._written(column)

    def typed(self, column: Column, holds: str) -> Expression:
        """Write a column of a type, whatever is in it."""
        nothing = column.literal and column.told is None
        return nw.lit(None, dtype=TYPES[holds]) if nothing else self.expression(column)

    def truth(self, column: Column) -> Expression:
        """Write what is true, false or null."""
        return self.typed(column, "truth")

    def operand(self, column: Column) -> Any:  # noqa: ANN401 (a plain value where there is one: its type gives way)
        """Write a column as one side of an operation."""
        return column.told if column.literal else self.expression(column)

    def _written(self, column: Column) -> Expression:  # noqa: C901, PLR0912 (one case for each operation)
        args = column.args
        match column.op:
            case "literal":
                return nw.lit(column.told, dtype=nw.Int64) if type(column.told) is int else nw.lit(column.told)
            case "fact":
                return nw.col(fact_name(column.level, column.told))
            case "wide":
                return self.expression(args[0]).cast(nw.Int64)
            case "kept":
                return self.expression(args[0])
            case "bounded" | "reckoned":
                return self._bounded(column)
            case "add":
                return self.expression(args[0]) + self.operand(args[1])
            case "subtract":
                return self.operand(args[0]) - self.expression(args[1])
            case "multiply":
                return self.expression(args[0]) * self.operand(args[1])
            case "divide":
                return self._divided(args[0], args[1])
            case "at_most":
                return _compared(self.operand(args[0]), self.operand(args[1]), "<=")
            case "below":
                return _compared(self.operand(args[0]), self.operand(args[1]), "<")
            case "equal":
                return self.expression(args[0]) == self.operand(args[1])
            case "year" | "month" | "day":
                date = dates.date_of(self.expression(args[0]), self.engine).dt
                return getattr(date, column.op)().cast(nw.Int64)
            case "months_later":
                return dates.months_later(self.expression(args[0]), column.told, self.engine)
            case "and":
                return reduce(and_, map(self.truth, args))
            case "or":
                return reduce(or_, map(self.truth, args))
            case "not":
                return ~self.truth(args[0])
            case "is_null":
                return self.expression(args[0]).is_null()
            case "fill":
                return self._filled(args[0], args[1])
            case "when":
                return self._when(*args)
            case "among":
                return self.expression(args[0]).is_in(sorted(column.told))
            case "head":
                return self.expression(args[0]).str.slice(0, column.told)
            case "call":
                return self._called(column)
            case "least" | "greatest":
                return self._extreme(column)
            case _:  # the least, or the greatest, of those that are not null
                pick = nw.min_horizontal if column.op == "least_known" else nw.max_horizontal
                return pick(*map(self.expression, args))

    def _called(self, column: Column) -> Expression:
        """Ask a function that is written over columns, where all it takes is told; what it may not give is nothing."""
        function, kind = column.told
        if function.columns is None:
            return nw.lit(None, dtype=TYPES[column.holds])
        found = function.columns(*map(self.expression, column.args))
        allowed = [~self.expression(each).is_null() for each in column.args if each.nullable]
        if column.holds == "number":
            allowed += [found >= column.low, found <= column.high]
        elif isinstance(kind, Choice):
            allowed.append(found.is_in(sorted(kind.values)))
        return nw.when(reduce(and_, allowed)).then(found) if allowed else found

    def _bounded(self, column: Column) -> Expression:
        value, (low, high) = self.expression(column.args[0]), column.told
        within = [value >= low] if low is not None else []
        within += [value <= high] if high is not None else []
        return nw.when(reduce(and_, within)).then(value)

    def _divided(self, one: Column, by: Column) -> Expression:
        value, divisor = self.expression(one), self.operand(by)
        if self.engine not in dates.SQL:
            return value // divisor
        if one.low >= -FLOATING and one.high <= FLOATING:
            # No whole number lies nearer to a quotient than a part of the divisor, and a double is nearer than that.
            return (value / divisor).floor().cast(nw.Int64)
        # A multiple of the divisor divides exactly; it is the nearest towards zero, so as not to pass 2^53 on the way.
        over = value % divisor
        under = ((value < 0) & (over > 0)).cast(nw.Int64)
        # The way there is one number, added last: near the least of all whole numbers there is no room for two steps.
        return ((value + (under * divisor - over)) / divisor).cast(nw.Int64) - under

    def _filled(self, one: Column, other: Column) -> Expression:
        if other.literal:
            return self.expression(one).fill_null(other.told)
        return nw.coalesce(self.expression(one), self.expression(other))

    def _when(self, condition: Column, then: Column, other: Column) -> Expression:
        asked = self.expression(condition)
        if other.literal and other.told is None:
            return nw.when(asked).then(self.expression(then))
        if then.literal and then.told is None:
            if condition.nullable:
                asked = asked.fill_null(value=False)
            return nw.when(~asked).then(self.expression(other))
        return nw.when(asked).then(self.expression(then)).otherwise(self.expression(other))

    def _extreme(self, column: Column) -> Expression:
        parts = [self.expression(each) for each in column.args]
        found = (nw.min_horizontal if column.op == "least" else nw.max_horizontal)(*parts)
        open_ = [part.is_null() for part, each in zip(parts, column.args, strict=True) if each.nullable]
        return nw.when(~reduce(or_, open_)).then(found) if open_ else found


def _compared(one: Any, other: Any, sign: str) -> Expression:  # noqa: ANN401 (expressions and plain values)
    if isinstance(one, nw.Expr):
        return one <= other if sign == "<=" else one < other
    return other >= one if sign == "<=" else other > one

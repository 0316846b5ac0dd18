"""The columns of a form while they are written: each once, and what is sure already is not worked out.

A form writes numbers (`Sums`) and truths (`Truths`), and here days, words, functions of regions, and lists.
"""

import datetime as dt
from collections.abc import Sequence

from attrs import define

from intra_core.model.days import FIRST, LAST, add_months
from intra_core.rules.columnar.column import Column, Level
from intra_core.rules.columnar.sums import nothing
from intra_core.rules.columnar.truths import Truths
from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import MOST_RECORDS, Kind, Number, Ordered, YesNo


@define(eq=False)
class Form(Truths):
    """Writes columns over applications (`root`) and over the records of their lists."""

    # Days

    def year(self, day: Column) -> Column:
        """The year of days."""
        return self._civil("year", day, 9999)

    def month(self, day: Column) -> Column:
        """The month of days."""
        return self._civil("month", day, 12)

    def day(self, day: Column) -> Column:
        """The day of the month of days."""
        return self._civil("day", day, 31)

    def _civil(self, op: str, day: Column, most: int) -> Column:
        if day.literal:
            return self.literal(None if day.told is None else getattr(dt.date.fromordinal(day.told), op))
        return self._column(op, (day,), nullable=day.nullable, low=1, high=most)

    def months_later(self, day: Column, months: int) -> Column:
        """Move days by whole months, as `add_months` does."""
        if day.literal:
            return self.literal(None if day.told is None else add_months(day.told, months))
        return self._column("months_later", (day,), months, nullable=day.nullable, low=FIRST, high=LAST)

    # Words

    def head(self, one: Column, length: int) -> Column:
        """The first letters of a word."""
        if one.literal:
            return self.literal(None if one.told is None else one.told[:length])
        return self._column("head", (one,), length, nullable=one.nullable)

    def again(self, column: Column, args: Sequence[Column]) -> Column:
        """Write the operation of a column with other arguments."""
        told = column.told
        match column.op:
            case "and":
                return self.both(*args)
            case "or":
                return self.either(*args)
            case "not":
                return self.contrary(args[0])
            case "least" | "greatest" | "least_known" | "greatest_known":
                found: Column = getattr(self, column.op)(args)
            case "among" | "head" | "months_later":
                found = getattr(self, column.op)(args[0], told)
            case "kept":
                found = self.known_within(args[0], *told)
            case "call":
                function, kind = told
                found = self.call(function, kind, args)
            case "reckoned":
                found = self.reckoned(args[0], told[1])
            case "gathered":
                found = self.gathered(told[0], args[0], told[1])
            case _:
                found = getattr(self, column.op)(*args)
        return found

    # Functions of regions

    def call(self, function: RuleFunction, kind: Kind, args: Sequence[Column]) -> Column:
        """What a region's function gives for some values; null where one is null, or where it gives nothing."""
        if nothing(*args):
            return self.literal(None)
        low, high = (function.low, function.high) if isinstance(kind, Number) else (FIRST, LAST)
        holds = "number" if isinstance(kind, Ordered) else "truth" if isinstance(kind, YesNo) else "word"
        return self._column("call", tuple(args), (function, kind), nullable=True, low=low, high=high, holds=holds)

    # Lists

    def gathered(self, how: str, inner: Column, records: Level) -> Column:
        """The `sum`, `min` or `max` of a column of records, for each row they belong to; null where there is none.

        A truth counts as one or zero.
        """
        if records.flat:
            return self.when(inner, self.literal(1), self.literal(0)) if inner.holds == "truth" else inner
        assert records.outer is not None  # noqa: S101 (records belong to something)
        times = MOST_RECORDS if how == "sum" else 1
        low, high = min(inner.low, 0) * times, max(inner.high, 1) * times
        return self._column(
            "gathered", (inner,), (how, records), nullable=True, low=low, high=high, level=records.outer
        )

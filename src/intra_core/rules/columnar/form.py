"""The columns of a form while they are written: each once, and what is sure already is not worked out.

Truth is true, false or null (unknown), and `and`, `or` and `not` are Kleene's. A `when` whose condition is null takes
the other branch. Numbers are whole; arithmetic and comparison with a null are null.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import define, field

from intra_core.model.days import FIRST, LAST, add_months
from intra_core.rules.bounds import rounded
from intra_core.rules.columnar.column import LARGEST, Column, Level
from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import MOST_RECORDS, Kind, Number, Ordered, YesNo

NOTHING = "nothing"
_TYPES: Mapping[type, str] = {int: "number", bool: "truth", str: "word", type(None): NOTHING}
_HOLDS: Mapping[str, str] = {
    **dict.fromkeys(("at_most", "below", "equal", "and", "or", "not", "is_null", "among"), "truth"),
    **dict.fromkeys(("head",), "word"),
    **dict.fromkeys(
        ("add", "subtract", "multiply", "divide", "least", "greatest", "gathered", "bounded", "kept"), "number"
    ),
    **dict.fromkeys(("year", "month", "day", "months_later"), "number"),
}


@define(eq=False)
class Form:
    """Writes columns over applications (`root`) and over the records of their lists."""

    root: Level = field(factory=Level)
    _known: dict[tuple[object, ...], Column] = field(factory=dict)
    _levels: dict[tuple[Level, str, Level | None], Level] = field(factory=dict)

    def level(self, outer: Level, records: str, owner: Level | None = None, *, flat: bool = False) -> Level:
        """Give the level of a list's records, next to the rows of another."""
        return self._levels.setdefault((outer, records, owner), Level(outer, records, owner, flat))

    def _column(
        self, op: str, args: tuple[Column, ...], told: object = None, *, nullable: bool, low: int = 0, high: int = 0,
        level: Level | None = None, holds: str | None = None,
    ) -> Column:  # fmt: skip
        key = (op, type(told), told, *map(id, args), level)
        found = self._known.get(key)
        if found is None:
            place = level or max((each.level for each in args), key=lambda each: each.depth, default=self.root)
            kind = (
                holds
                or _HOLDS.get(op)
                or next((each.holds for each in reversed(args) if each.holds != NOTHING), NOTHING)
            )
            found = self._known[key] = Column(op, args, told, place, nullable, low, high, kind)
        return found

    # What there is

    def literal(self, value: int | str | bool | None) -> Column:
        """A value that is the same in every row."""
        low = high = value if type(value) is int else 0
        holds = _TYPES[type(value)]
        return self._column("literal", (), value, nullable=value is None, low=low, high=high, holds=holds)

    def fact(self, name: str, level: Level, low: int = 0, high: int = 0, *, holds: str) -> Column:
        """A column of the caller."""
        return self._column("fact", (), name, nullable=True, low=low, high=high, level=level, holds=holds)

    def bounded(self, one: Column, low: int, high: int) -> Column:
        """A number where it lies between two, else null."""
        told = (low if one.low < low else None, high if one.high > high else None)
        if told == (None, None):
            return one
        return self._column("bounded", (one,), told, nullable=True, low=max(low, one.low), high=min(high, one.high))

    def known_within(self, one: Column, low: int, high: int) -> Column:
        """A number of which it is known that it lies between two."""
        if one.literal or (one.low >= low and one.high <= high):
            return one
        return self._column(
            "kept", (one,), (low, high), nullable=one.nullable, low=max(low, one.low), high=min(high, one.high)
        )

    def wide(self, one: Column) -> Column:
        """A number of few bits with as many as arithmetic needs."""
        return self._column("wide", (one,), nullable=one.nullable, low=one.low, high=one.high)

    # Numbers

    def add(self, one: Column, other: Column) -> Column:
        """Add."""
        if _nothing(one, other):
            return self.literal(None)
        if one.literal:
            one, other = other, one
        if other.literal:
            if one.literal:
                return self.literal(one.told + other.told)
            if other.told == 0:
                return one
            if one.op == "add" and one.args[1].literal:
                return self.add(one.args[0], self.literal(one.args[1].told + other.told))
        return self._number("add", (one, other), one.low + other.low, one.high + other.high)

    def subtract(self, one: Column, other: Column) -> Column:
        """Subtract."""
        if _nothing(one, other):
            return self.literal(None)
        if other.literal:
            return self.add(one, self.literal(-other.told))
        if one.literal and other.op == "subtract" and other.args[0].literal:
            return self.add(other.args[1], self.literal(one.told - other.args[0].told))
        if one.literal and other.op == "add" and other.args[1].literal:
            return self.subtract(self.literal(one.told - other.args[1].told), other.args[0])
        return self._number("subtract", (one, other), one.low - other.high, one.high - other.low)

    def multiply(self, one: Column, other: Column) -> Column:
        """Multiply."""
        if _nothing(one, other):
            return self.literal(None)
        if one.literal:
            one, other = other, one
        if other.literal:
            if one.literal:
                return self.literal(one.told * other.told)
            if other.told == 1:
                return one
            if other.told == 0 and not one.nullable:
                return other
        corners = [each * by for each in (one.low, one.high) for by in (other.low, other.high)]
        return self._number("multiply", (one, other), min(corners), max(corners))

    def divide(self, one: Column, by: Column) -> Column:
        """Divide by what is above zero, and round down."""
        if _nothing(one, by):
            return self.literal(None)
        if by.literal and by.told == 1:
            return one
        if one.literal and by.literal:
            return self.literal(one.told // by.told)
        corners = [each // under for each in (one.low, one.high) for under in (max(by.low, 1), max(by.high, 1))]
        return self._number("divide", (one, by), min(corners), max(corners))

    def least(self, parts: Iterable[Column]) -> Column:
        """The least of several; null if one is."""
        return self._extreme("least", parts, min)

    def greatest(self, parts: Iterable[Column]) -> Column:
        """The greatest of several; null if one is."""
        return self._extreme("greatest", parts, max)

    def _extreme(self, op: str, parts: Iterable[Column], pick: Any) -> Column:  # noqa: ANN401 (min or max)
        flat = [inner for each in parts for inner in (each.args if each.op == op else (each,))]
        if _nothing(*flat):
            return self.literal(None)
        known = [each.told for each in flat if each.literal]
        rest = tuple(dict.fromkeys(each for each in flat if not each.literal))
        found = (*rest, self.literal(pick(known))) if known else rest
        if len(found) == 1:
            return found[0]
        return self._number(op, found, pick(each.low for each in found), pick(each.high for each in found))

    def lesser(self, parts: Iterable[Column]) -> Column:
        """The least of several, for rows in which none is null; in others it may be anything."""
        flat = tuple(dict.fromkeys(parts))
        found = flat[0]
        for each in flat[1:]:
            found = self.when(self.at_most(found, each), found, each)
        return found

    def least_known(self, parts: Iterable[Column]) -> Column:
        """The least of those that are not null; null if all are."""
        return self._known_extreme("least_known", tuple(parts), min)

    def greatest_known(self, parts: Iterable[Column]) -> Column:
        """The greatest of those that are not null; null if all are."""
        return self._known_extreme("greatest_known", tuple(parts), max)

    def _known_extreme(self, op: str, parts: tuple[Column, ...], pick: Any) -> Column:  # noqa: ANN401 (min or max)
        parts = tuple(each for each in parts if not _nothing(each)) or parts[:1]
        if not any(each.nullable for each in parts):
            return self.least(parts) if pick is min else self.greatest(parts)
        if len(parts) == 1:
            return parts[0]
        if all(each.literal and each.told is not None for each in parts):
            return self.literal(pick(each.told for each in parts))
        low, high = min(each.low for each in parts), max(each.high for each in parts)
        return self._column(op, parts, nullable=all(each.nullable for each in parts), low=low, high=high)

    def rounded(self, how: str, above: Column, below: Column) -> Column:
        """Divide and round `down`, `up` or `half-up`; what is divided by is above zero."""
        if _nothing(above, below):
            return self.literal(None)
        if above.literal and below.literal:
            return self.literal(rounded(how, above.told, below.told))
        if below.literal and below.told == 1:
            return above
        if how == "down":
            return self.divide(above, below)
        if how == "up":
            return self.negative(self.divide(self.negative(above), below))
        two = self.literal(2)
        return self.divide(self.add(self.multiply(above, two), below), self.multiply(below, two))

    def negative(self, one: Column) -> Column:
        """Turn the sign."""
        return self.subtract(self.literal(0), one)

    def _number(self, op: str, args: tuple[Column, ...], low: int, high: int) -> Column:
        return self._column(op, args, nullable=any(each.nullable for each in args), low=low, high=high)

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

    # Comparisons

    def at_most(self, one: Column, other: Column) -> Column:
        """Say whether one is not greater than the other."""
        return self._compared("at_most", one, other, strict=False)

    def below(self, one: Column, other: Column) -> Column:
        """Say whether one is less than the other."""
        return self._compared("below", one, other, strict=True)

    def _compared(self, op: str, one: Column, other: Column, *, strict: bool) -> Column:
        if _nothing(one, other):
            return self.literal(None)
        if one.literal and other.literal:
            return self.literal(one.told < other.told if strict else one.told <= other.told)
        if not one.nullable and not other.nullable:
            if one.high < other.low or (not strict and one.high == other.low):
                return self.literal(value=True)
            if one.low > other.high or (strict and one.low == other.high):
                return self.literal(value=False)
        if one.too_large or other.too_large:
            one, other = self._divided_out(one, other, strict=strict)
        shifted = self._simpler(op, one, other, strict=strict)
        one, other = _narrow(one), _narrow(other)
        return shifted or self._column(op, (one, other), nullable=one.nullable or other.nullable)

    def _divided_out(self, one: Column, other: Column, *, strict: bool) -> tuple[Column, Column]:
        """Compare `x * 3` with y by comparing x with a third of y, rounded so that it comes to the same."""
        factor = _factor(one)
        if one.too_large and factor > 1 and not other.too_large:
            how = "up" if strict else "down"
            return one.args[0], self.rounded(how, other, self.literal(factor))
        factor = _factor(other)
        if other.too_large and factor > 1 and not one.too_large:
            how = "down" if strict else "up"
            return self.rounded(how, one, self.literal(factor)), other.args[0]
        return one, other

    def _simpler(self, op: str, one: Column, other: Column, *, strict: bool) -> Column | None:
        """Compare `x * 3` or `x + 3` with a literal by comparing x with another literal."""
        if other.literal and one.op in {"add", "multiply"} and one.args[1].literal:
            by = one.args[1].told
            if one.op == "add":
                return self._compared(op, one.args[0], self.literal(other.told - by), strict=strict)
            if by > 0:
                limit = -(-other.told // by) if strict else other.told // by
                return self._compared(op, one.args[0], self.literal(limit), strict=strict)
        if one.literal and other.op in {"add", "multiply"} and other.args[1].literal:
            by = other.args[1].told
            if other.op == "add":
                return self._compared(op, self.literal(one.told - by), other.args[0], strict=strict)
            if by > 0:
                limit = one.told // by if strict else -(-one.told // by)
                return self._compared(op, self.literal(limit), other.args[0], strict=strict)
        if one.literal or other.literal:
            return self._of_one(op, one, other, strict=strict)
        (sign, core, more), (turned, against, less) = _offset(one), _offset(other)
        if core is one and sign == turned > 0:
            return None
        if sign == turned:
            first, second = (core, against) if sign > 0 else (against, core)
            moved = self.add(second, self.literal(less - more))
            return None if moved.too_large else self._compared(op, first, moved, strict=strict)
        together = self.add(core, against)
        if together.too_large:
            return None
        if sign > 0:
            return self._compared(op, together, self.literal(less - more), strict=strict)
        return self._compared(op, self.literal(more - less), together, strict=strict)

    def _of_one(self, op: str, one: Column, other: Column, *, strict: bool) -> Column | None:
        """Compare a literal with `3 - x` by comparing x with another literal."""
        if other.literal and one.op == "subtract" and one.args[0].literal:
            return self._compared(op, self.literal(one.args[0].told - other.told), one.args[1], strict=strict)
        if one.literal and other.op == "subtract" and other.args[0].literal:
            return self._compared(op, other.args[1], self.literal(other.args[0].told - one.told), strict=strict)
        return None

    def equal(self, one: Column, other: Column) -> Column:
        """Say whether two are the same number or word."""
        if _nothing(one, other):
            return self.literal(None)
        if one.literal and other.literal:
            return self.literal(one.told == other.told)
        if one is other and not one.nullable:
            return self.literal(value=True)
        if one.literal:
            one, other = other, one
        one, other = _narrow(one), _narrow(other)
        numbers = not (other.literal and isinstance(other.told, str))
        apart = one.high < other.low or other.high < one.low
        if numbers and apart and not one.nullable and not other.nullable:
            return self.literal(value=False)
        return self._column("equal", (one, other), nullable=one.nullable or other.nullable)

    def among(self, one: Column, words: frozenset[str]) -> Column:
        """Say whether a word is one of some; null stays null."""
        if one.literal:
            return self.literal(one.told in words if one.told is not None else None)
        if not words:
            return self.both(self.literal(value=False), self.either(self.is_null(one), self.literal(value=True)))
        return self._column("among", (one,), words, nullable=one.nullable)

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
            case "kept" | "bounded":
                low = args[0].low if told[0] is None else told[0]
                high = args[0].high if told[1] is None else told[1]
                found = (self.known_within if column.op == "kept" else self.bounded)(args[0], low, high)
            case "call":
                function, kind = told
                found = self.call(function, kind, args)
            case "gathered":
                found = self.gathered(told[0], args[0], told[1])
            case _:
                found = getattr(self, column.op)(*args)
        return found

    # Truth

    def both(self, *parts: Column) -> Column:
        """All of several."""
        return self._joined("and", parts, whole=True)

    def either(self, *parts: Column) -> Column:
        """At least one of several."""
        return self._joined("or", parts, whole=False)

    def _joined(self, op: str, parts: tuple[Column, ...], *, whole: bool) -> Column:
        flat = dict.fromkeys(inner for each in parts for inner in (each.args if each.op == op else (each,)))
        kept = tuple(each for each in flat if not (each.literal and each.told is whole))
        if any(each.literal and each.told is (not whole) for each in kept):
            return self.literal(not whole)
        if len(kept) <= 1:
            return kept[0] if kept else self.literal(whole)
        return self._column(op, kept, nullable=any(each.nullable for each in kept))

    def contrary(self, one: Column) -> Column:
        """The contrary; null stays null."""
        if one.literal:
            return self.literal(None if one.told is None else not one.told)
        if one.op == "not":
            return one.args[0]
        if one.op in {"at_most", "below"}:
            turned = self.below if one.op == "at_most" else self.at_most
            return turned(one.args[1], one.args[0])
        return self._column("not", (one,), nullable=one.nullable)

    def is_null(self, one: Column) -> Column:
        """Say whether it is null."""
        if not one.nullable or (one.literal and one.told is None):
            return self.literal(one.nullable)
        if _factor(one) > 1:  # that of a product that is more than a column can hold, too
            return self.is_null(one.args[0])
        return self._column("is_null", (one,), nullable=False)

    def fill(self, one: Column, other: Column) -> Column:
        """The other where one is null."""
        if not one.nullable or one is other:
            return one
        if one.literal or (other.op == "literal" and other.told is None):
            return other if one.literal else one
        factor = _factor(one)
        if factor > 1 and other.literal and (other.told % factor == 0 or abs(other.told) == LARGEST):
            # A factor stays outside, where a comparison can do without it.
            return self.multiply(self.fill(one.args[0], self.literal(_towards_zero(other.told, factor))), one.args[1])
        low, high = min(one.low, other.low), max(one.high, other.high)
        return self._column("fill", (one, other), nullable=other.nullable, low=low, high=high)

    def sure(self, one: Column) -> Column:
        """Say whether it is true, and not false or null."""
        return self.fill(one, self.literal(value=False))

    def ruled_out(self, one: Column) -> Column:
        """Say whether it is false, and not true or null."""
        return self.sure(self.contrary(one))

    def when(self, condition: Column, then: Column, other: Column) -> Column:
        """One column where a condition is true, another where it is false or null."""
        if condition.literal:
            return then if condition.told else other
        if then is other:
            return then
        if then.literal and other.literal and then.told is True and other.told is False:
            return self.sure(condition)
        if condition.op == "is_null" and condition.args[0] is other:
            return self.fill(other, then)
        factor = max(_factor(then), _factor(other))
        if factor > 1 and all(_is_multiple(each, factor) for each in (then, other)):
            inner = self.when(condition, self._without(then, factor), self._without(other, factor))
            return self.multiply(inner, self.literal(factor))
        low, high = min(then.low, other.low), max(then.high, other.high)
        if then.literal and then.told is None:
            low, high = other.low, other.high
        if other.literal and other.told is None:
            low, high = then.low, then.high
        nullable = then.nullable or other.nullable
        return self._column("when", (condition, then, other), nullable=nullable, low=low, high=high)

    def _without(self, one: Column, factor: int) -> Column:
        """Take a factor out of what is a multiple of it."""
        if one.literal:
            return self.literal(None if one.told is None else one.told // factor)
        return one.args[0]

    def verdict(self, surely: Column, not_at_all: Column) -> Column:
        """True where the one is, false where the other is, else null; neither is ever null, and not both are true."""
        if surely.literal and not_at_all.literal:
            return self.literal(True if surely.told else False if not_at_all.told else None)
        if surely is self.contrary(not_at_all):
            return surely
        known = self.either(surely, not_at_all)
        return self.when(known, surely, self.literal(None))

    # Functions of regions

    def call(self, function: RuleFunction, kind: Kind, args: Sequence[Column]) -> Column:
        """What a region's function gives for some values; null where one is null, or where it gives nothing."""
        if _nothing(*args):
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


def _towards_zero(value: int, by: int) -> int:
    return value // by if value >= 0 else -(-value // by)


def _is_multiple(one: Column, factor: int) -> bool:
    if one.literal:
        return one.told is None or (type(one.told) is int and one.told % factor == 0)
    return _factor(one) == factor


def _nothing(*columns: Column) -> bool:
    """Say whether one of some columns is null in every row."""
    return any(each.literal and each.told is None for each in columns)


def _factor(one: Column) -> int:
    """Give what a column is a multiple of."""
    return one.args[1].told if one.op == "multiply" and one.args[1].literal else 1


def _narrow(one: Column) -> Column:
    """A comparison does not need the bits of arithmetic."""
    return one.args[0] if one.op == "wide" else one


def _offset(one: Column) -> tuple[int, Column, int]:
    """Read `x + 3` and `3 - x` as a sign, x, and what is added."""
    if one.op == "add" and one.args[1].literal:
        sign, core, more = _offset(one.args[0])
        return sign, core, more + one.args[1].told
    if one.op == "subtract" and one.args[0].literal:
        sign, core, more = _offset(one.args[1])
        return -sign, core, one.args[0].told - more
    return 1, one, 0

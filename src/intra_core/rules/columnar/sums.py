"""The columns of a form, each once, and arithmetic with them: what is sure already is not worked out.

Numbers are whole; what is worked out with a null is null.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import define, field

from intra_core.rules.bounds import rounded
from intra_core.rules.columnar.column import Column, Level

NOTHING = "nothing"
_TYPES: Mapping[type, str] = {int: "number", bool: "truth", str: "word", type(None): NOTHING}
_HOLDS: Mapping[str, str] = {
    **dict.fromkeys(("at_most", "below", "equal", "and", "or", "not", "is_null", "among"), "truth"),
    **dict.fromkeys(("head",), "word"),
    **dict.fromkeys(("add", "subtract", "multiply", "divide", "least", "greatest", "gathered"), "number"),
    **dict.fromkeys(("bounded", "kept", "reckoned", "year", "month", "day", "months_later"), "number"),
}


@define(eq=False)
class Sums:
    """Writes columns of numbers over applications (`root`) and over the records of their lists."""

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

    def reckoned(self, one: Column, most: int) -> Column:
        """A number up to so much either way, else null: nobody reckons with what is beyond."""
        return self._column("reckoned", (one,), (-most, most), nullable=True, low=-most, high=most)

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
        if nothing(one, other):
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
        if nothing(one, other):
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
        if nothing(one, other):
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
        if nothing(one, by):
            return self.literal(None)
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
        if nothing(*flat):
            return self.literal(None)
        known = [each.told for each in flat if each.literal]
        rest = tuple(dict.fromkeys(each for each in flat if not each.literal))
        found = (*rest, self.literal(pick(known))) if known else rest
        if len(found) == 1:
            return found[0]
        return self._number(op, found, pick(each.low for each in found), pick(each.high for each in found))

    def least_known(self, parts: Iterable[Column]) -> Column:
        """The least of those that are not null; null if all are."""
        return self._known_extreme("least_known", tuple(parts), min)

    def greatest_known(self, parts: Iterable[Column]) -> Column:
        """The greatest of those that are not null; null if all are."""
        return self._known_extreme("greatest_known", tuple(parts), max)

    def _known_extreme(self, op: str, parts: tuple[Column, ...], pick: Any) -> Column:  # noqa: ANN401 (min or max)
        parts = tuple(each for each in parts if not nothing(each)) or parts[:1]
        if not any(each.nullable for each in parts):
            return self.least(parts) if pick is min else self.greatest(parts)
        if len(parts) == 1:
            return parts[0]
        low, high = min(each.low for each in parts), max(each.high for each in parts)
        return self._column(op, parts, nullable=all(each.nullable for each in parts), low=low, high=high)

    def rounded(self, how: str, above: Column, below: Column) -> Column:
        """Divide and round `down`, `up` or `half-up`; what is divided by is above zero."""
        if nothing(above, below):
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


def nothing(*columns: Column) -> bool:
    """Say whether one of some columns is null in every row."""
    return any(each.literal and each.told is None for each in columns)

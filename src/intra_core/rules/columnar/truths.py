"""Columns of truth: comparisons, and what is true, false or null; what is sure already is not worked out.

`and`, `or` and `not` are Kleene's, null is unknown. A `when` whose condition is null takes the other branch. A
comparison with a null is null.
"""

from collections.abc import Iterable

from attrs import define

from intra_core.rules.columnar.column import LARGEST, Column
from intra_core.rules.columnar.sums import Sums, nothing


@define(eq=False)
class Truths(Sums):
    """Writes columns of truth, and of what differs by one."""

    # Comparisons

    def at_most(self, one: Column, other: Column) -> Column:
        """Say whether one is not greater than the other."""
        return self._compared("at_most", one, other, strict=False)

    def below(self, one: Column, other: Column) -> Column:
        """Say whether one is less than the other."""
        return self._compared("below", one, other, strict=True)

    def _compared(self, op: str, one: Column, other: Column, *, strict: bool) -> Column:
        if nothing(one, other):
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
        if nothing(one, other):
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
        return self._column("among", (one,), words, nullable=one.nullable)

    # Truth

    def both(self, *parts: Column) -> Column:
        """All of several."""
        return self._joined("and", parts, whole=True)

    def either(self, *parts: Column) -> Column:
        """At least one of several."""
        return self._joined("or", parts, whole=False)

    def all_of(self, *parts: Column) -> Column:
        """All of several, of which each is asked for by itself too: what each comes to is not worked out again."""
        return self._of_all("and", parts, whole=True)

    def _joined(self, op: str, parts: Iterable[Column], *, whole: bool) -> Column:
        inner = (each for part in parts for each in (part.args if part.op == op else (part,)))
        return self._of_all(op, inner, whole=whole)

    def _of_all(self, op: str, parts: Iterable[Column], *, whole: bool) -> Column:
        kept = tuple(each for each in dict.fromkeys(parts) if not (each.literal and each.told is whole))
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
        known = self.either(surely, not_at_all)
        return self.when(known, surely, self.literal(None))

    def lesser(self, parts: Iterable[Column]) -> Column:
        """The least of several, for rows in which none is null; in others it may be anything."""
        flat = tuple(dict.fromkeys(parts))
        found = flat[0]
        for each in flat[1:]:
            found = self.when(self.at_most(found, each), found, each)
        return found


def _towards_zero(value: int, by: int) -> int:
    return value // by if value >= 0 else -(-value // by)


def _is_multiple(one: Column, factor: int) -> bool:
    if one.literal:
        return one.told is None or (type(one.told) is int and one.told % factor == 0)
    return _factor(one) == factor


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

"""Between what a number lies, and the arithmetic of that."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from intra_core.model.days import FIRST, LAST, YEAR_END
from intra_core.rules.figures import LEAST, MOST, Figure, Known, Open, Table
from intra_core.rules.kinds import MOST_RECORDS, Day, Kind, MonthDay, Number


class Extent(NamedTuple):
    """Between what a number lies, both ends inclusive, in whole numbers of which `parts` make one unit."""

    low: int
    high: int
    parts: int = 1

    def scaled(self, parts: int) -> "Extent":
        """Give the same in a multiple of its parts."""
        factor = parts // self.parts
        return self if factor == 1 else Extent(self.low * factor, self.high * factor, parts)

    @property
    def size(self) -> int:
        """How far it reaches from zero."""
        return max(-self.low, self.high)


def hull(first: Extent, *others: Extent) -> Extent:
    """Cover several, in parts that all have.

    >>> hull(Extent(1, 2), Extent(-1, 1, parts=10))
    Extent(low=-1, high=20, parts=10)
    """
    found = in_same_parts(first, *others)
    return Extent(min(each.low for each in found), max(each.high for each in found), found[0].parts)


def ends(figure: Figure) -> Iterator[Fraction]:
    """Give the numbers of a figure; none where an end is open."""
    match figure:
        case Known(value=value):
            yield Fraction(value)
        case Open(low=low, high=high):
            if low > LEAST and high < MOST:
                yield from (Fraction(low), Fraction(high))
        case Table(rows=rows):
            for row in rows.values():
                yield from ends(row)
        case _:
            yield from (bound for bound, _ in figure.rows)


def of_kind(kind: Kind, parts: int, low: int = 0, high: int = 0) -> Extent:
    """Give the extent of a fact or figure of a kind; of no meaning where it is no number and no day."""
    match kind:
        case Number():
            return Extent(low, high, parts)
        case Day():
            return Extent(FIRST, LAST)
        case MonthDay():
            return Extent(0, YEAR_END)
        case _:
            return Extent(0, 0)


def of_any_records(each: Extent) -> Extent:
    """Give what so many add up to as a list may have records, each by itself."""
    return Extent(min(each.low * MOST_RECORDS, 0), max(each.high * MOST_RECORDS, 0), each.parts)


def weighed(total: Extent, each: Extent) -> Extent:
    """Give what adds up to `total` with each part of it multiplied by something of its own.

    What is below zero in it is multiplied apart from what is above.

    >>> weighed(Extent(-1, 10), Extent(-2, 3))
    Extent(low=-23, high=32, parts=1)
    """
    high = max(total.high * each.high, 0) + max(total.low * each.low, 0)
    low = min(total.high * each.low, 0) + min(total.low * each.high, 0)
    return Extent(low, high, total.parts * each.parts)


def in_same_parts(*found: Extent) -> list[Extent]:
    """Bring several to the same parts."""
    parts = lcm(*(each.parts for each in found))
    return [each.scaled(parts) for each in found]


def narrowest(*found: Extent) -> Extent:
    """Give what lies within all of several.

    >>> narrowest(Extent(0, 9), Extent(-10, 25, parts=10))
    Extent(low=0, high=25, parts=10)
    """
    same = in_same_parts(*found)
    return Extent(max(each.low for each in same), min(each.high for each in same), same[0].parts)

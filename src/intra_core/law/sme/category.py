"""The size that figures of staff and finance make, and the size that a history of them makes (Articles 2 and 4)."""

import datetime as dt
import enum
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from intra_core.law.lawbook import Lawbook


class Size(enum.IntEnum):
    """The sizes in their order. A small mid-cap is a large enterprise for state aid, told apart for information."""

    MICRO = 0
    SMALL = 1
    MEDIUM = 2
    MID_CAP = 3
    LARGE = 4

    @property
    def word(self) -> str:
        """The size as state-aid law has it: micro, small, medium or large."""
        return ("micro", "small", "medium", "large", "large")[self]


class Amounts(NamedTuple):
    """Headcount in annual work units, turnover and balance sheet total in euro; None is more than any ceiling."""

    headcount: Fraction | None
    turnover: Fraction | None
    balance_sheet_total: Fraction | None


NOTHING = Amounts(Fraction(0), Fraction(0), Fraction(0))


@frozen
class Ceiling:
    """What a size stays below in staff, and does not exceed in turnover or in balance sheet total."""

    size: Size
    headcount: Fraction
    turnover: Fraction
    balance_sheet_total: Fraction

    def holds(self, amounts: Amounts) -> bool:
        """Say whether amounts stay within: the staff, and one of the two others."""
        return (
            amounts.headcount is not None
            and amounts.headcount < self.headcount
            and (
                (amounts.turnover is not None and amounts.turnover <= self.turnover)
                or (amounts.balance_sheet_total is not None and amounts.balance_sheet_total <= self.balance_sheet_total)
            )
        )


_NAMES = {Size.MICRO: "micro", Size.SMALL: "small", Size.MEDIUM: "medium", Size.MID_CAP: "mid_cap"}


@lru_cache(maxsize=256)
def ceilings(law: Lawbook, day: dt.date) -> tuple[Ceiling, ...]:
    """Give the ceilings in force on a day, the lowest first; those of small mid-caps only since there are any.

    >>> from intra_core.law.lawbook import lawbook
    >>> [str(each.headcount) for each in ceilings(lawbook(), dt.date(2026, 11, 23))]
    ['10', '50', '250', '750']
    """
    found = []
    for size, name in _NAMES.items():
        three = [law.figure(f"sme.{what}_{name}", day) for what in ("headcount", "turnover", "balance")]
        numbers = [each.number for each in three if each is not None]
        if len(numbers) == len(three):
            found.append(Ceiling(size, *numbers))
    return tuple(found)


def size_of(amounts: Amounts, within: Sequence[Ceiling]) -> Size:
    """Give the smallest size whose ceilings hold (Article 2)."""
    return next((each.size for each in within if each.holds(amounts)), Size.LARGE)


def next_size(before: Size, last: Size, now: Size, *, nearest: bool = True) -> Size:
    """Give the size after an accounting period, by the size before and what the last two periods would make.

    A size changes only if both periods lie on the same side of it, and then to the nearer of the two (Article 4(2)):
    that is the middle one of the three.

    >>> next_size(Size.MEDIUM, Size.LARGE, Size.LARGE), next_size(Size.MEDIUM, Size.SMALL, Size.MICRO)
    (<Size.LARGE: 4>, <Size.SMALL: 1>)
    >>> next_size(Size.MEDIUM, Size.MEDIUM, Size.LARGE)
    <Size.MEDIUM: 2>
    """
    middle = sorted((before, last, now))[1]
    return now if not nearest and middle.word != before.word else middle

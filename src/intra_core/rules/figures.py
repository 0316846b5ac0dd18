"""What a parameter is on one day: a value, a table, bands, or a figure that nobody has published."""

import enum
from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

LEAST = Fraction(-(10**12))
MOST = Fraction(10**14)
"""The bounds of an open number that has none: the greatest is beyond every amount."""


class Why(enum.Enum):
    """Why a figure is open: not published, none in force on that day, or changed on a day that is not known."""

    UNPUBLISHED = "unpublished"
    NOT_IN_FORCE = "not-in-force"
    CHANGED = "changed"


@frozen
class Known:
    """A published value: a number in whole units as an exact fraction, a day as its ordinal, a word, yes or no."""

    value: Fraction | int | str | bool


@frozen
class Open:
    """A value that is not known, between two bounds (numbers, days) or among some words (words, yes or no)."""

    low: Fraction | int = 0
    high: Fraction | int = 0
    words: frozenset[str] = frozenset()
    why: Why = Why.UNPUBLISHED


@frozen(hash=False)
class Table:
    """Values by words."""

    rows: Mapping[tuple[str, ...], "Known | Open"] = field(factory=dict)


@frozen
class Bands:
    """Words by where a number falls: each row begins at its bound, in rising order; below the first is unknown."""

    rows: tuple[tuple[Fraction, str], ...]


Figure = Known | Open | Table | Bands

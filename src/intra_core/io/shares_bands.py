"""Bands of any number, amount or day in a table of shares, in whole units of the column they are drawn into."""

import datetime as dt
from fractions import Fraction

from attrs import frozen

from intra_core.errors import Unreadable
from intra_core.io.document import Table, shown
from intra_core.io.figures import figure
from intra_core.io.shares_parts import band, whole
from intra_core.model.shares import Band
from intra_core.rules.figures import Known
from intra_core.rules.kinds import RATE, Day, Kind, Number, described, is_amount

LARGEST = 10**15
"""No amount that is drawn reaches this."""
_LIKE = {"AWU": "10 AWU", "m2": "12 m2", "points": "60 points", "seconds": "36000 seconds"}


@frozen
class Drawable:
    """What may be drawn: its kind, and the least and the greatest number in parts of the kind."""

    kind: Kind
    low: int
    high: int


def bands(holder: Table, fact: str, known: Drawable | None) -> tuple[tuple[Band, ...], bool]:
    """Read the bands of a fact.

    Args:
        holder: the table that has them under the name of the fact.
        fact: its name.
        known: what it can be; None if nothing is known of it.

    Returns:
        The bands, and whether they are of days.
    """
    found, of_days = [], False
    for table in holder.tables(fact):
        low, high = (_end(table, key, known) for key in ("from", "below"))
        found.append(band(table, low, high))
        of_days = of_days or isinstance(table.data.get("from"), dt.date)
    whole(holder, fact, sum(each.share for each in found))
    return tuple(found), of_days


def _end(table: Table, key: str, known: Drawable | None) -> int | None:
    """Take an end of a band: minor units, basis points, whole units, or the ordinal of a day."""
    value = table.take(key, str, dt.date, wanted="a day, or an amount in quotes", required=True)
    if value is None:
        return None
    kind = known.kind if known is not None else None
    written = str(value).rpartition(" ")[2]  # if it is not that of the fact, what is wrong is told below
    try:
        read = figure(value, (written, f"{written}s"))
    except Unreadable as error:
        table.complain(key, error.says, error.instead)
        return None
    if not isinstance(read.kind, Number | Day) or (kind is not None and read.kind != kind):
        wanted = "a number or a day" if kind is None else described(kind)
        table.complain(key, f"{shown(value)} is not {wanted}", f"write it like {_like(kind)}")
        return None
    assert isinstance(read.figure, Known)  # noqa: S101 (no table and no bands are taken here)
    number = Fraction(read.figure.value)
    if isinstance(read.kind, Day):
        return int(number)
    counted = number * _counted(read.kind)
    if counted.denominator != 1:
        table.complain(key, f"{value} is not whole", f"only whole ones are drawn: write it like {_like(kind)}")
        return None
    least, most = (known.low, known.high) if known is not None else (0, LARGEST)
    step = Fraction(read.kind.scale, _counted(read.kind))
    if not least <= counted * step <= most + step or counted >= LARGEST:
        table.complain(key, f"{value} is no amount that can be drawn")
    return int(counted)


def _counted(kind: Number) -> int:
    """Say in how many parts of one a column counts."""
    return kind.scale if is_amount(kind) or kind == RATE else 1


def _unit(kind: Number) -> str:
    return kind.unit[0][0] if kind.unit else ""


def _like(kind: Kind | None) -> str:
    """Show how a value of a kind is written."""
    if not isinstance(kind, Number):
        return "2024-06-21"
    if kind == RATE:
        return '"60 %"'
    unit = _unit(kind)
    return f'"{unit} 1000.00"' if is_amount(kind) else f'"{_LIKE.get(unit, f"3 {unit}")}"'

"""A report: titles, notes, tables and series of numbers, for whoever prints, draws or writes them to a file."""

import datetime as dt
from typing import Any

from attrs import Attribute, field, frozen

from intra_core.model.money import Money
from intra_core.model.quantity import Rate

Cell = str | int | Money | Rate | dt.date | None
"""What may stand in a table; None is nothing, which is not the same as zero."""

KINDS = ("bars", "stacked", "line")
"""How a chart shows its series: beside each other, upon each other, or joined along the labels."""

_PLAIN = (str, int, Money, Rate, dt.date, type(None))


def _as_wide(table: "Table", _: "Attribute[Any]", rows: tuple[tuple[Cell, ...], ...]) -> None:
    for row in rows:
        if len(row) != len(table.columns):
            msg = f"{table.title!r} has {len(table.columns)} columns, not {len(row)}"
            raise ValueError(msg)
        for cell in row:
            if type(cell) not in _PLAIN:  # True is an int, and a moment a date: neither is meant
                msg = f"{table.title!r} cannot hold {cell!r}"
                raise TypeError(msg)


def _as_long(chart: "Chart", _: "Attribute[Any]", series: "tuple[Series, ...]") -> None:
    for each in series:
        if len(each.values) != len(chart.labels):
            msg = f"{each.name!r} of {chart.title!r} has {len(each.values)} values for {len(chart.labels)} labels"
            raise ValueError(msg)


def _known(chart: "Chart", _: "Attribute[Any]", kind: str) -> None:
    if kind not in KINDS:
        msg = f"{chart.title!r} is no chart of kind {kind!r}; there are {', '.join(KINDS)}"
        raise ValueError(msg)


@frozen(kw_only=True)
class Series:
    """Whole numbers, one for each label of a chart; money in minor units; None where there is nothing to show."""

    name: str
    values: tuple[int | None, ...]


@frozen(kw_only=True)
class Chart:
    """Series over labels.

    `unit` is a currency, whose minor units the numbers then are, or a word for what is counted, or None.

    Raises:
        ValueError: if a series is not as long as the labels, or there is no such kind.
    """

    title: str
    kind: str = field(validator=_known)
    labels: tuple[str, ...]
    series: tuple[Series, ...] = field(validator=_as_long)
    unit: str | None = None


@frozen(kw_only=True)
class Table:
    """Rows under columns.

    Raises:
        ValueError: if a row is not as wide as the columns.
        TypeError: if a cell holds what no table may.

    >>> Table(title="Budget", columns=("", "before"), rows=(("awards", Money(1000, "EUR")),)).rows[0][1]
    Money(minor=1000, currency='EUR')
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(validator=_as_wide)
    note: str | None = None


@frozen(kw_only=True)
class Section:
    """A part of a report: its text, then its tables and charts."""

    title: str
    text: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()


@frozen(kw_only=True)
class Report:
    """A report. Where `invented` is told, every page, table, chart and sheet carries it visibly.

    `invented` is a sentence such as "The population is invented (invented-shares.toml, seed 7)."
    """

    title: str
    subtitle: str
    notes: tuple[str, ...] = ()
    invented: str | None = None
    sections: tuple[Section, ...]
    language: str = "en"

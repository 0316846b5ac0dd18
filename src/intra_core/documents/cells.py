"""What stands in a table: as people read it in a language, and as programs read it."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from intra_core.model.money import CURRENCIES, Money
from intra_core.model.quantity import Rate, decimal_text
from intra_core.model.report import Cell, Chart, Table
from intra_core.rules.languages import Tongue

NOTHING = "\N{EN DASH}"
"""What people see where nothing stands, which is not the same as zero."""


def shown(cell: Cell, tongue: Tongue) -> str:
    r"""Write a cell as a language writes it.

    >>> from intra_core.rules.languages import tongue
    >>> shown(Money(123456, "EUR"), tongue("sl")), shown(Rate(6050), tongue("en"))
    ('1.234,56\xa0EUR', '60.5 %')
    """
    match cell:
        case None:
            return NOTHING
        case str():
            return cell
        case int():
            return tongue.decimal(Fraction(cell))[0]
        case Money():
            places = CURRENCIES.get(cell.currency, 2)
            amount, _ = tongue.decimal(Fraction(cell.minor, 10**places), least=places)
            return tongue.money.format(currency=cell.currency, amount=amount)
        case Rate():
            return tongue.rate.format(tongue.decimal(Fraction(cell.basis_points, 100))[0])
        case dt.date():
            return tongue.day(cell.toordinal())
    assert_never(cell)


def plain(cell: Cell) -> str:
    """Write a cell for a program: money without its currency, a rate as a share of one, a day as ISO 8601.

    >>> plain(Money(123456, "EUR")), plain(Rate(6050)), plain(dt.date(2024, 9, 2)), plain(None)
    ('1234.56', '0.605', '2024-09-02', '')
    """
    match cell:
        case None:
            return ""
        case str():
            return cell
        case int():
            return str(cell)
        case Money():
            return cell.decimal
        case Rate():
            return decimal_text(Fraction(cell.basis_points, 10_000))
        case dt.date():
            return cell.isoformat()
    assert_never(cell)


def currency_of(cells: Iterable[Cell]) -> str | None:
    """Give the one currency of all the money among the cells, if there is one.

    >>> currency_of([Money(1, "EUR"), None]), currency_of([Money(1, "EUR"), Money(1, "BGN")])
    ('EUR', None)
    """
    found = {cell.currency for cell in cells if isinstance(cell, Money)}
    return found.pop() if len(found) == 1 else None


def in_unit(value: int | None, unit: str | None) -> Cell:
    """Read a number of a chart: minor units where the unit is a currency.

    >>> in_unit(1050, "EUR"), in_unit(1050, "applications")
    (Money(minor=1050, currency='EUR'), 1050)
    """
    return value if value is None or unit not in CURRENCIES else Money(value, unit)


def table_of(chart: Chart, title: str) -> Table:
    """Lay out what a chart shows as a table: a row for each label, a column for each series."""
    counted = chart.unit if chart.unit not in CURRENCIES else None
    columns = (counted or "", *(each.name for each in chart.series))
    rows = tuple(
        (label, *(in_unit(each.values[place], chart.unit) for each in chart.series))
        for place, label in enumerate(chart.labels)
    )
    return Table(title=title, columns=columns, rows=rows)

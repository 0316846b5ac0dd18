"""Plain sheets of a workbook: what may stand in a cell, and how a cell is called."""

import datetime as dt
from decimal import Decimal

from attrs import frozen

PlainCell = str | int | Decimal | bool | dt.date | dt.time | None
"""What may stand in a cell; None is an empty one."""
LETTERS = 26


@frozen
class Unusable:
    """A cell that holds no plain value: a formula, an error, or a moment."""

    says: str


def address(sheet: str, column: int, row: int) -> str:
    """Name a cell as spreadsheets do, from the places of its column and row, counted from 0.

    >>> address("cases", 3, 6), address("cases", 26, 0), address("cases", 701, 0), address("cases", 702, 0)
    ('cases!D7', 'cases!AA1', 'cases!ZZ1', 'cases!AAA1')
    """
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{sheet}!{letters}{row + 1}"

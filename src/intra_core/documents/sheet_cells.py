"""Cells of a sheet: real numbers and days, and text that never becomes a formula."""

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from intra_core.documents import extra
from intra_core.model.money import CURRENCIES, Money
from intra_core.model.quantity import Rate
from intra_core.model.report import Cell

try:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
except ModuleNotFoundError as _error:
    raise extra.told(_error) from None

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

MOST_DIGITS = 15
"""Spreadsheets keep a number to so many digits; what has more stands as text, to the last one."""

FIRST_DAY = dt.date(1900, 3, 1)
"""Excel takes 1900 for a leap year: days before this one it writes wrongly, and they stand as text."""

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\0-\x08\x0b-\x1f\x7f\ufffe\uffff]")

_TOP = Alignment(vertical="top")
_BOLD = Font(bold=True)
_TITLE = Font(bold=True, size=14)
_LINK = Font(color="0B4F9E", underline="single")
_INVENTED = Font(bold=True, color="8A1C00")
_INVENTED_FILL = PatternFill("solid", fgColor="FFF3E0")
_HEAD_FILL = PatternFill("solid", fgColor="E7ECF2")
_HEAD_BORDER = Border(bottom=Side(style="thin", color="4A4A4A"))
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def sheet_cell(sheet: "Worksheet", cell: Cell) -> "SheetCell | None":
    """Give what stands in a sheet for a cell: a number where a spreadsheet keeps every digit of it, else text."""
    match cell:
        case None:
            return None
        case int() if len(str(abs(cell))) <= MOST_DIGITS:
            return _number(sheet, cell, "#,##0")
        case Money() if len(str(abs(cell.minor))) <= MOST_DIGITS and cell.currency in CURRENCIES:
            places = CURRENCIES[cell.currency]
            form = f"[${cell.currency}] #,##0{'.' if places else ''}{'0' * places}"
            return _number(sheet, Decimal(cell.minor).scaleb(-places), form)
        case Rate() if len(str(abs(cell.basis_points))) <= MOST_DIGITS:
            return _number(sheet, Decimal(cell.basis_points).scaleb(-4), "0.00%" if cell.basis_points % 100 else "0%")
        case dt.date() if cell >= FIRST_DAY:
            return _number(sheet, cell, "yyyy-mm-dd")
    written = text_cell(sheet, cell if isinstance(cell, str) else str(cell))
    written.number_format = "@"  # so that it stays text when somebody edits it
    return written


def text_cell(sheet: "Worksheet", told: str) -> "SheetCell":
    """Give a cell of text: whatever it begins with, it is no formula, nor becomes one once somebody edits it."""
    cell = WriteOnlyCell(sheet)
    cell.value = held(told)
    cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    cell.alignment = _TOP
    if _FORMULA.match(told):
        cell.quotePrefix = True
    return cell


def title_cell(sheet: "Worksheet", told: str) -> "SheetCell":
    """Give the title of a sheet."""
    cell = text_cell(sheet, told)
    cell.font = _TITLE
    return cell


def invented_cell(sheet: "Worksheet", told: str) -> "SheetCell":
    """Give the sentence that says that the figures are of nobody."""
    cell = text_cell(sheet, told)
    cell.font, cell.fill = _INVENTED, _INVENTED_FILL
    return cell


def heading_cell(sheet: "Worksheet", told: str) -> "SheetCell":
    """Give the heading of a column."""
    cell = text_cell(sheet, told)
    cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _HEAD_FILL, _HEAD_BORDER, _WRAPPED
    return cell


def link_cell(sheet: "Worksheet", told: str) -> "SheetCell":
    """Give a cell that looks like a link."""
    cell = text_cell(sheet, told)
    cell.font = _LINK
    return cell


def _number(sheet: "Worksheet", value: Decimal | int | dt.date, form: str) -> "SheetCell":
    cell = WriteOnlyCell(sheet)
    cell.value = value
    cell.number_format, cell.alignment = form, _TOP
    return cell


def held(told: str) -> str:
    r"""Write what XML cannot hold as workbooks do, and what only looks like that so that it stays as it is.

    A text of spaces alone would be lost, and so it is written by numbers too.

    >>> held("a\0b"), held("_x0041_"), held(" ")
    ('a_x0000_b', '_x005F_x0041_', '_x0020_')
    """
    told = told.encode("utf-8", "replace").decode()  # halves of letters
    blank = not told.strip()
    return "".join(map(_code, told)) if blank else _ESCAPE.sub(lambda found: _code(found[0]), told)


def _code(letter: str) -> str:
    return f"_x{ord(letter):04X}_"

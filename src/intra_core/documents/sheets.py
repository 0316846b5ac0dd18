"""A report as a workbook (XLSX): one sheet for each table, behind one that says what they are."""

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from intra_core.documents import extra
from intra_core.documents.cells import shown
from intra_core.documents.letters import STAND_IN, visible
from intra_core.documents.names import sheet_names
from intra_core.errors import Complaint, WrongInput
from intra_core.io.whole_file import replacing
from intra_core.model.money import CURRENCIES, Money
from intra_core.model.quantity import Rate
from intra_core.model.report import Cell, Report, Table
from intra_core.rules.languages import Tongue, tongue
from intra_core.texts import text

try:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import column_index_from_string, get_column_letter
    from openpyxl.worksheet.hyperlink import Hyperlink
    from openpyxl.writer.excel import ExcelWriter
except ModuleNotFoundError as _error:
    raise extra.told(_error) from None

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 1_048_576, 16_384, 32_767
"""What a sheet holds."""

MOST_DIGITS = 15
"""Spreadsheets keep a number to so many digits; what has more stands as text, to the last one."""

FIRST_DAY = dt.date(1900, 3, 1)
"""Excel takes 1900 for a leap year: days before this one it writes wrongly, and they stand as text."""

NO_MOMENT = dt.datetime(1980, 1, 1)  # noqa: DTZ001 (of no place: it stands where a workbook needs a moment)
"""The same report gives the same bytes, whenever it is written."""

FORMULA = re.compile(r"[=+\-@\t\r]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\0-\x08\x0b-\x1f\x7f\ufffe\uffff]")

_BOLD = Font(bold=True)
_TITLE = Font(bold=True, size=14)
_INVENTED = Font(bold=True, color="8A1C00")
_INVENTED_FILL = PatternFill("solid", fgColor="FFF3E0")
_HEAD_FILL = PatternFill("solid", fgColor="E7ECF2")
_HEAD_BORDER = Border(bottom=Side(style="thin", color="4A4A4A"))
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TOP = Alignment(vertical="top")


def write_sheets(report: Report, file: Path) -> None:
    """Write a report as a workbook.

    Numbers are numbers, money with the format of its currency, days are days; text is never a formula. Headings stay
    in view. Charts are not in it: their figures are those of tables.

    Raises:
        WrongInput: if a sheet cannot hold a table, or the file cannot be written.
    """
    tables = [table for section in report.sections for table in section.tables]
    _check(tables, file)
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "intra-core"
    workbook.properties.title = visible(report.title)
    workbook.properties.language = visible(report.language)
    workbook.properties.description = visible(report.invented) if report.invented else None
    workbook.properties.created = workbook.properties.modified = NO_MOMENT
    spoken = tongue(report.language)
    front, *names = sheet_names([text(spoken.code, "page", "contents"), *(table.title for table in tables)])
    _front(workbook.create_sheet(front), report, list(zip(names, tables, strict=True)))
    for name, table in zip(names, tables, strict=True):
        _fill(workbook.create_sheet(name), table, report.invented, spoken)
    with replacing(file) as opened:
        ExcelWriter(workbook, _Undated(opened, "w", zipfile.ZIP_DEFLATED)).save()


def header_row(table: Table, invented: str | None) -> int:
    """Give the row in which the headings of a table stand: below its title, what is invented, and its note.

    >>> header_row(Table(title="", columns=("a",), rows=(), note="in euro"), "The population is invented.")
    4
    """
    return 2 + bool(invented) + bool(table.note)


def _check(tables: Iterable[Table], file: Path) -> None:
    faults = []
    for table in tables:
        if len(table.rows) + 4 > MOST_ROWS or len(table.columns) > MOST_COLUMNS:
            size = f"{len(table.rows):,} rows and {len(table.columns):,} columns"
            most = f"a sheet holds {MOST_ROWS:,} and {MOST_COLUMNS:,}"
            faults.append(f"the table {table.title!r} has {size}; {most}")
        texts = (cell for row in (table.columns, *table.rows) for cell in row if isinstance(cell, str))
        longest = max((len(each.encode("utf-16-le", "replace")) // 2 for each in texts), default=0)
        if longest > MOST_LETTERS:
            says = f"a text in the table {table.title!r} has {longest:,} letters; a cell holds {MOST_LETTERS:,}"
            faults.append(says)
    if faults:
        raise WrongInput(Complaint(says=each, instead="write it as CSV", file=str(file)) for each in faults)


def _front(sheet: Any, report: Report, listed: list[tuple[str, Table]]) -> None:
    """Write what the report is, what it notes, and where each table stands."""
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 80
    _set_up_page(sheet, report.invented)
    sheet.append([_written(sheet, report.title, font=_TITLE)])
    if report.subtitle:
        sheet.append([_written(sheet, report.subtitle)])
    if report.invented:
        sheet.append([_written(sheet, report.invented, font=_INVENTED, fill=_INVENTED_FILL)])
    for told in (*report.notes, *(each for section in report.sections for each in section.text)):
        sheet.append([_written(sheet, told)])
    sheet.append([])
    for name, table in listed:
        cell = _written(sheet, name, font=Font(color="0B4F9E", underline="single"))
        quoted = name.replace("'", "''")
        cell.hyperlink = Hyperlink(ref="", location=f"'{quoted}'!A1")
        sheet.append([cell, _written(sheet, table.title)])


def _fill(sheet: Any, table: Table, invented: str | None, spoken: Tongue) -> None:
    head = header_row(table, invented)
    last = get_column_letter(max(len(table.columns), 1))
    for place, column in enumerate(table.columns):
        sheet.column_dimensions[get_column_letter(place + 1)].width = _width(column, table, place, spoken)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"1:{head}"
    _set_up_page(sheet, invented)
    if table.columns:
        sheet.auto_filter.ref = f"A{head}:{last}{head + len(table.rows)}"
    sheet.append([_written(sheet, table.title, font=_TITLE)])
    if invented:
        sheet.append([_written(sheet, invented, font=_INVENTED, fill=_INVENTED_FILL)])
    if table.note:
        sheet.append([_written(sheet, table.note)])
    styled = {"font": _BOLD, "fill": _HEAD_FILL, "border": _HEAD_BORDER, "alignment": _WRAPPED}
    sheet.append([_written(sheet, column, **styled) for column in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, cell) for cell in row])


def _set_up_page(sheet: Any, invented: str | None) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if invented:  # on every printed page
        sheet.oddFooter.left.text = visible(invented)[:200].replace("&", "&&")
        sheet.oddFooter.right.text = "&P / &N"


def _width(column: str, table: Table, place: int, spoken: Tongue) -> float:
    longest = max((len(shown(row[place], spoken)) for row in table.rows[:500]), default=0)
    return min(max(longest + 3, min(len(column) + 4, 24), 9), 60)


def _cell(sheet: Any, cell: Cell) -> Any:
    """Give what stands in a sheet for a cell."""
    match cell:
        case None:
            return None
        case int() if len(str(abs(cell))) <= MOST_DIGITS:
            return _number(sheet, cell, "#,##0")
        case Money() if len(str(abs(cell.minor))) <= MOST_DIGITS and cell.currency in CURRENCIES:
            places = CURRENCIES[cell.currency]
            return _number(sheet, Decimal(cell.minor).scaleb(-places), _money_format(cell.currency, places))
        case Rate() if len(str(abs(cell.basis_points))) <= MOST_DIGITS:
            return _number(sheet, Decimal(cell.basis_points).scaleb(-4), "0.00%" if cell.basis_points % 100 else "0%")
        case dt.date() if cell >= FIRST_DAY:
            return _number(sheet, cell, "yyyy-mm-dd")
    return _written(sheet, cell if isinstance(cell, str) else str(cell), number_format="@")


def _money_format(currency: str, places: int) -> str:
    return f"[${currency}] #,##0{'.' if places else ''}{'0' * places}"


def _number(sheet: Any, value: Decimal | int | dt.date, number_format: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = number_format
    cell.alignment = _TOP
    return cell


def _written(sheet: Any, told: str, **style: Any) -> Any:
    """Give a cell of text: what it begins with makes it no formula, also once somebody edits it."""
    cell = WriteOnlyCell(sheet)
    cell.value = _held(told)
    cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    for name, value in {"alignment": _TOP, **style}.items():
        setattr(cell, name, value)
    if FORMULA.match(told):
        cell.quotePrefix = True
    return cell


def _held(told: str) -> str:
    """Write what XML cannot hold as workbooks do, `_x0007_` for a bell, and what only looks like that so that it stays.

    A text of spaces alone would be lost.
    """
    told = told.encode("utf-8", "replace").decode() if any("\ud800" <= each <= "\udfff" for each in told) else told
    blank = told and not told.strip()
    return "".join(_code(each) for each in told) if blank else _ESCAPE.sub(lambda found: _code(found[0]), told)


def _code(letter: str) -> str:
    return f"_x{ord(letter):04X}_"


class _Undated(zipfile.ZipFile):
    """An archive whose parts have no moment of their own."""

    def writestr(self, name: Any, content: str | bytes, *_: Any, **__: Any) -> None:
        """Add a part."""
        super().writestr(_part(str(name)), content)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a part that stands in a file."""
        with Path(filename).open("rb") as part, self.open(_part(str(arcname)), "w") as opened:
            shutil.copyfileobj(part, opened)


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, NO_MOMENT.timetuple()[:6])
    part.compress_type = zipfile.ZIP_DEFLATED
    part.create_system = 3  # as on every system
    part.external_attr = 0o600 << 16
    return part

"""A report as a workbook (XLSX): one sheet for each table, behind one that says what they are."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from intra_core.documents import extra
from intra_core.documents.cells import shown
from intra_core.documents.letters import visible
from intra_core.documents.names import sheet_names
from intra_core.documents.undated import NO_MOMENT, UndatedArchive
from intra_core.errors import Complaint, WrongInput
from intra_core.io.whole_file import check_writable, replacing
from intra_core.model.report import Report, Table
from intra_core.rules.languages import Tongue, tongue
from intra_core.texts import text

try:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.hyperlink import Hyperlink
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.writer.excel import ExcelWriter
except ModuleNotFoundError as _error:
    raise extra.told(_error) from None

from intra_core.documents.sheet_cells import (
    heading_cell,
    invented_cell,
    link_cell,
    sheet_cell,
    text_cell,
    title_cell,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 1_048_576, 16_384, 32_767
"""What a sheet holds."""

ROWS_MEASURED = 500
"""So many rows tell how wide a column is to be."""

FOOTER_LETTERS = 200


def write_sheets(report: Report, file: Path) -> None:
    """Write a report as a workbook.

    Numbers are numbers, money with the format of its currency, days are days; text is never a formula. Headings stay
    in view. Charts are not in it: their figures are those of tables.

    Raises:
        WrongInput: if a sheet cannot hold a table, or the file cannot be written.
    """
    tables = [table for section in report.sections for table in section.tables]
    _check(tables, file)
    check_writable(file)  # before a sheet is begun: one that is given up in the middle complains on its own
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "intra-core"
    workbook.properties.title = visible(report.title)
    workbook.properties.language = visible(report.language)
    workbook.properties.description = visible(report.invented) if report.invented else None
    workbook.properties.created = workbook.properties.modified = NO_MOMENT
    spoken = tongue(report.language)
    front, *names = sheet_names([text(spoken.code, "page", "contents"), *(table.title for table in tables)])
    _front(_sheet(workbook, front), report, list(zip(names, tables, strict=True)))
    for name, table in zip(names, tables, strict=True):
        _fill(_sheet(workbook, name), table, report.invented, spoken)
    with replacing(file) as opened:
        ExcelWriter(workbook, UndatedArchive(opened, "w", zipfile.ZIP_DEFLATED)).save()


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


def _sheet(workbook: Workbook, name: str) -> "Worksheet":
    """Add a sheet, which takes rows one after another; what is used of it here it has, though its type hides that."""
    return cast("Worksheet", workbook.create_sheet(name))


def _front(sheet: "Worksheet", report: Report, listed: list[tuple[str, Table]]) -> None:
    """Write what the report is, what it notes, and where each table stands."""
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 80
    _set_up_page(sheet, report.invented)
    sheet.append([title_cell(sheet, report.title)])
    if report.subtitle:
        sheet.append([text_cell(sheet, report.subtitle)])
    if report.invented:
        sheet.append([invented_cell(sheet, report.invented)])
    for told in (*report.notes, *(each for section in report.sections for each in section.text)):
        sheet.append([text_cell(sheet, told)])
    sheet.append([])
    for name, table in listed:
        link = link_cell(sheet, name)
        quoted = name.replace("'", "''")
        link.hyperlink = Hyperlink(ref="", location=f"'{quoted}'!A1")
        sheet.append([link, text_cell(sheet, table.title)])


def _fill(sheet: "Worksheet", table: Table, invented: str | None, spoken: Tongue) -> None:
    head = header_row(table, invented)
    for place, column in enumerate(table.columns):
        sheet.column_dimensions[get_column_letter(place + 1)].width = _width(column, table, place, spoken)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"1:{head}"
    _set_up_page(sheet, invented)
    if table.columns:
        sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(table.columns))}{head + len(table.rows)}"
    sheet.append([title_cell(sheet, table.title)])
    if invented:
        sheet.append([invented_cell(sheet, invented)])
    if table.note:
        sheet.append([text_cell(sheet, table.note)])
    sheet.append([heading_cell(sheet, column) for column in table.columns])
    for row in table.rows:
        sheet.append([sheet_cell(sheet, cell) for cell in row])


def _set_up_page(sheet: "Worksheet", invented: str | None) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = HeaderFooterItem(right=_HeaderFooterPart(text="&P / &N"))
    if invented:  # on every printed page
        footer.left = _HeaderFooterPart(text=visible(invented)[:FOOTER_LETTERS].replace("&", "&&"))
    sheet.HeaderFooter.oddFooter = footer


def _width(column: str, table: Table, place: int, spoken: Tongue) -> float:
    longest = max((len(shown(row[place], spoken)) for row in table.rows[:ROWS_MEASURED]), default=0)
    return min(max(longest + 3, min(len(column) + 4, 24), 9), 60)

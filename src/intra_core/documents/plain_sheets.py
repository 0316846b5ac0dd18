"""Sheets of plain cells, written and read again without loss: text, numbers, days, times, yes and no."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from intra_core.documents import extra
from intra_core.documents.undated import NO_MOMENT, UndatedArchive
from intra_core.errors import Complaint, WrongInput
from intra_core.io.whole_file import check_writable, replacing
from intra_core.model.sheet import PlainCell, Unusable, address

try:
    from openpyxl import Workbook, load_workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter
except ModuleNotFoundError as _error:
    raise extra.told(_error) from None

from intra_core.documents.sheet_cells import FIRST_DAY, MOST_DIGITS, heading_cell, text_cell

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

WIDTH = 18
_CODE = re.compile("_x([0-9A-Fa-f]{4})_")


def write_plain(sheets: Mapping[str, Sequence[Sequence[PlainCell]]], file: Path) -> None:
    """Write sheets of which the first row has the headings.

    Raises:
        WrongInput: if a cell is more than a spreadsheet keeps, or the file cannot be written.
    """
    faults = [
        Complaint(
            says=f"{cell} has more digits than a spreadsheet keeps", file=str(file), key=address(name, column, row)
        )
        for name, rows in sheets.items()
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if isinstance(cell, int | Decimal) and not _keeps(cell)
    ]
    if faults:
        raise WrongInput(faults)
    check_writable(file)  # before a sheet is begun: one that is given up in the middle complains on its own
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "intra-core"
    workbook.properties.created = workbook.properties.modified = NO_MOMENT
    for name, rows in sheets.items():
        sheet = cast("Worksheet", workbook.create_sheet(name))
        sheet.freeze_panes = "B2"
        for column in range(max(map(len, rows), default=0)):
            sheet.column_dimensions[get_column_letter(column + 1)].width = WIDTH
        for number, row in enumerate(rows):
            sheet.append([heading_cell(sheet, str(cell)) if number == 0 else _cell(sheet, cell) for cell in row])
    with replacing(file) as opened:
        ExcelWriter(workbook, UndatedArchive(opened, "w", zipfile.ZIP_DEFLATED)).save()


def read_plain(raw: bytes, name: str) -> dict[str, list[list[PlainCell | Unusable]]]:
    """Read every sheet of a workbook.

    Args:
        raw: the workbook.
        name: what complaints call it.

    Raises:
        WrongInput: if it is no workbook.
    """
    try:
        workbook = load_workbook(io.BytesIO(raw))
    except Exception:  # noqa: BLE001 (openpyxl raises whatever its readers of zip and XML do)
        instead = "save it as an Excel workbook (.xlsx)"
        raise WrongInput([Complaint(says="this is no workbook", instead=instead, file=name)]) from None
    return {sheet.title: [[_value(cell) for cell in row] for row in sheet.iter_rows()] for sheet in workbook.worksheets}


def _cell(sheet: "Worksheet", value: PlainCell) -> "SheetCell | None":
    match value:
        case None:
            return None
        case str():
            written = text_cell(sheet, value)
            written.number_format = "@"
            return written
        case dt.date() if value < FIRST_DAY:
            return text_cell(sheet, value.isoformat())
    cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, dt.time):
        cell.number_format = "hh:mm:ss"
    return cell


def _keeps(number: int | Decimal) -> bool:
    digits = str(abs(number)) if isinstance(number, int) else format(abs(number), "f").replace(".", "")
    return len(digits.strip("0")) <= MOST_DIGITS


def _value(cell: Any) -> PlainCell | Unusable:  # noqa: ANN401 (a cell of any kind, merged ones too)
    value, kind = cell.value, cell.data_type
    match value:
        case None | bool():
            return value
        case str() if kind == "f":
            return Unusable(f"{value} is a formula")
        case str() if kind == "e":
            return Unusable(f"{value} is an error")
        case str():
            return _CODE.sub(lambda found: chr(int(found[1], 16)), value)
        case float():
            return int(value) if value.is_integer() else Decimal(repr(value))
        case int() | dt.time():
            return value
        case dt.datetime() if value.time() == dt.time():
            return value.date()
        case dt.datetime():
            return Unusable(f"{value} is a moment, not a day")
        case dt.date():
            return value
        case _:
            return Unusable(f"{value!r} is a formula")

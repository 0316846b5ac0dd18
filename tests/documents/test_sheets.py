"""Workbooks: what openpyxl reads back is what was written, text stays text, and the clock is in none."""

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from tests.documents.reports import BUDGET, FIRMS, INVENTED, REPORT, reports, texts
from tests.soak import examples

from intra_core.documents.names import file_names, sheet_names
from intra_core.documents.sheets import header_row, write_sheets
from intra_core.errors import WrongInput
from intra_core.model.money import CURRENCIES, Money
from intra_core.model.quantity import Rate
from intra_core.model.report import Report, Section, Table


def written(report):
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.xlsx"
        write_sheets(report, file)
        assert list(Path(folder).iterdir()) == [file]
        return file.read_bytes()


def tables_of(report):
    return [table for section in report.sections for table in section.tables]


def meant(cell):
    """Give what Excel is to show: text, or a number or day it keeps to the last digit."""
    match cell:
        case None | "":
            return None
        case str():
            return cell
        case int():
            return Decimal(cell) if abs(cell) < 10**15 else str(cell)
        case Money():
            fits = abs(cell.minor) < 10**15 and cell.currency in CURRENCIES
            return Decimal(cell.decimal) if fits else str(cell)
        case Rate():
            return Decimal(cell.basis_points) / 10000
        case dt.date():
            return cell if cell >= dt.date(1900, 3, 1) else str(cell)
        case other:
            raise AssertionError(other)


def found(cell):
    match cell.value:
        case str():
            return unescape(cell.value)
        case dt.datetime():
            return cell.value.date()
        case int() | float():
            return Decimal(str(cell.value))
        case nothing:
            assert nothing is None
            return None


@settings(max_examples=examples(30))
@given(reports(charted=False))
def test_every_cell_is_read_back(report):
    _, *sheets = load_workbook(io.BytesIO(written(report))).worksheets
    for table, sheet in zip(tables_of(report), sheets, strict=True):
        head = header_row(table, report.invented)
        rows = [[found(cell) for cell in row[: len(table.columns)]] for row in sheet.iter_rows(min_row=head)]
        rows += [[None] * len(table.columns)] * (1 + len(table.rows) - len(rows))  # no reader sees empty last rows
        assert rows == [[column or None for column in table.columns]] + [list(map(meant, row)) for row in table.rows]


@settings(max_examples=examples(30))
@given(reports(charted=False))
def test_no_text_is_a_formula_and_every_sheet_says_what_is_invented(report):
    for sheet in load_workbook(io.BytesIO(written(report))).worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type in {"f", "e"}]
        for cell in cells:
            if isinstance(cell.value, str) and unescape(cell.value).startswith(("=", "+", "-", "@", "\t", "\r")):
                assert cell.quotePrefix
        if report.invented:
            assert report.invented in [found(cell) for cell in cells]


@settings(max_examples=examples(10))
@given(reports(charted=False))
def test_the_same_report_gives_the_same_bytes_with_no_moment_in_them(report):
    raw = written(report)
    assert written(report) == raw
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


def test_a_workbook_has_a_sheet_for_each_table_behind_one_that_lists_them():
    front, budget, firms = load_workbook(io.BytesIO(written(REPORT))).worksheets
    assert [front.title, budget.title, firms.title] == ["Contents", "Budget by call", "Firms"]
    assert [row[0].value for row in front.iter_rows()][:5] == [
        REPORT.title, REPORT.subtitle, INVENTED, *REPORT.notes, "The sum grows.",
    ]  # fmt: skip
    assert front["A7"].hyperlink.location == "'Budget by call'!A1"
    assert budget.freeze_panes == "A5"  # below title, what is invented, note and headings
    assert budget.auto_filter.ref == "A4:D6"
    assert budget.print_title_rows == "$1:$4"
    footer = budget.oddFooter
    assert footer is not None
    assert footer.left.text == INVENTED
    assert firms.freeze_panes == "A4"


def test_numbers_and_days_look_like_what_they_are():
    _, budget, firms = load_workbook(io.BytesIO(written(REPORT))).worksheets
    assert (budget["B5"].value, budget["B5"].number_format) == (1200000.5, "[$EUR] #,##0.00")
    assert (budget["D5"].value, budget["D5"].number_format) == (0.0833, "0.00%")
    assert (firms["C4"].value, firms["C4"].number_format) == (dt.datetime(2024, 9, 2), "yyyy-mm-dd")  # noqa: DTZ001
    assert (firms["D5"].value, firms["D5"].number_format) == (12345, "#,##0")


def test_leading_zeros_stay():
    _, _, firms = load_workbook(io.BytesIO(written(REPORT))).worksheets
    assert (firms["A4"].value, firms["A4"].data_type, firms["A4"].number_format) == ("0012", "s", "@")


def report_of(*tables):
    return Report(title="", subtitle="", sections=(Section(title="", tables=tables),))


def test_what_a_sheet_cannot_hold_is_told_all_together(tmp_path):
    long = Table(title="long", columns=("a",), rows=(("x" * 32_768,),))
    high = Table(title="high", columns=("a",), rows=((1,),) * 1_048_576)
    with pytest.raises(WrongInput) as told:
        write_sheets(report_of(long, high), tmp_path / "report.xlsx")
    assert [complaint.says for complaint in told.value.complaints] == [
        "a text in the table 'long' has 32,768 letters; a cell holds 32,767",
        "the table 'high' has 1,048,576 rows and 1 columns; a sheet holds 1,048,576 and 16,384",
    ]
    assert not list(tmp_path.iterdir())


@given(st.lists(texts, max_size=12))
def test_names_of_sheets_are_those_that_excel_takes(titles):
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\\0\t\r\n")
        assert name == name.strip("' ")
        assert name.casefold() != "history"


def test_long_titles_and_excels_own_name_give_way():
    assert sheet_names(["History", "a" * 40, "A" * 40]) == ("History (2)", "a" * 31, f"{'A' * 27} (2)")


@given(st.lists(texts, max_size=12))
def test_names_of_files_are_plain_and_different(titles):
    names = file_names(titles)
    assert len(set(names)) == len(titles)
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(name) < 80 for name in names)


def test_the_tables_of_the_example_are_those_that_are_read():
    assert tables_of(REPORT) == [BUDGET, FIRMS]

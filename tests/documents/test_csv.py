"""Tables as CSV: what is read back is what was written, and a spreadsheet finds no formula."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.reports import BUDGET, FIRMS, INVENTED, REPORT, sentences, tables, texts

from intra_core.documents.csv_file import as_csv, as_it_was, kept_as_text, write_all_csv
from intra_core.errors import WrongInput
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.model.report import Table

SEPARATORS = st.sampled_from([",", ";", "\t"])


def read(table, separator=",", **asked):
    raw = b"".join(as_csv(table, separator=separator, **asked))
    text = raw.decode("utf-8-sig")
    if asked.get("invented"):
        first, _, text = text.partition("\r\n")
        assert first == f"# invented: {' '.join(asked['invented'].split())}"
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def meant(cell, alone):
    match cell:
        case None:
            return ""
        case str():
            return cell
        case Money():
            return cell.decimal if alone else str(cell)
        case Rate():
            return format((Decimal(cell.basis_points) / 10000).normalize(), "f")
        case _:
            return str(cell)


@given(tables(), sentences, st.booleans(), SEPARATORS)
def test_every_cell_is_read_back(table, invented, mark, separator):
    head, *rows = read(table, separator, invented=invented, byte_order_mark=mark)
    currencies = [
        {row[place].currency for row in table.rows if isinstance(row[place], Money)} for place in range(len(head))
    ]
    for column, found, known in zip(table.columns, head, currencies, strict=True):
        assert as_it_was(found).startswith(column)
        assert as_it_was(found)[len(column) :].strip(" ()") == (min(known) if len(known) == 1 else "")
    found = [[as_it_was(cell) for cell in row] for row in rows]
    assert found == [
        [meant(cell, len(known) == 1) for cell, known in zip(row, currencies, strict=True)] for row in table.rows
    ]


@given(tables(), SEPARATORS)
def test_no_text_begins_as_a_formula(table, separator):
    for row, found in zip(table.rows, read(table, separator)[1:], strict=True):
        for cell, written in zip(row, found, strict=True):
            assert not (isinstance(cell, str) and written.strip().startswith(tuple("=+-@＝＋－＠")))


@given(texts)
def test_what_is_kept_as_text_can_be_undone(text):
    assert as_it_was(kept_as_text(text)) == text


@given(tables(), sentences)
def test_the_same_table_gives_the_same_bytes(table, invented):
    assert list(as_csv(table, invented=invented)) == list(as_csv(table, invented=invented))


def test_a_table_reads_as_rfc_4180_says():
    assert b"".join(as_csv(FIRMS, invented=INVENTED, byte_order_mark=True)) == (
        b"\xef\xbb\xbf# invented: The population is invented (invented-shares.toml, seed 7).\r\n"
        b"number,name,handed in,awards\r\n"
        b'0012,"\'=HYPERLINK(""a"")",2024-09-02,3\r\n'
        b"0013,<b>R&D</b>,2025-01-31,12345\r\n"
    )


def test_the_heading_names_the_currency_that_a_column_has_alone():
    assert read(BUDGET) == [
        ["call", "before (EUR)", "after (EUR)", "share"],
        ["v3", "1200000.50", "1300000.00", "0.0833"],
        ["unknown", "", "0.00", ""],
    ]
    mixed = Table(title="", columns=("paid",), rows=((Money(5, "EUR"),), (Money(-5, "JPY"),)))
    assert read(mixed) == [["paid"], ["EUR 0.05"], ["JPY -5"]]


def test_a_row_with_nothing_in_it_is_a_row():
    assert read(Table(title="", columns=("a",), rows=((None,), ("b",)))) == [["a"], [""], ["b"]]


def test_a_point_parts_no_cells():
    with pytest.raises(ValueError, match="parted by one of"):
        list(as_csv(FIRMS, separator="."))


def test_each_table_of_a_report_becomes_a_file(tmp_path):
    files = write_all_csv(REPORT, tmp_path / "tables")
    assert [file.name for file in files] == ["1-budget-by-call.csv", "2-firms.csv"]
    assert all(file.read_bytes().startswith(b"# invented: ") for file in files)
    assert sorted(tmp_path.joinpath("tables").iterdir()) == sorted(files)


def test_a_file_where_the_folder_should_be_is_told(tmp_path):
    tmp_path.joinpath("tables").write_text("")
    with pytest.raises(WrongInput, match="cannot be made"):
        write_all_csv(REPORT, tmp_path / "tables")

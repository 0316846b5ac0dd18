"""`intra cases` writes case files in another form; `intra regions boundaries` makes tables, writes and checks them."""

import json
import re
import sys
from pathlib import Path

import openpyxl
import pytest
from tests.cli.test_test import CASE, EXAMPLE  # noqa: F401 (the fixture below is made of them)
from tests.cli.test_test import hills as hills  # noqa: PLC0414 (a fixture)

ROW = 'id      = "employees/undertaking.employees"\n'
CHANGED = "employees/undertaking.employees: {} -> ineligible: employees, 1 -> eligible: EUR 2400.00 in "
SIGNED = 'signed  = { name = "The intra-core contributors", on = 2026-11-23, source = "call" }\n'


@pytest.fixture
def table(intra, hills):
    """Write the tables of the region and give the file of one."""
    code, out, _ = intra("regions", "boundaries", "hills", "--write")
    told = out.splitlines()
    assert (code, told[::2]) == (0, ["written: boundaries/plan.toml", "written: boundaries/voucher.toml"])
    assert all(re.fullmatch(r"  \+ \d+ rows, in a new file", each) for each in told[1::2])
    return hills / "boundaries" / "voucher.toml"


# --- case files in another form -----------------------------------------------------------------


@pytest.mark.usefixtures("hills")
def test_a_case_file_goes_into_a_workbook_and_back(intra, tmp_path):
    first, book, last = (tmp_path / name for name in ("first.toml", "book.xlsx", "last.toml"))
    first.write_text(CASE, "utf-8")
    assert intra("cases", first, "-o", book)[:2] == (0, f"{book}: 1 case\n")
    assert intra("test", book)[1] == "1 of 1 case holds: 1 case of a case file\n"
    code, out, _ = intra("cases", book, "-o", last, "--json")
    assert (code, json.loads(out)) == (0, {"file": str(last), "cases": 1})
    assert intra("test", last)[1] == "1 of 1 case holds: 1 case of a case file\n"


@pytest.mark.usefixtures("hills")
def test_a_wrong_cell_is_told_by_its_address_and_nothing_is_written(intra, tmp_path):
    first, book = tmp_path / "first.toml", tmp_path / "book.xlsx"
    first.write_text(CASE, "utf-8")
    intra("cases", first, "-o", book)
    workbook = openpyxl.load_workbook(book)
    column = next(cell.column_letter for cell in workbook["cases"][1] if cell.value == "given.undertaking.employees")
    workbook["cases"][f"{column}2"] = "nobody"
    workbook.save(book)
    code, out, err = intra("cases", book, "-o", tmp_path / "last.toml")
    assert (code, out) == (2, "")
    assert f"cases!{column}2: case[0].given.undertaking.employees: 'nobody' is not a whole number" in err
    assert not (tmp_path / "last.toml").exists()
    code, _, err = intra("cases", first, "-o", tmp_path / "last.csv")
    assert (code, "'.csv' is no form of a case file" in err) == (2, True)


# --- boundary tables ----------------------------------------------------------------------------


@pytest.mark.usefixtures("hills")
def test_a_table_is_printed_to_be_read(intra):
    code, out, _ = intra("regions", "boundaries", "hills", "hills.voucher")
    assert code == 0
    assert out.splitlines()[0].startswith("hills.voucher: ")
    assert "    0 -> ineligible: employees\n    1 -> eligible: EUR 2400.00\n" in out
    assert "    rests on min_employees = 1 persons (call)\n" in out


def test_what_is_not_as_the_rules_are_is_told_with_its_rows(intra, hills, table):
    assert intra("regions", "boundaries", "hills", "--check")[:2] == (0, "2 boundary tables, all as their rules are\n")
    table.write_text(table.read_text("utf-8").replace("value = 0, ", "value = 1, "), "utf-8")
    code, out, _ = intra("regions", "boundaries", "hills", "--check")
    head, gone, come = out.splitlines()
    assert (code, head) == (1, "not as its rules are: boundaries/voucher.toml")
    assert gone.startswith(f"  - {CHANGED.format(1)}")
    assert come.startswith(f"  + {CHANGED.format(0)}")
    before = table.read_text("utf-8")
    assert intra("regions", "boundaries", "hills", "--write")[0] == 0
    assert table.read_text("utf-8") != before
    assert hills.is_dir()


def test_a_signed_row_is_a_case_and_loses_its_signature_when_it_changes(intra, table):
    text = table.read_text("utf-8")
    head, mark, rest = text.partition(ROW)
    row, _, more = rest.partition("\n\n")
    table.write_text(head + mark + row + "\n" + SIGNED + "\n" + more, "utf-8")
    assert intra("regions", "boundaries", "hills", "--check")[0] == 0
    assert intra("test", "hills.voucher")[1].endswith("2 signed boundary cases\n")
    code, out, _ = intra("regions", "boundaries", "hills", "hills.voucher", "--json")
    (signed,) = [each for each in json.loads(out)["measures"][0]["rows"] if each["signed"]]
    assert (code, signed["id"], signed["signed"]["on"]) == (0, "employees/undertaking.employees", "2026-11-23")
    table.write_text(table.read_text("utf-8").replace("value = 0, ", 'value = 0, award = "none", '), "utf-8")
    code, _, err = intra("regions", "boundaries", "hills", "--write")
    assert (code, "the signature of employees/undertaking.employees is dropped: the row has changed" in err) == (
        0,
        True,
    )
    assert "signed  =" not in table.read_text("utf-8")


def test_a_table_that_stands_in_the_file_of_another_measure_is_told(intra, table):
    table.rename(table.with_name("other.toml"))
    code, out, err = intra("regions", "boundaries", "hills", "--write")
    assert (code, out) == (2, "")
    assert "hills/boundaries/other.toml:7:11: measure: the boundary table of 'hills.voucher' stands in another" in err
    assert err.endswith("  call it boundaries/voucher.toml\n")


@pytest.mark.usefixtures("hills")
def test_a_measure_named_twice_is_told_once(intra):
    once = intra("regions", "boundaries", "hills", "hills.voucher")
    assert intra("regions", "boundaries", "hills", "hills.voucher", "hills.voucher") == once


def test_a_folder_that_cannot_be_made_is_one_complaint(intra, hills, monkeypatch):
    def refuse(folder, **_):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Path, "mkdir", refuse)
    code, out, err = intra("regions", "boundaries", "hills", "--write")
    assert (code, out, err.splitlines()[0]) == (2, "", f"{hills / 'boundaries'}: cannot be made: Permission denied")


@pytest.mark.usefixtures("hills")
def test_tables_to_be_read_elsewhere(intra, tmp_path):
    page, book = tmp_path / "x.md", tmp_path / "x.xlsx"
    assert intra("regions", "boundaries", "hills", "-o", page)[0] == 0
    assert "| employees/undertaking.employees | employees | " in page.read_text("utf-8")
    assert intra("regions", "boundaries", "hills", "-o", book)[0] == 0
    assert {"hills.voucher", "Sources"} <= set(openpyxl.load_workbook(book).sheetnames)


@pytest.mark.usefixtures("hills")
def test_a_region_or_measure_that_is_not_there(intra):
    code, _, err = intra("regions", "boundaries", "hils")
    assert (code, "did you mean 'hills'?" in err) == (2, True)
    code, _, err = intra("regions", "boundaries", "hills", "hills.vouchr")
    assert (code, "no measure 'hills.vouchr' in hills\n  did you mean 'hills.voucher'?" in err) == (2, True)


@pytest.mark.usefixtures("hills")
def test_tables_written_to_a_file_are_not_printed_too(intra, tmp_path):
    page = tmp_path / "x.md"
    code, out, _ = intra("regions", "boundaries", "hills", "-o", page)
    rows = page.read_text("utf-8").count("| not signed |")
    assert (code, out) == (0, f"{page}: 2 boundary tables with {rows} rows\n")


@pytest.mark.usefixtures("hills")
def test_a_file_of_another_ending_is_refused_and_not_written(intra, tmp_path):
    code, out, err = intra("regions", "boundaries", "hills", "-o", tmp_path / "x.pdf")
    assert (code, out, "'.pdf' is no form of boundary tables\n  end it with .md or .xlsx" in err) == (2, "", True)
    assert not list(tmp_path.glob("x.*"))


@pytest.mark.usefixtures("hills")
def test_a_workbook_in_a_folder_that_is_not_there_is_one_complaint(intra, tmp_path):
    file = tmp_path / "none" / "x.xlsx"
    code, out, err = intra("regions", "boundaries", "hills", "-o", file)
    assert (code, out, err) == (2, "", f"{file}: cannot be written: there is no folder '{file.parent}'\n")


@pytest.mark.usefixtures("hills")
def test_a_workbook_without_the_extra_names_the_extra(intra, tmp_path, monkeypatch):
    for name in [each for each in sys.modules if each == "intra_core.documents.sheets"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    code, out, err = intra("regions", "boundaries", "hills", "-o", tmp_path / "x.xlsx")
    assert (code, out, "pip install 'intra-core[documents]'" in err, "internal" in err) == (2, "", True, False)

"""`intra regions boundaries --from`: signatures of a workbook go into the region's files, and nothing else of it."""

import datetime as dt

import openpyxl
import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.test_test import hills as hills  # noqa: PLC0414 (a fixture)

from intra_core.testing import clock

SHEET = "hills.voucher"
DAY = dt.date(2026, 11, 20)
SIGNATURES = st.tuples(
    st.sampled_from(["The desk of the fund", "= Anna", "Občina Piran"]),
    st.dates(dt.date(2020, 1, 1), DAY),
    st.sampled_from(["call", "A letter of the fund", "The call, page 3"]),
)


@pytest.fixture
def asked(intra, hills, tmp_path, monkeypatch):
    """Write the tables and a workbook of them; give a way to change cells, send it back, and read what is signed."""
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(DAY.year, DAY.month, DAY.day, tzinfo=dt.UTC))
    assert intra("regions", "boundaries", "hills", "--write")[0] == 0
    return Asked(intra, hills / "boundaries" / "voucher.toml", tmp_path / "tables.xlsx")


class Asked:
    """A region with a workbook of its tables."""

    def __init__(self, intra, file, book):
        self.intra, self.file, self.book = intra, file, book
        self.text = file.read_text("utf-8")

    def written(self, *more):
        code, _, _ = self.intra("regions", "boundaries", "hills", "-o", self.book, *more)
        assert code == 0
        return openpyxl.load_workbook(self.book)

    def back(self, workbook):
        workbook.save(self.book)
        return self.intra("regions", "boundaries", "hills", "--from", self.book)

    def signed(self):
        rows = tomli.loads(self.file.read_text("utf-8"))["row"]
        return {row["id"]: tuple(row["signed"].values()) for row in rows if "signed" in row}


def sign(workbook, row, signature):
    for column, value in zip("KLM", signature, strict=True):
        cell = workbook[SHEET][f"{column}{row}"]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"


def rows_of(workbook):
    sheet = workbook[SHEET]
    head = next(number for number in range(1, 6) if sheet[f"A{number}"].value == "Row")
    return {sheet[f"A{number}"].value: number for number in range(head + 1, sheet.max_row + 1)}


def test_a_workbook_that_comes_back_as_it_went_changes_nothing(asked):
    code, out, _ = asked.back(asked.written())
    assert (code, out) == (0, "2 boundary tables, no row signed that was not signed before\n")
    assert asked.file.read_text("utf-8") == asked.text


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_what_is_signed_in_the_cells_is_signed_in_the_file_and_nothing_else_is_changed(asked, data):
    asked.file.write_text(asked.text, "utf-8")
    workbook = asked.written()
    rows = rows_of(workbook)
    signatures = data.draw(st.dictionaries(st.sampled_from(sorted(rows)), SIGNATURES, min_size=1))
    for name, (who, day, source) in signatures.items():
        sign(workbook, rows[name], (who, day if data.draw(st.booleans()) else day.isoformat(), source))
    code, out, _ = asked.back(workbook)
    assert code == 0
    assert asked.signed() == signatures
    assert {line.strip() for line in out.splitlines()[1:]} == {
        f"signed: {name} by {who}, {day}, {source}" for name, (who, day, source) in signatures.items()
    }
    kept = [line for line in asked.file.read_text("utf-8").splitlines() if not line.startswith("signed ")]
    assert kept == asked.text.splitlines()
    assert asked.intra("regions", "boundaries", "hills", "--check")[0] == 0
    # What has been signed stays so when a workbook comes back that was written before.
    assert asked.back(openpyxl.load_workbook(asked.book))[1].endswith("no row signed that was not signed before\n")


def test_an_empty_cell_takes_no_signature_away(asked):
    before = asked.written()
    workbook = asked.written()
    name, row = next(iter(rows_of(workbook).items()))
    sign(workbook, row, ("The desk of the fund", DAY, "call"))
    asked.back(workbook)
    asked.back(before)
    assert asked.signed() == {name: ("The desk of the fund", DAY, "call")}


@pytest.mark.parametrize("language", ["sl", "bg"])
def test_the_language_that_it_was_written_in_need_not_be_told(asked, language):
    workbook = asked.written("--lang", language)
    name, row = next(iter(rows_of(workbook).items()))
    sign(workbook, row, ("The desk of the fund", DAY, "call"))
    assert asked.back(workbook)[0] == 0
    assert set(asked.signed()) == {name}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_other_cell_that_was_changed_is_named_and_nothing_is_written(asked, data):
    workbook = asked.written()
    sheet = workbook[data.draw(st.sampled_from(workbook.sheetnames))]
    cells = [each for row in sheet.iter_rows() for each in row]
    if sheet.title in {SHEET, "hills.plan"}:
        head = next(each.row for each in cells if each.value == "Row")
        cells = [each for each in cells if each.row <= head or each.column_letter not in "KLM"]
    cell = data.draw(st.sampled_from(cells))
    cell.value = data.draw(st.sampled_from(["something else", 5, None] if cell.value else ["something else", 5]))
    sign(workbook, 4, ("The desk of the fund", DAY, "call"))
    code, out, err = asked.back(workbook)
    assert (code, out) == (2, "")
    assert err.startswith(f"{asked.book}: {sheet.title}!{cell.coordinate}: the cell is ")
    assert asked.file.read_text("utf-8") == asked.text


@pytest.mark.parametrize(("signature", "place", "says"), [
    (("A", None, "call"), "L", "the key 'on' is missing"),
    ((None, DAY, "call"), "K", "the key 'name' is missing"),
    (("A", DAY, None), "M", "the key 'source' is missing"),
    (("A", "soon", "call"), "L", "'soon' is not a day"),
    (("A", 45000, "call"), "L", "45000 is not a day"),
    ((5, DAY, "call"), "K", "5 is not a text"),
    (("A", DAY, "cal"), "M", "unknown source 'cal'"),
    (("A", DAY + dt.timedelta(days=2), "call"), "L", "signed on 2026-11-22, a day that is still to come"),
    (("A", dt.datetime(2026, 11, 20, 8, 30), "call"), "L", "is a moment, not a day"),  # noqa: DTZ001 (a cell has no zone)
])  # fmt: skip
def test_a_wrong_signature_is_told_by_its_cell(asked, signature, place, says):
    workbook = asked.written()
    row = list(rows_of(workbook).values())[1]
    sign(workbook, row, signature)
    code, out, err = asked.back(workbook)
    assert (code, out) == (2, "")
    first, *_ = err.splitlines()
    assert first.startswith(f"{asked.book}: {SHEET}!{place}{row}: ")
    assert says in first
    assert asked.file.read_text("utf-8") == asked.text


def test_the_name_of_the_measure_written_over_is_such_a_cell(asked):
    workbook = asked.written()
    workbook["hills.plan"]["A1"] = "something else"
    assert f"{asked.book}: hills.plan!A1: the cell is 'something else', and not 'hills.plan'" in asked.back(workbook)[2]


def test_a_formula_is_no_signature(asked):
    workbook = asked.written()
    row = next(iter(rows_of(workbook).values()))
    workbook[SHEET][f"K{row}"] = "=A1"
    code, _, err = asked.back(workbook)
    assert (code, err.count("\n")) == (2, 2)
    assert f"{SHEET}!K{row}: row[0].signed.name: =A1 is a formula" in err


def test_what_is_no_such_workbook_is_told(asked, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    other = openpyxl.Workbook()
    other.save(tmp_path / "b.xlsx")
    for name, says in (("a", "this is no workbook"), ("b", "no sheet of it is the boundary table"), ("c", "cannot be")):
        code, out, err = asked.intra("regions", "boundaries", "hills", "--from", tmp_path / f"{name}.xlsx")
        assert (code, out, says in err) == (2, "", True)
    workbook = asked.written()
    del workbook["Sources"]
    assert "the sheet 'Sources' is missing" in asked.back(workbook)[2]
    workbook = asked.written()
    workbook.create_sheet("Notes")
    assert "the sheet 'Notes' is none of those that were written" in asked.back(workbook)[2]


@pytest.mark.parametrize("more", [["--write"], ["--check"], ["-o", "x.md"], ["hills.voucher"]])
def test_what_says_nothing_beside_it_is_refused(asked, more):
    asked.written()
    code, _, err = asked.intra("regions", "boundaries", "hills", *more, "--from", asked.book)
    assert (code, "says nothing beside --from" in err) == (2, True)

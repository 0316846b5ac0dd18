"""Case files as workbooks: whatever they tell comes back, and what is wrong with a cell is told by its address."""

import datetime as dt
import json
from decimal import Decimal

import openpyxl
import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from tests.installed import CATALOGUE

from intra_core.documents.plain_sheets import read_plain, write_plain
from intra_core.errors import WrongInput
from intra_core.testing import read_cases
from intra_core.testing.cases.case_file import with_days
from intra_core.testing.cases.forms import json_of, sound_tree, toml_of, write_cases
from intra_core.testing.cases.sheet import sheets_of
from intra_core.testing.cases.sheet_reading import document_of_sheets

REGIONS = [each.region for each in CATALOGUE.regions]
FILE = """schema = 1
kind   = "cases"

[all]
measure = "slovenia.forum"
author  = "=The intra-core contributors"
written = 2026-11-23
source  = "letter"

[source.letter]
title = "A letter, page 2"
read  = 2026-11-22

[[case]]
name   = "=SUM(A1:A3), or a name that looks like one"
on     = 2021-10-01
expect = { verdict = "undetermined", asks = ["undertaking.seat", "undertaking.legal_form"] }
[case.given]
undertaking = { headcount = 249.99, size = "small" }
cost        = [{ kind = "fee", net = "EUR 5.00" }, { kind = "travel" }]
award       = []

[[case]]
name   = "A large one"
like   = "=SUM(A1:A3), or a name that looks like one"
given  = { undertaking = { size = "large" }, award = "absent" }
expect = { verdict = "ineligible", unmet = ["size"] }
"""


@pytest.fixture
def book(tmp_path):
    """Give a way to write the file above as a workbook, and to change cells of it."""
    file = tmp_path / "cases.xlsx"

    def write(**cells):
        write_cases(sound_tree(FILE, "cases.toml", REGIONS), file)
        workbook = openpyxl.load_workbook(file)
        for name, value in cells.items():
            workbook["cases"][name] = value
        workbook.save(file)
        return file

    return write


def told(file):
    with pytest.raises(WrongInput) as caught:
        read_cases(file.read_bytes(), "cases.xlsx", REGIONS)
    return [str(each) for each in caught.value.complaints]


# --- there and back -----------------------------------------------------------------------------

NOON = dt.datetime.combine(dt.date(2024, 1, 1), dt.time(12, 30))
TEXTS = st.one_of(
    st.text(min_size=1, max_size=12).filter(lambda text: text.strip()),
    st.sampled_from(
        ["=1+1", "+1", "-x", "@x", " a ", "[]", '"', "{}", "[1", "_x0041_", "a\r\nb", "a, b", "#N/A", "absent"]
    ),
)
SCALARS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**9), 10**9, places=4).filter(lambda number: number % 1),
    st.dates(dt.date(1900, 3, 1), dt.date(2200, 1, 1)),
    st.dates(dt.date(1900, 3, 1), dt.date(2200, 1, 1)),
    st.times().map(lambda time: time.replace(microsecond=0, fold=0)),
)
KEYS = st.sampled_from(["undertaking", "cost", "seat", "a b", "net", "x.y", "z[0]", 'q"q'])
FACTS = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
        max_leaves=6,
    ),
    max_size=3,
)
EXPECTED = st.fixed_dictionaries(
    {"verdict": st.just("eligible")},
    optional={"unmet": st.lists(TEXTS, max_size=3), "award": TEXTS, "asks": st.lists(TEXTS, max_size=2)},
)
TREES = st.lists(
    st.fixed_dictionaries(
        {"name": TEXTS, "given": FACTS, "expect": EXPECTED},
        optional={"on": st.dates(dt.date(1901, 1, 1)), "like": TEXTS},
    ),
    min_size=1,
    max_size=3,
).map(lambda cases: {"schema": 1, "kind": "cases", "case": cases})  # fmt: skip


@given(TREES)
def test_what_is_laid_out_as_sheets_comes_back(tree):
    assert document_of_sheets(sheets_of(tree), "x").tree == tree


@given(TREES)
def test_what_is_written_as_toml_comes_back(tree):
    assert tomli.loads(toml_of(tree), parse_float=Decimal) == tree


CELLS = st.one_of(SCALARS, st.none(), st.just(""), st.just(" "), st.just("\0"), st.just("\ufffe"))


@given(rows=st.lists(st.lists(CELLS.filter(lambda cell: cell != ""), min_size=3, max_size=3), min_size=1, max_size=4))
def test_cells_come_back_also_from_a_workbook_that_was_opened_and_saved_unchanged(tmp_path_factory, rows):
    file = tmp_path_factory.getbasetemp() / "cells.xlsx"
    rows = [["a", "b", "c"], *rows]
    write_plain({"cases": rows}, file)
    once = read_plain(file.read_bytes(), "x")["cases"]
    openpyxl.load_workbook(file).save(file)
    assert read_plain(file.read_bytes(), "x")["cases"] == once
    assert [[*row] for row in once] == [*rows[:1], *rows[1:]][: len(once)]
    assert all(cell is None for row in rows[len(once) :] for cell in row)


def test_a_case_file_comes_back_from_a_workbook_opened_and_saved(book):
    tree = sound_tree(FILE, "cases.toml", REGIONS)
    file = book()
    assert sound_tree(file.read_bytes(), "cases.xlsx", REGIONS) == tree
    again = read_cases(file.read_bytes(), "cases.xlsx", REGIONS)
    before = read_cases(FILE, "cases.toml", REGIONS)
    assert [(each.example.name, each.example.given, each.author) for each in again] == [
        (each.example.name, each.example.given, each.author) for each in before
    ]
    assert [each.line for each in again] == [2, 3]
    assert sound_tree(toml_of(tree), "x", REGIONS) == tree
    back = with_days(json.loads(json_of(tree), parse_float=Decimal))
    assert sound_tree(json_of(tree), "x", REGIONS) == back == tree


def test_text_that_begins_like_a_formula_stays_text(book):
    cell = openpyxl.load_workbook(book())["cases"]["A2"]
    assert (cell.value, cell.data_type) == ("=SUM(A1:A3), or a name that looks like one", "s")


# --- what is wrong with a cell ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        ("D2", "many", "cases!D2: case[0].given.undertaking.headcount: 'many' is not a number"),
        ("E2", "smal", "cases!E2: case[0].given.undertaking.size: unknown word 'smal'\n  did you mean 'small'?"),
        (
            "G2",
            5,
            'cases!G2: case[0].given.cost[0].net: 5 is not written exactly\n  write it as text, like "EUR 1000.00"',
        ),
        ("C2", "soon", "cases!C2: case[0].on: 'soon' is not a day such as 2024-06-21"),
        ("J2", "eligble", "cases!J2: case[0].expect.verdict: unknown verdict 'eligble'"),
        ("L3", "siz, seat", "cases!L3: case[1].expect.unmet[0]: no condition or duty is called 'siz'"),
        ("G2", "=1+1", "cases!G2: =1+1 is a formula\n  write the value itself"),
        ("G2", NOON, "cases!G2: 2024-01-01 12:30:00 is a moment, not a day"),
        ("D1", "given.undertaking.headcont", "cases!D1: case[0].given.undertaking.headcont: unknown key 'headcont'"),
        ("D1", "gven.undertaking.headcount", "cases!D1: unknown heading 'gven.undertaking.headcount'\n  did you"),
        ("D1", "given..x", "cases!D1: unknown heading 'given..x'"),
        ("D1", "given.undertaking.size", "cases!E1: the heading 'given.undertaking.size' stands twice"),
        ("I2", '[{"a"', "cases!I2: '[{\"a\"' is neither a list, a table nor a text in quotes"),
        ("M1", "given.cost", "cases!M2: given.cost stands beside a column of what is in it"),
        ("A2", None, "cases!C2: case[0]: the key 'name' is missing\n  give a text"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_by_its_sheet_and_address(book, cell, value, says):
    more = {"M2": "x"} if cell == "M1" else {}
    said = told(book(**{cell: value}, **more))
    assert any(each.startswith(f"cases.xlsx: {says}") for each in said), said


@pytest.mark.parametrize(
    ("sheet", "cells", "says"),
    [
        ("all", {"A6": "author", "B6": "Somebody else"}, "all!A6: 'author' stands twice\n  keep one"),
        ("all", {"B6": "Somebody"}, "all!A6: nothing says what 'Somebody' is\n  write its key"),
        (
            "all",
            {"C2": "x"},
            "all!C1: nothing says what 'x' is\n  write a heading there, or leave the cells below it empty",
        ),
        ("sources", {"A3": "letter", "B3": "Another letter"}, "sources!A3: 'letter' stands twice\n  keep one"),
        ("sources", {"B3": "Another letter"}, "sources!A3: nothing says what 'Another letter' is\n  write its key"),
        (
            "sources",
            {"F2": "x"},
            "sources!F1: nothing says what 'x' is\n  write a heading there, or leave the cells below it empty",
        ),
        ("sources", {"A1": "name"}, "sources!A1: no column is headed 'key'\n  give each source a key of its own there"),
        ("sources", {"F1": "key"}, "sources!F1: the heading 'key' stands twice"),
        (
            "cases",
            {"N2": "x"},
            "cases!N1: nothing says what 'x' is\n  write a heading there, or leave the cells below it empty",
        ),
    ],
)
def test_nothing_that_is_told_is_passed_over(book, sheet, cells, says):
    file = book()
    workbook = openpyxl.load_workbook(file)
    for name, value in cells.items():
        workbook[sheet][name] = value
    workbook.save(file)
    said = told(file)
    assert any(each.startswith(f"cases.xlsx: {says}") for each in said), said


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("[" * 5_000, "nested more than 100 levels deep"),  # found by fuzzing, as is the next: it ended in a traceback
        ('"\\ud800"', "holds half of a letter"),
        ('{"a": 1, "a": 2}', "the key 'a' stands twice"),
        ("[NaN]", "NaN is not a number"),
        ("[null]", "null is not a value"),
        ('[1], "b": 2', "is neither a list, a table nor a text in quotes"),
    ],
)
def test_what_is_written_in_a_cell_as_json_is_held_to_what_files_of_json_are(cell, says):
    with pytest.raises(WrongInput) as caught:
        document_of_sheets({"cases": [["name", "given.cost"], ["A", cell]]}, "cases.xlsx")
    (complaint,) = caught.value.complaints
    assert complaint.key == "cases!B2"
    assert says in str(complaint)
    str(complaint).encode()


def test_half_of_a_letter_in_a_heading_stays_as_it_is_written():
    tree = document_of_sheets({"cases": [["name", 'given."\\ud800"'], ["A", "x"]]}, "cases.xlsx").tree
    assert tree["case"][0]["given"] == {"\\ud800": "x"}


def test_the_columns_of_sources_may_stand_in_any_order():
    sheets = {**sheets_of(tomli.loads(FILE)), "sources": [["title", "key"], ["A letter", "letter"]]}
    assert document_of_sheets(sheets, "x").tree["source"] == {"letter": {"title": "A letter"}}


def test_what_is_no_workbook_and_a_workbook_without_cases(tmp_path):
    with pytest.raises(WrongInput, match="this is no workbook"):
        read_plain(b"PK nothing", "x")
    write_plain({"other": [["a"]]}, tmp_path / "x.xlsx")
    assert "there is no sheet called 'cases'\n  its sheets are other" in told(tmp_path / "x.xlsx")[0]


def test_a_number_of_more_digits_than_a_spreadsheet_keeps_is_refused(tmp_path):
    with pytest.raises(WrongInput, match="cases!B2: 1234567890123456 has more digits"):
        write_plain({"cases": [["a", "b"], [None, 1234567890123456]]}, tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_another_ending_is_no_form(tmp_path):
    with pytest.raises(WrongInput, match="is no form of a case file"):
        write_cases({"case": []}, tmp_path / "x.csv")

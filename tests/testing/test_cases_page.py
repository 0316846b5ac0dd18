"""What docs/cases.md shows is so: its case file is read and holds, its row stands in a region, its code runs."""

import doctest
import re
from pathlib import Path

import tomli
from tests.installed import CATALOGUE

from intra_core.testing import read_cases
from intra_core.testing.boundaries.kept import kept_tables
from intra_core.testing.cases.running import run_cases

PAGE = (Path(__file__).parents[2] / "docs" / "cases.md").read_text("utf-8")
TOML = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def test_the_case_file_of_the_page_holds():
    cases = read_cases(TOML[0], "docs/cases.md", [each.region for each in CATALOGUE.regions])
    assert len(cases) == 2
    assert [row for each in run_cases(cases, CATALOGUE.by_id) for row in each.lines()] == []


def test_the_row_of_the_page_is_one_of_the_region():
    shown = tomli.loads(TOML[1])["row"][0]
    table = kept_tables(CATALOGUE.region("slovenia").region)["slovenia.forum"]
    (row,) = [each for each in table.rows if each.id == shown["id"]]
    assert (row.id, row.of, row.moves, row.example) == tuple(shown[key] for key in ("id", "of", "moves", "example"))
    assert (row.first.value, row.second.value) == (shown["below"]["value"], shown["above"]["value"])
    assert list(row.rests) == shown["rests"]


def test_nobody_has_signed_what_the_page_says_nobody_has():
    tables = [table for each in CATALOGUE.regions for table in kept_tables(each.region).values()]
    signed = any(row.signed is not None for table in tables for row in table.rows)
    assert signed is not ("None of the rows of the six regions is signed so far." in PAGE)


def test_the_code_of_the_page_runs():
    found = doctest.DocTestParser().get_doctest(PAGE, {}, "docs/cases.md", "docs/cases.md", 0)
    assert doctest.DocTestRunner().run(found).failed == 0

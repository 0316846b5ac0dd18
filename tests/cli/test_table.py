"""`intra assess --table` and `--csv`: a line for each file and measure."""

import csv
import io
import json

import pytest
from tests.cli.conftest import GIVEN

ONLY = ("--measure", "hills.voucher")


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Give the same application under names that are hard to write in a table."""
    monkeypatch.chdir(tmp_path)
    names = ["a b.toml", "a,b.toml", 'a"b.toml', "=1+1", "a\nb.toml", "+x", "@y", "č.toml"]
    for name in names:
        (tmp_path / name).write_text(GIVEN, "utf-8")
    return names


def test_names_come_back_from_csv_and_no_cell_is_a_formula(intra, files):
    code, out, _ = intra("assess", *files, "--csv", *ONLY)
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert code == 0
    assert [row["file"].removeprefix("./") for row in rows] == files
    assert not [row["file"] for row in rows if row["file"][0] in "=+-@"]
    assert {(row["verdict"], row["award"], row["currency"]) for row in rows} == {("eligible", "2400.00", "EUR")}


def test_a_file_given_twice_is_answered_once(intra, files):
    _, out, _ = intra("assess", files[0], files[0], "--json", "--table", *ONLY)
    assert len(json.loads(out)["assessments"]) == 1


@pytest.mark.usefixtures("files")
def test_a_table_has_a_line_for_each_measure(intra):
    _, out, _ = intra("assess", "a\nb.toml", "--table", *ONLY)
    assert out == "a\\nb.toml  hills.voucher  eligible  EUR 2400.00\n"


def test_a_faulty_file_is_told_and_the_others_are_answered(intra, files):
    code, out, err = intra("assess", "nowhere.toml", files[0], "nowhere.toml", "--csv", *ONLY)
    assert (code, len(out.splitlines())) == (2, 2)
    assert err.count("nowhere.toml: cannot be read") == 1
    code, out, _ = intra("assess", "nowhere.toml", "--csv")
    assert (code, out) == (2, "")


def test_several_files_without_a_table_are_refused(intra, files):
    code, _, err = intra("assess", *files[:2])
    assert code == 2
    assert "2 files are given\n  give one, or --table for one line each" in err


def test_of_all_regions_each_measure_has_a_line(intra, files):
    _, out, _ = intra("assess", files[0], "--table", "--region", "all", "--json")
    assert {each["measure"] for each in json.loads(out)["assessments"]} >= {"hills.voucher", "valley.hidden"}

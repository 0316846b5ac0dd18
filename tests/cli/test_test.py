"""`intra test`: cases are run, and of each that fails it is told where it stands, what came and why."""

import json
import shutil
import sys

import pytest
from tests.testing.faulty.made import forget, made

from intra_core.assessment.catalogue import Catalogue
from intra_core.cli import outside
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in
from intra_core.testing.cases import running

EXAMPLE = """
[[example]]
name = "A firm of five at a fair"
on = 2024-09-02
given = { undertaking.employees = 5, event.kind = "fair", project.submitted = 2024-08-30, costs.eligible = "EUR 4000" }
expect = { verdict = "eligible", award = "EUR 2400.00" }
"""
CASE = """schema = 1
kind = "cases"

[[case]]
name = "Nobody works there"
measure = "hills.voucher"
author = "The intra-core contributors"
written = 2026-11-23
source = "call"
on = 2024-09-02
given = { undertaking.employees = 0, event.kind = "fair", project.submitted = 2024-08-30, costs.eligible = "EUR 4000" }
expect = { verdict = "ineligible", unmet = ["employees"] }
"""
STAFF = "The number of employees on the day of application is at least the least number of employees (1 person)"


@pytest.fixture
def hills(intra, catalogue, tmp_path, monkeypatch):
    """Give the folder of a region with an example and a case, in place of those that `intra` is given."""
    assert intra
    folder = tmp_path / "regions" / "hills"
    voucher = folder / "measures" / "voucher.toml"
    voucher.write_text(voucher.read_text("utf-8") + EXAMPLE, "utf-8")
    (folder / "cases").mkdir()
    (folder / "cases" / "a.toml").write_text(CASE, "utf-8")
    loaded = Loaded(region=region_in(folder, "hills"), distribution="intra-hills", version="1.2")
    made = Catalogue(regions=(loaded,), quarantined=catalogue.quarantined)
    monkeypatch.setattr(outside, "load_regions", lambda: made)
    return folder


@pytest.mark.usefixtures("hills")
def test_all_that_hold_are_counted(intra):
    code, out, _ = intra("test")
    assert (code, out) == (0, "2 of 2 cases hold: 1 example of a measure, 1 case of a case file\n")
    assert intra("test", "hills")[:2] == (code, out)
    assert intra("test", "hills.voucher")[:2] == (code, out)


def test_one_that_fails_is_told_with_its_place_what_came_and_why(intra, hills):
    (hills / "cases" / "a.toml").write_text(
        CASE.replace('"ineligible", unmet = ["employees"]', '"eligible", award = "EUR 2400.00"'), "utf-8"
    )
    code, out, _ = intra("test", "hills")
    assert code == 1
    assert out.splitlines() == [
        "hills/cases/a.toml:4: hills.voucher: Nobody works there",
        "  verdict: expected eligible, but it is ineligible",
        "  award: expected EUR 2400.00, but it is none",
        f"  employees is unmet: {STAFF} [The call]",
        "  written on 2026-11-23 by The intra-core contributors, from The call",
        "1 of 2 cases hold, 1 failed: 1 example of a measure, 1 case of a case file",
    ]


def test_an_example_that_fails_is_told_with_its_line_and_the_arithmetic(intra, hills):
    voucher = hills / "measures" / "voucher.toml"
    voucher.write_text(voucher.read_text("utf-8").replace("EUR 2400.00", "EUR 2400.01"), "utf-8")
    code, out, _ = intra("test", hills)
    place, award, step, *_ = out.splitlines()
    line = int(place.split(":")[1])
    assert voucher.read_text("utf-8").splitlines()[line - 1] == "[[example]]"
    assert (code, award) == (1, "  award: expected EUR 2400.01, but it is EUR 2400.00")
    assert step.startswith("  award: ")


def test_the_same_for_programs(intra, hills):
    (hills / "cases" / "a.toml").write_text(CASE.replace('["employees"]', '["kind"]'), "utf-8")
    code, out, _ = intra("test", "--json")
    told = json.loads(out)
    assert (code, told["held"], told["failed"]) == (1, 1, 1)
    (failed,) = [each for each in told["cases"] if not each["holds"]]
    assert failed["differs"] == [{"key": "unmet", "wanted": ["kind"], "found": ["employees"]}]
    assert (failed["origin"], failed["line"], failed["author"]) == ("case", 4, "The intra-core contributors")
    assert failed["reasons"][0].startswith("employees is unmet: ")


@pytest.mark.usefixtures("hills")
def test_files_and_folders_of_any_place(intra, tmp_path):
    own = tmp_path / "own" / "deep"
    own.mkdir(parents=True)
    (own / "a.toml").write_text(CASE, "utf-8")
    (own / "notes.toml").write_text('kind = "notes"\n', "utf-8")
    for name in (own / "a.toml", own, tmp_path / "own"):
        assert intra("test", name)[1] == "1 of 1 case holds: 1 case of a case file\n"
    code, out, err = intra("test", tmp_path / "nowhere.toml", "hils", "marsh", own, own / "notes.toml")
    assert (code, out) == (2, "")
    assert "nowhere.toml: cannot be read: No such file" in err
    assert "'hils' is no region, measure or file\n  did you mean 'hills'?" in err
    assert "the region 'marsh' is quarantined" in err
    assert "notes.toml:1:8: kind: 'notes' is not the kind of a case file" in err


def test_the_folder_of_a_project_is_its_region(intra, tmp_path):
    assert intra("regions", "new", "lakes", "--folder", tmp_path / "lakes")[0] == 0
    told = (0, "5 of 5 cases hold: 5 examples of measures\n")
    assert intra("test", tmp_path / "lakes")[:2] == told
    assert intra("test", tmp_path / "lakes" / "src" / "intra_lakes")[:2] == told


def test_the_folder_of_an_installed_region_asks_the_functions_that_were_loaded(intra, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    try:
        loaded = made(tmp_path).loaded
        assert loaded is not None
        forget()
        monkeypatch.setattr(outside, "load_regions", lambda: Catalogue(regions=(loaded,), quarantined=()))
        code, out, _ = intra("test", tmp_path / "intra_good")
        assert (code, "examples of measures" in out) == (0, True)
        assert "intra_good" not in sys.modules, "it may be a region whose Python is to run elsewhere"
    finally:
        forget()


@pytest.mark.usefixtures("hills")
def test_two_texts_of_a_region_do_not_answer_for_each_other(intra, hills, tmp_path):
    copy = shutil.copytree(hills, tmp_path / "copy" / "hills")
    code, out, err = intra("test", "hills.voucher", str(copy))
    assert (code, out) == (2, "")
    assert err == (
        f"'hills.voucher' and {str(copy)!r} are two texts of region 'hills'\n"
        "  ask for the cases of one, then of the other\n"
    )
    assert intra("test", str(copy), str(hills))[0] == 2
    assert intra("test", "hills", str(hills))[:2] == intra("test", "hills")[:2]


def test_a_folder_without_case_files_is_not_all_well(intra, tmp_path):
    (tmp_path / "empty").mkdir()
    code, _, err = intra("test", tmp_path / "empty")
    assert code == 2
    assert "there is no case file" in err


def test_where_there_is_no_case_nothing_has_been_shown(intra):
    assert intra("test", "valley")[:2] == (1, "there is no case\n")


def test_what_an_example_gives_may_be_no_application(intra, hills):
    voucher = hills / "measures" / "voucher.toml"
    voucher.write_text(voucher.read_text("utf-8").replace("employees = 5", 'employees = "five"'), "utf-8")
    code, out, _ = intra("test", hills)
    assert code == 1
    assert "'five' is not a whole number" in out


def test_many_reasons_are_counted(intra, hills, monkeypatch):
    text = CASE.replace('employees = 0, event.kind = "fair", ', "").replace("undertaking.", "")
    (hills / "cases" / "a.toml").write_text(text, "utf-8")
    monkeypatch.setattr(running, "MOST_REASONS", 1)
    assert "and 1 more are unknown" in intra("test", hills)[1]


@pytest.mark.usefixtures("hills")
def test_what_is_named_twice_is_run_once(intra):
    assert intra("test", "hills", "hills.voucher", "hills")[0] == 0
    _, out, _ = intra("test", "--json", "hills", "hills.voucher", "hills")
    names = [each["name"] for each in json.loads(out)["cases"]]
    assert sorted(set(names)) == sorted(names)

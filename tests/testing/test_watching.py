"""`intra regions watch`: each look tells what is wrong and what changed, however an editor saves."""

import datetime as dt
import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from tests.installed import CATALOGUE

from intra_core.cli import outside
from intra_core.testing import NewRegion, Place, Watch, place_of, watching, write_measure, write_region
from intra_core.testing.watching import snapshot

VOUCHER = "measures/example_voucher.toml"


@pytest.fixture
def lakes(tmp_path):
    """Write a region of two measures, and give the folder of its package."""
    write_region(NewRegion(name="lakes", day=dt.date(2026, 3, 1)), tmp_path / "lakes")
    write_measure(str(tmp_path / "lakes"), "mission", day=dt.date(2026, 3, 1))
    return tmp_path / "lakes" / "src" / "intra_lakes"


def looked(watch):
    look = watch.look()
    assert look is not None
    return look


@pytest.fixture
def watch(lakes):
    """Watch it, after a first look that found nothing wrong."""
    watch = Watch(place_of(str(lakes)))
    look = looked(watch)
    assert (look.measures, look.cases, look.wrong) == (("lakes.example_voucher", "lakes.mission"), 10, ())
    return watch


def save(file, old, new):
    """Save a file as most editors do, under another name that then takes its place."""
    text = file.read_text("utf-8")
    assert old in text
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text.replace(old, new), "utf-8")
    beside.replace(file)


def says(complaints):
    return [each.says for each in complaints]


def test_nothing_is_looked_at_as_long_as_nothing_changes(watch):
    assert watch.look() is None


def test_only_the_measure_that_was_saved_is_looked_at_again(watch, lakes):
    save(lakes / VOUCHER, 'award = "EUR 2000.00"', 'award = "EUR 2000.01"')
    look = watch.look()
    assert (look.changed, look.measures, look.cases) == ((VOUCHER,), ("lakes.example_voucher",), 5)
    (wrong,) = look.wrong
    assert wrong in look.fresh
    assert wrong.says.endswith("award: 'EUR 2000.01' is expected, but it is 'EUR 2000.00'")
    assert "award: " in wrong.instead
    example = (lakes / VOUCHER).read_text("utf-8").splitlines()[wrong.line - 1 :]
    assert 'award = "EUR 2000.01"' in "\n".join(example[:6])
    save(lakes / VOUCHER, "2000.01", "2000.00")
    look = watch.look()
    assert (look.wrong, look.fresh, look.mended) == ((), (), (wrong,))


def test_what_stands_further_down_by_now_is_neither_new_nor_mended(watch, lakes):
    save(lakes / VOUCHER, 'award = "EUR 2000.00"', 'award = "EUR 2000.01"')
    first = watch.look()
    save(lakes / VOUCHER, "schema ", "\n\nschema ")
    look = watch.look()
    assert (look.fresh, look.mended) == ((), ())
    assert [each.line for each in look.wrong] == [each.line + 2 for each in first.wrong]


def test_what_holds_of_the_other_measures_still_stands_beside_a_file_that_cannot_be_read(watch, lakes):
    save(lakes / "measures/mission.toml", 'verdict = "ineligible", unmet = ["size"]', 'verdict = "eligible"')
    (before,) = watch.look().wrong
    (lakes / VOUCHER).write_text("schema = 1\nid = ", "utf-8")  # half written
    look = watch.look()
    assert (look.measures, look.cases) == ((), 0)
    assert before in look.wrong
    assert [each.file.endswith(VOUCHER) for each in look.fresh] == [True]


def test_a_file_half_written_is_mended_once_it_is_whole(watch, lakes):
    whole = (lakes / VOUCHER).read_text("utf-8")
    (lakes / VOUCHER).write_text(whole[:300], "utf-8")
    assert watch.look().wrong
    (lakes / VOUCHER).write_text(whole, "utf-8")
    look = watch.look()
    assert (look.measures, look.wrong) == (("lakes.example_voucher",), ())
    assert look.mended


def test_what_all_measures_read_is_read_for_all_of_them(watch, lakes):
    save(lakes / "region.toml", 'currency     = "EUR"', 'currency     = "BGN"')
    look = watch.look()
    assert look.changed == ("region.toml",)
    assert says(look.wrong)
    save(lakes / "region.toml", "BGN", "EUR")
    assert watch.look().measures == ("lakes.example_voucher", "lakes.mission")


def test_what_stands_beside_the_measures_is_checked_and_no_measure_is_looked_at(watch, lakes):
    save(lakes / "plan.toml", "lakes.example_voucher", "lakes.voucher")
    look = watch.look()
    assert (look.measures, len(look.wrong)) == ((), 1)
    save(lakes / "plan.toml", "lakes.voucher", "lakes.example_voucher")
    look = watch.look()
    assert (look.measures, look.wrong) == ((), ())


def test_another_id_is_held_against_what_names_the_measure(watch, lakes):
    save(lakes / VOUCHER, '"lakes.example_voucher"', '"lakes.voucher"')
    assert [each.file.endswith("plan.toml") for each in watch.look().wrong] == [True]
    save(lakes / "plan.toml", "lakes.example_voucher", "lakes.voucher")
    look = watch.look()
    assert (look.measures, look.wrong) == (("lakes.voucher",), ())


def test_files_come_and_go(watch, lakes):
    write_measure(str(lakes), "fair", day=dt.date(2026, 3, 1))
    assert watch.look().measures == ("lakes.fair",)
    (lakes / "measures/fair.toml").rename(lakes / "measures/stand.toml")
    look = watch.look()
    assert (look.changed, look.measures) == (("measures/fair.toml", "measures/stand.toml"), ("lakes.fair",))
    (lakes / "measures/stand.toml").unlink()
    look = watch.look()
    assert (look.measures, look.wrong) == ((), ())


CASES = """
schema = 1
kind   = "cases"

[all]
measure = "lakes.mission"
author  = "The people of the Lakes"
written = 2026-03-01
source  = "call"

[source.call]
title = "Replace this: the call text, by its title"
read  = 2026-03-01

[[case]]
name    = "A medium-sized enterprise"
on      = 2026-06-17
given   = { undertaking.size = "medium", costs.eligible = "EUR 100.00", aid.headroom = "EUR 300000.00" }
expect  = { verdict = "eligible", award = "EUR 50.00" }
"""


def test_case_files_are_run_for_the_measures_that_they_are_about(watch, lakes):
    file = lakes / "cases" / "desk.toml"
    file.parent.mkdir()
    file.write_text(CASES, "utf-8")
    look = watch.look()
    assert (look.measures, look.cases, look.wrong) == (("lakes.mission",), 6, ())
    save(file, "EUR 50.00", "EUR 51.00")
    look = watch.look()
    assert look.measures == ("lakes.mission",)
    assert [each.file.endswith("cases/desk.toml") for each in look.wrong] == [True]
    save(file, 'verdict = "eligible"', 'verdict = "granted"')
    look = watch.look()
    assert [each.file.endswith("cases/desk.toml") for each in look.fresh] == [True]
    assert look.mended, "what a case came to that can no longer be read"
    file.unlink()
    look = watch.look()
    assert (look.cases, look.wrong) == (0, ())


def test_cases_are_run_beside_a_file_of_cases_that_cannot_be_read(watch, lakes):
    (lakes / "cases").mkdir()
    (lakes / "cases" / "desk.toml").write_text(CASES, "utf-8")
    (lakes / "cases" / "office.toml").write_text(CASES.replace("lakes.mission", "lakes.example_voucher"), "utf-8")
    looked(watch)
    save(lakes / "cases" / "office.toml", "schema = 1", "schema =")
    save(lakes / "cases" / "desk.toml", "EUR 50.00", "EUR 51.00")
    look = looked(watch)
    assert {str(each.file).rpartition("/")[2] for each in look.wrong} == {"desk.toml", "office.toml"}
    save(lakes / "cases" / "office.toml", "schema =", "schema = 1")
    look = looked(watch)
    assert any(each.startswith("lakes.mission: 'A medium-sized enterprise': award") for each in says(look.wrong))


def test_a_folder_that_goes_and_comes_back(watch, lakes):
    lakes.rename(lakes.with_name("away"))
    assert says(watch.look().wrong) == ["the folder is gone"]
    assert watch.look() is None
    lakes.with_name("away").rename(lakes)
    assert watch.look().wrong == ()


def test_a_first_look_at_what_cannot_be_read_tells_all_that_is_wrong(lakes):
    save(lakes / VOUCHER, 'kind      = "voucher"', 'kind      = "vouchr"')
    save(lakes / "measures/mission.toml", "EUR 5000.00", "5000")
    watch = Watch(place_of(str(lakes)))
    look = looked(watch)
    assert {str(each.file).rpartition("/")[2] for each in look.wrong} == {"example_voucher.toml", "mission.toml"}
    assert look.fresh == look.wrong
    save(lakes / VOUCHER, "vouchr", "voucher")
    save(lakes / "measures/mission.toml", '"5000"', '"EUR 5000.00"')
    assert looked(watch).measures == ("lakes.example_voucher", "lakes.mission")


def test_an_example_that_is_no_application_is_told_at_its_place(watch, lakes):
    save(lakes / VOUCHER, 'undertaking.size = "large"', 'undertaking.turnover = "EUR -1.00"')
    look = looked(watch)
    assert look.wrong
    assert all(each.line for each in look.wrong)


def test_a_change_in_python_is_told_as_long_as_it_is_not_read(lakes):
    installed = place_of("slovenia").entry
    watch = Watch(Place(folder=lakes, name="lakes", entry=installed))
    assert looked(watch).wrong == ()
    save(lakes / "__init__.py", "The measures", "Measures")
    told = ["a file in Python has changed; its functions are those that were read at the beginning"]
    assert says(looked(watch).wrong) == told
    save(lakes / "plan.toml", "Example action", "Another action")
    assert says(looked(watch).wrong) == told


@pytest.mark.parametrize("isolated", ["slovenia", "*"])
def test_what_is_to_run_elsewhere_is_not_run_here(intra, isolated, monkeypatch):
    monkeypatch.setenv("INTRA_ISOLATED", isolated)
    for asked in (("watch", "slovenia", "--once"), ("new", "slovenia", "--measure", "fair")):
        code, out, err = intra("regions", *asked)
        assert (code, out) == (2, "")
        assert "the Python of the region 'slovenia' is not to run in this process (INTRA_ISOLATED)" in err


def test_it_waits_until_files_stand_still(watch, lakes, monkeypatch):
    writes = iter(range(3))
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        number = next(writes, None)
        if number is not None:
            (lakes / VOUCHER).write_text("schema = 1\n" * (number + 1), "utf-8")

    monkeypatch.setattr(time, "sleep", sleep)
    look = next(watch.looks())
    assert slept == [watching.PAUSE, *[watching.STILL] * 3]
    assert look.changed == (VOUCHER,)


def test_it_does_not_wait_for_ever(watch, lakes, monkeypatch):
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        (lakes / VOUCHER).write_text("#" * len(slept), "utf-8")

    monkeypatch.setattr(time, "sleep", sleep)
    next(watch.looks())
    assert len(slept) == 1 + watching.MOST_WAITS


def test_what_editors_leave_beside_is_not_looked_at(lakes):
    before = snapshot(lakes)
    for name in (".#fair.toml", "measures/.fair.toml.swp", "measures/fair.toml~", "__pycache__/a.py"):
        (lakes / name).parent.mkdir(exist_ok=True)
        (lakes / name).write_text("x")
    (lakes / "measures/linked.toml").symlink_to(lakes / "nowhere.toml")
    assert snapshot(lakes) == before


def test_what_is_no_region_is_told(intra, tmp_path):
    (tmp_path / "empty").mkdir()
    for asked, said in (
        ("sloveni", "did you mean 'slovenia'?"),
        (tmp_path / "empty", "there is no region.toml"),
        (tmp_path / "gone", "neither an installed region nor a folder"),
    ):
        code, out, err = intra("regions", "watch", asked, "--once")
        assert (code, out, said in err) == (2, "", True)
    for name in ("a", "b"):
        (tmp_path / "src" / name).mkdir(parents=True)
        (tmp_path / "src" / name / "region.toml").write_text("schema = 1")
    code, _, err = intra("regions", "watch", tmp_path)
    assert (code, "there are several regions" in err) == (2, True)


@pytest.fixture
def offered(tmp_path, monkeypatch):
    """Install a distribution that offers regions, by what stands in its file of entry points."""

    def offer(lines):
        info = tmp_path / "site" / "intra_gone-0.1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Name: intra-gone\nVersion: 0.1.0\n")
        (info / "entry_points.txt").write_text(f"[intra_core.regions]\n{lines}\n")
        monkeypatch.syspath_prepend(str(tmp_path / "site"))

    return offer


@pytest.mark.parametrize("package", ["intra_gone", "intra_gone.inner", "json.decoder"])
def test_an_installed_region_without_its_package_is_told(package, offered, intra):
    offered(f"gone = {package}")
    code, _, err = intra("regions", "watch", "gone", "--once")
    assert (code, f"there is no package '{package}'" in err) == (2, True)


def test_a_slip_among_the_entry_points_is_told(offered, intra):
    offered("gone intra_gone")
    code, _, err = intra("regions", "watch", "gone intra_gone", "--once")
    assert (code, "is no entry point" in err) == (2, True)


def test_the_folder_of_an_installed_region_is_known_as_its(monkeypatch):
    installed = place_of("slovenia")
    assert installed.entry is not None
    monkeypatch.chdir(installed.folder.parent)
    for path in (str(installed.folder), installed.folder.name, str(installed.folder.parents[1])):
        found = place_of(path)
        assert (found.entry, found.name, found.folder.resolve()) == (
            installed.entry, "intra_slovenia", installed.folder.resolve(),
        )  # fmt: skip


def test_a_file_is_named_alike_by_all_commands_wherever_they_are_given(monkeypatch, tmp_path):
    installed = place_of("slovenia")
    files = {each.identity.file for each in CATALOGUE.region("slovenia").region.measures}
    for place in (installed.folder, installed.folder.parent, tmp_path):
        monkeypatch.chdir(place)
        for path in ("slovenia", str(installed.folder), os.path.relpath(installed.folder)):
            assert {each.partition("/")[0] for each in files} == {place_of(path).name}


def test_what_people_read_says_what_changed_what_is_wrong_and_what_is_mended(intra, lakes, monkeypatch):
    changes = iter([("EUR 2000.00", "EUR 1.00"), ("EUR 1.00", "EUR 2000.00")])

    def sleep(seconds):
        if seconds == watching.PAUSE:
            change = next(changes, None)
            if change is None:
                raise KeyboardInterrupt
            save(lakes / VOUCHER, *change)

    monkeypatch.setattr(time, "sleep", sleep)
    moments = iter(dt.datetime(2026, 3, 1, 9, 5, second).astimezone() for second in (7, 8, 9))
    monkeypatch.setattr(outside, "now", lambda: next(moments).astimezone(dt.UTC))
    code, out, err = intra("regions", "watch", lakes)
    assert code == 130
    assert err == f"intra: watching {lakes}; Ctrl-C ends it\n"
    first, second, third = re.split(r"^09:05:0[789] changed: ", out, flags=re.MULTILINE)[1:]
    assert re.findall(r"^\d\d:\d\d:\d\d", out, re.MULTILINE) == ["09:05:07", "09:05:08", "09:05:09"]
    assert first == "7 files\n  measures: lakes.example_voucher, lakes.mission; cases: 10\n  nothing is wrong\n"
    assert second.startswith(f"{VOUCHER}\n  measures: lakes.example_voucher; cases: 5\n  {lakes.name}/{VOUCHER}:")
    assert "award: 'EUR 1.00' is expected, but it is 'EUR 2000.00'\n" in second
    assert "\n  mended: " in third
    assert third.endswith("  nothing is wrong\n")


def test_once_says_by_its_code_whether_something_is_wrong(intra, lakes):
    code, out, _ = intra("regions", "watch", lakes, "--once")
    assert (code, out.endswith("nothing is wrong\n")) == (0, True)
    save(lakes / VOUCHER, "EUR 2000.00", "EUR 1.00")
    code, out, _ = intra("regions", "watch", lakes, "--once", "--json")
    told = json.loads(out)
    assert (code, [each["line"] for each in told["wrong"]]) == (1, [each["line"] for each in told["fresh"]])


def test_a_save_is_told_at_once_and_ctrl_c_ends_it_quietly(lakes):
    words = [sys.executable, "-m", "intra_core", "regions", "watch", str(lakes), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert json.loads(running.stdout.readline())["wrong"] == []
        began = time.monotonic()
        save(lakes / VOUCHER, "EUR 2000.00", "EUR 1.00")
        told = json.loads(running.stdout.readline())
        took = time.monotonic() - began
        assert (told["changed"], len(told["wrong"])) == ([VOUCHER], 1)
        os.kill(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err) == (130, "", f"intra: watching {lakes}; Ctrl-C ends it\n")
    assert took < 5, "on a machine that does nothing else it is well under one second"
    print(f"told after {took:.2f} s")

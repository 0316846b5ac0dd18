"""A long run notes each test as it ends, and goes on where it was broken off."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import counts, soaking

TESTS = """
from hypothesis import given, strategies as st

@given(st.integers())
def test_drawn(number):
    assert number == number

def test_plain():
    pass

def test_wrong():
    assert not {wrong}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(counts, "FOLDER", tmp_path / "soak")
    monkeypatch.setattr(counts, "FILE", tmp_path / "soak" / "counts.json")
    monkeypatch.setattr(soaking, "LINES", tmp_path / "soak" / "rounds.jsonl")
    return tmp_path


def noted(this, test, outcome="passed", examples=0, seconds=0.1):
    line = {"round": this, "test": test, "outcome": outcome, "examples": examples, "seconds": seconds}
    counts.FOLDER.mkdir(exist_ok=True)
    with soaking.LINES.open("a") as file:
        file.write(json.dumps(line) + "\n")


def soaked(folder, this, *, wrong):
    """Run made-up tests as a round does, in a process that keeps its lines where this test looks for them."""
    (folder / "test_made.py").write_text(TESTS.format(wrong=wrong))
    made = f"""
import sys, pytest
from pathlib import Path
from tests import soaking
soaking.LINES = Path({str(soaking.LINES)!r})
sys.exit(pytest.main(["-q", "-c", "/dev/null", "--rootdir", {str(folder)!r}, {str(folder)!r}], plugins=[soaking]))
"""
    counts.FOLDER.mkdir(exist_ok=True)
    before = len([*soaking.done()])
    env = {**os.environ, "HYPOTHESIS_PROFILE": this}
    subprocess.run(
        [sys.executable, "-c", made], cwd=Path(__file__).parents[1], env=env, capture_output=True, check=False
    )
    return {each["test"].partition("::")[2]: each for each in [*soaking.done()][before:]}


def test_what_has_passed_is_not_run_again_and_what_failed_is(folder):
    first = soaked(folder, "soak-500", wrong=True)
    assert {name: each["outcome"] for name, each in first.items()} == {
        "test_drawn": "passed", "test_plain": "passed", "test_wrong": "failed",
    }  # fmt: skip
    assert first["test_drawn"]["examples"] > 0
    assert first["test_plain"]["examples"] == 0
    assert {*soaked(folder, "soak-500", wrong=False)} == {"test_wrong"}
    assert soaked(folder, "soak-500", wrong=False) == {}
    # The last round is for what draws its cases.
    assert {*soaked(folder, "soak-5000", wrong=False)} == {"test_drawn"}


def test_a_line_that_a_kill_has_cut_off_counts_for_nothing():
    noted("soak-500", "tests/model/test_a.py::test_one")
    with soaking.LINES.open("a") as file:
        file.write('{"round": "soak-500", "test": "tests/mod')
    assert [each["test"] for each in soaking.done()] == ["tests/model/test_a.py::test_one"]


def test_figures_are_of_the_last_time_that_a_test_was_run(capsys):
    noted("soak-500", "tests/model/test_a.py::test_one", "failed", 7)
    assert soaking.figures() == 1
    assert "soak-500: tests/model/test_a.py::test_one" in capsys.readouterr().out
    noted("soak-500", "tests/model/test_a.py::test_one", "passed", 500)
    noted("soak-500", "tests/test_b.py::test_two", "passed", 0, 2.0)
    assert soaking.figures() == 0
    assert "soak-500: 2 tests, 1 properties, 500 examples, 2 s, 0 failed" in capsys.readouterr().out
    assert counts.kept("soak")["soak-500"]["examples"] == 500


def test_counts_are_forgotten_with_the_commit(monkeypatch):
    monkeypatch.setattr(counts, "_commit", lambda: "one")
    counts.begun("soak")
    counts.keep("soak", lambda part: part.update(done=3))
    counts.keep("mutants", lambda part: part.update({"model.money": 5}))
    assert counts.begun("soak")["done"] == 3
    monkeypatch.setattr(counts, "_commit", lambda: "two")
    assert counts.begun("soak") == {"commit": "two"}
    assert counts.kept("mutants") == {"model.money": 5}

"""The functions that docs/functions.md gives to the region of docs/writing-a-region.md are called by its rules."""

import datetime as dt
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from tests.test_writing_page import lakes

from intra_core.cli import main
from intra_core.model.days import LAST

PAGE = (Path(__file__).parents[1] / "docs" / "functions.md").read_text("utf-8")
FILES = dict(re.findall(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
GIVEN, MORE = re.findall(r"^```toml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = re.findall(r"^    (intra .+)$", PAGE, re.MULTILINE)
MEASURE = "src/intra_lakes/measures/fair.toml"
MADE_FOR_IT = ("src/intra_lakes/cases/fair.toml", "src/intra_lakes/boundaries/fair.toml")

__all__ = ["lakes"]  # the fixture that lays out the region


@pytest.fixture
def calling(lakes):
    """Change the region as the page says."""
    for name in MADE_FOR_IT:
        (lakes / name).unlink()
    lines = (lakes / MEASURE).read_text("utf-8").splitlines(keepends=True)
    place = next(place for place, line in enumerate(lines) if line.startswith("given"))
    lines[place] = GIVEN
    files = {**FILES, MEASURE: f"{''.join(lines)}\n{MORE}"}
    for name, text in files.items():
        (lakes / name).write_text(text, "utf-8")
    yield lakes
    sys.modules.pop("intra_lakes.rules", None)


def test_the_page_has_the_files_that_change():
    assert sorted(FILES) == ["src/intra_lakes/__init__.py", "src/intra_lakes/rules.py"]


@pytest.mark.usefixtures("calling")
@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_page(command, capsys):
    assert main(shlex.split(command)[1:]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "number of working days between" in told.out or "measures without Python: 0 % (0 of 1)" in told.out


@pytest.mark.usefixtures("calling")
def test_the_examples_of_the_page(capsys):
    assert main(["test", "lakes"]) == 0
    assert capsys.readouterr().out == "7 of 7 cases hold: 7 examples of measures\n"


@pytest.fixture
def rules():
    """The page's functions."""
    made: dict[str, Any] = {}
    exec(FILES["src/intra_lakes/rules.py"], made)  # noqa: S102 (the page's own)
    return made


def test_days_are_counted_as_the_calendar_has_them(rules):
    first = dt.date(2024, 2, 20).toordinal()
    for days in range(-30, 30):
        between = range(min(first, first + days), max(first, first + days))
        count = sum(dt.date.fromordinal(day).weekday() < 5 for day in between)
        assert rules["working_days"](first, first + days) == (count if days > 0 else -count)


def test_columns_are_counted_alike(rules):
    pairs = [(early, late) for early in (1, 2, 739_000, LAST, None) for late in (1, 7, 739_123, LAST, None)]
    frame = pl.DataFrame(pairs, {"early": pl.Int64, "late": pl.Int64}, orient="row")
    (function,) = rules["FUNCTIONS"]
    found = nw.from_native(frame).select(days=function.columns(nw.col("early"), nw.col("late")))["days"].to_list()
    assert found == [None if None in pair else function.call(*pair) for pair in pairs]

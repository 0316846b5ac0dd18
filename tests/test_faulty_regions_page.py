"""What docs/faulty-regions.md shows runs, and its table of what a region's Python may do is what the tests try."""

import logging
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import fields
from tests.regions.test_isolated_regions import HARMLESS, VIOLENT

import intra_core
from intra_core.regions.isolated import Limits

PAGE = (Path(__file__).parents[1] / "docs" / "faulty-regions.md").read_text("utf-8")
LOGGED, ISOLATED = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = re.findall(r"^    (INTRA_ISOLATED=.+)$", PAGE, re.MULTILINE)


def test_the_loop_that_logs_runs(caplog, monkeypatch):
    monkeypatch.setenv("INTRA_REGIONS", "slovenia")
    with caplog.at_level(logging.WARNING):
        exec(LOGGED, {})  # noqa: S102 (the page's own)
    assert caplog.records == []


def test_a_region_is_isolated_as_the_page_says(monkeypatch):
    monkeypatch.setenv("INTRA_REGIONS", "slovenia")
    made: dict[str, Any] = {}
    exec(ISOLATED, made)  # noqa: S102 (likewise)
    isolated = made["catalogue"].region("slovenia")
    trusted = intra_core.load_regions().region("slovenia")
    assert isolated.isolated.limits.seconds == 0.5
    assert [each.identity.digest for each in isolated.region.measures] == [
        each.identity.digest for each in trusted.region.measures
    ]
    isolated.isolated.close()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_page(command):
    set_to, *words = shlex.split(command)
    name, _, value = set_to.partition("=")
    run = subprocess.run(
        [sys.executable, "-m", "intra_core", *words[1:]],
        env={**os.environ, name: value, "INTRA_REGIONS": "slovenia,algarve"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("Algarve")


def test_the_table_names_every_fault_that_is_tried():
    table = PAGE.partition("| the region's Python |")[2].partition("\n\n")[0]
    told = {
        each for row in re.findall(r"^\| (.+?) \|", table, re.MULTILINE) for each in row.replace("`", "").split("; ")
    }
    assert told - {"---"} == {name for name, *_ in VIOLENT} | {name for name, *_ in HARMLESS}


def test_the_limits_are_those_of_the_page():
    table = PAGE.partition("| `Limits` |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == [each.name for each in fields(Limits)]

"""What docs/commands.md and docs/award.md show is what the command above it prints."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from intra_core.assessment.awarding import lot_of
from intra_core.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [(ROOT / "docs" / name).read_text("utf-8") for name in ("commands.md", "award.md")]
SHOWN = [
    found
    for page in PAGES
    for found in re.findall(r"^    (intra [^\n]+)\n\n```text\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
]


def test_the_pages_show_commands():
    assert len(SHOWN) == 9


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_prints_what_the_page_shows(command, shown, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out.endswith(shown)


def test_what_python_prints_stands_beside_it():
    (code,) = re.findall(r"```python\n(.*?)```", PAGES[1], re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})  # noqa: S102 (it is our own page)
    assert printed.getvalue().splitlines() == re.findall(r"^print\(.*?\)  +# (.*)$", code, re.MULTILINE)


def test_the_numbers_drawn_on_the_page_are_those_that_are_drawn():
    drawn = re.findall(r"^\| `(.+?)` \| `(.+?)` \| `([0-9a-f]{64})` \|$", PAGES[1], re.MULTILINE)
    assert len(drawn) == 4
    assert [f"{lot_of(seed, name):064x}" for seed, name, _ in drawn] == [number for _, _, number in drawn]

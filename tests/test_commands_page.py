"""What docs/commands.md shows is what the command above it prints."""

import re
import shlex
from pathlib import Path

import pytest

from intra_core.cli import main

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")
SHOWN = re.findall(r"^    (intra [^\n]+)\n\n```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_page_shows_commands():
    assert len(SHOWN) == 7


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_prints_what_the_page_shows(command, shown, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out.endswith(shown)

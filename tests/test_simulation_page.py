"""What docs/simulation.md shows is part of what the command above it prints."""

import re
import shlex
from pathlib import Path

from intra_core.cli import main

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "simulation.md").read_text("utf-8")


def test_the_command_prints_what_the_page_shows(monkeypatch, capsys):
    ((command, shown),) = re.findall(r"^    (intra [^\n]+)\n\n```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)[1:]) == 0
    assert shown in capsys.readouterr().out

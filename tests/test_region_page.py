"""The region that docs/region.md makes from nothing is read, listed and explained, and its examples hold."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from intra_core.cli import main

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "region.md").read_text("utf-8")
FILES = dict(re.findall(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
COMMANDS = re.findall(r"^    (intra .+)$", PAGE, re.MULTILINE)


@pytest.fixture
def lakes(tmp_path, monkeypatch):
    """Lay the page's files out and put them where an editable install would."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    project = tomli.loads(FILES["pyproject.toml"])["project"]
    (group, entries), *others = project["entry-points"].items()
    assert not others
    info = tmp_path / "src" / "intra_lakes-0.1.0.dist-info"
    info.mkdir()
    lines = [f"[{group}]", *(f"{key} = {value}" for key, value in entries.items())]
    (info / "entry_points.txt").write_text("\n".join(lines))
    (info / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
    monkeypatch.syspath_prepend(str(tmp_path / "src"))
    monkeypatch.setenv("INTRA_REGIONS", "lakes")
    yield tmp_path
    sys.modules.pop("intra_lakes", None)


def test_the_page_has_every_file_of_a_region():
    assert sorted(FILES) == [
        "pyproject.toml",
        "src/intra_lakes/__init__.py",
        "src/intra_lakes/measures/fair.toml",
        "src/intra_lakes/region.toml",
        "tests/test_examples.py",
    ]
    build = tomli.loads(FILES["pyproject.toml"])["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert build == {"packages": ["src/intra_lakes"]}


@pytest.mark.usefixtures("lakes")
@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_page(command, capsys):
    assert main(shlex.split(command)[1:]) == 0
    told = capsys.readouterr()
    assert "Lakes" in told.out or "Fair voucher" in told.out
    assert told.err == ""


def test_the_examples_of_the_page(lakes):
    path = os.pathsep.join([str(lakes / "src"), *filter(None, sys.path)])
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_examples.py"],
        cwd=lakes,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "3 passed" in run.stdout, run.stdout + run.stderr

"""What the README shows runs as it stands."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from intra_core.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
(PYTHON,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
SHOWN, HELP, COUNTED = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
(REFUSED,) = re.findall(r"`intra (assess \S*near.toml[^`]*)`", README)
COMMANDS = [
    line.partition("#")[0].partition(">")[0].strip() for line in README.splitlines() if line.startswith("intra ")
]


def test_the_python_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(PYTHON, "README.md", "exec"), {})  # noqa: S102 (the README's own lines)
    assert "slovenia.certification eligible EUR 2400.00" in said.getvalue()


def test_the_answer_it_shows_is_the_beginning_of_the_demo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (demo,) = re.findall(r"^\t\.venv-demo/bin/intra (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert main(shlex.split(demo)) == 0
    assert capsys.readouterr().out.startswith(SHOWN)


def test_what_would_help_the_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(REFUSED)) == 0
    assert HELP in capsys.readouterr().out


def test_the_count_is_the_one_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regions", "--figures"]) == 0
    assert capsys.readouterr().out.endswith(COUNTED)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Each alone, but for those that write what it reads."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for earlier in COMMANDS[: COMMANDS.index(command)]:
        _, writes, file = earlier.partition(" -o ")
        if writes and file in command:
            assert main(shlex.split(earlier)[1:]) == 0
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("path", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_what_it_points_to_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_two_commands_are_targets() -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert all(f"\n{target}:" in makefile for target in ("demo", "test"))

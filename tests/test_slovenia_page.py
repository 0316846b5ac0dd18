"""What docs/slovenia.md shows of the Slovenian files stands in them, and its commands print what it shows."""

import re
import shlex
from pathlib import Path

import pytest

from intra_core.cli import main

pytestmark = pytest.mark.usefixtures("loaded_once")

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "slovenia.md").read_text("utf-8")
BLOCKS = re.findall(r"^`([^`\n]+)`:\n\n```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
SHOWN = re.findall(r"^    (intra [^\n]+)\n\n```text\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_every_block_and_every_command_is_held() -> None:
    assert PAGE.count("```toml") == len(BLOCKS) > 0
    assert PAGE.count("```text") == len(SHOWN) == len(re.findall(r"^    intra ", PAGE, re.MULTILINE)) > 0
    assert PAGE.count("\n```") == 2 * (len(BLOCKS) + len(SHOWN))


@pytest.mark.parametrize("block", BLOCKS, ids=[str(number) for number, _ in enumerate(BLOCKS)])
def test_a_block_stands_in_its_file(block: tuple[str, str]) -> None:
    file, lines = block
    assert f"\n{lines}" in (ROOT / file).read_text("utf-8")


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_prints_what_is_shown(
    command: str, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)[1:]) == 0
    rest = capsys.readouterr().out
    pieces = re.split(r"^…\n", shown, flags=re.MULTILINE)
    assert rest.startswith(pieces[0])
    for piece in filter(None, pieces):  # in the order of the output
        assert piece in rest
        rest = rest.partition(piece)[2]
    assert not rest.strip() or not pieces[-1], "left out at the end without a sign"


@pytest.mark.parametrize("path", re.findall(r"\]\((?!http)([^)#]+)\)", PAGE))
def test_what_it_points_to_is_there(path: str) -> None:
    assert (ROOT / "docs" / path).exists()

"""How answers come out: plain when piped, in colour on a terminal that wants it, with the same words."""

import io
import re
import sys

import pytest

from intra_core.cli import main, printing
from intra_core.cli.reply import Line


class Terminal(io.StringIO):
    """An output that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def shown(intra, given, monkeypatch):
    """Give what a terminal of 60 columns shows of an answer."""
    del intra
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm-256color")

    def show():
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        assert main(["assess", str(given())]) == 0
        return terminal.getvalue()

    return show


def test_a_terminal_has_colours_and_the_same_words(shown, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = shown()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = shown()
    assert "\x1b[1;32m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_no_color_is_heeded(shown, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in shown()


def test_without_rich_it_is_plain(shown, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name in [name for name in sys.modules if name.partition(".")[0] == "rich"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rich", None)
    text = shown()
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 60


def test_a_row_that_must_stay_whole_is_not_broken():
    assert list(printing.wrapped(Line("one two three", 2, whole=True), 8)) == ["  one two three"]
    assert list(printing.wrapped(Line(), 8)) == [""]

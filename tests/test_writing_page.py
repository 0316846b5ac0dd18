"""docs/writing-a-region.md is gone through as its reader does: every file laid out, every command run, in its order."""

import datetime as dt
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomli
from tests.soak import SOAK

from intra_core.cli import main, outside

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "writing-a-region.md").read_text("utf-8")
STEP = re.compile(
    r"^`(?P<file>[^`\n]+)`:\n\n```(?P<form>toml|diff)\n(?P<text>.*?)^```$"
    r"|^    (?P<command>(?:intra|pip|cd|rm|pytest) [^\n]*|pytest)(?:\n\n```text\n(?P<shown>.*?)^```$)?",
    re.DOTALL | re.MULTILINE,
)
MAKES = {"new", "--write"}
"""What of a command tells that it writes files."""
STEPS = [found.groupdict() for found in STEP.finditer(PAGE)]


def install(folder):
    """Stand in for `pip install --editable`: the folder's package is on the path, with its metadata."""
    project = tomli.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
    ((group, entries),) = project["entry-points"].items()
    info = folder / "src" / "intra_lakes-0.1.0.dist-info"
    info.mkdir()
    lines = [f"[{group}]", *(f"{key} = {value}" for key, value in entries.items())]
    (info / "entry_points.txt").write_text("\n".join(lines))
    needs = "".join(f"Requires-Dist: {each}\n" for each in project["dependencies"])
    (info / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n{needs}")


class Reader:
    """Somebody who does what the page says, in a folder of their own."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        self.monkeypatch = monkeypatch
        monkeypatch.chdir(folder)
        monkeypatch.setenv("INTRA_REGIONS", "lakes")
        monkeypatch.setattr(outside, "now", lambda: dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC))

    def do(self, step, capsys=None):
        """Take one step, and give what was printed."""
        if step["file"] is not None:
            return self.write(self.folder / step["file"], step["form"], step["text"])
        words = shlex.split(step["command"])
        match words:
            case ["cd", name]:
                self.folder /= name
                self.monkeypatch.chdir(self.folder)
            case ["pip", "install", "--editable", ".[test]"]:
                install(self.folder)
                self.monkeypatch.syspath_prepend(str(self.folder / "src"))
            case ["pip", "install", "intra-core[testing]"]:
                pass  # it is installed: else no test would run
            case ["rm", *rest]:
                self.remove(rest)
            case ["intra", *rest]:
                return self.ask(rest, capsys)
            case ["pytest"]:
                return self.test()
            case _:
                pytest.fail(f"nobody knows how to do {step['command']!r}")
        return None

    def write(self, file, form, text):
        """Write a file, or change the lines of one that is there."""
        if form == "toml":
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
            return
        old, new = ("\n".join(re.findall(rf"^\{sign}(.*)$", text, re.MULTILINE)) for sign in "-+")
        before = file.read_text("utf-8")
        assert before.count(f"\n{old}\n") == 1
        file.write_text(before.replace(f"\n{old}\n", f"\n{new}\n"), "utf-8")

    def remove(self, words):
        """Delete files, and with -r folders."""
        for name in words:
            if name == "-r":
                continue
            path = self.folder / name
            assert path.is_dir() is ("-r" in words)
            (shutil.rmtree if path.is_dir() else Path.unlink)(path)

    def ask(self, words, capsys):
        """Run a command; of the watch only its first look, which finds a slip where the page shows one."""
        if words[:2] == ["regions", "watch"]:
            words = [*words, "--once"]
        assert main(words) in {0, 1}
        if capsys is None:
            return None
        told = capsys.readouterr()
        assert told.err == ""
        return told.out

    def test(self):
        """Run the region's own tests: some of them, as `intra regions check` has just asked all; in `make soak` all."""
        paths = [str(self.folder / "src"), *filter(None, sys.path)]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *([] if SOAK else ["-k", "identity"])],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def holds(shown, told):
    """Say whether what is shown is what was told, but for what is left out where there is a sign for it."""
    pieces = re.split(r"^…\n", shown, flags=re.MULTILINE)
    pattern = r"(?s:.*?)".join(map(re.escape, pieces))
    return re.fullmatch(pattern, told) is not None


@pytest.fixture
def lakes(tmp_path, monkeypatch):
    """Give the region as the page leaves it."""
    reader = Reader(tmp_path, monkeypatch)
    sys.modules.pop("intra_lakes", None)
    for step in STEPS:
        if (
            step["file"] is not None
            or step["command"].split()[0] in {"cd", "pip", "rm"}
            or MAKES & {*step["command"].split()}
        ):
            reader.do(step)
    sys.modules.pop("intra_lakes", None)  # whoever changes it wants it read anew
    yield reader.folder
    sys.modules.pop("intra_lakes", None)


def test_every_block_of_the_page_is_a_step():
    assert PAGE.count("\n```") == 2 * sum((each["text"] or each["shown"]) is not None for each in STEPS)
    assert len(re.findall(r"^    \S", PAGE, re.MULTILINE)) >= sum(each["command"] is not None for each in STEPS) > 0


def test_the_page_is_gone_through_from_the_first_line_to_the_last(tmp_path, monkeypatch, capsys):
    reader = Reader(tmp_path, monkeypatch)
    sys.modules.pop("intra_lakes", None)
    for step in STEPS:
        told = reader.do(step, capsys)
        if step["shown"] is not None:
            assert holds(step["shown"], told), f"{step['command']}\n{told}"


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", PAGE))))
def test_what_it_points_to_is_there(path):
    assert (ROOT / "docs" / path).exists()

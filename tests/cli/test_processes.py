"""The command line as whole processes: how it starts, what it loads, and how it ends."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import intra_core
from intra_core import cli
from intra_core.texts import LANGUAGES

COMMAND = [sys.executable, "-m", "intra_core"]
LIGHT = """
import sys
from intra_core.cli import main
assert main({words!r}) == 0
heavy = {{name.partition(".")[0] for name in sys.modules}} & {{"attrs", "cattrs", "pluggy", "rich", "tomli"}}
ours = {{name for name in sys.modules if name.startswith("intra_core.")}}
ours -= {{"intra_core.cli", "intra_core.cli.arguments", "intra_core.cli.region_arguments"}}
assert not heavy | ours, heavy | ours
"""

INTERRUPTED = """
import os, signal, sys, time
from intra_core.cli import main, outside
signal.signal(signal.SIGINT, signal.default_int_handler)
outside.read = lambda file: (os.kill(os.getpid(), signal.SIGINT), time.sleep(30))
sys.exit(main(["assess", "-"]))
"""


def run(*words, stdin=b"", **settings):
    environment = {key: value for key, value in os.environ.items() if key != "INTRA_REGIONS"}
    return subprocess.run(
        [*COMMAND, *words], input=stdin, capture_output=True, timeout=60, check=False, env={**environment, **settings}
    )


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["assess", "--help"]], ids=" ".join)
def test_help_loads_neither_regions_nor_libraries(words):
    done = subprocess.run([sys.executable, "-c", LIGHT.format(words=words)], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.returncode == 0


def test_help_of_every_command_names_its_options():
    commands = re.findall(r"^    ([a-z]+)(?: |$)", run("--help").stdout.decode(), re.MULTILINE)
    assert {f"{name}.py" for name in commands} <= {each.name for each in Path(cli.__file__).parent.iterdir()}
    assert len(commands) == 20
    for command in commands:
        done = run(command, "--help")
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"--json" in done.stdout
        told = done.stdout.decode().partition("language: ")[2].partition("(")[0]
        assert set(re.findall(r"\b[a-z]{2}\b", told)) - {"or"} == set(LANGUAGES)


def test_the_installed_command_is_the_same():
    done = run("--version")
    assert done.stdout.decode() == f"intra {intra_core.__version__}\n"


def test_without_regions_the_list_is_empty():
    done = run("regions", "--json", "--strict", INTRA_REGIONS="")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"regions": [], "quarantined": []}


def test_a_reader_that_has_read_enough_ends_it_quietly():
    with subprocess.Popen(
        [sys.executable, "-u", *COMMAND[1:], "regions", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "INTRA_REGIONS": ""},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")  # noqa: PTH110 (a device)
def test_an_answer_that_cannot_be_written_is_no_traceback():
    with open("/dev/full", "wb") as full:  # noqa: PTH123 (likewise)
        done = subprocess.run([*COMMAND, "measures"], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 74
    assert done.stderr.endswith(b"intra: the answer cannot be written: No space left on device\n")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_while_it_waits_for_input():
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_terminal_without_utf_8_loses_nothing():
    done = run("measures", "--json", "--lang", "sl", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    titles = [each["title"] for each in json.loads(done.stdout.decode("ascii"))["measures"]]
    assert "Vavčer za pridobitev certifikatov" in titles
    done = run("measures", "--lang", "sl", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Vav\\u010der za pridobitev certifikatov" in done.stdout.decode("ascii")


def test_the_installed_slovenian_region_answers_on_its_own_today():
    done = run("assess", "-", "--json", stdin=b'region = "slovenia"\n[undertaking]\nemployees = 5\n')
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["region"] == "slovenia"
    assert {"what", "value", "why"} <= answer["assessments"][0]["assumed"][0].keys()
    assert answer["on"] in {each["value"] for each in answer["assessments"][0]["assumed"]}


@pytest.mark.parametrize("command", ["explain", "template"])
def test_a_slovenian_measure_is_read_out_and_asked_for(command):
    done = run(command, "slovenia.certification", "--lang", "sl")
    assert done.returncode == 0
    assert "slovenia.certification" in done.stdout.decode()

"""Whoever reads an answer in a language that no native speaker has read is told so once, and nobody else is."""

import pytest

from intra_core.cli import main

pytestmark = pytest.mark.usefixtures("loaded_once")

FILE = "examples/algarve/granted.toml"
MEASURE = "algarve.individual_projects"
COMMANDS = {
    "assess": (FILE, "--measure", MEASURE),
    "calendar": ("algarve",),
    "diff": (MEASURE, "--from", "2016-01-01", "--to", "2017-01-01"),
    "eval": ("undertaking.headcount", FILE, "--measure", MEASURE),
    "explain": (MEASURE,),
    "institutions": ("algarve",),
    "measures": ("algarve",),
    "plan": ("algarve",),
    "practices": ("--region", "algarve"),
    "regions": (),
    "template": (MEASURE,),
    "why": (MEASURE, "size", FILE),
}


@pytest.fixture
def told(capsys):
    """Run a command and give how often it says that a machine made its texts."""

    def run(command, language):
        assert main([command, *COMMANDS[command], "--lang", language]) == 0
        captured = capsys.readouterr()
        return (captured.out + captured.err).count("tradução automática: nenhum falante nativo")

    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unread_language_is_told_of_once(told, command):
    assert told(command, "pt") == 1
    assert told(command, "en") == 0

"""`intra population` as it is typed: what is printed, what is written, what is complained of."""

import json
import re
from pathlib import Path

import pytest

from intra_core.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "population.md").read_text("utf-8")
ASKED = ("--invented", "--rows", "3", "--seed", "seme")


@pytest.fixture
def population(capsys, monkeypatch, tmp_path):
    """Run the command in an empty folder; give its code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = main(["population", *words])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return run


def test_the_page_shows_what_is_printed(population):
    ((command, shown),) = re.findall(
        r"^    intra population ([^\n]+)\n\n```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE
    )
    assert population(*command.split()) == (0, shown, "")
    assert Path("people.csv").read_bytes().count(b"\n") == 1_001


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_every_form_is_written_and_told_of(population, name):
    code, out, _ = population(*ASKED, "-o", name, "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["file"], told["rows"], told["seed"]) == (name, 3, "seme")
    assert told["shares"]["invented"] is True
    assert told["columns"][:2] == ["id", "invented"]
    assert Path(name).stat().st_size


def test_a_table_of_the_caller_is_drawn_from(population):
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    Path("lakes.toml").write_text(text, "utf-8")
    code, out, err = population("lakes.toml", "--rows", "2", "--seed", "seme", "-o", "a.csv", "--lang", "sl")
    assert code == 0
    assert out.startswith("a.csv: 2 made-up applications, drawn from lakes.toml with the seed 'seme'\n  Enterprises of")
    assert "INVENTED" not in out
    assert err == "intra: populations are told of in English\n"
    assert Path("a.csv").read_text("utf-8").splitlines()[1].startswith("P-1,false,2024-")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("none.toml", *ASKED, "-o", "a.csv"), "a table of shares is needed, and only one"),
        (("--rows", "3", "--seed", "seme", "-o", "a.csv"), "a table of shares is needed, and only one"),
        (("none.toml", "--rows", "3", "--seed", "s", "-o", "a.csv"), "none.toml: cannot be read"),
        ((*ASKED, "-o", "a.xlsx"), "-o: nothing is known of .xlsx"),
        ((*ASKED, "-o", "a"), "-o: nothing is known of a file without an ending"),
        ((*ASKED, "-o", "nowhere/a.csv"), "nowhere/a.csv: cannot be written"),
        (("--invented", "--rows", "0", "--seed", "s", "-o", "a.csv"), "--rows: '0' is not a number of rows"),
        (("--invented", "--rows", "many", "--seed", "s", "-o", "a.csv"), "--rows: 'many' is not a number of rows"),
        (
            ("--invented", "--rows", "1", "--seed", "a\nb", "-o", "a.csv"),
            "--seed: the seed has letters that nobody sees",
        ),
    ],
)
def test_what_cannot_be_drawn(population, words, told):
    code, out, err = population(*words)
    assert (code, out) == (2, "")
    assert told in err
    assert not Path("a.csv").exists()

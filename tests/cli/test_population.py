"""`intra population` as it is typed: what is printed, what is written, what is complained of."""

import json
import re
import shlex
from html import unescape
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from intra_core.assessment.population import reading
from intra_core.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "population.md").read_text("utf-8")
ASKED = ("--invented", "--rows", "3", "--seed", "seme")


@pytest.fixture
def intra(capsys, monkeypatch, tmp_path):
    """Run commands in an empty folder; give their code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = main(list(words))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return run


@pytest.fixture
def population(intra):
    """Run the command."""
    return lambda *words: intra("population", *words)


def test_the_page_shows_what_is_printed(intra):
    """The first command as a whole, of the second a part."""
    (drawn, simulated) = re.findall(r"^    intra ([^\n]+)\n\n```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert intra(*shlex.split(drawn[0])) == (0, drawn[1], "")
    code, out, err = intra(*shlex.split(simulated[0]))
    assert (code, err) == (0, "")
    assert simulated[1] in out
    assert "The population is invented (invented-shares.toml, seed 'seme')." in out


def test_the_measure_that_the_page_names_last_can_be_simulated_too(intra):
    (command,) = re.findall(r"`intra (simulate [^`]+?) …`", PAGE)
    intra("population", *ASKED, "-o", "people.parquet")
    code, out, _ = intra(*shlex.split(command), "--set", "amount.single = EUR 15000.00")
    assert (code, "Before and after" in out) == (0, True)


SIMULATED = ("simulate", "slovenia.certification", "--set", "ceiling = EUR 12000.00")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("csv", "The population is invented."),
        ("jsonl", "The population is invented."),
        ("parquet", "The population is invented (invented-shares.toml, seed 'seme')."),
    ],
)
def test_what_is_drawn_is_simulated_as_it_is(intra, form, said):
    intra("population", "--invented", "--rows", "300", "--seed", "seme", "-o", f"people.{form}")
    code, out, err = intra(*SIMULATED, f"people.{form}", "--json")
    found = json.loads(out)
    assert (code, err, found["invented"]) == (0, "", said)
    assert found["lists"] == {"offer": f"people.offer.{form}"}
    whole = found["whole"]
    assert whole["applications"] == 300
    assert whole["before"]["eligible"] > 10
    assert whole["after"]["award"] > whole["before"]["award"]


def test_whatever_comes_of_it_says_that_it_is_invented(intra, tmp_path):
    said = "The population is invented (invented-shares.toml, seed 'seme')."
    intra("population", "--invented", "--rows", "300", "--seed", "seme", "-o", "people.parquet")
    for words in (("csv", "--page"), ("parquet",), ("xlsx",)):
        code, out, _ = intra(*SIMULATED, "people.parquet", "-o", words[0], "--tables", *words)
        assert code == 0
        assert out.count(said) > 10
        assert "the records of offer were read from people.offer.parquet" in out
    texts = [*Path("csv").iterdir()]
    assert {file.suffix for file in texts} == {".csv", ".html"}
    assert all(said in unescape(file.read_text("utf-8")) for file in texts)
    frames = [pl.read_parquet(file) for file in Path("parquet").iterdir()]
    assert len(frames) > 10
    assert all(set(frame["invented"]) == {said} for frame in frames if len(frame))
    assert all("invented" in frame.columns for frame in frames)
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "tables.xlsx")
    assert all(any(said in str(cell.value) for row in sheet for cell in row) for sheet in book)


def test_records_beside_a_file_give_way_to_those_that_are_named(intra):
    intra("population", *ASKED, "-o", "people.csv")
    Path("others.csv").write_text("id,comparable\nP-1,true\n", "utf-8")
    _, out, _ = intra(*SIMULATED, "people.csv", "--lists", "offer=others.csv")
    assert "the records of offer were read from others.csv" in out
    Path("people.offer.csv").write_text("id,comparable\nP-1,perhaps\n", "utf-8")
    code, out, err = intra(*SIMULATED, "people.csv")
    assert (code, out) == (2, "")
    assert "people.offer.csv: comparable: 'perhaps' is not true or false" in err


def test_without_regions_the_same_is_drawn(intra, monkeypatch):
    intra("population", *ASKED, "-o", "a.csv")
    monkeypatch.setenv("INTRA_REGIONS", "")
    reading.invented_shares.cache_clear()
    intra("population", *ASKED, "-o", "b.csv")
    assert Path("a.csv").read_bytes() == Path("b.csv").read_bytes()


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_every_form_is_written_and_told_of(population, name):
    code, out, _ = population(*ASKED, "-o", name, "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["file"], told["rows"], told["seed"]) == (name, 3, "seme")
    assert told["shares"]["invented"] is True
    assert told["columns"][:2] == ["id", "invented"]
    assert told["lists"] == {"offer": f"a.offer{Path(name).suffix}"}
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

"""`intra ask`: each answer is kept at once, what stands in the file stays, and nothing typed breaks it."""

import datetime as dt
import io
import json
import subprocess
import sys

import pytest
import tomli

import intra_core
from intra_core.cli import main

CATALOGUE = intra_core.load_regions()
MINE = """# my application

region = "hills" # the region

# about the firm
[undertaking]
employees = 5 # people
# end
"""

RENT = ("1", "stand-rent", "400", "2024-05-05")
"""One line of costs, as it is typed: how many, and what is asked of each."""


@pytest.fixture
def typed(monkeypatch):
    """Type lines; the end of input comes behind them."""

    def type_(*lines):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return type_


def test_answers_are_kept_under_their_keys(intra, typed, tmp_path):
    file = tmp_path / "mine.toml"
    typed(*RENT, "five", "5", "hill-fair")
    code, out, err = intra("ask", "hills.voucher", file)
    assert code == 0
    assert tomli.loads(file.read_text()) == {
        "region": "hills",
        "cost": [{"kind": "stand-rent", "net": "EUR 400.00", "incurred": dt.date(2024, 5, 5)}],
        "event": {"kind": "hill-fair"},
        "undertaking": {"employees": 5},
    }
    assert "'five' is not a whole number" in err
    assert "type it like 3" in err
    assert err.endswith(f"intra: kept in {file}\n")
    assert out.startswith("Fair voucher (hills.voucher): ")


def test_what_stands_in_the_file_stays_with_its_comments(intra, typed, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(MINE)
    typed("", "hill-fair")
    intra("ask", "hills.voucher", file)
    before, after = MINE.splitlines(), file.read_text().splitlines()
    assert [line for line in after if line in before and line] == [line for line in before if line]
    assert after[:4] == ["# my application", "", 'region = "hills" # the region', ""]
    assert tomli.loads(file.read_text())["event"] == {"kind": "hill-fair"}


def test_the_end_of_input_at_once_makes_no_file(intra, typed, tmp_path):
    typed()
    code, out, err = intra("ask", "hills.voucher", tmp_path / "mine.toml")
    assert (code, list(tmp_path.glob("*.toml"))) == (0, [])
    assert "undetermined" in out
    assert "kept in" not in err


def test_an_interrupt_keeps_what_was_answered(intra, tmp_path, monkeypatch):
    lines = iter(["\n", "5\n"])

    class Interrupted(io.StringIO):
        def readline(self, *_):
            try:
                return next(lines)
            except StopIteration:
                raise KeyboardInterrupt from None

    monkeypatch.setattr(sys, "stdin", Interrupted())
    file = tmp_path / "mine.toml"
    assert intra("ask", "hills.voucher", file)[0] == 130
    assert tomli.loads(file.read_text()) == {"region": "hills", "undertaking": {"employees": 5}}


def test_nobody_is_asked_twice_and_an_empty_line_says_that_nobody_knows(intra, typed, tmp_path):
    typed(*[""] * 50)
    _, _, err = intra("ask", "hills.voucher", tmp_path / "mine.toml", "--json")
    prompts = [line for line in err.splitlines() if line.endswith("]") or "[list]" in line or "[choice]" in line]
    assert len(prompts) == len(set(prompts))


def test_the_day_asked_for_is_the_day_of_decision(intra, typed, tmp_path):
    typed()
    _, out, _ = intra("ask", "hills.voucher", tmp_path / "mine.toml", "--on", "2023-09-02", "--json")
    told = json.loads(out)
    assert told["assessment"]["verdict"] == "ineligible", "no call was open"
    assert "on" not in [each["what"] for each in told["assessment"]["assumed"]]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("-", "answers are kept in a file"),
        ("nowhere/mine.toml", "there is no folder"),
        (".", "cannot be read: Is a directory"),
    ],
)
def test_what_is_no_file_is_told_before_a_question(intra, typed, tmp_path, monkeypatch, name, says):
    monkeypatch.chdir(tmp_path)
    typed("0")
    code, out, err = intra("ask", "hills.voucher", name)
    assert (code, out) == (2, "")
    assert says in err
    assert "> " not in err


def test_a_file_of_another_form_is_told(intra, typed, tmp_path):
    file = tmp_path / "mine.json"
    file.write_text('{"region": "hills"}')
    typed("0")
    assert intra("ask", "hills.voucher", file)[0] == 2
    assert file.read_text() == '{"region": "hills"}'


def ask(monkeypatch, capsys, file, measure, lines, *words):
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    code = main(["ask", measure, str(file), *words])
    return code, capsys.readouterr()


def test_a_list_that_is_told_in_part_is_not_written_over(monkeypatch, capsys, tmp_path):
    file = tmp_path / "mine.toml"
    text = 'region = "slovenia"\n\n[[cost]]\nkind = "certification-fee" # net not known yet\n'
    file.write_text(text)
    code, _ = ask(monkeypatch, capsys, file, "slovenia.certification", ["0"] * 3, "--on", "2024-09-02")
    assert code == 0
    assert "net not known yet" in file.read_text()
    assert tomli.loads(file.read_text())["cost"] == [{"kind": "certification-fee"}]


def test_a_process_reads_lines_of_any_bytes(tmp_path):
    file = tmp_path / "mine.toml"
    run = subprocess.run(
        [sys.executable, "-m", "intra_core", "ask", "slovenia.certification", str(file), "--on", "2024-09-02"],
        input=b"\xff\n1\n" + b"\n" * 60,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 0
    assert b"type a number" in run.stderr
    assert len(tomli.loads(file.read_text("utf-8"))["cost"]) == 1

"""`intra ask`: each answer is kept at once, what stands in the file stays, and nothing typed breaks it."""

import io
import json
import os
import subprocess
import sys

import pytest
import tomli
from attrs import evolve
from tests.cli.conftest import GIVEN, VOUCHER

from intra_core.assessment.catalogue import Catalogue
from intra_core.cli import main, outside
from intra_core.regions.reading import region_in

MINE = """# my application

region = "hills" # the region

# about the firm
[undertaking]
employees = 5 # people
# end
"""


@pytest.fixture
def typed(monkeypatch):
    """Type lines; the end of input comes behind them."""

    def type_(*lines):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return type_


def test_answers_are_kept_under_their_keys(intra, typed, tmp_path):
    file = tmp_path / "mine.toml"
    typed("five", "5", "hill-fair", "0")
    code, out, err = intra("ask", "hills.voucher", file)
    assert code == 0
    assert tomli.loads(file.read_text()) == {
        "region": "hills",
        "cost": [],
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
    typed("hill-fair", "0")
    intra("ask", "hills.voucher", file)
    before, after = MINE.splitlines(), file.read_text().splitlines()
    assert [line for line in after if line in before and line] == [line for line in before if line]
    assert after[:4] == ["# my application", "", 'region = "hills" # the region', "cost = []"]
    assert tomli.loads(file.read_text())["event"] == {"kind": "hill-fair"}


def test_the_end_of_input_at_once_makes_no_file(intra, typed, tmp_path):
    typed()
    code, out, err = intra("ask", "hills.voucher", tmp_path / "mine.toml")
    assert (code, list(tmp_path.glob("*.toml"))) == (0, [])
    assert "undetermined" in out
    assert "kept in" not in err


def test_an_interrupt_keeps_what_was_answered(intra, tmp_path, monkeypatch):
    lines = iter(["5\n"])

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
    prompts = [line.removeprefix("> ") for line in err.splitlines() if "? [" in line]
    assert prompts[0] == "How many persons does the applicant employ on the day of application? [count persons]"
    assert len(prompts) == len(set(prompts)) == 3


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
        (".", ".: cannot be written: it is not a file"),
        ("pipe", "pipe: cannot be written: it is not a file"),
        ("kept.toml", "kept.toml: cannot be written: it is read-only"),
    ],
)
def test_what_is_no_file_is_told_before_a_question(intra, typed, tmp_path, monkeypatch, name, says):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    (tmp_path / "kept.toml").write_text('region = "hills"\n')
    (tmp_path / "kept.toml").chmod(0o444)
    typed("0")
    code, out, err = intra("ask", "hills.voucher", name)
    assert (code, out) == (2, "")
    assert (tmp_path / "pipe").is_fifo()
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


PAID = """
[[condition]]
id = "paid"
holds = "sum(sum(p.amount for p in v.payments) for v in voucher) <= ceiling"
source = "call"
mark = "sourced"
"""


@pytest.fixture
def paid(catalogue, tmp_path, monkeypatch):
    """Let the voucher look at earlier vouchers and their payments, a list in a list; all else is told in the file."""
    region = tmp_path / "regions" / "hills"
    (region / "measures" / "voucher.toml").write_text(VOUCHER + PAID, "utf-8")
    loaded = evolve(catalogue.regions[0], region=region_in(region, "hills"))
    monkeypatch.setattr(outside, "load_regions", lambda: Catalogue(regions=(loaded,), quarantined=()))
    file = tmp_path / "mine.toml"
    file.write_text(GIVEN, "utf-8")
    return file


def test_a_list_in_a_list_is_asked_for_record_by_record(intra, paid, typed):
    typed("2", "two", "2", "EUR 10", "2.50", "0")
    code, out, err = intra("ask", "hills.voucher", paid)
    assert (code, out.splitlines()[0]) == (0, "Fair voucher (hills.voucher): eligible")
    kept = tomli.loads(paid.read_text())
    assert kept["voucher"] == [{"payments": [{"amount": "EUR 10.00"}, {"amount": "EUR 2.50"}]}, {"payments": []}]
    assert {key: told for key, told in kept.items() if key != "voucher"} == tomli.loads(GIVEN)
    assert err.count(" 1/2\n") == 2, "the first voucher, and its first payment"
    assert "type a number, such as 0 or 2" in err


def test_a_record_of_which_nobody_knows_anything_is_one_all_the_same(intra, paid, typed):
    typed("1", "")
    code, out, _ = intra("ask", "hills.voucher", paid)
    assert (code, out.splitlines()[0]) == (0, "Fair voucher (hills.voucher): undetermined")
    assert tomli.loads(paid.read_text())["voucher"] == [{}]


@pytest.mark.parametrize("lines", [(), ("2",), ("2", "2"), ("2", "2", "EUR 10"), ("2", "2", "EUR 10", "EUR 20")])
def test_a_list_typed_in_part_is_not_kept_as_a_whole(intra, paid, typed, lines):
    typed(*lines)
    code, out, _ = intra("ask", "hills.voucher", paid)
    assert (code, out.splitlines()[0]) == (0, "Fair voucher (hills.voucher): undetermined")
    assert paid.read_text() == GIVEN


def test_what_somebody_else_wrote_meanwhile_stays(intra, tmp_path, monkeypatch):
    file = tmp_path / "mine.toml"

    class Meanwhile(io.StringIO):
        def readline(self, *_):
            if file.exists():
                return ""
            file.write_text('region = "hills"\n[event]\nkind = "fair" # theirs\n', "utf-8")
            return "5\n"

    monkeypatch.setattr(sys, "stdin", Meanwhile())
    assert intra("ask", "hills.voucher", file)[0] == 0
    assert "# theirs" in file.read_text()
    assert tomli.loads(file.read_text()) == {
        "region": "hills", "event": {"kind": "fair"}, "undertaking": {"employees": 5},
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n  \n", "# my firm\n", "[event]\nname = 'x'\n"])
def test_a_file_that_names_no_region_gets_that_of_the_measure(intra, typed, tmp_path, text):
    file = tmp_path / "mine.toml"
    file.write_text(text)
    typed("5")
    assert intra("ask", "hills.voucher", file)[0] == 0
    kept = tomli.loads(file.read_text())
    assert (kept["region"], kept["undertaking"]) == ("hills", {"employees": 5})
    assert text.strip() in file.read_text()
    assert intra("assess", file)[0] == 0, "what asks for a voucher can be read as an application"


def test_an_application_to_another_region_is_left_alone(intra, typed, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('\nregion = "valley"\n')
    typed("5")
    code, out, err = intra("ask", "hills.voucher", file)
    assert (code, out) == (2, "")
    assert f"{file}:2:10: region: this application is to 'valley', and 'hills.voucher' is of 'hills'" in err
    assert file.read_text() == '\nregion = "valley"\n'


def test_new_tables_stand_apart_and_lines_end_alike(intra, typed, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_bytes(b'region = "hills"\r\n# mine\r\n')
    typed("5", "fair", "1", "", "EUR 5000", *[""] * 9)
    intra("ask", "hills.voucher", file)
    tables = file.read_bytes().decode().split("\n\n")
    assert tables == [
        'region = "hills"\n# mine', "[undertaking]\nemployees = 5", '[event]\nkind = "fair"',
        '[[cost]]\nnet = "EUR 5000.00"\n',
    ]  # fmt: skip


def test_faults_of_the_words_and_of_the_file_are_told_together(intra, typed, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xff")
    typed("0")
    code, out, err = intra("ask", "hills.vouchr", file, "--on", "today")
    assert (code, out) == (2, "")
    assert [err.count(says) for says in ("'today' is not a day", "did you mean", "not UTF-8")] == [1, 1, 1]
    assert file.read_bytes() == b"\xff"

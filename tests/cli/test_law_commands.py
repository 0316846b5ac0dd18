"""`intra sme` and `intra headroom`: what they print, what they take, and what is wrong with what they are given."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from intra_core.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples" / "law"
GROUP = """
subject = "A"
on = 2025-06-30
member_state = "SI"

[[enterprise]]
id = "A"
country = "SI"

[[enterprise.period]]
ends = 2024-12-31
headcount = 45
turnover = "EUR 8000000.00"
balance_sheet_total = "EUR 7000000.00"

[[enterprise]]
id = "P"
country = "AT"

[[enterprise.period]]
ends = 2024-12-31
headcount = 10
turnover = "EUR 1000000.00"
balance_sheet_total = "EUR 1000000.00"

[[holding]]
holder = "P"
held = "A"
capital = "40 %"
votes = "30 %"
control = false

[[award]]
granted = 2024-03-15
amount = "EUR 120000.00"
regime = "de-minimis"
member_state = "SI"

[[award]]
undertaking = "A"
granted = 2025-01-10
amount = "EUR 30000.00"
regime = "de-minimis"
member_state = "SI"
"""
INTERRUPTED = """
import os, signal, sys, time
from intra_core.cli import main, outside
signal.signal(signal.SIGINT, signal.default_int_handler)
outside.read = lambda file: (os.kill(os.getpid(), signal.SIGINT), time.sleep(30))
sys.exit(main(["{command}", "-"]))
"""
RATES = "Date,USD,GBP,\n2024-12-31,1.0389,0.82918,\n"
commands = pytest.mark.parametrize("command", ["sme", "headroom"])


@pytest.fixture
def run(capsys):
    """Run a command; give its code, output and errors."""

    def asked(*words):
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, told.err

    return asked


@pytest.fixture
def file(tmp_path):
    """Write the group, changed here and there."""

    def write(*changes, name="group.toml", text=GROUP):
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        found = tmp_path / name
        found.write_text(text, "utf-8")
        return found

    return write


# What is answered.


def test_a_size_is_told_with_its_working(run, file):
    assert run("sme", file()) == (
        0,
        """\
A on 30 June 2025: small, with partner enterprises
  Figures of the group
    accounts to 31 December 2024: 49 AWU, turnover EUR 8,400,000.00, balance sheet total EUR 7,400,000.00: small
  Whose figures count, and at which share (GBER Annex I)
    A, 100 %: the enterprise itself (Article 6(2), first subparagraph)
    P, 40 %: partner: P has 40 % of the capital and 30 % of the votes in A (Article 3(2), 6(2))
  To be looked at
    no size before 2024-12-31 is known; the history starts from those accounts alone (Article 4(2))
""",
        "",
    )


def test_the_same_size_for_programs(run, file):
    code, out, _ = run("sme", file(), "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["status"], answer["type"], answer["asks"], answer["other_readings"]) == ("small", "partner", [], [])
    assert answer["periods"] == [
        {
            "ends": "2024-12-31", "headcount": "49", "turnover": "EUR 8400000.00",
            "balance_sheet_total": "EUR 7400000.00", "raw": "small", "status": "small",
        }
    ]  # fmt: skip
    assert [(each["enterprise"], each["share"]) for each in answer["counted"]] == [("A", "1"), ("P", "0.4")]
    assert answer["policies"]["votes_of_linked"] == "added"


def test_what_is_not_told_is_asked_for(run, file):
    unknown = file(('headcount = 10\nturnover = "EUR 1000000.00"\n', ""))
    _, out, _ = run("sme", unknown)
    assert out.startswith(
        "A on 30 June 2025: undetermined, with partner enterprises\n  It may be small, medium-sized or "
    )
    assert "    accounts to 31 December 2024: 45 or more AWU, turnover EUR 8,000,000.00 or more, balance" in out
    assert (
        "  Still to be told\n    How many annual work units did P have in the period that ended on 2024-12-31?\n" in out
    )
    asks = json.loads(run("sme", unknown, "--json")[1])["asks"]
    assert asks[0] == {
        "fact": "enterprise.P.period.2024-12-31.headcount",
        "question": "How many annual work units did P have in the period that ended on 2024-12-31?",
        "type": "AWU",
    }


def test_of_an_enterprise_without_accounts_nothing_is_known(run, file):
    _, out, _ = run("sme", file(text='subject = "A"\non = 2025-06-30\n'))
    assert (
        "    latest accounts: headcount unknown, turnover unknown, balance sheet total unknown: undetermined\n" in out
    )


def test_accounts_across_a_change_of_owners_are_read_otherwise_where_the_law_leaves_it(run, file):
    year_before = 'ends = 2023-12-31\nheadcount = 240\nturnover = "EUR 1.00"\nbalance_sheet_total = "EUR 1.00"\n'
    text = file(
        ("headcount = 45", "headcount = 249"),
        ("headcount = 10", "headcount = 9000"),
        ("[[enterprise.period]]", f"[[enterprise.period]]\n{year_before}[[enterprise.period]]"),
        ("control = false", "control = false\nsince = 2025-02-01"),
    )
    _, out, _ = run("sme", text)
    assert out.startswith("A on 30 June 2025: large")
    heading, line = out.splitlines()[-2:]
    assert heading == "  Where the law leaves a choice, another reading gives another answer"
    assert line.endswith("Kerkosand: medium-sized (--policy ownership_change=kerkosand_two_years)")
    answer = json.loads(run("sme", text, "--json")[1])
    assert answer["other_readings"] == [
        {"policy": "ownership_change", "reading": "kerkosand_two_years", "status": "medium"}
    ]
    _, out, _ = run("sme", text, "--policy", "ownership_change=kerkosand_two_years")
    assert out.startswith("A on 30 June 2025: medium-sized")
    assert "  Read as told\n    Does a merger or a change of ownership" in out


def test_a_headroom_is_told_with_the_awards_that_count(run, file):
    assert run("headroom", file(), "--request", "EUR 200000.00") == (
        0,
        """\
A on 30 June 2025, SI: EUR 150,000.00 left
  de-minimis, Regulation (EU) 2023/2831 on de minimis aid, Article 3(2): ceiling EUR 300,000.00, used EUR 150,000.00
  Aid that counts
    15 March 2024: EUR 120,000.00, de-minimis to A; falls out on 16 March 2027
    10 January 2025: EUR 30,000.00, de-minimis to A; falls out on 11 January 2028
  Next release: EUR 120,000.00 on 16 March 2027
  EUR 200,000.00 is not allowed; at most EUR 150,000.00 if the scheme permits to reduce it before the grant
  To be looked at
    a smaller award is possible only where the scheme lets it be reduced before it is granted \
(Regulation (EU) 2023/2831, Article 3(7); C-608/19 INAIL)
""",
        "",
    )


def test_the_same_headroom_for_programs(run, file):
    answer = json.loads(run("headroom", file(), "--request", "EUR 25000.00", "--json")[1])
    assert (answer["ceiling"], answer["used"], answer["headroom"]) == (
        "EUR 300000.00", "EUR 150000.00", "EUR 150000.00",
    )  # fmt: skip
    assert (answer["requested"], answer["allowed"], answer["max_if_reduced"]) == (
        "EUR 25000.00", True, "EUR 150000.00",
    )  # fmt: skip
    assert [(each["granted"], each["amount"], each["falls_out"]) for each in answer["counted"]] == [
        ("2024-03-15", "EUR 120000.00", "2027-03-16"),
        ("2025-01-10", "EUR 30000.00", "2028-01-11"),
    ]
    assert answer["next_release"] == {"on": "2027-03-16", "amount": "EUR 120000.00"}


def test_aid_of_which_nothing_is_told_leaves_the_headroom_unknown(run, file):
    none_told = file(text='subject = "A"\non = 2025-06-30\nmember_state = "SI"\n')
    _, out, _ = run("headroom", none_told)
    assert out.startswith("A on 30 June 2025, SI: EUR 0.00 to EUR 300,000.00 left\n")
    assert "ceiling EUR 300,000.00, not known what is used" in out
    answer = json.loads(run("headroom", none_told, "--json")[1])
    assert (answer["headroom"], answer["used"]) == (None, None)
    assert [each["fact"] for each in answer["asks"]] == ["award"]
    assert answer["asks"][0]["question"].endswith("?")


def test_an_award_without_an_amount_is_asked_for(run, file):
    _, out, _ = run("headroom", file(('amount = "EUR 30000.00"\n', "")), "--request", "EUR 170000.00")
    assert out.startswith("A on 30 June 2025, SI: EUR 0.00 to EUR 180,000.00 left\n")
    assert "ceiling EUR 300,000.00, used EUR 120,000.00 or more" in out
    assert "    How much was the aid (de-minimis) of 2025-01-10 to A, as a gross grant equivalent?\n" in out
    assert "EUR 170,000.00 is not known to be allowed" in out


def test_of_a_large_group_people_see_the_beginning_and_programs_all(run, tmp_path):
    names = [f"E{number}" for number in range(60)]
    tables = "".join(f'[[enterprise]]\nid = "{name}"\ncountry = "SI"\n' for name in names)
    holdings = "".join(
        f'[[holding]]\nholder = "E0"\nheld = "{name}"\nvotes = "60 %"\ncontrol = true\n' for name in names[1:]
    )
    told = tmp_path / "large.toml"
    told.write_text(f'subject = "E0"\non = 2025-06-30\nmember_state = "SI"\naward = []\n{tables}{holdings}', "utf-8")
    _, out, _ = run("sme", told)
    counted, asked = out.partition("  Still to be told\n")[::2]
    assert counted.endswith("    and 20 more: --json gives all\n")
    assert len(asked.splitlines()) < 50
    assert len(json.loads(run("sme", told, "--json")[1])["counted"]) == 60
    _, out, _ = run("headroom", told)
    assert out.splitlines()[2].endswith("E44 and 20 more")
    assert len(json.loads(run("headroom", told, "--json")[1])["undertakings"]) == 60


def test_one_file_serves_both_commands(run):
    for each in sorted(EXAMPLES.glob("*.toml")):
        assert run("sme", each)[0] == 0
        code, _, err = run("headroom", each)
        assert (code, err == "") in {(0, True), (2, False)}
        assert ("member_state" in each.read_text("utf-8")) == (code == 0)


# Options.


def test_another_day_than_the_file_s(run, file):
    assert run("headroom", file(), "--on", "2027-03-16")[1].startswith("A on 16 March 2027, SI: EUR 270,000.00 left")
    assert run("sme", file(("on = 2025-06-30\n", "")), "--on", "2026-01-01")[1].startswith("A on 1 January 2026: small")


def test_a_reading_of_the_option_goes_before_that_of_the_file(run, file):
    told = file(("\n[[enterprise]]", '\n[policies]\nwindow = "3x365"\n\n[[enterprise]]'))
    assert json.loads(run("headroom", told, "--json")[1])["policies"]["window"] == "3x365"
    answer = run("headroom", told, "--json", "--policy", "window=inclusive", "--policy", "sgei = within")[1]
    assert {"window": "inclusive", "sgei": "within"}.items() <= json.loads(answer)["policies"].items()


def test_rates_of_the_central_bank_turn_what_is_told_in_pounds(run, file, tmp_path):
    pounds = file(('turnover = "EUR 1000000.00"', 'turnover = "GBP 829180.00"'))
    assert "turnover EUR 8,000,000.00 or more" in run("sme", pounds)[1]
    rates = tmp_path / "eurofxref-hist.csv"
    rates.write_text(RATES, "utf-8")
    code, out, _ = run("sme", pounds, "--rates", rates, "--policy", "accounts_abroad=closing")
    assert code == 0
    assert "turnover EUR 8,400,000.00" in out
    assert "EUR 1 = GBP 0.82918 on 31 December 2024 (European Central Bank," in out
    twice = file(
        ("\n[[enterprise]]", '\n[[rate]]\ncurrency = "GBP"\non = 2024-12-31\nvalue = 1\nsource = "x"\n[[enterprise]]')
    )
    assert (
        "--rates: rates are given in the file and with --rates\n  give them once\n"
        in run("sme", twice, "--rates", rates)[2]
    )


def test_another_regime_and_a_request_of_the_file(run, file):
    told = file(('member_state = "SI"', 'member_state = "SI"\nrequest = "EUR 750001.00"\nreducible = true'))
    out = run("headroom", told, "--regime", "de-minimis-sgei")[1]
    assert out.splitlines()[1].startswith("  de-minimis-sgei, Regulation (EU) 2023/2832")
    assert "EUR 750,001.00 is not allowed; at most EUR 750,000.00\n" in out


@commands
def test_standard_input_in_toml_and_json(run, monkeypatch, command):
    for text in (GROUP, '{"subject": "A", "on": "2025-06-30", "member_state": "SI"}'):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
        code, out, err = run(command, "-")
        assert (code, err) == (0, "")
        assert out.startswith("A on 30 June 2025")


@commands
def test_answers_are_in_english_and_that_is_said(run, file, command):
    plain = run(command, file())
    assert run(command, file(), "--lang", "sl") == (0, plain[1], "intra: answers of the law are in English\n")


@commands
def test_a_narrow_terminal_breaks_lines_and_drops_no_word(file, monkeypatch, command):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    wide = io.StringIO()
    monkeypatch.setattr(sys, "stdout", wide)
    assert main([command, str(file())]) == 0
    narrow = Terminal()
    monkeypatch.setattr(sys, "stdout", narrow)
    monkeypatch.setenv("COLUMNS", "44")
    monkeypatch.setenv("NO_COLOR", "1")
    assert main([command, str(file())]) == 0
    assert narrow.getvalue().split() == wide.getvalue().split()
    assert max(map(len, narrow.getvalue().splitlines())) <= 44


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@commands
def test_ctrl_c_ends_it_quietly(command):
    words = [sys.executable, "-c", INTERRUPTED.format(command=command)]
    done = subprocess.run(words, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


# What is wrong.


@pytest.mark.parametrize(
    ("words", "messages"),
    [
        (["sme", "FILE", "--on", "2025-13-01"], ["--on: '2025-13-01' is not a day"]),
        (["sme", "FILE", "--policy", "crossing"], ["--policy: 'crossing' names no reading"]),
        (["sme", "FILE", "--policy", "crosing=latest"], ["--policy: unknown policy 'crosing'", "mean 'crossing'?"]),
        (["sme", "FILE", "--policy", "crossing=last"], ["--policy: the policy crossing has no reading 'last'"]),
        (["sme", "nowhere.toml"], ["nowhere.toml: cannot be read: No such file"]),
        (["sme", "FILE", "--rates", "nowhere.csv"], ["nowhere.csv: cannot be read: No such file"]),
        (["sme", "FILE", "--rates", "FILE"], ["the first column is 'subject = \"A\"'"]),
        (["sme"], ["the following arguments are required: FILE"]),
        (["sme", "FILE", "--regime", "mfa"], ["unrecognized arguments: --regime mfa"]),
        (["headroom", "FILE", "--regime", "mffa"], ["--regime: unknown regime 'mffa'", "did you mean 'mfa'?"]),
        (["headroom", "FILE", "--request", "25000"], ["--request: '25000' is not money"]),
        (["headroom", "FILE", "--request", "EUR -1.00"], ["--request: 'EUR -1.00' is below zero"]),
        (
            ["headroom", "FILE", "--request", "x", "--regime", "y", "--on", "z", "--policy", "w"],
            ["--request: 'x'", "--regime: unknown regime 'y'", "--on: 'z'", "--policy: 'w'"],
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) and value and " " not in value[0] else None,
)  # fmt: skip
def test_wrong_words(run, file, words, messages):
    text = GROUP.lstrip() if "--rates" in words else GROUP
    code, out, err = run(*(file(text=text) if word == "FILE" else word for word in words))
    assert (code, out) == (2, "")
    for message in messages:
        assert err.count(message) == 1, err


@commands
def test_no_day_is_a_complaint(run, file, command):
    told = file(("on = 2025-06-30\n", ""))
    code, out, err = run(command, told)
    assert (code, out) == (2, "")
    assert err == f"{told}: on: no day of grant is given\n  give on = 2025-06-30, or --on\n"
    assert "no day of grant" not in run(command, told, "--on", "never")[2]


def test_a_headroom_is_that_of_a_state(run, file):
    told = file(('member_state = "SI"\n', ""))
    assert run("sme", told)[0] == 0
    assert run("headroom", told) == (
        2, "", f'{told}: member_state: nothing says which Member State grants the aid\n  give member_state = "SI"\n',
    )  # fmt: skip


@commands
def test_every_fault_of_the_file_is_told_with_its_caret(run, file, command):
    told = file(('votes = "30 %"', 'votes = "130 %"'), ('id = "P"', 'id = "Q"'), ("2024-03-15", '"soon"'))
    code, out, err = run(command, told)
    assert (code, out) == (2, "")
    assert len(re.findall(rf"^{re.escape(str(told))}:\d+:\d+: ", err, re.MULTILINE)) == 3
    assert err.count("^") == 3
    assert "holding[0].votes: '130 %' is more than the whole" in err
    assert "holding[0].holder: there is no enterprise 'P'" in err
    assert "award[0].granted: 'soon' is not a day" in err


@commands
@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "standard input: the input is empty\n  give at least subject = "),
        (b"\xff", "standard input:1: byte 0xff is not UTF-8"),
        (b"{", "standard input:1:2: not JSON"),
        (b"{}", "standard input:1:1: nothing says whose it is"),
        (b"[" * 100_000, "not TOML"),
    ],
)
def test_wrong_standard_input(run, monkeypatch, command, raw, message):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), "utf-8"))
    code, out, err = run(command, "-")
    assert (code, out) == (2, "")
    assert message in err

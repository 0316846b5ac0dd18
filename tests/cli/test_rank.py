"""`intra rank` as it is typed: what is printed, what is chosen, what is complained of."""

import csv
import io
import json
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from intra_core.cli import main

ROOT = Path(__file__).parents[2]
FILE = ROOT / "examples/award/export_manager.csv"
CALL = "abruzzo.export_manager.2015"
REST = ("--last", "refused", "--beyond", "ends", "--members", "reserve-first", "--unused-reserve", "others")
SMALL = (*REST, "--budget", "EUR 45000.00")
SCHEMA = Draft202012Validator(json.loads((resources.files("intra_core") / "schemas/rank.json").read_text("utf-8")))


@pytest.fixture
def rank(capsys):
    """Run the command; give its code, output and errors."""

    def run(*words):
        code = main(["rank", *map(str, words)])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return run


@pytest.fixture
def table(tmp_path):
    """Write applications to a calls of merit, by area."""
    file = tmp_path / "them.csv"

    def write(*rows, head="id,award,area,points,exports-foreseen,markets,submitted"):
        file.write_text("\n".join((head, *rows)) + "\n", "utf-8")
        return file

    return write


def test_the_answer_follows_its_schema_and_tells_what_was_chosen(rank):
    code, out, _ = rank(CALL, FILE, *SMALL, "--json")
    found = json.loads(out)
    assert code == 0
    assert [each.message for each in SCHEMA.iter_errors(found)] == []
    assert [(each["key"], each["value"]) for each in found["rule"]["chosen"]] == [
        ("last", "refused"),
        ("beyond", "ends"),
        ("members", "reserve-first"),
        ("unused_reserve", "others"),
        ("budget", "EUR 45000.00"),
    ]
    assert found["rule"]["chosen"][-1]["instead_of"] == "EUR 10000000.00"
    assert found["rule"]["basis"]["source"]["id"] == "agevo-facile"
    assert [(each["id"], each["granted"]) for each in found["decisions"]][2:4] == [
        ("VI-0003", "EUR 10000.00"),
        ("VI-0004", "EUR 0.00"),
    ]


def test_one_application_is_told_of_alone(rank):
    code, out, _ = rank(CALL, FILE, *SMALL, "--id", "VI-0005")
    assert code == 0
    assert out.splitlines()[-2:] == [
        "  Applications",
        (
            "    VI-0005: ranked 5th of 6, the money open to all reached at the 4th: the list ended there; "
            "2nd on the waiting list"
        ),
    ]
    assert rank(CALL, FILE, *SMALL, "--id", "VI-0007") == (
        2,
        "",
        "--id: there is no application 'VI-0007'\n  did you mean 'VI-0006'?\n",
    )


def test_a_table_for_spreadsheets(rank):
    code, out, _ = rank(CALL, FILE, *SMALL, "--csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [row["waiting"] for row in rows] == ["", "", "", "1", "2", ""]
    assert (rows[3]["short"], rows[3]["left"], rows[3]["reached_at"]) == ("open", "EUR 5000.00", "4")


def test_what_the_call_does_not_say_has_to_be_chosen(rank):
    code, out, err = rank(CALL, FILE)
    assert (code, out) == (2, "")
    assert [line for line in err.splitlines() if not line.startswith(" ")] == [
        "--last: the call does not say what becomes of an application that the money left does not cover",
        "--beyond: the call does not say whether smaller applications further down may have what is left then",
        "--members: the call does not say which money those that a reserve is kept for take first",
        "--unused-reserve: the call does not say what becomes of a reserve that is not used",
    ]


def test_merit_ties_and_areas_of_a_call(rank, table):
    file = table(
        "a,300000.00,algarve,4,1,1,2025-10-01",
        "b,300000.00,algarve,4,1,2,2025-10-01",
        "c,1.00,lisbon,2.99,,,2025-10-01",
    )
    code, out, _ = rank(
        "algarve.individual_operations.2025", file, "--last", "cut", "--beyond", "ends", "--budget-of",
        "algarve=EUR 500000.00",
    )  # fmt: skip
    assert code == 0
    assert out.splitlines()[2:9] == [
        "    order: competition",
        "    ties: exports-foreseen, markets, submitted",
        "    least merit: 3 points",
        "    last: cut (chosen; the call does not say)",
        "    beyond: ends (chosen; the call does not say)",
        "    budget of algarve: EUR 500000.00 (chosen; the call says EUR 4000000.00)",
        (
            "    what the call says: espaco-visual.pt: Internacionalização das PME, MPR 2025-16, "
            "https://www.espaco-visual.pt/candidaturas/internacionalizacao-pme-portugal-2030/ (sourced)"
        ),
    ]
    assert out.splitlines()[-3:] == [
        "    b: ranked 1st of 2: granted EUR 300000.00",
        (
            "    a: ranked 2nd of 2: granted EUR 200000.00 of EUR 300000.00, all that was left of the budget of"
            " algarve; 1st on the waiting list"
        ),
        "    c: not ranked: 2.99 points, and 3 are the least",
    ]


def test_a_lottery_names_its_seed_and_the_list_it_was_drawn_from(rank, table):
    file = table("V-17,1.00", "V-18,1.00", head="id,award")
    lottery = ("extremadura.xpande.badajoz-2020", file, "--last", "cut", "--beyond", "ends", "--budget", "EUR 1.00")
    code, out, _ = rank(*lottery, "--seed", "2026-11-23 4 8 15 16 23 42")
    assert code == 0
    assert out.splitlines()[-4].startswith(
        "    drawn from the seed '2026-11-23 4 8 15 16 23 42' and the ids, whose SHA-256"
    )
    assert out.splitlines()[-2] == "    V-18: ranked 1st of 2: granted EUR 1.00"
    assert rank(*lottery)[2].startswith(f"{file}: lot: no number drawn for V-17, V-18\n")
    _, out, _ = rank(*lottery, "--seed", "2026-11-23 4 8 15 16 23 42", "--json")
    assert json.loads(out)["decisions"][1]["lot"].startswith("8ca28ab227e02df287ce770341e02f56")


def test_the_only_call_of_a_measure_needs_no_name(rank, table):
    file = table("1,1.00,2018-08-08", head="id,award,submitted")
    chosen = ("--last", "refused", "--beyond", "ends")
    only = "slovenia.spirit_research_forum_certificate"
    code, out, _ = rank(only, file, *chosen, "--tie", "award:most", "--tie", "id")
    assert code == 0
    assert out.startswith(f"{only}.2018: 1 of 1 applications are granted EUR 1.00\n")
    assert "    ties: award:most, id (chosen; the call does not say)\n" in out


def test_another_language_is_answered_in_english(rank):
    assert "intra: orders of award are told in English\n" in rank(CALL, FILE, *SMALL, "--lang", "it")[2]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("abruzzo.export_manager", FILE), "'abruzzo.export_manager' has several calls"),
        (("abruzzo.export_manager.2016", FILE), "there is no call 'abruzzo.export_manager.2016'"),
        (("nowhere", FILE), "there is no call 'nowhere'"),
        ((CALL, "none.csv", *REST), "none.csv: cannot be read: No such file or directory"),
        ((CALL, FILE, *REST, "--budget", "much"), "--budget: 'much' is not money"),
        ((CALL, FILE, *REST, "--budget-of", "much"), "--budget-of: 'much' names no area"),
        ((CALL, FILE, *REST, "--budget-of", "east=much"), "--budget-of: 'much' is not money"),
        ((CALL, FILE, *REST, "--budget-of", "east=GBP 1.00"), "--budget-of east: GBP 1.00 is not an amount in EUR"),
        ((CALL, FILE, *REST, "--tie", "award:large"), "--tie: 'large' does not say who comes first"),
        ((CALL, FILE, *REST, "--least-merit", "3,5"), "--least-merit: '3,5' is not a number of points"),
        ((CALL, FILE, *REST, "--least-merit", "3.5 points"), f"{FILE}: points: no points for VI-0001"),
        ((CALL, FILE, *REST, "--order", "merit"), "--order: unknown word 'merit'"),
        ((CALL, FILE, *REST, "--budget-of", "east=EUR 5.00"), f"{FILE}: area: no area for VI-0001"),
    ],
)
def test_what_cannot_be_answered(rank, words, told):
    code, out, err = rank(*words)
    assert (code, out) == (2, "")
    assert told in err


def test_faults_of_the_options_and_of_the_file_are_told_together(rank, table):
    code, _, err = rank(CALL, table("1,x,2015", head="id,award,submitted"), "--last", "cut", "--budget", "x")
    assert code == 2
    assert [line.split(": ")[-2:][0] for line in err.splitlines() if not line.startswith(" ")] == [
        "--budget", "--beyond", "--members", "--unused-reserve", "award", "submitted",
    ]  # fmt: skip


def test_a_quarantined_region_is_told_of(intra, tmp_path):
    code, _, err = intra("rank", "marsh.voucher.one", tmp_path / "none.csv")
    assert code == 2
    assert "the region 'marsh' is quarantined, because:" in err

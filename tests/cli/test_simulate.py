"""`intra simulate`: what a change would cost, printed, as JSON and as files; what is wrong is told together."""

import io
import json
import random
import signal
import subprocess
import sys
import time

import openpyxl
import polars as pl
import pytest
from tests.assessment.simulated import VOUCHER, as_frame, drawn, region

from intra_core.assessment.columnar import files
from intra_core.assessment.columnar.simulation import Question, comparing
from intra_core.assessment.simulation import with_figures
from intra_core.cli import main, outside, progress, simulate

LIBRARIES = files.LIBRARIES
SET = ("--set", "ceiling = EUR 6000.00", "--set", "rate.small = 75 %")


@pytest.fixture
def intra(tmp_path, monkeypatch, capsys):
    """Give the command line over the lakes."""
    catalogue = region(tmp_path / "regions")
    monkeypatch.setattr(outside, "load_regions", lambda: catalogue)

    def run(*words):
        code = main(["simulate", *map(str, words)])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return run


@pytest.fixture
def rows():
    return as_frame("polars eager", drawn(random.Random(1), 300))


@pytest.fixture
def people(tmp_path, rows):
    file = tmp_path / "people.parquet"
    rows.write_parquet(file)
    return file


def test_it_prints_tables(intra, people):
    code, out, err = intra("lakes.voucher", people, *SET)
    assert (code, err) == (0, "")
    assert out.startswith(
        "Simulation of lakes.voucher\nVoucher: each application by the version in force on its own day"
    )
    assert "people.parquet was read with Polars, part by part" in out
    assert '    parameter.ceiling     "EUR 5000.00"; "EUR 9999.99"  "EUR 6000.00"\n' in out
    for title in (
        "Before and after",
        "What becomes of applications",
        "Part of each line",
        "By NACE section",
        "By call",
    ):
        assert title in out
    assert "invented" not in out


def test_each_form_and_library_comes_to_the_same(intra, people, rows, monkeypatch):
    _, out, _ = intra("lakes.voucher", people, *SET, "--json")
    wanted = json.loads(out)
    for form, write in (("csv", rows.write_csv), ("jsonl", rows.write_ndjson), ("parquet", rows.write_parquet)):
        file = people.with_suffix(f".{form}")
        write(file)
        for library in LIBRARIES:
            monkeypatch.setattr(files, "LIBRARIES", (library,))
            code, out, _ = intra("lakes.voucher", file, *SET, "--json")
            assert (code, json.loads(out)) == (0, {**wanted, "file": str(file), "library": library})


def test_parts_sum_to_the_difference(intra, people):
    _, out, _ = intra("lakes.voucher", people, *SET, "--json")
    found = json.loads(out)
    whole = found["whole"]
    lines = found["attribution"]["lines"]
    assert [line["line"] for line in lines] == [["parameter.ceiling"], ["parameter.rate.small"]]
    assert sum(line["award"] for line in lines) == whole["after"]["award"] - whole["before"]["award"] != 0
    for kind in found["kinds"].values():
        assert sum(each["applications"] for each in kind) == whole["applications"] == 300


def test_another_text_of_the_measure_is_compared(intra, people, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(
        VOUCHER.replace('"EUR 5000.00"', '"EUR 6000.00"').replace('"EUR 9999.99"', '"EUR 6000.00"'), "utf-8"
    )
    _, out, _ = intra("lakes.voucher", people, "--with", other, "--set", "rate.small = 75 %", "--json")
    _, same, _ = intra("lakes.voucher", people, *SET, "--json")
    one, two = json.loads(out), json.loads(same)
    assert one["outcomes"] == two["outcomes"]
    assert [line["award"] for line in one["attribution"]["lines"]] == [
        line["award"] for line in two["attribution"]["lines"]
    ]
    code, out, _ = intra("lakes.voucher", people, "--with", other)
    assert code == 0
    assert "parameter.ceiling" in out


def test_with_a_day_every_application_counts_as_made_on_it(intra, people):
    _, out, _ = intra("lakes.voucher", people, *SET, "--on", "2024-07-01", "--json")
    found = json.loads(out)
    assert found["on"] == "2024-07-01"
    assert [(each["class"], each["applications"]) for each in found["kinds"]["call"]] == [("second", 300)]


def test_the_day_of_decision_may_stand_in_another_column(intra, people, rows):
    _, wanted, _ = intra("lakes.voucher", people, *SET, "--json")
    rows.rename({"on": "decided", "undertaking.seat": "nuts"}).write_parquet(people)
    code, out, _ = intra(
        "lakes.voucher", people, *SET, "--json", "--column", "on=decided", "--column", "undertaking.seat = nuts"
    )
    assert (code, out) == (0, wanted)


def test_without_a_day_of_decision_that_of_application_counts(intra, people, rows):
    told = rows.with_columns(pl.col("project.submitted").fill_null(pl.date(2024, 7, 1)))
    told.drop("on").write_parquet(people)
    _, out, _ = intra("lakes.voucher", people, *SET, "--json")
    told.with_columns(pl.col("project.submitted").alias("on")).write_parquet(people)
    assert intra("lakes.voucher", people, *SET, "--json")[1] == out


def test_records_stand_in_files_of_their_own(intra, people, rows, tmp_path):
    _, wanted, _ = intra("lakes.voucher", people, *SET, "--json")
    fields = {"undertaking.nace.code": "code", "undertaking.nace.main": "main"}
    told = rows.filter(pl.any_horizontal(pl.col(*fields).is_not_null()))
    told.select("id", *fields).rename(fields).write_csv(tmp_path / "activities.csv")
    rows.drop(*fields).with_columns(pl.col("id").cast(pl.String)).write_parquet(people)
    code, out, _ = intra(
        "lakes.voucher",
        people,
        *SET,
        "--json",
        "--key",
        "id",
        "--lists",
        f"undertaking.nace={tmp_path / 'activities.csv'}",
    )
    found = json.loads(out)
    sectors = found["kinds"].pop("sector")
    assert code == 0
    # Here an activity counts for the sector only where it is said to be the main one.
    assert sum(each["applications"] for each in sectors) == 300
    assert found.pop("lists") == {"undertaking.nace": f"{tmp_path / 'activities.csv'}"}
    wanted = json.loads(wanted)
    assert wanted.pop("lists") == {}
    del wanted["kinds"]["sector"]
    assert found == wanted


# --- what was made up -----------------------------------------------------------------------------


def test_what_was_made_up_says_so_everywhere(intra, people, rows, tmp_path):
    said = "The population is invented (invented-shares.toml, seed 7)."
    rows.write_parquet(people, metadata={"intra.invented": "invented-shares.toml, seed 7"})
    folder = tmp_path / "out"
    code, out, _ = intra("lakes.voucher", people, *SET, "-o", folder, "--tables", "csv", "--page")
    assert code == 0
    tables = out.count("applications") and out.count(said)
    assert tables > 10
    written = sorted(folder.iterdir())
    assert len(written) > 10
    assert all(said in file.read_text("utf-8") for file in written)
    _, out, _ = intra("lakes.voucher", people, *SET, "--json")
    assert json.loads(out)["invented"] == said


def test_a_column_that_says_so_is_enough(intra, people, rows):
    rows.with_columns(pl.lit(value=True).alias("invented")).write_parquet(people)
    _, out, _ = intra("lakes.voucher", people, *SET)
    assert "The population is invented." in out
    rows.write_parquet(people, metadata={"intra.invented": "The population is invented (mine)."})
    assert (
        json.loads(intra("lakes.voucher", people, *SET, "--json")[1])["invented"]
        == "The population is invented (mine)."
    )


# --- files ----------------------------------------------------------------------------------------


def test_tables_are_written_as_csv_as_a_rule(intra, people, tmp_path):
    code, out, _ = intra("lakes.voucher", people, *SET, "-o", tmp_path / "out" / "here")
    names = sorted(file.name for file in (tmp_path / "out" / "here").iterdir())
    assert code == 0
    assert all(name.endswith(".csv") for name in names)
    assert all(name in out for name in names)


def test_tables_are_written_as_parquet(intra, people, tmp_path):
    folder = tmp_path / "out"
    intra("lakes.voucher", people, *SET, "-o", folder, "--tables", "parquet")
    (whole,) = folder.glob("*before-and-after*.parquet")
    _, out, _ = intra("lakes.voucher", people, *SET, "--json")
    sums = json.loads(out)["whole"]
    row = pl.read_parquet(whole).rows(named=True)[-1]
    assert row["before"] == f"EUR {sums['before']['award'] / 100:.2f}"
    (kinds,) = folder.glob("*size*.parquet")
    read = pl.read_parquet(kinds)
    assert read["awards after (EUR, minor units)"].sum() == sums["after"]["award"]
    assert "invented" not in read.columns


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_each_chart_is_drawn_into_a_file_of_its_own(intra, people, tmp_path, ending, begins):
    code, out, _ = intra("lakes.voucher", people, *SET, "-o", tmp_path, "--tables", "csv", "--charts", ending)
    charts = sorted(tmp_path.glob(f"chart-*.{ending}"))
    assert (code, len(charts) > 1) == (0, True)
    assert all(file.read_bytes().startswith(begins) and file.name in out for file in charts)


def test_tables_are_written_as_a_workbook_without_formulas(intra, people, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(VOUCHER.replace('id = "in-time"', 'id = "=in-time"'), "utf-8")
    code, _, _ = intra("lakes.voucher", people, "--with", other, "-o", tmp_path / "out", "--tables", "xlsx")
    assert code == 0
    book = openpyxl.load_workbook(tmp_path / "out" / "tables.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value).startswith("=in-time") for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


# --- what is wrong --------------------------------------------------------------------------------


def test_all_that_is_wrong_with_the_options_is_told_together(intra, people, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    code, out, err = intra(
        "lakes.vouchr", people, "--on", "lately", "--column", "x", "--lists", "=y", "--tables", "csv",
    )  # fmt: skip
    assert (code, out) == (2, "")
    for told in (
        "--on: 'lately' is not a day", "--column: 'x' names nothing", "--lists: '=y' names nothing",
        "--tables: there is no folder for it", "nothing changes", "there is no measure 'lakes.vouchr'",
    ):  # fmt: skip
        assert told in err
    code, _, err = intra("lakes.voucher", people, "--set", "x = 5", "--page", "-o", tmp_path / "file")
    assert code == 2
    assert "--set x: no rule of lakes.voucher reads a figure 'x'" in err
    assert "cannot be made: File exists" in err
    code, _, err = intra("lakes.voucher", people, *SET, "--page")
    assert (code, "--page: there is no folder for it" in err) == (2, True)


def test_all_that_is_wrong_with_the_files_is_told_together(intra, tmp_path):
    (tmp_path / "bad.csv").write_text("id,on,costs.eligible\n1,2024-02-30,x\n", "utf-8")
    code, out, err = intra(
        "lakes.voucher", tmp_path / "bad.csv", *SET, "--lists", f"undertaking.nace={tmp_path}/no.csv"
    )
    assert (code, out) == (2, "")
    assert "bad.csv: on: '2024-02-30' is not a day such as 2024-09-02" in err
    assert "bad.csv: costs.eligible: 'x' is not a whole number" in err
    assert "no.csv: cannot be read: No such file or directory" in err


def test_without_any_day_it_is_told_how_to_give_one(intra, people, rows):
    rows.drop("on", "project.submitted").write_parquet(people)
    code, _, err = intra("lakes.voucher", people, *SET)
    assert code == 2
    assert "no column tells on which day an application is made or decided" in err
    assert "--on 2024-09-02" in err


def test_records_need_to_know_whose_they_are(intra, people, rows, tmp_path):
    (tmp_path / "a.csv").write_text("number,code\n1,2:62\n", "utf-8")
    rows.drop("id", "undertaking.nace.code", "undertaking.nace.main").write_parquet(people)
    code, _, err = intra("lakes.voucher", people, *SET, "--lists", f"undertaking.nace={tmp_path}/a.csv")
    assert (code, "records need to know whose they are" in err) == (2, True)


class Without:
    """Finds that a package is not installed."""

    def __init__(self, package):
        self.package = package

    def find_spec(self, name, *_):
        if name.partition(".")[0] == self.package:
            msg = f"No module named {self.package!r}"
            raise ModuleNotFoundError(msg, name=self.package)


@pytest.mark.parametrize("missing", ["narwhals", "openpyxl", "altair"])
def test_a_missing_extra_is_named(intra, people, missing, tmp_path, monkeypatch):
    words = {
        "narwhals": (),
        "openpyxl": ("-o", tmp_path / "out", "--tables", "xlsx"),
        "altair": ("-o", tmp_path / "out", "--page"),
    }
    ours = ("intra_core.documents", "intra_core.assessment.columnar")
    for name in [each for each in sys.modules if each.startswith((*ours, f"{missing}."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, missing, raising=False)
    monkeypatch.setattr(sys, "meta_path", [Without(missing), *sys.meta_path])
    code, out, err = intra("lakes.voucher", people, *SET, *words[missing])
    assert (code, out) == (2, "")
    assert "pip install" in err


def test_only_english_is_spoken(intra, people):
    code, _, err = intra("lakes.voucher", people, *SET, "--lang", "sl")
    assert (code, err) == (0, "intra: simulations are told of in English\n")


# --- long runs ------------------------------------------------------------------------------------


def test_progress_is_shown_to_whoever_looks_on(monkeypatch, capsys):
    parts = [3, 4]
    assert list(progress.counted(parts, int)) == parts
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(progress.counted(parts, int)) == parts
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    assert list(progress.counted(parts, int)) == parts
    monkeypatch.setattr(sys, "stderr", None)
    assert list(progress.counted(parts, int)) == parts


def test_progress_names_the_part_whose_turn_it_is(monkeypatch):
    parts = ["algarve", "slovenia"]
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(progress.in_turn(parts, str)) == parts
    assert terminal.getvalue() == ""
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert list(progress.in_turn(parts, str)) == parts
    told = terminal.getvalue()
    assert 0 < told.index("algarve (1 of 2)") < told.index("slovenia (2 of 2)")
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    assert list(progress.in_turn(parts, str)) == parts
    assert terminal.getvalue() == told


def test_ctrl_c_leaves_nothing_and_ends_with_130(intra, people, tmp_path, monkeypatch):
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "out"
    monkeypatch.setattr(simulate, "_write", stopped)
    assert intra("lakes.voucher", people, *SET, "-o", folder)[0] == 130
    monkeypatch.undo()
    assert list(folder.iterdir()) == []


def test_a_process_that_is_stopped_in_the_middle_leaves_nothing(tmp_path):
    base = as_frame("polars eager", drawn(random.Random(2), 1000)).drop(
        "undertaking.nace.code", "undertaking.nace.main"
    )
    file, folder = tmp_path / "many.parquet", tmp_path / "out"
    pl.concat([base] * 2000).write_parquet(file)
    words = ["simulate", "slovenia.certification", str(file), "--set", "ceiling = EUR 12000.00", "-o", str(folder)]
    with subprocess.Popen([sys.executable, "-m", "intra_core", *words], stderr=subprocess.PIPE) as process:
        while not folder.exists():
            time.sleep(0.05)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    assert list(folder.iterdir()) == []


def test_long_frames_stream_by_in_parts(people, rows, monkeypatch, tmp_path):
    voucher = region(tmp_path / "again")["lakes.voucher"]
    change = with_figures(voucher, ["ceiling = EUR 6000.00"])
    whole = comparing.compare(rows.lazy(), voucher, change, on="on", key="id")
    monkeypatch.setattr(comparing, "AT_ONCE", 1)
    monkeypatch.setattr(comparing, "LEAST", 50)
    parts = list(comparing.tallies(pl.scan_parquet(people), change, Question(on="on", key="id")))
    assert len(parts) > 3
    assert sum(parts, parts[0].__class__()) == whole.tally

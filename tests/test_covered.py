"""A run leaves which engines it has covered, and one that is missing is noticed."""

import pytest
from tests import covered
from tests.covered import NEEDED, Covered, keep, kept, main, summed
from tests.engines import ENGINES


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(covered, "FOLDER", tmp_path)


def test_every_engine_of_the_tests_is_needed_and_spark():
    assert set(NEEDED) == {*ENGINES, "Spark"}


def test_measures_and_rows_are_summed_by_engine():
    notes = [
        ("duckdb", "slovenia.fair", 120),
        ("polars eager", "slovenia.fair", 120),
        ("duckdb", "slovenia.legal", 100),
    ]
    assert [(each.engine, each.measures, each.rows) for each in summed(notes)] == [
        ("duckdb", 2, 220),
        ("polars eager", 1, 120),
    ]


@pytest.mark.parametrize("missing", NEEDED)
def test_an_engine_that_is_missing_fails(missing, capsys):
    keep([Covered(each, "1.0", 70, 8400) for each in NEEDED])
    assert main() == 0
    own = {"Spark"} if missing == "Spark" else {*NEEDED} - {"Spark"}
    # The next run of the same tests covers the others only. Where none is left, `make` has removed the file.
    covered.file_of(missing).unlink()
    keep([Covered(each, "1.0", 70, 8400) for each in own - {missing}])
    assert main() == 1
    assert f"MISSING: {missing}" in capsys.readouterr().out
    assert {each.engine for each in kept()} == set(NEEDED) - {missing}

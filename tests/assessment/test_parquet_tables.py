"""Tables of a report as Parquet: each column of its type, with a name that tells its unit."""

import datetime as dt

import polars as pl
import pytest

from intra_core import WrongInput
from intra_core.assessment.columnar import tables
from intra_core.assessment.columnar.tables import write_all_parquet
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.model.report import Report, Section, Table

ROWS = (
    ("007", 5, Money(1050, "EUR"), Rate(6050), dt.date(2024, 2, 29), Money(5, "EUR"), Rate(1)),
    (None, None, None, None, None, Money(5, "GBP"), 7),
)
TABLE = Table(title="All", columns=("", "n", "paid", "rate", "day", "mixed", "more"), rows=ROWS)


@pytest.mark.parametrize("library", tables.LIBRARIES)
def test_each_column_has_its_type_and_unit(library, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "LIBRARIES", (library,))
    report = Report(title="R", subtitle="", invented="Made up.", sections=(Section(title="S", tables=(TABLE,)),))
    (file,) = write_all_parquet(report, tmp_path)
    read = pl.read_parquet(file)
    assert read.rows(named=True) == [
        {
            "of": "007",
            "n": 5,
            "paid (EUR, minor units)": 1050,
            "rate (basis points)": 6050,
            "day": dt.date(2024, 2, 29),
            "mixed": "EUR 0.05",
            "more": "0.0001",
            "invented": "Made up.",
        },
        {
            "of": None, "n": None, "paid (EUR, minor units)": None, "rate (basis points)": None, "day": None,
            "mixed": "GBP 0.05", "more": "7", "invented": "Made up.",
        },
    ]  # fmt: skip
    assert read.schema["n"] == pl.Int64


def test_without_a_library_it_is_told_which_do(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "find_spec", lambda _: None)
    with pytest.raises(WrongInput, match="no library that writes Parquet is installed"):
        write_all_parquet(Report(title="R", subtitle="", sections=()), tmp_path)

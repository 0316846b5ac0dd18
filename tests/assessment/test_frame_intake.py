"""Callers' frames: what is found in them, what is refused, and what stays as it was."""

import datetime as dt
import importlib
import sys
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.engines import ENGINES, LAZY, frame, read
from tests.installed import CATALOGUE

from intra_core import load_regions
from intra_core.assessment.columnar import assess_frame
from intra_core.errors import WrongInput

ON = dt.date(2024, 9, 2)
CERTIFICATION = CATALOGUE["slovenia.certification"]
WORTHWHILE = "slovenia.certification.conditions.worthwhile"
COLUMNS: dict[str, list[Any]] = {"id": [1, 2, 3], "costs.eligible": [400_000, 90_000, None]}
TYPES = {"id": "int", "costs.eligible": "int"}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_frame_comes_back_in_its_own_library(engine):
    given = frame(engine, COLUMNS, TYPES)
    answer = assess_frame(given, CERTIFICATION, on=ON, keep=["id"])
    assert type(answer) is type(given)
    got = read(engine, answer)
    assert dict(zip(got["id"], got[WORTHWHILE], strict=True)) == {1: True, 2: False, 3: None}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_missing_column_is_a_missing_fact(engine):
    got = read(engine, assess_frame(frame(engine, {"id": [1]}, {"id": "int"}), CERTIFICATION, on=ON))
    assert got["slovenia.certification.verdict"] == [None]
    assert got[WORTHWHILE] == [None]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_column_of_nothing_but_nulls_tells_nothing_whatever_its_type(engine):
    empty = ["costs.eligible", "undertaking.seat", "project.submitted", "undertaking.insolvent", "voucher"]
    table = pa.table({"id": [1], **{name: pa.nulls(1) for name in empty}})
    makers = {"pandas": table.to_pandas, "pyarrow": lambda: table, "duckdb": lambda: duckdb.from_arrow(table)}
    polars = pl.DataFrame(table)
    given = makers.get(engine, lambda: polars if engine == "polars eager" else polars.lazy())()
    got = read(engine, assess_frame(given, CERTIFICATION, on=ON))
    assert got["slovenia.certification.verdict"] == [None]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_list_that_is_told_and_stands_nowhere_is_empty(engine):
    given = frame(engine, {"id": [1, 2, 3], "voucher": [True, False, None]}, {"id": "int", "voucher": "bool"})
    got = read(engine, assess_frame(given, CERTIFICATION, on=ON))
    told = got["slovenia.certification.conditions.voucher-count"]
    assert dict(zip(got["id"], told, strict=True)) == {1: True, 2: None, 3: None}


def test_all_that_is_wrong_is_told_together():
    given = pl.DataFrame(
        {"id": [1], "costs.eligible": ["x"], "undertaking.size": ["tiny"], "undertaking.seats": ["SI"]}
    )
    awards = pl.DataFrame({"id": [1], "amount": [-1], "granted": ["today"]})
    with pytest.raises(WrongInput) as wrong:
        assess_frame(given, CERTIFICATION, on="day", key="id", lists={"award": awards, "voucher": [1]})
    assert [each.key for each in wrong.value.complaints] == [
        "on", "undertaking.seats", "voucher", "costs.eligible", "award.granted", "undertaking.size", "award.amount",
    ]  # fmt: skip


def test_a_day_of_decision_that_nobody_told_is_refused():
    with pytest.raises(WrongInput) as wrong:
        assess_frame(pl.DataFrame({"day": [None]}), CERTIFICATION, on="day")
    assert [each.says for each in wrong.value.complaints] == ["is Unknown, not a date"]


def test_a_lazy_frame_is_not_looked_into():
    def fail(_: pl.DataFrame) -> pl.DataFrame:
        msg = "scanned"
        raise AssertionError(msg)

    told = pl.LazyFrame(COLUMNS).map_batches(fail, schema={"id": pl.Int64, "costs.eligible": pl.Int64})
    answer = assess_frame(told, CERTIFICATION, on=ON)
    assert isinstance(answer, pl.LazyFrame)
    with pytest.raises(AssertionError, match="scanned"):
        answer.collect()


@pytest.mark.parametrize("engine", sorted(set(ENGINES) - LAZY))
def test_an_eager_frame_keeps_its_order(engine):
    given = frame(engine, {"id": list(range(50, 0, -1)), "costs.eligible": [100_000] * 50}, TYPES)
    awards = frame(engine, {"id": [3, 7], "amount": [1, 2]}, {"id": "int", "amount": "int"})
    got = read(engine, assess_frame(given, CERTIFICATION, on=ON, key="id", lists={"award": awards}))
    assert got["id"] == list(range(50, 0, -1))


def test_pandas_keeps_its_index():
    given = pd.DataFrame({"costs.eligible": [400_000.0, None]}, index=["x", "y"])
    answer = assess_frame(given, CERTIFICATION, on=ON)
    assert list(answer.index) == ["x", "y"]
    assert next(iter(answer.columns)) == "costs.eligible"
    assert answer[WORTHWHILE].to_list() == [True, pd.NA]


@pytest.mark.parametrize(
    ("columns", "more", "says"),
    [
        ({"costs.eligible": ["much"]}, {}, "costs.eligible: is String, not a whole number (Int64)"),
        ({"costs.eligible": [0.5]}, {}, "costs.eligible: is Float64, and not every value is a whole number below 2^53"),
        ({"costs.eligible": [2.0**53]}, {}, "not every value is a whole number below 2^53"),
        ({"costs.eligible": [-1]}, {}, "costs.eligible: -1 is too little"),
        ({"costs.eligable": [1]}, {}, "did you mean 'costs.eligible'?"),
        ({"undertaking.size": ["tiny"]}, {}, "undertaking.size: unknown word 'tiny'"),
        ({"undertaking.economic_activity": [1]}, {}, "is Int64, not yes or no (Boolean)"),
        ({"project.submitted": ["2024-09-02"]}, {}, "project.submitted: is String, not a date"),
        ({"undertaking.nace.code": ["25.62"]}, {}, "'25.62' does not say its revision"),
        ({"costs": [1]}, {"columns": {"costs.eligible": "cost"}}, "there is no column 'cost'"),
        ({"costs": [1]}, {"columns": {"costs.eligable": "costs"}}, "there is no fact 'costs.eligable'"),
        ({"id": [1]}, {"on": "day"}, "on: there is no column 'day'"),
        ({"id": [1]}, {"on": 2024}, "on: 2024 is not a day"),
        ({"id": [1]}, {"keep": ["ident"]}, "keep: there is no column 'ident'"),
        ({"id": [1]}, {"lists": {"award": pl.DataFrame({"id": [1]})}}, "records need to know whose they are"),
        ({"id": [1]}, {"key": "id", "lists": {"awards": pl.DataFrame({"id": [1]})}}, "did you mean 'award'?"),
        (
            {"id": [1]},
            {"key": "id", "lists": {"award": pl.DataFrame({"ids": [1]})}},
            "nothing says whose its records are",
        ),
        ({WORTHWHILE: [True]}, {}, "is the name of an answer"),
    ],
)
def test_each_fault_is_told_with_its_column(columns, more, says):
    with pytest.raises(WrongInput) as refused:
        assess_frame(pl.DataFrame(columns), CERTIFICATION, **({"on": ON} | more))
    assert says in str(refused.value)


def test_all_faults_are_told_together():
    with pytest.raises(WrongInput) as refused:
        assess_frame(pl.DataFrame({"costs.eligible": ["x"], "undertaking.headcount": [True]}), CERTIFICATION, on=ON)
    assert len(refused.value.complaints) == 2


def test_what_is_no_frame_is_refused():
    with pytest.raises(WrongInput, match="is list, not a data frame"):
        assess_frame([1], CERTIFICATION, on=ON)  # type: ignore[type-var] # what is refused


@pytest.mark.parametrize("engine", ENGINES)
def test_an_amount_above_its_greatest_is_unknown(engine):
    most = 100_000_000_000
    given = frame(engine, {"id": [1, 2], "costs.eligible": [most, most + 1]}, TYPES)
    got = read(engine, assess_frame(given, CERTIFICATION, on=ON))
    assert dict(zip(got["id"], got[WORTHWHILE], strict=True)) == {1: True, 2: None}


@pytest.mark.parametrize("engine", ENGINES)
def test_records_that_come_to_too_much_are_unknown(engine):
    most = 100_000_000_000
    given = frame(engine, {"id": [1, 2]}, {"id": "int"})
    costs: dict[str, list[Any]] = {
        "id": [1, 2, 2],
        "net": [most, most, 1],
        "kind": ["certification-fee"] * 3,
        "incurred": [ON] * 3,
    }
    lists = {"cost": frame(engine, costs, {"id": "int", "net": "int", "kind": "text", "incurred": "date"})}
    got = read(engine, assess_frame(given, CERTIFICATION, on=ON, key="id", lists=lists))
    assert dict(zip(got["id"], got[WORTHWHILE], strict=True))[2] is None


@pytest.mark.parametrize("engine", ENGINES)
def test_a_list_that_is_too_long_is_unknown(engine):
    held: dict[str, list[Any]] = {"id": [1, 2], "award": [True, True]}
    given = frame(engine, held, {"id": "int", "award": "bool"})
    awards = {"id": [1] * 1_001, "amount": [0] * 1_001}
    lists = {"award": frame(engine, awards, {"id": "int", "amount": "int"})}
    got = read(engine, assess_frame(given, CERTIFICATION, on=ON, key="id", lists=lists, bounds=True))
    most = dict(zip(got["id"], got["slovenia.certification.award_most"], strict=True))
    assert most[1] >= most[2]


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_of_other_names_are_mapped(engine):
    given = frame(engine, {"id": [1], "spent": [400_000]}, {"id": "int", "spent": "int"})
    got = read(engine, assess_frame(given, CERTIFICATION, on=ON, columns={"costs.eligible": "spent"}))
    assert got[WORTHWHILE] == [True]
    assert got["spent"] == [400_000]


def test_decimals_are_read_to_four_places_in_an_eager_frame():
    given = pl.DataFrame({"undertaking.headcount": [9.9999, 10.0, None]})
    answer = assess_frame(given, CERTIFICATION, on=ON)
    assert answer.height == 3
    with pytest.raises(WrongInput, match="more than four decimals"):
        assess_frame(pl.DataFrame({"undertaking.headcount": [0.00001]}), CERTIFICATION, on=ON)


def test_a_lazy_float_is_refused():
    with pytest.raises(WrongInput, match="cannot be looked at"):
        assess_frame(pl.LazyFrame({"costs.eligible": [1.0]}), CERTIFICATION, on=ON)


def test_several_measures_are_asked_at_once():
    measures = load_regions().of_region("slovenia")
    answer = assess_frame(pl.DataFrame(COLUMNS), measures, on=ON, keep=["id"])
    assert {f"{each.id}.verdict" for each in measures} <= set(answer.columns)


def test_arrow_takes_words_that_are_kept_as_codes():
    sizes = pa.table({"undertaking.size": pa.array(["small", None]).dictionary_encode()})
    answer = assess_frame(sizes, CERTIFICATION, on=ON)
    assert answer.num_rows == 2


@pytest.mark.parametrize("engine", ENGINES)
def test_the_one_record_that_stands_in_columns_of_the_application_counts(engine):
    codes = ["2.1:01.11", "2.1:62.10", None]
    given = frame(
        engine, {"id": [1, 2, 3], "undertaking.nace.code": codes}, {"id": "int", "undertaking.nace.code": "text"}
    )
    got = read(engine, assess_frame(given, CERTIFICATION, on=ON, keep=["id"]))
    sectors = got["slovenia.certification.conditions.sectors"]
    assert dict(zip(got["id"], sectors, strict=True)) == {1: False, 2: True, 3: None}


def test_cases_that_keep_within_bounds_apart_are_not_refused_together():
    cooperation = CATALOGUE["westmidlands.global_cooperation"]
    told = {"costs.eligible": [2_000_000], "on": [dt.date(2021, 11, 1)], "undertaking.size": ["small"]}
    answer = assess_frame(pl.DataFrame(told), cooperation, on="on")
    assert answer["westmidlands.global_cooperation.verdict"].to_list() == [False]


class Without:
    """An environment without a package."""

    def __init__(self, package):
        self.package = package

    def find_spec(self, name, _path=None, _target=None):
        if name == self.package:
            raise ModuleNotFoundError(name=name)


def test_where_narwhals_is_missing_the_extra_is_named(monkeypatch):
    package = "intra_core.assessment.columnar"
    for name in [each for each in sys.modules if each.partition(".")[0] == "narwhals" or each.startswith(package)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Without("narwhals"), *sys.meta_path])
    with pytest.raises(ModuleNotFoundError, match=r"pip install intra-core\[frames\]") as missing:
        importlib.import_module(package)
    assert missing.value.name == "narwhals"

"""Applications read from Parquet, CSV and JSON Lines: the same frame from each, by whichever library is installed."""

import datetime as dt
import json

import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa
import pytest
from pyarrow import parquet

from intra_core import WrongInput, load_regions
from intra_core.assessment.columnar import files
from intra_core.assessment.columnar.files import library_at_hand, read_file

CERTIFICATION = load_regions()["slovenia.certification"]
LIBRARIES = files.LIBRARIES
ROWS = pl.DataFrame(
    {
        "id": ["007", "b", "c"],
        "on": [dt.date(2024, 2, 29), None, dt.date(2024, 9, 2)],
        "costs.eligible": [400_000, None, 0],
        "undertaking.headcount": [5.5, None, 7.0],
        "undertaking.seat": ["SI031", None, "SI03"],
        "undertaking.insolvent": [True, False, None],
        "undertaking.nace.code": ["2.1:62.10", "2:01.11", None],
        "note": ["=1+1", None, "ž"],
    }
)
WANTED = [
    {**row, "undertaking.headcount": parts}
    for row, parts in zip(ROWS.rows(named=True), (55_000, None, 70_000), strict=True)
]


@pytest.fixture(params=LIBRARIES)
def library(request, monkeypatch):
    """Let one library be the one that is installed."""
    monkeypatch.setattr(files, "LIBRARIES", (request.param,))
    return request.param


def rows_of(read):
    frame = nw.from_native(read.frame)
    rows = (frame.collect("pyarrow") if isinstance(frame, nw.LazyFrame) else frame).rows(named=True)
    return [
        {name: told.date() if isinstance(told, dt.datetime) else told for name, told in row.items()} for row in rows
    ]


def written(folder, form):
    file = folder / f"rows.{form}"
    match form:
        case "parquet":
            ROWS.write_parquet(file)
        case "csv":
            ROWS.write_csv(file)
        case _:
            lines = [{name: told for name, told in row.items() if told is not None} for row in ROWS.rows(named=True)]
            file.write_text(
                "".join(f"{json.dumps(each, default=str, ensure_ascii=False)}\n" for each in lines), "utf-8"
            )
    return file


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_each_form_gives_the_same_rows(library, form, tmp_path):
    read = read_file(written(tmp_path, form), [CERTIFICATION], {})
    assert read.library == library
    assert read.invented is None
    assert dict(read.scale) == {"undertaking.headcount": 10_000}
    assert rows_of(read) == WANTED


BAD = """id,on,costs.eligible,undertaking.headcount,undertaking.insolvent
1,2024-02-30,"4.000,00",5.55555,perhaps
2,2024-02-29,1,5,no
3,2023-02-29,1.5,,YES
"""


@pytest.mark.usefixtures("library")
def test_one_complaint_for_each_column_that_has_something_else(tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text(BAD, "utf-8")
    with pytest.raises(WrongInput) as wrong:
        read_file(file, [CERTIFICATION], {})
    assert [(each.key, each.says) for each in wrong.value.complaints] == [
        ("on", "'2023-02-29' (and 1 more) is not a day such as 2024-09-02"),
        (
            "costs.eligible",
            "'1.5' (and 1 more) is not a whole number: amounts are in minor units, rates in basis points",
        ),
        ("undertaking.headcount", "'5.55555' is not a number of at most four decimals"),
        ("undertaking.insolvent", "'perhaps' is not true or false"),
    ]


@pytest.mark.usefixtures("library")
def test_floats_of_a_parquet_file_are_whole_or_refused(tmp_path):
    file = tmp_path / "floats.parquet"
    told = pl.DataFrame({"costs.eligible": [5.0, None, 9.0], "undertaking.headcount": [0.0001, None, -2.5]})
    told.write_parquet(file)
    assert rows_of(read_file(file, [CERTIFICATION], {})) == [
        {"costs.eligible": 5, "undertaking.headcount": 1},
        {"costs.eligible": None, "undertaking.headcount": None},
        {"costs.eligible": 9, "undertaking.headcount": -25_000},
    ]
    pl.DataFrame({"costs.eligible": [5.5, 2.0**53], "undertaking.headcount": [0.00001, 1.0]}).write_parquet(file)
    with pytest.raises(WrongInput) as wrong:
        read_file(file, [CERTIFICATION], {})
    assert [each.key for each in wrong.value.complaints] == ["costs.eligible", "undertaking.headcount"]


@pytest.mark.usefixtures("library")
def test_a_parquet_file_keeps_its_own_types(tmp_path):
    file = tmp_path / "texts.parquet"
    pl.DataFrame({"costs.eligible": ["4000"], "undertaking.seat": [""]}).write_parquet(file)
    assert rows_of(read_file(file, [CERTIFICATION], {})) == [{"costs.eligible": "4000", "undertaking.seat": ""}]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("day", [dt.date(2000, 2, 29), dt.date(1900, 3, 1), dt.date(2024, 12, 31), dt.date(1, 1, 1)])
def test_days_are_read_as_they_are(day, tmp_path):
    file = tmp_path / "days.csv"
    file.write_text(f"id,on\n1,{day.isoformat()}\n", "utf-8")
    assert rows_of(read_file(file, [CERTIFICATION], {})) == [{"id": "1", "on": day}]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("day", ["1900-02-29", "2024-2-1", "2024-04-31", "24-01-01", "2024-13-01", "2024-00-10", "x"])
def test_what_is_no_day_is_refused(day, tmp_path):
    file = tmp_path / "days.csv"
    file.write_text(f"id,on\n1,{day}\n", "utf-8")
    with pytest.raises(WrongInput, match="is not a day such as 2024-09-02"):
        read_file(file, [CERTIFICATION], {})


@pytest.mark.usefixtures("library")
def test_facts_may_have_columns_of_other_names(tmp_path):
    file = tmp_path / "named.csv"
    file.write_text("staff,amount\n5.5,100\n", "utf-8")
    names = {"undertaking.headcount": "staff", "costs.eligible": "amount"}
    read = read_file(file, [CERTIFICATION], names)
    assert dict(read.scale) == {"undertaking.headcount": 10_000}
    assert rows_of(read) == [{"staff": 55_000, "amount": 100}]


@pytest.mark.usefixtures("library")
def test_the_records_of_a_list_are_read_as_its_fields_are(tmp_path):
    file = tmp_path / "awards.csv"
    file.write_text("id,net,incurred\n1,500,2024-09-02\n", "utf-8")
    read = read_file(file, [CERTIFICATION], {}, "cost")
    assert rows_of(read) == [{"id": "1", "net": 500, "incurred": dt.date(2024, 9, 2)}]
    strange = read_file(file, [CERTIFICATION], {}, "costs")
    assert rows_of(strange) == [{"id": "1", "net": "500", "incurred": "2024-09-02"}]


# --- what was made up -----------------------------------------------------------------------------


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("# invented", "invented"),
        ("# invented: The population is invented (a, seed 7).", "The population is invented (a, seed 7)."),
        ("# invented by invented-shares.toml", "by invented-shares.toml"),
    ],
)
def test_a_table_says_in_its_first_line_that_it_was_made_up(first, said, tmp_path):
    file = tmp_path / "made.csv"
    file.write_text(f"{first}\nid,costs.eligible\n#1,5\n", "utf-8")
    read = read_file(file, [CERTIFICATION], {})
    assert (read.invented, rows_of(read)) == (said, [{"id": "#1", "costs.eligible": 5}])


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("true", "invented"),
        ("invented-shares.toml", "invented-shares.toml"),
        ('"a, seed 7"', "a, seed 7"),
        ("false", None),
    ],
)
@pytest.mark.parametrize("writer", ["polars", "pyarrow"])
def test_a_parquet_file_says_in_its_head_that_it_was_made_up(value, said, writer, tmp_path):
    file = tmp_path / "made.parquet"
    if writer == "polars":
        ROWS.write_parquet(file, metadata={"intra.invented": value})
    else:
        table = pa.table({"id": [1]}).replace_schema_metadata({"intra.invented": value})
        parquet.write_table(table, file)
    assert read_file(file, [CERTIFICATION], {}).invented == said


# --- what cannot be read ---------------------------------------------------------------------------


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("name", ["none.csv", "none.parquet", "none.jsonl"])
def test_a_file_that_is_not_there_is_told(name, tmp_path):
    with pytest.raises(WrongInput, match="cannot be read: No such file or directory"):
        read_file(tmp_path / name, [CERTIFICATION], {})


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("name", ["torn.parquet", "torn.jsonl", "torn.csv"])
def test_a_torn_file_is_told(name, tmp_path):
    file = tmp_path / name
    file.write_bytes(b"" if name.endswith("csv") else b'PAR1 {"a": ')
    with pytest.raises(WrongInput) as wrong:
        read_file(file, [CERTIFICATION], {})
    assert "cannot be read: " in str(wrong.value)


def test_a_file_of_another_form_is_told(tmp_path):
    with pytest.raises(WrongInput, match=r"nothing is known of \.xlsx"):
        read_file(tmp_path / "a.xlsx", [CERTIFICATION], {})
    with pytest.raises(WrongInput, match="nothing is known of a file without an ending"):
        read_file(tmp_path / "a", [CERTIFICATION], {})


def test_without_a_library_it_is_told_which_do(monkeypatch, tmp_path):
    assert library_at_hand() == "polars"
    monkeypatch.setattr(files, "find_spec", lambda _: None)
    with pytest.raises(WrongInput, match="no library that reads tables is installed"):
        read_file(tmp_path / "a.csv", [CERTIFICATION], {})


def test_a_fault_of_this_library_is_not_taken_for_one_of_the_file(monkeypatch, tmp_path):
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(files, "_opened", fail)
    with pytest.raises(ZeroDivisionError):
        read_file(tmp_path / "a.csv", [CERTIFICATION], {})


def test_a_number_where_a_text_is_wanted_stays_for_whoever_reads_it(tmp_path):
    file = tmp_path / "odd.parquet"
    pl.DataFrame({"undertaking.seat": [5.5], "other": [2.5]}).write_parquet(file)
    assert rows_of(read_file(file, [CERTIFICATION], {})) == [{"undertaking.seat": 5.5, "other": 2.5}]

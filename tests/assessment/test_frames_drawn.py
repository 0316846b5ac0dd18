"""Frames of drawn applications: decided and counted as each row is, written to files and read again."""

import datetime as dt
import random
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.frames import KEY, decided, drawn, facts_of, scales, types_of, written
from tests.assessment.test_frames import NAMES, asked, differences, in_order
from tests.engines import frame
from tests.installed import CATALOGUE
from tests.soak import examples

from intra_core.assessment.calls import state_on
from intra_core.assessment.columnar import assess_frame
from intra_core.assessment.columnar.answer import Asking, form_of, unanswered
from intra_core.assessment.columnar.files import library_at_hand, read_file
from intra_core.assessment.columnar.simulation import compare
from intra_core.assessment.columnar.simulation.intake import Question, Ready, named
from intra_core.assessment.columnar.simulation.kinds import (
    SIZES,
    call_of,
    division_of,
    seat_of,
    sections,
    size_probe,
)
from intra_core.assessment.columnar.tables import write_all_parquet
from intra_core.assessment.simulation import whole_change
from intra_core.assessment.simulation.report import report_of
from intra_core.errors import WrongInput
from intra_core.law.codes.classification import activities
from intra_core.law.lawbook import lawbook
from intra_core.rules.columnar.facts import Table, Told
from intra_core.rules.columnar.form import Form

NAME = st.sampled_from(NAMES)
SEED = st.integers(0, 2**32)
ENGINE = "polars eager"


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(5))
@given(NAME, SEED)
def test_a_frame_of_any_measure_is_decided_as_its_rows_are(name, seed):
    measure = CATALOGUE[name]
    rows = drawn(measure, random.Random(seed), 20)
    got = in_order(ENGINE, asked(ENGINE, (measure,), rows), rows)
    assert not differences(measure, got, [decided(measure, row) for row in rows], rows)


# --- what is asked and taken in ------------------------------------------------------------------

TABLES = st.builds(
    Table, on=st.integers(738_000, 738_002), facts=st.dictionaries(st.sampled_from(("age", "area")), st.just(Told()))
)


@given(NAME, NAME, TABLES, TABLES)
def test_measures_asked_about_like_tables_are_asked_once(one, other, table, second):
    asking, again = (Asking((CATALOGUE[name],), each, each.key) for name, each in ((one, table), (other, second)))
    alike = one == other and table == second
    assert (asking == again) == alike
    assert asking != (CATALOGUE[one],)
    if alike:
        assert hash(asking) == hash(again)
        assert form_of(asking)[0] is form_of(again)[0]
    assert len({hash(Asking((CATALOGUE[name],), table, table.key)) for name in NAMES}) == len(NAMES)


AMOUNTS = st.lists(st.none() | st.integers(-5, 10**12), min_size=1, max_size=4)


@settings(max_examples=examples(25))
@given(AMOUNTS, st.sampled_from(("costs.eligible", "undertaking.turnover")), st.booleans())
def test_a_value_that_no_fact_can_have_is_told_by_its_column(amounts, name, text):
    measure = CATALOGUE["slovenia.certification"]
    cells = [None if each is None else str(each) for each in amounts] if text else amounts
    applications = pl.DataFrame(
        {"id": list(range(len(cells))), name: cells}, schema_overrides={name: pl.String if text else pl.Int64}
    )
    fact = facts_of(measure).get(name)
    low, high = (fact.low, fact.high) if fact is not None else (None, None)
    wrong = fact is not None and (text or any(each is not None and not low <= each for each in amounts))
    if wrong and high is not None:
        with pytest.raises(WrongInput) as caught:
            assess_frame(applications, (measure,), on=dt.date(2024, 9, 2), key="id")
        assert {each.key for each in caught.value.complaints} == {name}
    else:
        assert len(assess_frame(applications, (measure,), on=dt.date(2024, 9, 2), key="id")) == len(cells)


def test_no_function_is_asked_where_there_is_none():
    form = Form()
    assert unanswered(form, [form.literal(1)]) is None


# --- what applications are counted by ------------------------------------------------------------


def column(values: Any, make: Any, dtype: Any = pl.String) -> Any:
    """Work a column out of one."""
    told = nw.from_native(pl.DataFrame({"x": values}, schema={"x": dtype}))
    return told.select(found=make(nw.col("x")))["found"].to_list()


CODES = st.lists(
    st.none() | st.from_regex(r"(2|2\.1):[0-9]{2}\.[0-9]{2}", fullmatch=True) | st.sampled_from(("2.1:J", "62.10")),
    min_size=1,
    max_size=4,
)


@given(CODES)
def test_an_activity_is_counted_by_its_division(codes):
    found = column(codes, division_of)
    told = [(code or "").partition(":") for code in codes]
    assert found == [f"{revision}:{code[:2]}" if colon else None for revision, colon, code in told]
    known, section = activities(lawbook()).revisions, sections()
    for each in found:
        revision, _, division = (each or "").partition(":")
        home = known[revision].section(division) or known[revision].sections.get(division) if each else None
        assert section(each) == (None if home is None else f"{home.letter} ({known[revision].title})")


@given(st.lists(st.none() | st.sampled_from(("SI", "SI0", "SI03", "SI032", "SI0321")), min_size=1, max_size=4))
def test_a_seat_is_counted_by_its_region_of_the_third_level(codes):
    assert column(codes, seat_of) == [code if code is not None and len(code) == 5 else None for code in codes]


@given(NAME, st.lists(st.none() | st.dates(dt.date(2014, 1, 1), dt.date(2028, 1, 1)), min_size=1, max_size=5))
def test_an_application_is_counted_by_the_call_of_its_day(name, days):
    identity = CATALOGUE[name].identity

    def call(day):
        state = state_on(identity, day.toordinal())
        if state.call is None or state.truth is False:
            return "no call"
        return state.call.id if state.truth else f"{state.call.id}?"

    found = column(days, lambda day: call_of(identity, identity, day), pl.Date)
    names = {each.id for each in identity.calls}
    for each, day in zip(found, days, strict=True):
        if day is None:
            assert each is None
        elif (own := call(day)) == "no call":
            assert each.rstrip("?") not in names
        else:
            assert each == own
            assert column([day], lambda _, day=day: call_of(identity, identity, day), pl.Date) == [own]


@given(st.sampled_from(("size", "seat", "sector")), st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_what_applications_are_counted_by_has_a_column_of_its_own(kind, values):
    found = Ready(nw.from_native(pl.DataFrame({"x": values})), Question(on="on"))
    found.count_by(kind, nw.col("x") * 2)
    assert found.kept == {kind: named(kind)}
    assert found.frame[named(kind)].to_list() == [2 * each for each in values]
    assert kind in named(kind) != kind


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(4))
@given(NAME, SEED)
def test_applications_are_counted_as_each_is_decided(name, seed):
    measure = CATALOGUE[name]
    # Lists have frames of their own, which are left out here.
    flat = {key: fact for key, fact in facts_of(measure).items() if types_of({key: fact})[key] != "bool"}
    every = drawn(measure, random.Random(seed), 15)
    rows = [{key: value for key, value in row.items() if key in {*flat, "on"}} for row in every]
    kinds = {key: fact for key, fact in flat.items() if any(key in row for row in rows)}
    columns: dict[str, list[Any]] = {
        KEY: list(range(len(rows))),
        "on": [dt.date.fromordinal(row["on"]) for row in rows],
    }
    columns |= {key: [written(fact.kind, row.get(key)) for row in rows] for key, fact in kinds.items()}
    native = frame(ENGINE, columns, {KEY: "int", "on": "date", **{key: types_of(kinds)[key] for key in kinds}})
    found = compare(native, measure, whole_change(measure, measure), on="on", key=KEY, scale=scales(kinds))
    verdicts = Counter(decided(measure, row)[0] for row in rows)
    assert found.tally.whole.applications == len(rows)
    assert found.tally.whole.before == found.tally.whole.after
    assert (found.tally.whole.before.eligible, found.tally.whole.before.undetermined) == (
        verdicts[True],
        verdicts[None],
    )
    probe = size_probe(measure)
    sizes = Counter(
        next((each for each, held in decided(probe, row)[2].items() if held and each in SIZES), None) for row in rows
    )
    assert {key: each.applications for key, each in found.tally.kinds["size"].items()} == dict(sizes)


# --- files ---------------------------------------------------------------------------------------

CELLS = st.lists(
    st.tuples(
        st.integers(0, 10**9),
        st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
        st.sampled_from(("micro", "small")),
    ),
    min_size=1,
    max_size=5,
)


@given(CELLS, st.sampled_from((".csv", ".jsonl", ".parquet")))
def test_a_file_of_applications_is_read_as_it_was_written(cells, ending):
    measure = CATALOGUE["slovenia.certification"]
    names = ("costs.eligible", "project.submitted", "undertaking.size")
    told: Any = pl.DataFrame(cells, schema=dict(zip(names, (pl.Int64, pl.Date, pl.String), strict=True)), orient="row")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"applications{ending}"
        {".csv": told.write_csv, ".jsonl": told.write_ndjson, ".parquet": told.write_parquet}[ending](file)
        found = read_file(file, (measure,), {})
        assert found.columns == names
        assert (found.library, found.invented) == (library_at_hand(), None)
        assert found.library in {"polars", "pyarrow", "duckdb"}
        rows = nw.from_native(found.frame).lazy().collect().rows()
    assert [
        (cost, day if isinstance(day, dt.date) or day is None else dt.date.fromisoformat(day), size)
        for cost, day, size in rows
    ] == cells


@settings(max_examples=examples(6))
@given(NAME, st.booleans())
def test_each_table_of_a_report_is_a_file(name, invented):
    measure = CATALOGUE[name]
    found = compare(pl.DataFrame({"id": [1]}), measure, whole_change(measure, measure), on=dt.date(2024, 9, 2))
    report = report_of(found, invented="made up" if invented else None)
    tables = [table for section in report.sections for table in section.tables]
    with tempfile.TemporaryDirectory() as folder:
        files = write_all_parquet(report, Path(folder))
        assert sorted(files) == sorted(Path(folder).iterdir())
        assert len(files) == len(tables)
        for file, table in zip(files, tables, strict=True):
            read = pl.read_parquet(file)
            assert len(read) == len(table.rows)
            assert len(read.columns) == len(table.columns) + invented

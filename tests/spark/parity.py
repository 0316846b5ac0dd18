"""Measures of a region asked together on Spark about ten thousand applications, each held against the scalar one."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute
from attrs import frozen
from pyspark.sql import SparkSession
from tests.assessment.frames import (
    KEY,
    Row,
    as_columns,
    decided,
    drawn,
    facts_of,
    scales,
    types_of,
    types_of_records,
)
from tests.rules.gaps import thinned
from tests.spark.session import Types, stored, table

from intra_core.assessment.columnar import assess_frame
from intra_core.assessment.columnar.asked import lists_read
from intra_core.assessment.measure import Measure
from intra_core.testing.conformance.filled import stand_ins

ROWS = 10_000
DRAWN = 100
"""So many applications are drawn for a measure; as many more are these with other gaps."""


@frozen
class Decided:
    """What Spark said of one measure: how many rows it decided how, and where it differs from the scalar reading."""

    verdicts: Counter[bool | None]
    null: float
    """The share of null cells in the frames."""
    differences: Sequence[str]


def together(spark: SparkSession, folder: Path, measures: Sequence[Measure]) -> dict[str, Decided]:
    """Ask some measures of a region in one question, and hold every row against the scalar reading.

    Beside a measure that grants nothing to anybody stands what stands in for it.
    """
    families = [(measure, *stand_ins(measure)) for measure in measures]
    measures = [measure for family in families for measure in family]
    facts = {name: fact for measure in measures for name, fact in facts_of(measure).items()}
    rows = [row for family in families for row in with_other_gaps(family[-1])]
    copies = -(-ROWS // len(rows))
    columns, lists = as_columns(rows, facts)
    kinds = lists_read({name: (fact.kind, (0, 0)) for name, fact in facts.items()})
    types = {name: types_of_records(kinds[name]) for name in lists}
    applications = copied(table(columns, types_of(facts)), copies, len(rows))
    order = list(range(len(applications)))
    random.Random("order").shuffle(order)
    records = {name: copied(table(told, types[name]), copies, len(rows)) for name, told in lists.items()}
    answer = assess_frame(
        _given(spark, folder, "applications", applications.take(pa.array(order)), types_of(facts)),
        measures,
        on="on",
        key=KEY,
        lists={name: _given(spark, folder, name, each, types[name]) for name, each in records.items()},
        keep=[KEY],
        scale=scales(facts),
    )
    got = answer.toArrow().sort_by(KEY)
    assert got[KEY].to_pylist() == list(range(len(applications))), "rows came together or were lost"
    null = share_of_nulls([applications, *records.values()])
    return {measure.id: _held(got, measure, rows, copies, null) for measure in measures}


def with_other_gaps(measure: Measure) -> list[Row]:
    """Draw applications, and give each a second time with less told."""
    rng = random.Random(f"{measure.id} spark")
    rows = drawn(measure, rng, DRAWN)
    kinds = {name: fact.kind for name, fact in facts_of(measure).items()}
    return [*rows, *thinned(kinds, [_with_fewer(rng, row) for row in rows], rng)]


def _with_fewer(rng: random.Random, row: Row) -> Row:
    gaps = rng.choice((0.05, 0.5))
    return {name: told for name, told in row.items() if name == "on" or rng.random() >= gaps}


def copied(made: pa.Table, copies: int, rows: int) -> pa.Table:
    """Give a table several times over, the applications of each copy with keys of their own."""
    keys = made[KEY]
    each = [made.set_column(0, KEY, pyarrow.compute.add(keys, copy * rows)) for copy in range(copies)]
    return pa.concat_tables(each).combine_chunks()


def share_of_nulls(tables: Sequence[pa.Table]) -> float:
    """Count the null cells among all that are not keys or days of decision."""
    cells = [each[name] for each in tables for name in each.column_names if name not in {KEY, "on", "record"}]
    return sum(each.null_count for each in cells) / sum(len(each) for each in cells)


def _given(spark: SparkSession, folder: Path, name: str, made: pa.Table, types: Types) -> Any:
    return stored(spark, folder / f"{name}.parquet", made, types)


def _held(got: pa.Table, measure: Measure, rows: Sequence[Row], copies: int, null: float) -> Decided:
    answers = [decided(measure, row) for row in rows]
    names = [each.rpartition(".")[2] for each in got.column_names if each.startswith(f"{measure.id}.conditions.")]
    wanted = {"verdict": [verdict for verdict, _, _ in answers]}
    if f"{measure.id}.award" in got.column_names:
        wanted["award"] = [award for _, award, _ in answers]
    # A condition that does not bind on a row's day is met there.
    wanted |= {f"conditions.{name}": [told.get(name, True) for _, _, told in answers] for name in names}
    differences = []
    for name, told in wanted.items():
        column = got[f"{measure.id}.{name}"].combine_chunks()
        if not column.equals(pa.array(told * copies, column.type)):
            found = column.to_pylist()
            place = next(place for place in range(len(found)) if found[place] != told[place % len(rows)])
            row = place % len(rows)
            differences.append(f"{measure.id}.{name} is {found[place]}, not {told[row]}, in\n{rows[row]}")
    missing = {name for _, _, told in answers for name in told} - set(names)
    differences += [f"{measure.id}.conditions.{name} is missing" for name in sorted(missing)]
    return Decided(
        Counter({each: wanted["verdict"].count(each) * copies for each in (True, False, None)}), null, differences
    )

"""One measure in DuckDB against the same query written by hand in its SQL, over one table."""

import duckdb
import in_sql
import polars as pl
import reference
import yardstick
from timing import in_turn, tell

from intra_core.assessment.columnar import assess_frame

ROWS = 1_000_000


def same(mine: pl.DataFrame, theirs: pl.DataFrame) -> bool:
    """Hold two answers against each other, cell by cell."""
    return mine.sort("id").rename(dict(zip(mine.columns, theirs.columns, strict=True))).equals(theirs.sort("id"))


def main() -> None:
    """Measure with no cell missing and with a tenth."""
    connection = duckdb.connect()
    for missing in (0.0, 0.1):
        frame = yardstick.dated(reference.frame(ROWS, missing=missing)).with_row_index("id")
        connection.register("given", frame.to_arrow())
        connection.execute("create or replace table applications as select * from given")
        table, measure = connection.table("applications"), yardstick.measure(yardstick.OVER_COLUMNS)
        mine = assess_frame(table, measure, on=yardstick.ON, columns=yardstick.FACTS, keep=["id"])
        mine = mine.select("id", *(f'"{measure.id}.{each}"' for each in yardstick.ANSWERS))
        theirs = connection.sql(in_sql.three_valued("duckdb", "applications"))
        assert same(mine.pl(), theirs.pl())
        seconds, ratio = in_turn(mine.to_arrow_table, theirs.to_arrow_table)
        work = f"one measure, {ROWS // 1_000_000} M rows, {missing:.0%} missing, DuckDB"
        tell(work, f"{seconds * 1e3:7.1f} ms, {ratio:5.2f} x by hand in SQL", ratio, at_most=1.5)


if __name__ == "__main__":
    main()

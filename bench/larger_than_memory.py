"""Parquet to Parquet as a process of its own, ten and a hundred million rows: its time and its greatest memory.

`larger_than_memory.py FILE ANSWERS` is that process; without words both files are made and the processes run.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import polars as pl
import pyarrow.parquet
import reference
import yardstick
from timing import greatest_memory, tell

from intra_core.assessment.columnar import assess_frame

MILLION = 1_000_000
DRAWN, TIMES = 10, 10
"""So many million rows are drawn; the longer file has all of them so many times."""
GROUP = 2**18
RUNS = 3


def decide(file: str, answers: str) -> None:
    """Decide a file of applications, verdict, award and every condition; print the greatest memory in KiB."""
    measure = yardstick.measure(yardstick.OVER_COLUMNS)
    query = assess_frame(pl.scan_parquet(file), measure, on=yardstick.ON, columns=yardstick.FACTS, keep=["id"])
    query.sink_parquet(answers)
    print(greatest_memory())


def make(file: Path, times: int) -> None:
    """Write what is drawn so many times over, each row with a key of its own."""
    writer = None
    for part in range(DRAWN * times):
        frame = yardstick.dated(reference.frame(MILLION, seed=part % DRAWN, missing=0.1))
        table = frame.with_row_index("id", offset=part * MILLION).cast({"id": pl.Int64}).to_arrow()
        writer = writer or pyarrow.parquet.ParquetWriter(file, table.schema)
        writer.write_table(table, row_group_size=GROUP)
    assert writer is not None
    writer.close()


def peak(file: Path, answers: Path) -> tuple[float, float]:
    """Run the process; give its seconds and the most memory it held, in MiB."""
    start = time.perf_counter()
    told = subprocess.run([sys.executable, __file__, file, answers], check=True, capture_output=True, text=True)
    return time.perf_counter() - start, int(told.stdout) / 1024


def checked(file: Path, answers: Path, rows: int) -> None:
    """Hold the first and the last group of answers against the query written by hand."""
    told, found = pyarrow.parquet.ParquetFile(file), pl.scan_parquet(answers)
    assert found.select(pl.len()).collect().item() == rows
    measure = yardstick.OVER_COLUMNS
    for group in (0, told.num_row_groups - 1):
        frame = pl.DataFrame(told.read_row_group(group))
        days = (pl.col("inc", "app") - pl.lit(yardstick.EPOCH)).dt.total_days()
        wanted = reference.polars_three_valued(frame.with_columns(days).lazy()).collect()
        mine = found.filter(pl.col("id").is_in(frame["id"].implode())).sort("id").collect()
        open_ = wanted["verdict"].is_null()
        assert (open_ | mine[f"{measure}.verdict"].eq_missing(wanted["verdict"])).all()
        assert (wanted["award"].is_null() | mine[f"{measure}.award"].eq_missing(wanted["award"])).all()


def main() -> None:
    """Measure both."""
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.parquet"
        peaks = []
        for times in (1, TIMES):
            rows = DRAWN * times * MILLION
            file = Path(folder) / f"{rows}.parquet"
            make(file, times)
            runs = [peak(file, answers) for _ in range(RUNS)]
            checked(file, answers, rows)
            taken, most = (median(each) for each in zip(*runs, strict=True))
            peaks.append(most)
            told = f"{taken:7.1f} s, {most:6.0f} MiB at most, of a file of {file.stat().st_size / 2**20:6.0f} MiB"
            tell(f"Parquet to Parquet, {rows // MILLION} M rows", told)
        tell("memory of the longer file", f"{peaks[1] / peaks[0]:7.2f} x the shorter", peaks[1] / peaks[0], at_most=1.3)


if __name__ == "__main__":
    if sys.argv[1:]:
        decide(*sys.argv[1:])
    else:
        main()

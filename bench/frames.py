"""Measures over columns against the yardstick's hand-written query, other engines by hand, and one measure by one.

`python bench/frames.py` prints every figure; `--full` adds ten million rows. Answers are compared cell by cell first.
"""

import datetime as dt
import gc
import os
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import polars as pl
import reference

import intra_core
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.columnar import assess_frame
from intra_core.assessment.columnar.answer import form_of
from intra_core.assessment.measure import Measure
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in

HERE = Path(__file__).parent
ON = dt.date(2025, 6, 1)
MEASURE = "bench.columns"
COLUMNS = {
    "undertaking.headcount": "headcount", "undertaking.turnover": "turnover",
    "undertaking.balance_sheet_total": "balance", "bench.division": "nace", "bench.nuts": "nuts",
    "undertaking.registered": "inc", "bench.applied": "app", "bench.used": "used", "bench.cost": "cost",
    "bench.vouchers": "vouchers", "bench.difficulty": "difficulty", "bench.category": "category",
}  # fmt: skip
CONDITIONS = ("size", "region", "sector", "difficulty", "age", "window", "repeat", "cost", "grant")
ROUNDS = 9


def yardstick() -> Measure:
    """Load the yardstick's voucher over columns."""
    region = region_in(HERE / "region", "bench/region")
    loaded = Loaded(region=region, distribution="bench", version="0")
    return Catalogue(regions=(loaded,), quarantined=())[MEASURE]


def in_turn(first: Callable[[], object], second: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Time two calls in turn; give the median of the first in seconds and the median of their ratio."""
    times, ratios = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        first()
        middle = time.perf_counter()
        second()
        end = time.perf_counter()
        times.append(middle - start)
        ratios.append((middle - start) / (end - middle))
    return median(times), median(ratios)


def dated(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn the yardstick's days into dates."""
    return frame.with_columns(pl.col("inc", "app").cast(pl.Int32).cast(pl.Date))


def compared(frame: pl.DataFrame, answer: pl.DataFrame) -> int:
    """Hold an answer against the yardstick's, cell by cell; give how many rows are decided that are open there.

    A ceiling by a category that is missing still lies between the least and the greatest there is, so some rows are
    decided here that are null there: each must then come out the same for every category.
    """
    wanted = reference.polars_three_valued(frame.lazy()).collect()
    names = {"verdict": f"{MEASURE}.verdict", "award": f"{MEASURE}.award"}
    names |= {each: f"{MEASURE}.conditions.{each}" for each in CONDITIONS}
    same = pl.all_horizontal(answer[mine].eq_missing(wanted[theirs]) for theirs, mine in names.items())
    kept = answer.select(same=same)["same"]
    if kept.all():
        return 0
    open_, mine = frame.filter(~kept), answer.filter(~kept)
    assert open_["category"].null_count() == len(open_)
    for category in reference.CATS:
        filled = reference.polars_three_valued(open_.with_columns(category=pl.lit(category)).lazy()).collect()
        for theirs, name in names.items():
            assert (mine[name].eq_missing(filled[theirs]) | mine[name].is_null()).all(), theirs
    return len(open_)


def one_measure(rows: int) -> None:
    """Time one measure with all its reasons against the query written by hand."""
    measure = yardstick()
    for missing in (0.0, 0.1):
        frame = reference.frame(rows, missing=missing)
        lazy, given = frame.lazy(), dated(frame).lazy()
        query = assess_frame(given, measure, on=ON, columns=COLUMNS, keep=[])
        decided = compared(frame, query.collect())
        seconds, ratio = in_turn(query.collect, reference.polars_three_valued(lazy).collect)
        what = f"{rows // 1_000_000} M rows, {missing:.0%} missing"
        told = f"{seconds * 1e3:7.1f} ms, {ratio:5.2f} x three-valued by hand (goal: 1.2)"
        print(f"{what}: {told}; {decided} rows decided that are open there")
        if not missing:
            seconds, ratio = in_turn(query.collect, reference.polars_two_valued(lazy).collect)
            print(f"{what}: {ratio:5.2f} x two-valued by hand, which knows no gaps (no goal)")
        del frame, lazy, given, query
        gc.collect()


def building() -> None:
    """Time writing the columnar form of a measure, and a query from one that is kept."""
    measure = yardstick()
    given = dated(reference.frame(10)).lazy()
    first, kept = [], []
    for _ in range(5):
        form_of.cache_clear()
        for times in (first, kept):
            start = time.perf_counter()
            assess_frame(given, measure, on=ON, columns=COLUMNS, keep=[])
            times.append((time.perf_counter() - start) * 1e3)
    told = f"{median(first):5.1f} ms (goal: 20), the query alone when it is kept {median(kept):5.1f} ms"
    print(f"columnar form and query of a measure: {told}")


def applications(rows: int) -> pl.DataFrame:
    """Make up applications to Slovenia, a tenth of each column missing."""
    draw = np.random.default_rng(1)
    heads = np.minimum(draw.lognormal(1.6, 1.4, rows), 5000).astype(np.int64)

    def one_of(*words: str) -> pl.Series:
        return pl.Series(words)[draw.integers(0, len(words), rows)]

    days = np.datetime64("2024-06-01") + draw.integers(0, 300, rows).astype("timedelta64[D]")
    frame = pl.DataFrame(
        {
            "undertaking.headcount": heads,
            "undertaking.turnover": (heads * 1e7 * draw.lognormal(0, 1, rows)).astype(np.int64),
            "undertaking.balance_sheet_total": (heads * 8e6 * draw.lognormal(0, 1, rows)).astype(np.int64),
            "undertaking.employees": heads,
            "undertaking.seat": one_of("SI031", "SI032", "SI033", "SI034", "SI041", "SI042"),
            "undertaking.nace.code": one_of("2:25.62", "2:62.01", "2:01.11", "2:46.90", "2:10.13"),
            "undertaking.legal_form": one_of("company", "sole-trader", "cooperative"),
            "undertaking.economic_activity": draw.random(rows) < 0.95,
            "undertaking.insolvent": draw.random(rows) < 0.05,
            "undertaking.obligations_settled": draw.random(rows) < 0.9,
            "project.submitted": pl.Series(days).cast(pl.Date),
            "costs.eligible": draw.integers(80_000, 2_500_000, rows),
            "aid.headroom": draw.integers(0, 30_000_000, rows),
        }
    )
    return frame.with_columns(pl.when(pl.Series(draw.random(rows) >= 0.1)).then(pl.col(each)) for each in frame.columns)


def whole_region(rows: int) -> None:
    """Time all measures of Slovenia in one query against the sum of them one by one."""
    measures = intra_core.load_regions().of_region("slovenia")
    given = applications(rows).lazy()
    on = dt.date(2024, 9, 2)

    def together() -> None:
        assess_frame(given, measures, on=on, keep=[]).collect()

    def one_by_one() -> None:
        for each in measures:
            assess_frame(given, each, on=on, keep=[]).collect()

    together()
    one_by_one()
    seconds, ratio = in_turn(together, one_by_one, 3)
    told = f"{seconds:6.2f} s, {ratio:5.2f} x one by one (goal: 0.6)"
    print(f"all {len(measures)} measures of Slovenia, {rows // 1_000_000} M rows: {told}")


def by_hand_in_sql(relation: Any) -> Any:  # noqa: ANN401 (a relation of DuckDB)
    """The yardstick's three-valued query in the SQL of DuckDB."""
    caps = " ".join(f"when '{name}' then {cap}" for name, cap in reference.CAP_OF.items())

    def within(heads: int, turnover: int, balance: int) -> str:
        return f"(headcount < {heads} and (turnover <= {turnover} or balance <= {balance}))"

    parts = ("cost * 60 // 100", f"case category {caps} end", f"{reference.DE_MINIMIS} - used")
    known = " and ".join(f"({part}) is not null" for part in parts)
    rules = {
        "size": " or ".join(within(*each) for each in (reference.MICRO, reference.SMALL, reference.MEDIUM)),
        "region": "starts_with(nuts, 'SI03') or starts_with(nuts, 'SI04')",
        "sector": f"nace not in {tuple(sorted(reference.NACE_OUT))}",
        "difficulty": "not difficulty",
        "age": f"app - inc >= {reference.MIN_AGE}",
        "in_time": f"app >= {reference.WIN_A} and app <= {reference.WIN_B}",
        "repeat": "vouchers < 1",
        "cost": f"cost >= {reference.MIN_COST}",
        "grant_": " and ".join(f"({part}) >= {reference.MIN_GRANT}" for part in parts),
    }
    columns = ", ".join(f"({text}) as {name}" for name, text in rules.items())
    amount = f"case when {known} then least({', '.join(parts)}) end as amount"
    verdict = " and ".join(rules)
    inner = relation.project(f"{columns}, {amount}")
    return inner.project(f"({verdict}) as verdict, case when {verdict} then amount end as award, {', '.join(rules)}")


def in_duckdb(rows: int) -> None:
    """Time one measure in DuckDB against the same query by hand."""
    import duckdb  # noqa: PLC0415 (only this figure needs it)

    frame = reference.frame(rows, missing=0.1)
    connection = duckdb.connect()
    connection.register("plain_", frame.to_arrow())
    connection.register("dated_", dated(frame).to_arrow())
    for name in ("plain", "dated"):
        connection.execute(f"create table {name} as select * from {name}_")  # noqa: S608 (names of this function)
    mine = assess_frame(connection.table("dated"), yardstick(), on=ON, columns=COLUMNS, keep=[])
    theirs = by_hand_in_sql(connection.table("plain"))

    seconds, ratio = in_turn(mine.to_arrow_table, theirs.to_arrow_table, 5)
    told = f"{seconds * 1e3:7.1f} ms, {ratio:5.2f} x by hand (goal: 1.5)"
    print(f"DuckDB, {rows // 1_000_000} M rows, 10% missing: {told}")


def machine() -> str:
    """Say what this was measured on."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "?")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    tools = ", ".join(f"{each} {version(each)}" for each in ("polars", "narwhals", "duckdb"))
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, {tools}"


def main() -> None:
    """Measure all."""
    print(machine())
    building()
    one_measure(1_000_000)
    if "--full" in sys.argv:
        one_measure(10_000_000)
    whole_region(1_000_000)
    in_duckdb(1_000_000)


if __name__ == "__main__":
    main()

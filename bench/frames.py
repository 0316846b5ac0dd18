"""Measures over columns: one against the query written by hand in Polars, all measures of a region, building the form.

Answers are compared cell by cell before anything is timed.
"""

import datetime as dt
import gc
from statistics import median

import numpy as np
import polars as pl
import reference
import yardstick
from timing import in_turn, tell, working
from yardstick import CONDITIONS, FACTS, ON, dated

import intra_core
from intra_core.assessment.columnar import assess_frame
from intra_core.assessment.columnar.answer import Asking, form_of
from intra_core.assessment.columnar.asked import facts_read, lists_read
from intra_core.assessment.measure import Measure
from intra_core.rules.book import ON as ON_DAY
from intra_core.rules.book import SUBMITTED
from intra_core.rules.columnar.facts import Table, Told

MEASURE = yardstick.OVER_COLUMNS
MILLION = 1_000_000


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
    measure = yardstick.measure(MEASURE)
    for missing in (0.0, 0.1):
        frame = reference.frame(rows, missing=missing)
        lazy, given = frame.lazy(), dated(frame).lazy()
        query = assess_frame(given, measure, on=ON, columns=FACTS, keep=[])
        decided = compared(frame, query.collect())
        work = f"one measure, {rows // MILLION} M rows, {missing:.0%} missing, Polars"
        taken, ratio = in_turn(query.collect, reference.polars_three_valued(lazy).collect)
        tell(work, f"{taken * 1e3:7.1f} ms, {ratio:5.2f} x three-valued by hand", ratio, at_most=1.2)
        taken, ratio = in_turn(query.collect, reference.polars_two_valued(lazy).collect)
        tell("", f"{ratio:17.2f} x two-valued by hand, which tells no gap from a no")
        tell("", f"{decided:17,} rows decided here that are open there: the rule needs no more")
        del frame, lazy, given, query
        gc.collect()


def building() -> None:
    """Time writing columnar forms anew: of the yardstick with its query, and of every measure of every region.

    Every measure is asked with a column for each fact and each field of a list, once for one day of decision and of
    application, and once by each row's own days.
    """
    measure = yardstick.measure(MEASURE)
    given = dated(reference.frame(10)).lazy()
    first, kept = [], []
    for _ in range(9):
        form_of.cache_clear()
        for times in (first, kept):
            times.append(working(lambda: assess_frame(given, measure, on=ON, columns=FACTS, keep=[])))
    tell("form and query of the yardstick", f"{median(first):7.1f} ms", median(first), at_most=20)
    tell("its query alone, the form kept", f"{median(kept):7.1f} ms")
    for what, day in (("one day", ON.toordinal()), ("the days of each row", None)):
        times = sorted(written_anew(each, day) for each in intra_core.load_regions())
        told = f"{median(times):7.1f} ms in the middle, {times[-1]:5.0f} ms at most"
        tell(f"forms of {len(times)} measures, {what}", f"{told}, {sum(each < 20 for each in times)} below 20 ms")


def written_anew(measure: Measure, day: int | None) -> float:
    """Give the milliseconds that writing a measure's form takes, the median of three."""
    facts = facts_read((measure,))
    records = lists_read(facts)
    lists = {name: Table(facts=dict.fromkeys(kind.fields, Told())) for name, kind in records.items()}
    told = {*facts, ON_DAY.name} if day is None else facts.keys() - {SUBMITTED}
    asking = Asking((measure,), Table(facts=dict.fromkeys(told, Told()), lists=lists, on=day), None)
    times = []
    for _ in range(3):
        form_of.cache_clear()
        times.append(working(lambda: form_of(asking)))
    return median(times)


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

    taken, ratio = in_turn(together, one_by_one, 3)
    work = f"all {len(measures)} measures of Slovenia, {rows // MILLION} M rows, Polars"
    tell(work, f"{taken:7.2f} s, {ratio:5.2f} x one by one", ratio, at_most=0.6)


def main() -> None:
    """Measure all."""
    building()
    one_measure(MILLION)
    one_measure(10 * MILLION)
    whole_region(MILLION)


if __name__ == "__main__":
    main()

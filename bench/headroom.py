"""Headroom of a million undertakings with ten million awards, in turn with a query written by hand in Polars."""

import datetime as dt
import time
from statistics import median

import numpy as np
import polars as pl
from timing import greatest_memory

from intra_core.law.columnar import headroom_frame

UNDERTAKINGS = 1_000_000
AWARDS = 10_000_000
SEED = 20261123
ON = dt.date(2027, 3, 15)
ROUNDS = 5
NO_LIST, NO_AMOUNT = 0.001, 0.0005
REGIMES = {"de-minimis": 0.8, "de-minimis-agriculture": 0.05, "de-minimis-sgei": 0.05, "block-exemption": 0.1}
STATES = {"SI": 0.94, "AT": 0.03, "HR": 0.03}


def drawn() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Draw the frames: seven years of awards; now and then no list of an undertaking, no amount of an award."""
    draw = np.random.default_rng(SEED)
    days = np.datetime64("2020-07-01") + draw.integers(0, 2557, AWARDS)
    name = pl.format("SI{}", pl.col("undertaking").cast(pl.String).str.zfill(8)).alias("undertaking")
    undertakings = pl.DataFrame({"undertaking": np.arange(UNDERTAKINGS), "told": draw.random(UNDERTAKINGS) > NO_LIST})
    awards = pl.DataFrame(
        {
            "undertaking": draw.integers(0, UNDERTAKINGS, AWARDS),
            "granted": days.astype("datetime64[D]"),
            "amount": draw.integers(10_000, 12_000_000, AWARDS),
            "regime": draw.choice(np.array(list(REGIMES)), AWARDS, p=list(REGIMES.values())),
            "member_state": draw.choice(np.array(list(STATES)), AWARDS, p=list(STATES.values())),
        }
    )
    known = pl.Series(draw.random(AWARDS) > NO_AMOUNT)
    return undertakings.with_columns(name), awards.with_columns(name, amount=pl.when(known).then("amount"))


def by_hand(undertakings: pl.DataFrame, awards: pl.DataFrame) -> pl.DataFrame:
    """Answer the same for this day and state as one would write it in Polars; the law stands in the query."""
    # Group and join on the undertaking alone was the fastest of four ways tried: a filter within `agg`, a window over
    # the undertaking, and a join on undertaking and day took up to one and a half times as long.
    who, ceiling = "undertaking", pl.lit(30_000_000, dtype=pl.Int64)
    counted = (
        awards.lazy()
        .filter(
            pl.col("granted").is_between(dt.date(2024, 3, 15), ON).fill_null(value=True),
            pl.col("regime")
            .is_in(["de-minimis", "de-minimis-agriculture", "de-minimis-fishery"])
            .fill_null(value=True),
            pl.col("member_state").eq("SI").fill_null(value=True),
        )
        .with_columns(known=pl.all_horizontal(pl.col("granted", "amount", "regime", "member_state").is_not_null()))
        .select(
            who,
            open=~pl.col("known"),
            amount=pl.when("known").then("amount").otherwise(0),
            free=pl.when("known").then(pl.col("granted").dt.offset_by("3y").dt.offset_by("1d")),
        )
    )
    sums = counted.group_by(who).agg(pl.col("amount").sum(), pl.col("open").any(), first=pl.col("free").min())
    freed = (
        counted.join(sums.select(who, "first"), on=who)
        .filter(pl.col("free") == pl.col("first"))
        .group_by(who)
        .agg(freed=pl.col("amount").sum())
    )
    used = pl.col("amount").fill_null(0)
    known = pl.col("told") & ~pl.col("open").fill_null(value=False)
    left = (ceiling - used).clip(0)
    return (
        undertakings.lazy()
        .join(sums.join(freed, on=who, how="left"), on=who, how="left", maintain_order="left")
        .select(
            who,
            ceiling=ceiling,
            used=pl.when(known).then(used),
            headroom=pl.when(known | (left == 0)).then(left),
            next_release_on=pl.when(known).then("first"),
            next_release_amount=pl.when(known).then("freed"),
        )
        .collect(engine="streaming")
    )


def headroom() -> None:
    """Compare both answers, then their times."""
    undertakings, awards = drawn()
    found = headroom_frame(undertakings, awards, on=ON, member_state="SI")
    assert found.equals(by_hand(undertakings, awards))
    assert found.schema == by_hand(undertakings, awards).schema
    unknown = found["headroom"].null_count()
    print(f"headroom of {UNDERTAKINGS:,} undertakings ({unknown:,} unknown) from {AWARDS:,} awards: as by hand")
    del found
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        headroom_frame(undertakings, awards, on=ON, member_state="SI")
        middle = time.perf_counter()
        by_hand(undertakings, awards)
        theirs.append(time.perf_counter() - middle)
        ours.append(middle - start)
    print(
        f"over columns, Polars:                  {median(ours):6.2f} s, {median(ours) / median(theirs):6.2f} x by hand"
        f" (goal: 1.3), {greatest_memory() / 2**20:.1f} GiB at most"
    )


if __name__ == "__main__":
    headroom()

"""From what counts against each limit to the answer of a row: the limit that binds, what it leaves, what it frees."""

from collections.abc import Sequence

import narwhals.stable.v2 as nw

from intra_core.law.aid.stretches import Bound, Stretch
from intra_core.law.columnar.counting import MOST, Lazy, Tallying
from intra_core.law.columnar.intake import YEAR_END

ROW = "intra row"
"""The place of a row in an eager frame."""


def questions(undertakings: Lazy, awards: Lazy, *, trusted: bool) -> tuple[Lazy, Lazy]:
    """Give the rows that ask and the awards, both with `who`: the single undertaking, by its key or its only member.

    Args:
        undertakings: as the caller gave them.
        awards: likewise.
        trusted: whether each award says whose it is; one that does not may be anybody's.
    """
    known = undertakings.collect_schema()
    group = "single_undertaking" if "single_undertaking" in known else "undertaking"
    told = nw.col("told").fill_null(value=False) if "told" in known else nw.lit(value=True)
    columns = [nw.col(each) for each in (ROW, "on") if each in known]
    if "fiscal_year_end" in known:
        text = nw.col("fiscal_year_end").cast(nw.String)
        end = (
            nw.when(text.str.contains(YEAR_END))
            .then(text.str.replace_all("-", "", literal=True))
            .otherwise(nw.lit("0"))
        )
        columns.append(end.cast(nw.Int32).alias("year_end"))
    rows = undertakings.select("undertaking", nw.col(group).alias("who"), told.alias("told"), *columns)
    rows = rows.with_columns(told=nw.col("told") & ~nw.col("who").is_null() & ~nw.col("undertaking").is_null())
    theirs = awards.select(
        nw.col("undertaking"),
        nw.col("granted"),
        nw.col("amount").cast(nw.Int64),
        nw.col("regime").cast(nw.String),
        nw.col("member_state").cast(nw.String),
    )
    if not trusted:
        stray = theirs.select(stray=nw.col("undertaking").is_null().any())
        rows = rows.join(stray, how="cross").with_columns(told=nw.col("told") & ~nw.col("stray").fill_null(value=False))
        rows = rows.drop("stray")
    if group == "undertaking":
        return rows, theirs.rename({"undertaking": "who"})
    if "told" in known or not trusted:
        every = rows.group_by("who").agg(nw.col("told").min().alias("all_told"))
        rows = rows.join(every, on="who", how="left").with_columns(told=nw.col("all_told").fill_null(value=False))
    members = rows.select("undertaking", "who").unique()
    return rows, theirs.join(members, on="undertaking").drop("undertaking")


def within(over: Stretch) -> nw.Expr:
    """Say which rows ask about a day of a stretch."""
    day = nw.col("on")
    return (day >= over.since) if over.until is None else (day >= over.since) & (day < over.until)


def unanswered(rows: Lazy) -> Lazy:
    """Give the answer to rows on whose day no law is known."""
    amounts = [nw.lit(None, dtype=nw.Int64).alias(each) for each in ("ceiling", "used", "headroom")]
    day, freed = nw.lit(None, dtype=nw.Date), nw.lit(None, dtype=nw.Int64)
    return _asked(rows, *amounts, day.alias("next_release_on"), freed.alias("next_release_amount"))


def answered(tallying: Tallying, over: Stretch, rows: Lazy, awards: Lazy) -> Lazy:
    """Give the answer to rows on whose day a stretch holds."""
    tally = tallying.tally(over, rows, awards)
    keys = tallying.keys(over)
    rows = rows.join(tally, on=keys, how="left").with_columns(
        *(
            column
            for at, each in enumerate(over.bounds)
            for column in (
                nw.col(f"sure_{at}").fill_null(0),
                nw.when(nw.col("told")).then(nw.col(f"doubt_{at}").fill_null(0)).otherwise(MOST).alias(f"doubt_{at}"),
            )
        )
    )
    rows = rows.with_columns(
        *(
            column
            for at, each in enumerate(over.bounds)
            for column in (
                _left(each, nw.col(f"sure_{at}")).alias(f"greatest_{at}"),
                _left(each, nw.col(f"sure_{at}") + nw.col(f"doubt_{at}")).alias(f"least_{at}"),
            )
        )
    )
    least = nw.min_horizontal(*(f"least_{at}" for at in range(len(over.bounds))))
    headroom = nw.when(least == nw.col("greatest")).then(nw.col("greatest")).alias("headroom")
    others = (nw.col("next_release_on"), nw.col("next_release_amount"))
    return _asked(_binding(rows, over.bounds), nw.col("ceiling"), nw.col("used"), headroom, *others)


def _binding(rows: Lazy, bounds: Sequence[Bound]) -> Lazy:
    """Add the columns of the limit that leaves least, of several the lowest; of the first, if no ceiling is known."""
    known = [at for at, each in enumerate(bounds) if each.ceiling is not None]
    first, *others = known or [0]
    rows = rows.with_columns(**_of_limit(first, bounds[first]))
    for at in others:
        theirs = _of_limit(at, bounds[at])
        same = nw.col(f"greatest_{at}") == nw.col("greatest")
        lower = nw.col("ceiling") > bounds[at].ceiling
        rows = rows.with_columns(binds=(nw.col(f"greatest_{at}") < nw.col("greatest")) | (same & lower))
        rows = rows.with_columns(
            **{name: nw.when(nw.col("binds")).then(each).otherwise(nw.col(name)) for name, each in theirs.items()}
        )
    return rows


def _of_limit(at: int, bound: Bound) -> dict[str, nw.Expr]:
    known = nw.col(f"doubt_{at}") == 0
    day = nw.when(known).then(nw.col(f"first_{at}"))
    return {
        "ceiling": nw.lit(bound.ceiling, dtype=nw.Int64),
        "greatest": nw.col(f"greatest_{at}") if bound.ceiling is not None else nw.lit(None, dtype=nw.Int64),
        "used": nw.when(known).then(nw.col(f"sure_{at}")),
        "next_release_on": day,
        "next_release_amount": nw.when(~day.is_null()).then(nw.col(f"freed_{at}")),
    }


def _left(bound: Bound, counted: nw.Expr) -> nw.Expr:
    """Give what a limit leaves; the least that can be where no ceiling is known."""
    least = nw.lit(bound.least, dtype=nw.Int64)
    if bound.ceiling is None:
        return least
    left = bound.ceiling - counted
    return nw.when(left > bound.least).then(left).otherwise(least)


def _asked(rows: Lazy, *columns: nw.Expr) -> Lazy:
    """Keep of rows what tells them apart, and the columns of the answer."""
    kept = [each for each in (ROW, "undertaking", "on") if each in rows.collect_schema()]
    return rows.select(*kept, *columns)

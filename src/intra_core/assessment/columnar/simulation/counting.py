"""Applications that were decided twice, counted by the engine of their frame; only sums come to Python."""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

import narwhals.stable.v2 as nw

from intra_core.assessment.columnar.simulation.kinds import SECTOR, sections
from intra_core.assessment.simulation.distribution import steps
from intra_core.assessment.simulation.tally import ELIGIBLE, REFUSED, UNDETERMINED, Counts, Side, Tally, outcome
from intra_core.model.money import GREATEST
from intra_core.rules.columnar.running import Frame

Row = Mapping[str, Any]
BEFORE, AFTER = "before", "after"
COUNTED = ("eligible", "undetermined", "unsettled", "award")


def counted(rows: Frame, kinds: Sequence[str], conditions: Sequence[str], mixtures: int) -> Tally:
    """Count rows.

    Args:
        rows: `verdict n` and `award n` of each mixture, `moved`, `condition …` of the later version, and the kinds;
            also `invented` and `unanswered` where there are such.
        kinds: what they are counted by.
        conditions: the ids of the conditions.
        mixtures: how many mixtures there are: the first is before, the last is after.
    """
    every = rows.with_columns(*_side(BEFORE, 0), *_side(AFTER, mixtures - 1))
    outcomes, unmet, mixed = _by_outcome(every, conditions, mixtures)
    names = rows.collect_schema().names()
    return Tally(
        kinds=_by_kind(every, kinds),
        outcomes=outcomes,
        unmet=unmet,
        mixtures=mixed,
        awards=(_awards(rows, 0), _awards(rows, mixtures - 1)),
        unanswered=_unanswered(rows) if "unanswered" in names else {},
        invented="invented" in names and bool(_collected(rows.filter(nw.col("invented")).select("invented").head(1))),
    )


def _one(truth: nw.Expr) -> nw.Expr:
    return nw.when(truth).then(nw.lit(1, dtype=nw.Int64)).otherwise(nw.lit(0, dtype=nw.Int64))


def _side(side: str, number: int) -> list[nw.Expr]:
    """Say of one version what is summed up, and its verdict as a word."""
    verdict, award = nw.col(f"verdict {number}"), nw.col(f"award {number}")
    told = nw.when(verdict).then(nw.lit(ELIGIBLE)).otherwise(nw.lit(REFUSED))
    return [
        nw.when(verdict.is_null()).then(nw.lit(UNDETERMINED)).otherwise(told).alias(side),
        _one(verdict.fill_null(value=False)).alias(f"eligible {side}"),
        _one(verdict.is_null()).alias(f"undetermined {side}"),
        _one(verdict.fill_null(value=False) & award.is_null()).alias(f"unsettled {side}"),
        award.fill_null(0).alias(f"award {side}"),
    ]


def _sums() -> list[nw.Expr]:
    return [
        nw.len().alias("applications"),
        *(nw.col(f"{what} {side}").sum() for what in COUNTED for side in (BEFORE, AFTER)),
    ]


def _counts(row: Row) -> Counts:
    before, after = (Side(**{what: _whole(row[f"{what} {side}"]) for what in COUNTED}) for side in (BEFORE, AFTER))
    return Counts(applications=_whole(row["applications"]), before=before, after=after)


def _whole(value: Any) -> int:  # noqa: ANN401 (a sum, of whatever type an engine gives it)
    return int(value or 0)


def _by_kind(every: Frame, kinds: Sequence[str]) -> dict[str, dict[str | int | None, Counts]]:
    """Count by each kind; a frame that is not computed yet is gone through once, for all kinds together."""
    if isinstance(every, nw.LazyFrame):
        names = [f"{what} {side}" for what in COUNTED for side in (BEFORE, AFTER)]
        sums = (nw.len().alias("applications"), *(nw.col(each).sum() for each in names))
        rows = _collected(every.group_by(*kinds).agg(*sums))
        return {kind: _joined(kind, rows) for kind in kinds}
    return {kind: _joined(kind, _collected(every.group_by(kind).agg(*_sums()))) for kind in kinds}


def _joined(kind: str, rows: Sequence[Row]) -> dict[str | int | None, Counts]:
    section = sections()
    found: dict[str | int | None, Counts] = {}
    for row in rows:
        told = _class(row[kind])
        name = section(told) if kind == SECTOR else told
        found[name] = found.get(name, Counts()) + _counts(row)
    return found


def _class(told: object) -> str | int | None:
    """Give a class as an engine tells it; what is not told is None to one and not a number to another."""
    if isinstance(told, str):
        return told
    return int(told) if isinstance(told, int | float) and not isnan(told) else None


def _by_outcome(
    every: Frame, conditions: Sequence[str], mixtures: int
) -> tuple[dict[str, Counts], dict[tuple[str, str], tuple[int, int]], dict[tuple[str, int], tuple[int, int]]]:
    columns = []
    for condition in conditions:
        met = nw.col(f"condition {condition}")
        columns.append(_one(~met.fill_null(value=True)).alias(f"unmet {condition}"))
        columns.append(_one(met.is_null()).alias(f"unknown {condition}"))
    for number in range(mixtures):
        columns.append(_one(nw.col(f"verdict {number}").fill_null(value=False)).alias(f"eligible {number}"))
        columns.append(nw.col(f"award {number}").fill_null(0).alias(f"sum {number}"))
    names = [f"{what} {each}" for each in conditions for what in ("unmet", "unknown")]
    names += [f"{what} {number}" for number in range(mixtures) for what in ("eligible", "sum")]
    grouped = every.with_columns(*columns).group_by(BEFORE, AFTER, "moved")
    outcomes: dict[str, Counts] = {}
    unmet: dict[tuple[str, str], tuple[int, int]] = {}
    mixed: dict[tuple[str, int], tuple[int, int]] = {}
    for row in _collected(grouped.agg(*_sums(), *(nw.col(each).sum() for each in names))):
        name = outcome(row[BEFORE], row[AFTER], row["moved"])
        outcomes[name] = outcomes.get(name, Counts()) + _counts(row)
        for each in conditions:
            _add(unmet, (name, each), row[f"unmet {each}"], row[f"unknown {each}"])
        for number in range(mixtures):
            _add(mixed, (name, number), row[f"eligible {number}"], row[f"sum {number}"])
    return outcomes, unmet, mixed


def _add(found: dict[Any, tuple[int, int]], key: Any, first: Any, second: Any) -> None:  # noqa: ANN401 (sums of an engine)
    known = found.get(key, (0, 0))
    found[key] = known[0] + _whole(first), known[1] + _whole(second)


def _awards(rows: Frame, number: int) -> dict[int, int]:
    """Count awards, in steps that grow with them."""
    award = nw.col(f"award {number}")
    told = award
    for least, step in reversed(steps(GREATEST)):
        told = nw.when(award >= least).then(award - award % step).otherwise(told)
    settled = rows.filter(nw.col(f"verdict {number}") & ~award.is_null()).select(told.alias("told"))
    return {
        int(row["told"]): int(row["times"]) for row in _collected(settled.group_by("told").agg(nw.len().alias("times")))
    }


def _unanswered(rows: Frame) -> dict[str, int]:
    found = rows.filter(~nw.col("unanswered").is_null()).group_by("unanswered").agg(nw.len().alias("times"))
    return {str(row["unanswered"]): int(row["times"]) for row in _collected(found)}


def _collected(frame: Frame) -> Sequence[Row]:
    """Bring a few rows to Python."""
    if isinstance(frame, nw.DataFrame):
        return frame.rows(named=True)
    if frame.implementation.is_duckdb():  # it can do without another library
        native: Any = frame.to_native()
        return [dict(zip(native.columns, row, strict=True)) for row in native.fetchall()]
    return frame.collect().rows(named=True)

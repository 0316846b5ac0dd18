"""Gaps in the facts of many applications: how many cells of their frames are null, and more of them where too few."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from intra_core.rules.kinds import Kind, Records

Kinds = Mapping[str, Kind]
Row = Mapping[str, Any]
PASSES = 20
"""After so many next to nothing is told that could be left out."""


def cells(kinds: Kinds, row: Row) -> tuple[int, int]:
    """Count the null cells of an application, and all: each fact is one, and so is each field of a record."""
    null, every = sum(name not in row for name in kinds), len(kinds)
    for name, kind in kinds.items():
        if isinstance(kind, Records):
            for record in row.get(name, ()):
                inside = cells(kind.fields, record)
                null, every = null + inside[0], every + inside[1]
    return null, every


def thinned(kinds: Kinds, rows: Sequence[Row], rng: random.Random, whole: int = 0) -> list[dict[str, Any]]:
    """Leave facts and fields out of some rows, as many as it takes until a third of all cells are null.

    The first rows stay whole. Lists stay lists, of records that say less: with a list its null cells would go.
    """
    found = [dict(row) for row in rows]
    counts = [cells(kinds, row) for row in found]
    null, every = (sum(count[part] for count in counts) for part in (0, 1))
    drawn = range(whole, len(found))
    for place in (place for _ in range(PASSES) for place in rng.sample(drawn, len(drawn))):
        if 3 * null >= every:
            break
        found[place] = _with_less(kinds, found[place], rng)
        before, counts[place] = counts[place], cells(kinds, found[place])
        null += counts[place][0] - before[0]
    return found


def _with_less(kinds: Kinds, row: Row, rng: random.Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, told in row.items():
        kind = kinds.get(name)
        if isinstance(kind, Records):
            found[name] = tuple(_with_less(kind.fields, record, rng) for record in told)
        elif kind is None or rng.random() < 0.6:
            found[name] = told
    return found

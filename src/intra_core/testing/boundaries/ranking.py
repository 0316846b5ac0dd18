"""Which rows of a boundary table are kept, in which order, and under which ids."""

from collections.abc import Iterable, Iterator, Sequence

from intra_core.testing.boundaries.moving import NUMBER
from intra_core.testing.boundaries.row import AWARD, Row
from intra_core.verdict import Outcome

MOST_FACTS = 3
"""So many things that are moved are shown of one condition."""


def ranked(rows: Iterable[Row], wanted: Sequence[str]) -> tuple[Row, ...]:
    """Put rows into an order that stays, each with its id, without those that tell little beside others.

    Args:
        rows: the rows.
        wanted: what the table is of, in the order of the measure.
    """
    order = {name: place for place, name in enumerate(wanted)}
    kept = sorted(
        _telling_most(rows),
        key=lambda row: (order.get(row.of, len(order)), _generic(row.moves), row.rests, str(row.first.value)),
    )
    counts: dict[str, int] = {}
    named = []
    for row in kept:
        name = f"{row.of}/{_generic(row.moves)}"
        counts[name] = counts.get(name, 0) + 1
        named.append(row.named(name if counts[name] == 1 else f"{name}/{counts[name]}"))
    return tuple(named)


def _telling_most(rows: Iterable[Row]) -> Iterator[Row]:
    """Leave out the rows of a condition beyond those that move what tells most of it."""
    by: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        by.setdefault(row.of, {}).setdefault(_generic(row.moves), []).append(row)
    for facts in by.values():
        for moved in sorted(facts, key=lambda each: (*min(map(_telling, facts[each])), each))[:MOST_FACTS]:
            yield from facts[moved]


def _telling(row: Row) -> tuple[bool, int]:
    """Say how much a row tells: first those between yes and no, of these numbers and days, then words, then counts."""
    between = {row.first.answer["verdict"], row.second.answer["verdict"]}
    doubtful = Outcome.UNDETERMINED.value in between or (len(between) == 1 and row.of != AWARD)
    return doubtful, 1 if not row.ordered else 2 if row.moves.startswith(NUMBER) else 0


def _generic(what: str) -> str:
    """Name what is moved without the number of the record."""
    return "".join(part.partition("]")[2] if place else part for place, part in enumerate(what.split("[")))

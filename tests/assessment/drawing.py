"""Facts drawn around the boundaries of a measure's own rules."""

import random
from collections.abc import Mapping
from functools import cache

from tests.soak import part

from intra_core.rules.edition import Edition
from intra_core.rules.kinds import Choice, Kind, Number, Records, Text
from intra_core.rules.language import Fact, Node, walk
from intra_core.rules.possible import Possible
from intra_core.testing.editions import facts_in, nodes_of
from intra_core.testing.strategies.pools import days_of, fact_values, field_values

__all__ = ["Pools", "days_of", "drawn", "facts_in", "lists_of", "nodes_of", "pools_of"]

Pools = Mapping[str, tuple[object, ...]]


@cache
def pools_of(edition: Edition, day: int) -> Pools:
    """Give for each fact of an edition the values worth trying; lists come as a few ready ones.

    To look for lists that tell something takes far longer than to decide with them, so they are kept.
    """
    nodes = nodes_of(edition)
    pools: dict[str, tuple[object, ...]] = {}
    rng = random.Random(f"{day}")
    for name, fact in facts_in(edition).items():
        if isinstance(fact.kind, Records):
            pools[name] = telling(name, lists_of(name, fact.kind, nodes, day, rng, part(24, 80)), nodes, day)
        else:
            pools[name] = fact_values(nodes, fact, day)
    return pools


def telling(name: str, lists: tuple[object, ...], nodes: tuple[Node, ...], day: int) -> tuple[object, ...]:
    """Keep lists that make a difference: a few for each way in which the rules' values come out."""
    reading = [node for node in nodes if any(isinstance(each, Fact) and each.name == name for each in walk(node))]
    kept: dict[str, list[object]] = {}
    for each in lists:
        at = Possible({name: each, "on": day, "project.submitted": day, "undertaking.fiscal_year_end": 1231})
        kept.setdefault(
            str([at.value(node) if not isinstance(node.kind, Number) else 0 for node in reading]), []
        ).append(each)
    # What a list says may show only beside another list, of costs and their contractors: then many are kept.
    most = max(3, 24 // len(kept))
    return tuple(each for found in kept.values() for each in found[:most])


def lists_of(
    name: str, kind: Records, nodes: tuple[Node, ...], day: int, rng: random.Random, tries: int = 12
) -> tuple[object, ...]:
    """Make a few lists of records: none, one and several, some with missing fields."""
    pools = {field: field_pool(name, field, each, nodes, day, rng) for field, each in kind.fields.items()}
    lists: list[object] = [()]
    for _ in range(tries):
        record = {field: rng.choice(values) for field, values in pools.items() if values}
        lists.append((record,) * rng.choice((1, 1, 2, 3, 4, 12)))
        for field, each in kind.fields.items():
            if isinstance(each, Choice | Text) and len(pools[field]) > 1:
                lists.append(tuple({**record, field: word} for word in pools[field]))
        lists.append((record, {field: rng.choice(values) for field, values in pools.items() if values}))
    return tuple(lists)


def field_pool(
    name: str, field: str, kind: Kind, nodes: tuple[Node, ...], day: int, rng: random.Random
) -> tuple[object, ...]:
    """Give the values worth trying for a field of a list."""
    if isinstance(kind, Records):
        return lists_of(f"{name}.{field}", kind, nodes, day, rng)
    return field_values(name, field, kind, nodes, day)


def drawn(pools: Pools, rng: random.Random, missing: float) -> dict[str, object]:
    """Draw facts, each left out with a probability."""
    return {name: rng.choice(values) for name, values in pools.items() if values and rng.random() >= missing}

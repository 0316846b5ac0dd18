"""Facts drawn around the boundaries of a measure's own rules."""

import datetime as dt
import random
from collections.abc import Iterable, Mapping
from functools import cache

from intra_core.assessment.measure import Measure
from intra_core.model.days import FIRST, LAST
from intra_core.rules.boundary import boundary_values
from intra_core.rules.edition import Edition
from intra_core.rules.kinds import Choice, Code, Day, Kind, MonthDay, Number, Records, Text, YesNo
from intra_core.rules.language import Among, Compare, Constant, Element, Fact, Node, children, walk
from intra_core.rules.possible import Possible

Pools = Mapping[str, tuple[object, ...]]


def days_of(measure: Measure) -> list[int]:
    """Give days of application on which a measure may differ: each turn and its neighbours."""
    turns = {turn + shift for turn in measure.turns.terms for shift in (-1, 0, 1)}
    return sorted(day for day in turns if dt.date(2018, 1, 1).toordinal() < day < dt.date(2029, 1, 1).toordinal())


def nodes_of(edition: Edition) -> list[Node]:
    """Give every settled node of an edition."""
    found = [clause.settled for clause in edition.clauses]
    return [*found, edition.award] if edition.award is not None else found


@cache
def facts_in(edition: Edition) -> Mapping[str, Fact]:
    """Give the facts an edition reads, by name."""
    return {each.name: each for node in nodes_of(edition) for each in walk(node) if isinstance(each, Fact)}


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
            pools[name] = telling(name, lists_of(name, fact.kind, nodes, day, rng, 80), nodes, day)
        else:
            values = {value for node in nodes for value in boundary_values(node, fact)}
            pools[name] = tuple(sorted(near_days(fact.kind, values, day), key=str))
    return pools


def telling(name: str, lists: tuple[object, ...], nodes: list[Node], day: int) -> tuple[object, ...]:
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


def near_days(kind: Kind, values: Iterable[object], day: int) -> set[object]:
    """Add days around the day of application, and leave out the ends of time."""
    found = set(values)
    if isinstance(kind, Day):
        found = {value for value in found if isinstance(value, int) and FIRST + 4000 < value < LAST - 400_000}
        found |= {day - 400, day - 1, day, day + 1, day + 3, day + 200}
    return found


def lists_of(
    name: str, kind: Records, nodes: list[Node], day: int, rng: random.Random, tries: int = 12
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
    name: str, field: str, kind: Kind, nodes: list[Node], day: int, rng: random.Random
) -> tuple[object, ...]:
    """Give the values worth trying for a field of a list."""
    beside = [
        other
        for node in nodes
        for each in walk(node)
        if isinstance(each, Compare | Among) and any(_is(part, name, field) for part in walk(each))
        for other in (walk(each) if isinstance(each, Compare) else (each,))
    ]
    direct = [
        part
        for node in nodes
        for each in walk(node)
        if isinstance(each, Compare | Among) and any(_is(part, name, field) for part in children(each))
        for part in (each, *children(each))
    ]
    words = {str(part.value) for part in direct if isinstance(part, Constant) and isinstance(part.value, str)}
    members = {member for part in direct if isinstance(part, Among) for member in part.members}
    numbers = {
        part.value + shift
        for part in beside
        if isinstance(part, Constant) and type(part.value) is int
        for shift in (-1, 0, 1)
    }
    match kind:
        case YesNo():
            return (True, False)
        case Choice():
            return (*sorted(members | words), min(kind.values))
        case Day():
            return (day - 400, day - 3, day, day + 2, day + 40)
        case Number():
            return tuple(
                sorted(
                    value
                    for value in numbers | {0, 1, 40_000, 166_666, 166_667, 400_000, 1_000_000, 2_500_000}
                    if 0 <= value < 10**11
                )
            )
        case Code():
            return (*sorted(members), "2:25.62" if kind.scheme == "nace" else "AT130")
        case Text():
            return ("k1", "SI", *sorted(words | members))
        case Records():
            return lists_of(f"{name}.{field}", kind, nodes, day, rng)
        case MonthDay():
            return (1231,)


def _is(node: Node, name: str, field: str) -> bool:
    return isinstance(node, Element) and node.list_name == name and node.name == field


def drawn(pools: Pools, rng: random.Random, missing: float) -> dict[str, object]:
    """Draw facts, each left out with a probability."""
    return {name: rng.choice(values) for name, values in pools.items() if values and rng.random() >= missing}

"""Which values of a fact are worth trying: those on and beside what the rules of a measure compare it with.

They are read from the rules alone and quickly, as a test draws thousands of them. What the checks of a region try
(`conformance/drawing.py`) looks also at what is worked out from the fact, with the other facts as they are told.
"""

import datetime as dt
from collections.abc import Iterable

from intra_core.assessment.measure import Measure
from intra_core.model.days import FIRST, LAST
from intra_core.rules.boundary import boundary_values
from intra_core.rules.kinds import Choice, Code, Day, Kind, MonthDay, Number, Records, Text, YesNo
from intra_core.rules.language import Among, Compare, Constant, Element, Fact, Node, children, walk

AMOUNTS: tuple[int, ...] = (0, 1, 40_000, 166_666, 166_667, 400_000, 1_000_000, 2_500_000)
"""Numbers for a field that no rule compares with anything, in its smallest parts."""
USUAL_DAY = dt.date(2024, 9, 2).toordinal()
_EARLIEST, _LATEST = dt.date(2018, 1, 1).toordinal(), dt.date(2029, 1, 1).toordinal()


def days_of(measure: Measure) -> list[int]:
    """Give days of application on which a measure may differ: each turn of the years 2018 to 2028 and its neighbours.

    >>> from intra_core.testing.strategies.installed import measure_named
    >>> forum = measure_named("slovenia.forum")
    >>> dt.date(2021, 9, 16).toordinal() in days_of(forum), dt.date(2021, 9, 14).toordinal() in days_of(forum)
    (True, False)
    """
    turns = {turn + shift for turn in measure.turns.terms for shift in (-1, 0, 1)}
    return sorted(day for day in turns if _EARLIEST < day < _LATEST)


def fact_values(nodes: Iterable[Node], fact: Fact, day: int) -> tuple[object, ...]:
    """Give the values worth trying for a fact that is no list: its bounds, what lies beside them, and its extremes.

    Args:
        nodes: the settled rules.
        fact: the fact.
        day: the day of application; days around it are worth trying.
    """
    values = {value for node in nodes for value in boundary_values(node, fact)}
    return tuple(sorted(near_days(fact.kind, values, day), key=str))


def near_days(kind: Kind, values: Iterable[object], day: int) -> set[object]:
    """Add days around the day of application, and leave out the ends of time."""
    if not isinstance(kind, Day):
        return set(values)
    near = [value for value in values if isinstance(value, int) and FIRST + 4000 < value < LAST - 400_000]
    return {*near, day - 400, day - 1, day, day + 1, day + 3, day + 200}


def field_values(name: str, field: str, kind: Kind, nodes: Iterable[Node], day: int) -> tuple[object, ...]:
    """Give the values worth trying for a field of a list; none for a list inside it.

    Args:
        name: the list.
        field: the field.
        kind: its kind.
        nodes: the settled rules.
        day: the day of application.
    """
    compared = [each for node in nodes for each in walk(node) if isinstance(each, Compare | Among)]
    direct = [
        part
        for each in compared
        if any(_is(child, name, field) for child in children(each))
        for part in (each, *children(each))
    ]
    words = {str(part.value) for part in direct if isinstance(part, Constant) and isinstance(part.value, str)}
    members = {member for part in direct if isinstance(part, Among) for member in part.members}
    match kind:
        case YesNo():
            return (True, False)
        case Choice():
            return (*sorted(members | words), min(kind.values))
        case Day():
            return (day - 400, day - 3, day, day + 2, day + 40)
        case Number():
            return tuple(sorted(value for value in _numbers(compared, name, field) if 0 <= value < 10**11))
        case Code():
            return (*sorted(members), "2:25.62" if kind.scheme == "nace" else "AT130")
        case Text():
            return ("k1", "SI", *sorted(words | members))
        case MonthDay():
            return (1231,)
        case Records():
            return ()


def _numbers(compared: Iterable[Node], name: str, field: str) -> set[int]:
    """Give the constants that stand anywhere in a comparison with a field, with their neighbours, and usual amounts."""
    beside = [
        part
        for each in compared
        if any(_is(other, name, field) for other in walk(each))
        for part in (walk(each) if isinstance(each, Compare) else ())
    ]
    found = set(AMOUNTS)
    for part in beside:
        if isinstance(part, Constant) and type(part.value) is int:
            found.update((part.value - 1, part.value, part.value + 1))
    return found


def _is(node: Node, name: str, field: str) -> bool:
    return isinstance(node, Element) and node.list_name == name and node.name == field

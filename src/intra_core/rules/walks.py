"""What a list comes to in the three-valued reading, from what each of its records may bring."""

from collections.abc import Callable, Mapping
from typing import Any

from intra_core.rules.bounds import Bounds

Visited = list[tuple[bool | None, Any]]
"""For each record that is not surely left out: whether it surely takes part (None: perhaps), and what it brings."""


def some(visited: Visited) -> bool | None:
    """Say whether a record that takes part brings a yes.

    >>> some([(None, True), (True, False)]), some([(None, True), (True, True)])
    (None, True)
    """
    if any(taken and brings for taken, brings in visited):
        return True
    return None if any(brings is not False for _, brings in visited) else False


def every(visited: Visited) -> bool | None:
    """Say whether all records that take part bring a yes."""
    if any(taken and brings is False for taken, brings in visited):
        return False
    return None if any(brings is not True for _, brings in visited) else True


def count(visited: Visited) -> Bounds:
    """Count the records that take part."""
    return (sum(taken is True for taken, _ in visited), len(visited))


def total(visited: Visited) -> Bounds:
    """Add up what the records that take part bring.

    >>> total([(True, (1, 2)), (None, (10, 20))])
    (1, 22)
    """
    low = sum(brings[0] if taken else min(brings[0], 0) for taken, brings in visited)
    high = sum(brings[1] if taken else max(brings[1], 0) for taken, brings in visited)
    return (low, high)


def greatest(visited: Visited) -> Bounds | None:
    """Find the greatest that a record brings; None where it may be that no record takes part."""
    sure = [brings[0] for taken, brings in visited if taken]
    return (max(sure), max(brings[1] for _, brings in visited)) if sure else None


def least(visited: Visited) -> Bounds | None:
    """Find the least that a record brings; None where it may be that no record takes part."""
    sure = [brings[1] for taken, brings in visited if taken]
    return (min(brings[0] for _, brings in visited), min(sure)) if sure else None


WALKS: Mapping[str, Callable[[Visited], Any]] = {
    "any": some, "all": every, "count": count, "sum": total, "max": greatest, "min": least,
}  # fmt: skip
"""What the functions of lists come to."""

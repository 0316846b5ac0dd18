"""Closing in on a flip by bisection: between two values that differ in what is asked, two neighbours that do."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise


def closed_in(is_same: Callable[[int], bool], same: int, other: int) -> tuple[int, int]:
    """Give two neighbours, of which what is asked is the same for the first and another for the second, by bisection.

    Args:
        is_same: whether what is asked stands at a value as it does at `same`; at `other` it does not.
        same: where to begin.
        other: a value above or below it. Of several flips between the two, one is found.

    >>> closed_in(lambda value: value < 250, 3, 1000), closed_in(lambda value: value >= 250, 1000, 3)
    ((249, 250), (250, 249))
    """
    while abs(other - same) > 1:
        middle = (same + other) // 2
        if is_same(middle):
            same = middle
        else:
            other = middle
    return same, other


def flips(stands: Callable[[int], object], places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give the neighbours between which what is asked changes, from below: between each two places that differ in it.

    Between two that do not differ, what changes there and back again is not seen.

    >>> list(flips(lambda value: 3 <= value < 7, [0, 5, 10]))
    [(2, 3), (6, 7)]
    """
    for low, high in pairwise(sorted(places)):
        last = low
        while stands(last) != stands(high):
            before = stands(last)
            first, last = closed_in(lambda value, before=before: stands(value) == before, last, high)  # type: ignore[misc] # mypy sees no default of a lambda
            yield first, last


def outwards(told: int, low: int, high: int) -> set[int]:
    """Give places to look at between two bounds: what is told, the bounds, and steps from it that grow fourfold.

    >>> sorted(outwards(5, 0, 30))
    [0, 1, 4, 5, 6, 9, 21, 30]
    """
    steps = [4**power for power in range((high - low).bit_length() // 2 + 1)]
    around = {told, low, high, *(told + step for step in steps), *(told - step for step in steps)}
    return {each for each in around if low <= each <= high}

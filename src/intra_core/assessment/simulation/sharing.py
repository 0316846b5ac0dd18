"""Whose part of a difference is whose: exact whole parts for each line that changed, which sum to the whole."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from math import factorial
from typing import TypeVar

T = TypeVar("T")

MOST_LINES = 6
"""So many lines are weighed in every order; of more, one is changed after the other in the order of the file."""

EVERY_ORDER, ONE_ORDER = "every-order", "one-order"


def way(lines: int) -> str:
    """Say how a difference is shared among some lines.

    >>> way(2), way(7)
    ('every-order', 'one-order')
    """
    return EVERY_ORDER if lines <= MOST_LINES else ONE_ORDER


def mixtures(lines: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Give the mixtures whose sums `shares` asks for, from none of the lines changed to all.

    >>> list(mixtures("ab"))
    [(), ('a',), ('b',), ('a', 'b')]
    """
    if way(len(lines)) == ONE_ORDER:
        return (tuple(lines[:number]) for number in range(len(lines) + 1))
    return (each for number in range(len(lines) + 1) for each in combinations(lines, number))


def shares(lines: Sequence[T], value: Callable[[tuple[T, ...]], int]) -> list[int]:
    """Share the difference between no line and all lines changed.

    A line's part is what it adds, on average over every order in which the lines could be changed (the Shapley value);
    of more than `MOST_LINES` lines what it adds in their order. What is left of a division goes, one each, to the lines
    with the largest remainders, of equal ones to the first: so the parts sum to the whole.

    Args:
        lines: what changed.
        value: the sum where some of them are changed, which come in their order.

    >>> shares("ab", {(): 0, ("a",): 10, ("b",): 0, ("a", "b"): 15}.get)
    [13, 2]
    """
    if way(len(lines)) == ONE_ORDER:
        sums = [value(each) for each in mixtures(lines)]
        return [after - before for before, after in pairwise(sums)]
    count = len(lines)
    parts = []
    for line in lines:
        others = [each for each in lines if each is not line]
        total = 0
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1)
            for chosen in combinations(others, size):
                joined = tuple(each for each in lines if each is line or each in chosen)
                total += weight * (value(joined) - value(chosen))
        parts.append(divmod(total, factorial(count)))
    left = (value(tuple(lines)) - value(())) - sum(part for part, _ in parts)
    first = sorted(range(count), key=lambda place: (-parts[place][1], place))[:left]
    return [part + (place in first) for place, (part, _) in enumerate(parts)]

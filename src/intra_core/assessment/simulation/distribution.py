"""How awards are distributed: deciles, and how many lie between round bounds."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

DIGITS = 6
"""Awards are told apart to so many digits: below 10,000.00 to the cent, so that there are never too many to count."""
MOST_BARS = 12
ROUND = (1, 2, 5)


def steps(greatest: int) -> list[tuple[int, int]]:
    """Give from which amount on, in minor units, awards are told apart by which step, the largest first.

    >>> steps(123_456_789)
    [(100000000, 1000), (10000000, 100), (1000000, 10)]
    """
    digits = range(len(str(greatest)), DIGITS, -1)
    return [(10 ** (each - 1), 10 ** (each - DIGITS)) for each in digits]


def deciles(awards: Mapping[int, int]) -> tuple[int, ...]:
    """Give for each tenth the least award that at least so many tenths of the awards do not exceed; none of none.

    >>> deciles({100: 5, 200: 4, 900: 1})
    (100, 100, 100, 100, 100, 200, 200, 200, 200, 900)
    """
    ordered = sorted(awards)
    reached = list(accumulate(awards[each] for each in ordered))
    if not reached:
        return ()
    ranks = [-(-tenth * reached[-1] // 10) for tenth in range(1, 11)]
    found, place = [], 0
    for rank in ranks:
        while reached[place] < rank:
            place += 1
        found.append(ordered[place])
    return tuple(found)


def bounds(greatest: int) -> tuple[int, ...]:
    """Give round bounds from zero to above an amount, a step of 1, 2 or 5 units of ten apart.

    >>> bounds(999_999)
    (0, 100000, 200000, 300000, 400000, 500000, 600000, 700000, 800000, 900000, 1000000)
    """
    unit = 100
    while True:
        for each in ROUND:
            if greatest < each * unit * MOST_BARS:
                return tuple(range(0, greatest + each * unit + 1, each * unit))
        unit *= 10


def histogram(awards: Mapping[int, int], between: Sequence[int]) -> tuple[int, ...]:
    """Count the awards from each bound to below the next.

    >>> histogram({100: 5, 200: 4, 399: 1}, (0, 200, 400))
    (5, 5)
    """
    width = between[1] - between[0]
    found = [0] * (len(between) - 1)
    for award, count in awards.items():
        found[award // width] += count
    return tuple(found)

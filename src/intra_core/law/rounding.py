"""How exact amounts become whole minor units: half up after a conversion, aid down, parts that sum to the whole."""

import math
from collections.abc import Sequence
from fractions import Fraction

from intra_core.model.money import Money


def half_up(number: Fraction) -> int:
    """Round to the nearest whole number, exactly half-way up (Regulation (EC) 1103/97, Article 5).

    Below zero half-way is away from zero: what is paid back is what was paid.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2)), half_up(Fraction(249, 100))
    (3, -3, 2)
    """
    rounded = math.floor(abs(number) + Fraction(1, 2))
    return -rounded if number < 0 else rounded


def aid_within(share: Fraction, cost: Money) -> Money:
    """Give the most aid in whole minor units within a share of a cost: rounded down, never above the intensity.

    Raises:
        ValueError: if the share or the cost is below zero.

    >>> str(aid_within(Fraction(1, 3), Money(100, "EUR")))
    'EUR 0.33'
    """
    if share < 0 or cost.minor < 0:
        msg = "aid is a share of a cost, and neither is below zero"
        raise ValueError(msg)
    return Money(math.floor(share * cost.minor), cost.currency)


def split(whole: Money, weights: Sequence[Fraction | int]) -> tuple[Money, ...]:
    """Split an amount in proportion to weights, by largest remainder: the parts sum to the whole.

    Each part is its exact share rounded down or up. Of equal remainders the earlier part takes the unit that is left.

    Raises:
        ValueError: if a weight is below zero, or none is above.

    >>> [str(part) for part in split(Money(10000, "EUR"), (1, 1, 1))]
    ['EUR 33.34', 'EUR 33.33', 'EUR 33.33']
    """
    return tuple(Money(part, whole.currency) for part in parts_of(whole.minor, weights))


def parts_of(whole: int, weights: Sequence[Fraction | int]) -> tuple[int, ...]:
    """Split a whole number as `split` does an amount.

    >>> parts_of(100, (1, 1, 1))
    (34, 33, 33)
    """
    total = sum(weights, Fraction(0))
    if total <= 0 or min(weights) < 0:
        msg = "weights are not below zero, and one is above"
        raise ValueError(msg)
    sign = -1 if whole < 0 else 1
    exact = [abs(whole) * Fraction(weight) / total for weight in weights]
    parts = [math.floor(share) for share in exact]
    left = abs(whole) - sum(parts)
    for number in sorted(range(len(parts)), key=lambda each: parts[each] - exact[each])[:left]:
        parts[number] += 1
    return tuple(sign * part for part in parts)

"""Arithmetic with bounds: a number or day that is known only to lie between two whole numbers, both inclusive."""

from collections.abc import Callable, Mapping

Bounds = tuple[int, int]


def plus(left: Bounds, right: Bounds) -> Bounds:
    """Add.

    >>> plus((1, 2), (10, 20)), minus((1, 2), (10, 20))
    ((11, 22), (-19, -8))
    """
    return (left[0] + right[0], left[1] + right[1])


def minus(left: Bounds, right: Bounds) -> Bounds:
    """Subtract."""
    return (left[0] - right[1], left[1] - right[0])


def rounded(how: str, above: int, below: int) -> int:
    """Divide and round `down`, `up` or `half-up`.

    >>> [rounded(how, 5, 2) for how in ("down", "up", "half-up")]
    [2, 3, 3]
    """
    if how == "down":
        return above // below
    return -(-above // below) if how == "up" else (2 * above + below) // (2 * below)


def below(left: Bounds, right: Bounds) -> bool | None:
    """Say whether one is less than the other, or None while it may be either way.

    >>> below((1, 2), (3, 4)), below((1, 3), (3, 4)), below((4, 5), (3, 4))
    (True, None, False)
    """
    return True if left[1] < right[0] else False if left[0] >= right[1] else None


def at_most(left: Bounds, right: Bounds) -> bool | None:
    """Say whether one is not greater than the other, or None."""
    return True if left[1] <= right[0] else False if left[0] > right[1] else None


def equal(left: Bounds, right: Bounds) -> bool | None:
    """Say whether two are one and the same number, or None."""
    if left[1] < right[0] or right[1] < left[0]:
        return False
    return True if left[0] == left[1] == right[0] == right[1] else None


def unequal(left: Bounds, right: Bounds) -> bool | None:
    """Say whether two are different numbers, or None."""
    same = equal(left, right)
    return None if same is None else not same


COMPARED: Mapping[str, Callable[[Bounds, Bounds], bool | None]] = {
    "<": below,
    "<=": at_most,
    ">": lambda left, right: below(right, left),
    ">=": lambda left, right: at_most(right, left),
    "==": equal,
    "!=": unequal,
}
"""What the signs of comparison say of bounds."""

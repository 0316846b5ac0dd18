"""What `make test` leaves to `.ci/run` or `make soak`: of draws and examples a fixed part is tried, or all of them.

Every run is told apart by its profile of hypothesis (tests/conftest.py), which is loaded before any test is read.
"""

from collections.abc import Sequence
from typing import Any

from hypothesis import settings

OF_MAKE_TEST = 50
"""How many examples a property of `make test` gets that names no number of its own."""

SOAK = settings().max_examples > 4 * OF_MAKE_TEST

MERELY_TEST = settings().max_examples <= OF_MAKE_TEST


def part(first: int, all_of_them: int) -> int:
    """Give how many are tried in this run."""
    return all_of_them if SOAK else first


def halved(of: Sequence[Any], first: int = 0) -> Sequence[Any]:
    """Give every second of many, in `make test` alone: `.ci/run` and `make soak` try all of them."""
    return of[first::2] if MERELY_TEST else of


def examples(of_make_test: int) -> int:
    """Give how many examples a dear (or cheap) property gets in this run, from how many it gets in `make test`."""
    return max(1, of_make_test * settings().max_examples // OF_MAKE_TEST)


def spread(of: Sequence[Any], most: int) -> Sequence[Any]:
    """Give some of many, taken evenly from first to last; `make soak` gets all of them."""
    return of if SOAK or len(of) <= most else [of[number * len(of) // most] for number in range(most)]

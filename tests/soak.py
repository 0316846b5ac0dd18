"""What `make test` leaves to `make soak`: of draws without hypothesis a fixed first part is tried, or all of them.

`make soak` is told apart by its profile of hypothesis (tests/conftest.py), which is loaded before any test is read.
"""

from hypothesis import settings

SOAK = settings().max_examples > 100


def part(first: int, all_of_them: int) -> int:
    """Give how many are tried in this run."""
    return all_of_them if SOAK else first

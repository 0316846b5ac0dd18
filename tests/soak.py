"""What `make test` leaves to `make soak`: of draws without hypothesis a fixed first part is tried, or all of them.

Every run is told apart by its profile of hypothesis (tests/conftest.py), which is loaded before any test is read.
"""

from hypothesis import settings

OF_MAKE_TEST = 50
"""How many examples a property of `make test` gets that names no number of its own."""

SOAK = settings().max_examples > 4 * OF_MAKE_TEST


def part(first: int, all_of_them: int) -> int:
    """Give how many are tried in this run."""
    return all_of_them if SOAK else first


def examples(of_make_test: int) -> int:
    """Give how many examples a dear (or cheap) property gets in this run, from how many it gets in `make test`."""
    return max(1, of_make_test * settings().max_examples // OF_MAKE_TEST)

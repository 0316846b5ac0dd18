"""A small region that keeps its whole contract; each faulty region of the tests is this one with one change."""

from intra_good.rules import FUNCTIONS  # type: ignore[import-not-found] # made for a test

from intra_core.regions import hookimpl, read_region


@hookimpl
def intra_rule_functions():
    return FUNCTIONS


@hookimpl
def intra_region():
    return read_region(__package__)

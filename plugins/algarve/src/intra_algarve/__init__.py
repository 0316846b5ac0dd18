"""Algarve (PT15): its measures for intra-core."""

from intra_core.regions import Region, hookimpl, read_region


@hookimpl
def intra_region() -> Region:
    """Give the region as its folder describes it."""
    return read_region(__package__)

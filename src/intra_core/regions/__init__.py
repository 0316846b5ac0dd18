"""Regions as plug-ins: the hooks they implement, how they are read, and how a broken one is set aside."""

from intra_core.regions.hookspecs import hookimpl
from intra_core.regions.region import Region, read_region

__all__ = ["Region", "hookimpl", "read_region"]

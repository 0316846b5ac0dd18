"""The hooks of a region; there is one.

Each implementation is called for itself, so that a failure names its region; wrappers are therefore not supported.
"""

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from intra_core.regions.region import Region

PROJECT = "intra_core"

hookspec: pluggy.HookspecMarker = pluggy.HookspecMarker(PROJECT)
hookimpl: pluggy.HookimplMarker = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a region's package as the implementation of a hook."""


class Hooks:
    """Hook specifications. A module that is a region implements `intra_region`."""

    @hookspec
    def intra_region(self) -> "Region":  # type: ignore[empty-body] # a specification has no body
        """Give the region: its identity, vocabulary and measures.

        Called once for each `load_regions()`, after the module is imported. Every region has it; nearly all return
        `read_region(__package__)`. What it raises puts the region into quarantine and leaves the others alone.
        """

"""The hooks of a region: one that it has, and one for what a line of its files cannot say.

Each implementation is called for itself, so that a failure names its region; wrappers are therefore not supported.
"""

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intra_core.regions.region import Region
    from intra_core.rules.functions import RuleFunction

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

    @hookspec
    def intra_rule_functions(self) -> "Iterable[RuleFunction]":  # type: ignore[empty-body] # likewise
        """Give the functions that the region's rules call by name, for what a line cannot say.

        Called once for each `load_regions()`, before `intra_region`, whose `read_region` then knows them. Few regions
        have it. What it raises, and what a function does not declare rightly, puts the region into quarantine.
        """

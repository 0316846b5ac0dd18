"""Regions whose Python runs in a process of its own, for plug-ins that whoever runs this does not trust.

The region's files are read here, where everything is decided; its code runs there, and only gives values that are held
against what it has declared (docs/decisions/0022-isolated-regions.md).
"""

from intra_core.regions.isolated.limits import Limits

__all__ = ["Limits"]

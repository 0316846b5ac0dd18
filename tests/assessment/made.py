"""A small region made on disk for one test."""

from collections.abc import Iterable
from pathlib import Path

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in
from intra_core.rules.functions import RuleFunction

REGION = """schema = 1
id = "made"
title = { en = "Made up" }
nuts = ["SI03"]
languages = ["en", "sl"]
currency = "EUR"
time_zone = "Europe/Ljubljana"
member_state = "SI"
"""

VOCABULARY = """schema = 1
[set.territory]
east = { nuts = ["SI03"] }
[define.undertaking.programme_area]
is = '"east" if undertaking.seat in territory.east else "west"'
[label]
territory.east = { en = "the east" }
"""

HEAD = """schema = 1
id = "made.voucher"
kind = "voucher"
title = { en = "Voucher" }
[source.s]
title = "Source"
read = 2026-11-22
"""

CALL = """[[call]]
id = "one"
opens = 2024-06-21
closes = 2024-12-31
costs = { since = 2024-01-01, until = 2025-12-31 }
source = "s"
mark = "sourced"
"""

REST = """[costs]
kinds = ["fee"]
[parameter]
intensity = [{ value = "60 %", source = "s", mark = "sourced" }]
ceiling = [{ value = "EUR 9999.99", source = "s", mark = "sourced" }]
[label]
intensity = { en = "intensity" }
ceiling = { en = "ceiling" }
grant = { en = "grant" }
[define]
grant = { is = "min(costs.eligible * intensity, ceiling)", round = "down" }
[state_aid]
regime = "none"
source = "s"
mark = "sourced"
[award]
amount = "grant"
"""


def catalogue_of(
    folder: Path,
    measure: str,
    vocabulary: str = VOCABULARY,
    region: str = REGION,
    functions: Iterable[RuleFunction] = (),
) -> Catalogue:
    """Write a region with one measure and load it."""
    (folder / "measures").mkdir(exist_ok=True)
    (folder / "region.toml").write_text(region)
    (folder / "vocabulary.toml").write_text(vocabulary)
    (folder / "measures" / "voucher.toml").write_text(measure)
    loaded = Loaded(region=region_in(folder, "made", functions), distribution="intra-made", version="1")
    return Catalogue(regions=(loaded,), quarantined=())


def measure_of(folder: Path, *, head: str = HEAD, call: str = CALL, rest: str = REST) -> Measure:
    """Write and load one measure from its parts."""
    return catalogue_of(folder, head + call + rest)["made.voucher"]

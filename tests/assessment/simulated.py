"""A small region whose voucher is changed in tests, rows of applications to it, and what they come to one by one."""

import datetime as dt
import random
from collections import Counter
from pathlib import Path
from typing import Any

from tests.assessment.frames import Row, decided
from tests.engines import frame

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.columnar.simulation.kinds import SIZES, size_probe
from intra_core.assessment.measure import Measure
from intra_core.assessment.simulation.change import Change
from intra_core.assessment.simulation.tally import ELIGIBLE, LESS, MORE, OPEN, REFUSED, SAME, UNDETERMINED, outcome
from intra_core.io.decode import document_from
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in

REGION = """
schema = 1
id = "lakes"
title = { en = "The Lakes" }
languages = ["en"]
currency = "EUR"
time_zone = "Europe/Ljubljana"
member_state = "SI"
"""

VOUCHER = """
schema = 1
id = "lakes.voucher"
kind = "voucher"
title = { en = "Voucher" }

[source.call]
title = "The call"
read = 2024-05-06

[[call]]
id = "first"
opens = 2023-01-01
closes = 2023-12-31
costs = { since = 2023-01-01, until = 2023-12-31 }
budget = "unknown"
source = "call"
mark = "sourced"

[[call]]
id = "second"
opens = 2024-03-01
closes = "2025-12"
costs = { since = 2024-01-01, until = 2025-12-31 }
budget = "unknown"
source = "call"
mark = "sourced"

[costs]
kinds = ["stand-rent"]

[parameter]
ceiling = [
    { since = 2023-01-01, value = "EUR 5000.00", source = "call", mark = "sourced" },
    { since = 2024-06-01, value = "EUR 9999.99", source = "call", mark = "sourced" },
]
floor = [{ since = 2023-01-01, value = "EUR 500.00", source = "call", mark = "sourced" }]
min_employees = [{ since = 2023-01-01, value = "1 person", source = "call", mark = "sourced" }]
last_day = [{ since = 2023-01-01, value = 2025-06-30, source = "call", mark = "sourced" }]

[[parameter.rate]]
since = 2023-01-01
value = { micro = "80 %", small = "60 %", medium = "50 %", large = "10 %" }
source = "call"
mark = "sourced"

[[parameter.staff]]
since = 2023-01-01
value = [{ from = "0 persons", is = "few" }, { from = "10 persons", is = "some" }, { from = "50 persons", is = "many" }]
source = "call"
mark = "sourced"

[define]
grant = { is = "min(costs.eligible * rate[undertaking.size], ceiling)", round = "down" }

[set]
closed = { nace = { "2" = ["A"], "2.1" = ["A"] } }

[label]
ceiling = { en = "ceiling" }
floor = { en = "floor" }
min_employees = { en = "least number of employees" }
last_day = { en = "last day" }
rate = { en = "rate" }
staff = { en = "staff" }
grant = { en = "grant" }
closed = { en = "closed sectors" }

[[condition]]
id = "employees"
holds = "undertaking.employees >= min_employees"
source = "call"
mark = "sourced"

[[condition]]
id = "staffed"
holds = 'band(undertaking.employees, staff) != "many"'
source = "call"
mark = "sourced"

[[condition]]
id = "sector"
holds = "not any(a.code in closed for a in undertaking.nace)"
source = "call"
mark = "sourced"

[[condition]]
id = "in-time"
holds = "project.started <= last_day"
source = "call"
mark = "sourced"

[[condition]]
id = "worthwhile"
holds = "grant >= floor"
source = "call"
mark = "sourced"

[state_aid]
regime = "none"
source = "call"
mark = "sourced"

[award]
amount = "grant"
"""

TYPES = {
    "id": "int",
    "on": "date",
    "project.submitted": "date",
    "project.started": "date",
    "costs.eligible": "int",
    "undertaking.employees": "int",
    "undertaking.size": "text",
    "undertaking.seat": "text",
    "undertaking.nace.code": "text",
    "undertaking.nace.main": "bool",
}
DAYS = ("2022-12-31", "2023-01-01", "2023-12-31", "2024-02-29", "2024-03-01", "2024-06-01", "2025-11-30", "2025-12-31")
SEATS = ("SI031", "SI032", "SI03", "HR001")
CODES = ("2.1:62.10", "2:01.11", "2.1:01.11", "2:62.01", "2:99")


def region(folder: Path, text: str = VOUCHER) -> Catalogue:
    """Write the region and read it."""
    (folder / "lakes" / "measures").mkdir(parents=True)
    (folder / "lakes" / "region.toml").write_text(REGION, "utf-8")
    (folder / "lakes" / "measures" / "voucher.toml").write_text(text, "utf-8")
    loaded = Loaded(region=region_in(folder / "lakes", "lakes"), distribution="intra-lakes", version="1")
    return Catalogue(regions=(loaded,), quarantined=())


def document(text: str) -> Any:
    """Give another text of the voucher."""
    return document_from(text, "other.toml", "toml")


def drawn(rng: random.Random, rows: int, gaps: float = 0.08) -> list[dict[str, Any]]:
    """Draw applications as cells of a table."""
    found = []
    for number in range(rows):
        row: dict[str, Any] = {
            "project.submitted": rng.choice(DAYS),
            "project.started": rng.choice(("2025-06-30", "2025-07-01", "2023-05-05")),
            "costs.eligible": rng.choice((60_000, 62_500, 83_333, 83_334, 500_000, 833_333, 1_666_665, 3_000_000)),
            "undertaking.employees": rng.choice((0, 1, 9, 10, 49, 50, 60)),
            "undertaking.size": rng.choice(SIZES),
            "undertaking.seat": rng.choice(SEATS),
            "undertaking.nace.code": rng.choice(CODES),
            "undertaking.nace.main": True,
        }
        row = {name: None if rng.random() < gaps else told for name, told in row.items()}
        row |= {"id": number, "on": rng.choice(DAYS[2:])}
        for name in ("on", "project.submitted", "project.started"):
            row[name] = dt.date.fromisoformat(row[name]) if row[name] is not None else None
        found.append(row)
    return found


def as_frame(engine: str, rows: list[dict[str, Any]]) -> Any:
    """Lay rows out as a frame."""
    return frame(engine, {name: [row[name] for row in rows] for name in TYPES}, TYPES)


def as_facts(row: dict[str, Any]) -> Row:
    """Give a row as the facts of one application."""
    facts = {
        name: told.toordinal() if isinstance(told, dt.date) else told
        for name, told in row.items()
        if told is not None and name != "id" and not name.startswith("undertaking.nace")
    }
    record = {name: row[f"undertaking.nace.{name}"] for name in ("code", "main")}
    told = {name: each for name, each in record.items() if each is not None}
    return {**facts, "undertaking.nace": (told,)} if told else facts


WORDS = {True: ELIGIBLE, False: REFUSED, None: UNDETERMINED}


def one_by_one(change: Change, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Decide applications one by one, and count what a tally counts."""
    found: dict[str, Any] = {
        name: Counter() for name in ("outcomes", "sums", "size", "unmet", "awards before", "awards after")
    }
    sizes = size_probe(change.before)
    for row in rows:
        facts = as_facts(row)
        before, after = (decided(measure, facts) for measure in (change.before, change.after))
        name = outcome(WORDS[before[0]], WORDS[after[0]], _moved(before[1], after[1]))
        found["outcomes"][name] += 1
        found["sums"][name, "before"] += before[1] or 0
        found["sums"][name, "after"] += after[1] or 0
        size = next((each for each, truth in decided(sizes, facts)[2].items() if truth and each in SIZES), None)
        found["size"][size] += 1
        for condition, truth in after[2].items():
            found["unmet"][name, condition, truth] += 1
        for side, award in (("before", before[1]), ("after", after[1])):
            if award is not None:
                found[f"awards {side}"][award] += 1
    return found


def _moved(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return OPEN
    return MORE if after > before else LESS if after < before else SAME


def sum_of(measure: Measure, rows: list[dict[str, Any]]) -> int:
    """Add up the awards of applications decided one by one."""
    return sum(decided(measure, as_facts(row))[1] or 0 for row in rows)

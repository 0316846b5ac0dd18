"""The yardstick's voucher as a measure of a region, and its rows as applications and as columns."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.model.application import Application
from intra_core.model.money import Money
from intra_core.model.project import Project
from intra_core.model.undertaking import Undertaking
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in

if TYPE_CHECKING:
    import polars as pl

HERE = Path(__file__).parent
EPOCH = dt.date(1970, 1, 1)
ON = dt.date(2025, 6, 1)
OVER_COLUMNS = "bench.columns"
FACTS = {
    "undertaking.headcount": "headcount", "undertaking.turnover": "turnover",
    "undertaking.balance_sheet_total": "balance", "bench.division": "nace", "bench.nuts": "nuts",
    "undertaking.registered": "inc", "bench.applied": "app", "bench.used": "used", "bench.cost": "cost",
    "bench.vouchers": "vouchers", "bench.difficulty": "difficulty", "bench.category": "category",
}  # fmt: skip
"""The yardstick's columns by the facts they hold."""
CONDITIONS = ("size", "region", "sector", "difficulty", "age", "window", "repeat", "cost", "grant")
ANSWERS = ("verdict", "award", *(f"conditions.{each}" for each in CONDITIONS))
"""The columns of an answer, in the yardstick's order."""


def measure(name: str = "bench.yardstick") -> Measure:
    """Load the voucher from its file: for typed applications, or as `OVER_COLUMNS` with a fact for every column."""
    region = region_in(HERE / "region", "bench/region")
    loaded = Loaded(region=region, distribution="bench", version="0")
    return Catalogue(regions=(loaded,), quarantined=())[name]


def day(number: object) -> dt.date:
    """Give a day of the yardstick as a date."""
    assert isinstance(number, int)
    return EPOCH + dt.timedelta(number)


def answer(unmet: int, unknown: int, least: int | None, most: int | None) -> tuple[bool, int, int]:
    """Give a decision as the yardstick has it; the call, which is always open, comes before its reasons."""
    assert not unknown
    assert least == most
    reasons = unmet >> 1
    return (True, least or 0, 0) if not reasons else (False, 0, reasons)


def typed(row: dict[str, object]) -> Application:
    """Make a typed application of one of the yardstick's rows."""
    number = {key: int(value) for key, value in row.items() if isinstance(value, int)}
    return Application(
        region="bench",
        undertaking=Undertaking(
            registered=EPOCH + dt.timedelta(number["inc"]),
            headcount=number["headcount"],
            turnover=Money(number["turnover"], "EUR"),
            balance_sheet_total=Money(number["balance"], "EUR"),
        ),
        project=Project(submitted=EPOCH + dt.timedelta(number["app"])),
        more={
            "bench": {
                # The yardstick compares texts; padded, a code coarser than a region is none of its region, as there.
                "nuts": str(row["nuts"]).ljust(4, "~"),
                "nace": f"2:{number['nace']:02d}",
                "used": Money(number["used"], "EUR"),
                "cost": Money(number["cost"], "EUR"),
                "vouchers": number["vouchers"],
                "difficulty": bool(row["difficulty"]),
                "category": row["category"],
            }
        },
    )


def dated(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Turn the yardstick's days into dates."""
    import polars as pl  # noqa: PLC0415 (Spark does without)

    return frame.with_columns(pl.col("inc", "app").cast(pl.Int32).cast(pl.Date))

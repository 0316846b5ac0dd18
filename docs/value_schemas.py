"""How values are written, as JSON Schema: what the schemas of applications and of groups share."""

import datetime as dt
from decimal import Decimal
from typing import Any

from intra_core.model.money import CURRENCIES, MEASURED_IN, Money
from intra_core.model.quantity import Area, Rate, Share

Schema = dict[str, Any]

SHARE = r"^(100(\.0{1,12})?|\d{1,2}(\.\d{1,12})?) ?%$"

PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    Decimal: {"type": "number", "minimum": 0, "examples": [12.5]},
    dt.date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2024-09-02"]},
    dt.time: {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$", "examples": ["17:00:00"]},
    Money: {
        "type": "string",
        "pattern": rf"^({'|'.join(MEASURED_IN)}) \d{{1,15}}(\.\d{{2}})?$",
        "examples": ["EUR 1000.00"],
    },
    Rate: {"type": "string", "pattern": r"^\d{1,7}(\.\d{1,2})? ?%$", "examples": ["12 %"]},
    Share: {"type": "string", "pattern": SHARE, "examples": ["40 %", "33.3333 %"]},
    Area: {"type": "string", "pattern": r"^(?=[\d.]*[1-9])\d{1,9}(\.\d{1,4})? ?m2$", "examples": ["20.5 m2"]},
}
"""How a value of each type is written."""

MONTH_DAY: Schema = {"type": "string", "pattern": r"^--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", "examples": ["--12-31"]}

ANY_MONEY: Schema = {
    "type": "string",
    "pattern": "|".join(
        rf"^({'|'.join(code for code, places in CURRENCIES.items() if places == each)}) \d{{1,15}}{decimals}$"
        for each, decimals in ((2, r"(\.\d{2})?"), (0, ""))
    ),
    "examples": ["EUR 1000.00"],
}
"""Money in any currency with a rate: accounts of a parent abroad, aid of another state."""

"""How a fact's value stands in the JSON answer: money and decimals as strings, days in ISO form."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from intra_core.model.money import Money
from intra_core.model.quantity import plain
from intra_core.rules.kinds import Code, Day, Kind, MonthDay, Number, Records


def value_as_json(kind: Kind, value: object) -> object:
    """Write one known value of a kind as the contract has it.

    >>> from intra_core.rules.kinds import number_of
    >>> value_as_json(number_of("EUR"), 240000)
    '2400.00'
    """
    if isinstance(kind, Records):
        return [_record(kind, record) for record in value] if isinstance(value, tuple) else value
    if isinstance(kind, Code) and isinstance(value, str):
        return value.partition(":")[2] if ":" in value else value
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    if isinstance(kind, Day):
        return dt.date.fromordinal(value).isoformat()
    if isinstance(kind, MonthDay):
        return f"--{value // 100:02d}-{value % 100:02d}"
    assert isinstance(kind, Number)  # noqa: S101 (no other kind is a whole number)
    return _number(kind, value)


def _number(kind: Number, parts: int) -> object:
    if kind.currency:
        return Money(parts, kind.currency).decimal
    if not kind.unit:
        return f"{plain(Decimal(parts) / 100)} %"
    return plain(Decimal(parts) / kind.scale) if kind.scale > 1 else parts


def _record(kind: Records, record: Mapping[str, object]) -> object:
    return {name: value_as_json(kind.fields[name], value) for name, value in record.items() if name in kind.fields}

"""How values, days and sources stand in JSON: money and decimals as strings, days in ISO form."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from intra_core.model.days import FIRST, LAST, Daymark
from intra_core.model.money import Money
from intra_core.model.quantity import plain
from intra_core.provenance import Source
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


def mark_to_iso(mark: Daymark | None, second: int | None = None) -> str | None:
    """Write a day as far as it is known, with its time where an hour counts; None if nothing is known of it.

    A day between two others is written as both with a slash between, `..` standing for an end that is open (ISO 8601).

    >>> mark_to_iso(Daymark(737791, 737792)), mark_to_iso(Daymark(738327, 738327), 32400)
    ('2021-01-01/2021-01-02', '2022-06-21T09:00:00')
    """
    if mark is None or mark.late <= FIRST:
        return None
    if not mark.known:
        return f"{_end(mark.early)}/{_end(mark.late)}"
    at = "" if second is None else f"T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
    return f"{_end(mark.early)}{at}"


def _end(ordinal: int) -> str:
    return dt.date.fromordinal(ordinal).isoformat() if FIRST < ordinal < LAST else ".."


def source_to_dict(source: Source, article: str | None) -> dict[str, object]:
    """Write a source with the place in it and the day on which it was read."""
    read = source.read.isoformat() if source.read is not None else None
    return {"id": source.id, "title": source.title, "article": article, "address": source.address, "read": read}

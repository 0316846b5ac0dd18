"""Drawn rows as bytes: a table (CSV) or JSON Lines, the same bytes for the same seed."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from intra_core.assessment.population.drawing import Row

AT_ONCE = 10_000
"""So many rows are written at once."""


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    r"""Write a table: what is not told is an empty cell, yes and no are true and false, a day is ISO 8601.

    >>> b"".join(as_csv(("id", "costs.eligible"), [["P-1", 5], ["P-2", None]]))
    b'id,costs.eligible\nP-1,5\nP-2,\n'
    """
    held = io.StringIO()
    table = csv.writer(held, lineterminator="\n")
    table.writerow(columns)
    for number, row in enumerate(rows, 1):
        table.writerow([_cell(each) for each in row])
        if not number % AT_ONCE:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def as_json_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    r"""Write one object in each line; what is not told has no key.

    >>> b"".join(as_json_lines(("id", "costs.eligible"), [["P-1", 5], ["P-2", None]]))
    b'{"id": "P-1", "costs.eligible": 5}\n{"id": "P-2"}\n'
    """
    held: list[str] = []
    for row in rows:
        told = {name: _plain(each) for name, each in zip(columns, row, strict=True) if each is not None}
        held.append(json.dumps(told, ensure_ascii=False) + "\n")
        if len(held) == AT_ONCE:
            yield "".join(held).encode()
            held.clear()
    yield "".join(held).encode()


def _plain(value: str | int | bool | dt.date) -> str | int | bool:
    return value.isoformat() if isinstance(value, dt.date) else value


def _cell(value: str | int | bool | dt.date | None) -> str | int | dt.date | None:
    return ("true" if value else "false") if isinstance(value, bool) else value

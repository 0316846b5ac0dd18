"""A figure as an author writes it in TOML: the way back from `figures`."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from intra_core.model.quantity import plain
from intra_core.rules.figures import MOST, Bands, Figure, Known, Open, Table, Why
from intra_core.rules.kinds import Day, Kind, Number

DECIMALS = 6
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def figure_text(kind: Kind, figure: Figure) -> str:
    """Write a figure; of one that nobody found, its bounds as a version has them beside its value.

    >>> from intra_core.rules.kinds import RATE, number_of
    >>> figure_text(number_of("EUR"), Known(Fraction(1000)))
    '"EUR 1000.00"'
    >>> figure_text(RATE, Known(Fraction(3, 5)))
    '"60 %"'
    """
    match figure:
        case Known():
            return _known(kind, figure.value)
        case Open(why=Why.NOT_IN_FORCE):
            return '"closed"'
        case Table():
            return _table({words: _row(kind, row) for words, row in figure.rows.items()})
        case Bands():
            rows = (f"{{ from = {_known(kind, bound)}, is = {_quoted(word)} }}" for bound, word in figure.rows)
            return f"[{', '.join(rows)}]"
        case _ if isinstance(kind, Number) and figure.low >= 0 and figure.high < MOST:
            return f'{{ value = "unknown", between = [{_known(kind, figure.low)}, {_known(kind, figure.high)}] }}'
        case _:
            return '"unknown"'


def _row(kind: Kind, row: Known | Open) -> str:
    """Write a row of a table, which has no place for bounds."""
    return _known(kind, row.value) if isinstance(row, Known) else '"unknown"'


def _known(kind: Kind, value: Fraction | int | str | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(kind, Day):
        return dt.date.fromordinal(int(value)).isoformat()
    return _quoted(_number(kind, Fraction(value)))


def _number(kind: Kind, value: Fraction) -> str:
    if not isinstance(kind, Number):
        return str(value)
    if not kind.unit:
        return f"{_decimal(value * 100)} %"
    (money, _), *rest = sorted(kind.unit, key=lambda each: -each[1])
    if kind.currency is not None or rest:
        whole, _, part = _decimal(value).partition(".")
        per = f" per {rest[0][0]}" if rest else ""
        return f"{money} {whole}.{part:0<2}{per}"
    return f"{_decimal(value)} {money}"


def _decimal(value: Fraction) -> str:
    return plain(Decimal(round(value * 10**DECIMALS)) / 10**DECIMALS)


def _table(rows: Mapping[tuple[str, ...], str]) -> str:
    below: dict[str, dict[tuple[str, ...], str]] = {}
    for (word, *others), text in rows.items():
        below.setdefault(word, {})[tuple(others)] = text
    parts = (f"{_key(word)} = {each[()] if () in each else _table(each)}" for word, each in below.items())
    return f"{{ {', '.join(parts)} }}"


def _key(word: str) -> str:
    return word if _BARE.fullmatch(word) else _quoted(word)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

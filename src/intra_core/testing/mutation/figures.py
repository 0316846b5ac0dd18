"""A figure with one unit more or less: a cent, a day, a percentage point, or one of the last digit written."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from intra_core.io.places import Path
from intra_core.testing.mutation.kinds import MutantKind

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
NOT_FIGURES = frozenset({"unknown", "closed"})


def moved(value: object) -> Iterator[tuple[MutantKind, Path, object]]:
    """Give a value of a parameter one unit off in each direction, with the way to each figure inside it.

    >>> [each for _, _, each in moved("EUR 1000.00")], [each for _, _, each in moved("60 %")]
    (['EUR 999.99', 'EUR 1000.01'], ['59 %', '61 %'])
    >>> list(moved({"micro": "1 person", "small": "unknown"}))[0]
    (<MutantKind.FIGURE: 'figure one unit up or down'>, ('micro',), '0 person')
    """
    match value:
        case bool():
            yield MutantKind.FLAG, (), not value
        case dt.date():
            yield from ((MutantKind.FIGURE, (), each) for each in day_moved(value))
        case str() if value not in NOT_FIGURES:
            yield from ((MutantKind.FIGURE, (), each) for each in _number_moved(value))
        case dict():
            for key, below in value.items():
                yield from ((kind, (key, *path), each) for kind, path, each in moved(below))
        case list():
            for place, row in enumerate(value):
                yield from ((kind, (place, "from", *path), each) for kind, path, each in moved(row["from"]))
        case _:
            pass


def _number_moved(text: str) -> Iterator[str]:
    found = _NUMBER.search(text)
    if found is None:
        return
    number = Decimal(found[0])
    unit = Decimal(1) if "%" in text else Decimal(1).scaleb(-len(found[0].partition(".")[2]))
    if re.match(r"[A-Z]{3} ", text) and " per " not in text:
        unit = Decimal("0.01")
    for step in (-unit, unit):
        if number + step >= 0:
            yield f"{text[: found.start()]}{number + step}{text[found.end() :]}"


def day_moved(value: object) -> Iterator[object]:
    """Give a day one day off in each direction; one known to the month or year only is moved by as much.

    >>> [str(each) for each in day_moved(dt.date(2024, 3, 1))], list(day_moved("2019-01"))
    (['2024-02-29', '2024-03-02'], ['2018-12', '2019-02'])
    """
    match value:
        case dt.date():
            yield value - dt.timedelta(days=1)
            yield value + dt.timedelta(days=1)
        case bool():
            pass
        case int():
            yield from (value - 1, value + 1)
        case str() if found := _MONTH.fullmatch(value):
            month = int(found[1]) * 12 + int(found[2]) - 1
            yield from (f"{each // 12:04d}-{each % 12 + 1:02d}" for each in (month - 1, month + 1))
        case {"after": dt.date() as after, "by": dt.date() as by}:
            yield from ({"after": each, "by": by} for each in day_moved(after))
            yield from ({"after": after, "by": each} for each in day_moved(by))
        case _:
            pass

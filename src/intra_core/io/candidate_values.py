"""What stands in the cells of an application that waits for its turn: amounts, moments, points, numbers drawn."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from intra_core.model.money import CURRENCIES

Complain = Callable[[str, str, str | None], object]
"""Takes the column, what is wrong with it, and what to write instead."""
_AMOUNT = re.compile(r"(?:([A-Z]{3}) )?(\d{1,15})(?:\.(\d{2}))?", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,12}(?:\.\d{1,4})?", re.ASCII)
_LOT = re.compile(r"\d{1,60}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:(T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_BEGINNING = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
DAY, LOCAL, OFFSET = "days", "local hours", "hours with an offset"


@frozen
class Moment:
    """When an application came in, in microseconds, and whether that is a day, a local hour or one with an offset."""

    at: int
    kind: str


def amount_of(texts: Mapping[str, str], key: str, currency: str, complain: Complain) -> int | None:
    """Take an amount in minor units, with or without its currency."""
    text = texts.get(key)
    if text is None:
        return None
    read = _AMOUNT.fullmatch(text)
    places = CURRENCIES[currency]
    if read is None or (read[3] and not places):
        complain(key, f"{text!r} is not an amount", 'write it like 1000.00 or "EUR 1000.00", without other signs')
        return None
    if read[1] not in {None, currency}:
        complain(key, f"{text!r} is not in {currency}, as the call is", None)
        return None
    scale: int = 10**places
    return int(read[2]) * scale + int(read[3] or 0)


def decimal_of(texts: Mapping[str, str], key: str, complain: Complain) -> Decimal | None:
    """Take a number such as points, with at most four decimals."""
    text = texts.get(key)
    if text is None:
        return None
    if _DECIMAL.fullmatch(text) is None:
        complain(key, f"{text!r} is not a number", "write it like 3.25, with at most four decimals")
        return None
    return Decimal(text)


def lot_of(texts: Mapping[str, str], complain: Complain) -> int | None:
    """Take a number that was drawn."""
    text = texts.get("lot")
    if text is None:
        return None
    if _LOT.fullmatch(text) is None:
        complain("lot", f"{text!r} is not a number that can be drawn", "write a whole number")
        return None
    return int(text)


def moment_of(texts: Mapping[str, str], complain: Complain) -> Moment | None:
    """Take the moment of application."""
    text = texts.get("submitted")
    if text is None:
        return None
    read = _MOMENT.fullmatch(text)
    try:
        if read is not None:
            found = dt.datetime.fromisoformat(text)
            whole = found if found.tzinfo is not None else found.replace(tzinfo=dt.UTC)
            kind = OFFSET if read[2] else LOCAL if read[1] else DAY
            return Moment((whole - _BEGINNING) // _MICROSECOND, kind)
    except ValueError:
        pass
    instead = "write 2015-09-22T10:00:00.123456 (or less of it), 2015-09-22T10:00:00+02:00, or the day alone"
    complain("submitted", f"{text!r} is not a moment", instead)
    return None


def of_one_kind(moments: Sequence[Moment | None]) -> Iterator[tuple[int, str, str]]:
    """Complain of the first moment that cannot be held against those before it."""
    kind = None
    for index, moment in enumerate(moments):
        if moment is not None and kind not in {None, moment.kind}:
            yield index, f"here stand {moment.kind}, above {kind}", "tell all moments in the same way"
            return
        kind = kind if moment is None else moment.kind

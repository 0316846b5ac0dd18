"""From the value of a parameter, as its author wrote it, to a figure with its kind."""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.document import shown
from intra_core.model.money import CURRENCIES, MEASURED_IN
from intra_core.rules.figures import LEAST, MOST, Bands, Figure, Known, Open, Table
from intra_core.rules.kinds import RATE, Choice, Day, Kind, Number, YesNo, number_of

_MONEY = re.compile(r"([A-Z]{3}) (-?\d{1,15}(?:\.\d{1,6})?)(?: per ([A-Za-z0-9]+))?", re.ASCII)
_RATE = re.compile(r"(\d{1,7}(?:\.\d{1,6})?) ?%", re.ASCII)
_COUNT = re.compile(r"(\d{1,12}(?:\.\d{1,4})?) ([A-Za-z][A-Za-z0-9-]*)", re.ASCII)
_PERCENT = re.compile(r"(\d{1,7}(?:\.\d{1,6})?) ?(?:percent|per cent|pct|percentage)", re.ASCII | re.IGNORECASE)
_TURNED = re.compile(r"(\d{1,15}(?:\.\d{1,2})?) ?([A-Z]{3})", re.ASCII)
_PLAIN = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_LONG = re.compile(r"\d{5,}", re.ASCII)
_WORD = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
HOW = 'write "EUR 1000.00", "60 %", "3 persons", "12 months", a day, true, false, a word, "unknown" or "closed"'

MOST_DIGITS = "before its point money has at most 15, a count 12, a rate 7; behind it there are at most 6"


@frozen
class Read:
    """A figure with its kind and, for tables and bands, what they are looked up by."""

    figure: Figure
    kind: Kind
    keys: tuple[frozenset[str], ...] = ()
    words: frozenset[str] = frozenset()


def figure(value: object, units: Iterable[str]) -> Read:
    """Read one value of a parameter, but for "unknown" and "closed".

    Raises:
        Unreadable: if it is none.

    >>> figure("60 %", ()).figure
    Known(value=Fraction(3, 5))
    """
    match value:
        case bool():
            return Read(Known(value), YesNo())
        case dt.datetime():
            raise Unreadable(f"{value} has an hour", "write the day alone")
        case dt.date():
            return Read(Known(value.toordinal()), Day())
        case int() | Decimal() | float():
            raise Unreadable(f"the number {shown(value)} has no unit", HOW)
        case str():
            return _written(value, tuple(units))
        case dict():
            return _table(value, tuple(units))
        case list():
            return _bands(value, tuple(units))
        case _:
            raise Unreadable(f"{shown(value)} is not a figure", HOW)


def step(text: str) -> tuple[Fraction, Number] | None:
    """Read what an amount is rounded to, such as "EUR 0.01 per m2", "1 day" or "1"; None if it is none.

    >>> step("0.5 %")
    (Fraction(1, 200), Number(unit=()))
    """
    if _PLAIN.fullmatch(text):
        return (Fraction(text), RATE) if Fraction(text) else None
    try:
        read = _written(text, None)
    except Unreadable:
        return None
    if isinstance(read.kind, Number) and isinstance(read.figure, Known) and Fraction(read.figure.value) > 0:
        return Fraction(read.figure.value), read.kind
    return None


def _written(text: str, units: tuple[str, ...] | None) -> Read:
    if money := _MONEY.fullmatch(text):
        currency, amount, per = money.groups()
        known = CURRENCIES if per in CURRENCIES else MEASURED_IN  # a rate of exchange is none that a rule reckons in
        if currency not in known:
            raise Unreadable(f"unknown currency {currency!r}", did_you_mean(currency, known))
        kind = number_of(currency)
        if per is not None:
            kind = kind.times(number_of(_unit(per, units)), -1)
        elif Fraction(amount) * 100 % 1:
            raise Unreadable(f"{text!r} has parts of a cent", "write two decimals")
        return Read(Known(Fraction(amount)), kind)
    if rate := _RATE.fullmatch(text):
        return Read(Known(Fraction(rate[1]) / 100), RATE)
    if instead := money_turned(text):
        raise Unreadable(f"{text!r} is not money", instead)
    if percent := _PERCENT.fullmatch(text):
        raise Unreadable(f"{text!r} is not a rate", f'write "{percent[1]} %"')
    if count := _COUNT.fullmatch(text):
        kind = number_of(_unit(count[2], units))
        value = Fraction(count[1])
        if (value * kind.scale).denominator != 1:
            raise Unreadable(f"{text!r} is not a whole number", "counts are whole")
        return Read(Known(value), kind)
    if _WORD.fullmatch(text):
        return Read(Known(text), Choice({text}))
    if _too_long(text, units):
        raise Unreadable(f"{text!r} has too many digits", MOST_DIGITS)
    raise Unreadable(f"{text!r} is not a figure", HOW)


def _too_long(text: str, units: tuple[str, ...] | None) -> bool:
    """Say whether a text would be a figure if its long numbers were short."""
    shorter = _LONG.sub("1", text)
    try:
        return shorter != text and isinstance(_written(shorter, units).kind, Number)
    except Unreadable:
        return False


def money_turned(text: str) -> str | None:
    """Say how to write money whose currency stands behind its amount; None if the text is not such.

    >>> money_turned("5000 EUR")
    'write "EUR 5000.00"'
    """
    found = _TURNED.fullmatch(text.replace("€", "EUR"))
    if found is None or found[2] not in MEASURED_IN:
        return None
    units, _, cents = found[1].partition(".")
    return f'write "{found[2]} {units}.{cents:0<2}"'


def _unit(word: str, units: tuple[str, ...] | None) -> str:
    known = {"person": "persons", "day": "days", "month": "months", "year": "years", "offer": "offers"}
    unit = known.get(word, word)
    if units is not None and unit not in units:
        raise Unreadable(f"unknown unit {word!r}", did_you_mean(word, units))
    return unit


def _table(rows: dict[str, object], units: tuple[str, ...]) -> Read:
    found: dict[tuple[str, ...], Known | Open] = {}
    kinds: list[Kind] = []

    def gather(part: object, words: tuple[str, ...]) -> None:
        if isinstance(part, dict):
            for word, below in part.items():
                gather(below, (*words, word))
        elif part == "unknown":
            found[words] = Open(LEAST, MOST)
        else:
            try:
                read = figure(part, units)
            except Unreadable as error:
                raise Unreadable(error.says, error.instead, words) from None
            if not isinstance(read.figure, Known):
                raise Unreadable("a list cannot stand in a table", path=words)
            if kinds and read.kind != kinds[0] and not (isinstance(read.kind, Choice) and isinstance(kinds[0], Choice)):
                raise Unreadable(f"this is {read.kind}, the rows before are {kinds[0]}", path=words)
            kinds.append(read.kind)
            found[words] = read.figure

    gather(rows, ())
    depths = {len(words) for words in found}
    if not found or not kinds or len(depths) > 1:
        raise Unreadable("every row of a table has the same number of keys, and one has a value")
    keys = tuple(frozenset(words[place] for words in found) for place in range(depths.pop()))
    whole = 1
    for words in keys:
        whole *= len(words)
    if whole != len(found):
        raise Unreadable("a row is missing: every pair of keys needs one", 'give it, with "unknown" if nobody knows')
    if isinstance(kinds[0], Choice):
        chosen: frozenset[str] = frozenset().union(*(kind.values for kind in kinds if isinstance(kind, Choice)))
        return Read(Table(found), Choice(chosen), keys)
    return Read(Table(found), kinds[0], keys)


def _bands(rows: list[object], units: tuple[str, ...]) -> Read:
    bounds: list[tuple[Fraction, str]] = []
    kind: Kind | None = None
    for number, row in enumerate(rows):
        match row:
            case {"from": str() as start, "is": str() as word, **rest} if not rest:
                try:
                    read = _written(start, units)
                except Unreadable as error:
                    raise Unreadable(error.says, error.instead, (number, "from")) from None
            case _:
                raise Unreadable('a band is { from = "…", is = "a word" }', path=(number,))
        if not isinstance(read.kind, Number) or not isinstance(read.figure, Known) or (kind or read.kind) != read.kind:
            raise Unreadable(
                f"a band begins at a number of the same unit as the others, not {start!r}", path=(number, "from")
            )
        kind = read.kind
        if bounds and Fraction(read.figure.value) <= bounds[-1][0]:
            raise Unreadable("bands rise: this one begins at or below the one before", path=(number, "from"))
        bounds.append((Fraction(read.figure.value), word))
    if kind is None:
        raise Unreadable("there are no bands")
    return Read(Bands(tuple(bounds)), kind, (), frozenset(word for _, word in bounds))

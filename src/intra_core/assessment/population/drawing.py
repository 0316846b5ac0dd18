"""Rows drawn from shares and a seed: the same on every machine, and each row apart from how many there are.

The numbers of a row are SHAKE-256 of the seed, a line feed and the row's number from 1, in UTF-8, read as numbers of 64
bits, the first byte the highest. They stand for size, day, seat and activity; for each amount its band and its place in
that; for each yes; for each gap; and then, so that a table without them draws the same, for other facts and for lists.
"""

import datetime as dt
import hashlib
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate

from attrs import frozen

from intra_core.model.shares import AMOUNTS, WHOLE, Band, ListShares, Shares, SizeShares, Spread, Type

ID, INVENTED = "id", "invented"
Cell = str | int | bool | dt.date | None
Row = list[Cell]
_TOP = 2**64


def columns_of(shares: Shares) -> tuple[str, ...]:
    """Name the columns: an id, whether the shares are invented, and each fact that is drawn."""
    return ID, INVENTED, *shares.facts


def draw(shares: Shares, seed: str, rows: int, *, start: int = 1) -> Iterator[Row]:
    """Draw applications, as values of `columns_of`; what is not told is None.

    Money is in minor units, a rate in basis points, headcount in whole AWU, a day a date. The column of a list is true
    where it is told that it has no records.

    Args:
        shares: the table of shares.
        seed: any text; the same gives the same rows.
        rows: how many.
        start: the number of the first.

    >>> from intra_core.assessment.population import invented_shares
    >>> first, second = draw(invented_shares(), "seme", 2)
    >>> first[:3]
    ['P-1', True, datetime.date(2024, 8, 7)]
    >>> next(draw(invented_shares(), "seme", 1, start=2)) == second
    True
    """
    plan = _Plan.of(shares)
    for number, drawn in _numbers(plan, seed, rows, start):
        size = plan.size_of(drawn)
        facts = (*plan.of_usual(size, drawn), *plan.of_others(size, drawn), *plan.of_lists(size, drawn))
        yield [f"P-{number}", shares.invented, *facts]


def columns_of_list(shares: Shares, name: str) -> tuple[str, ...]:
    """Name the columns of the records of a list: the id of the application, and each field that is drawn for them."""
    fields = next(each.fields for each in shares.lists if each.name == name)
    return ID, INVENTED, *(field.rpartition(".")[2] for field in fields)


def draw_list(shares: Shares, seed: str, rows: int, name: str, *, start: int = 1) -> Iterator[Row]:
    """Draw the records of a list, of the applications that `draw` gives for the same arguments."""
    plan = _Plan.of(shares)
    listed = next(each for each in plan.lists if each.shares.name == name)
    for number, drawn in _numbers(plan, seed, rows, start):
        for record in plan.records(listed, plan.size_of(drawn), drawn) or ():
            yield [f"P-{number}", shares.invented, *record]


def _numbers(plan: "_Plan", seed: str, rows: int, start: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    begun = hashlib.shake_256(f"{seed}\n".encode())
    form = f">{plan.width}Q"
    for number in range(start, start + rows):
        hashed = begun.copy()
        hashed.update(str(number).encode())
        yield number, struct.unpack(form, hashed.digest(8 * plan.width))


@frozen
class _Values:
    """The values of a fact, each with the ten-thousandth of the whole that is the first beyond its own."""

    ends: tuple[int, ...]
    values: tuple[Cell | Band, ...]
    day: bool = False

    @classmethod
    def of(cls, spread: Spread, *, day: bool = False) -> "_Values":
        match spread:
            case int():
                return cls((spread, WHOLE), (True, False))
            case Mapping():
                return cls(tuple(accumulate(spread.values())), tuple(spread))
            case _:
                return cls(tuple(accumulate(each.share for each in spread)), spread, day)

    def drawn(self, which: int, where: int = 0) -> Cell:
        """Give the value that two numbers stand for; the second is the place in a band."""
        found = self.values[bisect_right(self.ends, which * WHOLE // _TOP)]
        if not isinstance(found, Band):
            return found
        number = found.low + where * (found.high - found.low) // _TOP
        return dt.date.fromordinal(number) if self.day else number


@frozen
class _List:
    """A list, with the place of its first number: how many records it has, then each of the most that there can be."""

    shares: ListShares
    index: int
    numbers: _Values
    at: int

    @property
    def after(self) -> int:
        """The place of the first number after its own: each field takes three, its value, its place, its gap."""
        return self.at + 1 + 3 * len(self.shares.fields) * self.shares.most


@frozen
class _Plan:
    """A table of shares made ready to be drawn from: what each number of a row stands for."""

    shares: Shares
    sizes: tuple["_Size", ...]
    by_share: tuple[int, ...]
    amounts: tuple[str, ...]
    missing: tuple[int, ...]
    days: int
    others: tuple[str, ...]
    at_others: int
    """The place of the first number of other facts; each takes two."""
    lists: tuple[_List, ...]
    at_gaps: int
    """The place of the first number of the gaps of other facts, and then of lists."""

    @property
    def width(self) -> int:
        """How many numbers a row takes."""
        return self.at_gaps + len(self.others) + len(self.lists)

    @classmethod
    def of(cls, shares: Shares) -> "_Plan":
        amounts = tuple(key for key, fact in AMOUNTS.items() if fact in shares.usual)
        others = shares.others
        begin = 4 + 2 * len(amounts) + len(shares.yes) + len(shares.usual)
        at, lists = begin + 2 * len(others), list[_List]()
        for index, each in enumerate(shares.lists):
            numbers = _Values(tuple(accumulate(each.numbers.values())), tuple(each.numbers))
            lists.append(_List(each, index, numbers, at))
            at = lists[-1].after
        return cls(
            shares,
            tuple(_Size.of(each, amounts, shares.types) for each in shares.sizes),
            tuple(accumulate(each.share for each in shares.sizes)),
            amounts,
            tuple(shares.missing.get(fact, 0) for fact in shares.usual),
            (shares.until - shares.since).days + 1,
            others,
            begin,
            tuple(lists),
            at,
        )

    def size_of(self, drawn: tuple[int, ...]) -> "_Size":
        return self.sizes[bisect_right(self.by_share, drawn[0] * WHOLE // _TOP)]

    def of_usual(self, size: "_Size", drawn: tuple[int, ...]) -> Row:
        """Give what every table tells of, amounts by size, and what is yes or no."""
        told: Row = [
            self.shares.since + dt.timedelta(drawn[1] * self.days // _TOP),
            size.seats.drawn(drawn[2]),
            size.activities.drawn(drawn[3]),
            True,
        ]
        place = 4
        for bands in size.bands:
            told.append(None if bands is None else bands.drawn(drawn[place], drawn[place + 1]))
            place += 2
        for share in self.shares.yes.values():
            told.append(drawn[place] * WHOLE // _TOP < share)
            place += 1
        for index, share in enumerate(self.missing):
            if share and drawn[place + index] * WHOLE // _TOP < share:
                told[index] = None
        return told

    def of_others(self, size: "_Size", drawn: tuple[int, ...]) -> Iterator[Cell]:
        """Give the facts that may be in a table, and are no field of a list."""
        for index, fact in enumerate(self.others):
            values, at = size.spreads.get(fact), self.at_others + 2 * index
            gap = self._gap(fact, drawn[self.at_gaps + index])
            yield None if values is None or gap else values.drawn(drawn[at], drawn[at + 1])

    def of_lists(self, size: "_Size", drawn: tuple[int, ...]) -> Iterator[Cell]:
        """Give for each list whether it is told to be empty, and the fields of its record if it has one at most."""
        for each in self.lists:
            records = self.records(each, size, drawn)
            yield True if records == [] else None
            if not each.shares.apart:
                yield from records[0] if records else (None for _ in each.shares.fields)

    def records(self, listed: _List, size: "_Size", drawn: tuple[int, ...]) -> list[Row] | None:
        """Give the records of a list; None if nobody has told it."""
        if self._gap(listed.shares.name, drawn[self.at_gaps + len(self.others) + listed.index]):
            return None
        number = listed.numbers.drawn(drawn[listed.at])
        assert isinstance(number, int)  # noqa: S101 (it is a number of records)
        at, found = listed.at + 1, []
        for _ in range(number):
            record: Row = []
            for name in listed.shares.fields:
                values, gap = size.spreads.get(name), self._gap(name, drawn[at + 2])
                record.append(None if values is None or gap else values.drawn(drawn[at], drawn[at + 1]))
                at += 3
            found.append(record)
        return found

    def _gap(self, fact: str, number: int) -> bool:
        return number * WHOLE // _TOP < self.shares.missing.get(fact, 0)


@frozen
class _Size:
    """One size made ready: the values of what is drawn, None for amounts that its undertakings have not told."""

    seats: _Values
    activities: _Values
    bands: tuple[_Values | None, ...]
    spreads: Mapping[str, _Values]

    @classmethod
    def of(cls, size: SizeShares, amounts: tuple[str, ...], types: Mapping[str, Type]) -> "_Size":
        bands = (size.bands.get(key) for key in amounts)
        return cls(
            _Values.of(size.seats),
            _Values.of(size.activities),
            tuple(None if each is None else _Values.of(each) for each in bands),
            {fact: _Values.of(each, day=types[fact] == "day") for fact, each in size.spreads.items()},
        )

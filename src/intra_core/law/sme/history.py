"""From the accounts of period after period to the size that they make (Article 4(2))."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from intra_core.law.sme.category import Amounts, Ceiling, Size, next_size, size_of
from intra_core.model.days import years_later

YEAR = 365.25
Read = Callable[[dt.date, dt.date], Amounts]
"""Gives the figures of the period that closes on a day, in the structure of the group on another."""


@frozen(kw_only=True)
class Closing:
    """A day on which a period of the subject closes. `told` says whether its accounts are there."""

    ends: dt.date
    told: bool = True


@frozen(kw_only=True)
class Step:
    """One period as one reading has it: its figures, the size they would make, and the size they leave."""

    closing: Closing
    amounts: Amounts
    raw: Size
    size: Size


@frozen(kw_only=True)
class Change:
    """A change of owners by which an enterprise comes over a ceiling: the size without it, and that of its figures."""

    by: dt.date
    size: Size
    raw: Size


@frozen(kw_only=True)
class History:
    """The periods in their order; `size` is that of the day of grant."""

    steps: tuple[Step, ...]
    size: Size
    changed: tuple[Change, ...]


def closings(ends: Sequence[dt.date]) -> Iterator[Closing]:
    """Give the days on which periods close, with those of whole years in between whose accounts nobody told."""
    before: dt.date | None = None
    for day in ends:
        if before is not None:
            missing = round((day - before).days / YEAR) - 1
            for back in range(missing, 0, -1):
                yield Closing(ends=years_later(day, -back), told=False)
        yield Closing(ends=day)
        before = day


@frozen(kw_only=True)
class Rules:
    """How periods are folded: the ceilings, whether a change of owners counts at once, and how far a size moves."""

    within: Sequence[Ceiling]
    at_once: bool
    nearest: bool


def history(
    days: Sequence[Closing],
    on: dt.date,
    rules: Rules,
    read: Read,
    read_before: Read,
    same: Callable[[dt.date, dt.date], bool],
) -> History:
    """Fold the periods into a size.

    Args:
        days: the days on which the periods close, at least one.
        on: the day of grant.
        rules: how they are folded.
        read: gives the figures of a period in the structure of a day.
        read_before: gives them where they stand for what would have been without a change of owners.
        same: says whether the structure is the same on two days.
    """
    steps: list[Step] = []
    changed: list[Change] = []

    def moved(size: Size, ends: dt.date, before: dt.date, now: dt.date) -> Size:
        """Give the size after what a change of owners between two days has done to it."""
        if same(before, now):
            return size
        raw = size_of(read(ends, now), rules.within)
        if raw <= size or raw <= size_of(read_before(ends, before), rules.within):
            return size
        changed.append(Change(by=now, size=size, raw=raw))
        return raw if rules.at_once else size

    for closing in days:
        amounts = read(closing.ends, closing.ends)
        raw = size = size_of(amounts, rules.within)
        if steps:
            last = steps[-1]
            size = next_size(last.size, last.raw, raw, nearest=rules.nearest)
            size = moved(size, closing.ends, last.closing.ends, closing.ends)
        steps.append(Step(closing=closing, amounts=amounts, raw=raw, size=size))
    last = steps[-1]
    size = moved(last.size, last.closing.ends, last.closing.ends, on)
    return History(steps=tuple(steps), size=size, changed=tuple(changed))

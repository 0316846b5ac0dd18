"""From the accounts of period after period to the size that they make (Article 4(2))."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from intra_core.law.sme.awu import MONTHS
from intra_core.law.sme.category import Amounts, Ceiling, Size, next_size, size_of
from intra_core.model.days import years_later
from intra_core.model.group import AccountingPeriod

YEAR = 365.25
Read = Callable[[dt.date, dt.date], tuple[Amounts, Amounts]]
"""Gives the figures of the period that closes on a day, in the structure of the group on another: least and most."""


@frozen(kw_only=True)
class Closing:
    """A day on which a period of the subject closes. `told` says whether its accounts are there."""

    ends: dt.date
    told: bool = True


@frozen
class Span:
    """The sizes that something may be, from the smallest to the largest."""

    low: Size
    high: Size

    @classmethod
    def of(cls, amounts: tuple[Amounts, Amounts], within: Sequence[Ceiling]) -> "Span":
        """Give what figures between two may make."""
        least, most = amounts
        low = size_of(least, within)
        return cls(low, low if most is least else size_of(most, within))

    @property
    def sizes(self) -> tuple[Size, ...]:
        """Each of them."""
        return (self.low,) if self.low is self.high else tuple(each for each in Size if self.low <= each <= self.high)


@frozen(kw_only=True)
class Step:
    """One period: its figures at least and at most, the sizes they would make (`raw`), and those they leave."""

    closing: Closing
    least: Amounts
    most: Amounts
    raw: Span
    size: Span


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
    size: Span
    changed: tuple[Change, ...]


def closings(periods: Sequence[AccountingPeriod]) -> Iterator[Closing]:
    """Give the days on which periods close, with those of whole years in between whose accounts nobody told."""
    before: dt.date | None = None
    for period in periods:
        if before is not None:
            missing = round((period.ends - before).days / YEAR - (period.months or MONTHS) / MONTHS)
            for back in range(missing, 0, -1):
                yield Closing(ends=years_later(period.ends, -back), told=False)
        yield Closing(ends=period.ends)
        before = period.ends


@frozen(kw_only=True)
class Rules:
    """How periods are folded: the ceilings, whether a change of owners counts at once, and how far a size moves."""

    within: Sequence[Ceiling]
    at_once: bool
    nearest: bool


def history(
    days: Sequence[Closing], on: dt.date, rules: Rules, read: Read, same: Callable[[dt.date, dt.date], bool]
) -> History:
    """Fold the periods into a size: every size that may be before with every one that may come.

    Args:
        days: the days on which the periods close, at least one.
        on: the day of grant.
        rules: how they are folded.
        read: gives the figures of a period in the structure of a day.
        same: says whether the structure is the same on two days.
    """
    steps: list[Step] = []
    changed: list[Change] = []
    maybe: set[tuple[Size, Size]] = set()

    def moved(maybe: set[tuple[Size, Size]], ends: dt.date, before: dt.date, now: dt.date) -> set[tuple[Size, Size]]:
        """Give the sizes after what a change of owners between two days has done to them."""
        if same(before, now):
            return maybe
        without = Span.of(read(ends, before), rules.within).sizes
        found = [(after_change(size, raw, each), raw, size) for size, raw in maybe for each in without]
        risen = [(raw, before) for size, raw, before in found if size != before]
        if risen:
            raw, size = max(risen)
            changed.append(Change(by=now, size=size, raw=raw))
        return {(size, raw) for size, raw, _ in found} if rules.at_once else maybe

    for closing in days:
        least, most = read(closing.ends, closing.ends)
        raw = Span.of((least, most), rules.within)
        if steps:
            folded = {
                (next_size(size, last, now, nearest=rules.nearest), now) for size, last in maybe for now in raw.sizes
            }
            maybe = moved(folded, closing.ends, steps[-1].closing.ends, closing.ends)
        else:
            maybe = {(each, each) for each in raw.sizes}
        steps.append(Step(closing=closing, least=least, most=most, raw=raw, size=_span(maybe)))
    last = steps[-1].closing.ends
    if not same(last, on):
        today = Span.of(read(last, on), rules.within).sizes
        maybe = moved({(size, now) for size, _ in maybe for now in today}, last, last, on)
    return History(steps=tuple(steps), size=_span(maybe), changed=tuple(changed))


def after_change(size: Size, raw: Size, without: Size) -> Size:
    """Give the size after a change of owners: that of the figures, if the change takes them over a ceiling."""
    if raw <= size or raw <= without:
        return size
    # For state aid a small mid-cap is large: between the two nothing is lost that was not lost without the change.
    return size if size.word != raw.word == without.word else raw


def _span(maybe: set[tuple[Size, Size]]) -> Span:
    if len(maybe) == 1:
        ((size, _),) = maybe
        return Span(size, size)
    sizes = [size for size, _ in maybe]
    return Span(min(sizes), max(sizes))

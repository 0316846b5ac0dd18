"""The days between two changes of the law as stretches: on each of them the same ceilings bound aid in the same way."""

import datetime as dt
from collections.abc import Iterator

from attrs import evolve, frozen

from intra_core.law.aid.reckoning import NOTHING, SPECIAL_DRAWING_RIGHT, stated
from intra_core.law.aid.regulations import Limit, Question, first_day
from intra_core.law.aid.windows import Window, window
from intra_core.model.days import FIRST


@frozen(kw_only=True)
class Bound:
    """A limit with its figures on a day, in minor units.

    `ceiling` is None where it is not known, or in special drawing rights. `counts` are the regimes whose aid counts; of
    aid under the regime in question, that of before `left_aside` does not. `least` is the least that can be left.
    """

    limit: Limit
    ceiling: int | None
    least: int
    window: Window
    counts: frozenset[str]
    left_aside: dt.date | None

    @property
    def counting(self) -> tuple[object, ...]:
        """What decides which awards count; where two days have the same, an award counts by one rule on both."""
        same = evolve(self.window, article="", assumed=False)
        return same, self.counts, self.left_aside


@frozen(kw_only=True)
class Stretch:
    """The days from `since` up to the day before `until` (None: for ever), and what bounds aid on each of them."""

    since: dt.date
    until: dt.date | None
    bounds: tuple[Bound, ...]


def stretch(asked: Question, day: dt.date, fiscal_year_end: int) -> Stretch:
    """Give the stretch of a day, with what bounds aid on that day.

    >>> from intra_core.law.lawbook import lawbook
    >>> from intra_core.law.policies import chosen
    >>> asked = Question(law=lawbook(), member_state="SI", regime="de-minimis", sector=None,
    ...                  policies=chosen(lawbook(), ("headroom",)))
    >>> found = stretch(asked, dt.date(2024, 9, 2), 1231)
    >>> found.since, found.until, [each.ceiling for each in found.bounds]
    (datetime.date(2024, 1, 1), datetime.date(2031, 7, 1), [30000000])
    """
    changes = asked.changes()
    return Stretch(
        since=max((each for each in changes if each <= day), default=dt.date.fromordinal(FIRST)),
        until=min((each for each in changes if each > day), default=None),
        bounds=tuple(_bound(asked, limit, day, fiscal_year_end) for limit in asked.limits(day)),
    )


def stretches(asked: Question, fiscal_year_end: int) -> Iterator[Stretch]:
    """Give every stretch on which something bounds the aid, in order."""
    for day in sorted({dt.date.fromordinal(FIRST), *asked.changes()}):
        found = stretch(asked, day, fiscal_year_end)
        if found.bounds:
            yield found


Later = tuple[tuple[dt.date, Bound | None], ...]
"""The changes after which other awards count against a limit; None where nothing counts against it any more."""


def after(asked: Question, bound: Bound, day: dt.date, fiscal_year_end: int) -> Later:
    """Give the changes of what counts against a limit after a day, while the law of those days is known."""
    return tuple(_after(asked, bound, day, fiscal_year_end))


def _after(asked: Question, bound: Bound, day: dt.date, fiscal_year_end: int) -> Iterator[tuple[dt.date, Bound | None]]:
    for change in asked.changes():
        if change > day:
            if asked.regulation(change) is None:
                return
            same = [each for each in asked.limits(change) if each.id == bound.limit.id]
            if not same:
                yield change, None
                return
            again = _bound(asked, same[0], change, fiscal_year_end)
            if again.counting != bound.counting:
                yield change, again
            bound = again


def _bound(asked: Question, limit: Limit, day: dt.date, fiscal_year_end: int) -> Bound:
    over, figure = window(asked, limit, day, fiscal_year_end), asked.law.figure(limit.ceiling, day)
    nothing, regulation = asked.law.figure(NOTHING, day), asked.regulation(day)
    ceiling = None if figure is None or over is None else stated(figure)
    aside = asked.policies["earlier_aid"] == "left-aside" and regulation is not None
    return Bound(
        limit=limit,
        ceiling=None if ceiling is None or ceiling.currency == SPECIAL_DRAWING_RIGHT else ceiling.minor,
        least=nothing.money.minor if nothing is not None else 0,
        window=over or Window(kind="years", years=0),
        counts=asked.law.members(limit.counts) if over is not None else frozenset(),
        left_aside=first_day(asked, regulation) if aside and regulation is not None else None,
    )

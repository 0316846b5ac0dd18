"""When awards fall out, and when that leaves more than before."""

import datetime as dt
from collections.abc import Iterator, Sequence

from attrs import evolve

from intra_core.law.aid.answer import CountedAward, Release
from intra_core.law.aid.reckoning import Reckoning
from intra_core.model.money import Money


def next_release(counted: Sequence[CountedAward]) -> Release | None:
    """Add up what falls out first; None if nothing counts."""
    if not counted:
        return None
    day = min(each.falls_out for each in counted)
    freed = [each.amount for each in counted if each.falls_out == day]
    return Release(on=day, amount=Money(sum(each.minor for each in freed), freed[0].currency))


def next_rise(reckoning: Reckoning) -> Release | None:
    """Give the first later day on which the headroom is more, and by how much, if nothing else is granted until then.

    It is the day of the next release, unless more counts than the ceiling allows or the law changes before. None if
    the headroom never rises, or is not known on the way.
    """
    now = reckoning.greatest
    if now is None or now != reckoning.least:
        return None
    told, changes = reckoning.told, reckoning.asked.changes()
    had = tuple(each for each in told.awards or () if each.granted is None or each.granted <= told.on)
    ahead = {
        *changes,
        *(each.on for each in told.mergers),
        *(each.on for each in told.splits),
        *_frees(reckoning, changes),
    }
    day = told.on
    while ahead := {each for each in ahead if each > day}:
        day = min(ahead)
        then = Reckoning.of(reckoning.asked, evolve(told, on=day, awards=had))
        if not then.rows or then.greatest != then.least or then.currency != reckoning.currency:
            return None
        if then.least > now:
            return Release(on=day, amount=Money(then.least - now, then.currency))
        ahead |= set(_frees(then, changes))
    return None


def _frees(reckoning: Reckoning, changes: Sequence[dt.date]) -> Iterator[dt.date]:
    """Give the days on which what counts falls out."""
    for row in reckoning.rows:
        for each in row.tally.counted if row.tally is not None else ():
            if row.tally is not None and each.claim.award.granted is not None:
                yield reckoning.counting.free(each.claim, row.tally, changes)

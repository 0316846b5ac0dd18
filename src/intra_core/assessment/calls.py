"""Which call of a measure is open on a day, as far as the sources tell."""

import datetime as dt

from attrs import frozen

from intra_core.model.days import FIRST, LAST, Daymark
from intra_core.model.measure import Call, MeasureIdentity


@frozen(kw_only=True)
class CallState:
    """The state of a measure on a day: `open`, `closed`, `planned` or `unknown`, and of which call that is said.

    `at_hour` is set where the answer depends on the hour of application. `opening` is the day on which the next call
    that is known opens, as far as it is known.
    """

    state: str
    call: Call | None
    at_hour: bool = False
    opening: Daymark | None = None

    @property
    def truth(self) -> bool | None:
        """Whether applications are taken."""
        return {"open": True, "closed": False}.get(self.state)


def state_on(measure: MeasureIdentity, day: int, second: int | None = None) -> CallState:
    """Say whether a measure takes applications on a day, and at which second of it where an hour counts."""
    if not measure.calls:
        return CallState(state="planned", call=None)
    opening = next((call.opens for call in measure.calls if call.opens is not None and call.opens.early > day), None)
    unsure: Call | None = None
    at_hour = False
    for number, call in enumerate(measure.calls):
        following = measure.calls[number + 1] if number + 1 < len(measure.calls) else None
        taken, by_hour = _taken(call, measure.calls[number - 1] if number else None, following, day, second)
        if taken is True:
            return CallState(state="open", call=call, opening=opening)
        if taken is None and unsure is None:
            unsure, at_hour = call, by_hour
    if unsure is not None:
        return CallState(state="unknown", call=unsure, at_hour=at_hour, opening=opening)
    past = [call for call in measure.calls if call.opens is not None and call.opens.early <= day]
    return CallState(state="closed", call=past[-1] if past else measure.calls[0], opening=opening)


def span(call: Call, before: Call | None, following: Call | None) -> tuple[Daymark, Daymark]:
    """Give the first and last day of a call as far as known: an unknown end lies between it and the next call."""
    end = before.closes.late + 1 if before is not None and before.closes is not None else FIRST
    opens = call.opens or Daymark(end, max(end, call.closes.late if call.closes is not None else LAST))
    if call.closes is not None:
        return opens, call.closes
    last = following.opens.early - 1 if following is not None and following.opens is not None else LAST
    return opens, Daymark(min(opens.early, last), last)


def _taken(
    call: Call, before: Call | None, following: Call | None, day: int, second: int | None
) -> tuple[bool | None, bool]:
    opens, closes = span(call, before, following)
    if not opens.early <= day <= closes.late:
        return False, False
    for each in call.interruptions:
        if each.area is None and each.period.holds(day):
            return False, False
    if not opens.late <= day <= closes.early or any(
        each.area is None and each.period.may_hold(day) for each in call.interruptions
    ):
        return None, False
    for edge, limit, after in ((opens, call.opens_at, False), (closes, call.closes_at, True)):
        if limit is not None and day == edge.early:
            if second is None:
                return None, True
            if (second > limit) if after else (second < limit):
                return False, False
    return True, False


def turns(call: Call, before: Call | None, following: Call | None) -> set[int]:
    """Give the days on which a call's state may change."""
    opens, closes = span(call, before, following)
    days = {opens.early, opens.late, closes.early, closes.early + 1, closes.late, closes.late + 1}
    for each in call.interruptions:
        until = each.period.until
        days |= {each.period.since.early, each.period.since.late}
        days |= {until.early, until.early + 1, until.late + 1} if until is not None else set()
    if call.opens_at is not None or call.closes_at is not None:
        days |= {opens.late + 1, closes.early}
    return days


def day(ordinal: int | None) -> dt.date | None:
    """Write an ordinal as a day; the ends of time are no days."""
    return dt.date.fromordinal(ordinal) if ordinal is not None and FIRST < ordinal < LAST else None

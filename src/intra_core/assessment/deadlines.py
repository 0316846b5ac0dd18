"""The openings and deadlines of calls, as far as their days are known."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import frozen

from intra_core.assessment.values import mark_to_iso
from intra_core.model.days import Daymark
from intra_core.model.measure import Call

if TYPE_CHECKING:
    from intra_core.assessment.measure import Measure


@frozen(kw_only=True)
class Deadline:
    """A day on which a call opens or closes.

    `mark` is the day as far as it is known, None if no source tells it; `at` is the second of that day in the region's
    time zone, where an hour counts.
    """

    measure: "Measure"
    call: Call
    opening: bool
    mark: Daymark | None
    at: int | None

    @property
    def moment(self) -> dt.datetime | None:
        """The moment in UTC, where the hour is known and the day to the day."""
        if self.at is None or self.mark is None or not self.mark.known:
            return None
        midnight = dt.datetime.combine(
            dt.date.fromordinal(self.mark.early), dt.time(), ZoneInfo(self.measure.time_zone)
        )
        hour, second = divmod(self.at, 3600)
        return midnight.replace(hour=hour, minute=second // 60, second=second % 60).astimezone(dt.UTC)

    def to_dict(self) -> dict[str, object]:
        """Give the day for programs."""
        return {
            "measure": self.measure.id,
            "call": self.call.id,
            "what": "opens" if self.opening else "closes",
            "on": mark_to_iso(self.mark, self.at),
            "time_zone": self.measure.time_zone,
            "source": self.call.basis.source.title if self.call.basis.source is not None else None,
            "mark": self.call.basis.mark.value,
        }


def deadlines(measure: "Measure") -> Iterator[Deadline]:
    """Give the opening and the closing of every call of a measure, in order."""
    for call in measure.identity.calls:
        yield Deadline(measure=measure, call=call, opening=True, mark=call.opens, at=call.opens_at)
        yield Deadline(measure=measure, call=call, opening=False, mark=call.closes, at=call.closes_at)

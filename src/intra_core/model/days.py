"""Days as files give them: to the day, to the month, to the year, or only between two days."""

import calendar
import datetime as dt
import re

from attrs import field, frozen

from intra_core.errors import Unreadable

FIRST = dt.date.min.toordinal()
LAST = dt.date.max.toordinal()
YEAR_END = 1231
"""The last day of every year, as days of a year are kept: month * 100 + day."""
DAYS_OF_THE_YEAR = tuple(
    month * 100 + day
    for month, last in enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1)
    for day in range(1, last + 1)
)


def _ordered(mark: "Daymark", __: object, late: int) -> None:
    if late < mark.early:
        msg = "a day cannot end before it begins"
        raise ValueError(msg)


@frozen
class Daymark:
    """A day known to lie between two days, both inclusive, as proleptic ordinals.

    >>> Daymark.parse("2020-06").known
    False
    >>> Daymark.on(dt.date(2020, 6, 1)).known
    True
    """

    early: int
    late: int = field(validator=_ordered)

    @classmethod
    def on(cls, day: dt.date) -> "Daymark":
        """A day that is known exactly."""
        return cls(day.toordinal(), day.toordinal())

    @classmethod
    def between(cls, after: dt.date, by: dt.date) -> "Daymark":
        """A day after one day and at the latest on another."""
        if by <= after:
            raise Unreadable(f"'by' ({by}) must lie after 'after' ({after})")
        return cls(after.toordinal() + 1, by.toordinal())

    @classmethod
    def parse(cls, written: object) -> "Daymark":
        """Read `2020-06-19`, `"2020-06"`, `2020` or `{ after = …, by = … }`.

        Raises:
            Unreadable: if it is none of these.
        """
        match written:
            case dt.datetime():
                raise Unreadable(f"{written} has an hour", "only a call's opens and closes may have one")
            case dt.date():
                return cls.on(written)
            case bool():
                pass
            case int() if 1 <= written <= dt.MAXYEAR:
                return cls(dt.date(written, 1, 1).toordinal(), dt.date(written, 12, 31).toordinal())
            case str() if found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", written, re.ASCII):
                year, month = int(found[1]), int(found[2])
                if year:
                    end = calendar.monthrange(year, month)[1]
                    return cls(dt.date(year, month, 1).toordinal(), dt.date(year, month, end).toordinal())
            case {"after": dt.date() as after, "by": dt.date() as by, **rest} if (
                not rest and type(after) is type(by) is dt.date
            ):
                return cls.between(after, by)
            case _:
                pass
        instead = 'write 2020-06-19, "2020-06", 2020 or { after = 2019-09-03, by = 2021-02-12 }'
        raise Unreadable(f"{written!r} is not a day", instead)

    @property
    def known(self) -> bool:
        """Whether it is one day."""
        return self.early == self.late

    def __str__(self) -> str:
        early, late = dt.date.fromordinal(self.early), dt.date.fromordinal(self.late)
        return str(early) if self.known else f"between {early} and {late}"


@frozen
class Period:
    """From one day to another, both inclusive; either may be known only roughly. `until` None is for ever."""

    since: Daymark
    until: Daymark | None = None

    def may_hold(self, day: int) -> bool:
        """Say whether the day may lie inside."""
        return self.since.early <= day and (self.until is None or day <= self.until.late)

    def holds(self, day: int) -> bool:
        """Say whether the day surely lies inside."""
        return self.since.late <= day and (self.until is None or day <= self.until.early)


ALWAYS = Period(Daymark(1, 1))


def add_days(day: int, days: int) -> int:
    """Move a day by whole days; beyond the ends of the calendar stand its first and its last day.

    >>> add_days(LAST, 1) == LAST
    True
    """
    return min(max(day + days, FIRST), LAST)


def add_months(day: int, months: int) -> int:
    """Move a day by whole months; a day that the month lacks becomes its last day.

    >>> dt.date.fromordinal(add_months(dt.date(2024, 1, 31).toordinal(), 1))
    datetime.date(2024, 2, 29)
    """
    start = dt.date.fromordinal(day)
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if year < dt.MINYEAR:
        return FIRST
    if year > dt.MAXYEAR:
        return LAST
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1])).toordinal()


def years_later(day: dt.date, years: int) -> dt.date:
    """Give the same date some years later, or earlier; of 29 February the 28th where there is none.

    >>> years_later(dt.date(2024, 2, 29), 3)
    datetime.date(2027, 2, 28)
    """
    return dt.date.fromordinal(add_months(day.toordinal(), 12 * years))


def years_between(early: int, late: int) -> int:
    """Count the whole years from one day to another; the 29th of February has its anniversary on the 28th.

    >>> years_between(dt.date(2020, 2, 29).toordinal(), dt.date(2021, 2, 28).toordinal())
    1
    """
    years = dt.date.fromordinal(late).year - dt.date.fromordinal(early).year
    while add_months(early, 12 * years) > late:
        years -= 1
    return years


def fiscal_year(day: int, end: int) -> int:
    """Name the fiscal year a day lies in by the calendar year it ends in; `end` is month * 100 + day.

    >>> fiscal_year(dt.date(2024, 4, 1).toordinal(), 331)
    2025
    """
    date = dt.date.fromordinal(day)
    return date.year + (date.month * 100 + date.day > end)

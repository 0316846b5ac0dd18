"""How long an award counts: any three years, or the fiscal years of the undertaking, or those of the state."""

import datetime as dt

from attrs import frozen

from intra_core.law.aid.regulations import Limit, Question
from intra_core.model.days import LAST, add_days, add_months, fiscal_year

YEARS = "de_minimis.window"
EARLIER = {"fiscal-years": "de_minimis.earlier_fiscal_years", "financial-years": "aid.financial_year.earlier"}
FINANCIAL_YEAR_END = "aid.financial_year.ends"
MONTHS = 12
DAYS = 365
"""Of a year, under the reading `3x365`."""


@frozen(kw_only=True)
class Window:
    """How long an award counts.

    Over `years` it counts to the same date so many years later, as the readings `ends` and `leap` have it. Over fiscal
    years it counts in that of the award and in `years` after it; `year_end` is their last day as month * 100 + day.
    """

    kind: str
    years: int
    article: str = ""
    assumed: bool = False
    year_end: int | None = None
    ends: str = "inclusive"
    leap: str = "from-award"

    def free(self, granted: dt.date) -> dt.date:
        """Give the first day on which an award no longer counts.

        >>> Window(kind="years", years=3).free(dt.date(2024, 3, 15))
        datetime.date(2027, 3, 16)
        >>> Window(kind="fiscal-years", years=2, year_end=331).free(dt.date(2021, 4, 1))
        datetime.date(2024, 4, 1)
        """
        if self.year_end is not None:
            last = fiscal_year(granted.toordinal(), self.year_end) + self.years
            return _day(add_days(_year_end(last, self.year_end), 1))
        if self.ends == "3x365":
            return _day(add_days(granted.toordinal(), self.years * DAYS + 1))
        months = self.years * MONTHS
        free = add_days(add_months(granted.toordinal(), months), 1)
        # Back from 29 February one comes to 28 February, which therefore still counts.
        if self.leap == "from-grant" and free < LAST and add_months(free, -months) <= granted.toordinal():
            free += 1
        return _day(free - (self.ends == "anniversary_free"))

    def says(self, granted: dt.date) -> str:
        """Say why an award counts.

        >>> Window(kind="years", years=3).says(dt.date(2024, 3, 15))
        'granted within 3 years before, up to 2027-03-15'
        """
        last = _day(add_days(self.free(granted).toordinal(), -1))
        if self.year_end is None:
            return f"granted within {self.years} years before, up to {last}"
        whose = "the undertaking" if self.kind == "fiscal-years" else "the state"
        return f"granted in this fiscal year of {whose} or the {self.years} before it, up to {last}"

    def counts(self, granted: dt.date, day: dt.date) -> bool:
        """Say whether an award counts for aid granted on a day; one of a later day does not."""
        return granted <= day < self.free(granted)


def window(asked: Question, limit: Limit, day: dt.date, fiscal_year_end: int) -> Window | None:
    """Give the time over which aid counts against a limit on a day; None where the law has none then."""
    kind = asked.law.figure(limit.window, day)
    if kind is None:
        return None
    years = asked.law.figure(EARLIER.get(kind.word, YEARS), day)
    if years is None:
        return None
    return Window(
        kind=kind.word,
        article=kind.article,
        assumed=kind.assumed,
        years=int(years.number),
        year_end=_fiscal(asked, kind.word, day, fiscal_year_end),
        ends=asked.policies["window"],
        leap=asked.policies["leap_day"],
    )


def _fiscal(asked: Question, kind: str, day: dt.date, told: int) -> int | None:
    match kind:
        case "years":
            return None
        case "fiscal-years":
            return told
        case "financial-years":
            return year_end(asked, FINANCIAL_YEAR_END, day)
        case _:
            msg = f"aid cannot be counted over {kind!r}"
            raise ValueError(msg)


def year_end(asked: Question, name: str, day: dt.date) -> int:
    """Give a figure that stands for the last day of every year, as month * 100 + day.

    Raises:
        LookupError: if the law has none on that day.
    """
    stands = _day(int(asked.law.needed(name, day).number))
    return stands.month * 100 + stands.day


def _year_end(year: int, end: int) -> int:
    month, day = divmod(end, 100)
    if year > dt.MAXYEAR:
        return LAST
    first = dt.date(year, month, 1).toordinal()
    return min(first + day - 1, add_days(add_months(first, 1), -1))


def _day(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)

"""The windows of the law as expressions over columns: what `intra_core.law.aid.windows` says of one award."""

import datetime as dt

import narwhals.stable.v2 as nw

from intra_core.law.aid.stretches import Bound, Later
from intra_core.law.aid.windows import DAYS, MONTHS, Window
from intra_core.model.days import FIRST

TEN = 10
FISCAL_YEARS = "fiscal-years"
LEAP_DAY = 229
"""29 February, as days of a year are kept: month * 100 + day."""


def first_counted(window: Window, day: dt.date) -> dt.date:
    """Give the first day of grant that counts on a day; each from it to the day does.

    >>> first_counted(Window(kind="years", years=3), dt.date(2027, 3, 15))
    datetime.date(2024, 3, 15)
    """
    low, high = FIRST, day.toordinal() + 1  # the answer lies in low … high: nothing counts, if high
    while low < high:
        middle = (low + high) // 2
        if window.free(dt.date.fromordinal(middle)) > day:
            high = middle
        else:
            low = middle + 1
    return dt.date.fromordinal(low)


def counts(window: Window, granted: nw.Expr, on: nw.Expr, year_end: nw.Expr) -> nw.Expr:
    """Say whether an award counts on a day; null where a day or the end of the year is null.

    Args:
        window: how long an award counts.
        granted: the days of grant.
        on: the days asked about.
        year_end: the last days of the undertakings' fiscal years, as month * 100 + day.
    """
    if window.year_end is None:
        return (granted <= on) & (_years_free(window, granted) > on)
    end = _end(window, year_end)
    return (granted <= on) & (_fiscal_year(on, end) - window.years <= _fiscal_year(granted, end))


def free(window: Window, granted: nw.Expr, year_end: nw.Expr) -> nw.Expr:
    """Give the first day on which an award no longer counts."""
    if window.year_end is None:
        return _years_free(window, granted)
    end = _end(window, year_end)
    # Of a year that ends on 29 February the next begins on 1 March, in every year.
    leap = end == LEAP_DAY
    month, day = (_two_digits(each) for each in (end // 100, end % 100))
    last = (_fiscal_year(granted, end) + window.years).cast(nw.String)
    ends = nw.concat_str(
        last,
        nw.when(leap).then(nw.lit("03")).otherwise(month),
        nw.when(leap).then(nw.lit("01")).otherwise(day),
        separator="-",
    ).str.to_date("%Y-%m-%d")
    return nw.when(leap).then(ends).otherwise(ends.dt.offset_by("1d"))


def _two_digits(number: nw.Expr) -> nw.Expr:
    text = number.cast(nw.String)
    return nw.when(number < TEN).then(nw.concat_str(nw.lit("0"), text)).otherwise(text)


def falls_out(bound: Bound, later: Later, regime: str, year_end: nw.Expr) -> nw.Expr:
    """Give the first day on which an award that counts no longer does, by the law of each day until then.

    Args:
        bound: the limit against which it counts.
        later: the changes after which other awards count against the limit.
        regime: the regime asked about.
        year_end: the last days of the undertakings' fiscal years.
    """
    granted = nw.col("granted")
    out = free(bound.window, granted, year_end)
    if not later:
        return out
    change, again = later[0]
    if again is None:
        return nw.when(out < change).then(out).otherwise(nw.lit(change))
    still = counts(again.window, granted, nw.lit(change), year_end) & nw.col("regime").is_in(sorted(again.counts))
    if again.left_aside is not None:
        still &= (nw.col("regime") != regime) | (granted >= again.left_aside)
    then = falls_out(again, later[1:], regime, year_end)
    goes_on = nw.when(still).then(then).otherwise(nw.lit(change))
    return nw.when(out < change).then(out).otherwise(goes_on)


def _years_free(window: Window, granted: nw.Expr) -> nw.Expr:
    if window.ends == "3x365":
        return granted.dt.offset_by(f"{window.years * DAYS + 1}d")
    months = window.years * MONTHS
    out = granted.dt.offset_by(f"{months}mo").dt.offset_by("1d")
    if window.leap == "from-grant":
        out = nw.when(out.dt.offset_by(f"-{months}mo") <= granted).then(out.dt.offset_by("1d")).otherwise(out)
    return out.dt.offset_by("-1d") if window.ends == "anniversary_free" else out


def _fiscal_year(day: nw.Expr, end: nw.Expr) -> nw.Expr:
    """Name a fiscal year by the calendar year it ends in; null where its end is."""
    late = day.dt.month().cast(nw.Int32) * 100 + day.dt.day().cast(nw.Int32) > end
    return day.dt.year().cast(nw.Int32) + late.cast(nw.Int32)


def _end(window: Window, told: nw.Expr) -> nw.Expr:
    if window.kind == FISCAL_YEARS or window.year_end is None:
        return told
    return nw.lit(window.year_end, dtype=nw.Int32)

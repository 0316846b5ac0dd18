"""Days that are known more or less, and periods between them."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.days import ALWAYS, FIRST, LAST, Daymark, Period, add_days, add_months, fiscal_year, years_between

days = st.dates()
ordinals = days.map(dt.date.toordinal)
marks = st.tuples(ordinals, ordinals).map(lambda ends: Daymark(min(ends), max(ends)))


def within(mark: Daymark, day: dt.date) -> bool:
    return mark.early <= day.toordinal() <= mark.late


@given(days, days)
def test_a_year_or_month_is_all_its_days(day: dt.date, other: dt.date) -> None:
    assert within(Daymark.parse(day.year), other) == (other.year == day.year)
    assert within(Daymark.parse(f"{day:%Y-%m}".zfill(7)), other) == ((other.year, other.month) == (day.year, day.month))
    assert within(Daymark.parse(day), other) == (other == day)


@given(days, days, days)
def test_between_two_days_is_after_the_one_and_at_the_latest_on_the_other(
    one: dt.date, two: dt.date, other: dt.date
) -> None:
    if one < two:
        assert within(Daymark.parse({"after": one, "by": two}), other) == (one < other <= two)
    else:
        with pytest.raises(ValueError, match="must lie after"):
            Daymark.parse({"after": one, "by": two})


@given(marks, marks | st.none(), st.data())
def test_a_period_surely_or_perhaps_holds(since: Daymark, until: Daymark | None, data: st.DataObject) -> None:
    period = Period(since, until)
    first = data.draw(st.integers(since.early, since.late))
    last = LAST if until is None else data.draw(st.integers(until.early, until.late))
    day = data.draw(ordinals)
    really = first <= day <= last
    if really:
        assert period.may_hold(day)
    if period.holds(day):
        assert really
        assert period.may_hold(day)
    assert ALWAYS.holds(day)


@given(ordinals, st.integers(-(10**7), 10**7))
def test_days_stop_at_the_ends_of_the_calendar(day: int, days: int) -> None:
    calendar_has = range(FIRST, LAST + 1)
    expected = day + days if day + days in calendar_has else LAST if days > 0 else FIRST
    assert add_days(day, days) == expected


@given(ordinals, ordinals, st.integers(-200_000, 200_000))
def test_what_is_later_stays_later(one: int, two: int, months: int) -> None:
    early, late = sorted((one, two))
    assert add_months(early, months) <= add_months(late, months)
    assert add_months(early, months) <= add_months(early, months + 1)
    assert fiscal_year(early, 331) <= fiscal_year(late, 331)
    assert fiscal_year(early, 1231) <= fiscal_year(early, 331)
    assert years_between(early, late) >= 0 >= years_between(late, early)


@given(st.integers(1, 9998), st.integers(1, 12))
def test_the_last_day_of_a_month_moves_to_a_last_day_that_is_no_later(year: int, month: int) -> None:
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    moved = dt.date.fromordinal(add_months(last.toordinal(), 1))
    assert moved.day == min(last.day, calendar.monthrange(moved.year, moved.month)[1])


def test_a_span_with_an_hour_is_no_day() -> None:
    for odd in (dt.datetime(2021, 2, 12, 10, tzinfo=dt.UTC), "2021-02-12"):
        with pytest.raises(ValueError, match="is not a day"):
            Daymark.parse({"after": dt.date(2019, 9, 3), "by": odd})
        with pytest.raises(ValueError, match="is not a day"):
            Daymark.parse({"after": odd, "by": dt.date(2022, 1, 1)})
    with pytest.raises(ValueError, match="is not a day"):
        Daymark.parse({"after": dt.date(2019, 9, 3), "by": dt.date(2022, 1, 1), "at": 3})

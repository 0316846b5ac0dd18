"""A group knows each by name, a holding the days on which it is held, a period those that it may and does have."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.days import Daymark, Period, add_days, years_later
from intra_core.model.group import Enterprise, Group, Holding

NAMES = st.lists(st.text(min_size=1, max_size=3), unique=True, max_size=6)
DAY = st.integers(738_000, 738_009)
NEAR = DAY.map(dt.date.fromordinal)
AROUND = range(737_999, 738_011)
MARKS = st.tuples(DAY, DAY).map(lambda ends: Daymark(min(ends), max(ends)))


@given(NAMES, st.text(max_size=3))
def test_everybody_is_found_by_name_and_nobody_else(names, other):
    group = Group(enterprises=tuple(Enterprise(id=name) for name in names))
    assert [group[name] for name in names] == [*group.enterprises]
    if other not in names:
        with pytest.raises(KeyError):
            group[other]


@given(st.none() | NEAR, st.none() | NEAR)
def test_a_holding_is_held_from_its_first_day_to_its_last(since, until):
    holding = Holding(holder="A", held="B", since=since, until=until)
    held = [day for day in AROUND if holding.on(dt.date.fromordinal(day))]
    first = since.toordinal() if since is not None else AROUND.start
    last = until.toordinal() if until is not None else AROUND.stop - 1
    assert held == [*range(first, last + 1)]


@given(MARKS, st.none() | MARKS)
def test_a_period_may_hold_a_day_if_one_way_to_know_it_better_does_and_holds_it_if_all_do(since, until):
    ends = [AROUND.stop] if until is None else range(until.early, until.late + 1)
    better = [range(first, last + 1) for first in range(since.early, since.late + 1) for last in ends]
    for day in AROUND:
        assert Period(since, until).may_hold(day) == any(day in each for each in better)
        assert Period(since, until).holds(day) == all(day in each for each in better)


@given(st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)))
def test_a_day_is_marked_as_itself(day):
    mark = Daymark.on(day)
    assert mark.known
    assert str(mark) == day.isoformat()
    assert Daymark.between(dt.date.fromordinal(add_days(day.toordinal(), -1)), day) == mark or day == dt.date.min


@given(st.dates(dt.date(1000, 1, 1), dt.date(3000, 12, 31)), st.integers(-300, 300))
def test_years_later_it_is_the_same_day_of_the_year(day, years):
    later = years_later(day, years)
    assert later.year - day.year == years
    assert (later.month, later.day) == (day.month, day.day) or (f"{day:%m-%d}", f"{later:%m-%d}") == ("02-29", "02-28")

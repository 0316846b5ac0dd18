"""The civil calendar over columns of ordinals, which count days from 1 January of the year 1."""

from intra_core.model.days import FIRST, LAST
from intra_core.rules.columnar.column import Column
from intra_core.rules.columnar.form import Form

MONTHS = 12
MOST = 12_000
"""So many months are counted by the calendar of an engine at most."""


def add_days(form: Form, day: Column, days: Column) -> Column:
    """Move days by whole days, to the ends of the calendar at most."""
    moved = form.add(day, days)
    moved = form.when(form.below(form.literal(LAST), moved), form.literal(LAST), moved)
    return form.when(form.below(moved, form.literal(FIRST)), form.literal(FIRST), moved)


def add_months(form: Form, day: Column, months: Column) -> Column:
    """Move days by whole months; a day that the month lacks becomes its last day."""
    if months.literal and months.told is not None and abs(months.told) <= MOST:
        return form.months_later(day, months.told)
    index = form.add(form.multiply(form.year(day), form.literal(MONTHS)), form.add(form.month(day), form.literal(-1)))
    index = form.add(index, months)
    first, last = form.literal(MONTHS), form.literal(MONTHS * 9999 + 11)
    inside = form.greatest([form.least([index, last]), first])
    year = form.divide(inside, form.literal(MONTHS))
    month = form.add(form.subtract(inside, form.multiply(year, form.literal(MONTHS))), form.literal(1))
    found = _ordinal(form, year, month, form.least([form.day(day), length(form, year, month)]))
    found = form.when(form.below(index, first), form.literal(FIRST), found)
    found = form.when(form.below(last, index), form.literal(LAST), found)
    unknown = form.either(form.is_null(day), form.is_null(months))
    return form.when(unknown, form.literal(None), found)


def _ordinal(form: Form, year: Column, month: Column, day: Column) -> Column:
    """Put ordinals together. Years are reckoned from March, so that a leap day is a year's last."""
    early = form.at_most(month, form.literal(2))
    year = form.when(early, form.add(year, form.literal(-1)), year)
    month = form.when(early, form.add(month, form.literal(9)), form.add(month, form.literal(-3)))
    days = form.multiply(year, form.literal(365))
    days = form.add(days, form.divide(year, form.literal(4)))
    days = form.subtract(days, form.divide(year, form.literal(100)))
    days = form.add(days, form.divide(year, form.literal(400)))
    begins = form.divide(form.add(form.multiply(month, form.literal(153)), form.literal(2)), form.literal(5))
    return form.add(form.add(form.add(days, begins), day), form.literal(-306))


def leap(form: Form, year: Column) -> Column:
    """Say which years have a 29 February."""

    def by(number: int) -> Column:
        whole = form.multiply(form.divide(year, form.literal(number)), form.literal(number))
        return form.equal(year, whole)

    return form.either(form.both(by(4), form.contrary(by(100))), by(400))


def length(form: Form, year: Column, month: Column) -> Column:
    """The days of each month."""
    short = form.either(*(form.equal(month, form.literal(each)) for each in (4, 6, 9, 11)))
    days = form.when(short, form.literal(30), form.literal(31))
    february = form.when(leap(form, year), form.literal(29), form.literal(28))
    return form.when(form.equal(month, form.literal(2)), february, days)


def in_year(form: Form, day: Column) -> Column:
    """The day of the year, as month * 100 + day."""
    return form.add(form.multiply(form.month(day), form.literal(100)), form.day(day))


def years_between(form: Form, early: Column, late: Column) -> Column:
    """Count the whole years from one day to another; the 29th of February has its anniversary on the 28th."""
    year = form.year(late)
    day = in_year(form, early)
    leap_day = form.both(form.equal(day, form.literal(229)), form.contrary(leap(form, year)))
    day = form.when(leap_day, form.literal(228), day)
    years = form.subtract(year, form.year(early))
    return form.when(form.at_most(day, in_year(form, late)), years, form.add(years, form.literal(-1)))


def fiscal_year(form: Form, day: Column, end: Column) -> Column:
    """Name the fiscal year a day lies in by the calendar year it ends in."""
    year = form.year(day)
    return form.when(form.below(end, in_year(form, day)), form.add(year, form.literal(1)), year)

"""The civil calendar over columns: years, months and days of ordinals, and back, in whole numbers alone.

An ordinal counts days from 1 January of the year 1. Years are reckoned from March, so that a leap day is a year's last.
"""

from attrs import frozen

from intra_core.model.days import FIRST, LAST
from intra_core.rules.columnar.column import Column
from intra_core.rules.columnar.form import Form

ERA, YEARS = 146_097, 400
"""The days of four hundred years, after which the calendar begins again."""
BEFORE = 305
"""The days from 1 March of the year 0 to 31 December."""


@frozen(eq=False)
class Civil:
    """The year, month and day of each ordinal of a column."""

    year: Column
    month: Column
    day: Column


def civil(form: Form, ordinal: Column) -> Civil:
    """Take ordinals apart."""

    def number(value: int) -> Column:
        return form.literal(value)

    def less(one: Column, *others: Column) -> Column:
        for each in others:
            one = form.subtract(one, each)
        return one

    since = form.add(ordinal, number(BEFORE))
    era = form.divide(since, number(ERA))
    in_era = less(since, form.multiply(era, number(ERA)))
    leaps = less(
        in_era, form.divide(in_era, number(1_460)), form.negative(form.divide(in_era, number(36_524))),
        form.divide(in_era, number(146_096)),
    )  # fmt: skip
    year = form.divide(leaps, number(365))
    in_year = less(in_era, _days_before(form, year))
    month = form.divide(form.add(form.multiply(in_year, number(5)), number(2)), number(153))
    begins = form.divide(form.add(form.multiply(month, number(153)), number(2)), number(5))
    day = form.add(form.subtract(in_year, begins), number(1))
    late = form.at_most(number(10), month)
    whole = form.add(year, form.multiply(era, number(YEARS)))
    return Civil(
        form.when(late, form.add(whole, number(1)), whole),
        form.when(late, form.add(month, number(-9)), form.add(month, number(3))),
        day,
    )


def _days_before(form: Form, year: Column) -> Column:
    """The days of so many years from March on, in an era."""
    days = form.multiply(year, form.literal(365))
    days = form.add(days, form.divide(year, form.literal(4)))
    return form.subtract(days, form.divide(year, form.literal(100)))


def ordinal(form: Form, date: Civil) -> Column:
    """Put ordinals together."""
    early = form.at_most(date.month, form.literal(2))
    year = form.when(early, form.add(date.year, form.literal(-1)), date.year)
    month = form.when(early, form.add(date.month, form.literal(9)), form.add(date.month, form.literal(-3)))
    era = form.divide(year, form.literal(YEARS))
    in_era = form.subtract(year, form.multiply(era, form.literal(YEARS)))
    begins = form.divide(form.add(form.multiply(month, form.literal(153)), form.literal(2)), form.literal(5))
    days = form.add(form.add(_days_before(form, in_era), begins), date.day)
    return form.add(form.add(days, form.multiply(era, form.literal(ERA))), form.literal(-BEFORE - 1))


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


def add_days(form: Form, day: Column, days: Column) -> Column:
    """Move days by whole days, to the ends of the calendar at most."""
    moved = form.add(day, days)
    return form.greatest([form.least([moved, form.literal(LAST)]), form.literal(FIRST)])


def add_months(form: Form, day: Column, months: Column) -> Column:
    """Move days by whole months; a day that the month lacks becomes its last day."""
    start = civil(form, day)
    index = form.add(form.multiply(start.year, form.literal(12)), form.add(start.month, form.literal(-1)))
    index = form.add(index, months)
    inside = form.greatest([form.least([index, form.literal(12 * 9999 + 11)]), form.literal(12)])
    year = form.divide(inside, form.literal(12))
    month = form.add(form.subtract(inside, form.multiply(year, form.literal(12))), form.literal(1))
    found = ordinal(form, Civil(year, month, form.least([start.day, length(form, year, month)])))
    found = form.when(form.below(index, form.literal(12)), form.literal(FIRST), found)
    found = form.when(form.below(form.literal(12 * 9999 + 11), index), form.literal(LAST), found)
    unknown = form.either(form.is_null(day), form.is_null(months))
    return form.when(unknown, form.literal(None), found)


def years_between(form: Form, early: Column, late: Column) -> Column:
    """Count the whole years from one day to another; the 29th of February has its anniversary on the 28th."""
    one, other = civil(form, early), civil(form, late)
    day = form.add(form.multiply(one.month, form.literal(100)), one.day)
    leap_day = form.both(form.equal(day, form.literal(229)), form.contrary(leap(form, other.year)))
    day = form.when(leap_day, form.literal(228), day)
    reached = form.at_most(day, form.add(form.multiply(other.month, form.literal(100)), other.day))
    years = form.subtract(other.year, one.year)
    return form.when(reached, years, form.add(years, form.literal(-1)))


def fiscal_year(form: Form, day: Column, end: Column) -> Column:
    """Name the fiscal year a day lies in by the calendar year it ends in."""
    date = civil(form, day)
    in_year = form.add(form.multiply(date.month, form.literal(100)), date.day)
    return form.when(form.below(end, in_year), form.add(date.year, form.literal(1)), date.year)

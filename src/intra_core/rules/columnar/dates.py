"""Dates of each engine to ordinals and back, and months counted by the engine's own calendar where it has one."""

import datetime as dt

import narwhals.stable.v2 as nw

from intra_core.model.days import FIRST, LAST

DAY_ONE = dt.date(1970, 1, 1)
EPOCH = DAY_ONE.toordinal()
SPARK = frozenset({nw.Implementation.PYSPARK, nw.Implementation.PYSPARK_CONNECT, nw.Implementation.SQLFRAME})
"""Spark, and what speaks as it does."""
SQL = SPARK | {nw.Implementation.DUCKDB}
"""Engines that reckon with dates as SQL does, and divide whole numbers as floating ones."""


def ordinal_of(date: nw.Expr, engine: nw.Implementation) -> nw.Expr:
    """Count the days of dates from 1 January of the year 1."""
    if engine in SQL:
        return (date - nw.lit(DAY_ONE)).cast(nw.Int64) + EPOCH
    return date.cast(nw.Int32).cast(nw.Int64) + EPOCH


def date_of(ordinal: nw.Expr, engine: nw.Implementation) -> nw.Expr:
    """Give the dates of ordinals."""
    since = (ordinal - EPOCH).cast(nw.Int32)
    return nw.lit(DAY_ONE) + since if engine in SQL else since.cast(nw.Date)


def months_later(ordinal: nw.Expr, months: int, engine: nw.Implementation) -> nw.Expr:
    """Move ordinals by whole months, to the ends of the calendar at most; a day that the month lacks is its last."""
    date = date_of(ordinal, engine)
    if engine in SQL or engine is nw.Implementation.POLARS:
        found = ordinal_of(date.dt.offset_by(f"{months}mo").cast(nw.Date), engine)
    else:
        found = _months_later(date, months)
    found = nw.when(found > LAST).then(nw.lit(LAST, dtype=nw.Int64)).otherwise(found)
    return nw.when(found < FIRST).then(nw.lit(FIRST, dtype=nw.Int64)).otherwise(found)


def _months_later(date: nw.Expr, months: int) -> nw.Expr:
    year, month, day = (each.cast(nw.Int64) for each in (date.dt.year(), date.dt.month(), date.dt.day()))
    index = year * 12 + month + (months - 1)
    year = index // 12
    month = index - year * 12 + 1
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    short = (month == 4) | (month == 6) | (month == 9) | (month == 11)  # noqa: PLR2004 (April, June, September, November)
    last = 31 - short.cast(nw.Int64) - (month == 2).cast(nw.Int64) * (3 - leap.cast(nw.Int64))  # noqa: PLR2004 (February)
    day = nw.when(day < last).then(day).otherwise(last)
    early = (month <= 2).cast(nw.Int64)  # noqa: PLR2004 (years are reckoned from March)
    year, month = year - early, month + 12 * early - 3
    days = 365 * year + year // 4 - year // 100 + year // 400
    return days + (153 * month + 2) // 5 + day - 306

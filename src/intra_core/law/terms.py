"""Terms of months and years as the law gives them, added to days."""

import datetime as dt

from intra_core.law.lawbook import LawFigure
from intra_core.model.days import add_months
from intra_core.rules.kinds import Number

YEARS = Number((("years", 1),))


def months_of(term: LawFigure) -> int:
    """Give a figure in years or months as months.

    >>> from intra_core.law.lawbook import lawbook
    >>> months_of(lawbook().figure("de_minimis.window", dt.date(2026, 1, 1)))
    36
    """
    return int(term.number) * (12 if term.kind == YEARS else 1)


def later(day: dt.date, term: LawFigure) -> dt.date:
    """Give the day of the same number after a term; the last of its month where that month has no such day.

    So periods end in acts of the Union (Regulation (EEC, Euratom) 1182/71, Article 3(2), point (c)).

    >>> from intra_core.law.lawbook import lawbook
    >>> later(dt.date(2024, 2, 29), lawbook().figure("de_minimis.window", dt.date(2026, 1, 1)))
    datetime.date(2027, 2, 28)
    """
    return dt.date.fromordinal(add_months(day.toordinal(), months_of(term)))

"""The versions of NUTS and of the ITL by day: Regulation (EC) 1059/2003 and the acts that amended it."""

import datetime as dt

from intra_core.law.lawbook import Lawbook, lawbook


def version_on(day: dt.date, *, itl: bool = False, law: Lawbook | None = None) -> str | None:
    """Give the version of NUTS, or of the ITL, in force on a day; None where none known here was.

    >>> version_on(dt.date(2020, 12, 31)), version_on(dt.date(2021, 1, 1)), version_on(dt.date(2024, 5, 1), itl=True)
    ('nuts-2016', 'nuts-2021', 'itl-2021')
    """
    figure = (law or lawbook()).figure("codes.itl" if itl else "codes.nuts", day)
    return figure.word if figure is not None else None


def year_began(year: str) -> dt.date | None:
    """Give the first day of a year written in digits; None of anything else.

    >>> year_began("2021"), year_began("next")
    (datetime.date(2021, 1, 1), None)
    """
    number = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else 0  # noqa: PLR2004 (digits)
    return dt.date(number, 1, 1) if number else None


def title(version: str) -> str:
    """Write a version as people do.

    >>> title("nuts-2021")
    'NUTS 2021'
    """
    return version.upper().replace("-", " ")

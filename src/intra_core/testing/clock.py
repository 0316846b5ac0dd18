"""The clock of the kit: nobody has read, written or signed anything on a day that has not come anywhere yet."""

import datetime as dt

from intra_core.io.document import Table

_EARLIEST = dt.timezone(dt.timedelta(hours=14))
"""The zone in which each day begins first."""


def now() -> dt.datetime:
    """Read the clock."""
    return dt.datetime.now(dt.UTC)


def latest_day(moment: dt.datetime | None = None) -> dt.date:
    """Give the latest day that it is anywhere on the earth.

    Args:
        moment: the moment with its zone; without it now.

    >>> [str(latest_day(dt.datetime(2026, 3, 1, hour, tzinfo=dt.UTC))) for hour in (9, 10)]
    ['2026-03-01', '2026-03-02']
    """
    return (moment or now()).astimezone(_EARLIEST).date()


def refuse_to_come(table: Table, key: str, day: dt.date | None, what: str, today: dt.date) -> None:
    """Complain about a day on which something is said to have been done, and which has not come yet.

    Args:
        table: where it stands; the complaint goes there.
        key: its key.
        day: the day, if one could be read.
        what: what was done, such as "signed".
        today: the latest day that has come.
    """
    if day is not None and day > today:
        table.complain(key, f"{what} on {day}, a day that is still to come", f"write the day on which it was {what}")

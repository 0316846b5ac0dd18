"""The central register of de minimis aid: which grants it must hold, and for how long declarations are still needed."""

import datetime as dt

from attrs import frozen

from intra_core.law.lawbook import Lawbook, LawFigure, lawbook
from intra_core.model.days import add_months

ROOM = "aid.register"
MONTHS = 12


@frozen(kw_only=True)
class Registration:
    """What is due for aid under Regulation (EU) 2023/2831 granted on a day.

    `required` says whether it must stand in the central register, `working_days` how soon after the grant, `kept_until`
    how long. `declaration` says whether the undertaking must still declare its other aid before the grant.
    """

    required: bool
    working_days: int
    kept_until: dt.date
    declaration: bool
    article: str


def registration(granted: dt.date, *, law: Lawbook | None = None) -> Registration:
    """Say what the central register asks for a grant of a day, whatever the day of payment.

    Raises:
        LookupError: if the law has no figures for it.

    >>> registration(dt.date(2025, 12, 20)).required, registration(dt.date(2026, 1, 1)).required
    (False, True)
    """
    law = law or lawbook()
    since = _figure(law, "since", granted)
    full = add_months(int(since.number), MONTHS * int(_figure(law, "covers", granted).number))
    kept = add_months(granted.toordinal(), MONTHS * int(_figure(law, "kept", granted).number))
    return Registration(
        required=granted.toordinal() >= since.number,
        working_days=int(_figure(law, "working_days", granted).number),
        kept_until=dt.date.fromordinal(kept),
        declaration=granted.toordinal() < full,
        article=since.article,
    )


def _figure(law: Lawbook, name: str, day: dt.date) -> LawFigure:
    figure = law.figure(f"{ROOM}.{name}", day)
    if figure is None:
        raise LookupError(name)
    return figure

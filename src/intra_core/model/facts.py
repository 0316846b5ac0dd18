"""From typed tables to the plain mapping of facts that rules read."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from attrs import AttrsInstance, fields

from intra_core.errors import Unreadable
from intra_core.model.exchange import exchanged
from intra_core.model.money import Money
from intra_core.model.quantity import Area, Rate, ten_thousandths
from intra_core.model.undertaking import Activity, Place

Facts = Mapping[str, object]
"""Facts by name. Money is in minor units, days are ordinals, times are seconds, decimals and shares are
ten-thousandths, lists are tuples of mappings. What is not known is not there."""

_MONTH_DAY = re.compile(r"--\d{2}-\d{2}", re.ASCII)
SAME_CODES = frozenset({"2013", "2016", "2021", "2024"})
"""Versions of NUTS between which no code of the regions' countries that are read here has changed its meaning.

A seat in an older version is unknown until it is given in the version in force on the day of application.
"""


UNREAD = frozenset({"undertaking.id", "undertaking.name", "undertaking.identifiers"})
"""What says who the applicant is; no rule may depend on it."""


@cache
def layout(record: type[AttrsInstance]) -> tuple[tuple[str, Callable[[Any], object]], ...]:
    """List the fields of a table with what reads each; a field is named as in rules.

    >>> [name for name, _ in layout(Place)]
    ['code', 'version']
    """
    return tuple((each.name, attrgetter(each.name)) for each in fields(record))


def month_day(text: str) -> int:
    """Read a day of every year, such as "--12-31", as month * 100 + day.

    Raises:
        Unreadable: if it is none.

    >>> month_day("--03-31")
    331
    """
    try:
        day = dt.date.fromisoformat(f"2000{text[1:]}") if _MONTH_DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Unreadable(f"{text!r} is not a day of the year", 'write it like "--12-31"')
    return day.month * 100 + day.day


def second_of_day(time: dt.time) -> int:
    """Count the seconds since midnight."""
    return time.hour * 3600 + time.minute * 60 + time.second


class Flattening:
    """The facts of one application while they are gathered in one currency."""

    def __init__(self, currency: str | None, submitted: dt.date | None = None) -> None:
        self.currency: str | None = currency
        self.submitted: dt.date | None = submitted
        """The day taken for that of application where none is told."""
        self.facts: dict[str, object] = {}
        self.foreign: list[str] = []

    def table(self, name: str, stated: AttrsInstance) -> None:
        """Add the fields of a table that are known."""
        for key, read in layout(type(stated)):
            told = read(stated)
            if told is not None:
                self.fact(f"{name}.{key}", told)

    def record(self, name: str, line: AttrsInstance) -> Mapping[str, object]:
        """Give one line of a list as a mapping of what is known of it."""
        gathered: dict[str, object] = {}
        for key, read in layout(type(line)):
            told = read(line)
            if told is not None:
                value = self._closed(told) if key == "closed" else self.value(f"{name}.{key}", told)
                if value is not None:
                    gathered[key] = value
        return gathered

    def _closed(self, told: Any) -> bool | None:  # noqa: ANN401 (a yes-or-no or a day, as the file may have either)
        """Say whether a voucher is closed on the day of application; one that closes later still runs."""
        if isinstance(told, bool):
            return told
        submitted = self.facts.get("project.submitted")
        if submitted is None and self.submitted is not None:
            submitted = self.submitted.toordinal()
        return told.toordinal() <= submitted if isinstance(submitted, int) else None

    def fact(self, name: str, told: object) -> None:
        """Add one fact, or the fields of a table inside a table."""
        if name in UNREAD:
            return
        if name == "undertaking.fiscal_year_end":
            told = month_day(str(told))
        elif hasattr(type(told), "__attrs_attrs__") and not isinstance(told, Money | Rate | Area | Place):
            self.table(name, told)  # type: ignore[arg-type] # an attrs instance by the test above
            return
        value = self.value(name, told)
        if value is not None:
            self.facts[name] = value

    def value(self, name: str, told: Any) -> object:  # noqa: ANN401 (one return per kind of value)
        """Turn one typed value into what rules compute with; None where its currency has no fixed rate."""
        kind = type(told)
        if kind is str or kind is bool or kind is int:
            return told
        if kind is Money:
            currency: str = self.currency or told.currency
            self.currency = currency
            amount = exchanged(told, currency)
            if amount is None:
                self.foreign.append(name)
                return None
            return amount.minor
        if kind is dt.date:
            return told.toordinal()
        if kind is Decimal:
            return ten_thousandths(told)
        if kind is tuple:
            return tuple({"name": line} if type(line) is str else self._line(name, line) for line in told)
        if kind is Rate:
            return told.basis_points
        if kind is Area:
            return told.parts
        if kind is dt.time:
            return second_of_day(told)
        if kind is Activity:
            return _code(told)
        if kind is Place:
            return told.code if told.version in SAME_CODES else None
        msg = f"{name} cannot be {told!r}"
        raise TypeError(msg)

    def _line(self, name: str, line: AttrsInstance) -> Mapping[str, object]:
        if isinstance(line, Activity):
            stated: dict[str, object] = {"code": _code(line)}
            if line.main is not None:
                stated["main"] = line.main
            return stated
        return self.record(name, line)


def _code(activity: Activity) -> str:
    """Write a NACE code with the revision that gives it its meaning."""
    return f"{activity.revision}:{activity.code}"

"""What an enterprise received, as indicators count it, and whether it was new then."""

import datetime as dt
import enum
from functools import cache
from typing import Any

from attrs import Attribute, field, frozen

from intra_core.law.lawbook import Lawbook
from intra_core.law.terms import months_of
from intra_core.model.days import add_months
from intra_core.model.typed import typed

SIZES = ("micro", "small", "medium", "large")
MAX_AGE = "new_enterprise_max_age"


class Form(enum.Enum):
    """The form of support. In 2021-2027 financial support other than grants is that of financial instruments."""

    GRANT = "grant"
    OTHER_FINANCIAL = "other-financial"
    NON_FINANCIAL = "non-financial"


def _name(_: object, each: "Attribute[Any]", name: str | None) -> None:
    if name is not None and name != name.strip():
        msg = f"Support.{each.name} {name!r} has blanks around it, and would count as somebody else"
        raise ValueError(msg)
    if name == "":
        msg = f"Support.{each.name} is empty; it is None where it is not known"
        raise ValueError(msg)


def _size(_: object, __: object, size: str | None) -> None:
    if size is not None and size not in SIZES:
        msg = f"Support.size is one of {', '.join(SIZES)}, not {size!r}"
        raise ValueError(msg)


@frozen(kw_only=True, field_transformer=typed)
class Support:
    """One support of one enterprise. What is None is not known: it never counts silently, and never as nothing.

    `enterprise` is the one identifier that the enterprise has in all records. `scope` names the investment priority
    (2014-2020) or specific objective (2021-2027). `granted` is the day it was supported. `completed` is the day on
    which all that leads to the output was done, paid or not; False where that is still to come. `new` says whether it
    was a new enterprise; where it is None, that is worked out from the days on which it was registered (`founded`) and
    on which the project started.
    """

    scope: str = field(validator=_name)
    granted: dt.date
    enterprise: str | None = field(default=None, validator=_name)
    form: Form | None = None
    size: str | None = field(default=None, validator=_size)
    new: bool | None = None
    founded: dt.date | None = None
    project_started: dt.date | None = None
    completed: bool | dt.date | None = None


@frozen(order=True)
class Count:
    """How many there are: between two numbers, which are the same where it is known.

    >>> str(Count(2, 2)), str(Count(2, 3))
    ('2', '2 to 3')
    """

    low: int
    high: int

    @property
    def known(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def __add__(self, other: "Count") -> "Count":
        return Count(self.low + other.low, self.high + other.high)

    def __str__(self) -> str:
        return str(self.low) if self.known else f"{self.low} to {self.high}"


def is_new(support: Support, reading: str, law: Lawbook) -> bool | None:
    """Say whether an enterprise was new when it was supported, under a reading of the policy; None if unknown.

    Raises:
        KeyError: if the law has no age for the reading.
    """
    if support.new is not None:
        return support.new
    if support.founded is None:
        return None
    founded, granted = support.founded.toordinal(), support.granted.toordinal()
    months = _max_age(law, reading, support.granted)
    if months is None:
        return None
    match reading:
        case "three-years-before-project" if support.project_started is not None:
            return founded > add_months(support.project_started.toordinal(), -months)
        case "under-twelve-months-before-support":
            return granted < add_months(founded, months)
        case "at-most-three-years-old":
            return granted <= add_months(founded, months)
        case _:
            return None


@cache
def _max_age(law: Lawbook, reading: str, day: dt.date) -> int | None:
    """Give the age in months up to which an enterprise is new, under a reading on a day."""
    age = law.figure(f"{MAX_AGE}.{reading}", day)
    return None if age is None else months_of(age)

"""An applicant in state-aid law: its identity, its size and its accounts."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from attrs import converters, field, frozen

from intra_core.model.money import Money
from intra_core.model.quantity import Rate, exact
from intra_core.model.typed import typed

NACE = re.compile(r"\d{2}(\.\d{1,2})?", re.ASCII)
NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}", re.ASCII)
"""How codes are written; which of them exist is for a vocabulary to say."""


def _written(pattern: re.Pattern[str], what: str, example: str) -> Callable[[object, object, Any], None]:
    def check(_: object, __: object, code: Any) -> None:  # noqa: ANN401 (a code, or a place that has checked its own)
        if isinstance(code, str) and not pattern.fullmatch(code):
            msg = f'{code!r} is not a {what} code; write it like "{example}"'
            raise ValueError(msg)

    return check


@frozen(kw_only=True, field_transformer=typed)
class Activity:
    """A registered activity: a NACE code in the revision that gives it its meaning."""

    code: str = field(validator=_written(NACE, "NACE", "25.62"))
    revision: str
    main: bool | None = None


@frozen(kw_only=True, field_transformer=typed)
class Place:
    """A territorial code (NUTS, in the United Kingdom ITL) in a named version such as "2021"."""

    code: str = field(validator=_written(NUTS, "NUTS", "SI032"))
    version: str


@frozen(kw_only=True, field_transformer=typed)
class Accounts:
    """Figures of one closed accounting period, named by its last day."""

    ends: dt.date
    turnover: Money | None = None
    exports: Money | None = None


@frozen(kw_only=True, field_transformer=typed)
class Holder:
    """Somebody who holds a share of the applicant, with what else is held or managed by the same hand."""

    id: str | None = None
    natural_person: bool | None = None
    share: Rate | None = None
    manages_other: bool | None = None
    greatest_other_share: Rate | None = None


@frozen(kw_only=True, field_transformer=typed)
class Member:
    """An enterprise that takes part in an applicant of several: a network, a consortium, a cluster, a partnership."""

    id: str | None = None
    seat: str | Place | None = field(default=None, validator=_written(NUTS, "NUTS", "SI032"))
    activity: Activity | None = None
    size: str | None = None
    registered: dt.date | None = None
    international_experience: bool | None = None


@frozen(kw_only=True, field_transformer=typed)
class Undertaking:
    """The applicant. What is None is not known; nothing is taken to be zero or no.

    Name and identifiers stay out of its repr, which ends up in logs. `id` is the name that the enterprises and awards
    of an application have for it.
    `headcount` is in annual work units (AWU), `employees` and `full_time` are persons on the day of application.
    `closed_years` counts the financial years that it has closed; `autonomous` is meant as in Annex I of the GBER.
    """

    id: str | None = None
    name: str | None = field(default=None, repr=False)
    identifiers: Mapping[str, str] | None = field(default=None, repr=False)
    legal_form: str | None = None
    registered: dt.date | None = None
    seat: str | Place | None = field(default=None, validator=_written(NUTS, "NUTS", "SI032"))
    nace: tuple[Activity, ...] | None = None
    size: str | None = None
    headcount: Decimal | None = field(default=None, converter=converters.optional(exact))
    turnover: Money | None = None
    balance_sheet_total: Money | None = None
    employees: int | None = None
    full_time: int | None = None
    economic_activity: bool | None = None
    insolvent: bool | None = None
    obligations_settled: bool | None = None
    tax_debt: Money | None = None
    fiscal_year_end: str | None = None
    closed_years: int | None = None
    autonomous: bool | None = None
    accounts: tuple[Accounts, ...] | None = None

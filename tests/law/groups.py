"""Groups written shortly: figures in millions of euro, shares in per cent."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from intra_core.law.sme.status import sme_status
from intra_core.model.group import (
    AccountingPeriod,
    Adjacent,
    Enterprise,
    Estimate,
    Group,
    Holding,
    Jointly,
    PartyKind,
)
from intra_core.model.money import Money
from intra_core.model.quantity import Share

ON = dt.date(2025, 6, 30)


def money(millions):
    return None if millions is None else Money(int(Fraction(str(millions)) * 100_000_000), "EUR")


def period(ends, headcount, turnover, balance, **more):
    return AccountingPeriod(
        ends=dt.date(ends, 12, 31) if isinstance(ends, int) else ends,
        headcount=None if headcount is None else Decimal(str(headcount)),
        turnover=money(turnover),
        balance_sheet_total=money(balance),
        **more,
    )


def firm(name, headcount=0, turnover=0, balance=0, *, years=(2023, 2024), **more):
    """An enterprise with the same figures in each year."""
    return Enterprise(id=name, period=tuple(period(year, headcount, turnover, balance) for year in years), **more)


def years(name, figures, **more):
    """An enterprise with figures of its own in each year."""
    return Enterprise(id=name, period=tuple(period(year, *each) for year, each in figures.items()), **more)


def some(kind, name, **more):
    return Enterprise(id=name, kind=PartyKind(kind), **more)


def person(name):
    return some("person", name)


def estimate(headcount, turnover, balance=None):
    return Estimate(headcount=Decimal(str(headcount)), turnover=money(turnover), balance_sheet_total=money(balance))


def share(percent):
    return None if percent is None else Share(Fraction(str(percent)) / 100)


def holds(holder, held, capital=0, votes=0, *, control=False, **more):
    return Holding(holder=holder, held=held, capital=share(capital), votes=share(votes), control=control, **more)


def owns(holder, held, percent=100, **more):
    return holds(holder, held, percent, percent, **more)


def group(*parts):
    """A group of whatever is given: enterprises, holdings, adjacent markets, persons who act jointly."""
    return Group(
        enterprises=tuple(each for each in parts if isinstance(each, Enterprise)),
        holdings=tuple(each for each in parts if isinstance(each, Holding)),
        adjacent=tuple(each for each in parts if isinstance(each, Adjacent)),
        jointly=tuple(each for each in parts if isinstance(each, Jointly)),
    )


def ask(*parts, subject="A", on=ON, law=None, **policies):
    return sme_status(group(*parts), subject, on, policies=policies, law=law)


def status(*parts, **more):
    return ask(*parts, **more).status


def totals(*parts, **more):
    """The aggregated figures of the last period: AWU, and millions of euro."""
    last = ask(*parts, **more).periods[-1].amounts
    return tuple(None if each is None else each / scale for each, scale in zip(last, (1, 10**6, 10**6), strict=True))

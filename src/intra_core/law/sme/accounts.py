"""The figures of each enterprise for one day on which accounts close, at least and at most (Article 4)."""

import datetime as dt
from fractions import Fraction

from attrs import define, field, frozen

from intra_core.law.lawbook import Lawbook
from intra_core.law.sme.awu import MONTHS, annual_work_units
from intra_core.law.sme.currency import InEuro
from intra_core.law.sme.network import Reading
from intra_core.model.days import years_later
from intra_core.model.group import AccountingPeriod, Enterprise, Estimate
from intra_core.model.money import Money

WHAT = ("headcount", "turnover", "balance_sheet_total")


@frozen(kw_only=True)
class Figures:
    """What is known of one enterprise: None is not known. `own_headcount` says that the staff is its own only."""

    headcount: Fraction | None
    turnover: Fraction | None
    balance_sheet_total: Fraction | None
    own_headcount: bool = False

    def of(self, what: str) -> Fraction | None:
        """Give one of them."""
        found: Fraction | None = getattr(self, what)
        return found


UNTOLD = Figures(headcount=None, turnover=None, balance_sheet_total=None)


@define(eq=False)
class Accounts:
    """The accounts of a group, found by enterprise and day, each worked out once."""

    law: Lawbook
    on: dt.date
    in_euro: InEuro
    annualised: bool
    _found: dict[tuple[str, dt.date], tuple[Figures, AccountingPeriod | Estimate | None]] = field(
        init=False, factory=dict
    )

    def closed(self, party: Enterprise) -> tuple[AccountingPeriod, ...]:
        """Give the periods whose accounts count on the day, the earliest first."""
        told = [each for each in party.period or () if (each.approved or each.ends) <= self.on]
        return tuple(sorted(told, key=lambda each: each.ends))

    def figures(self, party: Enterprise, closing: dt.date) -> Figures:
        """Give the figures of an enterprise for a day on which the accounts of another close.

        They are those of its own latest period that had ended by then, of the year before that day; of an enterprise
        without any accounts its estimate.
        """
        return self._at(party, closing)[0]

    def source(self, party: Enterprise, closing: dt.date) -> AccountingPeriod | Estimate | None:
        """Give what its figures stand in."""
        return self._at(party, closing)[1]

    def _at(self, party: Enterprise, closing: dt.date) -> tuple[Figures, AccountingPeriod | Estimate | None]:
        key = (party.id, closing)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._read(party, closing)
        return found

    def _read(self, party: Enterprise, closing: dt.date) -> tuple[Figures, AccountingPeriod | Estimate | None]:
        closed = self.closed(party)
        before = [each for each in closed if each.ends <= closing]
        if before and before[-1].ends > years_later(closing, -1):
            return self._of_period(before[-1]), before[-1]
        if not closed and party.estimate is not None:
            return self._of_estimate(party.estimate), party.estimate
        return UNTOLD, None

    def _of_period(self, period: AccountingPeriod) -> Figures:
        own = period.headcount is None and period.staff is None and period.own_headcount is not None
        told = period.own_headcount if own else period.headcount
        headcount = Fraction(told) if told is not None else None
        if period.headcount is None and period.staff is not None:
            headcount = annual_work_units(period.staff, law=self.law)
        turnover = self._euro(period.turnover, period, "turnover")
        if turnover is not None and period.months and self.annualised:
            turnover *= Fraction(MONTHS, period.months)
        balance = self._euro(period.balance_sheet_total, period, "balance_sheet_total")
        return Figures(headcount=headcount, turnover=turnover, balance_sheet_total=balance, own_headcount=own)

    def _of_estimate(self, estimate: Estimate) -> Figures:
        return Figures(
            headcount=Fraction(estimate.headcount) if estimate.headcount is not None else None,
            turnover=self._euro(estimate.turnover, None, "turnover"),
            balance_sheet_total=self._euro(estimate.balance_sheet_total, None, "balance_sheet_total"),
        )

    def _euro(self, money: Money | None, period: AccountingPeriod | None, what: str) -> Fraction | None:
        return self.in_euro.amount(money, period, what) if money is not None else None


def as_read(figures: Figures, what: str, party: Enterprise, closing: dt.date, reading: Reading) -> Fraction | None:
    """Give one figure as a reading has it: what is not known is nothing, or None for more than any ceiling."""
    found = figures.of(what)
    if found is None and not reading.is_most(("account", party.id, closing.isoformat(), what)):
        return Fraction(0)
    return found

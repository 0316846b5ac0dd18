"""The figures of each enterprise for one day on which accounts close, at least and at most (Article 4)."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import define, field, frozen

from intra_core.law.exchange import EURO
from intra_core.law.lawbook import Lawbook
from intra_core.law.sme.awu import MONTHS, annual_work_units
from intra_core.law.sme.currency import InEuro
from intra_core.law.sme.network import Unknown
from intra_core.model.days import years_later
from intra_core.model.group import AccountingPeriod, Enterprise, Estimate
from intra_core.model.money import Money

Number = int | Fraction
WHAT = ("headcount", "turnover", "balance_sheet_total")


@frozen(kw_only=True)
class Figures:
    """What is known of one enterprise in the order of `WHAT`, money in cents: None is not known.

    They are whole numbers wherever they can be, as these are added up far sooner than fractions.
    `own_headcount` says that the staff is its own only, `place` where the figures are to be told.
    """

    found: tuple[Number | None, Number | None, Number | None]
    place: str
    own_headcount: bool = False

    def unknowns(self, party: str) -> Iterator[Unknown]:
        """Name what is not known of them."""
        for what, found in zip(WHAT, self.found, strict=True):
            if found is None:
                yield ("account", party, self.place, what)


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
    _sources: dict[tuple[str, str], AccountingPeriod | Estimate | None] = field(init=False, factory=dict)
    _bounds: dict[dt.date, dt.date] = field(init=False, factory=dict)
    _told: dict[str, tuple[AccountingPeriod, ...]] = field(init=False, factory=dict)

    def closed(self, party: Enterprise) -> tuple[AccountingPeriod, ...]:
        """Give the periods whose accounts count on the day, the earliest first."""
        return tuple(each for each in self._periods(party) if self._is_approved(each))

    def figures(self, party: Enterprise, closing: dt.date) -> Figures:
        """Give the figures of an enterprise for a day on which the accounts of another close.

        They are those of its own latest period that had ended by then, of the year before that day; of an enterprise
        without any accounts its estimate. Where the accounts of that year are told but not approved yet, the latest
        approved ones before them count, as they do for the enterprise itself (Article 4(1)); so they do for up to two
        years where the day is not that of accounts but that of an estimate.
        """
        return self._at(party, closing)[0]

    def cents(self, money: Money | None) -> int | None:
        """Give money that stands in no accounts in cents of euro, at the rate of the day; None if none is known."""
        found = self._cents(money, None, "balance_sheet_total")
        return int(found) if found is not None else None

    def source(self, party: Enterprise, closing: dt.date) -> AccountingPeriod | Estimate | None:
        """Give what its figures stand in."""
        return self._at(party, closing)[1]

    def told(self, party: str, place: str) -> AccountingPeriod | Estimate | None:
        """Give what the figures stand in that are to be told in a place; None if nobody told any of it."""
        return self._sources.get((party, place))

    def _at(self, party: Enterprise, closing: dt.date) -> tuple[Figures, AccountingPeriod | Estimate | None]:
        key = (party.id, closing)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._read(party, closing)
            self._sources[party.id, found[0].place] = found[1]
        return found

    def _read(self, party: Enterprise, closing: dt.date) -> tuple[Figures, AccountingPeriod | Estimate | None]:
        told = self._periods(party)
        before = [each for each in told if each.ends <= closing]
        approved = [each for each in before if self._is_approved(each)]
        if approved and before[-1].ends > self._earliest(closing):
            return self._of_period(approved[-1]), approved[-1]
        if party.estimate is not None and not any(map(self._is_approved, told)):
            return self._of_estimate(party.estimate), party.estimate
        return Figures(found=(None, None, None), place=f"period.{closing}"), None

    def _periods(self, party: Enterprise) -> tuple[AccountingPeriod, ...]:
        found = self._told.get(party.id)
        if found is None:
            found = self._told[party.id] = tuple(sorted(party.period or (), key=lambda each: each.ends))
        return found

    def _earliest(self, closing: dt.date) -> dt.date:
        found = self._bounds.get(closing)
        if found is None:
            found = self._bounds[closing] = years_later(closing, -2 if closing == self.on else -1)
        return found

    def _is_approved(self, period: AccountingPeriod) -> bool:
        return (period.approved or period.ends) <= self.on

    def _of_period(self, period: AccountingPeriod) -> Figures:
        own = period.headcount is None and period.staff is None and period.own_headcount is not None
        told = period.own_headcount if own else period.headcount
        headcount = _whole(told) if told is not None else None
        if period.headcount is None and period.staff is not None:
            headcount = annual_work_units(period.staff, law=self.law)
        turnover = self._cents(period.turnover, period, "turnover")
        if turnover is not None and period.months and self.annualised:
            turnover *= Fraction(MONTHS, period.months)
        balance = self._cents(period.balance_sheet_total, period, "balance_sheet_total")
        return Figures(found=(headcount, turnover, balance), place=f"period.{period.ends}", own_headcount=own)

    def _of_estimate(self, estimate: Estimate) -> Figures:
        headcount = _whole(estimate.headcount) if estimate.headcount is not None else None
        turnover = self._cents(estimate.turnover, None, "turnover")
        balance = self._cents(estimate.balance_sheet_total, None, "balance_sheet_total")
        return Figures(found=(headcount, turnover, balance), place="estimate")

    def _cents(self, money: Money | None, period: AccountingPeriod | None, what: str) -> Number | None:
        if money is None:
            return None
        if money.currency == EURO:
            return money.minor
        found = self.in_euro.amount(money, period, what)
        return found * 100 if found is not None else None


def _whole(number: Decimal) -> Number:
    above, below = number.as_integer_ratio()
    return above if below == 1 else Fraction(above, below)

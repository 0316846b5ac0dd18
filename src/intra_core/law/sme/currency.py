"""Accounts in other currencies: turnover at the average rate of its period, the balance sheet at that of its closing."""

import datetime as dt
from fractions import Fraction

from attrs import define, field

from intra_core.law.exchange import EURO, Quote, ReferenceRates, converted
from intra_core.law.lawbook import Lawbook
from intra_core.law.sme.awu import MONTHS
from intra_core.model.days import add_months
from intra_core.model.group import AccountingPeriod
from intra_core.model.money import Money


@define(eq=False)
class InEuro:
    """Gives amounts of accounts in euro, and keeps the rates it took. Which rate is taken is a convention, not law."""

    law: Lawbook
    on: dt.date
    rates: ReferenceRates | None
    quotes: dict[Quote, None] = field(init=False, factory=dict)

    def amount(self, money: Money, period: AccountingPeriod | None, what: str) -> Fraction | None:
        """Give an amount of a period, or without one of an estimate; None if no rate is known."""
        if money.currency == EURO:
            return Fraction(money.minor, 100)
        ends = period.ends if period is not None else self.on
        since = None
        if what == "turnover" and period is not None:
            since = dt.date.fromordinal(add_months(ends.toordinal() + 1, -(period.months or MONTHS)))
        found = converted(money, EURO, ends, since=since, rates=self.rates, law=self.law)
        if found is None:
            return None
        self.quotes |= dict.fromkeys(found.quotes)
        return Fraction(found.money.minor, 100)

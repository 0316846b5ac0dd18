"""Accounts in other currencies, in euro: at the rates of their periods, which the answer names."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from attrs import define, field

from intra_core.law.accounts_abroad import account_in
from intra_core.law.exchange import EURO, Quote, ReferenceRates, converted
from intra_core.law.lawbook import Lawbook
from intra_core.model.group import AccountingPeriod
from intra_core.model.money import Money


@define(eq=False)
class InEuro:
    """Gives amounts of accounts in euro, and keeps the rates it took and the readings of the law they rest on."""

    law: Lawbook
    on: dt.date
    rates: ReferenceRates | None
    policies: Mapping[str, str]
    quotes: dict[Quote, None] = field(init=False, factory=dict)
    readings: dict[str, str] = field(init=False, factory=dict)

    def amount(self, money: Money, period: AccountingPeriod | None, what: str) -> Fraction | None:
        """Give what is in another currency, of a period or without one of an estimate; None if no rate is known."""
        if period is None:
            found = converted(money, EURO, self.on, rates=self.rates, law=self.law, policies=self.policies)
        else:
            found = account_in(money, EURO, period, what, rates=self.rates, law=self.law, policies=self.policies)
        if found is None:
            return None
        self.quotes |= dict.fromkeys(found.quotes)
        self.readings |= found.policies
        return Fraction(found.money.minor, 100)

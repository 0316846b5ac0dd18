"""Accounts of a group member abroad in another currency: turnover at the average rate, balance sheet at closing."""

import datetime as dt
from collections.abc import Mapping

from attrs import evolve, frozen

from intra_core.law.exchange import Converted, ReferenceRates, converted
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import chosen
from intra_core.model.days import LAST, add_months
from intra_core.model.group import AccountingPeriod
from intra_core.model.money import Money

POLICY = "accounts_abroad"
MONTHS = 12
"""The length of a period that states none."""


@frozen(kw_only=True)
class AccountsAbroad:
    """Accounts of one period in another currency, each amount with the rates it was turned at.

    In `period` an amount without a known rate is None, hence unknown, and never zero; `without_rate` names it.
    """

    period: AccountingPeriod
    turnover: Converted | None
    balance_sheet_total: Converted | None
    without_rate: tuple[str, ...]

    @property
    def assumed(self) -> bool:
        """Whether a rate is only assumed, as an average is."""
        return any(each is not None and each.assumed for each in (self.turnover, self.balance_sheet_total))


def accounts_in(
    period: AccountingPeriod,
    currency: str,
    *,
    rates: ReferenceRates | None = None,
    law: Lawbook | None = None,
    policies: Mapping[str, str] | None = None,
) -> AccountsAbroad:
    r"""Give the accounts of a period in a currency.

    Args:
        period: the accounts; `months` are twelve where they are not told.
        currency: the currency of the ceilings, mostly EUR.
        rates: a table of published rates that covers the period.
        law: the law to ask; that of this library if None.
        policies: readings other than the defaults, such as `accounts_abroad`.

    Raises:
        Unreadable: if a currency is unknown.
        WrongInput: if a policy or a reading is unknown.

    >>> days = [b"2023-%02d-%02d,4.5" % (month, day) for month in range(1, 13) for day in (1, 8, 15, 22, 28)]
    >>> table = ReferenceRates.read(b"Date,PLN\n" + b"\n".join(days), "eurofxref-hist.csv")
    >>> abroad = AccountingPeriod(ends=dt.date(2023, 12, 31), turnover=Money.parse("PLN 45000000.00"))
    >>> answer = accounts_in(abroad, "EUR", rates=table)
    >>> str(answer.period.turnover), answer.assumed
    ('EUR 10000000.00', True)
    """
    law = law or lawbook()
    reading = chosen(law, ("exchange",), policies)[POLICY]
    after = min(period.ends.toordinal() + 1, LAST)
    begins = dt.date.fromordinal(add_months(after, -(period.months or MONTHS)))

    def turned(money: Money | None, since: dt.date | None) -> Converted | None:
        if money is None:
            return None
        found = converted(money, currency, period.ends, since=since, rates=rates, law=law, policies=policies)
        if found is None or not any(quote.on for quote in found.quotes):
            return found
        return evolve(found, policies={**found.policies, POLICY: reading})

    turnover = turned(period.turnover, begins if reading == "average-and-closing" else None)
    balance = turned(period.balance_sheet_total, None)
    without = [
        name
        for name, stated, found in (
            ("turnover", period.turnover, turnover),
            ("balance_sheet_total", period.balance_sheet_total, balance),
        )
        if stated is not None and found is None
    ]
    told = evolve(
        period,
        turnover=turnover.money if turnover else None,
        balance_sheet_total=balance.money if balance else None,
    )
    return AccountsAbroad(period=told, turnover=turnover, balance_sheet_total=balance, without_rate=tuple(without))

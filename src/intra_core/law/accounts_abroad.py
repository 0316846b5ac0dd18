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
TURNOVER, BALANCE = AMOUNTS = ("turnover", "balance_sheet_total")
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

    def turned(money: Money | None, what: str) -> Converted | None:
        if money is None:
            return None
        return account_in(money, currency, period, what, rates=rates, law=law, policies=policies)

    turnover, balance = turned(period.turnover, TURNOVER), turned(period.balance_sheet_total, BALANCE)
    told = evolve(
        period,
        turnover=turnover.money if turnover else None,
        balance_sheet_total=balance.money if balance else None,
    )
    without = tuple(what for what in AMOUNTS if getattr(period, what) is not None and getattr(told, what) is None)
    return AccountsAbroad(period=told, turnover=turnover, balance_sheet_total=balance, without_rate=without)


def account_in(
    money: Money,
    currency: str,
    period: AccountingPeriod,
    what: str,
    *,
    rates: ReferenceRates | None = None,
    law: Lawbook | None = None,
    policies: Mapping[str, str] | None = None,
) -> Converted | None:
    """Give one amount of the accounts of a period in a currency, None where no rate is known.

    Args:
        money: the amount.
        currency: the currency wanted.
        period: the period it belongs to.
        what: "turnover" or "balance_sheet_total".
        rates: a table of published rates.
        law: the law to ask; that of this library if None.
        policies: readings other than the defaults.

    >>> leva = Money.parse("BGN 19558300.00")
    >>> account_in(leva, "EUR", AccountingPeriod(ends=dt.date(2023, 12, 31)), "turnover").money
    Money(minor=1000000000, currency='EUR')
    """
    law = law or lawbook()
    reading = chosen(law, ("exchange",), policies)[POLICY]
    since = _begins(period) if what == TURNOVER and reading == "average-and-closing" else None
    found = converted(money, currency, period.ends, since=since, rates=rates, law=law, policies=policies)
    if found is None or not any(quote.on for quote in found.quotes):
        return found
    return evolve(found, policies={**found.policies, POLICY: reading})


def _begins(period: AccountingPeriod) -> dt.date:
    after = min(period.ends.toordinal() + 1, LAST)
    return dt.date.fromordinal(add_months(after, -(period.months or MONTHS)))

"""Money across currencies: at the rates law has fixed, else at those of a table the caller brings; the rate is told."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from intra_core.errors import Unreadable, did_you_mean
from intra_core.law.lawbook import Lawbook, LawFigure, lawbook
from intra_core.law.policies import chosen
from intra_core.law.reference_rates import Quote, ReferenceRates
from intra_core.law.rounding import half_up
from intra_core.model.money import CURRENCIES, Money

__all__ = ["EURO", "Converted", "Quote", "ReferenceRates", "converted", "converted_at", "currency_of"]

EURO = "EUR"


@frozen(kw_only=True)
class Converted:
    """An amount in another currency than it was stated in, with the rates it was turned at.

    `quotes` are the rates in the order of their use; none if nothing was turned. `policies` are the readings that the
    rates rest on, where law leaves a choice.
    """

    money: Money
    stated: Money
    quotes: tuple[Quote, ...] = ()
    policies: Mapping[str, str] = field(factory=dict, hash=False)

    @property
    def assumed(self) -> bool:
        """Whether a rate is only assumed."""
        return any(quote.assumed for quote in self.quotes)

    def to_dict(self) -> dict[str, object]:
        """Give the amount with what it was turned from and at, as answers show it."""
        return {
            "amount": self.money.decimal,
            "currency": self.money.currency,
            "stated": {"amount": self.stated.decimal, "currency": self.stated.currency},
            "rates": [quote.to_dict() for quote in self.quotes],
            "policies": dict(self.policies),
        }


def converted(
    money: Money,
    currency: str,
    day: dt.date,
    *,
    since: dt.date | None = None,
    rates: ReferenceRates | None = None,
    law: Lawbook | None = None,
    policies: Mapping[str, str] | None = None,
) -> Converted | None:
    r"""Give an amount in another currency, half up to its minor unit; through the euro if neither is the euro.

    A rate that law has fixed holds before any table. Rates are divided or multiplied by as they are: never rounded,
    never inverted (Regulation (EC) 1103/97, Articles 4 and 5). What is in the currency already stays as it is.

    Args:
        money: the amount.
        currency: the currency wanted.
        day: the day of grant; for Interreg expenditure the day on which it was submitted for verification.
        since: where it is given, a published rate is the average from this day to `day`, as for a turnover.
        rates: a table of published rates; without one only the fixed rates are known.
        law: the law to ask; that of this library if None.
        policies: readings other than the defaults, `fx_rule` and `lev_before_euro`.

    Returns:
        The amount with its rates; None where a rate is not known.

    Raises:
        Unreadable: if a currency is unknown.
        WrongInput: if a policy or a reading is unknown.

    >>> converted(Money.parse("BGN 391166.00"), "EUR", dt.date(2024, 5, 10)).money
    Money(minor=20000000, currency='EUR')
    >>> converted(Money.parse("GBP 100.00"), "EUR", dt.date(2024, 5, 10)) is None
    True
    >>> table = ReferenceRates.read(b"Date,GBP\n2024-05-10,0.86018\n", "eurofxref-hist.csv")
    >>> str(converted(Money.parse("GBP 100.00"), "EUR", dt.date(2024, 5, 11), rates=table).money)
    'EUR 116.25'
    """
    _known(money.currency)
    _known(currency)
    law = law or lawbook()
    readings = chosen(law, ("exchange",), policies)
    if money.currency == currency:
        return Converted(money=money, stated=money)
    quotes: list[Quote] = []
    taken: dict[str, str] = {}
    for each in (money.currency, currency):
        if each != EURO:
            quote, policy = _quote(each, day, since, rates, law, readings)
            if quote is None:
                return None
            quotes.append(quote)
            taken |= {policy: readings[policy]} if policy else {}
    return converted_at(money, currency, quotes, policies=taken)


def converted_at(
    money: Money, currency: str, quotes: list[Quote], *, policies: Mapping[str, str] | None = None
) -> Converted:
    """Turn an amount at given rates, one for each of the two currencies that is not the euro.

    Raises:
        KeyError: if the rate of a currency is missing.

    >>> rate = Quote(currency="JPY", value=Fraction(160), on=dt.date(2024, 5, 10), source="a bank")
    >>> str(converted_at(Money.parse("EUR 1.00"), "JPY", [rate]).money)
    'JPY 160'
    """
    value = {EURO: Fraction(1), **{quote.currency: quote.value for quote in quotes}}
    euro = Fraction(money.minor, 10 ** CURRENCIES[money.currency]) / value[money.currency]
    minor = half_up(euro * value[currency] * 10 ** CURRENCIES[currency])
    return Converted(money=Money(minor, currency), stated=money, quotes=tuple(quotes), policies=dict(policies or {}))


def currency_of(state: str, day: dt.date, *, law: Lawbook | None = None) -> str | None:
    """Give the currency of a state on a day, None where this law does not know it.

    >>> currency_of("BG", dt.date(2025, 12, 31)), currency_of("BG", dt.date(2026, 1, 1))
    ('BGN', 'EUR')
    """
    figure = _figure(law or lawbook(), f"currency.{state}", day)
    return None if figure is None else figure.word.upper()


def _known(currency: str) -> None:
    if currency not in CURRENCIES:
        raise Unreadable(f"unknown currency {currency!r}", did_you_mean(currency, CURRENCIES))


def _quote(
    currency: str,
    day: dt.date,
    since: dt.date | None,
    rates: ReferenceRates | None,
    law: Lawbook,
    readings: Mapping[str, str],
) -> tuple[Quote | None, str | None]:
    """Give the rate of a currency on a day, with the policy it rests on."""
    if fixed := _figure(law, f"exchange.fixed.{currency}", day):
        return _fixed(currency, fixed), None
    pegged = _figure(law, f"exchange.pegged.{currency}", day)
    if pegged is not None and readings["lev_before_euro"] == "fixed":
        return _fixed(currency, pegged), "lev_before_euro"
    if rates is None or rates.monthly is not (readings["fx_rule"] == "inforeuro-month"):
        return None, None
    if since is not None:
        return rates.average(currency, since, day, law=law), "fx_rule"
    return rates.on(currency, day, law=law), "fx_rule"


def _fixed(currency: str, figure: LawFigure) -> Quote:
    return Quote(
        currency=currency,
        value=figure.number,
        on=None,
        source=figure.article,
        fixed=True,
        mark=figure.basis.mark,
    )


def _figure(law: Lawbook, name: str, day: dt.date) -> LawFigure | None:
    return law.figure(name, day) if name in law.parameters else None

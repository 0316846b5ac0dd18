"""Money in whole minor units of a currency, never a float."""

import re
from collections.abc import Collection

from attrs import field, frozen

from intra_core.errors import Unreadable, did_you_mean

MEASURED_IN = ("EUR", "BGN", "GBP")
"""The currencies that a region or a measure may be in: their minor unit is a hundredth, and rules reckon in it."""

CURRENCIES = {
    **dict.fromkeys(MEASURED_IN, 2),
    "USD": 2, "JPY": 0, "CYP": 2, "CZK": 2, "DKK": 2, "EEK": 2, "HUF": 2, "LTL": 2, "LVL": 2, "MTL": 2, "PLN": 2,
    "RON": 2, "SEK": 2, "SIT": 2, "SKK": 2, "CHF": 2, "ISK": 0, "NOK": 2, "HRK": 2, "RUB": 2, "TRY": 2, "AUD": 2,
    "BRL": 2, "CAD": 2, "CNY": 2, "HKD": 2, "IDR": 2, "ILS": 2, "INR": 2, "KRW": 0, "MXN": 2, "MYR": 2, "NZD": 2,
    "PHP": 2, "SGD": 2, "THB": 2, "ZAR": 2, "XDR": 2,
}  # fmt: skip
"""ISO 4217 codes this library knows, with the decimals of their minor unit: the euro and what the European Central Bank
publishes reference rates for, or did (but for the lei and lire that were replaced in 2005), and the special drawing
right, in which a ceiling stands."""

GREATEST = 9_000_000_000_000_000
"""The greatest amount that is only compared, such as a turnover: 90,000,000,000,000.00 in minor units."""

GREATEST_COST = 100_000_000_000
"""The greatest amount of costs or of aid: 1,000,000,000.00 in minor units."""

_WRITTEN = re.compile(r"([A-Z]{3}) (-?)(\d{1,15})(?:\.(\d{2}))?", re.ASCII)


def _whole(_: object, __: object, minor: int) -> None:
    if type(minor) is not int:
        msg = f"money counts whole minor units, not {minor!r}"
        raise TypeError(msg)


@frozen(order=True)
class Money:
    """An amount of one currency, in minor units (cents; whole yen).

    >>> Money(100000, "EUR")
    Money(minor=100000, currency='EUR')
    >>> str(Money.parse("EUR 1000.00")), str(Money(1000, "JPY"))
    ('EUR 1000.00', 'JPY 1000')
    """

    minor: int = field(validator=_whole)
    currency: str

    @classmethod
    def parse(cls, text: str, known: Collection[str] = tuple(CURRENCIES)) -> "Money":
        """Read money as files write it: a currency, a space, an amount with the decimals of its minor unit or none.

        Args:
            text: what is written.
            known: the currencies that may stand there.

        Raises:
            Unreadable: if the text is anything else.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise Unreadable(f"{text!r} is not money", 'write it like "EUR 1000.00"')
        currency, sign, units, cents = written.groups()
        if currency not in known:
            raise Unreadable(f"unknown currency {currency!r}", did_you_mean(currency, known))
        if cents is not None and not CURRENCIES[currency]:
            raise Unreadable(
                f"{text!r} has parts of a unit", f'{currency} has none: write it like "{currency} {units}"'
            )
        minor = int(units) * 10 ** CURRENCIES[currency] + int(cents or 0)
        return cls(-minor if sign else minor, currency)

    @property
    def decimal(self) -> str:
        """The amount as a decimal with the places of its currency (two, if it is not known), without its currency.

        >>> Money(240050, "EUR").decimal, Money(-240050, "KRW").decimal
        ('2400.50', '-240050')
        """
        places = CURRENCIES.get(self.currency, 2)
        whole, parts = divmod(abs(self.minor), 10**places)
        return f"{'-' if self.minor < 0 else ''}{whole}{f'.{parts:0{places}d}' if places else ''}"

    def __str__(self) -> str:
        return f"{self.currency} {self.decimal}"

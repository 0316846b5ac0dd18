"""Money in whole minor units of a currency, never a float."""

import re

from attrs import field, frozen

from intra_core.errors import Unreadable, did_you_mean

CURRENCIES = {"EUR": 2, "BGN": 2, "GBP": 2}
"""ISO 4217 codes this library knows, with the decimals of their minor unit."""

GREATEST = 9_000_000_000_000_000
"""The greatest amount that is only compared, such as a turnover: 90,000,000,000,000.00 in minor units."""

_WRITTEN = re.compile(r"([A-Z]{3}) (-?)(\d{1,15})(?:\.(\d{2}))?", re.ASCII)


def _whole(_: object, __: object, minor: int) -> None:
    if type(minor) is not int:
        msg = f"money counts whole minor units, not {minor!r}"
        raise TypeError(msg)


@frozen(order=True)
class Money:
    """An amount of one currency, in minor units (cents).

    >>> Money(100000, "EUR")
    Money(minor=100000, currency='EUR')
    >>> str(Money.parse("EUR 1000.00"))
    'EUR 1000.00'
    """

    minor: int = field(validator=_whole)
    currency: str

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read money as files write it: a currency, a space, an amount with two decimals or none.

        Raises:
            Unreadable: if the text is anything else.
        """
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise Unreadable(f"{text!r} is not money", 'write it like "EUR 1000.00"')
        currency, sign, units, cents = written.groups()
        if currency not in CURRENCIES:
            raise Unreadable(f"unknown currency {currency!r}", did_you_mean(currency, CURRENCIES))
        minor = int(units) * 100 + int(cents or 0)
        return cls(-minor if sign else minor, currency)

    @property
    def decimal(self) -> str:
        """The amount as a decimal with two places, without its currency.

        >>> Money(240050, "EUR").decimal
        '2400.50'
        """
        return f"{'-' if self.minor < 0 else ''}{abs(self.minor) // 100}.{abs(self.minor) % 100:02d}"

    def __str__(self) -> str:
        return f"{self.currency} {self.decimal}"

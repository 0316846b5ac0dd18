"""The one exchange rate that law has fixed for ever: lev and euro (Regulation (EC) 1103/97, Articles 4 and 5)."""

from intra_core.model.money import Money

LEV = 195_583
"""One euro is 1.95583 leva; kept in hundred-thousandths, never inverted and never rounded."""


def exchanged(money: Money, currency: str) -> Money | None:
    """Give an amount in another currency at a rate fixed by law, half up to the cent, or None where no rate is fixed.

    >>> exchanged(Money(39116600, "BGN"), "EUR")
    Money(minor=20000000, currency='EUR')
    >>> exchanged(Money(100, "GBP"), "EUR") is None
    True
    """
    if money.currency == currency:
        return money
    if (money.currency, currency) == ("BGN", "EUR"):
        return Money((2 * money.minor * 100_000 + LEV) // (2 * LEV), currency)
    if (money.currency, currency) == ("EUR", "BGN"):
        return Money((2 * money.minor * LEV + 100_000) // 200_000, currency)
    return None

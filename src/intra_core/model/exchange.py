"""The rate between lev and euro, which law has fixed for ever (Regulation (EC) 1103/97, Articles 4 and 5)."""

from intra_core.model.money import Money

LEV = 195_583
"""One euro is 1.95583 leva, as law/exchange.toml has it; in hundred-thousandths, never inverted and never rounded."""


def exchanged(money: Money, currency: str) -> Money | None:
    """Give an amount of euro or leva in the other, half up to the cent, or None where rules have no fixed rate.

    Half up of an amount below zero is away from zero: what is paid back is what was paid.

    >>> exchanged(Money(39116600, "BGN"), "EUR")
    Money(minor=20000000, currency='EUR')
    >>> exchanged(Money(100, "GBP"), "EUR") is None
    True
    """
    if money.currency == currency:
        return money
    if (money.currency, currency) == ("BGN", "EUR"):
        return Money(_half_up(money.minor * 100_000, LEV), currency)
    if (money.currency, currency) == ("EUR", "BGN"):
        return Money(_half_up(money.minor * LEV, 100_000), currency)
    return None


def _half_up(dividend: int, divisor: int) -> int:
    rounded = (2 * abs(dividend) + divisor) // (2 * divisor)
    return -rounded if dividend < 0 else rounded

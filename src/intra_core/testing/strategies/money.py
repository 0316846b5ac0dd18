"""Amounts of money, on and one cent beside those that matter."""

from collections.abc import Iterable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from intra_core.model.money import GREATEST_COST, Money


def money(
    currency: str = "EUR",
    *,
    low: Money | str | None = None,
    high: Money | str | None = None,
    near: Iterable[Money | str] = (),
) -> SearchStrategy[Money]:
    """Draw amounts of one currency.

    Args:
        currency: the currency of all of them.
        low: the least; nothing, if None.
        high: the greatest; 1,000,000,000.00 if None, the greatest that costs and aid come to.
        near: amounts that something is compared with. Most draws then lie on one of them or one minor unit beside it.

    Raises:
        Unreadable: if a limit or an amount is not written like "EUR 1000.00".
        ValueError: if one of them is in another currency, or none lies between the limits.

    >>> from hypothesis import find
    >>> str(find(money(near=["EUR 500.00"]), lambda each: each.minor >= 40_000))
    'EUR 400.00'
    """
    least = _minor(low, currency) if low is not None else 0
    most = _minor(high, currency) if high is not None else GREATEST_COST
    if least > most:
        msg = f"no amount lies between {low} and {high}"
        raise ValueError(msg)
    between = st.integers(least, most)
    centre = [_minor(each, currency) for each in near]
    beside = sorted({each + shift for each in centre for shift in (-1, 0, 1) if least <= each + shift <= most})
    drawn = st.one_of(between, st.sampled_from(beside), st.sampled_from(beside)) if beside else between
    return drawn.map(lambda minor: Money(minor, currency))


def _minor(amount: Money | str, currency: str) -> int:
    found = Money.parse(amount) if isinstance(amount, str) else amount
    if found.currency != currency:
        msg = f"{found} is not in {currency}"
        raise ValueError(msg)
    return found.minor

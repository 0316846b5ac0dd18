"""Aid payable in instalments, discounted to the day on which it is granted (Article 3(6))."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from intra_core.model.days import add_months, years_between
from intra_core.model.money import Money
from intra_core.model.quantity import Rate

MONTHS = 12


def discounted(instalments: Sequence[tuple[dt.date, Money]], *, granted: dt.date, rate: Rate) -> Money:
    """Give the value of instalments on the day of grant, rounded down to the cent.

    The regulations name the discount rate of the day of grant and no way to reckon with it. Here whole years compound
    and the days after them count in proportion to their year: exact, and without a root.

    Args:
        instalments: day and amount of each, in one currency; those of up to the day of grant are not discounted.
        granted: the day of grant.
        rate: the yearly discount rate of that day: the Commission's base rate and one hundred basis points.

    Raises:
        ValueError: if there is none, or they are in several currencies.

    >>> paid = [(dt.date(2024, 9, 2), Money.parse("EUR 100.00")), (dt.date(2026, 9, 2), Money.parse("EUR 110.25"))]
    >>> str(discounted(paid, granted=dt.date(2024, 9, 2), rate=Rate.parse("5 %")))
    'EUR 200.00'
    """
    currencies = {money.currency for _, money in instalments}
    if len(currencies) != 1:
        msg = f"instalments of aid are in one currency, not in {len(currencies)}"
        raise ValueError(msg)
    yearly = Fraction(rate.basis_points, 10_000)
    value = sum((money.minor / _growth(granted, paid, yearly) for paid, money in instalments), Fraction(0))
    return Money(int(value), currencies.pop())


def _growth(granted: dt.date, paid: dt.date, yearly: Fraction) -> Fraction:
    """Give what a cent of the day of grant has grown to on the day of payment."""
    start, end = granted.toordinal(), paid.toordinal()
    if end <= start:
        return Fraction(1)
    years = years_between(start, end)
    last, following = add_months(start, MONTHS * years), add_months(start, MONTHS * (years + 1))
    days = Fraction(end - last, following - last)
    return (1 + yearly) ** years * (1 + yearly * days)

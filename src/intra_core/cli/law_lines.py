"""Lines that answers of the law share: amounts, days, rates, what is to be asked and looked at."""

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction

from intra_core.cli.reply import Line
from intra_core.law.asking import Review
from intra_core.law.reference_rates import Quote
from intra_core.law.rounding import half_up
from intra_core.model.money import Money
from intra_core.model.quantity import decimal_text


def day(date: dt.date) -> str:
    """Write a day.

    >>> day(dt.date(2025, 6, 30))
    '30 June 2025'
    """
    return f"{date.day} {date:%B %Y}"


def amount(number: Fraction, *, money: bool) -> str:
    """Write a number with its thousands apart, rounded for reading only; money in euro with two decimals.

    >>> amount(Fraction(45_000_000), money=True), amount(Fraction(1, 3), money=False)
    ('EUR 45,000,000.00', '0.333333333333')
    """
    if not money:
        whole, point, rest = decimal_text(number).partition(".")
        return f"{int(whole):,}{point}{rest}"
    return money_text(Money(half_up(number * 100), "EUR"))


def money_text(money: Money | None) -> str:
    """Write money with its thousands apart.

    >>> money_text(Money(30000000, "EUR"))
    'EUR 300,000.00'
    """
    if money is None:
        return "unknown"
    currency, _, number = str(money).partition(" ")
    whole, point, rest = number.partition(".")
    return f"{currency} {int(whole):,}{point}{rest}"


MOST_LINES = 40
"""Of a longer list so many entries are shown to people; JSON has all."""


def shortened(texts: Iterable[str], indent: int) -> Iterator[Line]:
    """Give a line for each text, of many the first ones and how many more there are.

    >>> [each.text for each in shortened(map(str, range(60)), 4)][-2:]
    ['39', 'and 20 more: --json gives all']
    """
    every = list(texts)
    yield from (Line(text, indent) for text in every[:MOST_LINES])
    if len(every) > MOST_LINES:
        yield Line(f"and {len(every) - MOST_LINES} more: --json gives all", indent)


def to_be_asked(questions: Iterable[str]) -> Iterator[Line]:
    """List what could change the answer."""
    every = list(questions)
    if every:
        yield Line("Still to be told", 2, "bold")
    yield from shortened(every, 4)


def to_be_reviewed(review: Iterable[Review]) -> Iterator[Line]:
    """List what somebody has to look at."""
    for number, each in enumerate(review):
        if not number:
            yield Line("To be looked at", 2, "bold")
        yield Line(f"{each.why} ({each.article})" if each.article else each.why, 4)


def listed(words: Iterable[str], last: str) -> str:
    """Write words one after the other, with a word before the last.

    >>> listed(["micro", "small", "medium-sized"], "or")
    'micro, small or medium-sized'
    """
    every = list(words)
    if len(every) > MOST_LINES:
        every = [*every[:MOST_LINES], f"{len(every) - MOST_LINES} more"]
    *before, end = every
    return f"{', '.join(before)} {last} {end}" if before else end


def rate_lines(quotes: Iterable[Quote], indent: int) -> Iterator[Line]:
    """Tell the rates at which amounts in other currencies were turned."""
    for quote in quotes:
        when = f" on {day(quote.on)}" if quote.on is not None else ""
        if quote.since is not None and quote.on is not None:
            when = f" from {day(quote.since)} to {day(quote.on)}"
        yield Line(f"EUR 1 = {quote.currency} {quote.decimal}{when} ({quote.source})", indent)

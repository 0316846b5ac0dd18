"""Reference rates of the euro, as a table that the caller brings: never a network call."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, field, frozen

from intra_core.errors import Unreadable, did_you_mean
from intra_core.law.ecb_file import published
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.model.money import CURRENCIES
from intra_core.model.quantity import decimal_text
from intra_core.model.question import StatedRate
from intra_core.provenance import Mark


def _exact(value: Fraction | Decimal | int) -> Fraction:
    if isinstance(value, float):
        msg = f"a rate is exact, never the float {value!r}: give a Fraction or a Decimal"
        raise TypeError(msg)
    return Fraction(value)


def _positive(_: object, __: object, value: Fraction) -> None:
    if value <= 0:
        msg = f"a rate is above zero, not {value}"
        raise ValueError(msg)


@frozen(kw_only=True)
class Quote:
    """A rate: one euro is `value` units of `currency` on the day `on`.

    `on` is None where the rate is `fixed` by law for ever. `since` is the first day of the time of an average, `on`
    then its last; None for the rate of a single day. `mark` says how sure it is: an average is a convention,
    hence assumed.

    >>> Quote(currency="GBP", value=Fraction("0.86"), on=dt.date(2024, 5, 10), source="ECB").decimal
    '0.86'
    """

    currency: str
    value: Fraction = field(converter=_exact, validator=_positive)
    on: dt.date | None
    source: str
    fixed: bool = False
    since: dt.date | None = None
    mark: Mark = Mark.SOURCED

    @property
    def decimal(self) -> str:
        """The rate as a decimal, to twelve places where it has no end; it is reckoned with as it is."""
        return decimal_text(self.value)

    @property
    def assumed(self) -> bool:
        """Whether it is only assumed."""
        return self.mark is Mark.ASSUMED

    def to_dict(self) -> dict[str, object]:
        """Give the rate as answers show it.

        >>> Quote(currency="BGN", value=Fraction("1.95583"), on=None, source="an act", fixed=True).to_dict()
        {'currency': 'BGN', 'rate': '1.95583', 'on': None, 'source': 'an act', 'fixed': True, 'mark': 'sourced'}
        """
        told: dict[str, object] = {"currency": self.currency, "rate": self.decimal}
        if self.since is not None:
            told["since"] = self.since.isoformat()
        on = None if self.on is None else self.on.isoformat()
        return {**told, "on": on, "source": self.source, "fixed": self.fixed, "mark": self.mark.value}


@frozen
class _Series:
    """The rates of one currency in the order of their days."""

    days: tuple[dt.date, ...]
    values: tuple[Fraction | Decimal, ...]
    sources: tuple[str, ...]

    def quote(self, currency: str, place: int) -> Quote:
        return Quote(currency=currency, value=self.values[place], on=self.days[place], source=self.sources[place])


@frozen(eq=False)
class ReferenceRates:
    """A table of reference rates. With `monthly` a rate is for a calendar month, as with InforEuro; else for a day."""

    _series: Mapping[str, _Series]
    monthly: bool = False
    _averages: Mapping[tuple[str, dt.date, dt.date], Quote] = field(factory=dict)

    @classmethod
    def read(cls, raw: bytes, name: str) -> "ReferenceRates":
        r"""Read the history of the European Central Bank: eurofxref-hist.csv, or eurofxref-hist.zip with it.

        "N/A" or nothing is no rate. Columns of currencies that this library does not know are left aside.

        Args:
            raw: the file's bytes.
            name: the file's name, which quotes name as their source.

        Raises:
            WrongInput: with every fault of the file and its line.

        >>> table = b"Date,USD,GBP,\n2024-05-10,1.0781,0.86018,\n"
        >>> ReferenceRates.read(table, "eurofxref-hist.csv").on("GBP", dt.date(2024, 5, 12)).decimal
        '0.86018'
        """
        source = f"European Central Bank, euro foreign exchange reference rates ({name})"
        return cls(
            {
                currency: _Series(tuple(days), tuple(values), (source,) * len(days))
                for currency, (days, values) in published(raw, name).items()
            }
        )

    @classmethod
    def of(cls, quotes: Iterable[Quote], *, monthly: bool = False) -> "ReferenceRates":
        """Make a table of quotes. With `monthly`, each holds for the calendar month of its day.

        A quote with `since` is an average that somebody has published, and answers for just that time.

        Raises:
            Unreadable: if the currency of a quote is unknown, a quote has no day, or two differ for one day.
        """
        found: dict[str, dict[dt.date, Quote]] = {}
        averages: dict[tuple[str, dt.date, dt.date], Quote] = {}
        for quote in quotes:
            if quote.currency not in CURRENCIES:
                raise Unreadable(f"unknown currency {quote.currency!r}", did_you_mean(quote.currency, CURRENCIES))
            if quote.on is None:
                raise Unreadable(f"the quote of {quote.currency} has no day", "give the day it was published for")
            day = quote.on.replace(day=1) if monthly else quote.on
            if quote.since is not None:
                before = averages.setdefault((quote.currency, quote.since, quote.on), quote)
            else:
                before = found.setdefault(quote.currency, {}).setdefault(day, quote)
            if before.value != quote.value:
                raise Unreadable(f"{quote.currency} has two rates on {day}: {before.decimal} and {quote.decimal}")
        return cls({currency: _series(by_day) for currency, by_day in found.items()}, monthly, averages)

    def on(self, currency: str, day: dt.date, *, law: Lawbook | None = None) -> Quote | None:
        """Give the rate of a day: the one published for it, else the last one before, unless publication has ended.

        None is published on weekends and closing days; after `exchange.published.oldest` days nothing is known. In a
        monthly table it is the rate of the month, and no other.

        Returns:
            The quote with the day it was published for, or None where the table has none.
        """
        series = self._series.get(currency)
        if series is None:
            return None
        place = bisect_right(series.days, day.replace(day=1) if self.monthly else day) - 1
        if place < 0:
            return None
        last = series.days[place]
        current = last == day.replace(day=1) if self.monthly else (day - last).days <= _oldest(day, law)
        return series.quote(currency, place) if current else None

    def average(self, currency: str, since: dt.date, until: dt.date, *, law: Lawbook | None = None) -> Quote | None:
        """Give the mean of the rates published from one day to another, both included; an assumed rate.

        That turnover is turned at the average rate of its period is a convention, not law. An average that the table
        itself holds for just this time is given as it is.

        Returns:
            The mean, exact, or None if the table does not cover the time: a monthly table never does.
        """
        if stated := self._averages.get((currency, since, until)):
            return evolve(stated, mark=Mark.ASSUMED)
        series = self._series.get(currency)
        if series is None or self.monthly or since > until:
            return None
        first, end = bisect_left(series.days, since), bisect_right(series.days, until)
        days = series.days[first:end]
        gaps = [(after - before).days for before, after in zip((since, *days), (*days, until), strict=True)]
        if not days or max(gaps) > _oldest(until, law):
            return None
        mean = sum((Fraction(value) for value in series.values[first:end]), Fraction(0)) / len(days)
        source = f"{series.sources[end - 1]}, mean of {len(days)} days"
        return Quote(currency=currency, value=mean, on=until, since=since, source=source, mark=Mark.ASSUMED)


def stated_rates(stated: Iterable[StatedRate] | None) -> ReferenceRates | None:
    """Make a table of the rates that a file brings; None if it brings none.

    Raises:
        Unreadable: if two differ for one day.

    >>> stated_rates(()) is None
    True
    """
    quotes = [
        Quote(currency=each.currency, value=each.value, on=each.on, source=each.source, since=each.since)
        for each in stated or ()
    ]
    return ReferenceRates.of(quotes) if quotes else None


def _series(by_day: Mapping[dt.date, Quote]) -> _Series:
    days = tuple(sorted(by_day))
    return _Series(days, tuple(by_day[day].value for day in days), tuple(by_day[day].source for day in days))


def _oldest(day: dt.date, law: Lawbook | None) -> Fraction:
    """Give for how many days the last published rate stands: for none at all where the law does not say."""
    figure = (law or lawbook()).figure("exchange.published.oldest", day)
    return figure.number if figure is not None else Fraction(0)

"""The limits of a day with their ceilings and what counts against each: the least and the greatest headroom."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import define, frozen

from intra_core.law.aid.counted import Claim, Counting, Tally, claims
from intra_core.law.aid.regulations import Limit, Question, Regulation
from intra_core.law.aid.restructuring import Restructuring
from intra_core.law.aid.windows import year_end
from intra_core.law.exchange import Quote, ReferenceRates, converted
from intra_core.law.lawbook import LawFigure
from intra_core.model.aid import Merger, PastAward, Split
from intra_core.model.money import Money
from intra_core.rules.kinds import Number

NOTHING = "de_minimis.none"
USUAL_YEAR_END = "aid.fiscal_year.ends"
SPECIAL_DRAWING_RIGHT = "XDR"
COUNTED_IN = {SPECIAL_DRAWING_RIGHT: "GBP"}
"""What counts against a ceiling in special drawing rights is pounds: the ceiling is turned at the rate of the day."""


@frozen(kw_only=True)
class Told:
    """What was told of the undertaking and its aid. `fiscal_year_end` is month * 100 + day."""

    subject: str
    undertakings: frozenset[str]
    on: dt.date
    awards: tuple[PastAward, ...] | None
    fiscal_year_end: int | None
    mergers: tuple[Merger, ...]
    splits: tuple[Split, ...]
    rates: ReferenceRates | None
    policies: Mapping[str, str]


@frozen(kw_only=True)
class Row:
    """A limit with its ceiling in cents and what counts against it; None where that is not known."""

    limit: Limit
    figure: LawFigure | None
    ceiling: int | None
    tally: Tally | None
    nothing: int

    @property
    def least(self) -> int:
        """The least headroom."""
        most = self.tally.most if self.tally is not None else None
        return self.nothing if self.ceiling is None or most is None else max(self.nothing, self.ceiling - most)

    @property
    def greatest(self) -> int | None:
        """The greatest headroom, None where it has no bound."""
        if self.ceiling is None:
            return None
        return max(self.nothing, self.ceiling - (self.tally.least if self.tally is not None else 0))


@define(kw_only=True, slots=False)
class Reckoning:
    """All limits of a day; the headroom is what the tightest leaves."""

    asked: Question
    told: Told
    regulation: Regulation | None
    currency: str
    counting: Counting
    claims: tuple[Claim, ...] | None
    rows: tuple[Row, ...] = ()

    @classmethod
    def of(cls, asked: Question, told: Told) -> "Reckoning":
        """Reckon what was told."""
        limits, regulation = asked.limits(told.on), asked.regulation(told.on)
        figures = [asked.law.figure(each.ceiling, told.on) for each in limits]
        first = next((stated(each).currency for each in figures if each is not None), "EUR")
        end = told.fiscal_year_end
        reckoning = cls(
            asked=asked,
            told=told,
            regulation=regulation,
            currency=COUNTED_IN.get(first, first),
            counting=Counting(
                asked=asked,
                undertakings=told.undertakings,
                fiscal_year_end=year_end(asked, USUAL_YEAR_END, told.on) if end is None else end,
            ),
            claims=None,
        )
        if told.awards is not None:
            by_activity = regulation is None or not regulation.partial
            moved = Restructuring.until(told.on, told.mergers, told.splits, by_activity=by_activity)
            reckoning.claims = tuple(claims(told.awards, reckoning.amount, moved))
        reckoning.rows = tuple(map(reckoning._row, limits, figures))
        return reckoning

    def amount(self, money: Money, day: dt.date | None) -> tuple[int | None, tuple[Quote, ...]]:
        """Give an amount in cents of the currency of the ceilings at the rate of a day, and the rates."""
        if money.currency == self.currency:
            return money.minor, ()
        if day is None:
            return None, ()
        turned = converted(
            money, self.currency, day, rates=self.told.rates, law=self.asked.law, policies=self.told.policies
        )
        return (None, ()) if turned is None else (turned.money.minor, turned.quotes)

    def _row(self, limit: Limit, figure: LawFigure | None) -> Row:
        ceiling = None if figure is None else self.amount(stated(figure), self.told.on)[0]
        nothing = self.asked.law.figure(NOTHING, self.told.on)
        return Row(
            limit=limit,
            figure=figure,
            ceiling=ceiling,
            tally=None if self.claims is None else self.counting.tally(limit, self.told.on, self.claims),
            nothing=nothing.money.minor if nothing is not None else 0,
        )

    @cached_property
    def least(self) -> int:
        """The least headroom, in cents."""
        return min((each.least for each in self.rows), default=0)

    @cached_property
    def greatest(self) -> int | None:
        """The greatest headroom in cents, None where no ceiling is known."""
        return min((each.greatest for each in self.rows if each.greatest is not None), default=None)

    @property
    def binding(self) -> Row | None:
        """The limit that leaves least, of several the lowest; the first, if no ceiling is known."""
        bound = [(each.greatest, each.ceiling, at) for at, each in enumerate(self.rows) if each.greatest is not None]
        return self.rows[min(bound)[2] if bound else 0] if self.rows else None

    @property
    def used(self) -> int | None:
        """What counts against the limit that binds, in cents; None if it is not known."""
        row = self.binding
        tally = row.tally if row is not None else None
        return tally.least if tally is not None and tally.least == tally.most else None

    def asks(self) -> Iterator[str]:
        """Name the keys that would tell the headroom."""
        if self.claims is None and self.rows:
            yield "award"
        for row in self.rows:
            if row.figure is not None and row.ceiling is None:
                yield "rates"
            if row.tally is not None and (self.greatest is None or row.least < self.greatest):
                for each in row.tally.counted:
                    for key in each.missing:
                        yield key if key.startswith("split") or key == "rates" else f"award[{each.claim.at}].{key}"

    def later(self) -> Iterator[tuple[dt.date, str]]:
        """Give the awards of after the day that would count on their own: their days and amounts."""
        counts = [self.asked.law.members(each.limit.counts) for each in self.rows]
        for each in self.claims or ():
            award = each.award
            if award.granted is None or award.granted <= self.told.on or award.amount is None:
                continue
            theirs = award.member_state == self.asked.member_state and each.part.lies_in(self.told.undertakings)
            if theirs and any(award.regime in words for words in counts):
                yield award.granted, str(award.amount)


def stated(figure: LawFigure) -> Money:
    """Give a ceiling as the law states it, in money or in special drawing rights."""
    if isinstance(figure.kind, Number) and figure.kind.currency is None:
        return Money(int(figure.number * 100), SPECIAL_DRAWING_RIGHT)
    return figure.money

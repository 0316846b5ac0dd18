"""What counts against a limit on a day: for each award a least and a greatest amount, and why."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen

from intra_core.law.aid.regulations import Limit, Question, first_day
from intra_core.law.aid.restructuring import Part, Restructuring
from intra_core.law.aid.windows import Window, window
from intra_core.law.exchange import Quote
from intra_core.model.aid import PastAward
from intra_core.model.money import Money


@frozen(kw_only=True)
class Claim:
    """A part of a past award, with its amount in the currency of the ceiling; None where that is not known.

    `at` is the place of the award in the list, `rates` what its amount was turned at.
    """

    at: int
    award: PastAward
    part: Part
    rates: tuple[Quote, ...] = ()


@frozen(kw_only=True)
class Counted:
    """A claim against a limit: what of it counts for sure and what may, in cents; `most` None has no bound.

    `missing` are the keys that would tell.
    """

    claim: Claim
    least: int
    most: int | None
    missing: tuple[str, ...] = ()


@frozen(kw_only=True)
class Tally:
    """What counts against a limit on a day."""

    limit: Limit
    day: dt.date
    window: Window
    counted: tuple[Counted, ...]

    @property
    def least(self) -> int:
        """What counts for sure."""
        return sum(each.least for each in self.counted)

    @property
    def most(self) -> int | None:
        """What may count at most; None where that has no bound."""
        every = [each.most for each in self.counted]
        return None if None in every else sum(each for each in every if each is not None)


@frozen(kw_only=True)
class Counting:
    """Whose aid is counted, and by what; the same for every day."""

    asked: Question
    undertakings: frozenset[str]
    fiscal_year_end: int

    def tally(self, limit: Limit, day: dt.date, claims: Sequence[Claim]) -> Tally | None:
        """Count what bears on a limit on a day; None where the law tells no time over which aid counts."""
        over = window(self.asked, limit, day, self.fiscal_year_end)
        if over is None:
            return None
        counts = self.asked.law.members(limit.counts)
        left_aside = self._left_aside(day)
        counted = (self._counted(each, counts, over, left_aside, day) for each in claims)
        return Tally(limit=limit, day=day, window=over, counted=tuple(each for each in counted if each.most != 0))

    def _left_aside(self, day: dt.date) -> dt.date | None:
        """Give the day before which aid under the regulation before this one is left aside, if a policy says so."""
        regulation = self.asked.regulation(day)
        if self.asked.policies["earlier_aid"] != "left-aside" or regulation is None:
            return None
        return first_day(self.asked, regulation)

    def _counted(
        self, claim: Claim, counts: frozenset[str], over: Window, left_aside: dt.date | None, day: dt.date
    ) -> Counted:
        award = claim.award
        tests: dict[str, bool | None] = {
            "member_state": None if award.member_state is None else award.member_state == self.asked.member_state,
            "regime": None if award.regime is None else award.regime in counts,
            "granted": None if award.granted is None else over.counts(award.granted, day),
            "undertaking": claim.part.lies_in(self.undertakings),
        }
        if left_aside is not None and award.regime == self.asked.regime and award.granted is not None:
            tests["earlier"] = award.granted >= left_aside
        if False in tests.values():
            return Counted(claim=claim, least=0, most=0)
        missing = [key for key in ("member_state", "regime", "granted") if tests[key] is None]
        if tests["undertaking"] is None:
            missing += claim.part.missing
        amount = claim.part.amount
        if amount is None:
            missing.append("amount" if award.amount is None else "rates")
        sure = None not in tests.values()
        return Counted(
            claim=claim, least=(amount or 0) if sure else 0, most=amount, missing=tuple(dict.fromkeys(missing))
        )

    def free(self, claim: Claim, tally: Tally, changes: Sequence[dt.date]) -> dt.date:
        """Give the first day after a tally on which a claim no longer counts, by the law of each day until then.

        Args:
            claim: one that counts on the day of the tally.
            tally: what counts against a limit.
            changes: the days on which the law changes, in order.
        """
        assert claim.award.granted is not None  # noqa: S101 (what counts for sure has a day)
        over = tally.window
        for change in changes:
            if change > tally.day:
                if over.free(claim.award.granted) < change:
                    break
                if self.asked.regulation(change) is None:
                    break  # no law of those days is known: what is told is by the one before
                again = self._again(tally.limit, change, claim)
                if again is None or not again.counted:
                    return change
                over = again.window
        return over.free(claim.award.granted)

    def _again(self, limit: Limit, day: dt.date, claim: Claim) -> Tally | None:
        same = [each for each in self.asked.limits(day) if each.id == limit.id]
        return self.tally(same[0], day, (claim,)) if same else None


Amount = Callable[[Money, dt.date | None], tuple[int | None, tuple[Quote, ...]]]
"""Gives an amount in cents of the ceiling's currency, None where no rate of the day is known, and the rates."""


def claims(awards: Iterable[PastAward], amount: Amount, restructuring: Restructuring) -> Iterator[Claim]:
    """Take awards apart into parts that each belong to somebody."""
    for at, award in enumerate(awards):
        cents, rates = (None, ()) if award.amount is None else amount(award.amount, award.granted)
        for part in restructuring.parts(award.undertaking, award.granted, cents):
            yield Claim(at=at, award=award, part=part, rates=rates)

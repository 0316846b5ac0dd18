"""What counts against each limit of a stretch, summed up for each undertaking and day that is asked about."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

import narwhals.stable.v2 as nw
from attrs import frozen

from intra_core.law.aid.regulations import Question
from intra_core.law.aid.stretches import Bound, Later, Stretch, after
from intra_core.law.columnar.intake import GREATEST
from intra_core.law.columnar.windows import FISCAL_YEARS, counts, falls_out, first_counted
from intra_core.model.aid import MEMBER_STATES

Lazy = nw.LazyFrame[Any]
NONE = nw.lit(0, dtype=nw.Int64)
UNKNOWN = 0
"""The end of a fiscal year that nobody knows: rows are joined by it, and null is equal to nothing."""
MOST = nw.lit(GREATEST, dtype=nw.Int64)


@frozen(kw_only=True)
class Tallying:
    """How awards are counted for whoever asks.

    `on` is the one day asked about, None where each row has its own. `year_end` is the last day of every undertaking's
    fiscal year as month * 100 + day, unless each row has its own. `regimes` are those the law knows; `trusted` says
    that the values of the awards have been looked at.
    """

    asked: Question
    on: dt.date | None
    year_end: int
    own_year_end: bool
    regimes: frozenset[str]
    trusted: bool

    def keys(self, over: Stretch) -> list[str]:
        """Give the columns that tell one question from another."""
        windows = [each.window for bound in over.bounds for each in (bound, *self._bounds_after(over, bound))]
        fiscal = self.own_year_end and any(each.kind == FISCAL_YEARS for each in windows)
        return ["who", *(["on"] if self.on is None else []), *(["year_end"] if fiscal else [])]

    def tally(self, over: Stretch, questions: Lazy, awards: Lazy) -> Lazy:
        """Sum up what counts on the days of a stretch, for each question.

        Against the limit at place N, `sure_N` counts for sure and `doubt_N` may: it is the greatest amount an award can
        have where an amount is not known. `first_N` is the first day on which something falls out, `freed_N` how much.

        Args:
            over: the stretch.
            questions: with the columns `keys`.
            awards: `who`, `granted`, `amount`, `regime`, `member_state`.
        """
        keys = self.keys(over)
        if len(keys) > 1:
            awards = awards.join(questions.select(*keys).unique(), on="who")
        may = [self._may(each) for each in over.bounds]
        awards = awards.filter(reduce(or_, may))
        whole = nw.lit(value=True)
        columns = [
            column
            for at, each in enumerate(over.bounds)
            for column in self._amounts(over, at, each, whole if len(may) == 1 else may[at])
        ]
        numbers = range(len(may))
        parts = awards.select(*keys, *columns)
        sums = [nw.col(f"{name}_{at}").sum() for name in ("sure", "doubt") for at in numbers]
        found = parts.group_by(*keys).agg(*sums, *(nw.col(f"next_{at}").min().alias(f"first_{at}") for at in numbers))
        # Joined on the keys alone: with the day among them a data frame hashes each pair, which takes far longer.
        frees = {at: nw.col(f"next_{at}") == nw.col(f"first_{at}") for at in numbers}
        freed = (
            parts.join(found.select(*keys, *(f"first_{at}" for at in numbers)), on=keys)
            .filter(reduce(or_, frees.values()))
            .select(*keys, *(nw.when(frees[at]).then(nw.col(f"sure_{at}")).alias(f"freed_{at}") for at in numbers))
            .group_by(*keys)
            .agg(*(nw.col(f"freed_{at}").sum() for at in numbers))
        )
        return found.join(freed, on=keys, how="left")

    def _may(self, bound: Bound) -> nw.Expr:
        """Say which awards may count: all but those of which something known says no."""
        state, regime = nw.col("member_state"), nw.col("regime")
        if self.trusted:
            here, named = state == self.asked.member_state, regime.is_in(sorted(bound.counts))
        else:  # a word that nobody knows says neither yes nor no
            here = ~state.is_in(sorted(MEMBER_STATES - {self.asked.member_state}))
            named = ~regime.is_in(sorted(self.regimes - bound.counts))
        may = self._in_time(bound).fill_null(value=True) & here.fill_null(value=True) & named.fill_null(value=True)
        if bound.left_aside is not None:
            earlier = (regime == self.asked.regime) & (nw.col("granted") < bound.left_aside)
            may &= ~earlier.fill_null(value=False)
        return may

    def _in_time(self, bound: Bound) -> nw.Expr:
        granted, window = nw.col("granted"), bound.window
        if self.on is not None and not self._by_row(bound):
            return (granted >= first_counted(window, self.on)) & (granted <= self.on)
        on = nw.col("on") if self.on is None else nw.lit(self.on)
        return counts(window, granted, on, self._year_end())

    def _by_row(self, bound: Bound) -> bool:
        return self.own_year_end and bound.window.kind == FISCAL_YEARS

    def _year_end(self) -> nw.Expr:
        if self.own_year_end:
            return nw.when(nw.col("year_end") != UNKNOWN).then(nw.col("year_end"))
        return nw.lit(self.year_end, dtype=nw.Int32)

    def _later(self, over: Stretch, bound: Bound) -> Later:
        return after(self.asked, bound, over.since, self.year_end)

    def _bounds_after(self, over: Stretch, bound: Bound) -> Iterator[Bound]:
        yield from (each for _, each in self._later(over, bound) if each is not None)

    def _amounts(self, over: Stretch, at: int, bound: Bound, may: nw.Expr) -> Sequence[nw.Expr]:
        """Give of each award what counts for sure, what may count, and the day on which it falls out."""
        amount = nw.col("amount")
        here, named, sound = (~nw.col(each).is_null() for each in ("member_state", "regime", "amount"))
        if not self.trusted:
            here, named = (
                nw.col("member_state") == self.asked.member_state,
                nw.col("regime").is_in(sorted(bound.counts)),
            )
            sound = (amount >= 0) & (amount <= GREATEST)
        in_time = self._in_time(bound) if self._by_row(bound) else ~nw.col("granted").is_null()
        sure = (may & here & named & sound & in_time).fill_null(value=False)
        out = falls_out(bound, self._later(over, bound), self.asked.regime, self._year_end())
        doubt = nw.when(sound).then(amount).otherwise(MOST)
        return (
            nw.when(sure).then(amount).otherwise(NONE).alias(f"sure_{at}"),
            nw.when(~sure & may).then(doubt).otherwise(NONE).alias(f"doubt_{at}"),
            nw.when(sure & (amount > 0)).then(out).alias(f"next_{at}"),
        )

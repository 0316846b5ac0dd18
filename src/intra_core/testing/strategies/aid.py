"""Histories of aid around the ceiling of a regime, and around the days from which earlier aid counts no more."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from intra_core.law.aid.headroom import headroom
from intra_core.model.aid import PastAward
from intra_core.model.days import FIRST, LAST, add_months
from intra_core.model.money import Money

REGIMES = ("de-minimis", "de-minimis-agriculture", "de-minimis-fishery", "de-minimis-sgei", "block-exemption", "none")
MOST = 5
"""The most awards of a history."""
_USUAL = 10_000_000
"""An amount that stands in for the ceiling where none is known: 100,000.00."""
_KEYS = ("granted", "amount", "regime", "member_state")


def aid_histories(
    on: dt.date | SearchStrategy[dt.date],
    *,
    member_state: str = "SI",
    regime: str | None = None,
    undertaking: str | None = None,
    gaps: bool = False,
) -> SearchStrategy[tuple[PastAward, ...]]:
    """Draw what one undertaking has had of aid until a day and shortly after, mostly under one regime and in one state.

    What its awards come to lies often on the ceiling of that day or one cent beside it; the days lie on and beside
    those from which an award counts no more, three years and three calendar years back.

    Args:
        on: the day of the new grant, or a strategy for it.
        member_state: the state that would grant it, by its ISO 3166 code.
        regime: the regime of the aid; the general one of the state and day if None.
        undertaking: whose aid it is said to be; nothing is said if None.
        gaps: whether something of an award may not be told.

    >>> from hypothesis import find
    >>> day = dt.date(2024, 9, 2)
    >>> def left(history): return headroom(history, subject="A", member_state="SI", on=day).headroom.minor
    >>> [each.amount.decimal for each in find(aid_histories(day, undertaking="A"), lambda each: left(each) == 0)]
    ['300000.00']
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[PastAward, ...]:
        day = draw(on) if isinstance(on, SearchStrategy) else on
        asked = headroom((), subject="A", member_state=member_state, on=day, regime=regime)
        ceiling = asked.headroom or Money(_USUAL, "EUR")
        left, found = ceiling.minor, list[PastAward]()
        for _ in range(draw(st.integers(0, MOST))):
            amount = draw(st.sampled_from(_amounts(max(left, 0), ceiling.minor)))
            left -= amount
            told = {
                "granted": draw(st.sampled_from(_days(day))),
                "amount": Money(amount, ceiling.currency),
                "regime": draw(st.sampled_from((asked.regime or REGIMES[0],) * len(REGIMES) + REGIMES)),
                "member_state": draw(st.sampled_from((*(member_state,) * 5, "AT"))),
            }
            missing = draw(st.sets(st.sampled_from(_KEYS), max_size=2)) if gaps else set()
            kept = {key: each for key, each in told.items() if key not in missing}
            found.append(PastAward(**kept, undertaking=undertaking))  # type: ignore[arg-type] # by name, each of its type
        return tuple(found)

    return drawn()


def _amounts(left: int, ceiling: int) -> tuple[int, ...]:
    """Give amounts worth trying: plain ones, and those that come to the ceiling, one cent less and one cent more."""
    near = (left, left - 1, left + 1, left // 2, ceiling, ceiling - 1, ceiling + 1)
    return (0, 1, 1_000_000, *(each for each in near if each > 0))


def _days(day: dt.date) -> tuple[dt.date, ...]:
    """Give days worth trying: the day itself and those beside it, and those on which a window of three years begins."""
    own = day.toordinal()
    back = add_months(own, -36)
    new_year = dt.date(max(day.year - 2, 1), 1, 1).toordinal()
    near = (own, own - 1, own + 1, own - 200, *(each + shift for each in (back, new_year) for shift in (-1, 0, 1)))
    return tuple(dt.date.fromordinal(min(max(each, FIRST), LAST)) for each in near)

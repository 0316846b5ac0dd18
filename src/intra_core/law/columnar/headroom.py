"""What a ceiling leaves each of many undertakings, in one query over columns: `headroom_frame`."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any, cast

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from intra_core.errors import Complaint, Unreadable, did_you_mean
from intra_core.law.aid.headroom import REGIMES
from intra_core.law.aid.reckoning import USUAL_YEAR_END
from intra_core.law.aid.regulations import Question, sectors
from intra_core.law.aid.stretches import stretch, stretches
from intra_core.law.aid.windows import year_end
from intra_core.law.columnar.answering import ROW, answered, questions, unanswered, within
from intra_core.law.columnar.counting import Lazy, Tallying
from intra_core.law.columnar.intake import Frame, checked, frames
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import chosen
from intra_core.model.aid import MEMBER_STATES
from intra_core.model.facts import month_day


def headroom_frame(
    undertakings: IntoFrameT,
    awards: IntoFrameT,
    *,
    on: dt.date | None = None,
    member_state: str,
    regime: str = "de-minimis",
    sector: str | None = None,
    fiscal_year_end: str | None = None,
    policies: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> IntoFrameT:
    """Work out what a ceiling leaves each undertaking of a frame, exactly as `law.aid.headroom` does for one.

    The answer has a row for each row of `undertakings`, with the columns `undertaking` (and `on`, if the frame has it),
    `ceiling`, `used`, `headroom`, `next_release_on`, `next_release_amount`; amounts are whole minor units of the
    ceiling's currency (Int64). Null is what is not known: `headroom` wherever something that is null could change it,
    `used` and the next release wherever it could change these. Eager frames keep their order and give an eager frame;
    with a lazy one nothing is computed and the answer is lazy.

    Args:
        undertakings: `undertaking`, and if wanted:
            `single_undertaking`: a key that the members of a single undertaking share (Article 2(2)); without the
            column each stands alone;
            `told`: whether all its aid stands in `awards`. Only then does an undertaking without awards have had none:
            false or null says that its list is not known, and leaves the headroom unknown, never the ceiling. Without
            the column `awards` is complete;
            `on`: the day of grant of each row, in place of the one day;
            `fiscal_year_end`: such as "--03-31"; null is not known, and matters only where fiscal years count.
        awards: `undertaking`, `granted` (the day on which the legal right was conferred), `amount` (gross, whole minor
            units of the ceiling's currency), `regime`, `member_state`. An award of nobody in `undertakings` counts for
            nobody; one with a null counts as far as it may.
        on: the day on which the aid would be granted, the same for all.
        member_state: the state that would grant it, by its ISO 3166 code.
        regime: the regime of the aid; it is not chosen by state and day as for one undertaking.
        sector: "road-freight" for road freight transport for hire or reward, "other" for all else.
        fiscal_year_end: that of every undertaking, if the frame does not tell it; the calendar year if None.
        policies: readings of the law other than the defaults, by policy.
        law: the law to ask; that of this library if None.

    Raises:
        WrongInput: with a complaint for each frame that is none, each column that is missing or of another type, each
            value of an eager frame that cannot be, and each unknown state, regime or policy.

    >>> import polars as pl
    >>> undertakings = pl.DataFrame({"undertaking": ["A", "B", "C"], "told": [True, True, False]})
    >>> awards = pl.DataFrame({"undertaking": ["A"], "granted": [dt.date(2024, 3, 15)], "amount": [12_000_000],
    ...                        "regime": ["de-minimis"], "member_state": ["SI"]})
    >>> found = headroom_frame(undertakings, awards, on=dt.date(2027, 3, 15), member_state="SI")
    >>> found.select("undertaking", "headroom", "next_release_on").rows()
    [('A', 18000000, datetime.date(2027, 3, 16)), ('B', 30000000, None), ('C', None, None)]
    """
    law = law or lawbook()
    mine, theirs = frames(undertakings, awards)
    checked(
        mine,
        theirs,
        law.members(REGIMES),
        [*_told(law, member_state, regime, sector, fiscal_year_end), *_day(mine, on)],
    )
    asked = Question(
        law=law,
        member_state=member_state,
        regime=regime,
        sector=sector,
        policies=chosen(law, ("headroom",), policies),
    )
    eager = isinstance(theirs, nw.DataFrame)
    if isinstance(mine, nw.DataFrame) and eager:
        mine = mine.with_row_index(ROW)
    else:
        eager = False
    usual = month_day(fiscal_year_end) if fiscal_year_end else None
    found = _found(
        Tallying(
            asked=asked,
            on=on,
            year_end=usual or year_end(asked, USUAL_YEAR_END, on or dt.date.max),
            own_year_end="fiscal_year_end" in mine.collect_schema(),
            regimes=law.members(REGIMES),
            trusted=eager,
        ),
        mine.lazy(),
        theirs.lazy(),
    )
    native = found.to_native() if not eager else _collected(found).sort(ROW).drop(ROW).to_native()
    return cast("IntoFrameT", native)


def _collected(found: Lazy) -> nw.DataFrame[Any]:
    # Polars answers such a query in less memory and time when it streams.
    return found.collect(engine="streaming") if found.implementation.is_polars() else found.collect()


def _found(tallying: Tallying, mine: Lazy, theirs: Lazy) -> Lazy:
    rows, awards = questions(mine, theirs, trusted=tallying.trusted)
    if tallying.on is not None:
        over = stretch(tallying.asked, tallying.on, tallying.year_end)
        return answered(tallying, over, rows, awards) if over.bounds else unanswered(rows)
    whole = tuple(stretches(tallying.asked, tallying.year_end))
    parts = [answered(tallying, over, rows.filter(within(over)), awards) for over in whole]
    known = reduce(or_, (within(over) for over in whole), nw.lit(value=False))
    return nw.concat([*parts, unanswered(rows.filter(~known.fill_null(value=False)))])


def _told(
    law: Lawbook, member_state: str, regime: str, sector: str | None, fiscal_year_end: str | None
) -> Iterator[Complaint]:
    """Complain of words that say nothing."""
    for key, word, known in (
        ("member_state", member_state, MEMBER_STATES),
        ("regime", regime, law.members(REGIMES)),
        ("sector", sector, sectors(law)),
    ):
        if word is not None and word not in known:
            yield Complaint(says=f"unknown word {word!r}", instead=did_you_mean(word, known), key=key)
    try:
        month_day(fiscal_year_end or "--12-31")
    except Unreadable as fault:
        yield Complaint(says=fault.says, instead=fault.instead, key="fiscal_year_end")


def _day(mine: Frame, on: dt.date | None) -> Iterator[Complaint]:
    """Complain of a day of grant that is told twice, or not at all."""
    column = "on" in mine.collect_schema()
    if column and on is not None:
        yield Complaint(says="the day of grant is told twice", instead="leave out the argument or the column", key="on")
    if not column and on is None:
        yield Complaint(says="no day of grant", instead="give a day, or undertakings a column of them", key="on")

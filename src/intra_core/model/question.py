"""What is asked about a group: whose size, or whose headroom, on which day, and under which readings of the law."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from attrs import field, frozen

from intra_core.model.aid import Merger, PastAward, Split
from intra_core.model.group import Group
from intra_core.model.money import Money
from intra_core.model.typed import typed


@frozen(kw_only=True, field_transformer=typed)
class StatedRate:
    """A reference rate that a file brings: one euro is `value` units of `currency` on a day, by a source.

    With `since` it is the average from that day to the other, as for the turnover of a period.
    """

    currency: str
    on: dt.date
    value: Decimal
    source: str
    since: dt.date | None = None


@frozen(kw_only=True)
class GroupQuestion:
    """A group, the one asked about, and all that bears on it. What is None is not told.

    `award` are past awards; `regime`, `request` and `reducible` are those of the new award.
    """

    subject: str
    on: dt.date | None
    group: Group
    member_state: str | None = None
    award: tuple[PastAward, ...] | None = None
    merger: tuple[Merger, ...] = ()
    split: tuple[Split, ...] = ()
    regime: str | None = None
    request: Money | None = None
    reducible: bool | None = None
    rate: tuple[StatedRate, ...] = ()
    policies: Mapping[str, str] = field(factory=dict)

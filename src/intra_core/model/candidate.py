"""An application that waits for its turn: what it would be awarded, and what puts it before or behind others."""

from collections.abc import Mapping
from decimal import Decimal

from attrs import field, frozen

NONE: Mapping[str, Decimal] = {}


@frozen(kw_only=True)
class Candidate:
    """An eligible application with the award that the rules of its measure give.

    `award` and `least_award` are in minor units of the call's currency: an award cut below `least_award` is of no use.
    `submitted` is a moment in whole microseconds from any one beginning. `points` are those of merit. `area` is the
    programme area or sector whose budget pays, `reserves` are those that are kept for it too. `lot` is the number drawn
    for it, where numbers are drawn and not worked out from a seed. `figures` are what else parts equals, by its name.

    >>> Candidate(id="V-17", award=1_000_000, submitted=0).least_award
    1
    """

    id: str
    award: int
    submitted: int | None = None
    points: Decimal | None = None
    area: str | None = None
    reserves: tuple[str, ...] = ()
    lot: int | None = None
    least_award: int = 1
    figures: Mapping[str, Decimal] = field(default=NONE)

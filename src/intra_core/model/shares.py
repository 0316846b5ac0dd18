"""A table of shares from which a population of applications is drawn: sizes, amounts by size, activities, seats."""

import datetime as dt
from collections.abc import Mapping

from attrs import field, frozen

WHOLE = 10_000
"""All of something, in basis points."""
AMOUNTS = {
    "headcount": "undertaking.headcount",
    "turnover": "undertaking.turnover",
    "balance_sheet_total": "undertaking.balance_sheet_total",
    "costs": "costs.eligible",
}
"""What is drawn from bands, with the fact it is; headcount in whole AWU, the others in minor units."""
SEAT, SUBMITTED = "undertaking.seat", "project.submitted"
ACTIVITY, MAIN = "undertaking.nace.code", "undertaking.nace.main"


@frozen
class Band:
    """Whole numbers from `low` to just below `high`, each as likely as the next; `share` is in basis points."""

    low: int
    high: int
    share: int


@frozen(kw_only=True)
class SizeShares:
    """One size of undertakings: how many of all there are, and how its amounts, activities and seats are spread.

    `bands` are by the keys of `AMOUNTS`; `activities` and `seats` are shares by code, in basis points.
    """

    id: str
    share: int
    bands: Mapping[str, tuple[Band, ...]]
    activities: Mapping[str, int]
    seats: Mapping[str, int]


@frozen(kw_only=True)
class Shares:
    """A table of shares.

    `yes` has the share of yes for facts that are yes or no, `missing` that in which a fact is not told. `invented` says
    that the shares are made up and stand for no place; `digest` is the SHA-256 of the file.
    """

    name: str
    title: str
    invented: bool
    currency: str
    sizes: tuple[SizeShares, ...]
    since: dt.date
    until: dt.date
    yes: Mapping[str, int] = field(factory=dict)
    missing: Mapping[str, int] = field(factory=dict)
    digest: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that are drawn, in the order of columns.

        >>> from intra_core.assessment.population import invented_shares
        >>> invented_shares().facts[:3]
        ('project.submitted', 'undertaking.seat', 'undertaking.nace.code')
        """
        amounts = (fact for key, fact in AMOUNTS.items() if any(key in each.bands for each in self.sizes))
        return (SUBMITTED, SEAT, ACTIVITY, MAIN, *amounts, *self.yes)

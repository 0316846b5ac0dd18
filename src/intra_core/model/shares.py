"""A table of shares from which a population of applications is drawn: sizes with their amounts, codes and facts."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

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


Spread = Mapping[str, int] | tuple[Band, ...] | int
"""How the values of a fact are spread: shares by word, bands (of days: their ordinals), or the share of yes."""
Type = Literal["text", "number", "day", "yes-no"]


@frozen(kw_only=True)
class SizeShares:
    """One size of undertakings: how many of all there are, and how its amounts, activities, seats and facts are spread.

    `bands` are by the keys of `AMOUNTS`; `activities` and `seats` are shares by code, in basis points; `spreads` are by
    fact, those that hold for every size too.
    """

    id: str
    share: int
    bands: Mapping[str, tuple[Band, ...]]
    activities: Mapping[str, int]
    seats: Mapping[str, int]
    spreads: Mapping[str, Spread] = field(factory=dict)


@frozen(kw_only=True)
class ListShares:
    """How many records a list has, as shares by number; `fields` are the facts that are drawn for each record."""

    name: str
    numbers: Mapping[int, int]
    fields: tuple[str, ...]

    @property
    def most(self) -> int:
        """The greatest number of records that an application can have."""
        return max(self.numbers)

    @property
    def apart(self) -> bool:
        """Whether an application can have more than one, so that they stand in a table of their own."""
        return self.most > 1


@frozen(kw_only=True)
class Shares:
    """A table of shares.

    `yes` has the share of yes for facts that are yes or no, `types` each other fact and each field of a list with what
    its values are, `missing` the share in which a fact is not told. `invented` says that the shares are made up and
    stand for no place; `digest` is the SHA-256 of the file.
    """

    name: str
    title: str
    invented: bool
    currency: str
    sizes: tuple[SizeShares, ...]
    since: dt.date
    until: dt.date
    yes: Mapping[str, int] = field(factory=dict)
    types: Mapping[str, Type] = field(factory=dict)
    lists: tuple[ListShares, ...] = ()
    missing: Mapping[str, int] = field(factory=dict)
    digest: str

    @property
    def usual(self) -> tuple[str, ...]:
        """The facts that every table tells of, amounts by size, and those that are yes or no."""
        amounts = (fact for key, fact in AMOUNTS.items() if any(key in each.bands for each in self.sizes))
        return (SUBMITTED, SEAT, ACTIVITY, MAIN, *amounts, *self.yes)

    @property
    def others(self) -> tuple[str, ...]:
        """The facts under [word] and [band] that are no field of a list."""
        of_lists = {fact for each in self.lists for fact in each.fields}
        return tuple(fact for fact in self.types if fact not in of_lists)

    @property
    def facts(self) -> tuple[str, ...]:
        """The columns of facts: of a list its name, and its fields where an application has one record at most.

        >>> from intra_core.assessment.population import invented_shares
        >>> invented_shares().facts[:3]
        ('project.submitted', 'undertaking.seat', 'undertaking.nace.code')
        """
        listed = (name for each in self.lists for name in (each.name, *(() if each.apart else each.fields)))
        return (*self.usual, *self.others, *listed)

"""The investors that leave an enterprise autonomous although they hold a quarter of it (Article 3(2), second part)."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.law.sme.control import Linked, is_majority
from intra_core.law.sme.network import INVESTORS, NONE, Network, Reading, Stake
from intra_core.model.group import PartyKind

if TYPE_CHECKING:
    from fractions import Fraction

ARTICLE = "Article 3(2), second subparagraph"
ALL = -1
"""Stands for all investors of an enterprise where they are taken together; sets of linked ones have other numbers."""


@frozen(kw_only=True)
class Exceptions:
    """The figures of the exceptions, in cents and inhabitants, and two readings of them.

    `managing_excluded` says that an investor that manages is none; `all_together` that investors are linked jointly
    once all of them have a majority, not only once those linked with each other have one.
    """

    investment_below: int
    budget_below: int
    inhabitants_below: int
    managing_excluded: bool
    all_together: bool

    def excepted(self, held: int, network: Network, reading: Reading, linked: Linked) -> frozenset[Stake]:
        """Give the holdings in somebody that do not count, as such investors have them.

        None does if the investors are linked with the enterprise, one of them or all together.
        """
        # Whoever might be such an investor adds to their common votes where more is looked for, and not where less is.
        common: dict[int, Fraction] = {}
        for each in self._investors(held, network, reading.opposite):
            together = ALL if self.all_together else linked.root(each.holder)
            common[together] = common.get(together, NONE) + network.votes(each, reading)
        if is_majority(common.get(ALL, NONE)):
            return frozenset()
        root = linked.root(held)
        return frozenset(
            each
            for each in self._investors(held, network, reading)
            if linked.root(each.holder) != root
            and not is_majority(common.get(linked.root(each.holder), NONE))
            and not _dominates(each, network, reading)
        )

    def _investors(self, held: int, network: Network, reading: Reading) -> list[Stake]:
        found = [each for each in network.into[held] if self._may_be(each, network, reading)]
        angels = [each for each in found if network.kind(each.holder) is PartyKind.BUSINESS_ANGEL]
        if angels and not self._below_in_all(angels, network, reading):
            return [each for each in found if each not in angels]
        return found

    def _may_be(self, stake: Stake, network: Network, reading: Reading) -> bool:
        kind = network.kind(stake.holder)
        if kind not in INVESTORS or (self.managing_excluded and stake.told.manages):
            return False
        return kind is not PartyKind.LOCAL_AUTHORITY or self.is_small(stake.holder, network, reading)

    def transmits(self, party: int, network: Network, reading: Reading) -> bool:
        """Say whether enterprises are linked through somebody: another enterprise, or any such investor."""
        if network.kind(party) is PartyKind.LOCAL_AUTHORITY:
            # Whoever might be small links more: the other way round than with what a holding of it makes.
            return self.is_small(party, network, reading.opposite)
        return network.is_enterprise(party)

    def is_small(self, party: int, network: Network, reading: Reading) -> bool:
        """Say whether a local authority is: its budget and its inhabitants must both be below."""
        told = network.parties[party]

        def below(what: str, number: int | None, limit: int) -> bool:
            return number < limit if number is not None else not reading.is_most(("enterprise", told.id, what))

        budget = network.cents(told.budget)
        return below("budget", budget, self.budget_below) and below(
            "inhabitants", told.inhabitants, self.inhabitants_below
        )

    def _below_in_all(self, angels: Collection[Stake], network: Network, reading: Reading) -> bool:
        """Say whether all business angels together have invested little enough in the enterprise."""
        total = 0
        for each in angels:
            invested = network.cents(each.told.investment)
            if invested is None and reading.is_most(network.fact(each, "investment")):
                return False
            total += invested or 0
        return total < self.investment_below


def _dominates(stake: Stake, network: Network, reading: Reading) -> bool:
    return is_majority(network.votes(stake, reading)) or network.controls(stake, reading)

"""The investors that leave an enterprise autonomous although they hold a quarter of it (Article 3(2), second part)."""

from collections.abc import Collection

from attrs import frozen

from intra_core.law.sme.control import Linked, is_majority
from intra_core.law.sme.network import INVESTORS, NONE, Network, Reading, Stake
from intra_core.model.group import PartyKind
from intra_core.model.money import Money

ARTICLE = "Article 3(2), second subparagraph"


@frozen(kw_only=True)
class Exceptions:
    """The figures of the exceptions, in cents and inhabitants, and whether an investor that manages may be excepted."""

    investment_below: int
    budget_below: int
    inhabitants_below: int
    managing_excluded: bool

    def excepted(self, held: int, network: Network, reading: Reading, linked: Linked) -> frozenset[Stake]:
        """Give the holdings in somebody that do not count, as such investors have them.

        None does if the investors are linked with the enterprise, one of them or all together.
        """
        # Whoever might be such an investor adds to their common votes where more is looked for, and not where less is.
        common = self._investors(held, network, reading.opposite)
        if is_majority(sum((network.votes(each, reading) for each in common), NONE)):
            return frozenset()
        root = linked.root(held)
        return frozenset(
            each
            for each in self._investors(held, network, reading)
            if linked.root(each.holder) != root and not _dominates(each, network, reading)
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
        return kind is not PartyKind.LOCAL_AUTHORITY or self._is_small(stake.holder, network, reading)

    def _is_small(self, party: int, network: Network, reading: Reading) -> bool:
        """Say whether a local authority is: its budget and its inhabitants must both be below."""
        told = network.parties[party]

        def below(what: str, number: int | None, limit: int) -> bool:
            return number < limit if number is not None else not reading.is_most(("enterprise", told.id, what))

        budget = _cents(told.budget)
        return below("budget", budget, self.budget_below) and below(
            "inhabitants", told.inhabitants, self.inhabitants_below
        )

    def _below_in_all(self, angels: Collection[Stake], network: Network, reading: Reading) -> bool:
        """Say whether all business angels together have invested little enough in the enterprise."""
        total = 0
        for each in angels:
            invested = _cents(each.told.investment)
            if invested is None and reading.is_most(network.fact(each, "investment")):
                return False
            total += invested or 0
        return total < self.investment_below


def _dominates(stake: Stake, network: Network, reading: Reading) -> bool:
    return is_majority(network.votes(stake, reading)) or network.controls(stake, reading)


def _cents(money: Money | None) -> int | None:
    return money.minor if money is not None and money.currency == "EUR" else None

"""Whose accounts hold those of whom, so that nobody's figures are added twice (Article 6(2) to (4))."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from attrs import frozen

from intra_core.law.sme.network import NONE, WHOLE, Network

Within = tuple[int, Fraction]
"""Somebody whose accounts hold those of another, and how much of them."""


@frozen
class Consolidation:
    """Of those who count, who stands in the accounts of whom: straight, or through others who do not count."""

    within: Mapping[int, Within]
    downwards: tuple[int, ...]
    """Everybody, whoever holds others before these."""

    @classmethod
    def of(cls, parties: Collection[int], network: Network, silent: Collection[int] = ()) -> "Consolidation":
        """Find it out.

        Args:
            parties: those who count.
            network: whose accounts stand in whose.
            silent: those whose accounts show no figure for others (Article 6(4)).
        """
        told = _told(network)
        for each in _in_rings(told):
            del told[each]
        counted = frozenset(parties).difference(silent)
        within: dict[int, Within] = {}
        known: dict[int, Within | None] = {}
        for party in parties:
            chain = [party]
            while chain[-1] not in known and chain[-1] in told and told[chain[-1]][0] not in counted:
                chain.append(told[chain[-1]][0])
            for each in reversed(chain):
                if each not in known:
                    known[each] = _next(each, told, known, counted)
            found = known[party]
            if found is not None:
                within[party] = found
        return cls(within, _downwards(parties, within))

    def presence(self, shares: Mapping[int, Fraction]) -> dict[int, Fraction]:
        """Give how much of each is in the sum: its share, or more where it stands in accounts that count for more."""
        found: dict[int, Fraction] = {}
        for party in self.downwards:
            found[party] = max(shares.get(party, NONE), self.held(party, found))
        return found

    def held(self, party: int, presence: Mapping[int, Fraction]) -> Fraction:
        """Give how much of somebody stands in the accounts of others."""
        above = self.within.get(party)
        return presence[above[0]] * above[1] if above is not None else NONE


def _told(network: Network) -> dict[int, Within]:
    found: dict[int, Within] = {}
    for number, each in enumerate(network.parties):
        if each.consolidated_in is not None:
            part = each.consolidated_share.part if each.consolidated_share is not None else WHOLE
            found[number] = (network.number[each.consolidated_in], part)
    return found


def _next(
    party: int, told: Mapping[int, Within], known: Mapping[int, Within | None], counted: Collection[int]
) -> Within | None:
    above = told.get(party)
    if above is None or above[0] in counted:
        return above
    further = known.get(above[0])
    return (further[0], above[1] * further[1]) if further is not None else None


def _in_rings(told: Mapping[int, Within]) -> frozenset[int]:
    """Give whoever would stand in its own accounts by way of others: that cannot be, and holds nobody."""
    rings: set[int] = set()
    done: set[int] = set()
    for party in told:
        chain: dict[int, int] = {}
        each = party
        while each in told and each not in done and each not in chain:
            chain[each] = len(chain)
            each = told[each][0]
        if each in chain:
            rings.update(one for one, place in chain.items() if place >= chain[each])
        done.update(chain)
    return frozenset(rings)


def _downwards(parties: Collection[int], within: Mapping[int, Within]) -> tuple[int, ...]:
    found: dict[int, None] = {}
    for party in parties:
        chain = [party]
        while chain[-1] not in found and chain[-1] in within:
            chain.append(within[chain[-1]][0])
        found |= dict.fromkeys(reversed(chain))
    return tuple(found)

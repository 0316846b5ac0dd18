"""The figures of a group for one period, at least and at most, nobody's counted twice (Article 6(2) to (4))."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from attrs import define, field

from intra_core.law.sme.accounts import WHAT, Accounts, Figures
from intra_core.law.sme.category import Amounts
from intra_core.law.sme.consolidation import Consolidation
from intra_core.law.sme.network import NONE, WHOLE, Network, Reading, Unknown

Shares = Mapping[int, Fraction]


@define(eq=False)
class Totals:
    """Adds up the figures of those who count: at least at the one shares, at most at the other."""

    network: Network
    accounts: Accounts
    least: Shares
    most: Shares
    _within: dict[frozenset[int], Consolidation] = field(init=False, factory=dict)

    def of(self, closing: dt.date, low: Reading, high: Reading) -> tuple[Amounts, Amounts]:
        """Give the least and the most that the figures of the period that closes on a day can come to."""
        parties = self.network.parties
        figures = {party: self.accounts.figures(parties[party], closing) for party in self.most}
        is_plain = all(parties[party].consolidated_in is None for party in self.most)
        least, most = [], []
        for number in range(len(WHAT)):
            # Consolidated accounts without staff leave the staff of each to be added by itself (Article 6(4)).
            silent = frozenset(party for party, each in figures.items() if each.own_headcount and not number)
            one = _Figure(number, figures, self.network)
            if is_plain:
                least.append(one.sum(self.least, low))
                most.append(one.sum(self.most, high))
                continue
            within = self._within.get(silent)
            if within is None:
                within = self._within[silent] = Consolidation.of(self.most, self.network, silent)
            fewer, more = within.presence(self.least), within.presence(self.most)
            least.append(one.bound(within, fewer, more, low))
            most.append(one.bound(within, more, fewer, high))
        return Amounts(*least), Amounts(*most)


@define(eq=False)
class _Figure:
    """One of the figures of everybody who counts."""

    number: int
    figures: Mapping[int, Figures]
    network: Network

    def unknown(self, party: int) -> Unknown:
        """Name the figure of somebody."""
        return ("account", self.network.parties[party].id, self.figures[party].place, WHAT[self.number])

    def sum(self, shares: Shares, reading: Reading) -> Fraction | None:
        """Add up shares. What is not known is nothing, or as much as None: more than any ceiling."""
        total = NONE
        for party, share in shares.items():
            found = self.figures[party].found[self.number]
            if found is not None:
                total += found if share is WHOLE else found * share
            elif share and reading.is_most(self.unknown(party)):
                return None
        return total

    def bound(self, within: Consolidation, near: Shares, far: Shares, reading: Reading) -> Fraction | None:
        """Add up where some stand in the accounts of others, each being there for between `near` and `far`.

        The sum is that of each one's figures without what they hold of others, times how much of it is there. Where its
        accounts show less than what they are said to hold, the more of it is there, the less comes out: then `far`
        gives the bound, not `near`.
        """
        alone: dict[int, Fraction] = {}
        for party in within.downwards:
            found = self.figures[party].found[self.number]
            above = within.within.get(party)
            if found is None:
                held = far[above[0]] * above[1] if above is not None else NONE
                if near[party] > held and reading.is_most(self.unknown(party)):
                    return None
                found = NONE
            alone[party] = alone.get(party, NONE) + found
            if above is not None:
                alone[above[0]] -= found * above[1]
        return max(NONE, sum((each * (near if each > 0 else far)[party] for party, each in alone.items()), NONE))

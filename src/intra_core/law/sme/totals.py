"""The figures of a group for one period, at least and at most, nobody's counted twice (Article 6(2) to (4))."""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import define, field

from intra_core.law.sme.accounts import WHAT, Accounts, Figures, Number
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
    _is_plain: bool = field(init=False)
    _within: dict[frozenset[int], Consolidation] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self._is_plain = all(self.network.parties[party].consolidated_in is None for party in self.most)

    def of(self, closing: dt.date, low: Reading, high: Reading) -> tuple[Amounts, Amounts]:
        """Give the least and the most that the figures of the period that closes on a day can come to."""
        parties = self.network.parties
        figures = {party: self.accounts.figures(parties[party], closing) for party in self.most}
        is_known = self.least is self.most and not any(None in each.found for each in figures.values())
        found = []
        for number in range(len(WHAT)):
            one = _Figure(number, figures, self.network)
            if self._is_plain:
                most = one.sum(self.most, high)
                found.append((most if is_known else one.sum(self.least, low), most))
            else:
                found.append(self._consolidated(one, low, high))
        at_most = _amounts([most for _, most in found])
        return (at_most if is_known else _amounts([least for least, _ in found])), at_most

    def _consolidated(self, one: "_Figure", low: Reading, high: Reading) -> tuple[Number | None, Number | None]:
        # Consolidated accounts without staff leave the staff of each to be added by itself (Article 6(4)).
        of_staff = one.number == 0
        silent = frozenset(party for party, each in one.figures.items() if of_staff and each.own_headcount)
        within = self._within.get(silent)
        if within is None:
            within = self._within[silent] = Consolidation.of(self.most, self.network, silent)
        fewer, more = within.presence(self.least), within.presence(self.most)
        return one.bound(within, fewer, more, low), one.bound(within, more, fewer, high)


def _amounts(found: Sequence[Number | None]) -> Amounts:
    headcount, *cents = found
    turnover, balance = (Fraction(each, 100) if each is not None else None for each in cents)
    return Amounts(Fraction(headcount) if headcount is not None else None, turnover, balance)


@define(eq=False)
class _Figure:
    """One of the figures of everybody who counts."""

    number: int
    figures: Mapping[int, Figures]
    network: Network

    def unknown(self, party: int) -> Unknown:
        """Name the figure of somebody."""
        return ("account", self.network.parties[party].id, self.figures[party].place, WHAT[self.number])

    def sum(self, shares: Shares, reading: Reading) -> Number | None:
        """Add up shares. What is not known is nothing, or as much as None: more than any ceiling."""
        total: Number = 0
        # Those of one partner come one after another, and are added up before they are multiplied by its share.
        together: Number = 0
        last = WHOLE
        for party, share in shares.items():
            found = self.figures[party].found[self.number]
            if found is None:
                if share and reading.is_most(self.unknown(party)):
                    return None
                continue
            if share is not last:
                total += together if last is WHOLE else together * last
                together, last = 0, share
            together += found
        return total + (together if last is WHOLE else together * last)

    def bound(self, within: Consolidation, near: Shares, far: Shares, reading: Reading) -> Number | None:
        """Add up where some stand in the accounts of others, each being there for between `near` and `far`.

        The sum is that of each one's figures without what they hold of others, times how much of it is there. Where its
        accounts show less than what they are said to hold, the more of it is there, the less comes out: then `far`
        gives the bound, not `near`.
        """
        alone: dict[int, Number] = {}
        for party in within.downwards:
            found = self.figures[party].found[self.number]
            above = within.within.get(party)
            if found is None:
                held = far[above[0]] * above[1] if above is not None else NONE
                if near[party] > held and reading.is_most(self.unknown(party)):
                    return None
                found = 0
            alone[party] = alone.get(party, 0) + found
            if above is not None:
                alone[above[0]] -= found * above[1]
        return max(NONE, sum((each * (near if each > 0 else far)[party] for party, each in alone.items()), NONE))

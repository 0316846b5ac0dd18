"""Who is linked with whom: majorities of votes and control, through as many enterprises as there are (Article 3(3))."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from attrs import define, field, frozen

from intra_core.law.sme.network import NONE, Network, Reading, Stake
from intra_core.model.quantity import Share

HALF = Fraction(1, 2)
"""A majority is more than half; the law needs no figure for it."""


def is_majority(votes: Fraction) -> bool:
    """Say whether votes are a majority (Article 3(3)(a)): capital never is."""
    return votes > HALF


@frozen
class Link:
    """Why two are linked directly: `one` holds or controls the `other`, or both answer to the same persons."""

    one: int
    other: int
    why: str
    article: str


@define(eq=False)
class Linked:
    """Enterprises in sets of linked ones, joined as links are found, with the votes that each set has in others.

    Votes of linked enterprises add up, so each set keeps their sums; when two sets join, the smaller sums are added to
    the larger, so that the work grows with the holdings and hardly faster.
    """

    network: Network
    reading: Reading
    added: bool
    links: list[Link] = field(init=False, factory=list)
    _above: list[int] = field(init=False)
    _votes: list[dict[int, Fraction]] = field(init=False)
    _size: list[int] = field(init=False)

    @classmethod
    def of(cls, network: Network, reading: Reading, *, added: bool, transmits: Callable[[int], bool]) -> "Linked":
        """Join all that are linked through enterprises.

        Args:
            network: who holds what.
            reading: how what is not known is read.
            added: whether votes of linked enterprises add up to a majority.
            transmits: who may link others by holding them; persons and authorities do not.
        """
        found = cls(network, reading, added)
        count = len(network.parties)
        found._above = list(range(count))
        found._votes = [{} for _ in range(count)]
        found._size = [1] * count
        waiting: list[Link] = []
        for stake in network.stakes:
            if not transmits(stake.holder):
                continue
            votes = network.votes(stake, reading)
            if votes:
                held = found._votes[stake.holder]
                held[stake.held] = held.get(stake.held, NONE) + votes
                if is_majority(held[stake.held]):
                    waiting.append(_by_votes(network, stake, held[stake.held]))
            if network.controls(stake, reading):
                waiting.append(_by_control(network, stake))
        found.join(waiting)
        return found

    def root(self, party: int) -> int:
        """Name the set that somebody is in."""
        above = self._above
        while above[party] != party:
            above[party] = above[above[party]]
            party = above[party]
        return party

    def join(self, waiting: Iterable[Link]) -> bool:
        """Join sets, and those that come to be linked because of it; say whether any were apart."""
        rest = list(waiting)
        any_joined = False
        while rest:
            link = rest.pop()
            into, other = self.root(link.one), self.root(link.other)
            if into == other:
                continue
            any_joined = True
            self.links.append(link)
            if len(self._votes[into]) < len(self._votes[other]):
                into, other = other, into
            self._above[other] = into
            if not self.added:
                continue
            sums = self._votes[into]
            for held, votes in self._votes[other].items():
                both = sums.get(held, NONE) + votes
                sums[held] = both
                if is_majority(both) and self.root(held) != into:
                    rest.append(self._together(link, held, both))
            self._votes[other] = {}
        return any_joined

    def _together(self, link: Link, held: int, votes: Fraction) -> Link:
        names = self.network.parties
        root = self.root(link.one)
        holder = next((stake.holder for stake in self.network.into[held] if self.root(stake.holder) == root), link.one)
        why = f"{names[holder].id} and those linked with it have {_percent(votes)} of the votes in {names[held].id}"
        return Link(holder, held, why, "Article 3(3)(a), third subparagraph")


def reached(network: Network, reading: Reading, hands: Iterable[int], *, added: bool) -> frozenset[int]:
    """Give whoever some persons or bodies control together, directly or through those they control."""
    ours = set(hands)
    start = frozenset(ours)
    votes: dict[int, Fraction] = {}
    waiting = list(ours)
    while waiting:
        holder = waiting.pop()
        for stake in network.out_of[holder]:
            own = network.votes(stake, reading)
            # The votes of the hands themselves always add up: they act as one.
            both = votes.get(stake.held, NONE) + own if added or holder in start else own
            votes[stake.held] = max(both, votes.get(stake.held, NONE))
            if stake.held not in ours and (is_majority(both) or network.controls(stake, reading)):
                ours.add(stake.held)
                waiting.append(stake.held)
    return frozenset(ours - start)


def _by_votes(network: Network, stake: Stake, votes: Fraction) -> Link:
    holder, held = network.parties[stake.holder].id, network.parties[stake.held].id
    why = f"{holder} has {_percent(votes)} of the votes in {held}"
    return Link(stake.holder, stake.held, why, "Article 3(3)(a)")


def _by_control(network: Network, stake: Stake) -> Link:
    holder, held = network.parties[stake.holder].id, network.parties[stake.held].id
    why = f"{holder} controls {held} otherwise than by votes"
    return Link(stake.holder, stake.held, why, "Article 3(3)(b) to (d)")


def _percent(share: Fraction) -> str:
    return str(Share(share))

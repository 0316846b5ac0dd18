"""Who is linked with whom: majorities of votes and control, through as many enterprises as there are (Article 3(3))."""

from collections.abc import Callable, Collection, Iterable
from fractions import Fraction
from functools import partial

from attrs import define, field, frozen

from intra_core.law.sme.network import NONE, Network, Reading, Stake
from intra_core.model.quantity import Share

THROUGH_OTHERS = "third subparagraph"
"""Of Article 3(3): whoever is linked through other enterprises is linked too."""
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
    tell: Callable[[], str]
    """Tells why; it is asked of the few links that an answer shows."""
    article: str

    @property
    def why(self) -> str:
        """Why they are linked."""
        return self.tell()


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

    @classmethod
    def of(cls, network: Network, reading: Reading, *, added: bool, transmits: Callable[[int], bool]) -> "Linked":
        """Join all that are linked through enterprises.

        Args:
            network: who holds what.
            reading: how what is not known is read.
            added: whether votes of linked enterprises add up to a majority.
            transmits: who may link others by holding them; persons and public bodies do not.
        """
        found = cls(network, reading, added)
        count = len(network.parties)
        found._above = list(range(count))
        found._votes = [{} for _ in range(count)]
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
                before = sums.get(held, NONE)
                sums[held] = both = before + votes
                # Where one of the two had a majority already, that link is found or waits to be joined.
                if is_majority(both) and not (is_majority(before) or is_majority(votes)) and self.root(held) != into:
                    rest.append(self._together(link, held, both))
            self._votes[other] = {}
        return any_joined

    def _together(self, link: Link, held: int, votes: Fraction) -> Link:
        root = self.root(link.one)
        holders = (each for each in self.network.into[held] if self.root(each.holder) == root)
        first = max(holders, key=lambda each: self.network.votes(each, self.reading))
        tell = partial(_tell_votes, self.network, first, votes, " and those linked with it have")
        return Link(first.holder, held, tell, f"Article 3(3)(a), {THROUGH_OTHERS}")


class Reach:
    """Whom persons or bodies control who act as one, directly or through those they control.

    Those who control just the same directly reach the same, so that each such set is followed once; but not those whom
    somebody holds, who may be reached themselves.
    """

    def __init__(self, network: Network, reading: Reading, *, added: bool) -> None:
        self.network: Network = network
        self.reading: Reading = reading
        self.added: bool = added
        self._found: dict[frozenset[int], frozenset[int]] = {}

    def of(self, hands: Iterable[int]) -> frozenset[int]:
        """Give whoever some control together; not themselves."""
        start = frozenset(hands)
        directly = self._only_controlled(start)
        if directly is None:
            return self._followed(start)
        found = self._found.get(directly)
        if found is None:
            found = self._found[directly] = self._followed(start)
        return found

    def _only_controlled(self, hands: frozenset[int]) -> frozenset[int] | None:
        """Give whom they control directly, if they hold nothing else and nobody holds them."""
        if any(self.network.into[hand] for hand in hands):
            return None
        votes: dict[int, Fraction] = {}
        controlled: set[int] = set()
        for hand in hands:
            for stake in self.network.out_of[hand]:
                votes[stake.held] = votes.get(stake.held, NONE) + self.network.votes(stake, self.reading)
                if is_majority(votes[stake.held]) or self.network.controls(stake, self.reading):
                    controlled.add(stake.held)
        return frozenset(controlled) if len(controlled) == len(votes) else None

    def _followed(self, start: frozenset[int]) -> frozenset[int]:
        network, reading, added = self.network, self.reading, self.added
        ours = set(start)
        together: dict[int, Fraction] = {}
        waiting: list[Collection[int]] = [start]
        while waiting:
            holders = waiting.pop()
            # The votes of the hands themselves always add up, as they act as one; those of others if they are to.
            votes = together if added else {}
            for holder in holders:
                for stake in network.out_of[holder]:
                    votes[stake.held] = votes.get(stake.held, NONE) + network.votes(stake, reading)
                    if stake.held not in ours and (is_majority(votes[stake.held]) or network.controls(stake, reading)):
                        ours.add(stake.held)
                        waiting.append((stake.held,))
        return frozenset(ours - start)


def _by_votes(network: Network, stake: Stake, votes: Fraction) -> Link:
    return Link(stake.holder, stake.held, partial(_tell_votes, network, stake, votes, " has"), "Article 3(3)(a)")


def _by_control(network: Network, stake: Stake) -> Link:
    return Link(stake.holder, stake.held, partial(_tell_control, network, stake), "Article 3(3)(b) to (d)")


def _tell_votes(network: Network, stake: Stake, votes: Fraction, has: str) -> str:
    holder, held = network.parties[stake.holder].id, network.parties[stake.held].id
    if stake.told.votes is None and has == " has":
        return f"{holder} may have most of the votes in {held}"
    return f"{holder}{has} {Share(votes)} of the votes in {held}"


def _tell_control(network: Network, stake: Stake) -> str:
    holder, held = network.parties[stake.holder].id, network.parties[stake.held].id
    return f"{holder} {'may control' if stake.told.control is None else 'controls'} {held} otherwise than by votes"

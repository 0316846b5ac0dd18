"""Partners: who holds at least a quarter of whom, alone or with those linked with it (Article 3(2), 6(2))."""

from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from functools import partial

from attrs import frozen

from intra_core.law.sme.control import Linked
from intra_core.law.sme.investors import Exceptions
from intra_core.law.sme.network import NONE, WHOLE, Network, Reading, Stake, named
from intra_core.model.quantity import Share


@frozen(kw_only=True)
class Partner:
    """A set of linked enterprises that is a partner of the subject or of somebody linked with it.

    `first` is the one that holds or is held, `of` the one that it holds or that holds it.
    """

    root: int
    first: int
    of: int
    share: Fraction
    tell: Callable[[], str]


@frozen
class _Relation:
    """What a set of linked enterprises holds in somebody, or somebody's set in it."""

    root: int
    first: int
    of: int
    capital: Fraction
    votes: Fraction
    tell: Callable[[], str]

    @property
    def share(self) -> Fraction:
        """The greater of capital and votes; never more than all of it, whatever was told."""
        return min(WHOLE, max(self.capital, self.votes))


def reaches(share: Fraction, quarter: Fraction) -> bool:
    """Say whether a share is enough: exactly a quarter is (Article 3(2))."""
    return share >= quarter


def partners_of(
    ours: Collection[int],
    network: Network,
    reading: Reading,
    linked: Linked,
    exceptions: Exceptions,
    *,
    quarter: Fraction,
    greatest: bool,
) -> tuple[Partner, ...]:
    """Give the partners of a set of linked enterprises, each at one share.

    Args:
        ours: the set.
        network: who holds what.
        reading: how what is not known is read.
        linked: all sets of linked enterprises.
        exceptions: the investors that are no partners.
        quarter: the share from which on somebody is a partner.
        greatest: whether a partner of several counts at the greatest of its shares, or at their sum.
    """
    found: dict[int, list[tuple[str, _Relation]]] = {}
    for way, relations in (
        ("up", _upstream(ours, network, reading, linked, exceptions)),
        ("down", _downstream(ours, network, reading, linked)),
    ):
        for relation in relations:
            if reaches(relation.share, quarter):
                found.setdefault(relation.root, []).append((way, relation))
    return tuple(_partner(root, relations, greatest) for root, relations in found.items())


def _partner(root: int, found: list[tuple[str, _Relation]], greatest: bool) -> Partner:
    if greatest:
        share = max(relation.share for _, relation in found)
    else:
        sums = (sum((each.share for way, each in found if way == one), NONE) for one in ("up", "down"))
        share = min(WHOLE, max(sums))
    first = max((relation for _, relation in found), key=lambda each: each.share)
    return Partner(root=root, first=first.first, of=first.of, share=share, tell=first.tell)


def _upstream(
    ours: Collection[int], network: Network, reading: Reading, linked: Linked, exceptions: Exceptions
) -> Iterator[_Relation]:
    for held in sorted(ours):
        stakes = network.into[held]
        if stakes:
            excepted = exceptions.excepted(held, network, reading, linked)
            counted = [
                each
                for each in stakes
                if network.is_enterprise(each.holder) and each.holder not in ours and each not in excepted
            ]
            yield from _relations(counted, network, reading, linked, upstream=True)


def _downstream(ours: Collection[int], network: Network, reading: Reading, linked: Linked) -> Iterator[_Relation]:
    below: dict[int, list[Stake]] = {}
    for holder in sorted(ours):
        for stake in network.out_of[holder] if network.is_enterprise(holder) else ():
            if stake.held not in ours:
                below.setdefault(stake.held, []).append(stake)
    for stakes in below.values():
        yield from _relations(stakes, network, reading, linked, upstream=False)


def _relations(
    stakes: list[Stake], network: Network, reading: Reading, linked: Linked, *, upstream: bool
) -> Iterator[_Relation]:
    """Add up what one set has in one enterprise."""
    sets: dict[int, list[Stake]] = {}
    for stake in stakes:
        sets.setdefault(linked.root(stake.holder), []).append(stake)
    for root, together in sets.items():
        first, *others = together
        capital, votes = network.capital(first, reading), network.votes(first, reading)
        for each in others:
            capital, votes = capital + network.capital(each, reading), votes + network.votes(each, reading)
        tell = partial(_tell, network, together, capital, votes)
        other = linked.root(first.held)
        if upstream:
            yield _Relation(root, first.holder, first.held, capital, votes, tell)
        else:
            yield _Relation(other, first.held, first.holder, capital, votes, tell)


def _tell(network: Network, together: list[Stake], capital: Fraction, votes: Fraction) -> str:
    holders = dict.fromkeys(network.parties[each.holder].id for each in together)
    has = "has" if len(holders) == 1 else "together have"
    held = network.parties[together[0].held].id
    told = [
        f"{Share(share)} of the {what}"
        if all(each is not None for each in shares)
        else f"a share of the {what} not told"
        for what, share, shares in (
            ("capital", capital, [each.told.capital for each in together]),
            ("votes", votes, [each.told.votes for each in together]),
        )
    ]
    return f"{named(holders)} {has} {' and '.join(told)} in {held}"

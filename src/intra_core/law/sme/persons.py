"""Enterprises linked through the same persons, if they are active on the same or on adjacent markets (Article 3(3))."""

from collections.abc import Iterable, Iterator, Mapping

from intra_core.law.sme.control import Link, Linked, reached
from intra_core.law.sme.network import Network, Reading
from intra_core.model.group import Adjacent, Jointly, PartyKind

ARTICLE = "Article 3(3), fourth subparagraph"


def join_by_persons(linked: Linked, hands: Iterable[frozenset[int]], adjacent: Mapping[str, frozenset[str]]) -> None:
    """Join the enterprises that persons control on common markets.

    Args:
        linked: what is linked through enterprises; it is changed.
        hands: the persons who act as one.
        adjacent: for each market those next to it.
    """
    network, reading = linked.network, linked.reading
    for hand in hands:
        controlled = reached(network, reading, hand, added=linked.added)
        ours = sorted(each for each in controlled if network.is_enterprise(each))
        if len(ours) > 1:
            linked.join(_links(network, reading, hand, ours, adjacent))


def _links(
    network: Network, reading: Reading, hand: frozenset[int], ours: list[int], adjacent: Mapping[str, frozenset[str]]
) -> Iterator[Link]:
    """Link each with the first on the same market or on one next to it; that is enough to join them all."""
    first: dict[str, int] = {}
    anywhere: list[int] = []
    for party in ours:
        markets = network.parties[party].market
        if markets is None:
            if reading.is_most(("enterprise", network.parties[party].id, "market")):
                anywhere.append(party)
            continue
        for market in markets:
            yield from _link(network, hand, party, first.setdefault(market, party), f"both on the market {market!r}")
    for market, party in first.items():
        for beside in adjacent.get(market, ()):
            if beside in first:
                says = f"on the adjacent markets {market!r} and {beside!r}"
                yield from _link(network, hand, party, first[beside], says)
    for party in anywhere:
        for other in (*anywhere[:1], *first.values()):
            yield from _link(network, hand, party, other, "on markets that may be the same")


def _link(network: Network, hand: frozenset[int], one: int, other: int, markets: str) -> Iterator[Link]:
    if one != other:
        names = " and ".join(sorted(network.parties[each].id for each in hand))
        why = f"{names} control{'' if len(hand) > 1 else 's'} both {network.parties[other].id} and "
        yield Link(other, one, f"{why}{network.parties[one].id}, {markets}", ARTICLE)


def hands_of(network: Network, jointly: Iterable[Jointly]) -> tuple[frozenset[int], ...]:
    """Give the natural persons who hold something, those who act jointly as one."""
    hand: dict[int, frozenset[int]] = {}
    for together in jointly:
        ours = frozenset(network.number[name] for name in together.persons)
        whole = ours.union(*(hand.get(each, frozenset()) for each in ours))
        hand |= dict.fromkeys(whole, whole)
    for stake in network.stakes:
        if network.kind(stake.holder) is PartyKind.PERSON:
            hand.setdefault(stake.holder, frozenset({stake.holder}))
    return tuple(dict.fromkeys(hand.values()))


def adjacent_markets(told: Iterable[Adjacent]) -> Mapping[str, frozenset[str]]:
    """Give for each market those next to it, both ways."""
    found: dict[str, set[str]] = {}
    for each in told:
        for market in each.markets:
            found.setdefault(market, set()).update(other for other in each.markets if other != market)
    return {market: frozenset(others) for market, others in found.items()}

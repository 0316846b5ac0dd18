"""Enterprises linked through the same persons, if they are active on the same or on adjacent markets (Article 3(3))."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

from intra_core.law.sme.control import Link, Linked, Reach
from intra_core.law.sme.network import Network, Reading, named
from intra_core.model.group import Adjacent, Jointly, PartyKind

ARTICLE = "Article 3(3), fourth subparagraph"


def join_by_persons(linked: Linked, hands: Iterable[frozenset[int]], adjacent: Iterable[Adjacent]) -> frozenset[int]:
    """Join the enterprises that persons control on common markets.

    Args:
        linked: what is linked through enterprises; it is changed.
        hands: the persons who act as one.
        adjacent: the markets that are next to each other.

    Returns:
        Those of whom nobody told the markets although these matter.
    """
    network, reading = linked.network, linked.reading
    beside = _beside(adjacent)
    unsaid: set[int] = set()
    seen: set[frozenset[int]] = set()
    reach = Reach(network, reading, added=linked.added)
    for hand in hands:
        controlled = reach.of(hand)
        if len(controlled) > 1 and controlled not in seen:
            seen.add(controlled)
            ours = sorted(each for each in controlled if network.is_enterprise(each))
            unsaid.update(each for each in ours if network.parties[each].market is None)
            linked.join(_links(network, reading, hand, ours, beside))
    return frozenset(unsaid)


def _links(
    network: Network, reading: Reading, hand: frozenset[int], ours: list[int], beside: Mapping[str, list[int]]
) -> Iterator[Link]:
    """Link each with the first on the same market or on one next to it; that is enough to join them all."""

    @cache
    def who() -> str:
        names = named(network.parties[each].id for each in hand)
        return f"{names} {'control' if len(hand) > 1 else 'controls'}"

    first: dict[str, int] = {}
    anywhere: list[int] = []
    for party in ours:
        markets = network.parties[party].market
        if markets is None:
            if reading.is_most(("enterprise", network.parties[party].id, "market")):
                anywhere.append(party)
            continue
        for market in markets:
            yield from _link(network, who, party, first.setdefault(market, party), f"both on the market {market!r}")
    met: dict[int, str] = {}
    for market, party in first.items():
        for place in beside.get(market, ()):
            near = met.setdefault(place, market)
            says = f"on the adjacent markets {near!r} and {market!r}"
            yield from _link(network, who, party, first[near], says)
    for party in anywhere[:1]:
        for another in (*anywhere[1:], *first.values()):
            yield from _link(network, who, party, another, "on markets that may be the same")


def _beside(adjacent: Iterable[Adjacent]) -> dict[str, list[int]]:
    """Give for each market the places where it is told to be next to others."""
    found: dict[str, list[int]] = {}
    for place, each in enumerate(adjacent):
        for market in each.markets:
            found.setdefault(market, []).append(place)
    return found


def _link(network: Network, who: Callable[[], str], one: int, other: int, markets: str) -> Iterator[Link]:
    if one != other:
        yield Link(other, one, partial(_tell, network, who, one, other, markets), ARTICLE)


def _tell(network: Network, who: Callable[[], str], one: int, other: int, markets: str) -> str:
    return f"{who()} both {network.parties[other].id} and {network.parties[one].id}, {markets}"


def hands_of(network: Network, jointly: Iterable[Jointly]) -> tuple[frozenset[int], ...]:
    """Give the natural persons who hold something, those who act jointly as one; who acts with one acts with all."""
    above: dict[int, int] = {}

    def first(person: int) -> int:
        while above.setdefault(person, person) != person:
            above[person] = above[above[person]]
            person = above[person]
        return person

    for together in jointly:
        ours = [network.number[name] for name in together.persons]
        for person in ours:
            above[first(person)] = first(ours[0])
    for stake in network.stakes:
        if network.kind(stake.holder) is PartyKind.PERSON:
            first(stake.holder)
    hands: dict[int, list[int]] = {}
    for person in above:
        hands.setdefault(first(person), []).append(person)
    return tuple(map(frozenset, hands.values()))

"""The share of an enterprise that public bodies control, directly or not, one of them or together (Article 3(4))."""

from collections.abc import Collection
from fractions import Fraction

from intra_core.law.sme.control import Reach
from intra_core.law.sme.network import NONE, WHOLE, Network, Reading, Stake


def public_share(
    held: int, network: Network, reading: Reading, excepted: Collection[Stake], *, quarter: Fraction | None, added: bool
) -> tuple[Fraction, tuple[Stake, ...]]:
    """Give the greater of the shares of capital and of votes that public bodies control, and the holdings that make it.

    Whoever is a public body itself is one as a whole.

    Args:
        held: the enterprise.
        network: who holds what.
        reading: how what is not known is read.
        excepted: the holdings in it that Article 3(2) excepts.
        quarter: the share at which an enterprise passes on what it holds; None for those that are controlled.
        added: whether votes of linked enterprises add up.
    """
    bodies = frozenset(each for each in range(len(network.parties)) if network.is_public(each, reading))
    if held in bodies:
        return WHOLE, ()
    if not bodies:
        return NONE, ()
    behind = bodies | (
        Reach(network, reading, added=added).of(bodies)
        if quarter is None
        else _quarters(network, reading, bodies, quarter)
    )
    ours = tuple(each for each in network.into[held] if each.holder in behind and each not in excepted)
    capital = sum((network.capital(each, reading) for each in ours), NONE)
    votes = sum((network.votes(each, reading) for each in ours), NONE)
    return max(capital, votes), ours


def _quarters(network: Network, reading: Reading, bodies: frozenset[int], quarter: Fraction) -> frozenset[int]:
    """Give whoever has public bodies, and others like it, behind at least a quarter of its capital or votes."""
    ours = set(bodies)
    shares: dict[int, list[Fraction]] = {}
    waiting = list(bodies)
    while waiting:
        for stake in network.out_of[waiting.pop()]:
            both = shares.setdefault(stake.held, [NONE, NONE])
            both[0] += network.capital(stake, reading)
            both[1] += network.votes(stake, reading)
            if stake.held not in ours and (max(both) >= quarter or network.controls(stake, reading)):
                ours.add(stake.held)
                waiting.append(stake.held)
    return frozenset(ours)

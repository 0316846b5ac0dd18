"""Looking for flips: two neighbouring values of what is moved, between which something about an answer changes."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from intra_core.testing.boundaries.movers import Mover

State = Mapping[Hashable, Hashable]
"""By what is watched, how it stands at one value."""


def flips(
    mover: Mover, state: Callable[[Any], State], watched: Collection[Hashable], places: Collection[int] = ()
) -> Iterator[tuple[Hashable, Any, Any]]:
    """Give what flips, and the two neighbouring values between which it does.

    An ordered mover is looked at on values that go away from the one told in steps that grow fourfold, at `places` and
    on both sides of them; between two that differ the flip is closed in on. Between two that do not, what flips there
    and back again is not seen.
    """
    known: dict[Any, State] = {}

    def at(value: Any) -> State:  # noqa: ANN401 (whatever is moved)
        if value not in known:
            known[value] = state(value)
        return known[value]

    if not mover.ordered:
        for name in watched:
            other = next((each for each in mover.others if at(each).get(name) != at(mover.at).get(name)), None)
            if other is not None:
                first, second = sorted((mover.at, other))
                yield name, first, second
        return
    steps = [4**power for power in range((mover.high - mover.low).bit_length() // 2 + 1)]
    around = {mover.at, *(mover.at + step for step in steps), *(mover.at - step for step in steps)}
    around |= {mover.low, mover.high, *places, *(place - 1 for place in places)}
    for low, high in pairwise(sorted(each for each in around if mover.low <= each <= mover.high)):
        for name in watched:
            last = low
            while at(last).get(name) != at(high).get(name):
                before, after = _closed_in(at, name, last, high)
                yield name, before, after
                last = after


def _closed_in(at: Callable[[int], State], name: Hashable, low: int, high: int) -> tuple[int, int]:
    """Give the neighbours between which something leaves how it stands at the lower value."""
    stands = at(low).get(name)
    while high - low > 1:
        middle = (low + high) // 2
        if at(middle).get(name) == stands:
            low = middle
        else:
            high = middle
    return low, high

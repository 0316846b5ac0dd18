"""Looking for flips: two neighbouring values of what is moved, between which something about an answer changes."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from typing import Any

from intra_core.testing import bisection
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

    def at(value: Any, name: Hashable) -> Hashable:  # noqa: ANN401 (whatever is moved)
        if value not in known:
            known[value] = state(value)
        return known[value].get(name)

    if not mover.ordered:
        for name in watched:
            other = next((each for each in mover.others if at(each, name) != at(mover.at, name)), None)
            if other is not None:
                first, second = sorted((mover.at, other))
                yield name, first, second
        return
    near = (near for place in places for near in (place - 1, place) if mover.low <= near <= mover.high)
    around = bisection.outwards(mover.at, mover.low, mover.high).union(near)
    for name in watched:
        for low, high in bisection.flips(lambda value, name=name: at(value, name), around):  # type: ignore[misc] # as in bisection
            yield name, low, high

"""Why a condition is unmet: a smallest set of facts that makes it so, whatever the others are."""

from collections.abc import Callable, Iterable
from itertools import combinations

from intra_core.model.facts import Facts
from intra_core.rules.language import Node, facts_of
from intra_core.rules.possible import Possible

MOST_TRIED = 4_096
"""Above this many sets the search stops at a set of which no part can be left out."""


def smallest_cause(node: Node, facts: Facts, reads: Iterable[str] | None = None) -> tuple[str, ...]:
    """Name the fewest known facts that alone make a settled condition unmet.

    Inside an `or` this takes in every branch, since each had to fail. Lists count as one fact.

    Args:
        node: the settled condition.
        facts: what is known.
        reads: the facts that the condition reads, if the caller has them at hand.

    >>> from intra_core.rules.kinds import YesNo
    >>> from intra_core.rules.language import And, Fact
    >>> both = And((Fact("a", YesNo()), Fact("b", YesNo())))
    >>> smallest_cause(both, {"a": True, "b": False})
    ('b',)
    """
    known = tuple(name for name in (facts_of(node) if reads is None else reads) if name in facts)

    def unmet(names: tuple[str, ...]) -> bool:
        return Possible({name: facts[name] for name in names}).truth(node) is False

    tried = 0
    for size in range(len(known)):
        for names in combinations(known, size):
            if unmet(names):
                return names
            tried += 1
            if tried > MOST_TRIED:
                return _thinned(known, unmet)
    return known


def offending(node: Node, facts: Facts, name: str) -> tuple[int, ...]:
    """Give the places of those records of a list any one of which, without the others, leaves a condition unmet.

    None where the condition is about all of them together, such as their sum.

    >>> from intra_core.rules.kinds import Records, YesNo
    >>> from intra_core.rules.language import Element, Fact, Walk
    >>> costs = Fact("cost", Records({"paid": YesNo()}))
    >>> every = Walk("all", "x", costs, Element("x", "cost", "paid", YesNo()), None, YesNo())
    >>> offending(every, {"cost": ({"paid": True}, {"paid": False})}, "cost")
    (1,)
    """
    records = facts[name]
    if not isinstance(records, tuple) or Possible({**facts, name: ()}).truth(node) is False:
        return ()
    alone = ((place, {**facts, name: (record,)}) for place, record in enumerate(records))
    return tuple(place for place, told in alone if Possible(told).truth(node) is False)


def _thinned(known: tuple[str, ...], unmet: Callable[[tuple[str, ...]], bool]) -> tuple[str, ...]:
    kept = list(known)
    for name in known:
        without = tuple(each for each in kept if each != name)
        if unmet(without):
            kept.remove(name)
    return tuple(kept)

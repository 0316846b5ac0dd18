"""The boundary reading: the values of a fact where an answer may flip, and its extremes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from intra_core.model.days import DAYS_OF_THE_YEAR, FIRST, LAST
from intra_core.model.facts import Facts
from intra_core.rules.kinds import Choice, Code, Day, Kind, MonthDay, Ordered, Records, YesNo
from intra_core.rules.language import (
    Among,
    Band,
    Call,
    Compare,
    Constant,
    Fact,
    Greatest,
    Least,
    Node,
    Walk,
    children,
    walk,
)
from intra_core.rules.possible import Possible


def boundary_values(node: Node, fact: Fact, facts: Facts | None = None) -> tuple[object, ...]:
    """Give values of a fact on and beside every bound that a settled node compares with, and its extremes.

    Args:
        node: the settled node.
        fact: one of the facts it reads.
        facts: the other facts, as far as they are told. With them the values on both sides of every flip are looked
            for, also where what is compared is worked out from the fact; this takes some milliseconds. A function of
            a region has no bounds that anybody could see: where it takes the fact, the answer may flip elsewhere too.

    >>> from intra_core.rules.kinds import number_of
    >>> eur = number_of("EUR")
    >>> boundary_values(Compare(">=", Fact("a", eur, 0, 900), Constant(100, eur)), Fact("a", eur, 0, 900))
    (0, 99, 100, 101, 900)
    """
    kind = fact.kind
    if isinstance(kind, YesNo):
        return (False, True)
    if isinstance(kind, Choice):
        return tuple(sorted(kind.values))
    if isinstance(kind, Records):
        return ((),)
    if isinstance(kind, Code):
        return (*sorted(_members(node, fact)), "~")
    if isinstance(kind, Ordered):
        domain = _domain(fact, kind)
        found = _beside(node, fact, domain)
        return tuple(
            domain[place] for place in sorted(found if facts is None else _flips(node, fact, facts, domain, found))
        )
    words = {str(each.value) for each in walk(node) if isinstance(each, Constant) and each.kind == kind}
    return (*sorted(words.union(_members(node, fact))), "~")


def _members(node: Node, fact: Fact) -> Iterable[str]:
    for each in walk(node):
        if isinstance(each, Among) and _reads(each.item, fact):
            yield from each.members


def _reads(node: Node, fact: Fact) -> bool:
    return any(each == fact for each in walk(node))


def through_a_function(node: Node, fact: Fact) -> bool:
    """Say whether a region's function takes a fact, or what is worked out from it: then its boundaries are not known.

    >>> from intra_core.rules.kinds import DAYS
    >>> through_a_function(Compare("<", Fact("stay", DAYS), Constant(3, DAYS)), Fact("stay", DAYS))
    False
    """
    return any(isinstance(each, Call) and _reads(each, fact) for each in walk(node))


def _domain(fact: Fact, kind: Kind) -> Sequence[int]:
    if isinstance(kind, Day):
        return range(FIRST, LAST + 1)
    return DAYS_OF_THE_YEAR if isinstance(kind, MonthDay) else range(fact.low, fact.high + 1)


def _beside(node: Node, fact: Fact, domain: Sequence[int]) -> set[int]:
    """Find the places in a domain of the constants that a fact is compared with, and of their neighbours."""
    found = {0, len(domain) - 1}
    for each in walk(node):
        if isinstance(each, Compare | Band) and _reads(each, fact):
            for constant in walk(each):
                if isinstance(constant, Constant) and isinstance(constant.value, int) and constant.kind == fact.kind:
                    place = constant.value - domain[0]
                    found.update(near for near in (place - 1, place, place + 1) if 0 <= near < len(domain))
    return found


def _flips(node: Node, fact: Fact, facts: Facts, domain: Sequence[int], found: set[int]) -> set[int]:
    """Add the places on both sides of where a comparison flips, those further in first.

    Between two places found so far a comparison is taken to flip once at most: surely so where it reads the fact once.
    What a region's function makes of the fact flips anywhere, and is left out.
    """
    for condition, records in _turns(node, Possible(facts), fact):

        def held(place: int, condition: Node = condition, records: Mapping[str, Facts] = records) -> bool | None:
            return Possible({**facts, fact.name: domain[place]}, records).truth(condition)

        for low, high in pairwise(sorted(found)):
            before, after = held(low), held(high)
            if before is not after:
                found.update(_turn(held, low, high, before, leaves=True))
                found.update(_turn(held, low, high, after, leaves=False))
    return found


def _turn(
    held: Callable[[int], bool | None], low: int, high: int, truth: bool | None, *, leaves: bool
) -> tuple[int, int]:
    """Give the two places between which a comparison leaves a truth value, or comes to it."""
    while high - low > 1:
        middle = (low + high) // 2
        if (held(middle) is truth) is leaves:
            low = middle
        else:
            high = middle
    return low, high


def _turns(node: Node, at: Possible, fact: Fact) -> Iterator[tuple[Node, Mapping[str, Facts]]]:
    """Give every comparison that a fact bears on, the innermost first, with the records it is made for."""
    if isinstance(node, Walk):
        records: Iterable[Facts] = at.value(node.records) or ({},)
        for record in records:
            inner = at.at_record(node.variable, record)
            for part in (node.where, node.body):
                if part is not None:
                    yield from _turns(part, inner, fact)
        return
    for child in children(node):
        yield from _turns(child, at, fact)
    yield from ((each, at.records) for each in comparisons(node) if _bears(each, fact))


def _bears(comparison: Node, fact: Fact) -> bool:
    return _reads(comparison, fact) and not through_a_function(comparison, fact)


def comparisons(node: Node) -> Iterator[Node]:
    """Give what a node itself compares, as conditions: which part of a `min` is the least, in which band a number is.

    >>> from intra_core.rules.kinds import DAYS
    >>> [each.sign for each in comparisons(Least((Fact("a", DAYS), Fact("b", DAYS)), DAYS))]
    ['<']
    """
    match node:
        case Compare() if isinstance(node.left.kind, Ordered):
            yield Compare("<", node.left, node.right)
            yield Compare("<=", node.left, node.right)
        case Least() | Greatest():
            for place, part in enumerate(node.parts):
                yield from (Compare("<", part, other) for other in node.parts[place + 1 :])
        case Band():
            yield from (Compare("<", node.number, bound) for bound, _ in node.rows)
        case _:
            pass

"""The boundary reading: the values of a fact where an answer may flip, and its extremes."""

from collections.abc import Iterable

from intra_core.model.days import FIRST, LAST
from intra_core.rules.kinds import Choice, Code, Day, Kind, MonthDay, Number, Records, YesNo
from intra_core.rules.language import Among, Band, Compare, Constant, Fact, Node, walk


def boundary_values(node: Node, fact: Fact) -> tuple[object, ...]:
    """Give values of a fact on and beside every bound that a settled node compares with, and its extremes.

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
    if isinstance(kind, Number | Day | MonthDay):
        return _numbers(node, fact, kind)
    words = {str(each.value) for each in walk(node) if isinstance(each, Constant) and each.kind == kind}
    return (*sorted(words.union(_members(node, fact))), "~")


def _members(node: Node, fact: Fact) -> Iterable[str]:
    for each in walk(node):
        if isinstance(each, Among) and each.item == fact:
            yield from each.members


def _numbers(node: Node, fact: Fact, kind: Kind) -> tuple[int, ...]:
    low, high = (
        (FIRST, LAST) if isinstance(kind, Day) else (101, 1231) if isinstance(kind, MonthDay) else (fact.low, fact.high)
    )
    found = {low, high}
    for each in walk(node):
        if isinstance(each, Compare | Band) and any(below == fact for below in walk(each)):
            for constant in walk(each):
                if isinstance(constant, Constant) and isinstance(constant.value, int) and constant.kind == kind:
                    found.update((constant.value - 1, constant.value, constant.value + 1))
    return tuple(sorted(value for value in found if low <= value <= high))

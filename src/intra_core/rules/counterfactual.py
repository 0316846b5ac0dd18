"""The counterfactual reading: the least steps of some levers after which every condition holds.

Boxes of steps are read by the possible-values reading, all their steps at once. A box in which a condition surely fails
is dropped, any other is cut in two, and the one that begins with the least steps comes first. What is left of a box at
last is one step for each lever, which is decided as any application is. So the first that holds is the least, and
where no box is left there is none.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from operator import is_
from typing import cast

from attrs import define, evolve, field, fields, frozen

from intra_core.model.facts import Facts
from intra_core.rules.kinds import Kind, Ordered, YesNo
from intra_core.rules.language import NODES, Element, Fact, Node, Unpublished, Walk, walk
from intra_core.rules.levers import Lever
from intra_core.rules.possible import Possible, anything

Steps = tuple[int, ...]


MOST_OPEN = 2
"""Of more things that nobody can tell, all are taken at their least and all at their greatest, and not one by one."""


@frozen(eq=False)
class Goal:
    """A settled condition that has to hold, with the facts and fields it reads.

    `extremes` are the values between which what can never be told lies: the condition has to hold with all of them.
    """

    node: Node
    reads: frozenset[str]
    extremes: tuple[Facts, ...] = ()

    def may_hold(self, at: Possible) -> bool | None:
        """Say whether it holds for sure, or can come to, or (False) cannot."""
        held = at.truth(self.node)
        if held is None and any(Possible({**at.facts, **each}).truth(self.node) is False for each in self.extremes):
            return False
        return held


def goal(node: Node, told: Facts | None = None) -> Goal:
    """Make a goal of a settled condition.

    Args:
        node: the condition.
        told: what is told, where nothing else ever will be: then only levers can move the condition.

    >>> from intra_core.rules.kinds import YesNo
    >>> active = goal(Fact("event.active", YesNo()), {})
    >>> active.reads, active.may_hold(Possible({}))
    (frozenset({'event.active'}), False)
    """
    reads: set[str] = set()
    never: dict[str, tuple[object, ...]] = {}
    rewritten = False
    for each in walk(node):
        if isinstance(each, Fact):
            reads.add(each.name)
            if told is not None and each.name not in told:
                never[each.name] = _ends(each.kind, each.low, each.high)
        elif isinstance(each, Element):
            reads.add(f"{each.list_name}.{each.name}")
        rewritten |= isinstance(each, Unpublished) or _missing(each, told)
    if rewritten:

        def stands(each: Node) -> Node | None:
            if not isinstance(each, Unpublished) and not _missing(each, told):
                return None
            low, high = Possible({}).value(each) if isinstance(each.kind, Ordered) else (0, 0)
            name = f"{each.name} (unpublished)" if isinstance(each, Unpublished) else f"walk {id(each)}"
            words = each.words if isinstance(each, Unpublished) else frozenset[str]()
            never[name] = tuple(sorted(words)) or _ends(each.kind, low, high)
            return Fact(name, each.kind, low, high)

        node = _changed(node, stands)
    return Goal(node, frozenset(reads), _extremes({name: ends for name, ends in never.items() if ends}))


def _missing(node: Node, told: Facts | None) -> bool:
    """Say whether a walk goes over a list that is not told."""
    return (
        told is not None and isinstance(node, Walk) and isinstance(node.records, Fact) and node.records.name not in told
    )


def _ends(kind: Kind, low: int, high: int) -> tuple[object, ...]:
    match anything(kind, low, high):
        case (least, most):
            return (least, most)
        case frozenset() as words:
            return tuple(sorted(words))
        case _:
            return (False, True) if isinstance(kind, YesNo) else ()


def _extremes(never: Mapping[str, tuple[object, ...]]) -> tuple[Facts, ...]:
    if len(never) <= MOST_OPEN:
        every = product(*((ends[0], ends[-1]) for ends in never.values()))
        return tuple(dict(zip(never, ends, strict=True)) for ends in every) if never else ()
    return tuple({name: ends[place] for name, ends in never.items()} for place in (0, -1))


def _changed(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """Give a node with some of the nodes below it changed."""
    other = change(node)
    if other is not None:
        return other
    parts = {part.name: getattr(node, part.name) for part in fields(type(node)) if part.init}
    new = {name: _changed_in(below, change) for name, below in parts.items()}
    different = {name: each for name, each in new.items() if each is not parts[name]}
    return evolve(node, **different) if different else node


def _changed_in(below: object, change: Callable[[Node], Node | None]) -> object:
    if isinstance(below, NODES):
        return _changed(cast("Node", below), change)
    if isinstance(below, Mapping):
        return _as_before(below, {name: _changed_in(each, change) for name, each in below.items()})
    if isinstance(below, tuple):
        parts = tuple(_changed_in(each, change) for each in below)
        return below if all(map(is_, parts, below)) else parts
    return below


def _as_before(old: Mapping[object, object], new: Mapping[object, object]) -> Mapping[object, object]:
    return old if all(map(is_, new.values(), old.values())) else new


@define
class Budget:
    """How often a condition may be read; `spent` once a search ended for want of it."""

    readings: int
    used: int = field(default=0, init=False)

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.used >= self.readings


def put(facts: Facts, levers: Iterable[Lever], low: Sequence[int], high: Sequence[int]) -> dict[str, object]:
    """Give facts with levers between two steps each."""
    changed = dict(facts)
    for lever, least, most in sorted(zip(levers, low, high, strict=True), key=lambda each: each[0].stage):
        lever.put(changed, least, most)
    return changed


def least(
    goals: Sequence[Goal],
    facts: Facts,
    levers: Sequence[Lever],
    holds: Callable[[Steps], bool],
    budget: Budget,
) -> Steps | None:
    """Find the steps after which all goals are reached: the least of the first lever, then of the second, and so on.

    Each lever moves at least to its first step. None is found if there are none, or if the budget is spent: then it says so.

    Args:
        goals: what has to hold.
        facts: what is told.
        levers: what is moved, the hardest first.
        holds: decides one step for each lever exactly.
        budget: how often conditions may be read; a decision counts as a reading of each.

    >>> from intra_core.rules.kinds import number_of
    >>> from intra_core.rules.language import Compare, Constant
    >>> from intra_core.rules.levers import Setting
    >>> eur = number_of("EUR")
    >>> enough = Compare(">=", Fact("costs", eur), Constant(50_000, eur))
    >>> more = Setting(fact="costs", effort=1, values=range(49_900, 1_000_000))
    >>> least([goal(enough)], {"costs": 49_900}, [more], lambda steps: 49_900 + steps[0] >= 50_000, Budget(100))
    (100,)
    """
    start = tuple(lever.first for lever in levers), tuple(lever.size for lever in levers)
    boxes: list[tuple[Steps, Steps, tuple[Goal, ...]]] = []

    def keep(low: Steps, high: Steps, goals: Sequence[Goal]) -> None:
        at = Possible(put(facts, levers, low, high))
        undecided = []
        for each in goals:
            budget.used += 1
            held = each.may_hold(at)
            if held is False:
                return
            if held is None:
                undecided.append(each)
        heapq.heappush(boxes, (low, high, tuple(undecided)))

    keep(*start, goals)
    while boxes:
        low, high, undecided = heapq.heappop(boxes)
        if budget.spent:
            return None
        if low == high:
            budget.used += len(goals)
            if holds(low):
                return low
            continue
        # What lies between two choices of words or records is read roughly: these are told apart first.
        place = max(
            range(len(levers)), key=lambda each: (levers[each].rough and high[each] > low[each], high[each] - low[each])
        )
        middle = (low[place] + high[place]) // 2
        keep(low, _with(high, place, middle), undecided)
        keep(_with(low, place, middle + 1), high, undecided)
    return None


def _with(steps: Steps, place: int, step: int) -> Steps:
    return (*steps[:place], step, *steps[place + 1 :])

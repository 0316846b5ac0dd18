"""The counterfactual reading: the least steps of some levers after which every condition holds.

Boxes of steps are read by the possible-values reading, all their steps at once. A box in which a condition surely fails
is dropped, any other is cut in two, and the one that begins with the least steps comes first. What is left of a box at
last is one step for each lever, which is decided as any application is. So the first that holds is the least, and
where no box is left there is none.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence

from attrs import define, evolve, field, fields, frozen

from intra_core.model.facts import Facts
from intra_core.rules.kinds import Choice, Ordered, YesNo
from intra_core.rules.language import Element, Fact, Node, Unpublished, Walk, walk
from intra_core.rules.levers import Lever
from intra_core.rules.possible import Possible
from intra_core.rules.reach import reach

Steps = tuple[int, ...]


@frozen(eq=False)
class Goal:
    """A settled condition that has to hold, with the facts and fields it reads."""

    node: Node
    reads: frozenset[str]
    unsettled: bool
    """Whether something in it can never be told."""

    def may_hold(self, at: Possible) -> bool | None:
        """Say whether it holds for sure, or can come to, or (False) cannot."""
        held = at.truth(self.node)
        if held is None and self.unsettled and not reach(at, self.node).hold:
            return False
        return held


def goal(node: Node) -> Goal:
    """Make a goal of a settled condition.

    >>> from intra_core.rules.kinds import YesNo
    >>> goal(Fact("event.active", YesNo())).reads
    frozenset({'event.active'})
    """
    reads: set[str] = set()
    unsettled = False
    for each in walk(node):
        if isinstance(each, Fact):
            reads.add(each.name)
        elif isinstance(each, Element):
            reads.add(f"{each.list_name}.{each.name}")
        elif isinstance(each, Unpublished):
            unsettled = True
    return Goal(node, frozenset(reads), unsettled)


def untold(node: Node, facts: Facts) -> Node:
    """Put in the place of what is not told something that never will be, so that only levers can move a condition.

    >>> from intra_core.rules.kinds import YesNo
    >>> untold(Fact("event.active", YesNo()), {})
    Unpublished(name='event.active', kind=YesNo(), low=0, high=0, words=frozenset())
    """
    if isinstance(node, Fact):
        return node if node.name in facts else _never(node.name, node)
    if isinstance(node, Walk) and isinstance(node.records, Fact) and node.records.name not in facts:
        return _never(node.records.name, node)
    changed = {part.name: _untold(getattr(node, part.name), facts) for part in fields(type(node)) if part.init}
    kept = all(each is getattr(node, name) for name, each in changed.items())
    return node if kept else evolve(node, **changed)


def _untold(below: object, facts: Facts) -> object:
    if isinstance(below, Node):
        return untold(below, facts)
    if isinstance(below, tuple):
        parts = tuple(_untold(each, facts) for each in below)
        return parts if any(new is not old for new, old in zip(parts, below, strict=True)) else below
    return below


def _never(name: str, node: Fact | Walk) -> Node:
    kind = node.kind
    value = Possible({}).value(node)
    if isinstance(kind, Ordered):
        return Unpublished(name, kind, *value)
    if isinstance(kind, YesNo):
        return Unpublished(name, kind)
    return Unpublished(name, kind, words=kind.values) if isinstance(kind, Choice) else node


@define
class Budget:
    """How many boxes may be looked at; `spent` once a search ended for want of them."""

    boxes: int
    used: int = field(default=0, init=False)
    spent: bool = field(default=False, init=False)

    def take(self) -> bool:
        """Take one, if there is one left."""
        if self.used >= self.boxes:
            self.spent = True
            return False
        self.used += 1
        return True


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

    Each lever moves at least to its first step. None is found if there are none, or if the budget is spent.

    Args:
        goals: what has to hold.
        facts: what is told.
        levers: what is moved, the hardest first.
        holds: decides one step for each lever exactly.
        budget: how many boxes may be looked at.

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
            held = each.may_hold(at)
            if held is False:
                return
            if held is None:
                undecided.append(each)
        heapq.heappush(boxes, (low, high, tuple(undecided)))

    keep(*start, goals)
    while boxes:
        low, high, undecided = heapq.heappop(boxes)
        if not budget.take():
            return None
        if low == high:
            if holds(low):
                return low
            continue
        place = max(range(len(levers)), key=lambda each: high[each] - low[each])
        middle = (low[place] + high[place]) // 2
        keep(low, _with(high, place, middle), undecided)
        keep(_with(low, place, middle + 1), high, undecided)
    return None


def _with(steps: Steps, place: int, step: int) -> Steps:
    return (*steps[:place], step, *steps[place + 1 :])

"""The counterfactual reading: the least steps of some levers after which every condition holds.

Boxes of steps are read by the possible-values reading, all their steps at once. A box in which a condition surely fails
is dropped, and the one that begins with the least steps comes first. Where some condition may hold or not it is cut in
two; where all hold, its least steps are decided as any application is. So the first that holds is the least, and where
no box is left there is none.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from operator import is_
from typing import cast

from attrs import define, evolve, field, fields, frozen

from intra_core.model.days import FIRST
from intra_core.model.facts import Facts
from intra_core.rules.book import ON
from intra_core.rules.compared import compared_words
from intra_core.rules.kinds import Choice, Day, Kind, MonthDay, Number, Records, Text, YesNo
from intra_core.rules.language import NODES, Element, Fact, Node, Unpublished, walk
from intra_core.rules.levers import Lever
from intra_core.rules.possible import Possible, Span, anything

Steps = tuple[int, ...]


MOST_OPEN = 2
"""Of more things that nobody can tell, all are taken one way and all the other, and not each by itself."""


class _DayOfDecision:
    """Stands in a list that nobody has told for the day of decision, or the first of several."""


_DAY_OF_DECISION = _DayOfDecision()


@frozen(eq=False)
class Goal:
    """A settled condition that has to hold, with the facts and fields it reads.

    `completions` are some of the ways in which what can never be told may be: the condition has to hold in each.
    """

    node: Node
    reads: frozenset[str]
    completions: tuple[Facts, ...] = ()

    def may_hold(self, at: Possible) -> bool | None:
        """Say whether it holds for sure, or can come to, or (False) cannot."""
        held = at.truth(self.node)
        if held is None:
            on = at.facts.get(ON.name, FIRST)
            day = on.low if isinstance(on, Span) else on
            for each in self.completions:
                if Possible({**at.facts, **_dated(each, day)}).truth(self.node) is False:
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
    figures = False
    for each in walk(node):
        if isinstance(each, Fact):
            reads.add(each.name)
            if told is not None and each.name not in told:
                never[each.name] = _ways(node, each.name, each.kind, (each.low, each.high))
        elif isinstance(each, Element):
            reads.add(f"{each.list_name}.{each.name}")
        elif isinstance(each, Unpublished):
            figures = True
            limit = (each.low, each.high)
            never[_figure(each)] = tuple(sorted(each.words)) or _ways(node, each.name, each.kind, limit)
    whole = _changed(node, _as_fact) if figures else node
    return Goal(whole, frozenset(reads), _completions({name: ways for name, ways in never.items() if ways}))


def _figure(node: Unpublished) -> str:
    # Rows of one table have one name: they are told apart by what each may be.
    between = ", ".join(sorted(node.words)) or f"{node.low} to {node.high}"
    return f"{node.name} (not published: {between})"


def _as_fact(node: Node) -> Node | None:
    return Fact(_figure(node), node.kind, node.low, node.high) if isinstance(node, Unpublished) else None


def _ways(node: Node, name: str, kind: Kind, limit: tuple[int, int]) -> tuple[object, ...]:
    """Give some of what a fact or field that is not told may be; of a list no record at all, and one of two kinds."""
    match kind:
        case YesNo():
            return (True, False)
        case Records():
            return ((), *((_record(node, name, kind, way),) for way in (0, -1)))
        case Choice():
            return tuple(sorted(kind.values))
        case Number() | Day() | MonthDay():
            low, high = anything(kind, *limit)
            return (low, high)
        case _:
            return ()


def _record(node: Node, name: str, kind: Records, way: int) -> dict[str, object]:
    """Make a record that a condition is likely to take in: of its words, of the day of decision, as great as can be."""
    record: dict[str, object] = {}
    for key, each in kind.fields.items():
        if isinstance(each, Choice | Text):
            words = sorted(compared_words([node], f"{name}.{key}"))
            record |= {key: words[way]} if words else {}
        elif isinstance(each, Day):
            record[key] = _DAY_OF_DECISION
        else:
            ways = _ways(node, f"{name}.{key}", each, kind.limit(key))
            record |= {key: ways[way if isinstance(each, YesNo) else -1]} if ways else {}
    return record


def _dated(told: Facts, day: object) -> dict[str, object]:
    """Put the day of decision into the records that stand for it."""
    return {name: _dated_value(each, day) for name, each in told.items()}


def _dated_value(told: object, day: object) -> object:
    if isinstance(told, tuple):
        return tuple(_dated(record, day) for record in told)
    return day if told is _DAY_OF_DECISION else told


def _completions(never: Mapping[str, tuple[object, ...]]) -> tuple[Facts, ...]:
    if len(never) > MOST_OPEN:
        return tuple({name: ways[place] for name, ways in never.items()} for place in (0, -1))
    if not never:
        return ()
    few = [ways if isinstance(ways[0], tuple) else (ways[0], ways[-1]) for ways in never.values()]
    return tuple(dict(zip(never, each, strict=True)) for each in product(*few))


def _changed(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """Give a node with some of the nodes below it changed."""
    other = change(node)
    if other is not None:
        return other
    parts = {part.name: getattr(node, part.name) for part in fields(type(node)) if part.init}
    new = {name: _changed_in(below, change) for name, below in parts.items()}
    different = {name: each for name, each in new.items() if each is not parts[name]}
    return evolve(node, **different) if different else node  # type: ignore[arg-type] # fields of its own


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


def independent(goals: Iterable[Goal], levers: Sequence[Lever]) -> tuple[tuple[int, ...], ...]:
    """Group levers, by their places, so that no goal reads levers of two groups; the groups in order of their first."""
    groups = [{place} for place in range(len(levers))]
    for each in goals:
        read = [group for group in groups if any(levers[place].names & each.reads for place in group)]
        if len(read) > 1:
            groups = [group for group in groups if group not in read]
            groups.append(set().union(*read))
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def least(
    goals: Sequence[Goal],
    facts: Facts,
    levers: Sequence[Lever],
    holds: Callable[[Steps], bool],
    budget: Budget,
) -> Steps | None:
    """Find the steps after which all goals are reached: the least of the first lever, then of the second, and on.

    Each lever moves at least to its first step. None is found if there are none, or if the budget is spent.

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
    >>> more = Setting(fact="costs", way="rise", effort=1, values=range(49_900, 1_000_000))
    >>> least([goal(enough)], {"costs": 49_900}, [more], lambda steps: 49_900 + steps[0] >= 50_000, Budget(100))
    (100,)
    """
    start = tuple(lever.first for lever in levers), tuple(lever.size for lever in levers)
    boxes: list[tuple[Steps, Steps, tuple[Goal, ...]]] = []

    def keep(low: Steps, high: Steps, goals: Sequence[Goal]) -> None:
        at = Possible(put(facts, levers, low, high))
        if any(lever.fits(near, far, at.facts) is False for lever, near, far in zip(levers, low, high, strict=True)):
            return
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
    refused: set[Steps] = set()
    while boxes:
        low, high, undecided = heapq.heappop(boxes)
        if budget.spent:
            return None
        moving = [place for place in range(len(levers)) if low[place] < high[place]]
        # A goal that few levers keep open is settled first: with one of them it is a search by halves.
        kept_open = ([place for place in moving if levers[place].names & each.reads] for each in undecided)
        among = min(filter(None, kept_open), key=len, default=[])
        if not among and low not in refused:
            budget.used += len(goals)
            if holds(low):
                return low
            refused.add(low)
        if moving:
            # What lies between two choices of words or records is read roughly: these are told apart first.
            place = max(among or moving, key=lambda each: (levers[each].rough, high[each] - low[each]))
            middle = (low[place] + high[place]) // 2
            keep(low, _with(high, place, middle), undecided)
            keep(_with(low, place, middle + 1), high, undecided)
    return None


def some_step(lever: Lever, holds: Callable[[Steps], bool]) -> Steps | None:
    """Find a step of a lever that holds where the one before it does not, for when `least` ran out of readings.

    Steps ever farther away are tried, then those between two of them; it is the least if the answer flips once.

    >>> from intra_core.rules.levers import Setting
    >>> less = Setting(fact="costs", way="fall", effort=1, values=range(900, -1, -1))
    >>> some_step(less, lambda steps: steps[0] >= 100)
    (100,)
    """
    before, step = lever.first - 1, lever.first
    while not holds((step,)):
        if step == lever.size:
            return None
        before, step = step, min(2 * step - lever.first + 1, lever.size)
    while step - before > 1:
        middle = (before + step) // 2
        before, step = (before, middle) if holds((middle,)) else (middle, step)
    return (step,)


def _with(steps: Steps, place: int, step: int) -> Steps:
    return (*steps[:place], step, *steps[place + 1 :])

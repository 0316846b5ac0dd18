"""The search for suggestions: which few facts, changed by how little, make a refused application eligible."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from intra_core.assessment.moves import Moves
from intra_core.assessment.scenes import Scene, later, today
from intra_core.rules.book import SUBMITTED
from intra_core.rules.counterfactual import Budget, Goal, Steps, independent, least, put, some_step
from intra_core.rules.levers import Lever, widened
from intra_core.rules.possible import Possible
from intra_core.rules.reach import reach
from intra_core.verdict import Outcome

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment

MOST_CHANGES = 3
MOST_SUGGESTED = 3
MOST_READINGS = 10_000
"""So often a condition is read for one application and measure."""
MOST_READINGS_EACH = 1_500
"""And so often for one choice of levers."""


@frozen(eq=False)
class Way:
    """Levers with the steps that they are moved by, and what is decided then."""

    scene: Scene
    levers: tuple[Lever, ...]
    steps: Steps
    decided: "Assessment"

    @property
    def effort(self) -> int:
        """The efforts added up."""
        return sum(lever.effort for lever in self.levers)

    @property
    def rank(self) -> tuple[int, int, list[str]]:
        """Fewest changes first, then the least effort, then by name."""
        return len(self.levers), self.effort, sorted(lever.fact for lever in self.levers)


@frozen(eq=False)
class Found:
    """What a search has found: ways to the outcome, or why there is none.

    `proved` says that no change of whatever is changeable could help. `cut` says that the search was cut short.
    """

    ways: tuple[Way, ...]
    outcome: Outcome
    proved: bool
    cut: bool


def search(assessment: "Assessment") -> Found:
    """Look for what would make a refused application eligible; failing that, no longer refused and still to be told."""
    moves = Moves(assessment.measure, assessment.facts)
    levers = moves.levers()
    scenes = (today(assessment), *later(assessment))
    looking = _Search(assessment, levers, scenes, Outcome.ELIGIBLE)
    ways, cut = looking.ways(), moves.cut or looking.cut
    if not ways:
        looking = _Search(assessment, levers, scenes, Outcome.UNDETERMINED)
        ways = looking.ways()
    proved = not ways and not looking.stages and not moves.cut
    return Found(ways, looking.outcome, proved, cut or looking.cut)


@frozen(eq=False)
class _Stage:
    """A scene in which the outcome is not out of reach, with its goals and what each is as things stand."""

    scene: Scene
    goals: tuple[tuple[Goal, bool | None], ...]

    def bears(self, names: frozenset[str], outcome: Outcome) -> bool:
        """Say whether moving some facts bears on every condition that keeps the outcome away."""
        return all(
            each.reads & names or (held is not False if outcome is Outcome.UNDETERMINED else held)
            for each, held in self.goals
        )

    def moved(self, names: frozenset[str]) -> tuple[Goal, ...]:
        """Give the goals that read one of some facts, those first that fail as things stand."""
        return tuple(
            each for each, _ in sorted(self.goals, key=lambda goal: goal[1] is not False) if each.reads & names
        )


@define(eq=False)
class _Search:
    assessment: "Assessment"
    levers: tuple[Lever, ...]
    scenes: tuple[Scene, ...]
    outcome: Outcome
    stages: list[_Stage] = field(init=False)
    budget: Budget = field(init=False, factory=lambda: Budget(MOST_READINGS))
    known: dict[tuple[int, frozenset[int]], bool] = field(init=False, factory=dict)
    solved: dict[tuple[int, ...], Steps | None] = field(init=False, factory=dict)
    """The least steps of levers of one group, by stage and levers; many choices have the same groups."""
    cut: bool = field(init=False, default=False)

    def __attrs_post_init__(self) -> None:
        self.stages = [stage for scene in self.scenes if (stage := self._stage(scene)) is not None]

    def _stage(self, scene: Scene) -> _Stage | None:
        """Widen all that can be changed at once: where a condition fails even so, nothing helps."""
        goals = scene.goals(told=self.outcome is Outcome.UNDETERMINED)
        wait = () if scene.waiting is None else (scene.waiting,)
        if not _reachable(goals, scene, (*wait, *self.levers)):
            return None
        at = Possible(put(scene.open_facts, wait, [0] * len(wait), [each.size for each in wait]))
        stage = _Stage(scene, tuple((each, each.may_hold(at)) for each in goals))
        names = _names((*wait, *self.levers))
        return stage if stage.bears(names, self.outcome) else None

    def ways(self) -> tuple[Way, ...]:
        """Find the best suggestions."""
        families: dict[str, list[Lever]] = {}
        for lever in self.levers:
            families.setdefault(lever.fact, []).append(lever)
        if any(stage.scene.waiting is not None for stage in self.stages):
            families[SUBMITTED] = []
        solved: dict[frozenset[str], Way] = {}
        unsure: set[frozenset[str]] = set()
        for size in range(1, MOST_CHANGES + 1):
            if sum(len(way.levers) < size for way in solved.values()) >= MOST_SUGGESTED:
                break
            for names in combinations(sorted(families), size):
                facts = frozenset(names)
                # Where fewer facts suffice, or may, more of them are no suggestion.
                if any(other < facts for other in (*solved, *unsure)):
                    continue
                way, sure = self._best([families[name] for name in names], waits=SUBMITTED in facts)
                if way is not None:
                    solved[facts] = way
                if not sure:
                    self.cut = True
                    unsure |= {facts} if way is None else set()
        return tuple(sorted(solved.values(), key=lambda way: way.rank)[:MOST_SUGGESTED])

    def _best(self, families: Sequence[Sequence[Lever]], *, waits: bool) -> tuple[Way | None, bool]:
        """Find the best way to change all of some facts, and say whether the search for it was complete."""
        stages = [
            (stage, wait)
            for stage in self.stages
            for wait in [() if stage.scene.waiting is None else (stage.scene.waiting,)]
            if bool(wait) is waits and self._worth(stage, wait, families)
        ]
        sure = True
        for count in range(len(families), MOST_CHANGES + 1):
            for stage, wait in stages:
                found = []
                for levers in _choices([each for each in families if each], count - len(wait)):
                    way, complete = self._way(stage, (*wait, *levers))
                    sure &= complete
                    found += [way] if way is not None else []
                if found:
                    return min(found, key=lambda way: (way.effort, way.steps)), sure
        return None, sure

    def _worth(self, stage: _Stage, wait: tuple[Lever, ...], families: Sequence[Sequence[Lever]]) -> bool:
        levers = (*wait, *chain.from_iterable(families))
        names = _names(levers)
        if not stage.bears(names, self.outcome):
            return False
        self.budget.used += len(stage.goals)
        return _reachable(stage.moved(names), stage.scene, levers)

    def _hopeless(self, stage: _Stage, levers: Sequence[Lever]) -> bool:
        """Say whether some goal fails wherever those of the levers are that bear on it; each such case is read once."""
        for each in stage.moved(_names(levers)):
            bearing = [lever for lever in levers if lever.names & each.reads]
            key = (id(each), frozenset(map(id, bearing)))
            if key not in self.known:
                self.budget.used += 1
                first, last = [lever.first for lever in bearing], [lever.size for lever in bearing]
                self.known[key] = (
                    each.may_hold(Possible(put(stage.scene.open_facts, bearing, first, last))) is not False
                )
            if not self.known[key]:
                return True
        return False

    def _way(self, stage: _Stage, levers: tuple[Lever, ...]) -> tuple[Way | None, bool]:
        """Find the least steps of some levers, and say whether the search for them was complete."""
        names = _names(levers)
        if self.budget.spent:
            return None, False
        if not stage.bears(names, self.outcome) or self._hopeless(stage, levers):
            return None, True
        ordered = tuple(sorted(levers, key=lambda lever: (lever.fact != SUBMITTED, -lever.effort, lever.slot)))
        own = Budget(min(MOST_READINGS_EACH, self.budget.readings - self.budget.used))
        decided: dict[Steps, Assessment] = {}

        def holds(steps: Steps) -> bool:
            facts = put(stage.scene.facts, ordered, steps, steps)
            if not all(lever.fits(step, step, facts) for lever, step in zip(ordered, steps, strict=True)):
                return False
            application = self.assessment.application
            found = self.assessment.measure.decide_told(application, facts, stage.scene.foreign)
            decided[steps] = found
            return found.verdict is Outcome.ELIGIBLE or (
                self.outcome is Outcome.UNDETERMINED
                and found.verdict is self.outcome
                and (stage.scene.waiting is None or _surely_open(found))
            )

        steps = self._apart(stage, ordered, own)
        if steps is None or not holds(steps):
            steps = None if own.spent else least(stage.moved(names), stage.scene.open_facts, ordered, holds, own)
        self.budget.used += own.used
        sure = steps is not None or not own.spent
        if not sure and len(ordered) == 1:
            steps = some_step(ordered[0], holds)
        return (Way(stage.scene, ordered, steps, decided[steps]) if steps is not None else None), sure

    def _apart(self, stage: _Stage, levers: tuple[Lever, ...], budget: Budget) -> Steps | None:
        """Find the least steps of levers that no condition reads together, group by group; None if there is one group.

        What is least for each group is least for all, and far sooner found. Whether the groups can stand beside each
        other is left to whoever asks.
        """
        groups = independent(stage.moved(_names(levers)), levers)
        if len(groups) == 1:
            return None
        found: dict[int, int] = {}
        for places in groups:
            group = tuple(levers[place] for place in places)
            goals = stage.moved(_names(group))

            def holds(steps: Steps, group: tuple[Lever, ...] = group, goals: tuple[Goal, ...] = goals) -> bool:
                facts = put(stage.scene.open_facts, group, steps, steps)
                truths = [each.may_hold(Possible(facts)) for each in goals]
                return False not in truths if self.outcome is Outcome.UNDETERMINED else all(truths)

            key = (id(stage), *map(id, group))
            if key not in self.solved:
                steps = least(goals, stage.scene.open_facts, group, holds, budget)
                if budget.spent:
                    return None
                self.solved[key] = steps
            steps = self.solved[key]
            if steps is None:
                return None
            found |= dict(zip(places, steps, strict=True))
        return tuple(found[place] for place in range(len(levers)))


def _names(levers: Iterable[Lever]) -> frozenset[str]:
    return frozenset[str]().union(*(lever.names for lever in levers))


def _reachable(goals: Iterable[Goal], scene: Scene, levers: Iterable[Lever]) -> bool:
    """Say whether every goal may hold while each lever is anywhere, where it stands included."""
    every = widened(levers)
    at = Possible(put(scene.open_facts, every, [0] * len(every), [lever.size for lever in every]))
    return all(each.may_hold(at) is not False for each in goals)


def _choices(families: Sequence[Sequence[Lever]], count: int) -> Iterator[tuple[Lever, ...]]:
    """Give every choice of so many levers that has one at least of each family and moves nothing twice."""
    for levers in combinations(chain.from_iterable(families), count):
        if len({lever.fact for lever in levers}) == len(families) and len({lever.slot for lever in levers}) == count:
            yield levers


def _surely_open(found: "Assessment") -> bool:
    """Say whether it is sure, or can be told, that a call is open."""
    call = found.dated.edition.clauses[0]
    return not found.unknown_bits & 1 or reach(found.possible(), call.settled).hold

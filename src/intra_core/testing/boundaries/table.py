"""The boundary table of a measure, made from its own examples: one thing of one example is moved at a time."""

import contextlib
import datetime as dt
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.dated import Dated
from intra_core.assessment.examples import assessed, told
from intra_core.assessment.measure import CALL, Measure
from intra_core.errors import WrongInput
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.edition import figures_named
from intra_core.rules.history import Parameter
from intra_core.rules.language import Element, Fact, Node, walk
from intra_core.rules.measure import Example
from intra_core.rules.possible import Possible
from intra_core.testing.boundaries.flips import State, flips
from intra_core.testing.boundaries.movers import EARLIEST, LATEST, Mover, Values, movers, told_values
from intra_core.testing.boundaries.moving import Move
from intra_core.testing.boundaries.ranking import ranked
from intra_core.testing.boundaries.resting import figures_told, outside_walks, rests_on, turning
from intra_core.testing.boundaries.row import AWARD, BoundaryTable, Row, Side
from intra_core.verdict import Outcome

MOST_DAYS = 4096
"""So far the days of application and of decision are moved."""
ELIGIBLE = (False, False)
"""Nothing is unmet and nothing unknown."""


def boundaries(measure: Measure) -> BoundaryTable:
    """Make the boundary table of a measure. It is made from the rule itself, so that no row counts until it is signed.

    Where a condition decides alone on one side of the flip, these are its rows; where it never does in any example,
    those in which it flips beside others.

    >>> import intra_core
    >>> table = boundaries(intra_core.load_regions()["algarve.restart"])
    >>> table.measure, table.missing
    ('algarve.restart', ('call',))
    """
    made = _Making(measure, told_values(measure))
    for alone in (True, False):
        made.alone = alone
        for example in made.examples:
            made.add(*example)
    return made.table()


@frozen
class _Watched:
    """What flips: a condition by its id, or by what it names a comparison that the award makes."""

    of: str
    rests: tuple[str, ...]

    @property
    def label(self) -> str:
        return self.of if self.of != AWARD else f"{AWARD}: {', '.join(each.partition(' = ')[0] for each in self.rests)}"


@frozen(eq=False)
class _Seen:
    """An edition with what it watches: the nodes of conditions and of comparisons of the award, and what each reads."""

    bits: Mapping[_Watched, int]
    nodes: Mapping[_Watched, Node]
    reads: Mapping[_Watched, frozenset[str]]


@define(eq=False)
class _Making:
    """A table while it is made. `alone` says whether only flips count in which a condition decides alone."""

    measure: Measure
    values: Values
    alone: bool = True
    examples: tuple[tuple[Example, Assessment], ...] = field(init=False)
    parameters: Mapping[str, Parameter] = field(init=False)
    rows: dict[Hashable, Row] = field(factory=dict)
    wanted: dict[str, None] = field(factory=dict)
    """What ought to have a row: conditions, and comparisons of the award."""
    facts: dict[str, set[str]] = field(factory=dict)
    """By what has rows, what is moved in them."""
    done: set[Hashable] = field(factory=set)
    _seen: dict[int, _Seen] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        book = self.measure.rules.book
        self.parameters = book.parameters
        ids = (CALL, *(each.id for each in book.conditions), *(each.id for each in book.duties))
        self.wanted.update(dict.fromkeys(ids))
        found = []
        for example in self.measure.examples:
            with contextlib.suppress(WrongInput):  # as a case it fails, and says why
                found.append((example, assessed(self.measure, example)))
        self.examples = tuple(found)

    def add(self, example: Example, assessment: Assessment) -> None:
        """Move everything in one example."""
        seen = self._watched(assessment)
        self.wanted.update(dict.fromkeys(each.label for each in seen.nodes))
        for mover in movers(assessment, example, self.values):
            self._move(mover, example, assessment, seen)
        for name in (SUBMITTED, ON.name):
            self._move_day(name, example, assessment)

    def table(self) -> BoundaryTable:
        """Give the table, in an order that stays."""
        rows = ranked(self.rows.values(), tuple(self.wanted))
        missing = tuple(name for name in self.wanted if name not in self.facts)
        return BoundaryTable(measure=self.measure.id, rows=rows, missing=missing)

    def _watched(self, assessment: Assessment) -> _Seen:
        """Give what is watched in the edition of an answer; of the award what it compares outside of any list."""
        edition = assessment.dated.edition
        if id(edition) not in self._seen:
            bits = {
                _Watched(each.id, rests_on(self.parameters, each, assessment.dated)): 1 << place
                for place, each in enumerate(edition.clauses)
            }
            settled = [each.settled for each in edition.clauses]
            nodes: dict[_Watched, Node] = {}
            for node in outside_walks(edition.award) if edition.award is not None else ():
                rests = figures_told(self.parameters, figures_named(node), assessment.dated)
                if rests and any(isinstance(each, Fact) for each in walk(node)):
                    nodes.setdefault(_Watched(AWARD, rests), node)
            every = {**dict(zip(bits, settled, strict=True)), **nodes}
            reads = {watched: frozenset(_read(node)) for watched, node in every.items()}
            self._seen[id(edition)] = _Seen(bits, every, reads)
        return self._seen[id(edition)]

    def _still(self, watched: _Watched, fact: str) -> bool:
        """Say whether another row is wanted that moves a fact."""
        if (watched, fact) in self.done:
            return False
        return self.alone or watched.label not in self.facts or (watched.of, None) in self.done

    def _decided_elsewhere(self, assessment: Assessment, seen: _Seen, fact: str) -> bool:
        """Say whether something that does not read a fact refuses the example or leaves it open: none decides alone."""
        standing = assessment.unmet_bits | assessment.unknown_bits
        return any(standing & bit and fact not in seen.reads[watched] for watched, bit in seen.bits.items())

    def _move(self, mover: Mover, example: Example, assessment: Assessment, seen: _Seen) -> None:
        edition = assessment.dated.edition
        watched = [each for each, reads in seen.reads.items() if mover.fact in reads and self._still(each, mover.fact)]
        if not watched or (self.alone and self._decided_elsewhere(assessment, seen, mover.fact)):
            return
        nodes = {each: seen.nodes[each] for each in watched}

        def state(value: Any) -> State:  # noqa: ANN401 (whatever is moved)
            at = Possible(mover.facts(value))
            return {each: at.truth(node) for each, node in nodes.items()}

        def verdict(value: Any) -> tuple[bool, bool]:  # noqa: ANN401 (likewise)
            unmet, unknown, *_ = edition.decide(mover.facts(value))
            return bool(unmet), bool(unknown)

        for each, low, high in flips(mover, state, watched):
            assert isinstance(each, _Watched)  # noqa: S101 (what was watched)
            if _alone(each.of, verdict(low), verdict(high)) is self.alone:
                sides = Possible(mover.facts(low)), Possible(mover.facts(high))
                turn = tuple(str(side.truth(nodes[each])) for side in sides) if mover.ordered else ()
                names = turning(nodes[each], *sides)
                rests = figures_told(self.parameters, names, assessment.dated) if names else each.rests
                self._keep(each, mover, example, (low, high), turn, rests)

    def _move_day(self, name: str, example: Example, assessment: Assessment) -> None:
        """Move the day of application or of decision; past some days other rules hold.

        No application is decided before it is made: the day of decision goes with that of application where it must.
        """
        measure = self.measure
        day = assessment.facts[name]
        assert isinstance(day, int)  # noqa: S101 (days are ordinals)
        turns = measure.turns.law if name == ON.name else measure.turns.terms
        low = assessment.terms_day if name == ON.name else EARLIEST
        reading = {each.of for each, reads in self._watched(assessment).reads.items() if name in reads}
        watched = [
            each for each in self.wanted if each == CALL or (each in reading and self._still(_Watched(each, ()), name))
        ]
        if self.alone and self._decided_elsewhere(assessment, self._watched(assessment), name):
            watched = [CALL] if set(assessment.unmet + assessment.unknown) <= {CALL} else []
        if not watched:
            return
        given = assessment.dated.edition.given

        def moved(value: int) -> dict[str, object]:
            facts = {**assessment.facts, name: value}
            return facts if name == ON.name else {**facts, ON.name: max(assessment.law_day, value)}

        def at(value: int) -> Dated:
            terms = assessment.terms_day if name == ON.name else value
            return measure.on(terms, max(assessment.law_day, value) if name == SUBMITTED else value, given)

        def state(value: int) -> State:
            side = Possible(moved(value))
            return {each.id: side.truth(each.settled) for each in at(value).edition.clauses if each.id in watched}

        def verdict(value: int) -> tuple[bool, bool]:
            unmet, unknown, *_ = at(value).edition.decide(moved(value))
            return bool(unmet), bool(unknown)

        mover = Mover(
            fact=name, what=name, facts=dict, written=dt.date.fromordinal, at=day,
            low=max(low, day - MOST_DAYS), high=min(LATEST, day + MOST_DAYS),
        )  # fmt: skip
        for clause, early, late in flips(mover, state, watched, turns):
            assert isinstance(clause, str)  # noqa: S101 (an id)
            if _alone(clause, verdict(early), verdict(late)) is not self.alone:
                continue
            before, after = state(early).get(clause), state(late).get(clause)
            chosen = at(early) if clause == CALL and before is True else at(late)
            bound = next((each for each in chosen.edition.clauses if each.id == clause), None)
            rests = rests_on(self.parameters, bound, chosen) if bound is not None else ()
            turn = (str(before), str(after), late if late in turns else None)
            self._keep(_Watched(clause, ()), mover, example, (early, late), turn, rests)

    def _keep(
        self,
        watched: _Watched,
        mover: Mover,
        example: Example,
        values: tuple[Any, Any],
        turn: tuple[object, ...],
        rests: tuple[str, ...],
    ) -> None:
        """Keep a row, if there is none like it yet and the answers to applications bear it out."""
        key = (watched.of, rests, mover.fact, turn)
        if key in self.rows:
            return
        first, second = (self._side(mover, example, value) for value in values)
        if first is None or second is None or not _turned(watched.of, first, second):
            return
        self.rows[key] = Row(
            id="",
            of=watched.of,
            moves=mover.what,
            example=example.name,
            first=first,
            second=second,
            ordered=mover.ordered,
            rests=rests,
        )
        self.facts.setdefault(watched.label, set()).add(mover.fact)
        if not self.alone:
            self.done.add((watched.of, None))
        if mover.fact not in {ON.name, SUBMITTED}:
            self.done.add((watched, mover.fact))

    def _side(self, mover: Mover, example: Example, value: object) -> Side | None:
        written = mover.written(value)
        try:
            answer = assessed(self.measure, Move(mover.what, written).example(example))
        except (WrongInput, LookupError):
            return None
        return Side(value=written, answer=answer_of(answer))


def answer_of(assessment: Assessment) -> dict[str, Any]:
    """Give an answer as an example expects it: the verdict, and what belongs to it."""
    verdict = assessment.verdict
    keys: tuple[str, ...] = _BELONGS[verdict]
    if verdict is Outcome.ELIGIBLE and assessment.amount is None:
        keys += ("at_least", "at_most")
    return {"verdict": verdict.value, **{key: told(assessment, key) for key in keys}}


_BELONGS = {Outcome.ELIGIBLE: ("award",), Outcome.INELIGIBLE: ("unmet",), Outcome.UNDETERMINED: ("unknown",)}


def _read(node: Node) -> Iterator[str]:
    """Name the facts that a node reads, and the fields of lists."""
    for each in walk(node):
        if isinstance(each, Fact):
            yield each.name
        elif isinstance(each, Element):
            yield f"{each.list_name}.{each.name}"


def _alone(of: str, before: object, after: object) -> bool:
    """Say whether a condition decides alone on one side of a flip; of the award, whether it is granted on both."""
    return before == after == ELIGIBLE if of == AWARD else ELIGIBLE in (before, after)


def _turned(of: str, first: Side, second: Side) -> bool:
    """Say whether the answers to the two applications differ in what the row is of."""
    if of == AWARD:
        return first.answer != second.answer
    return any((of in first.answer.get(key, ())) != (of in second.answer.get(key, ())) for key in ("unmet", "unknown"))

"""Where a suggestion may take place: on the day that was asked about, or on a later one that the applicant waits for."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from intra_core.assessment.calls import state_on
from intra_core.assessment.moves import MOST_DAYS
from intra_core.model.facts import Facts
from intra_core.model.project import Project
from intra_core.rules.book import ON, SUBMITTED, RuleBook
from intra_core.rules.changes import Change
from intra_core.rules.counterfactual import Goal, goal, untold
from intra_core.rules.edition import Edition
from intra_core.rules.levers import Waiting

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment

WAIT = (SUBMITTED, "later")


@frozen(eq=False)
class Scene:
    """The facts and conditions of some days on which one edition holds; `waiting` is there where these lie ahead.

    `facts` are told on the first of them. `apart` are the facts that a stricter value may take the place of on some of
    these days: they are left open while days are searched, and decided with each.
    """

    edition: Edition
    facts: Facts
    foreign: tuple[str, ...]
    waiting: Waiting | None = None
    apart: frozenset[str] = frozenset()

    def goals(self, *, told: bool) -> tuple[Goal, ...]:
        """Give the conditions; with `told` all that is missing may still be told, else it never will."""
        nodes = [clause.settled for clause in self.edition.clauses]
        return tuple(goal(node if told else untold(node, self.facts)) for node in nodes)

    @property
    def open_facts(self) -> Facts:
        """The facts, without those that another value may take the place of."""
        return {name: told for name, told in self.facts.items() if name not in self.apart}


def today(assessment: "Assessment") -> Scene:
    """Give the scene that was decided."""
    return Scene(assessment.dated.edition, assessment.facts, assessment.foreign)


def later(assessment: "Assessment") -> Iterator[Scene]:
    """Give the scenes of the days to come on which a call is open or may be, the earliest first."""
    measure, application = assessment.measure, assessment.application
    change = measure.vocabulary.changes.get(WAIT)
    if change is None:
        return
    first = max(assessment.terms_day, assessment.law_day) + 1
    last = min(first + MOST_DAYS, dt.date.max.toordinal() - 1)
    turns = {first, last + 1, *measure.turns.terms, *measure.turns.law}
    turns |= {each.closed.toordinal() for each in application.voucher or () if isinstance(each.closed, dt.date)}
    for start, end in pairwise(sorted(day for day in turns if first <= day <= last + 1)):
        scene = _scene(assessment, change, range(start, end))
        if scene is not None:
            yield scene


def _scene(assessment: "Assessment", change: Change, days: range) -> Scene | None:
    measure, day = assessment.measure, days[0]
    second = assessment.facts.get("project.submitted_at")
    assert isinstance(second, int | None)  # noqa: S101 (times are seconds)
    if state_on(measure.identity, day, second).truth is False:
        return None
    book = measure.rules.book
    project = assessment.application.project or Project()
    moved = evolve(assessment.application, project=evolve(project, submitted=dt.date.fromordinal(day)))
    told, foreign = moved.facts_in(book.currency)
    facts = {**assessment.facts, **told, ON.name: day, SUBMITTED: day}
    given = frozenset(book.derived.keys() & told.keys())
    return Scene(
        measure.on(day, day, given, second).edition,
        facts,
        foreign,
        Waiting(effort=change.effort, days=days),
        _apart(book, given),
    )


def _apart(book: RuleBook, given: frozenset[str]) -> frozenset[str]:
    """Name what is given where what it is worked out from depends on the day."""
    return frozenset(name for name in given & book.stricter.keys() if ON.name in goal(book.derived[name]).reads)

"""Where a suggestion may take place: on the day that was asked about, or a later one that the applicant waits for."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from intra_core.assessment.calls import state_on
from intra_core.assessment.dated import Dated
from intra_core.assessment.given import given_names
from intra_core.model.application import Application
from intra_core.model.facts import Facts
from intra_core.model.money import GREATEST
from intra_core.model.project import Project
from intra_core.rules.book import ON, SUBMITTED, RuleBook
from intra_core.rules.changes import Change
from intra_core.rules.counterfactual import Goal, goal
from intra_core.rules.levers import Waiting
from intra_core.rules.possible import Span

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment

WAIT = (SUBMITTED, "later")
VOUCHERS = "voucher"
MOST_DAYS = 4 * 366
"""So long an applicant waits at most: longer than past aid counts."""


@frozen(eq=False)
class Scene:
    """The facts and conditions of some days on which one edition holds; `waiting` is there where these lie ahead.

    `facts` are told on the first of them. `apart` are those that a stricter value may take the place of on some of
    these days, with all that they may be then: each day is decided by itself.
    """

    dated: Dated
    facts: Facts
    foreign: tuple[str, ...]
    waiting: Waiting | None = None
    apart: Mapping[str, object] = {}

    def goals(self, *, told: bool) -> tuple[Goal, ...]:
        """Give the conditions; with `told` all that is missing may still be told or found, else it never will.

        That a call is open has to be sure of every day that is waited for; on the day that was asked about nobody can
        change whether it is.
        """
        missing = None if told else self.dated.edition.uses.difference(self.facts)
        kept = self.dated.goals
        if missing not in kept:
            facts = None if told else self.facts
            call, *rest = (goal(clause.settled, facts) for clause in self.dated.edition.clauses)
            kept[missing] = (call, *(evolve(each, completions=()) for each in rest)) if told else (call, *rest)
        if told and self.waiting is None:
            call, *rest = kept[missing]
            return evolve(call, completions=()), *rest
        return kept[missing]

    @property
    def open_facts(self) -> Facts:
        """The facts, those that another value may take the place of as far as they are sure."""
        return {**self.facts, **self.apart}


def today(assessment: "Assessment") -> Scene:
    """Give the scene that was decided."""
    return Scene(assessment.dated, assessment.facts, assessment.foreign)


def later(assessment: "Assessment") -> Iterator[Scene]:
    """Give the scenes of the days to come on which a call is open or may be, the earliest first."""
    measure, application = assessment.measure, assessment.application
    change = measure.vocabulary.changes.get(WAIT)
    if change is None:
        return
    first = max(assessment.terms_day, assessment.law_day) + 1
    last = min(first + MOST_DAYS, dt.date.max.toordinal() - 1)
    turns = {first, last + 1, *measure.turns.terms, *measure.turns.law}
    turns |= _closing(application)
    for start, end in pairwise(sorted(day for day in turns if first <= day <= last + 1)):
        scene = _scene(assessment, change, range(start, end))
        if scene is not None:
            yield scene


def _closing(application: Application) -> set[int]:
    """Give the days on which vouchers close: before them they run."""
    return {each.closed.toordinal() for each in application.voucher or () if isinstance(each.closed, dt.date)}


def _scene(assessment: "Assessment", change: Change, days: range) -> Scene | None:
    measure, day = assessment.measure, days[0]
    second = assessment.facts.get("project.submitted_at")
    assert second is None or isinstance(second, int)  # noqa: S101 (times are seconds)
    if state_on(measure.identity, day, second).truth is False:
        return None
    book, application = measure.rules.book, assessment.application
    facts = {**assessment.facts, ON.name: day, SUBMITTED: day}
    if _closing(application):
        project = evolve(application.project or Project(), submitted=dt.date.fromordinal(day))
        then = measure.intake.take(evolve(application, project=project))
        told = measure.intake.told(then, book.currency).facts
        facts |= {name: told[name] for name in {VOUCHERS} & facts.keys()}
    given = given_names(book, application, facts)
    apart = _apart(book, given, facts)
    waiting = Waiting(effort=change.effort, days=days, along=frozenset(apart))
    return Scene(measure.on(day, day, given, second), facts, assessment.foreign, waiting, apart)


def _apart(book: RuleBook, given: frozenset[str], told: Facts) -> dict[str, object]:
    """Give what is given where what it is worked out from depends on the day: that value, or any that is stricter."""
    apart: dict[str, object] = {}
    for name in given & book.stricter.keys() & told.keys():
        if ON.name in goal(book.derived[name]).reads:
            stated, order = told[name], book.stricter[name]
            apart[name] = (
                Span(-GREATEST, stated) if isinstance(stated, int) else frozenset(order[order.index(str(stated)) :])
            )
    return apart

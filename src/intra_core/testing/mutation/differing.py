"""Where two rule books of one measure differ on a day: the clauses and the award that are not the same any more."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve, frozen

from intra_core.assessment.calls import CallState, state_on
from intra_core.assessment.dated import Dated
from intra_core.assessment.measure import CALL, Measure
from intra_core.model.days import FIRST, LAST
from intra_core.rules.book import RuleBook
from intra_core.rules.edition import (
    CENTS,
    Clause,
    Edition,
    clause,
    figures_named,
    settling_above_nothing,
    three_valued,
    wordings,
)
from intra_core.rules.figures import Figure, Known, Open
from intra_core.rules.history import Parameter
from intra_core.rules.language import Node, facts_of
from intra_core.rules.measure import MeasureRules
from intra_core.rules.payment import SOMETHING
from intra_core.rules.settle import Settling


@frozen(eq=False)
class Turned:
    """A mutant's edition on a day, made of the clauses of the measure as it stands but for those that differ."""

    dated: Dated
    differing: frozenset[str]
    """Ids of clauses that are not the same, or are in one of the two only."""
    award_differs: bool
    due_differs: bool = False
    """Whether other duties follow, or until other days."""

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.differing or self.award_differs or self.due_differs)


class Differing:
    """A measure as it stands beside a mutant of it."""

    def __init__(self, measure: Measure, rules: MeasureRules) -> None:
        self.before = measure
        self.rules = rules
        self.measure: Measure = evolve(measure, rules=rules)
        self._turned: dict[tuple[int, int, frozenset[str], int | None], Turned] = {}

    def on(self, dated: Dated, terms_day: int, law_day: int, second: int | None = None) -> Turned:
        """Say what differs from an edition of the measure as it stands, for the days of application and decision."""
        key = terms_day, law_day, dated.edition.given, second
        found = self._turned.get(key)
        if found is None:
            found = self._turned[key] = self._on(dated, terms_day, law_day, second)
        return found

    @cached_property
    def _figures(self) -> Mapping[str, Parameter]:
        """The figures whose history is another."""
        before, after = self.before.rules.book.parameters, self.rules.book.parameters
        if before is after:
            return {}
        return {name: each for name, each in after.items() if not _same_history(before.get(name), each)}

    @cached_property
    def _conditions(self) -> frozenset[str]:
        """The conditions and duties that read otherwise, whatever the day."""
        before, after = self.before.rules.book, self.rules.book
        if before.conditions is after.conditions and before.duties is after.duties:
            return frozenset()
        one, other = _wordings(before), _wordings(after)
        return frozenset(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))

    def _on(self, dated: Dated, terms_day: int, law_day: int, second: int | None) -> Turned:
        base = dated.edition
        state = dated.call
        changed: dict[str, Figure] = {}
        if self.rules.identity is not self.before.identity and self.rules.identity.calls != self.before.identity.calls:
            state = state_on(self.rules.identity, terms_day, second)
            call = state.call
            for name, day in (
                ("call.costs.since", call.costs_since if call is not None else None),
                ("call.costs.until", call.costs_until if call is not None else None),
            ):
                changed[name] = Known(day) if day is not None else Open(FIRST, LAST)
        for name, parameter in self._figures.items():
            changed[name] = parameter.on(law_day if parameter.law else terms_day)
        changed = {name: each for name, each in changed.items() if base.figures.get(name) != each}
        calls_differ = state.state != dated.call.state or state.call != dated.call.call
        if not changed and not self._conditions and not calls_differ and not self._award_read_otherwise:
            return Turned(dated, frozenset(), award_differs=False)
        figures = {**base.figures, **changed} if changed else base.figures
        fresh = changed or self.rules.vocabulary is not self.before.rules.vocabulary
        settling = Settling(figures, base.given, law_day) if fresh else base.settling
        return self._edition(dated, settling, frozenset(changed), terms_day, state if calls_differ else dated.call)

    def _edition(
        self, dated: Dated, settling: Settling, figures: frozenset[str], terms_day: int, state: CallState
    ) -> Turned:
        base, book = dated.edition, self.rules.book
        before = {each.id: each for each in base.clauses}
        generous: Settling | None = None
        clauses: list[Clause] = [before[CALL]]
        differing: set[str] = set()
        if state is not dated.call:
            node = self.measure.call_node(state, terms_day)
            settled = settling.truth(node)
            if settled != before[CALL].settled:
                clauses[0] = clause(CALL, node, settled)
                differing.add(CALL)
        for each in wordings(book, terms_day):
            old = before.get(each.id)
            if old is not None and each.id not in self._conditions and not self._reads(each.id, figures):
                clauses.append(old)
                continue
            day = settling
            if each.id == SOMETHING:
                generous = generous or settling_above_nothing(book, settling)
                day = generous
            settled = day.truth(each.node)
            if old is None or settled != old.settled:
                differing.add(each.id)
            elif old.duty is each.duty:
                clauses.append(old)
                continue
            clauses.append(clause(each.id, each.node, settled, each.versions, each.duty))
        differing |= before.keys() - {each.id for each in clauses}
        due = _due(base.clauses, base.settling) != _due(tuple(clauses), settling)
        award = base.award
        if self._award_read_otherwise or figures & self._figures_of_award:
            award = settling.parts(book.award, CENTS) if book.award is not None else None
        if not differing and not due and award == base.award:
            return Turned(dated, frozenset(), award_differs=False)
        made = _edition(tuple(clauses), award, settling, base)
        return Turned(
            evolve(dated, edition=made, call=state),
            frozenset(differing),
            award_differs=award != base.award,
            due_differs=due,
        )

    @property
    def instalments_differ(self) -> bool:
        """Whether the award is paid in other parts."""
        one, other = ([each.amount for each in book.instalments] for book in (self.before.rules.book, self.rules.book))
        return one != other

    def pairs(
        self, turned: Turned, terms_day: int, law_day: int, given: frozenset[str]
    ) -> Iterator[tuple[Node | None, Node | None]]:
        """Give the clauses and the award that differ, as they stand and as they would; None where one lacks it."""
        before, after = self.before.on(terms_day, law_day, given).edition, turned.dated.edition
        one, other = ({each.id: each.settled for each in edition.clauses} for edition in (before, after))
        yield from ((one.get(name), other.get(name)) for name in turned.differing)
        if turned.award_differs:
            yield before.award, after.award

    def _reads(self, name: str, figures: frozenset[str]) -> bool:
        return bool(figures) and not figures.isdisjoint(self._figures_by_clause.get(name, ()))

    @cached_property
    def _figures_by_clause(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(figures_named(*nodes)) for name, nodes in _lines(self.rules.book).items()}

    @cached_property
    def _figures_of_award(self) -> frozenset[str]:
        award = self.rules.book.award
        return frozenset(figures_named(award)) if award is not None else frozenset()

    @cached_property
    def _award_read_otherwise(self) -> bool:
        return self.rules.book.award != self.before.rules.book.award


def _due(clauses: tuple[Clause, ...], settling: Settling) -> list[tuple[str, Node]]:
    """Give the duties with the days until which they stand."""
    return [(each.id, settling.settle(each.duty.until).node) for each in clauses if each.duty is not None]


def _same_history(one: Parameter | None, other: Parameter) -> bool:
    return one is not None and (
        one is other
        or [(each.period, each.figure) for each in one.versions]
        == [(each.period, each.figure) for each in other.versions]
    )


def _wordings(book: RuleBook) -> dict[str, tuple[object, ...]]:
    """Give all that is read of each condition and duty."""
    conditions = {
        condition.id: tuple((each.period, each.node, each.applies) for each in condition.versions)
        for condition in book.conditions
    }
    return {**conditions, **{duty.id: (duty.period, duty.holds, duty.until) for duty in book.duties}}


def _lines(book: RuleBook) -> dict[str, tuple[Node, ...]]:
    """Give the lines of each condition and duty."""
    conditions = {
        condition.id: tuple(
            line for each in condition.versions for line in (each.node, each.applies) if line is not None
        )
        for condition in book.conditions
    }
    return {**conditions, **{duty.id: (duty.holds, duty.until) for duty in book.duties}}


def _edition(clauses: tuple[Clause, ...], award: Node | None, settling: Settling, base: Edition) -> Edition:
    nodes = tuple(each.settled for each in clauses)
    decide = three_valued(nodes, award)
    return evolve(
        base,
        clauses=clauses,
        award=award,
        figures=settling.figures,
        settling=settling,
        decide=decide,
        decide_possibly=decide,
        uses=frozenset(facts_of(*nodes, *((award,) if award is not None else ()))),
    )

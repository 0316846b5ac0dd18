"""A measure that can be asked: which edition holds on a day, and what it says of an application."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from attrs import Factory, field, frozen

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.assisted import HEADROOM, assistance_left
from intra_core.assessment.assumptions import CALENDAR_YEAR
from intra_core.assessment.calls import CallState, state_on
from intra_core.assessment.dated import Dated
from intra_core.assessment.explaining import Reading, explain
from intra_core.assessment.explanation import Explanation
from intra_core.assessment.given import given_names, overruled
from intra_core.assessment.grouped import AWARDS, Grouped
from intra_core.assessment.turns import TurningDays, turning_days
from intra_core.errors import Complaint, WrongInput
from intra_core.io.intake import Intake
from intra_core.model.application import Application
from intra_core.model.days import FIRST, LAST, YEAR_END
from intra_core.model.measure import MeasureIdentity
from intra_core.model.text import LocalizedText
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.edition import clause, edition, figures_named
from intra_core.rules.figures import Figure, Known, Open
from intra_core.rules.kinds import YesNo
from intra_core.rules.language import And, Constant, Node, Unpublished, names_read
from intra_core.rules.measure import Example, MeasureRules
from intra_core.rules.settle import Settling
from intra_core.rules.vocabulary import Vocabulary

CALL = "call"
SUBMITTED_AT = f"{SUBMITTED}_at"


def _own_intake(measure: "Measure") -> Intake:
    return Intake(region=measure.region, vocabulary=measure.rules.vocabulary)


@frozen(kw_only=True, eq=False, repr=False)
class Measure:
    """One measure of one region, ready to be asked."""

    rules: MeasureRules
    region: str
    time_zone: str
    languages: tuple[str, ...]
    member_state: str = ""
    policies: Mapping[str, str] = field(factory=dict, repr=False)
    """The readings of the law that the region has chosen."""
    authority: LocalizedText | None = None
    """Who grants it, if the region names it."""
    intake: Intake = field(default=Factory(_own_intake, takes_self=True), repr=False)
    _editions: dict[tuple[int, int, frozenset[str], bool | None], Dated] = field(init=False, factory=dict, repr=False)

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """The names of the figures that the rules name, looked for when the measure is first asked."""
        return figures_named(*self.rules.book.nodes())

    @cached_property
    def reads(self) -> frozenset[str]:
        """The names of the facts, fields of lists and definitions that the rules read, looked for when it is asked."""
        return names_read(*self.rules.book.nodes())

    def turning_days(self) -> tuple[int, ...]:
        """Give the days, as ordinals and in order, on which what the measure asks or gives may change."""
        return tuple(sorted({*self.turns.terms, *self.turns.law}))

    @cached_property
    def turns(self) -> TurningDays:
        """These days, those of application apart from those of decision."""
        return turning_days(self.identity, self.rules.book, self.figures)

    def __repr__(self) -> str:
        return f"<Measure {self.id}>"

    @property
    def identity(self) -> MeasureIdentity:
        """Who offers what."""
        return self.rules.identity

    @property
    def id(self) -> str:
        """The measure's id, such as `slovenia.certification`."""
        return self.identity.id

    @property
    def title(self) -> LocalizedText:
        """The measure's title in its languages."""
        return self.identity.title

    @property
    def vocabulary(self) -> Vocabulary:
        """The names its rules use, with their labels."""
        return self.rules.vocabulary

    @property
    def examples(self) -> tuple[Example, ...]:
        """The worked examples of its file."""
        return self.rules.examples

    def explain(self, language: str = "en", on: dt.date | None = None) -> Explanation:
        """Tell the measure itself: its calls, figures, conditions, award and duties in words, with their sources.

        Args:
            language: the language of its sentences.
            on: the day of application whose figures the sentences name; without it they name figures only.
        """
        return explain(self, language, on)

    def reading(self, language: str = "en", on: dt.date | None = None) -> Reading:
        """Give what says the measure's rules and figures one by one."""
        return Reading.of(self, language, on)

    def on(self, terms_day: int, law_day: int, given: frozenset[str] = frozenset(), second: int | None = None) -> Dated:
        """Give the edition that holds for an application on one day decided on another."""
        state = state_on(self.identity, terms_day, second) if second is not None else None
        truth = state.truth if state is not None else None
        key = (bisect_right(self.turns.terms, terms_day), bisect_right(self.turns.law, law_day), given, truth)
        found = self._editions.get(key)
        if found is None:
            found = self._settled(terms_day, law_day, given, state or state_on(self.identity, terms_day))
            self._editions[key] = found
        return found

    def _settled(self, terms_day: int, law_day: int, given: frozenset[str], state: CallState) -> Dated:
        book = self.rules.book
        figures: dict[str, Figure] = {}
        for name in self.figures:
            if name in book.parameters:
                parameter = book.parameters[name]
                figures[name] = parameter.on(law_day if parameter.law else terms_day)
        call = state.call
        since, until = (call.costs_since, call.costs_until) if call is not None else (None, None)
        figures["call.costs.since"] = Known(since) if since is not None else Open(FIRST, LAST)
        figures["call.costs.until"] = Known(until) if until is not None else Open(FIRST, LAST)
        node = self.call_node(state, terms_day)
        call_clause = clause(CALL, node, Settling(figures).truth(node))
        settled = edition(book, figures, (call_clause,), terms_day, given, law_day)
        return Dated(edition=settled, call=state, terms_day=terms_day, law_day=law_day)

    def call_node(self, state: CallState, day: int) -> Node:
        """Give the condition that the call takes applications, on a day and in the state that it is in."""
        kind = YesNo()
        truth = state.truth
        node: Node = Unpublished(CALL, kind) if truth is None else Constant(truth, kind, CALL)
        stopped = state.call.interruptions if state.call is not None and truth is not False else ()
        for each in stopped:
            if each.area is not None and each.period.may_hold(day):
                elsewhere = self.rules.book.areas[each.area]
                node = And((node, elsewhere if each.period.holds(day) else Unpublished(CALL, kind)))
        return node

    def assess(self, application: Application, on: dt.date | None = None) -> Assessment:
        """Decide one application.

        Args:
            application: what the undertaking has told.
            on: the day of decision (the grant); without it the application's own.

        Raises:
            WrongInput: if no day is given, or the application says what its region does not know or what cannot be.

        Returns:
            The verdict with its codes; reasons, questions and sentences are worked out when they are read.
        """
        return self.decide(self.intake.take(application), day_of_decision(application, on))

    def decide(self, application: Application, day: dt.date) -> Assessment:
        """Decide an application that its region's intake has let in."""
        book_currency = self.rules.book.currency
        facts, foreign, large = self.intake.told(application, book_currency, day)
        law_day = day.toordinal()
        grouped = Grouped.of(application, day, self.member_state, self.policies)
        told: dict[str, object] = dict(facts) if grouped is None else grouped.facts(facts)
        assisted = assistance_left(application, day, self.member_state, self.policies)
        if (
            assisted is not None
            and assisted.headroom is not None
            and assisted.headroom.currency == book_currency
            and not any(name.partition(".")[0] == AWARDS for name in large)
        ):
            told[HEADROOM] = assisted.headroom.minor
        told[ON.name] = law_day
        told.setdefault(SUBMITTED, law_day)
        told.setdefault(CALENDAR_YEAR, YEAR_END)
        return self.decide_told(application, told, foreign)

    def decide_told(self, application: Application, told: dict[str, object], foreign: tuple[str, ...]) -> Assessment:
        """Decide by facts with both days among them; they are the application's, or those with something changed."""
        book = self.rules.book
        law_day, terms_day, second = told[ON.name], told[SUBMITTED], told.get(SUBMITTED_AT)
        assert isinstance(law_day, int)  # noqa: S101 (days are ordinals)
        assert isinstance(terms_day, int)  # noqa: S101 (days are ordinals)
        assert second is None or isinstance(second, int)  # noqa: S101 (times are seconds)
        given = given_names(book, application, told) if application.gives else _NOTHING
        dated = self.on(terms_day, law_day, given, second)
        strict: dict[str, object] = {}
        if given:
            strict = overruled(book, dated.edition, told, law_day)
            if strict:
                dated = self.on(terms_day, law_day, given.difference(strict), second)
        unmet, unknown, low, high = dated.edition.decide(told)
        return Assessment(self, dated, told, application, foreign, strict, unmet, unknown, low, high)


def day_of_decision(application: Application, on: dt.date | None) -> dt.date:
    """Give the day of decision: the one asked for, else the application's own.

    Raises:
        WrongInput: if there is none, or it is a moment and not a day.
    """
    day = on or application.on
    if day is None:
        raise WrongInput([Complaint(says="no day of decision is given", instead="give on = 2024-09-02", key="on")])
    if type(day) is not dt.date:
        raise WrongInput([Complaint(says=f"{day!r} is not a day", instead="give a datetime.date", key="on")])
    return day


_NOTHING: frozenset[str] = frozenset()

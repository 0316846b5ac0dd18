"""What an assessment took for true without its being known, so that nobody mistakes it for fact."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from intra_core.assessment.given import worked_out
from intra_core.assessment.grouped import SIZE
from intra_core.assessment.parts import Assumption
from intra_core.assessment.phrases import phrase
from intra_core.assessment.values import value_as_json
from intra_core.provenance import Basis, Mark
from intra_core.rules.book import SUBMITTED, WINDOW
from intra_core.rules.edition import figures_named
from intra_core.rules.figures import Figure, Known
from intra_core.rules.history import FigureVersion, Parameter
from intra_core.rules.kinds import Day, Kind, MonthDay, Number
from intra_core.rules.values import written
from intra_core.texts import record

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment

CALENDAR_YEAR = "undertaking.fiscal_year_end"
"""Where this is absent the calendar year is taken, and told."""
LANGUAGE = "language"
"""What is assumed where nobody has read the texts of the language: that they say what is meant."""
BINDS = "binds"
"""The value of a condition or a call that is assumed."""


def assumptions_of(assessment: "Assessment") -> tuple[Assumption, ...]:
    """List what was assumed: an unread language, days, given sums, defaults, and all that is marked `assumed`."""
    told = _Telling(assessment)
    marked = assessment.dated.said.assumptions
    if assessment.language not in marked:
        marked[assessment.language] = tuple(told.marked())
    own = [*told.days(), *told.given(), *told.defaults(), *told.too_large()]
    found = [*of_language(assessment.language), *own, *marked[assessment.language]]
    return tuple({(each.what, each.value): each for each in found}.values())


def of_language(language: str) -> Iterator[Assumption]:
    """Tell that the texts of a language were made by a machine, if no native speaker has read them."""
    known = record(language)
    if known.unread:
        why, label = phrase(language, "unread"), phrase(language, "language")
        yield Assumption(what=LANGUAGE, value=language, why=why, label=label, shown=known.name)


class _Telling:
    """The assumptions of one assessment, in its language."""

    def __init__(self, assessment: "Assessment") -> None:
        self.assessment = assessment
        self.language = assessment.language
        self.words = assessment.measure.vocabulary

    def fact(self, name: str, kind: Kind, value: object, why: str) -> Assumption:
        """Tell of the value of a fact."""
        label, shown = self.words.label(name, self.language), written(kind, value, self.words, self.language)
        return Assumption(what=name, value=str(value_as_json(kind, value)), why=why, label=label, shown=shown)

    def days(self) -> Iterator[Assumption]:
        """Tell which days were taken."""
        assessment = self.assessment
        if assessment.application.on is None:
            yield self.day("on", assessment.law_day, "no day")
        project = assessment.application.project
        if project is None or project.submitted is None:
            yield self.day(SUBMITTED, assessment.terms_day, "no day of application")
        elif assessment.terms_day > assessment.law_day:
            yield self.day(SUBMITTED, assessment.terms_day, "decided before")

    def day(self, name: str, ordinal: int, why: str) -> Assumption:
        """Tell of a day that was taken."""
        return Assumption(
            what=name,
            value=dt.date.fromordinal(ordinal).isoformat(),
            why=phrase(self.language, why),
            label=self.words.label(name, self.language),
            shown=written(Day(), ordinal, self.words, self.language),
        )

    def given(self) -> Iterator[Assumption]:
        """Tell what was given in place of what it is worked out from, and which of the two decided."""
        assessment = self.assessment
        book = assessment.measure.rules.book
        stated, _ = assessment.application.facts_in(book.currency)
        for name in sorted((book.derived.keys() & stated.keys()).difference(assessment.too_large)):
            kind = book.derived[name].kind
            said = written(kind, stated[name], self.words, self.language)
            strict = name in assessment.overruled
            other = assessment.overruled[name] if strict else self.other(name)
            strict = strict or (name == SIZE and assessment.facts.get(name) != stated[name])
            if other is not None and other != stated[name]:
                shown = written(kind, other, self.words, self.language)
                why = phrase(self.language, "overruled", stated=said, other=shown)
                yield self.fact(name, kind, other if strict else stated[name], why)
            elif strict:
                yield Assumption(
                    what=name,
                    value="unknown",
                    why=phrase(self.language, "doubted", stated=said),
                    label=self.words.label(name, self.language),
                    shown=phrase(self.language, "not settled"),
                )
            else:
                yield self.fact(name, kind, stated[name], phrase(self.language, "given"))

    def other(self, name: str) -> object:
        """Give what a given value is worked out as; None if that is not settled, or nothing says which is stricter."""
        assessment = self.assessment
        book = assessment.measure.rules.book
        if name not in book.stricter:
            return None
        if name == SIZE and assessment.grouped is not None:
            return assessment.grouped.size
        return worked_out(name, book, assessment.dated.edition, assessment.facts, assessment.law_day)

    def defaults(self) -> Iterator[Assumption]:
        """Tell of the calendar year, where it was taken."""
        assessment, undertaking = self.assessment, self.assessment.application.undertaking
        absent = undertaking is None or undertaking.fiscal_year_end is None
        if absent and CALENDAR_YEAR in assessment.dated.edition.uses:
            why = phrase(self.language, "calendar year")
            yield self.fact(CALENDAR_YEAR, MonthDay(), assessment.facts[CALENDAR_YEAR], why)

    def too_large(self) -> Iterator[Assumption]:
        """Tell what was told, but is more than any such figure can be, so that it counts as not told."""
        why = phrase(self.language, "too large")
        for name in self.assessment.too_large:
            label = self.words.label(name, self.language)
            yield Assumption(what=name, value="unknown", why=why, label=label)

    def marked(self) -> Iterator[Assumption]:
        """Tell of every condition, call and figure that is marked `assumed`."""
        assessment = self.assessment
        book, dated = assessment.measure.rules.book, assessment.dated
        figures: dict[str, None] = {}
        for clause in dated.edition.clauses:
            figures.update(dict.fromkeys(clause.figures))
            bases = [clause.duty.basis] if clause.duty is not None else [version.basis for version in clause.versions]
            for basis in bases:
                if basis.mark is Mark.ASSUMED:
                    yield Assumption(what=clause.id, value=BINDS, why=self.why(basis), label=clause.id)
        if dated.edition.award is not None:
            figures.update(dict.fromkeys(figures_named(dated.edition.award)))
        call = dated.call.call
        if call is not None and call.basis.mark is Mark.ASSUMED:
            yield Assumption(what="call", value=call.id, why=self.why(call.basis), label="call", shown=call.id)
        window = call.costs_basis if call is not None else None
        if window is not None and window.mark is Mark.ASSUMED:
            yield from (
                self.window(name, figure, window)
                for name, figure in dated.edition.figures.items()
                if name in WINDOW.keys() & figures.keys()
            )
        for name in figures:
            parameter = book.parameters.get(name)
            for version in parameter.in_force(dated.law_day if parameter.law else dated.terms_day) if parameter else ():
                if parameter is not None and version.basis.mark is Mark.ASSUMED:
                    yield self.figure(name, parameter, version)

    def window(self, name: str, figure: Figure, basis: Basis) -> Assumption:
        """Tell of an end of the days whose costs count."""
        why, label = self.why(basis), self.words.label(name, self.language)
        if not isinstance(figure, Known):
            return Assumption(what=name, value="unknown", why=why, label=label)
        return self.fact(name, Day(), figure.value, why)

    def figure(self, name: str, parameter: Parameter, version: FigureVersion) -> Assumption:
        """Tell of a figure."""
        why, label = self.why(version.basis), self.words.label(name, self.language)
        figure, kind = version.figure, parameter.kind
        if not isinstance(figure, Known):
            return Assumption(what=name, value="unknown", why=why, label=label)
        value = figure.value
        if isinstance(kind, Number) and not isinstance(value, str | bool):
            value = int(value * kind.scale)
        told = str(value_as_json(kind, value)) if isinstance(kind, Number | Day) else str(value)
        return Assumption(
            what=name, value=told, why=why, label=label, shown=written(kind, value, self.words, self.language)
        )

    def why(self, basis: Basis) -> str:
        """Give the reason that the file gives; it is in English."""
        if basis.note is None:
            return phrase(self.language, "without source")
        return basis.note if self.language == "en" else f"{basis.note} [en]"

"""Suggestions in words: what a refused applicant would have to change, from what to what, and what it would get."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from intra_core.assessment.advising import MOST_CHANGES, Found, Way, search
from intra_core.assessment.parts import Advice, SuggestedChange, Suggestion
from intra_core.assessment.phrases import capitalised, phrase
from intra_core.assessment.values import value_as_json
from intra_core.rules.book import COSTS
from intra_core.rules.changes import EFFORTS
from intra_core.rules.counterfactual import put
from intra_core.rules.kinds import DAYS, Choice, Day, Kind, Number, Records, number_of
from intra_core.rules.languages import tongue
from intra_core.rules.levers import Lever, Setting, Slot, Waiting, records_in
from intra_core.rules.list_levers import Adding, Dropping
from intra_core.rules.values import Writer, written
from intra_core.verdict import Outcome

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment


def advice_of(assessment: "Assessment") -> Advice:
    """Say what would help; nothing where the applicant is not refused."""
    if assessment.verdict is not Outcome.INELIGIBLE:
        return Advice()
    found = search(assessment)
    teller = _Teller(assessment, Writer(assessment.measure.vocabulary, tongue(assessment.language)))
    return Advice(
        suggestions=tuple(teller.suggestion(way) for way in found.ways),
        says="" if found.ways else capitalised(_why(found, assessment.language)),
        proved=found.proved,
        cut_short=found.cut,
    )


def _why(found: Found, language: str) -> str:
    if found.proved:
        return phrase(language, "nothing helps")
    says = phrase(language, "nothing found", count=str(MOST_CHANGES))
    return phrase(language, "cut short", says=says) if found.cut else says


@frozen
class _Teller:
    """The words for one assessment."""

    assessment: "Assessment"
    writer: Writer

    @property
    def language(self) -> str:
        """The language of the sentences."""
        return self.assessment.language

    def suggestion(self, way: Way) -> Suggestion:
        """Tell one way."""
        moved = sorted(zip(way.levers, way.steps, strict=True), key=lambda each: _told_in_order(each[0]))
        after = put(way.scene.facts, way.levers, way.steps, way.steps)
        every = [self.change(lever, step, after) for lever, step in moved]
        of_fact = [list(some) for _, some in groupby(every, key=lambda each: each.fact)]
        says = self.listed(every)
        if way.decided.verdict is not Outcome.ELIGIBLE:
            says = phrase(self.language, "still to be told" if way.decided.asks else "not to be found", says=says)
        return Suggestion(
            changes=tuple(evolve(some[-1], says=self.listed(some)) for some in of_fact),
            says=capitalised(says),
            effort=EFFORTS[max(lever.effort for lever in way.levers) - 1],
            verdict=way.decided.verdict,
            award=way.decided.amount,
        )

    def listed(self, changes: Iterable[SuggestedChange]) -> str:
        """Tell changes one after the other."""
        return self.writer.tongue.listed([each.says for each in changes], "and")

    def change(self, lever: Lever, step: int, after: Mapping[str, object]) -> SuggestedChange:
        """Tell the change of one fact."""
        place = lever.place if isinstance(lever, Setting) else None
        kind, told = self.kind(lever.fact), self.assessment.facts
        own = put(told, [lever], [step], [step])
        before, now = _value(told, lever), _value(own, lever)
        vocabulary = self.assessment.measure.vocabulary
        entry = vocabulary.facts.get(lever.fact)
        name = entry.input_key if entry is not None else lever.fact
        if place is not None:
            holder, _, key = name.rpartition(".")
            name = f"{holder}[{place}].{key}"
        return SuggestedChange(
            fact=name,
            label=vocabulary.label(lever.fact, self.language),
            before=value_as_json(kind, before),
            # A list may change in several ways: what comes of all of them is told.
            after=value_as_json(kind, now if place is not None else after[lever.fact]),
            says=vocabulary.changes[lever.fact, lever.way]
            .says.in_language(self.language)
            .format(**self.filled(lever, step, kind, (before, now))),
        )

    def filled(self, lever: Lever, step: int, kind: Kind, values: tuple[object, object]) -> Mapping[str, str]:
        """Give what fills the places of a sentence."""
        before, after = (written(kind, each, self.writer.words, self.language) for each in values)
        parts = {"from": before, "to": after, "by": "", "n": "", "record": "", "records": ""}
        one, other = values
        if isinstance(kind, Records) and isinstance(one, tuple) and isinstance(other, tuple):
            many = abs(len(one) - len(other))
            parts |= {
                "by": self.number(number_of(kind.unit), many),
                "n": str(many),
                "records": self.records(lever, step, kind),
            }
        elif isinstance(kind, Number | Day) and isinstance(one, int) and isinstance(other, int):
            unit = kind if isinstance(kind, Number) else DAYS
            parts["by"] = self.number(unit, Fraction(abs(one - other), unit.scale))
            parts["n"] = self.writer.tongue.decimal(Fraction(abs(one - other), unit.scale))[0]
        if isinstance(lever, Setting) and lever.place is not None:
            parts["record"] = self.record(lever.fact.rpartition(".")[0], lever.place)
        return parts

    def number(self, kind: Number, amount: Fraction | int) -> str:
        """Write a number with its unit."""
        return self.writer.number(kind, Fraction(amount))

    def records(self, lever: Lever, step: int, kind: Records) -> str:
        """Name the records that are dropped or added."""
        if isinstance(lever, Dropping):
            return self.writer.tongue.listed(
                [self.record(lever.fact, place) for place in sorted(lever.choices[step])], "and"
            )
        assert isinstance(lever, Adding)  # noqa: S101 (a list has no other levers)
        word = self.word(kind, lever.record)
        if word is None:
            return self.number(number_of(kind.unit), step)
        return word if step == 1 else phrase(self.language, "several", count=str(step), record=word)

    def record(self, name: str, place: int) -> str:
        """Name one record of a list: what it is counted in, its number, and the first word that it says of itself."""
        kind = self.kind(name)
        assert isinstance(kind, Records)  # noqa: S101 (it is a list)
        word = self.word(kind, records_in(self.assessment.facts, name)[place])
        one = self.writer.forms(kind.unit)[0]
        if word is None:
            return phrase(self.language, "record", record=one, number=str(place + 1))
        return phrase(self.language, "record of", record=one, number=str(place + 1), word=word)

    def word(self, kind: Records, record: Mapping[str, object]) -> str | None:
        """Give the label of the first word that a record says of itself."""
        words = (record[key] for key, each in kind.fields.items() if isinstance(each, Choice) and key in record)
        return next((self.writer.word(str(each)) for each in words), None)

    def kind(self, name: str) -> Kind:
        """Give the kind of a fact, with money in the measure's currency."""
        measure = self.assessment.measure
        currency, vocabulary = measure.identity.currency, measure.vocabulary
        return number_of(currency) if name == COSTS else vocabulary.kind_in(currency, vocabulary.facts[name].kind)


def _told_in_order(lever: Lever) -> tuple[bool, Slot]:
    """Order what is to be done: applying later comes last."""
    return isinstance(lever, Waiting), lever.slot


def _value(facts: Mapping[str, object], lever: Lever) -> object:
    """Give what facts say of what a lever moves."""
    if not isinstance(lever, Setting) or lever.place is None:
        return facts[lever.fact]
    holder, _, key = lever.fact.rpartition(".")
    return records_in(facts, holder)[lever.place][key]

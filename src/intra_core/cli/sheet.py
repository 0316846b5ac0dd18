"""The answer of a region as lines for people: what an applicant can get first, with the reasons and their sources."""

import datetime as dt
from collections.abc import Iterable, Iterator

from attrs import frozen

from intra_core.assessment.answer import Answer
from intra_core.assessment.assessment import Assessment
from intra_core.assessment.assumptions import LANGUAGE, of_language
from intra_core.assessment.parts import Assumption, Citation, Reason, Unanswered
from intra_core.cli.headings import call_in_words, heading
from intra_core.cli.reply import Line
from intra_core.model.money import Money
from intra_core.regions.host import Loaded
from intra_core.rules.book import COSTS, SUBMITTED
from intra_core.rules.causes import offending
from intra_core.rules.edition import Clause
from intra_core.rules.kinds import Day, Kind, Records, number_of
from intra_core.rules.language import Element, Named, walk
from intra_core.rules.languages import tongue
from intra_core.rules.values import Writer, written
from intra_core.verdict import Outcome, Verdict

STYLES = {Outcome.ELIGIBLE: "bold green", Outcome.UNDETERMINED: "bold yellow", Outcome.INELIGIBLE: "bold red"}
"""The verdicts in the order in which measures are shown, with their styles."""
ORDER = (Verdict.UNMET, Verdict.UNKNOWN, Verdict.MET)
MOST_RECORDS = 3
MOST_CHOICES = 12
"""A choice of more words is told without them; the template and the JSON have them all."""


def sheet(answer: Answer, loaded: Loaded, language: str, *, from_clock: bool) -> Iterator[Line]:
    """Write down the answer of a region."""
    region = loaded.region
    day = written(Day(), answer.on.toordinal(), region.vocabulary, language)
    title = region.title.in_language(language)
    head = heading(language, "on", title=title, region=answer.region, version=answer.version, day=day)
    yield Line(f"{head} ({heading(language, 'today')})" if from_clock else head, 0, "bold")
    counts = [(verdict, sum(each.verdict is verdict for each in answer.assessments)) for verdict in STYLES]
    yield Line(", ".join(f"{heading(language, verdict.value)}: {count}" for verdict, count in counts))
    for verdict in STYLES:
        for assessment in answer.assessments:
            if assessment.verdict is verdict:
                yield Line()
                yield from Sheet(assessment, language, answer).lines()


def unread(language: str) -> Iterator[Line]:
    """Write, once below all answers, that nobody has read the texts of their language."""
    found = list(of_language(language))
    if found:
        yield from (Line(), Line(heading(language, "assumed"), 0, "bold"))
        yield from (Line(f"- {_told(each)}", 2) for each in found)


def _told(assumption: Assumption) -> str:
    """Write what was taken for true, and why; a condition has no value but that it binds."""
    value = f" = {assumption.shown}" if assumption.shown else ""
    name = assumption.label if assumption.label == assumption.what else f"{assumption.label} [{assumption.what}]"
    return f"{name}{value}: {assumption.why}"


@frozen
class Sheet:
    """The part of one measure."""

    assessment: Assessment
    language: str
    answer: Answer | None = None
    """The answer of the region, which knows the measures that would take an application instead."""

    def word(self, name: str, /, **parts: object) -> str:
        """Give one of the command line's own words."""
        return heading(self.language, name, **parts)

    def day(self, ordinal: int) -> str:
        """Write a day."""
        return written(Day(), ordinal, self.assessment.measure.vocabulary, self.language)

    def money(self, money: Money) -> str:
        """Write an amount."""
        return written(number_of(money.currency), money.minor, self.assessment.measure.vocabulary, self.language)

    def lines(self) -> Iterator[Line]:
        """Write the verdict, the award, the call, what is not met and not known, and what follows."""
        told = self.assessment
        verdict = self.word(told.verdict.value)
        yield Line(f"{told.title.in_language(self.language)} ({told.id}): {verdict}", 0, STYLES[told.verdict])
        yield from self.award()
        yield Line(self.word("call", call=self.call()), 2)
        unmet, unknown, met = ([each for each in told.reasons if each.verdict is verdict] for verdict in ORDER)
        settled = told.verdict is Outcome.INELIGIBLE
        yield from self.reasons("unmet", unmet)
        yield from self.reasons("not known", [] if settled else unknown)
        yield from self.listed("asks", self.asks())
        unanswered = told.unanswered
        yield from self.listed("unanswered", map(self.unanswered, unanswered))
        if told.verdict is Outcome.UNDETERMINED and not (told.asks or unanswered):
            yield Line(self.word("stuck"), 2)
        yield from self.listed("duties", self.duties())
        assumed = [each for each in told.assumed if each.what != LANGUAGE]
        telling = [each for each in assumed if not settled or each.what in self.behind(unmet)]
        yield from self.listed("assumed", map(_told, telling))
        yield from self.advice()
        yield from self.short("left open", (each.condition for each in unknown if settled))
        yield from self.short("also assumed", (each.what for each in assumed if each not in telling))
        due = {each.id for each in told.dated.edition.clauses if each.duty is not None}
        yield from self.short("met", (each.condition for each in met if each.condition not in due))

    def award(self) -> Iterator[Line]:
        """Write the award with its arithmetic, or what is known of it."""
        award, bounds = self.assessment.award, self.assessment.award_bounds
        if award is not None:
            yield Line(self.word("award", award=self.money(award.amount)), 2, "bold")
            yield from (Line(step, 4) for step in award.steps)
            if award.in_kind is not None:
                yield Line(self.word("in kind", what=award.in_kind), 4)
            for part in award.instalments:
                yield Line(self.word("instalment", amount=self.money(part.amount), after=part.after), 4)
        elif bounds is not None:
            least = bounds.at_least if bounds.at_least is not None and bounds.at_least.minor else None
            low, high = (self.money(each) if each is not None else "" for each in (least, bounds.at_most))
            name = "range" if low and high else "at least" if low else "at most"
            told = low if low == high else self.word(name, low=low, high=high)
            settled = self.assessment.verdict is Outcome.ELIGIBLE
            yield Line(self.word("award" if settled else "unsettled", award=told), 2)

    def call(self) -> str:
        """Write which call it is, and its state."""
        state = self.assessment.dated.call
        if state.call is None:
            return self.word(state.state)
        return call_in_words(state.call, state.state, self.assessment.measure.vocabulary, self.language)

    def advice(self) -> Iterator[Line]:
        """Write what would help a refused applicant, with what it would get, or what it could ask for instead."""
        advice = self.assessment.advice
        texts = [
            self.word("would get", says=each.says, award=self.money(each.award))
            if each.award is not None
            else each.says
            for each in advice.suggestions
        ]
        if advice.says:
            texts = [advice.says]
            if self.answer is not None:
                texts.append(self.instead(self.answer.instead()))
        yield from self.listed("would help", texts)

    def instead(self, others: tuple[Assessment, ...]) -> str:
        """Name the measures of the region that would take the application."""
        if not others:
            return self.word("nowhere")
        name = "instead" if others[0].verdict is Outcome.ELIGIBLE else "perhaps instead"
        return self.word(name, names=", ".join(each.id for each in others))

    def reasons(self, name: str, reasons: list[Reason]) -> Iterator[Line]:
        """Write reasons with the facts that decided them, or are known of them, and the sources they rest on."""
        if reasons:
            yield Line(self.word(name), 2, "bold")
        for reason in reasons:
            yield Line(f"- {reason.says} [{reason.condition}]", 4)
            fact = "because" if reason.verdict is Verdict.UNMET else "known"
            yield from (Line(self.word(fact, label=label, value=value), 6) for label, value in self.facts(reason))
            yield from (Line(each, 8) for each in reason.working)
            yield from (Line(self.word("source", source=self.cited(each)), 6, "dim") for each in reason.sources)

    def facts(self, reason: Reason) -> Iterator[tuple[str, str]]:
        """Write the facts of a reason with their labels; of a list, the records at fault or what they come to."""
        clause = next(each for each in self.assessment.dated.edition.clauses if each.id == reason.condition)
        for name in reason.facts:
            kind, label = clause.kinds[name], self.label(name)
            value = self.assessment.facts[name]
            if isinstance(kind, Records) and reason.verdict is Verdict.UNMET:
                at_fault = offending(clause.settled, self.assessment.facts, name)[:MOST_RECORDS]
                if at_fault:
                    yield from ((f"{label} {place + 1}", self.record(clause, name, kind, place)) for place in at_fault)
                    continue
                counted = self.counted(clause) if name == "cost" else None
                if counted is not None:
                    yield self.label(COSTS), counted
                    continue
            yield label, self.value(kind, value)

    def record(self, clause: Clause, name: str, kind: Records, place: int) -> str:
        """Write what a condition reads of one record."""
        records = self.assessment.facts[name]
        record = records[place] if isinstance(records, tuple) else {}
        elements = [each for each in walk(clause.settled) if isinstance(each, Element) and each.list_name == name]
        read = dict.fromkeys(each.name for each in elements if each.name in record)
        told = [f"{self.label(f'{name}.{key}')}: {self.value(kind.fields[key], record[key])}" for key in read]
        return "; ".join(told) or self.word("none")

    def counted(self, clause: Clause) -> str | None:
        """Write the sum of the costs that count, if a condition rests on it and it is known."""
        for each in walk(clause.settled):
            if isinstance(each, Named) and each.name == COSTS:
                low, high = self.assessment.possible().value(each)
                return self.value(each.kind, low) if low == high else None
        return None

    @property
    def writer(self) -> Writer:
        """What writes values in the language."""
        return Writer(self.assessment.measure.vocabulary, tongue(self.language))

    def label(self, name: str) -> str:
        """Give the label of a name."""
        return self.assessment.measure.vocabulary.label(name, self.language)

    def value(self, kind: Kind, value: object) -> str:
        """Write a value of a fact."""
        return written(kind, value, self.assessment.measure.vocabulary, self.language)

    def cited(self, citation: Citation) -> str:
        """Write a source with its place, address and the day on which it was read."""
        source = citation.source
        read = self.word("read", day=self.day(source.read.toordinal())) if source.read is not None else None
        return ", ".join(text for text in (source.title, citation.article, source.address, read) if text)

    def asks(self) -> Iterator[str]:
        """Write the questions in the order in which they are worth asking."""
        for ask in self.assessment.asks:
            of = f" ({', '.join(ask.choices)})" if len(ask.choices) <= MOST_CHOICES and ask.choices else ""
            yield f"{ask.question} [{ask.fact}: {ask.type}{of}; {self.word('decides', names=', '.join(ask.decides))}]"

    def unanswered(self, each: Unanswered) -> str:
        """Write a function without an answer, and why there is none."""
        return f"{each.label} [{each.function}; {self.word('decides', names=', '.join(each.decides))}]: {each.says}"

    def duties(self) -> Iterator[str]:
        """Write the duties with their last days."""
        for duty in self.assessment.duties:
            due = (
                ""
                if duty.until is None
                else self.word("due", day=self.day(dt.date.fromisoformat(duty.until).toordinal()))
            )
            titles = dict.fromkeys(each.source.title for each in duty.sources)
            told = "; ".join(text for text in (due, *titles) if text)
            yield f"{duty.says} ({told})" if told else duty.says

    def behind(self, reasons: Iterable[Reason]) -> set[str]:
        """Name all that assumptions behind some reasons can be about: the conditions, their figures, and the days."""
        ids = {each.condition for each in reasons}
        figures = (name for each in self.assessment.dated.edition.clauses if each.id in ids for name in each.figures)
        return ids | set(figures) | {"on", SUBMITTED}

    def short(self, name: str, names: Iterable[str]) -> Iterator[Line]:
        """Write names in one line, or nothing if there are none."""
        told = ", ".join(dict.fromkeys(names))
        if told:
            yield Line(self.word(name, names=told), 2, "dim")

    def listed(self, name: str, texts: Iterable[str]) -> Iterator[Line]:
        """Write texts under a heading, or nothing if there are none."""
        found = list(texts)
        if found:
            yield Line(self.word(name), 2, "bold")
            yield from (Line(f"- {each}", 4) for each in found)

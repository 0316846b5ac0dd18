"""Reading a measure out: its calls, conditions, figures, award and duties as sentences."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.assessment.explanation import Explanation, FigureHistory, NamedAmount, Statement
from intra_core.model.days import ALWAYS, Period
from intra_core.model.text import LocalizedText
from intra_core.rules.edition import figures_named
from intra_core.rules.figures import Bands, Figure, Table
from intra_core.rules.history import ConditionVersion, Parameter
from intra_core.rules.language import Named, Node, Not, Or, walk
from intra_core.rules.languages import tongue
from intra_core.rules.prose import sentence
from intra_core.rules.values import Writer

if TYPE_CHECKING:
    from intra_core.assessment.measure import Measure


def explain(measure: "Measure", language: str = "en", on: dt.date | None = None) -> Explanation:
    """Read a measure out.

    Args:
        measure: the measure.
        language: the code of a language; where it has no sentences, English stands in.
        on: the day whose figures stand inside the sentences; a sentence that does not hold on it has those of the
            nearest day on which it does. Without it figures are told by their names alone.
    """
    return Reading.of(measure, language, on).explanation()


@frozen
class Reading:
    """A measure while it is read out."""

    measure: "Measure"
    language: str
    on: dt.date | None
    writer: Writer

    @classmethod
    def of(cls, measure: "Measure", language: str, on: dt.date | None = None) -> "Reading":
        """Read a measure in a language, with the figures of a day if there is one."""
        return cls(measure, language, on, Writer(measure.vocabulary, tongue(language)))

    def explanation(self) -> Explanation:
        """Put everything into sentences."""
        identity, book = self.measure.identity, self.measure.rules.book
        conditions = [
            Statement(id=each.id, says=self.condition(version), basis=version.basis, period=version.period)
            for each in book.conditions
            for version in each.versions
        ]
        award = book.award.body if isinstance(book.award, Named) else book.award
        return Explanation(
            measure=identity.id,
            digest=identity.digest,
            kind=identity.kind,
            title=identity.title.in_language(self.language),
            region=self.measure.region,
            authority=self.authority(),
            planned=identity.planned,
            language=self.language,
            on=self.on,
            cost_kinds=tuple(sorted(map(self.writer.word, self.measure.rules.cost_kinds))),
            costs=self.costs(),
            calls=identity.calls,
            conditions=tuple(conditions),
            award=self.said(award) if award is not None else None,
            instalments=tuple(
                (each.after.in_language(self.language), self.said(each.amount)) for each in book.instalments
            ),
            in_kind=self.own(book.in_kind),
            state_aid=self.state_aid(),
            reducible=book.state_aid is not None and book.state_aid.reducible,
            amounts=tuple(self.amounts()),
            figures=tuple(self.figures()),
            duties=tuple(
                Statement(
                    id=each.id,
                    says=self.own(each.says) or self.said(each.holds, each.period),
                    basis=each.basis,
                    period=each.period,
                    due=self.said(each.until, each.period),
                )
                for each in book.duties
            ),
            described=tuple(
                Statement(
                    id=each.id or "",
                    says=": ".join(text for text in (self.own(each.title), self.own(each.says)) if text),
                    basis=each.basis,
                )
                for each in identity.described
            ),
            writer=self.writer,
        )

    def said(self, node: Node, period: Period = ALWAYS) -> str:
        """Say a rule with the figures of the day, or of the nearest day of a period."""
        figures = self.measure.on(self.near(period), self.near(period)).edition.figures if self.on is not None else {}
        return sentence(node, figures, self.measure.vocabulary, self.language)

    def near(self, period: Period) -> int:
        """Give the day that is asked for, or the nearest one on which a period surely holds."""
        assert self.on is not None  # noqa: S101 (asked only where there is a day)
        last = self.on.toordinal() if period.until is None else min(self.on.toordinal(), period.until.early)
        return max(last, period.since.late)

    def own(self, text: LocalizedText | None) -> str | None:
        """Give a text of the file; where it is not there in the language, its English one, marked."""
        if text is None:
            return None
        return text.in_language(self.language) if text.has(self.language) else f"{text} [en]"

    def condition(self, version: ConditionVersion) -> str:
        """Say one wording of a condition."""
        guarded = version.node if version.applies is None else Or((Not(version.applies), version.node))
        return self.own(version.says) or self.said(guarded, version.period)

    def authority(self) -> str | None:
        """Name who grants it: by its title, or by its id where the region gives none."""
        title = self.measure.authority
        return title.in_language(self.language) if title is not None else self.measure.identity.authority

    def costs(self) -> Statement | None:
        """Say which cost lines count."""
        rule = self.measure.rules.book.costs
        if rule is None:
            return None
        return Statement(id="costs", says=self.own(rule.says) or self.said(rule.node), basis=rule.basis)

    def state_aid(self) -> Statement | None:
        """Tell under which regime the award is granted."""
        aid = self.measure.rules.book.state_aid
        if aid is None:
            return None
        return Statement(id="state_aid", says=self.writer.word(aid.regime), basis=aid.basis)

    def amounts(self) -> Iterator[NamedAmount]:
        """Tell how each named amount is worked out, in the order in which the rules name them."""
        book = self.measure.rules.book
        found = {each.name: each for node in book.nodes() for each in walk(node) if isinstance(each, Named)}
        for name, node in found.items():
            yield NamedAmount(
                name=name, label=self.writer.label(name), says=self.said(node.body), given=name in book.derived
            )

    def figures(self) -> Iterator[FigureHistory]:
        """Tell every figure that the rules name, with its history."""
        book = self.measure.rules.book
        for name in figures_named(*book.nodes()):
            parameter = book.parameters.get(name)
            if parameter is not None:
                versions = tuple(
                    Statement(id=name, says=self.figure(parameter, each.figure), basis=each.basis, period=each.period)
                    for each in parameter.versions
                )
                yield FigureHistory(name=name, label=self.writer.label(name), law=parameter.law, versions=versions)

    def figure(self, parameter: Parameter, figure: Figure) -> str:
        """Write a figure, a table or bands."""
        if isinstance(figure, Table):
            told = [(" / ".join(map(self.writer.word, key)), row) for key, row in figure.rows.items()]
            row_of = self.writer.tongue.open_figures["row"]
            return ", ".join(row_of.format(key=key, value=self.writer.figure(parameter.kind, row)) for key, row in told)
        if isinstance(figure, Bands):
            pattern = self.writer.tongue.open_figures["band"]
            bands = [(self.writer.value(parameter.kind, bound), self.writer.word(word)) for bound, word in figure.rows]
            return ", ".join(pattern.format(bound=bound, word=word) for bound, word in bands)
        return self.writer.figure(parameter.kind, figure)

"""`intra why`: one condition of one measure for one application: its line, its facts, its figures and their sources."""

import datetime as dt
from argparse import Namespace
from collections.abc import Iterator

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.contract import unanswered_to_dict
from intra_core.assessment.evaluation import Evaluation, evaluate
from intra_core.assessment.explanation import basis_to_dict
from intra_core.assessment.parts import Citation, Unanswered
from intra_core.assessment.values import value_as_json
from intra_core.cli import outside
from intra_core.cli.asked import one_measure
from intra_core.cli.eval import value_line
from intra_core.cli.faults import Faults
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply
from intra_core.cli.sheet import Sheet
from intra_core.errors import Complaint, did_you_mean
from intra_core.rules.edition import Clause
from intra_core.rules.history import FigureVersion, Parameter
from intra_core.rules.language import Named, Node, children

STYLES = {"met": "green", "unmet": "red", "unknown": "yellow"}


def answer(asked: Namespace) -> Reply:
    """Tell why one condition is met, unmet or unknown.

    Raises:
        WrongInput: with every fault of the application and of the options.
    """
    faults = Faults()
    catalogue = outside.load_regions()
    assessment = one_measure(asked, catalogue, faults)
    measure = catalogue.by_id.get(asked.measure)
    known: tuple[str, ...] = ()
    when = ""
    if assessment is not None:
        known = tuple(each.id for each in assessment.dated.edition.clauses)
        when = f" on {dt.date.fromordinal(assessment.terms_day)}"
    elif measure is not None:
        book = measure.rules.book
        known = ("call", *(each.id for each in book.conditions), *(each.id for each in book.duties))
    if measure is not None and asked.condition not in known:
        says = f"{measure.id} has no condition {asked.condition!r}{when}"
        instead = did_you_mean(asked.condition, known)
        faults.complaints.append(Complaint(says=says, instead=instead, key="CONDITION"))
    faults.close()
    assert assessment is not None  # noqa: S101 (else something was complained of)
    clause = assessment.dated.edition.clauses[known.index(asked.condition)]
    why = _Why(assessment, clause, catalogue.region(assessment.measure.region).region.member_state)
    return Reply(data=why.to_dict(), lines=why.lines, quarantined=catalogue.quarantined, noticed=catalogue.incidents)


class _Why:
    """One condition with all that it rests on."""

    def __init__(self, assessment: Assessment, clause: Clause, member_state: str) -> None:
        self.assessment = assessment
        self.clause = clause
        self.member_state = member_state
        self.reason = next(each for each in assessment.reasons if each.condition == clause.id)
        self.sheet = Sheet(assessment, assessment.language)

    def rules(self) -> list[str]:
        """Give the lines of the file: that of a duty, or those of a condition's wordings in force."""
        duty = self.clause.duty
        if duty is not None:
            return [_joined(f"on <= {duty.last} or ({duty.text})")]
        guards = [f"not ({each.guard}) or " if each.guard else "" for each in self.clause.versions]
        texts = [f"({each.text})" if each.guard else each.text for each in self.clause.versions]
        return [_joined(f"{guard}{text}") for guard, text in zip(guards, texts, strict=True)]

    def amounts(self) -> list[Evaluation]:
        """Work out what its lines call by name: an amount, or the size of the applicant."""
        duty = self.clause.duty
        nodes = [duty.holds] if duty is not None else [each.node for each in self.clause.versions]
        names = dict.fromkeys(name for node in nodes for name in _named(node))
        return [evaluate(name, self.assessment, self.member_state) for name in names]

    def figures(self) -> Iterator[tuple[Parameter, FigureVersion]]:
        """Give the figures that bear on it, with the versions in force."""
        told = self.assessment
        for name in self.clause.figures:
            parameter = told.measure.rules.book.parameters.get(name)
            if parameter is not None:
                for version in parameter.in_force(told.law_day if parameter.law else told.terms_day):
                    yield parameter, version

    def unanswered(self) -> list[Unanswered]:
        """Give the region's functions that were asked for it and gave no answer."""
        return [each for each in self.assessment.unanswered if self.clause.id in each.decides]

    def missing(self) -> list[str]:
        """Name the facts that it reads and nobody has told."""
        return [name for name in self.clause.reads if name not in self.assessment.facts]

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        reading = self.assessment.measure.reading(self.assessment.language)
        found = next(each for each in self.assessment.to_dict()["reasons"] if each["condition"] == self.clause.id)  # type: ignore[attr-defined] # a list of dicts
        return {
            "measure": self.assessment.id,
            **found,
            "rules": self.rules(),
            "amounts": [each.to_dict() for each in self.amounts()],
            "reads": {
                name: value_as_json(self.clause.kinds[name], self.assessment.facts[name])
                for name in self.clause.reads
                if name in self.assessment.facts
            },
            "missing": self.missing(),
            **unanswered_to_dict(self.unanswered()),
            "figures": [
                {
                    "figure": parameter.name,
                    "value": reading.figure(parameter, version.figure),
                    **basis_to_dict(version.basis),
                }
                for parameter, version in self.figures()
            ],
        }

    def lines(self) -> Iterator[Line]:
        """Write it for people."""
        reason, language = self.reason, self.assessment.language
        verdict = reason.verdict.value
        told = heading(language, "statement", condition=reason.condition, verdict=heading(language, f"is {verdict}"))
        yield Line(told, 0, f"bold {STYLES[verdict]}")
        yield Line(reason.says, 2)
        yield from (Line(heading(language, "line", line=each), 2, whole=True) for each in self.rules())
        yield from (Line(value_line(each, self.sheet), 4, "bold") for each in self.amounts())
        for name in self.clause.reads:
            if name in self.assessment.facts:
                value = self.sheet.value(self.clause.kinds[name], self.assessment.facts[name])
                yield Line(heading(language, "reads", label=f"{self.sheet.label(name)} [{name}]", value=value), 4)
        for function in self.unanswered():
            yield Line(f"{function.label} [{function.function}]: {function.says}", 4, "yellow")
        for name in self.missing():
            yield Line(heading(language, "missing", label=f"{self.sheet.label(name)} [{name}]"), 4, "yellow")
        reading = self.assessment.measure.reading(language)
        for parameter, version in self.figures():
            label = self.sheet.label(parameter.name)
            yield Line(f"{label} [{parameter.name}]: {reading.figure(parameter, version.figure)}", 4)
            source = version.basis.source
            if source is not None:
                cited = self.sheet.cited(Citation(source=source, article=version.basis.article or source.article))
                mark = heading(language, f"mark {version.basis.mark.value}")
                yield Line(f"{heading(language, 'source', source=cited)} ({mark})", 6, "dim")
        for each in reason.sources:
            yield Line(heading(language, "source", source=self.sheet.cited(each)), 2, "dim")


def _named(node: Node) -> Iterator[str]:
    """Give the definitions that a line names, and not what these rest on in turn."""
    if isinstance(node, Named):
        yield node.name
    else:
        for each in children(node):
            yield from _named(each)


def _joined(text: str) -> str:
    return " ".join(text.split())

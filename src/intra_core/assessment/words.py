"""Reasons, award and duties of an assessment as sentences with their sources."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from intra_core.assessment.assisted import HEADROOM, working
from intra_core.assessment.calls import day
from intra_core.assessment.grouped import SIZE
from intra_core.assessment.parts import Award, AwardBounds, AwardPart, Citation, DueDuty, Reason
from intra_core.assessment.phrases import capitalised, phrase
from intra_core.assessment.values import value_as_json
from intra_core.model.money import Money
from intra_core.provenance import Basis
from intra_core.rules.book import WINDOW
from intra_core.rules.causes import smallest_cause
from intra_core.rules.edition import Clause
from intra_core.rules.kinds import Day
from intra_core.rules.prose import sentence
from intra_core.rules.steps import steps
from intra_core.rules.values import written
from intra_core.verdict import Outcome, Verdict

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment

_ORDER = (Verdict.UNMET, Verdict.UNKNOWN, Verdict.MET)


def reasons_of(assessment: "Assessment") -> tuple[Reason, ...]:
    """Give a reason for every clause, the unmet first."""
    found = []
    shown: dict[str, object] = {}
    for bit, clause in enumerate(assessment.dated.edition.clauses):
        held = False if assessment.unmet_bits >> bit & 1 else None if assessment.unknown_bits >> bit & 1 else True
        found.append(_reason(assessment, clause, Verdict.of(held), shown))
    return tuple(sorted(found, key=lambda reason: _ORDER.index(reason.verdict)))


def _reason(assessment: "Assessment", clause: Clause, verdict: Verdict, shown: dict[str, object]) -> Reason:
    facts = assessment.facts
    if verdict is Verdict.UNMET:
        names: Iterable[str] = smallest_cause(clause.settled, facts, clause.reads)
    else:
        names = [name for name in clause.reads if name in facts]
    for name in names:
        if name not in shown:
            shown[name] = value_as_json(clause.kinds[name], facts[name])
    return Reason(
        condition=clause.id,
        verdict=verdict,
        says=said(assessment, clause),
        facts={name: shown[name] for name in names},
        sources=citations(assessment, clause),
        working=_working(assessment, clause),
    )


def _working(assessment: "Assessment", clause: Clause) -> tuple[str, ...]:
    """Say how the law worked out what a clause reads."""
    lines: tuple[str, ...] = ()
    if SIZE in clause.reads and assessment.grouped is not None:
        lines = assessment.grouped.working()
    if HEADROOM in clause.reads and assessment.assisted is not None and HEADROOM in assessment.facts:
        lines += working(assessment.assisted)
    return lines


def said(assessment: "Assessment", clause: Clause) -> str:
    """Say a clause as a sentence in the assessment's language."""
    if clause.id == "call":
        return call_said(assessment)
    kept, key = assessment.dated.said.sentences, (clause.id, assessment.language)
    if key not in kept:
        kept[key] = _clause_said(assessment, clause)
    return kept[key]


def _clause_said(assessment: "Assessment", clause: Clause) -> str:
    language = assessment.language
    texts = [clause.duty.says] if clause.duty is not None else [version.says for version in clause.versions]
    nodes = [clause.duty.holds] if clause.duty is not None else [version.node for version in clause.versions]
    told = []
    for text, node in zip(texts, nodes, strict=True):
        if text is not None:
            told.append(text.in_language(language) if text.has(language) else f"{text} [en]")
        else:
            whole = clause.node if len(nodes) == 1 and clause.duty is None else node
            told.append(sentence(whole, assessment.dated.edition.figures, assessment.measure.vocabulary, language))
    if len(told) == 1:
        return told[0]
    return phrase(language, "switch", " | ".join(dict.fromkeys(each.rstrip(".") for each in told)))


def call_said(assessment: "Assessment") -> str:
    """Say the state of the call."""
    state, language = assessment.dated.call, assessment.language
    key = state.state
    if key == "closed" and state.opening is not None:
        key = "next" if state.opening.known else "next between"
    elif key == "unknown" and state.at_hour:
        key = "hour"
    elif key == "open" and state.call is not None:
        key = "funds" if state.call.until_funds_spent else "open"
        if assessment.unmet_bits & 1 or assessment.unknown_bits & 1:
            key = "stopped"
    words = assessment.measure.vocabulary
    when = written(Day(), assessment.terms_day, words, language)
    opening = (state.opening.early, state.opening.late) if state.opening is not None else ()
    following, latest = (*(written(Day(), each, words, language) for each in opening), "", "")[:2]
    call = state.call.id if state.call else ""
    return capitalised(phrase(language, key, call=call, day=when, next=following, latest=latest))


def citations(assessment: "Assessment", clause: Clause) -> tuple[Citation, ...]:
    """Cite what a clause rests on: its own source, then those of the figures it uses."""
    kept = assessment.dated.said.citations
    if clause.id not in kept:
        kept[clause.id] = _clause_citations(assessment, clause)
    return kept[clause.id]


def _clause_citations(assessment: "Assessment", clause: Clause) -> tuple[Citation, ...]:
    if clause.id == "call":
        call = assessment.dated.call.call
        return cited([call.basis]) if call is not None else ()
    bases = [clause.duty.basis] if clause.duty is not None else [version.basis for version in clause.versions]
    return cited([*bases, *_figure_bases(assessment, clause.figures)])


def _figure_bases(assessment: "Assessment", figures: Iterable[str]) -> Iterable[Basis]:
    book, dated = assessment.measure.rules.book, assessment.dated
    call = dated.call.call
    for name in figures:
        if name in WINDOW and call is not None and call.costs_basis is not None:
            yield call.costs_basis
        parameter = book.parameters.get(name)
        if parameter is not None:
            for version in parameter.in_force(dated.law_day if parameter.law else dated.terms_day):
                yield version.basis


def cited(bases: Iterable[Basis]) -> tuple[Citation, ...]:
    """Give the sources of statements, each place in each source once."""
    found: dict[tuple[str, str | None], Citation] = {}
    for basis in bases:
        if basis.source is not None:
            article = basis.article or basis.source.article
            found.setdefault((basis.source.id, article), Citation(source=basis.source, article=article))
    return tuple(found.values())


def award_of(assessment: "Assessment") -> Award | None:
    """Give the award with its arithmetic and instalments."""
    amount = assessment.amount
    if amount is None:
        return None
    edition, words, language = assessment.dated.edition, assessment.measure.vocabulary, assessment.language
    book = assessment.measure.rules.book
    at = assessment.possible()
    parts = []
    for each in book.instalments:
        low, high = at.value(edition.settling.parts(each.amount, 100))
        if low == high:
            parts.append(AwardPart(after=each.after.in_language(language), amount=Money(low, amount.currency)))
    lines = steps(book.award, edition.settling, at, words, language) if book.award is not None else ()
    in_kind = book.in_kind.in_language(language) if book.in_kind is not None else None
    return Award(amount=amount, steps=lines, instalments=tuple(parts), in_kind=in_kind)


def bounds_of(assessment: "Assessment") -> AwardBounds | None:
    """Give the bounds of an award that is not settled, as far as they say anything."""
    if assessment.verdict is Outcome.INELIGIBLE or assessment.amount is not None or assessment.high is None:
        return None
    currency = assessment.measure.identity.currency
    if assessment.high >= MOST_BOUND:
        return None
    return AwardBounds(at_least=Money(max(assessment.low or 0, 0), currency), at_most=Money(assessment.high, currency))


MOST_BOUND = 10**9
"""An upper bound above 10,000,000.00 says nothing: it comes from the greatest amount a fact may have."""


def duties_of(assessment: "Assessment") -> tuple[DueDuty, ...]:
    """Give the duties that follow the decision."""
    if assessment.verdict is Outcome.INELIGIBLE:
        return ()
    at = assessment.possible()
    found = []
    for clause in assessment.dated.edition.clauses:
        if clause.duty is not None:
            low, high = at.value(assessment.dated.edition.settling.settle(clause.duty.until).node)
            until = day(low) if low == high else None
            iso = until.isoformat() if until is not None else None
            found.append(DueDuty(says=said(assessment, clause), until=iso, sources=citations(assessment, clause)))
    return tuple(found)

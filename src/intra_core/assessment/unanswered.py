"""The region's own functions that were asked and gave no answer: what they keep open, nobody can be asked for."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from intra_core.assessment.parts import Unanswered
from intra_core.assessment.phrases import phrase
from intra_core.rules.asks import unanswered
from intra_core.rules.functions import NoAnswer
from intra_core.rules.language import Node
from intra_core.verdict import Outcome

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment

AWARD = "award"


def unanswered_of(assessment: "Assessment") -> tuple[Unanswered, ...]:
    """List the functions that gave no answer, each with what it keeps open: conditions by id, and the award."""
    if not assessment.measure.vocabulary.functions:
        return ()
    at, language = assessment.possible(), assessment.language
    whys: dict[str, NoAnswer] = {}
    bears: dict[str, list[str]] = {}
    for what, node in _open(assessment):
        for name, why in unanswered(at, [node]).items():
            whys.setdefault(name, why)
            bears.setdefault(name, []).append(what)
    return tuple(
        Unanswered(
            function=name,
            label=assessment.measure.vocabulary.label(name, language),
            says=no_answer_said(why, language),
            decides=tuple(bears[name]),
        )
        for name, why in whys.items()
    )


def _open(assessment: "Assessment") -> Iterator[tuple[str, Node]]:
    edition = assessment.dated.edition
    for bit, clause in enumerate(edition.clauses):
        if assessment.unknown_bits >> bit & 1:
            yield clause.id, clause.settled
    refused = assessment.verdict is Outcome.INELIGIBLE
    if edition.award is not None and assessment.low != assessment.high and not refused:
        yield AWARD, edition.award


_SAID: Mapping[str, str] = {
    "raised": "function raised",
    "none": "function without a value",
    "not allowed": "function not allowed",
}


def no_answer_said(why: NoAnswer, language: str) -> str:
    """Say why a function gave no answer.

    >>> no_answer_said(NoAnswer("raised", "ValueError: no such number"), "en")
    "the region's function ended in an error: ValueError: no such number"
    """
    return phrase(language, _SAID[why.how], told=why.told)

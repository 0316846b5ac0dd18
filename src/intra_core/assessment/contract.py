"""The answer as plain data, in the keys of the JSON contract (schemas/answer.json)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from intra_core.assessment.parts import Citation, Suggestion, Unanswered
from intra_core.assessment.values import mark_to_iso, source_to_dict
from intra_core.model.money import Money
from intra_core.verdict import Outcome

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment

SCHEMA = 1


def assessment_to_dict(assessment: "Assessment") -> dict[str, object]:
    """Give one measure's answer."""
    award, bounds = assessment.award, assessment.award_bounds
    return {
        "measure": assessment.id,
        "digest": assessment.measure.identity.digest,
        "title": assessment.title.in_language(assessment.language),
        "call": call_to_dict(assessment),
        "verdict": assessment.verdict.value,
        "award": {
            "amount": award.amount.decimal,
            "currency": award.amount.currency,
            "steps": list(award.steps),
            "instalments": [{"after": part.after, "amount": part.amount.decimal} for part in award.instalments],
            "in_kind": award.in_kind,
        }
        if award is not None
        else None,
        "award_bounds": {"at_least": _decimal(bounds.at_least), "at_most": _decimal(bounds.at_most)}
        if bounds
        else None,
        "reasons": [
            {
                "condition": reason.condition,
                "verdict": reason.verdict.value,
                "says": reason.says,
                "facts": dict(reason.facts),
                "sources": citations_to_list(reason.sources),
                **({"working": list(reason.working)} if reason.working else {}),
            }
            for reason in assessment.reasons
        ],
        "asks": [
            {
                "fact": ask.fact,
                "question": ask.question,
                "type": ask.type,
                "decides": list(ask.decides),
                "choices": list(ask.choices),
            }
            for ask in assessment.asks
        ],
        **unanswered_to_dict(assessment.unanswered),
        "duties": [
            {"says": duty.says, "until": duty.until, "sources": citations_to_list(duty.sources)}
            for duty in assessment.duties
        ],
        "suggestions": [suggestion_to_dict(each) for each in assessment.suggestions],
        "advice": advice_to_dict(assessment),
        "instead": [],
        "assumed": [{"what": each.what, "value": each.value, "why": each.why} for each in assessment.assumed],
    }


def unanswered_to_dict(unanswered: Iterable[Unanswered]) -> dict[str, object]:
    """Give the functions without an answer, if there are any."""
    told = [
        {"function": each.function, "label": each.label, "says": each.says, "decides": list(each.decides)}
        for each in unanswered
    ]
    return {"unanswered": told} if told else {}


def suggestion_to_dict(suggestion: Suggestion) -> dict[str, object]:
    """Give one suggestion."""
    return {
        "changes": [
            {"fact": each.fact, "label": each.label, "from": each.before, "to": each.after, "says": each.says}
            for each in suggestion.changes
        ],
        "says": suggestion.says,
        "effort": suggestion.effort,
        "verdict": suggestion.verdict.value,
        "award": _decimal(suggestion.award),
    }


def advice_to_dict(assessment: "Assessment") -> dict[str, object] | None:
    """Say why nothing is suggested, or whether more could have been; None where the applicant is not refused."""
    if assessment.verdict is not Outcome.INELIGIBLE:
        return None
    advice = assessment.advice
    return {"says": advice.says or None, "proved": advice.proved, "cut_short": advice.cut_short}


def _decimal(money: Money | None) -> str | None:
    return money.decimal if money is not None else None


def call_to_dict(assessment: "Assessment") -> Mapping[str, object]:
    """Give the call that an assessment belongs to; that of a planned measure has no id."""
    state = assessment.dated.call
    call = state.call
    if call is None:
        return {"id": None, "state": state.state, "opens": None, "closes": None}
    opens, closes = mark_to_iso(call.opens, call.opens_at), mark_to_iso(call.closes, call.closes_at)
    return {"id": call.id, "state": state.state, "opens": opens, "closes": closes}


def citations_to_list(citations: Iterable[Citation]) -> list[dict[str, object]]:
    """Give sources with the day on which each was read."""
    return [source_to_dict(each.source, each.article) for each in citations]

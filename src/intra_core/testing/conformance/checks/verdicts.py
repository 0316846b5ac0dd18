"""Verdicts: refused exactly where a condition is unmet or no call is open, and what is decided stays decided."""

import random
from collections.abc import Iterator

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.calls import state_on
from intra_core.testing.conformance.check import Breach, of_measure
from intra_core.testing.conformance.drawing import ALWAYS, decided
from intra_core.testing.conformance.examined import ExaminedMeasure, shown
from intra_core.verdict import Outcome, Verdict


@of_measure(
    "verdicts.refused-for-a-reason",
    sentence="An applicant is refused exactly where a condition is unmet or no call is open.",
    why="A refusal without a reason is arbitrary; a yes beside an unmet condition is unlawful.",
    mend="report it: verdicts follow from conditions, and nothing of a region can change that",
)
def refused_for_a_reason(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Hold each verdict against the conditions read one by one, and the call against its days."""
    for each in examined.some:
        answer = each.assessment
        second = answer.facts.get("project.submitted_at")
        at = second if isinstance(second, int) else None
        taken = state_on(examined.measure.identity, answer.terms_day, at).truth
        reading = answer.possible()
        held = [reading.truth(clause.settled) for clause in answer.dated.edition.clauses]
        unmet, open_ = False in held or taken is False, None in held or taken is None
        wanted = Outcome.INELIGIBLE if unmet else Outcome.UNDETERMINED if open_ else Outcome.ELIGIBLE
        if answer.verdict is not wanted:
            yield examined.breach(f"{answer.verdict.value}, not {wanted.value}, {shown(each)}")
            return


@of_measure(
    "verdicts.only-in-a-call",
    sentence="Outside every call nobody is eligible.",
    why="Money is granted in rounds; one who applies after the last day is too late.",
    mend="report it: the call is a condition of every measure",
)
def only_in_a_call(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for yes on a day that lies in no call, by the days of the file alone."""
    calls = examined.measure.identity.calls
    for each in examined.drawn:
        answer = each.assessment
        if answer.verdict is not Outcome.ELIGIBLE:
            continue
        day = answer.terms_day
        inside = any(
            (call.opens is None or call.opens.early <= day) and (call.closes is None or day <= call.closes.late)
            for call in calls
        )
        if not inside:
            yield examined.breach(f"eligible outside every call, {shown(each)}", ("call",))
            return


@of_measure(
    "verdicts.every-condition-told",
    sentence="An answer gives a reason for every condition, each once, with the verdict that it has.",
    why="Whoever is refused may contest each ground; one that is not told cannot be.",
    mend="report it: reasons are made from the conditions",
)
def every_condition_told(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Hold the reasons of answers against their conditions."""
    for each in examined.told_apart:
        answer = each.assessment
        told = sorted((reason.condition, reason.verdict.value) for reason in answer.reasons)
        word = {True: Verdict.UNMET.value, False: Verdict.MET.value}
        wanted = sorted(
            (
                clause.id,
                Verdict.UNKNOWN.value if answer.unknown_bits >> bit & 1 else word[bool(answer.unmet_bits >> bit & 1)],
            )
            for bit, clause in enumerate(answer.dated.edition.clauses)
        )
        if told != wanted:
            yield examined.breach(f"reasons and conditions differ, {shown(each)}")
            return


@of_measure(
    "verdicts.open-says-why",
    sentence="An undetermined answer asks for something, or names what no source or function tells.",
    why="`We do not know` without a word of what is missing leaves the applicant helpless.",
    mend="report it; if the rule calls a function of the region, see that it gives an answer",
)
def open_says_why(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look at undetermined answers for a question, an open figure, an unknown call or a silent function."""
    for each in examined.told_apart:
        answer = each.assessment
        if answer.verdict is not Outcome.UNDETERMINED or answer.asks or answer.unanswered:
            continue
        open_ = [reason for reason in answer.reasons if reason.verdict is Verdict.UNKNOWN]
        if not all(reason.says.strip() for reason in open_) or not open_:
            yield examined.breach(f"undetermined, and nothing says why, {shown(each)}")
            return


@of_measure(
    "verdicts.settled-asks-nothing",
    sentence="An answer that is settled asks for nothing more.",
    why="People are not asked for what makes no difference.",
    mend="report it: questions are worked out from what is still open",
)
def settled_asks_nothing(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for questions beside a refusal, or beside a yes with its amount."""
    for each in examined.told_apart:
        answer = each.assessment
        settled = answer.verdict is Outcome.INELIGIBLE or answer.amount is not None
        if settled and answer.asks:
            yield examined.breach(f"{answer.verdict.value} and still asks for {answer.asks[0].fact}, {shown(each)}")
            return


@of_measure(
    "verdicts.decided-stays",
    sentence="What is decided stays decided when more facts come.",
    why="An applicant who was told yes, or no, on what it had said relies on it.",
    mend="see that each function of rules.py gives the same for the same values; else report it",
)
def decided_stays(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Leave facts out of what was drawn and see that no verdict of a condition turns when they come back."""
    rng = random.Random(f"stays {examined.measure.id}")  # noqa: S311 (draws, not secrets)
    for each in examined.some:
        more = each.assessment
        kept = {name: told for name, told in more.facts.items() if name in ALWAYS or rng.random() < 0.6}  # noqa: PLR2004
        fewer = decided(each.start, kept)
        # What is stated in place of what it is worked out from makes another edition, of the same clauses.
        if fewer.dated is not more.dated:
            continue
        turned = _turned(fewer, more)
        if turned:
            yield examined.breach(f"{turned} once {len(more.facts) - len(kept)} more facts are told, {shown(each)}")
            return


def _turned(fewer: Assessment, more: Assessment) -> str | None:
    every = (1 << len(fewer.dated.edition.clauses)) - 1
    if fewer.unmet_bits & ~more.unmet_bits:
        return "an unmet condition is no longer unmet"
    if every & ~fewer.unmet_bits & ~fewer.unknown_bits & (more.unmet_bits | more.unknown_bits):
        return "a met condition is no longer met"
    ends = (fewer.low, more.low, more.high, fewer.high)
    told = [end for end in ends if end is not None]
    return "the award leaves its bounds" if len(told) == len(ends) and told != sorted(told) else None


CHECKS = (
    refused_for_a_reason,
    only_in_a_call,
    every_condition_told,
    open_says_why,
    settled_asks_nothing,
    decided_stays,
)

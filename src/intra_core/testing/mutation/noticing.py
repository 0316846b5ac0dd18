"""Which case notices a mutant: one of which any expected key comes out differently."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.examples import assessed, differences
from intra_core.assessment.measure import CALL, Measure
from intra_core.rules.possible import Possible
from intra_core.testing.cases.case import Case
from intra_core.testing.cases.running import run_case
from intra_core.testing.mutation.differing import Differing, Turned
from intra_core.verdict import Outcome


@frozen(eq=False)
class Decided:
    """A case as the measure decides it as it stands."""

    case: Case
    assessment: Assessment
    truths: dict[str, bool | None]
    """What each clause comes to."""


@frozen(kw_only=True)
class LeftOut:
    """A case that shows nothing of a wrong line, because something is wrong with the case itself."""

    case: Case
    why: str

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        case = self.case
        return {
            "measure": case.measure, "name": case.example.name, "file": case.file, "line": case.line, "why": self.why
        }  # fmt: skip

    def __str__(self) -> str:
        place = self.case.file if self.case.line is None else f"{self.case.file}:{self.case.line}"
        return f"{place}: {self.case.measure}: {self.case.example.name!r} is left out: {self.why}"


def decided(measure: Measure, cases: Iterable[Case]) -> tuple[tuple[Decided, ...], tuple[LeftOut, ...]]:
    """Decide the cases of a measure.

    Returns:
        Those that hold, and those that are left out: that do not hold, or give what is no application.
    """
    found, left_out = [], []
    for case in cases:
        ran = run_case(case, measure)
        if ran.answer is None:
            faults = "; ".join(f"{each.key}: {each.says}" if each.key else each.says for each in ran.complaints)
            left_out.append(LeftOut(case=case, why=f"it gives what is no application: {faults}"))
        elif not ran.holds:
            left_out.append(LeftOut(case=case, why=f"it does not hold: {'; '.join(map(str, ran.differs))}"))
        else:
            found.append(Decided(case, ran.answer, _truths(ran.answer)))
    return tuple(found), tuple(left_out)


def _truths(assessment: Assessment) -> dict[str, bool | None]:
    truths: dict[str, bool | None] = {}
    for bit, each in enumerate(assessment.dated.edition.clauses):
        unmet, unknown = (bits >> bit & 1 for bits in (assessment.unmet_bits, assessment.unknown_bits))
        truths[each.id] = False if unmet else None if unknown else True
    return truths


def notices(differing: Differing, cases: Sequence[Decided]) -> Case | None:
    """Give the first case that comes out otherwise under a mutant, or None."""
    for each in cases:
        if _notices(differing, each):
            return each.case
    return None


def _notices(differing: Differing, each: Decided) -> bool:
    before, example = each.assessment, each.case.example
    if before.overruled or (differing.instalments_differ and "instalments" in example.expect):
        # Of what is stated and what is worked out the stricter decides, which the mutant may turn.
        return bool(differences(assessed(differing.measure, example), example.expect))
    second = before.facts.get("project.submitted_at")
    assert second is None or isinstance(second, int)  # noqa: S101 (times are seconds)
    turned = differing.on(before.dated, before.terms_day, before.law_day, second)
    if turned.same or not _may_turn(turned, each):
        return False
    unmet, unknown, low, high = turned.dated.edition.decide(dict(before.facts))
    after = Assessment(
        differing.measure, turned.dated, before.facts, before.application, before.foreign, {}, unmet, unknown, low, high
    )
    return bool(differences(after, example.expect))


def _may_turn(turned: Turned, each: Decided) -> bool:
    """Say whether an answer may turn, by the truth of the clauses that differ and by the award."""
    before, at = each.assessment, Possible(each.assessment.facts)
    asked = "asks" in each.case.example.expect and before.verdict is Outcome.UNDETERMINED
    edition = turned.dated.edition
    held = {each.id: each for each in edition.clauses if each.id in turned.differing}
    if (
        asked
        or (turned.due_differs and "due" in each.case.example.expect)
        or any(
            name not in held or each.truths.get(name, CALL) is not at.truth(held[name].settled)
            for name in turned.differing
        )
    ):
        return True
    if not turned.award_differs:
        return False
    return edition.award is None or tuple(at.value(edition.award)) != (before.low, before.high)

"""Running cases: what each measure answers, held against what the case says must come of it, with the reasons."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.examples import Difference, assessed, differences
from intra_core.assessment.measure import Measure
from intra_core.errors import Complaint, WrongInput
from intra_core.testing.cases.case import Case
from intra_core.verdict import Verdict

MOST_REASONS = 8
"""So many reasons are told of one answer."""


@frozen(kw_only=True, eq=False)
class Ran:
    """A case that was run: where the answer differs, and the answer itself.

    Where what is given is no application there is no answer, but complaints.

    >>> import intra_core
    >>> from intra_core.testing import examples_of
    >>> forum = intra_core.load_regions()["slovenia.forum"]
    >>> ran = run_case(examples_of(forum)[0], forum)
    >>> ran.holds, ran.differs, [*ran.lines()]
    (True, (), [])
    """

    case: Case
    differs: tuple[Difference, ...] = ()
    answer: Assessment | None = None
    complaints: tuple[Complaint, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the answer is what the case says."""
        return not self.differs and not self.complaints

    @property
    def place(self) -> str:
        """The file, and the line if it is known."""
        return self.case.file if self.case.line is None else f"{self.case.file}:{self.case.line}"

    def lines(self) -> Iterator[str]:
        """Tell people what is wrong; nothing if it holds."""
        if self.holds:
            return
        yield f"{self.place}: {self.case.measure}: {self.case.example.name}"
        yield from (f"  {row}" for each in self.complaints for row in str(each).splitlines())
        for each in self.differs:
            yield f"  {each.key}: expected {_written(each.wanted)}, but it is {_written(each.found)}"
        yield from (f"  {each}" for each in self.reasons())
        if self.case.author is not None:
            title = f", from {self.case.source.title}" if self.case.source is not None else ""
            yield f"  written on {self.case.written} by {self.case.author}{title}"

    def reasons(self) -> Iterator[str]:
        """Say why the answer is what it is: what refuses it, else what is not known, and how an award came about."""
        if self.answer is None:
            return
        why = Verdict.UNMET if self.answer.unmet else Verdict.UNKNOWN
        reasons = [each for each in self.answer.reasons if each.verdict is why]
        for reason in reasons[:MOST_REASONS]:
            rests = "; ".join(dict.fromkeys(each.source.title for each in reason.sources))
            yield f"{reason.condition} is {reason.verdict.value}: {reason.says}" + (f" [{rests}]" if rests else "")
        if len(reasons) > MOST_REASONS:
            yield f"and {len(reasons) - MOST_REASONS} more are {why.value}"
        if self.answer.award is not None and any(each.key == "award" for each in self.differs):
            yield from (f"award: {step}" for step in self.answer.award.steps)

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        case = self.case
        return {
            "measure": case.measure,
            "name": case.example.name,
            "origin": case.origin,
            "file": case.file,
            "line": case.line,
            "author": case.author,
            "written": case.written.isoformat() if case.written is not None else None,
            "source": case.source.title if case.source is not None else None,
            "holds": self.holds,
            "differs": [{"key": each.key, "wanted": _plain(each.wanted), "found": each.found} for each in self.differs],
            "reasons": list(self.reasons()) if not self.holds else [],
            "complaints": [str(each) for each in self.complaints],
        }


def run_cases(cases: Iterable[Case], measures: Mapping[str, Measure]) -> tuple[Ran, ...]:
    """Run cases, each against its measure.

    Args:
        cases: the cases; each is of one of the measures.
        measures: the measures by their ids.

    >>> import intra_core
    >>> from intra_core.testing import cases_of
    >>> catalogue = intra_core.load_regions()
    >>> region = catalogue.region("slovenia").region
    >>> all(each.holds for each in run_cases(cases_of(region, "slovenia.forum"), catalogue.by_id))
    True
    """
    return tuple(run_case(case, measures[case.measure]) for case in cases)


def run_case(case: Case, measure: Measure) -> Ran:
    """Run one case."""
    try:
        answer = assessed(measure, case.example)
    except WrongInput as wrong:
        # What is given has no text of its own: it stands in the case.
        said = tuple(evolve(each, file=None, line=None, column=None, shown=None) for each in wrong.complaints)
        return Ran(case=case, complaints=said)
    return Ran(case=case, differs=differences(answer, case.example.expect), answer=answer)


def _written(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value)


def _plain(value: object) -> object:
    return [str(each) for each in value] if isinstance(value, list | tuple) else value

"""Examples: they hold, and there is one of whatever a measure can say."""

from collections.abc import Iterator

from intra_core.assessment.examples import run_example
from intra_core.errors import WrongInput
from intra_core.testing.cases.gathered import cases_of
from intra_core.testing.cases.running import run_cases
from intra_core.testing.conformance.check import Breach, of_complaint, of_measure, of_region
from intra_core.testing.conformance.checks.conditions import own
from intra_core.testing.conformance.examined import Examined, ExaminedMeasure
from intra_core.verdict import Outcome


@of_measure(
    "examples.hold",
    sentence="Every worked example comes out as it expects.",
    why="It is what the region itself says that its rule means.",
    mend="correct the rule, or the example if the source says otherwise",
)
def examples_hold(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Run them."""
    for example in examined.measure.examples:
        try:
            amiss = run_example(examined.measure, example)
        except WrongInput as wrong:
            amiss = tuple(f"it gives what is no application: {each.key}: {each.says}" for each in wrong.complaints)
        for says in amiss:
            yield examined.breach(f"{example.name!r}: {says}", examined.example(example.name))


@of_measure(
    "examples.each-verdict",
    sentence="There is a worked example of every verdict that a measure can give.",
    why="A rule of which nobody has shown a yes, a no and an open question has not been read with its "
    "source beside it.",
    mend="write an [[example]] from the source, with the verdict that it has",
)
def each_verdict(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Compare the verdicts that were drawn with those of examples."""
    can = {each.assessment.verdict for each in examined.drawn}
    shown = {example.expect.get("verdict") for example in examined.measure.examples}
    for verdict in Outcome:
        if verdict in can and verdict.value not in shown:
            yield examined.breach(f"no example is {verdict.value}", ("example",))


@of_measure(
    "examples.each-condition",
    sentence="There is a worked example in which each condition and duty is unmet.",
    why="Else nobody would notice if the line were wrong.",
    mend="write an [[example]] from the source, of an applicant who fails it",
    level="silver",
)
def each_condition(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for conditions that fail in no example though they can."""
    can = {name for each in examined.drawn for name in each.assessment.unmet}
    shown = {name for answer in examined.starts for name in answer.unmet} if examined.measure.examples else set()
    for name in own(examined):
        if name in can and name not in shown:
            yield examined.breach(f"in no example the condition {name!r} is unmet", examined.condition(name))


@of_measure(
    "examples.award",
    sentence="Where a measure can grant a settled amount, a worked example names it.",
    why="The arithmetic of an award is the first thing that an applicant checks.",
    mend='write expect = { verdict = "eligible", award = "EUR …" } from the source',
)
def award_shown(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for an example that expects an amount."""
    can = any(each.assessment.amount is not None for each in examined.drawn)
    told = [str(example.expect.get("award", "none")) for example in examined.measure.examples]
    if can and all(each == "none" for each in told):
        yield examined.breach("no example names its award", ("example",))


@of_region(
    "examples.cases-hold",
    sentence="Every case of the region's case files can be read and comes out as its author expects.",
    why="Somebody wrote it from a source, and signed it.",
    mend="correct the rule, or talk to the author of the case",
)
def cases_hold(examined: Examined) -> Iterator[Breach]:
    """Run the cases of case files and the signed rows of boundary tables."""
    if examined.loaded is None:
        return
    try:
        cases = [each for each in cases_of(examined.loaded.region) if each.origin != "example"]
    except WrongInput as wrong:
        yield from (of_complaint(each, examined.name) for each in wrong.complaints)
        return
    for ran in run_cases(cases, {each.measure.id: each.measure for each in examined.measures}):
        if not ran.holds:
            says = " ".join(each.strip() for each in list(ran.lines())[1:3])
            name = ran.case.example.name
            yield Breach(subject=ran.case.measure, what=f"{name!r}: {says}", file=ran.case.file, line=ran.case.line)


CHECKS = (examples_hold, cases_hold, each_verdict, each_condition, award_shown)

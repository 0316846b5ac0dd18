"""`intra eval`: what an expression comes to for one application, with the names of a measure."""

from argparse import Namespace
from collections.abc import Iterator

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.evaluation import Evaluation, evaluate
from intra_core.cli import outside
from intra_core.cli.asked import assess, one_measure
from intra_core.cli.faults import Faults
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply
from intra_core.cli.sheet import Sheet
from intra_core.model.application import Application
from intra_core.rules.kinds import Records, number_of


def answer(asked: Namespace) -> Reply:
    """Work out an expression.

    Raises:
        WrongInput: with every fault of the application and of the options, and the fault of the expression.
    """
    faults = Faults()
    catalogue = outside.load_regions()
    assessment = one_measure(asked, catalogue, faults)
    measure = catalogue.by_id.get(asked.measure)
    found: Evaluation | None = None
    if measure is not None:
        with faults:
            told = assessment or assess(measure, Application(region=measure.region), None, catalogue)
            found = evaluate(asked.expression, told, catalogue.region(measure.region).region.member_state)
    faults.close()
    assert assessment is not None  # noqa: S101 (else something was complained of)
    assert found is not None  # noqa: S101 (likewise)
    return Reply(
        data={"measure": assessment.id, **found.to_dict()},
        lines=lambda: _lines(found, assessment),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
    )


def value_line(found: Evaluation, sheet: Sheet) -> str:
    """Write what an expression comes to, or between which bounds."""
    kind = found.node.kind
    if isinstance(kind, Records):
        kind = number_of(kind.unit)
    low, high = (sheet.writer.value(kind, each) if each is not None else None for each in (found.low, found.high))
    if low is None and high is None:
        told = sheet.word("not settled")
    elif low is None or high is None:
        told = sheet.word("at least", low=low) if low else sheet.word("at most", high=str(high))
    else:
        told = low if found.settled else sheet.word("may be", low=low, high=high)
    return sheet.word("value", expression=found.text, value=told)


def _lines(found: Evaluation, assessment: Assessment) -> Iterator[Line]:
    language, sheet = assessment.language, Sheet(assessment, assessment.language)
    yield Line(value_line(found, sheet), 0, "bold")
    for name, (kind, value) in found.read.items():
        yield Line(heading(language, "reads", label=f"{sheet.label(name)} [{name}]", value=sheet.value(kind, value)), 2)
    for name in found.missing:
        yield Line(heading(language, "missing", label=f"{sheet.label(name)} [{name}]"), 2, "yellow")
    for name, why in found.open.items():
        yield Line(f"{sheet.label(name)} [{name}]: {why}", 2, "yellow")

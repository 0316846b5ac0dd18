"""`intra explain`: read a measure out, with its sources."""

from argparse import Namespace

from intra_core.assessment.explaining import explain
from intra_core.cli import named, outside
from intra_core.cli.faults import Faults
from intra_core.cli.reply import Line, Reply


def answer(asked: Namespace) -> Reply:
    """Read a measure out.

    Raises:
        WrongInput: if the day is wrong, or there is no such measure.
    """
    faults = Faults()
    day = faults.day(asked.on)
    catalogue = outside.load_regions()
    measure = named.measure(asked, catalogue, faults)
    faults.close()
    assert measure is not None  # noqa: S101 (else it was complained of)
    explanation = explain(measure, asked.lang, day or catalogue.today(measure.region, outside.now()))
    return Reply(
        data=explanation.to_dict(),
        lines=lambda: map(_line, explanation.lines()),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
        tells_language=True,
    )


def _line(text: str) -> Line:
    indent = len(text) - len(text.lstrip(" "))
    return Line(text.lstrip(" "), indent, "" if indent else "bold")

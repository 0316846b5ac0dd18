"""`intra template`: print an application to fill in."""

from argparse import Namespace

from intra_core.assessment.template import template
from intra_core.cli import named, outside
from intra_core.cli.faults import Faults
from intra_core.cli.reply import Line, Reply


def answer(asked: Namespace) -> Reply:
    """Print what a measure reads as an application to fill in.

    Raises:
        WrongInput: if there is no such measure.
    """
    faults = Faults()
    catalogue = outside.load_regions()
    measure = named.measure(asked, catalogue, faults)
    faults.close()
    assert measure is not None  # noqa: S101 (else it was complained of)
    form = template(measure, asked.lang)
    return Reply(
        data=form.to_dict(),
        lines=lambda: (Line(text, style="dim" if text.startswith("#") else "", whole=True) for text in form.lines()),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
    )

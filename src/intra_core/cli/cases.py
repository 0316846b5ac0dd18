"""`intra cases`: a case file in another form, such as a workbook that an office fills in, and back."""

from argparse import Namespace
from pathlib import Path

from intra_core.cli import outside
from intra_core.cli.reply import Line, Reply
from intra_core.testing.cases.forms import sound_tree, write_cases
from intra_core.texts.counts import counted


def answer(asked: Namespace) -> Reply:
    """Write a case file in another form.

    Raises:
        WrongInput: if anything is wrong with it, or the file cannot be written.
    """
    catalogue = outside.load_regions()
    raw, name = outside.read(asked.file)
    tree = sound_tree(raw, name, [each.region for each in catalogue.regions])
    file = Path(asked.output)
    written = write_cases(tree, file)
    if written is not None:
        outside.write(file, written)
    count = len(tree["case"])
    return Reply(
        data={"file": str(file), "cases": count},
        lines=lambda: [Line(f"{file}: {counted(count, 'case')}")],
        quarantined=catalogue.quarantined,
    )

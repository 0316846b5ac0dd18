"""`intra regions watch`: a region's files looked at whenever one of them is saved."""

import datetime as dt
import json
import sys
from argparse import Namespace
from collections.abc import Iterator

from intra_core.cli import outside, printing
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply, complaint_to_dict
from intra_core.testing.place import place_of, shown
from intra_core.testing.watching import Look, Watch


def answer(asked: Namespace) -> Reply:
    """Look once, or go on until Ctrl-C, printing each look as it is made: with --json as one line each.

    Raises:
        WrongInput: if there is no such region.
    """
    watch = Watch(place_of(asked.region))
    looks = watch.looks()
    look = next(looks)
    if not asked.once:
        printing.note(heading(asked.lang, "watching", folder=shown(watch.place.folder)))
    while not asked.once:
        _print(look, outside.now(), asked)
        look = next(looks)
    data = _to_dict(look, outside.now())
    return Reply(data=data, lines=lambda: _lines(look, asked.lang), quarantined=(), failed=bool(look.wrong))


def _print(look: Look, at: dt.datetime, asked: Namespace) -> None:
    """Print one look at once: whoever reads it, a person or a program, waits for it."""
    if asked.json:
        print(json.dumps(_to_dict(look, at)))
    else:
        # By the clock on the wall, which tells it from the looks that stand above it.
        time = f"{at.astimezone():%H:%M:%S} "
        reply = Reply(data={}, lines=lambda: _lines(look, asked.lang, time), quarantined=(), tells_language=True)
        printing.print_reply(reply, as_json=False, language=asked.lang)
    sys.stdout.flush()


def _to_dict(look: Look, at: dt.datetime) -> dict[str, object]:
    return {
        "at": at.isoformat(timespec="seconds"),
        "changed": list(look.changed),
        "measures": list(look.measures),
        "cases": look.cases,
        "wrong": [complaint_to_dict(each) for each in look.wrong],
        "fresh": [complaint_to_dict(each) for each in look.fresh],
        "mended": [complaint_to_dict(each) for each in look.mended],
    }


def _lines(look: Look, language: str, time: str = "") -> Iterator[Line]:
    most = 3
    names = (
        ", ".join(look.changed) if len(look.changed) <= most else heading(language, "files", count=len(look.changed))
    )
    yield Line(time + heading(language, "changed files", files=names), 0, "bold")
    if look.measures:
        measures = ", ".join(look.measures) if len(look.measures) <= most else len(look.measures)
        yield Line(heading(language, "looked at", measures=measures, cases=look.cases), 2)
    for each in look.mended:
        yield Line(heading(language, "mended", says=str(each).partition("\n")[0]), 2, "green", whole=True)
    for each in look.wrong:
        style = "bold red" if each in look.fresh else "red"
        yield from (Line(row, 2, style, whole=True) for row in str(each).splitlines())
    if not look.wrong:
        yield Line(heading(language, "nothing wrong"), 2, "green")

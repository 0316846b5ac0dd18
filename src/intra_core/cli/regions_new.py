"""`intra regions new`: a new region, or one more measure for one that is there."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from intra_core.cli import outside
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply
from intra_core.errors import Complaint, WrongInput
from intra_core.regions.entries import installed
from intra_core.testing.place import shown
from intra_core.testing.scaffold.laying_out import write_region
from intra_core.testing.scaffold.new_measure import write_measure
from intra_core.testing.scaffold.new_region import STANDS_IN, NewRegion
from intra_core.testing.scaffold.rendering import MEASURE

OF_A_REGION = ("title", "languages", "member_state", "nuts", "currency", "time_zone", "folder")
"""The options that a region is made with; a measure takes them from its region."""


def answer(asked: Namespace) -> Reply:
    """Write the files.

    Raises:
        WrongInput: with every complaint about what is asked, or if something is there already; then nothing is written.
    """
    return _measure(asked) if asked.measure is not None else _region(asked)


def _region(asked: Namespace) -> Reply:
    new = NewRegion(
        name=asked.name,
        day=outside.now().date(),
        titles=_titles(asked.title or ()),
        languages=_words(asked.languages) or ("en",),
        nuts=_words(asked.nuts),
        member_state=asked.member_state,
        currency=asked.currency or "EUR",
        time_zone=asked.time_zone,
    )
    folder = Path(asked.folder or new.distribution)
    files = write_region(new, folder, frozenset(each.name for each in installed()))
    stands_in = STANDS_IN if new.member_state is None else {}
    steps = (
        f"pip install --editable {quote(f'{folder}[test]')}",
        f"intra explain {new.name}.{MEASURE}",
        f"intra regions watch {quote(str(folder))}",
    )

    def lines() -> Iterator[Line]:
        yield Line(heading(asked.lang, "new region", title=new.title, region=new.name, folder=folder), 0, "bold")
        yield from (Line(str(file.relative_to(folder).as_posix()), 2, whole=True) for file in files)
        if stands_in:
            yield Line(heading(asked.lang, "stands in", state=stands_in["member_state"], zone=stands_in["time_zone"]))
        yield Line(heading(asked.lang, "next steps"))
        yield from (Line(step, 2, whole=True) for step in steps)

    data = {
        "region": new.name,
        "folder": str(folder),
        "files": [file.relative_to(folder).as_posix() for file in files],
        "stands_in": dict(stands_in),
        "next": list(steps),
    }
    return Reply(data=data, lines=lines, quarantined=())


def _measure(asked: Namespace) -> Reply:
    given = [name for name in OF_A_REGION if getattr(asked, name)]
    if given:
        option = f"--{given[0].replace('_', '-')}"
        says = "a measure has this from its region"
        raise WrongInput([Complaint(says=says, instead=f"leave {option} out", key=option)])
    file = shown(write_measure(asked.name, asked.measure, day=outside.now().date()))
    step = f"intra regions watch {asked.name}"

    def lines() -> Iterator[Line]:
        yield Line(heading(asked.lang, "new measure", file=file), 0, "bold")
        yield Line(heading(asked.lang, "next steps"))
        yield Line(step, 2, whole=True)

    data = {"region": asked.name, "files": [file], "next": [step]}
    return Reply(data=data, lines=lines, quarantined=())


def _titles(given: tuple[str, ...]) -> dict[str, str]:
    """Read titles such as `The Lakes` and `sl=Jezera`."""
    titles = {}
    for each in given:
        language, sign, text = each.partition("=")
        known = bool(sign) and len(language) == len("en") and language.isascii() and language.islower()
        titles[language if known else "en"] = text if known else each
    return titles


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.strip() for each in (text or "").split(",") if each.strip()))

"""Printing: the answer on standard output, plain or in colour, and everything beside it on standard error."""

import contextlib
import errno
import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from io import TextIOWrapper

from attrs import evolve

from intra_core.assessment.assumptions import of_language
from intra_core.cli.reply import Line, Reply
from intra_core.errors import Complaint
from intra_core.regions.host import Quarantined
from intra_core.rules.languages import TONGUES

_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Letters that steer a terminal or turn text around; a file must not do that to whoever reads the answer."""
MOST_COLUMNS = 120


def print_reply(reply: Reply, *, as_json: bool, language: str) -> None:
    """Print an answer, with notes before it and, behind it, what the regions' own code did while it was made."""
    _notes(reply, language)
    _print(reply, as_json=as_json)
    for each in reply.noticed():
        note(str(each))


def _print(reply: Reply, *, as_json: bool) -> None:
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    if as_json:
        encoding = (sys.stdout.encoding or "").lower().replace("-", "")
        print(json.dumps(reply.data, indent=2, ensure_ascii=encoding != "utf8"))
        return
    if reply.raw is not None:
        sys.stdout.flush()
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.buffer.write(reply.raw)
        else:
            sys.stdout.write(reply.raw.decode())
        return
    lines = (evolve(each, text=_plain(each.text)) for each in reply.lines())
    if not sys.stdout.isatty():
        for line in lines:
            print(" " * line.indent + line.text if line.text else "")
        return
    _on_terminal(lines)


def _notes(reply: Reply, language: str) -> None:
    if language not in TONGUES:
        note(f"there are no sentences in {language!r}: English stands in; there are {', '.join(TONGUES)}")
    for each in () if reply.tells_language else of_language(language):
        note(f"{each.shown}: {each.why}")
    for broken in reply.quarantined:
        note(_told(broken))
    for text in reply.notes:
        note(text)


def _told(broken: Quarantined) -> str:
    """Tell of a quarantined region in one line."""
    first, *others = broken.complaints
    why = str(first).partition("\n")[0]
    more = f" (and {len(others)} more; see `intra regions`)" if others else ""
    return f"the region {broken.region!r} ({broken.distribution} {broken.version}) is quarantined: {why}{more}"


def note(text: str) -> None:
    """Say something beside the answer."""
    with contextlib.suppress(OSError):
        print(_plain(f"intra: {text}"), file=sys.stderr)


def complain(complaints: Iterable[Complaint]) -> None:
    """Say what is wrong with the input, one message per fault."""
    for complaint in complaints:
        # The code says that the input was wrong, also where nobody can be told what it was.
        with contextlib.suppress(OSError):
            print(_plain(str(complaint)), file=sys.stderr)


def _on_terminal(lines: Iterable[Line]) -> None:
    width = min(shutil.get_terminal_size().columns, MOST_COLUMNS)
    if not os.environ.get("NO_COLOR"):
        try:
            from rich.console import Console  # noqa: PLC0415 (only where there are colours)
            from rich.text import Text  # noqa: PLC0415 (likewise)
        except ImportError:
            pass
        else:
            console = Console(highlight=False, soft_wrap=True, width=max(width, 20))
            for line in lines:
                for row in wrapped(line, width):
                    console.print(Text(row, style=line.style))
            return
    for line in lines:
        for row in wrapped(line, width):
            print(row)


def wrapped(line: Line, width: int) -> Iterator[str]:
    """Break a line into rows of a width; the later ones stand further in. A line that is not to be broken stays.

    >>> list(wrapped(Line("one two three four five", 2), 20))
    ['  one two three four', '    five']
    """
    lead = " " * line.indent
    if line.whole:
        yield lead + line.text
        return
    rows = textwrap.wrap(
        line.text,
        max(width, 20),
        initial_indent=lead,
        subsequent_indent=f"{lead}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from rows or [""]


def _plain(text: str) -> str:
    return _HIDDEN.sub(lambda found: repr(found[0])[1:-1], text)

"""The command line `intra`: the one room that prints. Nothing but argparse is loaded before a command is known."""

import contextlib
import os
import sys
from argparse import Namespace
from importlib import import_module
from typing import TYPE_CHECKING

from intra_core.cli.arguments import parser

if TYPE_CHECKING:
    from collections.abc import Callable

    from intra_core.cli.reply import Reply

ANSWERED, NOT_SO, WRONG_INPUT, OWN_FAULT, NOT_WRITTEN, INTERRUPTED = 0, 1, 2, 70, 74, 130

__all__ = ["main"]


def main(argv: list[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: its words, without the name of the program; without them those the process was started with.

    Returns:
        0 if it was answered, whatever the verdict; 1 if a region was quarantined and `--strict` was given, or what
        `--check` looked at is not so; 2 if the input was wrong; 70 for a fault of this library itself; 74 if the answer
        could not be written; 130 after Ctrl-C.
    """
    code = ANSWERED
    try:
        code = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt as stop:
        code = INTERRUPTED
        for note in getattr(stop, "__notes__", ()):
            _tell(f"intra: {note}")
    except BrokenPipeError:
        pass  # whoever reads has read enough
    except OSError as error:
        code = NOT_WRITTEN
        _tell(f"intra: the answer cannot be written: {error.strerror or error}")
    except Exception as error:  # whatever it is, nobody who asks for a voucher should see a traceback
        if sys.flags.dev_mode:
            raise
        code = OWN_FAULT
        _tell(f"intra: internal error: {type(error).__name__}: {error}")
        _tell("  `python -X dev -m intra_core …` shows where; please report it")
    finally:
        _let_go()
    return code


def _run(argv: list[str] | None) -> int:
    try:
        asked = parser().parse_args(argv)
    except SystemExit as end:  # argparse has printed its help, or what is wrong
        return end.code if isinstance(end.code, int) else ANSWERED
    return _answered(asked)


def _answered(asked: Namespace) -> int:
    from intra_core.cli import printing  # noqa: PLC0415 (help does without it)
    from intra_core.cli.faults import complaints_of  # noqa: PLC0415 (likewise)
    from intra_core.documents import extra  # noqa: PLC0415 (likewise)
    from intra_core.errors import QuarantinedRegion, WrongInput  # noqa: PLC0415 (likewise)

    answer: Callable[[Namespace], Reply] = import_module(f"intra_core.cli.{asked.command}").answer
    try:
        reply = answer(asked)
    except (QuarantinedRegion, WrongInput) as wrong:
        printing.complain(complaints_of(wrong))
        return WRONG_INPUT
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in extra.PACKAGES:
            raise
        _tell(str(missing))  # names the extra that the file asked for needs
        return WRONG_INPUT
    printing.print_reply(reply, as_json=asked.json, language=asked.lang)
    if reply.complaints:
        printing.complain(reply.complaints)
        return WRONG_INPUT
    return NOT_SO if reply.failed or (asked.strict and reply.quarantined) else ANSWERED


def _let_go() -> None:
    """Let go of an output that cannot be written to, so that Python does not complain about it at the end."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _tell(text: str) -> None:
    """Say what went wrong, if anybody can be told: whoever closed standard error still gets the right code."""
    with contextlib.suppress(OSError):
        print(text, file=sys.stderr)

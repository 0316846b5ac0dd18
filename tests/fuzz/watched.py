"""One input, read under watch: only our own errors may come out, within a second and 200 MB."""

import resource
import sys
import time
from pathlib import Path

from tests.fuzz.readers import Reader

from intra_core.errors import WrongInput

MOST_SECONDS = 1.0
MOST_BYTES = 200_000_000
_PAGE = resource.getpagesize()
_UNIT = 1 if sys.platform == "darwin" else 1024  # what the system tells of memory in


class Broken(AssertionError):
    """A reader broke what it promises."""


def watched(reader: Reader, raw: bytes) -> bool:
    """Read an input; say whether it could be read.

    Raises:
        Broken: if that took too long or too much memory, or if it was refused without a word that can be printed.
        Exception: whatever else the reader raised, and should not have.
    """
    before, most, started = _memory(), _most_memory(), time.process_time()
    try:
        reader.read(raw)
    except reader.refusals as refusal:
        sound = not isinstance(refusal, WrongInput) or bool(refusal.complaints)
        if not (str(refusal).encode() and sound):
            says = "it is refused without a complaint"
            raise Broken(says) from refusal
        could = False
    else:
        could = True
    seconds, peak = time.process_time() - started, _most_memory()
    if seconds >= MOST_SECONDS:
        says = f"it took {seconds:.2f} s"
        raise Broken(says)
    if peak > most and peak - before >= MOST_BYTES:  # the most that there has been is of this input
        says = f"it took {(peak - before) / 1e6:.0f} MB"
        raise Broken(says)
    return could


def _memory() -> int:
    """Give the bytes that this process holds now; where the system does not tell, the most it has held."""
    told = Path("/proc/self/statm")
    return int(told.read_text("ascii").split()[1]) * _PAGE if told.exists() else _most_memory()


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT

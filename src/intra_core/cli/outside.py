"""What comes from outside: the installed regions, the clock, files and standard input."""

import contextlib
import datetime as dt
import errno
import os
import shutil
import sys
from pathlib import Path

from intra_core.assessment import catalogue
from intra_core.assessment.catalogue import Catalogue
from intra_core.errors import Complaint, WrongInput
from intra_core.io.decode import MOST_BYTES

STANDARD_INPUT = "standard input"
ANYBODY_WRITES = 0o222


def load_regions() -> Catalogue:
    """Load every installed region."""
    return catalogue.load_regions()


def now() -> dt.datetime:
    """Read the clock."""
    return dt.datetime.now(dt.UTC)


def write(file: Path, fresh: bytes) -> None:
    """Write a file as a whole: whatever happens, the old or the new one stands there.

    Raises:
        WrongInput: if it cannot be written, or is not to be: nobody has leave to write it.
    """
    place = Path(os.path.realpath(file))  # a link stays one
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        if place.exists():
            _check_replaceable(place)
            beside.touch()
            shutil.copymode(place, beside)
        with beside.open("wb") as opened:
            opened.write(fresh)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(place)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise WrongInput([Complaint(says=f"cannot be written: {why}", file=str(file))]) from None
    finally:
        with contextlib.suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)


def _check_replaceable(place: Path) -> None:
    if not place.is_file():  # a pipe or a device would be gone, such as /dev/null where root asks for it
        raise OSError(errno.EINVAL, "it is not a file")
    if not place.stat().st_mode & ANYBODY_WRITES:
        raise PermissionError(errno.EACCES, "it is read-only")


def read(file: str) -> tuple[bytes | str, str]:
    """Read a file, or standard input for `-`, no further than a file may be long.

    Returns:
        What was read, and its name for complaints.

    Raises:
        WrongInput: if it cannot be read.
    """
    if file == "-":
        stream = sys.stdin
        return ("" if stream is None else getattr(stream, "buffer", stream).read(MOST_BYTES + 1)), STANDARD_INPUT
    try:
        with Path(file).open("rb") as opened:
            return opened.read(MOST_BYTES + 1), file
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise WrongInput([Complaint(says=f"cannot be read: {why}", file=file)]) from None

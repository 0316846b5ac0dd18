"""What comes from outside: the installed regions, the clock, files and standard input."""

import contextlib
import datetime as dt
import errno
import os
import shutil
import sys
from collections.abc import Iterable
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


def check_writable(file: Path) -> None:
    """See whether a file may be written, before anything that is to stand in it is made.

    Raises:
        WrongInput: if it may not.
    """
    try:
        _check_replaceable(Path(os.path.realpath(file)))
    except (OSError, ValueError) as error:
        raise _unwritable(file, error) from None


def write(file: Path, fresh: bytes) -> None:
    """Write a file as a whole: whatever happens, the old or the new one stands there.

    Raises:
        WrongInput: if it cannot be written, or is not to be: nobody has leave to write it.
    """
    write_parts(file, (fresh,))


def write_parts(file: Path, parts: Iterable[bytes]) -> None:
    """Write a file part by part as the parts are made; whatever happens, the old or the new one stands there.

    Raises:
        WrongInput: if it cannot be written, or is not to be: nobody has leave to write it.
    """
    place = Path(os.path.realpath(file))  # a link stays one
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        _check_replaceable(place)
        if place.exists():
            beside.touch()
            shutil.copymode(place, beside)
        with beside.open("wb") as opened:
            for part in parts:
                opened.write(part)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(place)
    except (OSError, ValueError) as error:
        raise _unwritable(file, error) from None
    finally:
        with contextlib.suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)


def _check_replaceable(place: Path) -> None:
    if not os.access(place.parent, os.W_OK):
        raise PermissionError(errno.EACCES, "nobody may write into its folder")
    if not place.exists():
        return
    if not place.is_file():  # a pipe or a device would be gone, such as /dev/null where root asks for it
        raise OSError(errno.EINVAL, "it is not a file")
    if not place.stat().st_mode & ANYBODY_WRITES:
        raise PermissionError(errno.EACCES, "it is read-only")


def _unwritable(file: Path, error: OSError | ValueError) -> WrongInput:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return WrongInput([Complaint(says=f"cannot be written: {why}", file=str(file))])


def read(file: str, most: int = MOST_BYTES) -> tuple[bytes | str, str]:
    """Read a file, or standard input for `-`, no further than a file may be long: `most` bytes.

    Returns:
        What was read, and its name for complaints.

    Raises:
        WrongInput: if it cannot be read.
    """
    if file == "-":
        stream = sys.stdin
        return ("" if stream is None else getattr(stream, "buffer", stream).read(most + 1)), STANDARD_INPUT
    try:
        with Path(file).open("rb") as opened:
            return opened.read(most + 1), file
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise WrongInput([Complaint(says=f"cannot be read: {why}", file=file)]) from None

"""Files written as a whole: whatever happens, the old or the new one stands there."""

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from intra_core.errors import Complaint, WrongInput

ANYBODY_WRITES = 0o222


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
    """Write a file.

    Raises:
        WrongInput: if it cannot be written, or is not to be: nobody has leave to write it.
    """
    write_parts(file, (fresh,))


def write_parts(file: Path, parts: Iterable[bytes]) -> None:
    """Write a file part by part, as the parts are made.

    Raises:
        WrongInput: as `write` does.
    """
    with replacing(file) as opened:
        for part in parts:
            opened.write(part)


@contextlib.contextmanager
def replacing(file: Path) -> Iterator[BinaryIO]:
    """Open what takes the place of a file once the block has ended; if it fails or is stopped, nothing changes.

    Raises:
        WrongInput: as `write` does.
    """
    try:
        place = Path(os.path.realpath(file))  # a link stays one
        _check_replaceable(place)
        beside = place.with_name(f".intra-{secrets.token_hex(8)}.part")
        opened = beside.open("xb")
    except (OSError, ValueError) as error:
        raise _unwritable(file, error) from None
    try:
        with opened:
            if place.exists():
                shutil.copymode(place, beside)
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(place)
        _keep_name(place.parent)
    except OSError as error:
        raise _unwritable(file, error) from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """Have the disk keep the new name too, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _check_replaceable(place: Path) -> None:
    if not place.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {str(place.parent)!r}")
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

"""What comes from outside: the installed regions, the clock, files and standard input."""

import datetime as dt
import sys
from pathlib import Path

from intra_core.assessment import catalogue
from intra_core.assessment.catalogue import Catalogue
from intra_core.errors import Complaint, WrongInput
from intra_core.io.decode import MOST_BYTES
from intra_core.io.whole_file import check_writable, write, write_parts

__all__ = ["STANDARD_INPUT", "check_writable", "load_regions", "now", "read", "write", "write_parts"]

STANDARD_INPUT = "standard input"


def load_regions() -> Catalogue:
    """Load every installed region."""
    return catalogue.load_regions()


def now() -> dt.datetime:
    """Read the clock."""
    return dt.datetime.now(dt.UTC)


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

"""Reading an application from a file."""

from os import PathLike
from pathlib import Path

from intra_core.errors import Complaint, WrongInput
from intra_core.io.application_file import application
from intra_core.io.decode import document_from
from intra_core.model.application import Application


def read_application(path: str | PathLike[str], *, region: str | None = None) -> Application:
    """Read an application from a TOML or JSON file.

    Args:
        path: the file; one that begins with `{` is JSON.
        region: the region asked about, in place of the file's own.

    Raises:
        WrongInput: with one complaint for each fault, each with its line.
    """
    name = str(path)
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise WrongInput([Complaint(says=f"cannot be read: {error.strerror or error}", file=name)]) from None
    return parse_application(raw, name, region=region)


def parse_application(raw: bytes | str, name: str = "<application>", *, region: str | None = None) -> Application:
    """Read an application from the text of a TOML or JSON file; `name` stands in complaints.

    >>> parse_application('region = "slovenia"').region
    'slovenia'
    """
    return application(document_from(raw, name), region)

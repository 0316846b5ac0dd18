"""A list of tables of a file, read one by one: a fault in one keeps nobody from the others."""

from typing import TypeVar

from attrs import AttrsInstance

from intra_core.io.converter import CONVERTER, faults
from intra_core.io.document import Document, shown
from intra_core.io.places import Path

R = TypeVar("R", bound=AttrsInstance)


def records(document: Document, path: Path, value: object, record: type[R]) -> tuple[R | None, ...]:
    """Read each table of a list; None stands for one that has been complained of."""
    if not isinstance(value, list):
        document.complain(path, f"{shown(value)} is not a list", f"write [[{path[-1]}]] tables")
        return ()
    return tuple(_read(document, (*path, number), each, record) for number, each in enumerate(value))


def _read(document: Document, path: Path, value: object, record: type[R]) -> R | None:
    try:
        return CONVERTER.structure(value, record)
    except Exception as error:  # noqa: BLE001 (cattrs raises groups and whatever a hook raised)
        for place, says, instead, at_key in faults(error, path):
            document.complain(place, says, instead, at_key=at_key)
        return None

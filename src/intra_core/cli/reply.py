"""What a command answers: data for programs, lines for people, and notes beside the answer."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from intra_core.errors import Complaint
    from intra_core.regions.host import Quarantined


@frozen
class Line:
    """A line of text with its indentation and a style from rich; the style adds nothing to what is said.

    One that is `whole` is not broken, however narrow the terminal.
    """

    text: str = ""
    indent: int = 0
    style: str = ""
    whole: bool = False


@frozen(kw_only=True)
class Reply:
    """The answer of a command; its lines are made only if they are to be printed.

    `complaints` are about those of several inputs that could not be answered.
    """

    data: Mapping[str, object]
    lines: Callable[[], Iterable[Line]]
    quarantined: "tuple[Quarantined, ...]"
    notes: tuple[str, ...] = ()
    noticed: "Callable[[], Iterable[Complaint]]" = tuple
    """What the regions' own code did while the answer was made, asked when that is done."""
    complaints: "tuple[Complaint, ...]" = ()
    failed: bool = False
    """Whether what was checked is not so."""
    tells_language: bool = False
    """Whether the answer itself says that nobody has read the texts of its language; else a note does."""
    raw: bytes | None = None
    """What stands in place of lines where the form is not this program's own."""


def complaint_to_dict(complaint: "Complaint") -> dict[str, object]:
    """Give a complaint for programs."""
    return {
        "says": complaint.says,
        "instead": complaint.instead,
        "file": complaint.file,
        "line": complaint.line,
        "column": complaint.column,
        "key": complaint.key,
    }


def quarantined_to_list(quarantined: "Iterable[Quarantined]") -> list[dict[str, object]]:
    """Give the regions that could not be loaded, for programs."""
    return [
        {
            "region": each.region,
            "distribution": each.distribution,
            "version": each.version,
            "complaints": [complaint_to_dict(complaint) for complaint in each.complaints],
        }
        for each in quarantined
    ]

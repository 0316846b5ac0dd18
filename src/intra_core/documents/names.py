"""Names of files and sheets, made from titles: each different, each one that every system takes."""

import re
import unicodedata
from collections.abc import Sequence

LETTERS_OF_A_FILE = 60
LETTERS_OF_A_SHEET = 31
_NOT_IN_A_SHEET = re.compile(r"[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\[\]:*?/\\]+")
_TAKEN = {"history"}
"""Excel keeps this name for itself."""


def file_names(titles: Sequence[str]) -> tuple[str, ...]:
    """Name files after titles, in plain letters and numbered, so that they stand in the order of the report.

    >>> file_names(["Budget by call", "Občine (NUTS 3)", "…"])
    ('1-budget-by-call', '2-obcine-nuts-3', '3')
    """
    width = len(str(len(titles)))
    return tuple(
        "-".join(part for part in (f"{number:0{width}d}", _plain(title)) if part)
        for number, title in enumerate(titles, 1)
    )


def _plain(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title).lower().encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:LETTERS_OF_A_FILE].strip("-")


def sheet_names(titles: Sequence[str]) -> tuple[str, ...]:
    """Name sheets after titles: at most 31 letters, none that Excel refuses, and no two alike.

    >>> sheet_names(["Budget: before/after", "Budget: before/after", "'"])
    ('Budget before after', 'Budget before after (2)', '3')
    """
    found: list[str] = []
    taken = set(_TAKEN)
    for number, title in enumerate(titles, 1):
        wanted = " ".join(_NOT_IN_A_SHEET.sub(" ", title).split()).strip("' ") or str(number)
        name, again = _shortened(wanted, LETTERS_OF_A_SHEET), 1
        while name.casefold() in taken:
            again += 1
            after = f" ({again})"
            name = _shortened(wanted, LETTERS_OF_A_SHEET - len(after)) + after
        taken.add(name.casefold())
        found.append(name)
    return tuple(found)


def _shortened(name: str, most: int) -> str:
    """Shorten a name to so many letters as Excel counts them: those beyond the first 65,536 count twice."""
    cut = name.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
    return cut.strip("' ") or name[:1]

"""Codes of NUTS, and of NACE by prefix, range and section letter in the revision that gives them their meaning."""

import re

from intra_core.errors import did_you_mean
from intra_core.io.document import Table

SECTIONS = {
    "2": {
        "A": "01-03", "B": "05-09", "C": "10-33", "D": "35-35", "E": "36-39", "F": "41-43", "G": "45-47", "H": "49-53",
        "I": "55-56", "J": "58-63", "K": "64-66", "L": "68-68", "M": "69-75", "N": "77-82", "O": "84-84", "P": "85-85",
        "Q": "86-88", "R": "90-93", "S": "94-96", "T": "97-98", "U": "99-99",
    },
    "2.1": {
        "A": "01-03", "B": "05-09", "C": "10-33", "D": "35-35", "E": "36-39", "F": "41-43", "G": "46-47", "H": "49-53",
        "I": "55-56", "J": "58-60", "K": "61-63", "L": "64-66", "M": "68-68", "N": "69-75", "O": "77-82", "P": "84-84",
        "Q": "85-85", "R": "86-88", "S": "90-93", "T": "94-96", "U": "97-98", "V": "99-99",
    },
}  # fmt: skip
"""Sections and their divisions: Regulation (EC) 1893/2006, and as amended by Delegated Regulation (EU) 2023/137."""

REVISIONS = tuple(SECTIONS)

_CODE = re.compile(r"([A-V])?(\d{2}(?:\.\d{1,2})?)", re.ASCII)
_RANGE = re.compile(r"([A-V])?(\d{2})[-–]([A-V])?(\d{2})", re.ASCII)  # noqa: RUF001 (sources write the dash)


def divisions(letter: str, revision: str) -> list[str]:
    """Give the divisions of a section.

    >>> divisions("K", "2.1")
    ['61', '62', '63']
    """
    first, last = SECTIONS[revision][letter].split("-")
    return [f"{number:02d}" for number in range(int(first), int(last) + 1)]


def expanded(table: Table, revision: str) -> list[str]:
    """Take the codes of one revision and write ranges and sections out as divisions."""
    if revision not in SECTIONS:
        table.complain(revision, f"unknown NACE revision {revision!r}", did_you_mean(revision, SECTIONS), at_key=True)
        table.taken.add(revision)
        return []
    codes: list[str] = []
    for written in table.texts(revision):
        found = _codes(written, revision)
        if not found:
            says = f"{written!r} is not a NACE code of revision {revision}"
            table.complain(revision, says, 'write "25", "25.62", "C10-C12" or a section letter')
        codes.extend(found)
    return codes


def _codes(written: str, revision: str) -> list[str]:
    """Give the codes that are meant; none where a division does not exist or stands in another section."""
    sections = {division: letter for letter in SECTIONS[revision] for division in divisions(letter, revision)}
    if written in SECTIONS[revision]:
        return divisions(written, revision)
    if code := _CODE.fullmatch(written):
        letter, number = code.groups()
        return [number] if sections.get(number[:2]) in ({letter} if letter else sections.values()) else []
    if spread := _RANGE.fullmatch(written):
        for letter, number in (spread.group(1, 2), spread.group(3, 4)):
            if sections.get(number) not in ({letter} if letter else sections.values()):
                return []
        return [division for division in sections if spread[2] <= division <= spread[4]]
    return []

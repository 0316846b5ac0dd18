"""Files of codes with one statement wrong or left out: some case must notice each."""

import re
from collections.abc import Iterator

from intra_core.law.lawbook import Lawbook

_LIST = re.compile(r"\[([^\[\]]*)\]")
LEFT_OUT = {
    "territories.toml": ("left ",),
    "activities.toml": ("statutory ", "only_if ", "becomes "),
    "identifiers.toml": ("vies ", "rule "),
}
"""Statements that a file can do without."""
SHORTENED = {"territories.toml": ("= [",), "activities.toml": ("nace ",), "identifiers.toml": ()}
"""Lists that a file can have shorter."""


def wrong_files(law: Lawbook) -> Iterator[tuple[str, str, str]]:
    """Give what is wrong, the file, and its wrong text."""
    for name, starts in LEFT_OUT.items():
        lines = (law.folder / name).read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            shorter = list(_shorter(line)) if any(each in line for each in SHORTENED[name]) else []
            if line.startswith(starts):
                shorter.append("")
            if line.startswith("revision = "):
                shorter.append('revision = "2"' if '"2.1"' in line else 'revision = "2.1"')
            for other in shorter:
                text = "\n".join((*lines[:number], other, *lines[number + 1 :]))
                yield f"{name}:{number + 1} {line.strip()} -> {other.strip() or 'nothing'}", name, text


def _shorter(line: str) -> Iterator[str]:
    """Leave out each text of each list of a line; a list of one alone goes with its line."""
    if line.startswith(("versions", "row", "#", " ")):
        return
    for found in _LIST.finditer(line):
        texts = found[1].split(", ")
        for each in texts:
            rest = ", ".join(other for other in texts if other != each)
            if rest:
                yield f"{line[: found.start(1)]}{rest}{line[found.end(1) :]}"
            elif "{" not in line:
                yield ""

"""A case file as sheets of a workbook: one row for each case, one column for each thing that is told.

A heading is the way to what stands below it: `given.cost[0].net`, `expect.award`. An empty cell tells nothing.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from intra_core.io.places import Path
from intra_core.model.sheet import PlainCell

CASES, ALL, SOURCES = "cases", "all", "sources"
PLAIN = ("name", "like", "measure", "author", "written", "source", "article", "on")
"""The columns of a case before what is given and expected."""
OF_A_SOURCE = ("key", "title", "address", "article", "read")
_BARE = re.compile(r"[\w-]+")
AS_JSON = ("[", "{", '"')
"""A text that begins with one of these is written as JSON has it, so that it is not taken for a list or a table."""

Sheets = Mapping[str, Sequence[Sequence[PlainCell]]]


def sheets_of(tree: Mapping[str, Any]) -> Sheets:
    """Lay the tree of a sound case file out as sheets.

    >>> sheets_of({"case": [{"name": "A", "given": {"cost": [{"net": "EUR 5.00"}]}}]})["cases"]
    [['name', 'given.cost[0].net'], ['A', 'EUR 5.00']]
    """
    cases = [_flat(each) for each in tree.get("case", ())]
    columns = sorted({name: None for case in cases for name in case}, key=_order)
    common = tree.get(ALL, {})
    sources = tree.get("source", {})
    return {
        CASES: [columns, *([case.get(name) for name in columns] for case in cases)],
        ALL: [["key", "value"], *([key, _text(told)] for key, told in common.items())],
        SOURCES: [
            list(OF_A_SOURCE),
            *([_text(key), *(_text(each.get(name)) for name in OF_A_SOURCE[1:])] for key, each in sources.items()),
        ],
    }


def _flat(case: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, told in case.items():
        if key == "expect":
            for name, value in told.items():
                found[heading((key, name))] = _joined(value) if isinstance(value, list) else _text(value)
        else:
            found.update((heading(path), value) for path, value in _leaves((key,), told))
    return found


def _leaves(path: Path, told: object) -> Iterator[tuple[Path, object]]:
    match told:
        case dict() if told:
            for key, each in told.items():
                yield from _leaves((*path, key), each)
        case list() if told:
            for number, each in enumerate(told):
                yield from _leaves((*path, number), each)
        case dict() | list():
            yield path, "{}" if isinstance(told, dict) else "[]"
        case _:
            yield path, _text(told)


def _text(told: Any) -> Any:  # noqa: ANN401 (any plain value)
    if isinstance(told, str) and (not told.strip() or told.startswith(AS_JSON)):
        return json.dumps(told, ensure_ascii=False)
    return told


def _joined(told: Sequence[Any]) -> str:
    """Write a list of ids: `size, seat`; as JSON where that would not be read back."""
    words = [str(each) for each in told]
    plain = words and all(word == word.strip() and word and "," not in word for word in words)
    joined = ", ".join(words)
    return joined if plain and not joined.startswith(AS_JSON) else json.dumps(words, ensure_ascii=False)


def heading(path: Path) -> str:
    """Write a way as the heading of a column.

    >>> heading(("given", "cost", 0, "net")), heading(("given", "a.b"))
    ('given.cost[0].net', 'given."a.b"')
    """
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        else:
            word = part if _BARE.fullmatch(part) else json.dumps(part, ensure_ascii=False)
            written += f".{word}" if written else word
    return written


def _order(column: str) -> tuple[int, int]:
    if column in PLAIN:
        return 0, PLAIN.index(column)
    return (1, 0) if column.startswith("given") else (2, 0)

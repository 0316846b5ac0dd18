"""The commonest slips in a TOML file in words of their own, in place of the parser's message."""

import re

import tomli
from attrs import define, field

from intra_core.errors import Complaint
from intra_core.io.figures import money_turned
from intra_core.io.places import Extent, Spot, _Broken, _Node, _Scanner, line_of

_PRINTED = re.compile("[“”„‟«»‘’‚]")  # noqa: RUF001 (the marks of print that word processors put in)
_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{1,2}-\d{1,2}")
_BARE = re.compile(
    rf"[=\[,{{]\s*(?P<value>{_DAY.pattern}|\d[\d.,]*\s?(?:%|€|[A-Za-z][\w-]*)|[A-Z]{{3}} \d[\d.,]*|[^\W\d][\w-]*)"
)
_TRUTHS = {"yes": "true", "True": "true", "TRUE": "true", "no": "false", "False": "false", "FALSE": "false"}


def complaint_of(error: tomli.TOMLDecodeError, text: str, name: str) -> Complaint:
    """Say what is wrong with a text that is not TOML, and what to write if the slip is a common one."""
    line, column = getattr(error, "lineno", None), getattr(error, "colno", None)
    twice = _twice(text)
    if twice is not None and (line is None or twice[2].line <= line):
        what, first, second = twice
        return _at(f"{what} stands twice", f"it stands first in line {first.line}: keep one", second, text, name)
    says = getattr(error, "msg", None) or str(error).split(" (at ")[0]
    if line is None or column is None:
        return Complaint(says=f"not TOML: {says}", file=name)
    found = _slip(line_of(text, line), column - 1, says)
    if found is None:
        return _at(says, None, Spot(line, column), text, name)
    says, instead, index = found
    return _at(says, instead, Spot(line, index + 1), text, name)


def _at(says: str, instead: str | None, spot: Spot, text: str, name: str) -> Complaint:
    shown = line_of(text, spot.line)
    says = f"not TOML: {says}"
    return Complaint(says=says, instead=instead, file=name, line=spot.line, column=spot.column, shown=shown)


def _slip(line: str, index: int, says: str) -> tuple[str, str, int] | None:
    """Find a common slip in the line where the parser gave up: what it is, what to write, and where it is."""
    printed = _PRINTED.search(line, index) or (_PRINTED.search(line) if says.startswith("Illegal") else None)
    if printed and (printed.start() == index or says.startswith("Illegal")):
        return f"{printed[0]} is a quotation mark of print", 'write straight marks: "…"', printed.start()
    for bare in _BARE.finditer(line):
        if bare.start("value") <= index < bare.end():
            return _unquoted(bare["value"], bare.start("value"))
    if says.startswith("Expected newline") and line[:index].rstrip().endswith('"') and '"' in line[index:]:
        instead = "put a backslash before each mark inside the text, or write the text in '…'"
        return "the text ends at the mark before this, and more follows", instead, index
    return None


def _unquoted(value: str, index: int) -> tuple[str, str, int]:
    if _DAY.fullmatch(value):
        return f"{value} is not a day", "write a day that there is, like 2024-06-21", index
    if value in _TRUTHS:
        return f"{value} is not a truth value", f"write {_TRUTHS[value]}", index
    return f"{value} stands without quotes", money_turned(value) or f'write "{value}"', index


def _twice(text: str) -> tuple[str, Spot, Spot] | None:
    """Find the first key or table that stands twice: what it is, its first place and its second."""
    try:
        _Watching(text.removeprefix("\ufeff")).document(_Node(Extent(None, Spot(1, 1))))
    except _Twice as found:
        return found.what, found.first, found.second
    except _Broken:
        pass
    return None


class _Twice(Exception):
    def __init__(self, what: str, first: Spot, second: Spot) -> None:
        super().__init__(what)
        self.what, self.first, self.second = what, first, second


@define(eq=False)
class _Watching(_Scanner):
    """A walk over a text that stops where a key or a table comes for the second time."""

    declared: dict[int, tuple[_Node, Spot]] = field(factory=dict)
    """Each node that a header or a key brought about; the node is kept so that its number stays its own."""

    def value(self, holder: _Node, name: str | int, key: Spot | None, depth: int = 0) -> None:
        before = holder.children.get(name)
        if before is not None and key is not None:
            raise _Twice(f"the key {name!r}", before.extent.key or before.extent.value, key)
        super().value(holder, name, key, depth)
        if key is not None:
            self.declared[id(holder.children[name])] = holder.children[name], key

    def header(self, root: _Node) -> _Node:
        start, spot = self.here, self.spot()
        table = super().header(root)
        if not self.text.startswith("[[", start):
            before = self.declared.get(id(table))
            if before is not None:
                raise _Twice(f"the table {self.text[start : self.here]}", before[1], spot)
            self.declared[id(table)] = table, spot
        return table

"""Where each value of a TOML or JSON text stands, since tomli and json give no positions."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress

from attrs import define, field, frozen

Path = tuple[str | int, ...]
"""The way to a value in a parsed tree: table keys as text, array positions from 0; `()` is the whole."""

# A path is as long as its value is deep, so without a bound a text of nothing but opening brackets
# would cost the square of its length.
_DEEPEST = 100

# str.splitlines would also break at form feeds and at U+2028, which stand within a line for an editor.
_LINE_END = re.compile(r"\r\n?|\n")
_BLANK = re.compile(r"(?:[ \t\r\n]+|\#[^\n]*)*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SIGN = re.compile(r"[=:]")
_COMMA = re.compile(r",")
_HEADER_END = {1: re.compile(r"\]"), 2: re.compile(r"\]\]")}
# The first branch is there because a date and its time may be parted by a space.
_UNQUOTED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[^ \t\r\n,\]}#]*|[^ \t\r\n,\]}#]+")

_FIRST_NEWLINE = re.compile(r"(?:\r?\n)?")
_ESCAPE = r"""
    \\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})
    | \\(?P<code>u[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})
    | \\(?P<named>[btnfre"\\/])"""
_PIECE = {
    opening: re.compile(pattern, re.VERBOSE)
    for opening, pattern in {
        "'": r"[^'\r\n]+ | (?P<end>')",
        '"': r'[^"\\\r\n]+ | (?P<end>") |' + _ESCAPE,
        # Up to two quotes right before the closing three are part of the string.
        "'''": r"[^'\r\n]+ | (?P<newline>\r?\n) | (?P<end>'{3,5}) | '{1,2}",
        '"""': r'[^"\\\r\n]+ | (?P<newline>\r?\n) | (?P<end>"{3,5}) | "{1,2} | \\(?P<fold>[ \t]*\r?\n[ \t\r\n]*) |'
        + _ESCAPE,
    }.items()
}
_NAMED = dict(zip('btnfre"\\/', '\b\t\n\f\r\x1b"\\/', strict=True))


@frozen
class Spot:
    """One character of a text, as an editor counts: lines and columns from 1, a tab as one character.

    >>> toml_places('a = 1')["a",].value
    Spot(line=1, column=5)
    """

    line: int
    column: int


@frozen
class Extent:
    r"""What is known of where one value stands.

    A table that a header or a dotted key brings about has no text of its own, so its `value` is the place of its name;
    so is the `value` of each table of a `[[header]]`.

    >>> toml_places('[a]\nb = "x"')["a", "b"]
    Extent(key=Spot(line=2, column=1), value=Spot(line=2, column=5))
    """

    key: Spot | None
    """Where its key begins; None for items of arrays and for the whole text."""
    value: Spot
    """Where it begins itself: for a string its opening quote."""
    _steps: tuple[tuple[int, Spot], ...] = field(default=(), repr=False)
    """For a string, from which index on its characters stand side by side in the text, and where; the last step is the
    closing quote."""

    def at(self, index: int) -> Spot:
        r"""Give the place of a character of the decoded string, or of the escape sequence that stands for it.

        An index before the string counts as 0, one past its end means the closing quote. What is not a string has one
        place only, where it begins.

        >>> source = r'holds = "caf\u00e9 == 1"'
        >>> [toml_places(source)["holds",].at(index).column for index in (2, 3, 4)]
        [12, 13, 19]
        """
        if not self._steps:
            return self.value
        index = min(max(index, 0), self._steps[-1][0])
        first, spot = self._steps[bisect_right(self._steps, index, key=lambda step: step[0]) - 1]
        return Spot(spot.line, spot.column + index - first)


def toml_places(text: str) -> Mapping[Path, Extent]:
    """Find where every table, array and value of a TOML text stands.

    A table stands where its own header names it; one without a header of its own, and an array of tables as a whole,
    where the text first names it. A byte order mark does not count as a character. Of text that is not valid, or is
    nested more than a hundred deep, what can be found is given; nothing is raised.

    >>> places = toml_places('''
    ... [[call]]
    ... id = "v3"
    ... [call.costs]
    ... since = 2024-01-01
    ... ''')
    >>> for path, extent in places.items():
    ...     print(path, extent.value.line, extent.value.column)
    () 1 1
    ('call',) 2 3
    ('call', 0) 2 3
    ('call', 0, 'id') 3 6
    ('call', 0, 'costs') 4 7
    ('call', 0, 'costs', 'since') 5 9
    """
    root = _Node(Extent(None, Spot(1, 1)))
    with suppress(_Broken):
        _Scanner(_without_mark(text)).document(root)
    return _flat(root)


def json_places(text: str) -> Mapping[Path, Extent]:
    """Find where every object, array and value of a JSON text stands, in the same way.

    Of a key that stands twice in one object the last counts, as `json` has it.

    >>> json_places('{"size": ["micro", "small"]}')["size", 1].value
    Spot(line=1, column=20)
    """
    holder = _Node(Extent(None, Spot(1, 1)))
    with suppress(_Broken):
        _Scanner(_without_mark(text)).value(holder, 0, None)
    return _flat(holder.children[0]) if holder.children else {}


def line_of(text: str, number: int) -> str:
    r"""Give one line of a text, counted as in a `Spot`, without its ending; empty if there is no such line.

    >>> line_of("a = 1\r\nb = 2\r\n", 2)
    'b = 2'
    """
    lines = lines_of(text)
    return lines[number - 1] if 1 <= number <= len(lines) else ""


def lines_of(text: str) -> list[str]:
    r"""Give all lines of a text, for whoever shows many of them.

    >>> lines_of("a = 1\r\nb = 2")
    ['a = 1', 'b = 2']
    """
    return _LINE_END.split(_without_mark(text))


class _Broken(Exception):
    """From here on the text is not valid, or is nested too deeply."""


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")


@define(eq=False)
class _Node:
    """A value of the tree and what is in it: texts as keys for a table, numbers for an array."""

    extent: Extent
    children: dict[str | int, "_Node"] = field(factory=dict)

    def named(self, name: str, spot: Spot) -> "_Node":
        """Give the table of that name, which comes into being here if it is not there yet."""
        return self.children.setdefault(name, _Node(Extent(spot, spot)))

    def newest(self) -> "_Node":
        """Give the last table of an array of tables; a table itself."""
        return self.children.get(len(self.children) - 1, self)


def _flat(root: _Node) -> dict[Path, Extent]:
    places: dict[Path, Extent] = {}
    waiting: list[tuple[Path, _Node]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        places[path] = node.extent
        if len(path) < _DEEPEST:
            waiting += [((*path, name), child) for name, child in reversed(node.children.items())]
    return places


@define(eq=False)
class _Scanner:
    """One walk over a text, in a grammar wide enough for both TOML and JSON.

    Where a text is valid the two differ only in the sign between key and value, and in that TOML has headers, comments
    and more kinds of strings; so one scanner reads both, and refuses little.
    """

    text: str
    here: int = 0
    starts: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.starts = [0, *(ending.end() for ending in _LINE_END.finditer(self.text))]

    def spot(self) -> Spot:
        line = bisect_right(self.starts, self.here)
        return Spot(line, self.here - self.starts[line - 1] + 1)

    def peek(self) -> str:
        """Go to the next character that is neither blank nor comment, and give it; empty at the end."""
        self.take(_BLANK)
        return self.text[self.here : self.here + 1]

    def take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self.text, self.here)
        if found is None:
            raise _Broken
        self.here = found.end()
        return found

    def document(self, root: _Node) -> None:
        table = root
        while opening := self.peek():
            if opening == "[":
                table = self.header(root)
            else:
                self.pair(table, 0)

    def header(self, root: _Node) -> _Node:
        brackets = 2 if self.text.startswith("[[", self.here) else 1
        self.here += brackets
        *parents, (name, spot) = self.key()
        self.take(_HEADER_END[brackets])
        holder = root
        for parent, first in parents:
            holder = holder.named(parent, first).newest()
        table = holder.named(name, spot)
        if brackets == 1:
            table.extent = Extent(spot, spot)
            return table
        return table.children.setdefault(len(table.children), _Node(Extent(None, spot)))

    def pair(self, table: _Node, depth: int) -> None:
        *parents, (name, spot) = self.key()
        self.take(_SIGN)
        for parent, first in parents:
            table = table.named(parent, first)
        self.value(table, name, spot, depth)

    def key(self) -> list[tuple[str, Spot]]:
        """Take the parts of a dotted key; leave off before the sign or bracket that follows."""
        parts: list[tuple[str, Spot]] = []
        while True:
            quoted = self.peek() in ("'", '"')
            spot = self.spot()
            name = self.string()[0] if quoted else self.take(_BARE_KEY)[0]
            parts.append((name, spot))
            if self.peek() != ".":
                return parts
            self.here += 1

    def value(self, holder: _Node, name: str | int, key: Spot | None, depth: int = 0) -> None:
        opening = self.peek()
        spot = self.spot()
        if opening in ("'", '"'):
            _, steps = self.string()
            holder.children[name] = _Node(Extent(key, spot, steps))
        elif opening in ("[", "{"):
            # In place before its content is read, so that a text which breaks off inside leaves it.
            holder.children[name] = node = _Node(Extent(key, spot))
            self.content(node, opening, depth + 1)
        else:
            self.take(_UNQUOTED)
            holder.children[name] = _Node(Extent(key, spot))

    def content(self, node: _Node, opening: str, depth: int) -> None:
        if depth > _DEEPEST:
            raise _Broken
        self.here += 1
        closing = "]" if opening == "[" else "}"
        while self.peek() != closing:
            if opening == "[":
                self.value(node, len(node.children), None, depth)
            else:
                self.pair(node, depth)
            if self.peek() != closing:
                self.take(_COMMA)
        self.here += 1

    def string(self) -> tuple[str, tuple[tuple[int, Spot], ...]]:
        """Take a string: decoded, with the steps that an `Extent` has."""
        opening = self.text[self.here]
        if self.text.startswith(opening * 3, self.here):
            opening *= 3
        self.here += len(opening)
        if len(opening) > 1:
            self.take(_FIRST_NEWLINE)
        pieces: list[str] = []
        steps: list[tuple[int, Spot]] = []
        length = 0
        while True:
            spot = self.spot()
            steps.append((length, spot))
            found = self.take(_PIECE[opening])
            if found.lastgroup == "end":
                break
            pieces.append(_decoded(found))
            length += len(pieces[-1])
        if extra := len(found[0]) - len(opening):
            pieces.append(found[0][:extra])
            steps.append((length + extra, Spot(spot.line, spot.column + extra)))
        return "".join(pieces), tuple(steps)


def _decoded(piece: re.Match[str]) -> str:
    match piece.lastgroup:
        case "newline":
            return "\n"
        case "fold":
            return ""
        case "named":
            return _NAMED[piece["named"]]
        case "code":
            return chr(int(piece["code"][1:], 16))
        case "low":
            return chr(0x10000 + ((int(piece["high"], 16) - 0xD800) << 10) + int(piece["low"], 16) - 0xDC00)
        case _:
            return piece[0]

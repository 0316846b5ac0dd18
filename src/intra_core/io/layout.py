"""One canonical layout for the TOML files of a region: tables and keys in one order, so that changes stay small.

Only what stands between values is touched: order, blank lines and the columns of equal signs. Comments stay with what
they stand above. What the file says is the same before and after, which is checked.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import tomli
from attrs import field, frozen

BASED = ("source", "mark", "article", "row", "note")
SECTIONS: Mapping[str, int] = {
    name: place
    for place, names in enumerate((
        ("",), ("policy",), ("source",), ("authority", "identifier"), ("programme",), ("fact",), ("call",), ("costs",),
        ("parameter",), ("set",), ("define",), ("word",), ("unit",), ("label",), ("change",), ("condition",),
        ("state_aid",), ("award",), ("duty",), ("described",), ("example",),
    ))
    for name in names
}  # fmt: skip
"""The order of tables; those that are not named here stand where they stood."""
KEYS: Mapping[str, tuple[str, ...]] = {
    "": (
        "schema", "region", "subject", "on", "id", "kind", "status", "title", "nuts", "languages", "authority",
        "currency", "time_zone", "member_state", "regime", "request", "reducible", "row",
    ),
    "source": ("title", "address", "article", "read"),
    "authority": ("title", *BASED),
    "programme": ("title", "cci", *BASED),
    "fact": ("type", "words", "of", "counts", "key", "greatest", "label", "question"),
    "call": (
        "id", "title", "opens", "closes", "until_funds_spent", "costs", "budget", "interrupted", "stopped", *BASED,
    ),
    "call.allocation": (
        "order", "merit", "ties", "last", "beyond", "reserves", "members", "unused_reserve", "budgets", *BASED,
    ),
    "costs": ("kinds", "where", "says", *BASED),
    "condition": ("id", "holds", "applies", "since", "until", "says", *BASED),
    "state_aid": ("regime", "reducible", *BASED),
    "award": ("undertaking", "granted", "amount", "regime", "member_state", "in_kind", "instalments"),
    "duty": ("id", "holds", "until", "since", "says", *BASED),
    "described": ("id", "title", "says", *BASED),
    "example": ("name", "like", "on", "given", "expect", "row"),
}  # fmt: skip
"""The order of keys in a table; others follow in theirs."""
COMPACT = frozenset({"example"})
"""The lists of tables whose entries have no blank line before the tables inside them."""
_HEADER = re.compile(r"(\[\[?)\s*([^\[\]]+?)\s*(\]\]?)")
_KEY = re.compile(r"((?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=\s*")
_ENDS = {
    '"""': re.compile(r'(?:\\.|[^"\\]|"(?!""))*"{3,5}'),
    "'''": re.compile(r"(?:[^']|'(?!''))*'{3,5}"),
}
"""Up to the end of a text of several lines, which may end with two quotes of its own."""
_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]')


@frozen
class Statement:
    """A key with its value, or the header of a table, with the comments above it."""

    above: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def header(self) -> str | None:
        """The name of the table that begins here, if one does."""
        found = _HEADER.match(self.lines[0])
        return re.sub(r"\s*\.\s*", ".", found[2]) if found else None

    @property
    def key(self) -> str:
        """The key of a value."""
        found = _KEY.match(self.lines[0])
        return found[1] if found else ""


@frozen
class Block:
    """A table: its header, if it has one, and its keys; `below` are the tables inside an entry of a list of tables."""

    header: Statement | None
    entries: tuple[Statement, ...]
    below: "tuple[Block, ...]" = field(default=())

    @property
    def section(self) -> str:
        """The first part of the table's name."""
        return (self.header.header or "").partition(".")[0] if self.header is not None else ""


def laid_out(text: str) -> str | None:
    r"""Lay a file out; None if its form is not known here: it is better left as it is than changed.

    Raises:
        tomli.TOMLDecodeError: if the text is not TOML.

    >>> print(laid_out('[[condition]]\nholds = "a"\nid = "b"\nschema = 1\n'))
    [[condition]]
    id     = "b"
    holds  = "a"
    schema = 1
    """
    before = tomli.loads(text)
    if not before:
        return text
    head, statements, after = _statements(text.replace("\r\n", "\n").split("\n"))
    blocks = _joined(_ordered(_joined(_blocks(statements))))
    parts = ["\n".join(each) for each in (head, *map(_written, blocks), after)]
    found = "\n\n".join(filter(None, parts)) + "\n"
    try:
        return found if tomli.loads(found) == before else None
    except tomli.TOMLDecodeError:
        return None


def with_top_key(text: str, line: str) -> str:
    r"""Put a key behind the last one that stands before every table; comments stay where they are.

    >>> print(with_top_key('region = "slovenia"\n\n# who\n[undertaking]\n', "award = []"))
    region = "slovenia"
    award = []
    <BLANKLINE>
    # who
    [undertaking]
    <BLANKLINE>
    """
    lines = text.split("\n")
    state, place = _State(), 0
    for number, each in enumerate(lines, 1):
        if not state.open:
            if _HEADER.match(each.strip()):
                break
            if not each.strip() or each.lstrip().startswith("#"):
                continue
        state = state.after(each)
        if not state.open:
            place = number
    return "\n".join([*lines[:place], line, *([""] if not place else []), *lines[place:]])


def _statements(lines: Iterable[str]) -> tuple[tuple[str, ...], list[Statement], tuple[str, ...]]:
    """Take a text apart, a value over several lines in one piece.

    What stands above the first statement with an empty line between belongs to the file, and so does what stands below
    the last.
    """
    found: list[Statement] = []
    head: tuple[str, ...] = ()
    above: list[str] = []
    held: list[str] = []
    state = _State()
    for line in lines:
        if not held and (not line.strip() or line.lstrip().startswith("#")):
            if line.strip():
                above.append(line.strip())
            elif not found:
                head, above = (*head, *([""] if head and above else []), *above), []
            elif above and above[-1]:
                above.append("")
            continue
        state = state.after(line)
        held.append(line if state.quote else line.rstrip())
        if not state.open:
            found.append(Statement(tuple(above), (held[0].lstrip(), *held[1:])))
            above, held = [], []
    return head, found, tuple(above[:-1] if above and not above[-1] else above)


@frozen
class _State:
    """Where a line ends: inside how many brackets, and in which quotes of several lines."""

    depth: int = 0
    quote: str = ""

    @property
    def open(self) -> bool:
        return self.depth > 0 or bool(self.quote)

    def after(self, line: str) -> "_State":
        depth, quote, place = self.depth, self.quote, 0
        while place < len(line):
            if quote:
                end = _ENDS[quote].match(line, place)
                if end is None:
                    return _State(depth, quote)
                place, quote = end.end(), ""
                continue
            found = _TOKEN.search(line, place)
            if found is None:
                break
            place = found.end()
            if found[0] in {'"""', "'''"}:
                quote = found[0]
            elif found[0] in "[{":
                depth += 1
            elif found[0] in "]}":
                depth -= 1
        return _State(depth, quote)


def _blocks(statements: Iterable[Statement]) -> Iterator[Block]:
    header: Statement | None = None
    entries: list[Statement] = []
    for each in statements:
        if each.header is not None:
            if header is not None or entries:
                yield Block(header, tuple(entries))
            header, entries = each, []
        else:
            entries.append(each)
    if header is not None or entries:
        yield Block(header, tuple(entries))


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Put the tables inside an entry of a list of tables below it."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        name = block.header.header if block.header is not None else None
        head = last.header if last is not None else None
        inside = head is not None and head.lines[0].startswith("[[") and (name or "").startswith(f"{head.header}.")
        if last is not None and inside:
            found[-1] = Block(head, last.entries, (*last.below, block))
        else:
            found.append(block)
    return found


def _ordered(blocks: list[Block]) -> list[Block]:
    """Put tables into their order; one that has none stays behind the one before it."""
    ranks: list[int] = []
    for each in blocks:
        ranks.append(SECTIONS.get(each.section, ranks[-1] if ranks else 0))
    return [block for _, block in sorted(zip(ranks, blocks, strict=True), key=lambda each: each[0])]


def _written(block: Block) -> Iterator[str]:
    if block.header is not None:
        yield from block.header.above
        yield block.header.lines[0]
    name = (block.header.header or "") if block.header is not None else ""
    wanted = KEYS.get(name, KEYS.get(block.section, ()))
    entries = sorted(block.entries, key=lambda each: wanted.index(each.key) if each.key in wanted else len(wanted))
    width = max((len(each.key) for each in entries), default=0)
    for each in entries:
        yield from each.above
        value = _KEY.sub("", each.lines[0], count=1)
        yield f"{each.key.ljust(width)} = {value}"
        yield from each.lines[1:]
    for inner in block.below:
        if block.section not in COMPACT:
            yield ""
        yield from _written(inner)

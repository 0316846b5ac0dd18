"""From an author's line to a syntax tree of allowed forms; the only place that reads what an author wrote."""

import ast
import re
import unicodedata

MOST_LETTERS = 2_000
MOST_NODES = 400
DEEPEST = 40

_ALLOWED: tuple[type[ast.AST], ...] = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.Compare, ast.Lt, ast.LtE, ast.Gt, ast.GtE,
    ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Call, ast.IfExp,
    ast.Subscript, ast.Tuple, ast.Attribute, ast.Name, ast.Constant, ast.GeneratorExp, ast.comprehension, ast.Load,
    ast.Store,
)  # fmt: skip
_REPLACED = {"&&": "and", "||": "or", "&": "and", "|": "or", "!": "not", "<>": "!=", "=>": ">=", "=<": "<="}
_FOREIGN = re.compile(r"&&|\|\||<>|=>|=<|&|\||!(?!=)|(?<![<>=!])=(?!=)")
_LATIN = dict(
    zip("АВСЕНІЈКМОРЅТХУасеіјорѕхуԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονα", "ABCEHIJKMOPSTXYaceijopsxydqwABEZHIKMNOPTYXova", strict=True)
)
_LINE_END = re.compile(r"\r\n?|\n")
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_ODD_QUOTE = re.compile(r"(?<![A-Za-z0-9_])[BbFfRrTtUu]{1,2}(?=[\"'])|[\"']\s+[\"']")
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])(?:(?P<day>\d{4}-\d{2}-\d{2})|\.?\d[\d_]*(?:\.\d+)?)")
_OPENING = {")": "(", "]": "[", "}": "{"}
_NAME_PARTS = "name parts of it under [define]"


class Fault(Exception):
    """What is wrong with an expression, at an index of its text; `circle` names definitions that need each other."""

    def __init__(self, says: str, index: int = 0, instead: str | None = None, circle: tuple[str, ...] = ()) -> None:
        super().__init__(says)
        self.says = says
        self.index = index
        self.instead = instead
        self.circle = circle
        self.name: str | None = None

    def under(self, name: str) -> "Fault":
        """Say in which definition the fault stands; the innermost one counts."""
        self.name = self.name or name
        return self


class Source:
    """An author's text with the way from syntax positions back to indices."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def index(self, node: ast.expr | ast.keyword) -> int:
        """Give the index in the text where a node begins."""
        return self._index(node.lineno, node.col_offset)

    def end(self, node: ast.expr) -> int:
        """Give the index in the text right behind a node."""
        return self._index(node.end_lineno or 1, node.end_col_offset or 0)

    def after(self, node: ast.expr) -> int:
        """Give the index of the sign that follows a node and the brackets around it."""
        index = self.end(node)
        while self.text[index] in " \t\r\n)":
            index += 1
        return index

    def _index(self, line: int, column: int) -> int:
        """Turn a line and a column in bytes into an index; before the first line stands a bracket of `parse`."""
        start = self._starts[line - 1]
        before = self.text[start:].encode()[: max(column - (line == 1), 0)]
        return start + len(before.decode())

    def near(self, line: int, letter: int) -> int:
        """Turn a line and a letter in it, both counted from 1, into an index that is in the text."""
        if line > len(self._starts):
            return len(self.text) - 1
        return min(max(self._starts[line - 1] + letter - 1 - (line == 1), 0), len(self.text) - 1)

    def fault(self, node: ast.expr, says: str, instead: str | None = None) -> Fault:
        """Make a fault that stands at a node."""
        return Fault(says, self.index(node), instead)


def parse(text: str) -> tuple[Source, ast.expr]:
    """Read one expression.

    Raises:
        Fault: if it is empty, too large, no expression, or uses a form that the language lacks.

    >>> _, tree = parse("costs.eligible >= floor")
    >>> type(tree).__name__
    'Compare'
    >>> parse("a = b")
    Traceback (most recent call last):
        ...
    intra_core.rules.parse.Fault: '=' does not compare
    """
    source = Source(text)
    if not text.strip():
        raise Fault("there is no expression", 0, 'write a condition such as "costs.eligible >= floor"')
    if len(text) > MOST_LETTERS:
        raise Fault(f"the expression has {len(text)} letters, more than {MOST_LETTERS}", MOST_LETTERS, _NAME_PARTS)
    shown = _without_words(text)
    _check_letters(text, shown)
    _check_brackets(shown)
    _check_signs(shown)
    _check_numbers(shown)
    try:
        tree = ast.parse(f"({text}\n)", mode="eval").body
    except SyntaxError as error:
        raise _syntax_fault(source, error) from None
    except (RecursionError, MemoryError):
        raise Fault("the expression is nested too deeply", 0, _NAME_PARTS) from None
    _check_forms(source, tree)
    return source, tree


# Letters, brackets and signs are looked at before Python does, which would say less of them.


def _without_words(text: str) -> str:
    """Give the text with blanks for what stands in quotes and for closing quotes."""
    shown = []
    quote = ""
    for letter in text:
        shown.append(" " if quote else letter)
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
    return "".join(shown)


def _check_letters(text: str, shown: str) -> None:
    odd = _ODD_QUOTE.search(shown)
    if odd is not None:
        raise Fault("a word stands in one pair of plain quotes", odd.start(), 'write it like "small"')
    for index, letter in enumerate(text):
        if letter == "\\" or not (letter.isprintable() or letter in "\t\n\r"):
            name = unicodedata.name(letter, f"U+{ord(letter):04X}")
            raise Fault(f"{letter!r} ({name}) cannot stand in a rule", index)
    for index, letter in enumerate(shown):
        if letter == "#":
            raise Fault("a comment cannot stand in a rule", index, "write it in the file, above the rule")
        if not letter.isascii():
            raise _look_alike(letter, index)
    for found in _QUOTED.finditer(text):
        word = found[1] or found[2] or ""
        strange = [letter for letter in word if letter.isalpha() and not _is_latin(letter)]
        if strange and any(map(_is_latin, word)):
            raise _look_alike(strange[0], found.start() + 1 + word.index(strange[0]))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "?").startswith("LATIN")


def _look_alike(letter: str, index: int) -> Fault:
    name = unicodedata.name(letter, f"U+{ord(letter):04X}")
    twin = _LATIN.get(letter) or unicodedata.normalize("NFKC", letter)
    if twin != letter and len(twin) == 1 and twin.isascii():
        says = f"{letter!r} is {name}, not {twin!r} ({unicodedata.name(twin)})"
        return Fault(says, index, f"type {twin!r}")
    return Fault(f"{letter!r} ({name}) cannot stand in a rule", index, "names in rules are plain Latin letters")


def _check_brackets(shown: str) -> None:
    opened: list[int] = []
    for index, letter in enumerate(shown):
        if letter in "([{":
            opened.append(index)
        elif letter in _OPENING:
            if not opened:
                raise Fault("the brackets do not match", index, f"{letter!r} closes nothing")
            before = shown[opened.pop()]
            if before != _OPENING[letter]:
                raise Fault("the brackets do not match", index, f"{letter!r} does not close {before!r}")
    if opened:
        raise Fault("the brackets do not match", opened[-1], f"{shown[opened[-1]]!r} is never closed")


def _check_signs(shown: str) -> None:
    found = _FOREIGN.search(shown)
    if found is None:
        return
    if found[0] == "=":
        raise Fault("'=' does not compare", found.start(), "write '=='")
    raise Fault(f"{found[0]!r} is not in the language", found.start(), f"write '{_REPLACED[found[0]]}'")


def _check_numbers(shown: str) -> None:
    found = _NUMBER.search(shown)
    if found is not None:
        what = "day" if found["day"] else "number"
        instead = "give it a name, a date and a source under [parameter]"
        raise Fault(f"the {what} {found[0]} has no name", found.start(), instead)


def _syntax_fault(source: Source, error: SyntaxError) -> Fault:
    says = error.msg.split(". ")[0]
    index = source.near(error.lineno or 1, error.offset or 1)
    if "unterminated" in says:
        return Fault("a quote is never closed", index)
    if "nested" in says:
        return Fault("the expression is nested too deeply", 0, _NAME_PARTS)
    return Fault("this is not an expression of the language", index, f"Python says: {says}")


def _check_forms(source: Source, tree: ast.expr) -> None:
    count = 0
    level: list[tuple[ast.AST, ast.AST]] = [(tree, tree)]
    for _ in range(DEEPEST):
        below: list[tuple[ast.AST, ast.AST]] = []
        for node, parent in level:
            count += 1
            if not isinstance(node, _ALLOWED):
                raise _refused(source, node, parent)
            if isinstance(node, ast.comprehension) and node.is_async:
                raise source.fault(node.target, "'async' is not in the language", "write 'for'")
            below.extend((child, node) for child in ast.iter_child_nodes(node))
        if count > MOST_NODES:
            raise Fault(f"the expression has more than {MOST_NODES} parts", 0, _NAME_PARTS)
        if not below:
            return
        level = below
    raise Fault("the expression is nested too deeply", _first_index(source, level), _NAME_PARTS)


def _first_index(source: Source, level: list[tuple[ast.AST, ast.AST]]) -> int:
    return min(source.index(node) for pair in level for node in pair if isinstance(node, ast.expr))


_SAID = {
    ast.Pow: "'**'", ast.Mod: "'%'", ast.FloorDiv: "'//'", ast.MatMult: "'@'", ast.BitXor: "'^'", ast.LShift: "'<<'",
    ast.RShift: "'>>'", ast.Lambda: "'lambda'", ast.Dict: "'{…}'", ast.Set: "'{…}'", ast.List: "'[…]'",
    ast.ListComp: "'[… for …]'", ast.SetComp: "'{… for …}'", ast.DictComp: "'{… for …}'", ast.Is: "'is'",
    ast.IsNot: "'is not'", ast.USub: "'-' before a value", ast.UAdd: "'+' before a value", ast.Invert: "'~'",
    ast.Slice: "':'", ast.Starred: "'*'", ast.keyword: "'**'", ast.Await: "'await'", ast.Yield: "'yield'",
    ast.YieldFrom: "'yield'",
}  # fmt: skip
_INSTEAD = {
    ast.Is: "write '=='", ast.IsNot: "write '!='", ast.FloorDiv: "write '/' in a [define] that names its rounding",
    ast.List: "name a set under [set]", ast.Set: "name a set under [set]", ast.Pow: "write a product",
    ast.ListComp: "write any(… for … in …), count, sum, all, max or min",
}  # fmt: skip


def _refused(source: Source, node: ast.AST, parent: ast.AST) -> Fault:
    if isinstance(node, ast.expr | ast.keyword):
        index = source.index(node)
    elif isinstance(parent, ast.BinOp):
        index = source.after(parent.left)
    elif isinstance(parent, ast.Compare):
        place = next(place for place, sign in enumerate(parent.ops) if sign is node)
        index = source.after([parent.left, *parent.comparators][place])
    else:
        assert isinstance(parent, ast.UnaryOp)  # noqa: S101 (no other form of an expression has a sign)
        index = source.index(parent)
    return Fault(f"{_SAID[type(node)]} is not in the language", index, _INSTEAD.get(type(node)))


__all__ = ["DEEPEST", "MOST_LETTERS", "MOST_NODES", "Fault", "Source", "parse"]

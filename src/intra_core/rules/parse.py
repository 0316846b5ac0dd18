"""From an author's line to a syntax tree of allowed forms; the only place that reads what an author wrote."""

import ast
import re
import unicodedata
from collections.abc import Iterator

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
_LATIN = dict(zip("АВСЕНІЈКМОРЅТХУасеіјорѕхуԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονα", "ABCEHIJKMOPSTXYaceijopsxydqwABEZHIKMNOPTYXova", strict=True))


class Fault(Exception):
    """What is wrong with an expression, at an index of its text."""

    def __init__(self, says: str, index: int = 0, instead: str | None = None) -> None:
        super().__init__(says)
        self.says = says
        self.index = index
        self.instead = instead
        self.name: str | None = None

    def under(self, name: str) -> "Fault":
        """Say in which definition the fault stands; the innermost one counts."""
        self.name = self.name or name
        return self


class Source:
    """An author's text with the way from syntax positions back to indices."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        self._starts.extend(found.end() for found in re.finditer("\n", text))

    def index(self, node: ast.AST) -> int:
        """Give the index in the text where a node begins."""
        line = getattr(node, "lineno", 1) - 1
        column = getattr(node, "col_offset", 0) - (1 if line == 0 else 0)
        start = self._starts[min(line, len(self._starts) - 1)]
        encoded = self.text[start:].encode()[: max(column, 0)]
        return min(start + len(encoded.decode(errors="ignore")), max(len(self.text) - 1, 0))

    def fault(self, node: ast.AST, says: str, instead: str | None = None) -> Fault:
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
        raise Fault("there is no expression", 0, "write a condition such as \"costs.eligible >= floor\"")
    if len(text) > MOST_LETTERS:
        says = f"the expression has {len(text)} letters, more than {MOST_LETTERS}"
        raise Fault(says, MOST_LETTERS, "name parts of it under [define]")
    _check_letters(text)
    _check_signs(text)
    try:
        tree = ast.parse(f"({text}\n)", mode="eval").body
    except SyntaxError as error:
        raise _syntax_fault(text, error) from None
    except (RecursionError, MemoryError, ValueError):
        raise Fault("the expression is nested too deeply", 0, "name parts of it under [define]") from None
    _check_forms(source, tree)
    return source, tree


def _outside_quotes(text: str) -> Iterator[tuple[int, str]]:
    quote = ""
    for index, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        else:
            yield index, letter


def _check_letters(text: str) -> None:
    for index, letter in _outside_quotes(text):
        if ord(letter) > 126 or (ord(letter) < 32 and letter not in "\t\n\r"):
            raise _look_alike(letter, index)
    for found in re.finditer(r"\"([^\"]*)\"|'([^']*)'", text):
        word = found[1] if found[1] is not None else found[2]
        alphabets = {unicodedata.name(letter, "?").split()[0]: letter for letter in word if letter.isalpha()}
        if len(alphabets) > 1 and "LATIN" in alphabets:
            strange = next(letter for letter in word if letter.isalpha() and not _is_latin(letter))
            raise _look_alike(strange, found.start() + 1 + word.index(strange))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "?").startswith("LATIN")


def _look_alike(letter: str, index: int) -> Fault:
    name = unicodedata.name(letter, f"U+{ord(letter):04X}")
    twin = _LATIN.get(letter) or unicodedata.normalize("NFKC", letter)
    if twin != letter and len(twin) == 1 and 32 <= ord(twin) < 127:
        says = f"{letter!r} is {name}, not {twin!r} ({unicodedata.name(twin)})"
        return Fault(says, index, f"type {twin!r}")
    return Fault(f"{letter!r} ({name}) cannot stand in a rule", index, "names in rules are plain Latin letters")


def _check_signs(text: str) -> None:
    plain = dict(_outside_quotes(text))
    shown = "".join(plain.get(index, " ") for index in range(len(text)))
    depth = 0
    for index, letter in enumerate(shown):
        depth += (letter in "([{") - (letter in ")]}")
        if depth < 0:
            raise Fault("the brackets do not match", index)
    found = _FOREIGN.search(shown)
    if found is None:
        return
    if found[0] == "=":
        raise Fault("'=' does not compare", found.start(), "write '=='")
    raise Fault(f"{found[0]!r} is not in the language", found.start(), f"write '{_REPLACED[found[0]]}'")


def _syntax_fault(text: str, error: SyntaxError) -> Fault:
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    line = min((error.lineno or 1) - 1, len(starts) - 1)
    column = (error.offset or 1) - (2 if line == 0 else 1)
    says = (error.msg or "invalid syntax").split(". ")[0].removesuffix(" Perhaps you forgot a comma?")
    if "never closed" in says or "unmatched" in says or "does not match" in says:
        return Fault("the brackets do not match", min(max(starts[line] + column, 0), len(text) - 1))
    if "nested" in says:
        return Fault("the expression is nested too deeply", 0, "name parts of it under [define]")
    index = min(max(starts[line] + column, 0), len(text) - 1)
    return Fault("this is not an expression of the language", index, f"Python says: {says}")


def _check_forms(source: Source, tree: ast.expr) -> None:
    count = 0
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        below: list[ast.AST] = []
        for node in level:
            count += 1
            if not isinstance(node, _ALLOWED):
                raise _refused(source, node)
            below.extend(ast.iter_child_nodes(node))
        if count > MOST_NODES:
            raise Fault(f"the expression has more than {MOST_NODES} parts", 0, "name parts of it under [define]")
        if not below:
            return
        level = below
    raise source.fault(level[0], "the expression is nested too deeply", "name parts of it under [define]")


_SAID = {
    ast.Pow: "'**'", ast.Mod: "'%'", ast.FloorDiv: "'//'", ast.Lambda: "'lambda'", ast.Dict: "'{…}'", ast.Set: "'{…}'",
    ast.List: "'[…]'", ast.ListComp: "'[… for …]'", ast.NamedExpr: "':='", ast.Is: "'is'", ast.IsNot: "'is not'",
    ast.USub: "'-' before a value", ast.UAdd: "'+' before a value", ast.Invert: "'~'", ast.Slice: "':'",
    ast.JoinedStr: "f\"…\"", ast.Starred: "'*'", ast.keyword: "a named argument", ast.Await: "'await'",
}  # fmt: skip
_INSTEAD = {
    ast.Is: "write '=='", ast.IsNot: "write '!='", ast.FloorDiv: "write '/' in a [define] that names its rounding",
    ast.List: "name a set under [set]", ast.Set: "name a set under [set]", ast.Pow: "write a product",
    ast.ListComp: "write any(… for … in …), count, sum, all, max or min",
}  # fmt: skip


def _refused(source: Source, node: ast.AST) -> Fault:
    said = _SAID.get(type(node), f"'{type(node).__name__}'")
    fault = source.fault(node, f"{said} is not in the language", _INSTEAD.get(type(node)))
    if not hasattr(node, "col_offset"):
        sign = said.strip("'").split("'")[0]
        fault.index = max(source.text.find(sign), 0)
    return fault


__all__ = ["DEEPEST", "Fault", "MOST_LETTERS", "MOST_NODES", "Source", "parse"]

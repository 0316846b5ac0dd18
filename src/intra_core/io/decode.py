"""From the bytes of a TOML or JSON file to a document, or to complaints about what no such file may hold."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal

import tomli

from intra_core.errors import Complaint, WrongInput
from intra_core.io.document import Document
from intra_core.io.places import Path, line_of
from intra_core.io.toml_slips import complaint_of as slip

MOST_BYTES = 10_000_000
WIDEST = 500
"""A line of more letters is not shown: nobody finds the caret under it."""
LONGEST = 10**60
"""No whole number reaches this; Python could not even show one of 4,300 digits."""
MOST_LEVELS = 100
"""Nothing of ours is nested so deeply; what copies or compares a tree would fail without a word."""
DEEP = f"this is nested more than {MOST_LEVELS} levels deep"
_LARGE = re.compile(r"[+-]?\d[\d_.]*[eE][+-]?[\d_]{18,}|\d[\d_]{4299,}")
_BRACKET = re.compile(r'"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*+"|#[^\n]*|[\[\]{}]', re.DOTALL)
_HALF = re.compile(r"[\ud800-\udfff]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"(?P<key>\s*:)?|[{}]|-?(?:NaN|Infinity)')


def document_from(
    raw: bytes | str, name: str, form: str | None = None, *, least: str = "a region and [undertaking]"
) -> Document:
    """Read the text of a TOML or JSON file.

    Args:
        raw: what was read; bytes must be UTF-8.
        name: the file's name for complaints.
        form: "toml" or "json"; without it, text that begins with `{` is JSON.
        least: what the least is that such a file tells, for whoever gives an empty one.

    Raises:
        WrongInput: if it is too large, not UTF-8, empty, or not of its form.
    """
    text = decoded(raw, name)
    if not text.strip():
        instead = None if form else f"give at least {least}"
        raise WrongInput([Complaint(says="the input is empty", file=name, instead=instead)])
    form = form or ("json" if text.lstrip().startswith("{") else "toml")
    tree = _toml(text, name) if form == "toml" else _json(text, name)
    if not isinstance(tree, dict):
        raise WrongInput([Complaint(says="the input is not an object", file=name, line=1, instead="begin it with '{'")])
    document = Document(name, text, tree, form)
    if _depth(tree) > MOST_LEVELS:
        raise WrongInput([too_deep(text, name) or Complaint(says=DEEP, file=name)])
    for path, says, instead in _unfit(tree):
        document.complain(path, says, instead)
    document.close()
    return document


def decoded(raw: bytes | str, name: str, most: int | None = None) -> str:
    """Give the text of a file, without its byte order mark.

    Raises:
        WrongInput: if it is longer than `most` bytes (of a file: ten million), or not UTF-8.
    """
    most = MOST_BYTES if most is None else most
    if len(raw) > most:
        raise WrongInput([Complaint(says=f"the file is larger than {most:,} bytes", file=name)])
    if isinstance(raw, str):
        if half := _HALF.search(raw):
            says = f"{half[0]!r} is half of a letter"
            raise WrongInput([Complaint(says=says, file=name, line=raw.count("\n", 0, half.start()) + 1)])
        return raw.removeprefix("\ufeff")
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        says = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise WrongInput([Complaint(says=says, file=name, line=line, instead="save the file as UTF-8")]) from None


def _toml(text: str, name: str) -> object:
    try:
        return tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        raise WrongInput([slip(error, text, name)]) from None
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise WrongInput([_unreadable(error, text, name, "TOML")]) from None


def _json(text: str, name: str) -> object:
    odd = False

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal odd
        seen = dict(pairs)
        odd = odd or len(seen) < len(pairs)
        return seen

    def constant(_: str) -> None:
        nonlocal odd
        odd = True

    try:
        tree = json.loads(text, parse_float=Decimal, object_pairs_hook=once, parse_constant=constant)
    except json.JSONDecodeError as error:
        shown = line_of(text, error.lineno)
        says = f"not JSON: {error.msg}"
        complaint = Complaint(says=says, file=name, line=error.lineno, column=error.colno, shown=shown)
        raise WrongInput([too_deep(text, name) or complaint]) from None
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise WrongInput([_unreadable(error, text, name, "JSON")]) from None
    if odd:
        raise WrongInput(_odd(text, name))
    return tree


def _unreadable(error: Exception, text: str, name: str, form: str) -> Complaint:
    """Say why Python's own reader gave up, and where: it does not tell."""
    if isinstance(error, RecursionError):
        return too_deep(text, name) or Complaint(says=DEEP, file=name)
    large = isinstance(error, ArithmeticError) or "digits" in str(error)
    says = f"not {form}: {'a number is too large' if large else error}"
    found = _LARGE.search(text) if large else None
    return _complaint_at(text, name, found.start(), says) if found else Complaint(says=says, file=name)


def too_deep(text: str, name: str) -> Complaint | None:
    """Say where a text opens one bracket too many within others, if it does."""
    depth = 0
    for found in _BRACKET.finditer(text):
        if found[0] in "[{":
            depth += 1
            if depth > MOST_LEVELS:
                return _complaint_at(text, name, found.start(), DEEP)
        elif found[0] in "]}":
            depth -= 1
    return None


def _odd(text: str, name: str) -> Iterator[Complaint]:
    """Complain about what Python's reader of JSON lets pass: a key that stands twice, and what is no number."""
    open_tables: list[set[str]] = []
    for found in _TOKEN.finditer(text):
        if found[0] == "{":
            open_tables.append(set())
        elif found[0] == "}":
            open_tables.pop()
        elif found["key"]:
            key = json.loads(found[0].rstrip(": \t\r\n"))
            if key in open_tables[-1]:
                yield _complaint_at(text, name, found.start(), f"the key {key!r} stands twice")
            open_tables[-1].add(key)
        elif not found[0].startswith('"'):
            yield _complaint_at(text, name, found.start(), f"{found[0]} is not a number")


def _complaint_at(text: str, name: str, index: int, says: str) -> Complaint:
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    shown = line_of(text, line)
    return Complaint(says=says, file=name, line=line, column=column, shown=shown if len(shown) <= WIDEST else None)


def _depth(tree: object) -> int:
    """Count the levels of a tree, up to one more than there may be."""
    level, depth = [tree], 0
    while depth <= MOST_LEVELS:
        level = [
            each
            for value in level
            if isinstance(value, dict | list)
            for each in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return depth
        depth += 1
    return depth


def _unfit(tree: object) -> Iterator[tuple[Path, str, str]]:
    """Give what no file of ours may hold: nulls and halves of letters, as JSON has them, and endless numbers."""
    waiting: list[tuple[Path, object]] = [((), tree)]
    while waiting:
        path, value = waiting.pop()
        match value:
            case None:
                yield path, "null is not a value", "leave the key out: an absent key is unknown"
            case str() if _HALF.search(value):
                yield path, f"{value!r} holds half of a letter", "write the letter itself"
            case int() if abs(value) >= LONGEST:
                yield path, "this number is too large", "no figure has so many digits"
            case dict():
                for key, each in value.items():
                    if _HALF.search(key):
                        yield path, f"the key {key!r} holds half of a letter", "write the letter itself"
                    else:
                        waiting.append(((*path, key), each))
            case list():
                waiting += (((*path, number), each) for number, each in enumerate(value))
            case _:
                pass

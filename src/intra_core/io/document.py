"""One TOML or JSON file while it is read: its tree, and every complaint about it with its place."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

import tomli
from attrs import define, field

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.places import Extent, Path, json_places, line_of, lines_of, toml_places

MOST_BYTES = 10_000_000
LONGEST = 10**60
"""No whole number reaches this; Python could not even show one of 4,300 digits."""
_HALF = re.compile(r"[\ud800-\udfff]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"(?P<key>\s*:)?|[{}]|-?(?:NaN|Infinity)')
T = TypeVar("T")


@define(eq=False)
class Document:
    """A file's text and tree, and the complaints gathered about it."""

    name: str
    text: str
    tree: dict[str, Any]
    form: str
    complaints: list[Complaint] = field(factory=list)
    broken: set[str] = field(factory=set)
    """Names whose own entries are faulty; where they are used nothing more is said."""
    _told: set[Complaint] = field(factory=set, init=False)
    _places: Mapping[Path, Extent] | None = field(default=None, init=False)
    _lines: list[str] = field(factory=list, init=False)

    def complain(
        self, path: Path, says: str, instead: str | None = None, *, index: int | None = None, at_key: bool = False
    ) -> None:
        """Note one fault at a value, at an index inside a string, or at a key."""
        if self._places is None:
            self._places = toml_places(self.text) if self.form == "toml" else json_places(self.text)
            self._lines = lines_of(self.text)
        extent = self._places.get(path)
        whole = path
        while extent is None and whole:
            whole = whole[:-1]
            extent = self._places.get(whole)
        spot = None
        if extent is not None:
            at_value = extent.at(index) if index is not None and whole == path else extent.value
            spot = (extent.key or extent.value) if at_key or whole != path else at_value
        complaint = Complaint(
            says=says,
            instead=instead,
            file=self.name,
            line=spot.line if spot else None,
            column=spot.column if spot else None,
            key=dotted(path),
            shown=self._lines[spot.line - 1] if spot else None,
        )
        if complaint not in self._told:
            self._told.add(complaint)
            self.complaints.append(complaint)

    def root(self) -> "Table":
        """Give the whole tree as a table to take keys from."""
        return Table(self, (), self.tree)

    def close(self) -> None:
        """End the reading.

        Raises:
            WrongInput: with all complaints, in the order of the lines, if there are any.
        """
        if self.complaints:
            raise WrongInput(sorted(self.complaints, key=lambda each: (each.line or 0, each.column or 0)))


def dotted(path: Path) -> str:
    """Write a path as people do.

    >>> dotted(("cost", 0, "net"))
    'cost[0].net'
    """
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        else:
            word = part if part.replace("_", "").replace("-", "").isalnum() else f'"{part}"'
            written += f".{word}" if written else word
    return written


def document_from(raw: bytes | str, name: str, form: str | None = None) -> Document:
    """Read the text of a TOML or JSON file.

    Args:
        raw: what was read; bytes must be UTF-8.
        name: the file's name for complaints.
        form: "toml" or "json"; without it, text that begins with `{` is JSON.

    Raises:
        WrongInput: if it is too large, not UTF-8, empty, or not of its form.
    """
    text = _decoded(raw, name)
    if not text.strip():
        instead = None if form else "give at least a region and [undertaking]"
        raise WrongInput([Complaint(says="the input is empty", file=name, instead=instead)])
    form = form or ("json" if text.lstrip().startswith("{") else "toml")
    tree = _toml(text, name) if form == "toml" else _json(text, name)
    if not isinstance(tree, dict):
        raise WrongInput([Complaint(says="the input is not an object", file=name, line=1, instead="begin it with '{'")])
    document = Document(name, text, tree, form)
    for path, says, instead in _unfit(tree):
        document.complain(path, says, instead)
    document.close()
    return document


def _unfit(tree: object) -> Iterator[tuple[Path, str, str]]:
    """Give what no file of ours may hold: nulls and halves of letters, as JSON has them, and endless numbers."""
    waiting: list[tuple[Path, object]] = [((), tree)]
    while waiting:
        path, value = waiting.pop()
        match value:
            case None:
                yield path, "null is no value", "leave the key out: an absent key is unknown"
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


def _decoded(raw: bytes | str, name: str) -> str:
    if len(raw) > MOST_BYTES:
        raise WrongInput([Complaint(says=f"the file is larger than {MOST_BYTES:,} bytes", file=name)])
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
        line, column = getattr(error, "lineno", None), getattr(error, "colno", None)
        says = getattr(error, "msg", None) or str(error).split(" (at ")[0]
        shown = line_of(text, line) if line else None
        raise WrongInput(
            [Complaint(says=f"not TOML: {says}", file=name, line=line, column=column, shown=shown)]
        ) from None
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise WrongInput([Complaint(says=f"not TOML: {_why(error)}", file=name)]) from None


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return "a number is too large" if isinstance(error, ArithmeticError) or "digits" in str(error) else str(error)


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
        raise WrongInput([complaint]) from None
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise WrongInput([Complaint(says=f"not JSON: {_why(error)}", file=name)]) from None
    if odd:
        raise WrongInput(_odd(text, name))
    return tree


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
    return Complaint(says=says, file=name, line=line, column=column, shown=line_of(text, line))


@define(eq=False)
class Table:
    """A table of a document whose keys are taken one by one; what is left over is unknown."""

    document: Document
    path: Path
    data: dict[str, Any]
    taken: set[str] = field(factory=set)

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def complain(self, key: str | None, says: str, instead: str | None = None, **where: Any) -> None:  # noqa: ANN401 (handed on)
        """Note a fault at one of the table's keys, or at the table."""
        path = self.path if key is None else (*self.path, key)
        self.document.complain(path, says, instead, **where)

    def take(self, key: str, *kinds: type[T], wanted: str, required: bool = False) -> T | None:
        """Take a value of one of some types; complain if it is another, or missing though required."""
        self.taken.add(key)
        if key not in self.data:
            if required:
                self.complain(None, f"the key '{key}' is missing", f"give {wanted}", at_key=True)
            return None
        value = self.data[key]
        if isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds):
            return value
        self.complain(key, f"{shown(value)} is not {wanted}", f"write {wanted}")
        return None

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Take a text that is not blank."""
        value = self.take(key, str, wanted="a text in quotes", required=required)
        if value is not None and not value.strip():
            self.complain(key, "the text is blank")
        return value

    def flag(self, key: str) -> bool:
        """Take a yes or no that is no where it is absent."""
        return bool(self.take(key, bool, wanted="true or false"))

    def day(self, key: str, *, required: bool = False) -> dt.date | None:
        """Take a day of the calendar."""
        value = self.take(key, dt.date, wanted="a day such as 2024-06-21", required=required)
        if isinstance(value, dt.datetime):
            self.complain(key, "a day without an hour is wanted here")
            return None
        return value

    def table(self, key: str, *, required: bool = False) -> "Table | None":
        """Take a table."""
        value = self.take(key, dict, wanted="a table", required=required)
        return None if value is None else Table(self.document, (*self.path, key), value)

    def tables(self, key: str) -> list["Table"]:
        """Take a list of tables."""
        value: list[Any] = self.take(key, list, wanted=f"one or more [[{key}]] tables") or []
        found = []
        for number, each in enumerate(value):
            if isinstance(each, dict):
                found.append(Table(self.document, (*self.path, key, number), each))
            else:
                self.document.complain((*self.path, key, number), f"{shown(each)} is not a table")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Take one text or a list of texts."""
        value = self.take(key, str, list, wanted="a text or a list of texts")
        if isinstance(value, str):
            return (value,)
        found = []
        for number, each in enumerate(value or []):
            if isinstance(each, str):
                found.append(each)
            else:
                self.document.complain((*self.path, key, number), f"{shown(each)} is not a text")
        return tuple(found)

    def rest(self) -> Iterable[str]:
        """Give the keys not yet taken, and take them."""
        left = [key for key in self.data if key not in self.taken]
        self.taken.update(left)
        return left

    def end(self) -> None:
        """Complain about every key that was never taken."""
        known = sorted(self.taken)
        for key in self.data:
            if key not in self.taken:
                self.complain(key, f"unknown key {key!r}", did_you_mean(key, known), at_key=True)


def shown(value: object) -> str:
    """Show a value of a file as its author wrote it.

    >>> shown(True), shown("x")
    ('true', "'x'")
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return repr(value) if isinstance(value, str) else str(value)

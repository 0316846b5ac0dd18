"""One TOML or JSON file while it is read: its tree, and every complaint about it with its place."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from attrs import define, field

from intra_core.errors import Complaint, WrongInput, did_you_mean, nearest
from intra_core.io.places import Extent, Path, json_places, lines_of, toml_places

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
    ) -> Complaint | None:
        """Note one fault at a value, at an index inside a string, or at a key; None where it has been noted before."""
        whole, extent = self._extent(path)
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
        if complaint in self._told:
            return None
        self._told.add(complaint)
        self.complaints.append(complaint)
        return complaint

    def withdraw(self, complaint: Complaint) -> None:
        """Leave unsaid what another complaint says already."""
        self.complaints.remove(complaint)

    def line(self, path: Path) -> int | None:
        r"""Give the line on which a value stands, or else the table it would stand in.

        >>> Document("a.toml", "a = 1\n[b]\nc = 2", {"a": 1, "b": {"c": 2}}, "toml").line(("b", "c"))
        3
        """
        _, extent = self._extent(path)
        return (extent.key or extent.value).line if extent is not None else None

    def _extent(self, path: Path) -> tuple[Path, Extent | None]:
        """Find where a value stands, or the innermost of what it stands in."""
        if self._places is None:
            self._places = toml_places(self.text) if self.form == "toml" else json_places(self.text)
            self._lines = lines_of(self.text)
        extent = self._places.get(path)
        while extent is None and path:
            path = path[:-1]
            extent = self._places.get(path)
        return path, extent

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


@define(eq=False)
class Table:
    """A table of a document whose keys are taken one by one; what is left over is unknown."""

    document: Document
    path: Path
    data: dict[str, Any]
    taken: set[str] = field(factory=set)
    missing: dict[str, Complaint | None] = field(factory=dict)
    """What was said of keys that are not there; where one is there misspelt, no more than that is."""

    def __contains__(self, key: str) -> bool:
        return key in self.data

    def complain(self, key: str | None, says: str, instead: str | None = None, **where: Any) -> Complaint | None:  # noqa: ANN401 (handed on)
        """Note a fault at one of the table's keys, or at the table; None where it has been noted before."""
        path = self.path if key is None else (*self.path, key)
        return self.document.complain(path, says, instead, **where)

    def take(self, key: str, *kinds: type[T], wanted: str, required: bool = False, give: str | None = None) -> T | None:
        """Take a value of one of some types; complain if it is another, or missing though required.

        `give` says what to give where it is missing, if that is more than what is wanted.
        """
        self.taken.add(key)
        if key not in self.data:
            if required:
                self.missing[key] = self.complain(
                    None, f"the key '{key}' is missing", f"give {give or wanted}", at_key=True
                )
            return None
        value = self.data[key]
        if isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds):
            return value
        self.complain(key, f"{shown(value)} is not {wanted}", f"write {wanted}")
        return None

    def text(self, key: str, *, required: bool = False, give: str | None = None) -> str | None:
        """Take a text that is not blank."""
        value = self.take(key, str, wanted="a text in quotes", required=required, give=give)
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

    def table(self, key: str, *, required: bool = False, give: str | None = None) -> "Table | None":
        """Take a table."""
        value = self.take(key, dict, wanted="a table", required=required, give=give)
        return None if value is None else Table(self.document, (*self.path, key), value)

    def named_tables(self, key: str) -> Iterator[tuple[str, "Table"]]:
        """Take the tables that a table holds, such as each `[source.…]`, by their names; none if it is absent."""
        holder = self.table(key)
        if holder is not None:
            for name in holder.rest():
                table = holder.table(name)
                if table is not None:
                    yield name, table

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
                of_the_same = self.missing.pop(nearest(key, known) or "", None)
                if of_the_same is not None:
                    self.document.withdraw(of_the_same)


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

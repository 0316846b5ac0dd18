"""The sheets of a workbook read as a case file; what is wrong is told by sheet and cell."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.decode import document_from
from intra_core.io.document import Document, dotted, shown
from intra_core.io.examples import LISTED
from intra_core.io.places import Path
from intra_core.model.sheet import PlainCell, Unusable, address
from intra_core.testing.cases.case_file import day_in
from intra_core.testing.cases.sheet import ALL, AS_JSON, CASES, PLAIN, SOURCES, heading

_STEP = re.compile(r'(?:^|\.)(?:"((?:[^"\\]|\\.)*)"|([^.\[\]"]+))|\[(\d+)\]')
NO_JSON = "not JSON"
KEY = "key"


@define(eq=False, kw_only=True)
class SheetDocument(Document):
    """A case file that came as a workbook: what is wrong is told by sheet and cell."""

    cells: dict[Path, str] = field(factory=dict)
    """By the way to a value, the cell in which it stands."""
    headings: dict[Path, str] = field(factory=dict)
    rows: dict[Path, int] = field(factory=dict)

    def complain(
        self,
        path: Path,
        says: str,
        instead: str | None = None,
        *,
        index: int | None = None,  # noqa: ARG002 (nobody sees a place inside a cell)
        at_key: bool = False,
    ) -> None:
        """Note one fault at a cell, or at the heading of its column."""
        places = self.headings if at_key and path in self.headings else self.cells
        whole = path
        while whole and whole not in places:
            whole = whole[:-1]
        place = places.get(whole) or self._beginning(path)
        key = f"{place}: {dotted(path)}" if place else dotted(path)
        told = (
            instead.replace("a text in quotes", "a text")
            .replace("in quotes", "as text")
            .replace(", without quotes", "")
            if instead
            else instead
        )
        complaint = Complaint(says=says, instead=told, file=self.name, key=key)
        if complaint not in self.complaints:
            self.complaints.append(complaint)

    def line(self, path: Path) -> int | None:
        """Give the row of a case."""
        return self.rows.get(path[:2])

    def _beginning(self, path: Path) -> str | None:
        """Give the first cell below a way that has none of its own, or that of the row."""
        while path:
            found = next((cell for way, cell in self.cells.items() if way[: len(path)] == path), None)
            if found is not None:
                return found
            path = path[:-1]
        return None


def document_of_sheets(sheets: Mapping[str, Sequence[Sequence[PlainCell | Unusable]]], name: str) -> SheetDocument:
    """Read the sheets of a workbook as a case file.

    Args:
        sheets: the cells of each sheet, by rows; see `read_plain`.
        name: what complaints call the workbook.

    Raises:
        WrongInput: if there is no sheet of cases, a heading is unknown, or a cell holds no plain value.
    """
    reading = _Reading(name)
    if CASES not in sheets:
        says = f"there is no sheet called {CASES!r}"
        raise WrongInput([Complaint(says=says, instead=f"its sheets are {', '.join(sheets) or 'none'}", file=name)])
    tree: dict[str, Any] = {"schema": 1, "kind": CASES}
    common = reading.pairs(ALL, sheets.get(ALL, ()))
    if common:
        tree[ALL] = common
    sources = reading.sources(sheets.get(SOURCES, ()))
    if sources:
        tree["source"] = sources
    tree["case"] = reading.cases(sheets[CASES])
    if reading.faults:
        raise WrongInput(reading.faults)
    return SheetDocument(
        name=name, text="", tree=tree, form="toml", cells=reading.cells, headings=reading.headings, rows=reading.rows
    )


@define(eq=False)
class _Reading:
    """The tree of a workbook while it is read, with the cell of each value."""

    name: str
    cells: dict[Path, str] = field(factory=dict)
    headings: dict[Path, str] = field(factory=dict)
    rows: dict[Path, int] = field(factory=dict)
    faults: list[Complaint] = field(factory=list)
    unheaded: set[tuple[str, int]] = field(factory=set)
    """Columns without a heading of which was complained, each with its sheet."""

    def cases(self, rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
        """Read the sheet of cases."""
        ways = self._ways(rows[0]) if rows else []
        found: list[dict[str, Any]] = []
        for number, row in enumerate(rows[1:], 1):
            told = [(way, place, cell) for place, cell in self._told(CASES, rows[0], row) if (way := ways[place])]
            if not told:
                continue
            at: Path = ("case", len(found))
            self.rows[at] = number + 1
            grown: dict[str | int, Any] = {}
            for way, place, cell in told:
                value = self._value(cell, CASES, place, number)
                if way[0] == "expect" and way[-1] in LISTED and isinstance(value, str):
                    words = [each.strip() for each in value.split(",")]
                    value = [day_in(each) for each in words] if way[-1] == "due" else words
                if not _grow(grown, way, _Leaf(value, place)):
                    says = f"{heading(way)} stands beside a column of what is in it"
                    self._fault(says, "leave one of the two empty", place, number)
            found.append(self._closed(grown, at, number))
        return found

    def _closed(self, grown: Any, path: Path, number: int) -> Any:  # noqa: ANN401 (a tree)
        """Make the tree of a case: numbers become lists, which close up where a cell is empty."""
        if isinstance(grown, _Leaf):
            self.cells[path] = address(CASES, grown.place, number)
            self.headings[path] = address(CASES, grown.place, 0)
            return grown.value
        if grown and all(isinstance(key, int) for key in grown):
            return [self._closed(grown[key], (*path, place), number) for place, key in enumerate(sorted(grown))]
        return {str(key): self._closed(each, (*path, str(key)), number) for key, each in grown.items()}

    def pairs(self, sheet: str, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        """Read a sheet of keys and values."""
        found: dict[str, Any] = {}
        for number, row in enumerate(rows[1:], 1):
            told = dict(self._told(sheet, rows[0][:2], row))
            key = self._key(sheet, told, 0, number, found)
            if key is not None:
                found[key] = self._value(told[1], sheet, 1, number)
                self.cells[sheet, key] = address(sheet, 1, number)
        return found

    def sources(self, rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
        """Read the sheet of sources, whose columns may stand in any order."""
        names = [str(each) if each is not None else None for each in rows[0]] if rows else []
        for place, name in enumerate(names):
            if name is not None and name in names[:place]:
                self._fault(f"the heading {name!r} stands twice", "keep one of the two columns", place, 0, SOURCES)
        if rows and KEY not in names:
            self._fault(f"no column is headed {KEY!r}", "give each source a key of its own there", 0, 0, SOURCES)
            return {}
        found: dict[str, Any] = {}
        for number, row in enumerate(rows[1:], 1):
            told = dict(self._told(SOURCES, rows[0], row))
            key = self._key(SOURCES, told, names.index(KEY), number, found)
            if key is not None:
                of = [(names[place], place, cell) for place, cell in told.items() if names[place] != KEY]
                found[key] = {name: self._value(cell, SOURCES, place, number) for name, place, cell in of}
                self.cells.update(
                    {("source", key, str(name)): address(SOURCES, place, number) for name, place, _ in of}
                )
        return found

    def _told(self, sheet: str, headings: Sequence[Any], row: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Give the cells of a row that are not empty, by their columns; complain of one with no heading above it."""
        for place, cell in enumerate(row):
            if cell is None:
                continue
            if place < len(headings) and headings[place] is not None:
                yield place, cell
            elif (sheet, place) not in self.unheaded:
                self.unheaded.add((sheet, place))
                instead = "write a heading there, or leave the cells below it empty"
                self._fault(f"nothing says what {shown(cell)} is", instead, place, 0, sheet)

    def _key(
        self, sheet: str, told: Mapping[int, Any], place: int, number: int, found: Mapping[str, Any]
    ) -> str | None:
        """Give the key of a row of which more is told; complain if there is none, or one that stands above already."""
        key = told.get(place)
        others = [cell for at, cell in told.items() if at != place]
        if not others:
            return None
        if key is None:
            self._fault(f"nothing says what {shown(others[0])} is", "write its key", place, number, sheet)
        elif str(key) in found:
            self._fault(f"{str(key)!r} stands twice", "keep one of the two", place, number, sheet)
        else:
            return str(key)
        return None

    def _ways(self, headings: Sequence[Any]) -> list[Path | None]:
        ways: list[Path | None] = []
        for place, told in enumerate(headings):
            way = _way(str(told)) if told is not None else None
            first = str(way[0]) if way else None
            if told is not None and (way is None or first not in {*PLAIN, "given", "expect"}):
                known = [*PLAIN, "given", "expect"]
                self._fault(f"unknown heading {str(told)!r}", did_you_mean(first or str(told), known), place, 0)
                way = None
            elif way is not None and way in ways:
                self._fault(f"the heading {told!r} stands twice", "keep one of the two columns", place, 0)
            ways.append(way)
        return ways

    def _value(self, cell: Any, sheet: str, place: int, number: int) -> Any:  # noqa: ANN401 (any plain value)
        if not isinstance(cell, str):
            if isinstance(cell, Unusable):
                self._fault(cell.says, "write the value itself", place, number, sheet)
                return None
            return cell
        if not cell.startswith(AS_JSON):
            return cell
        try:
            found = document_from(f'{{"cell": {cell}}}', self.name, "json").tree
        except WrongInput as wrong:
            says = wrong.complaints[0].says
        else:
            if len(found) == 1:
                return found["cell"]
            says = NO_JSON
        says = f"{cell!r} is neither a list, a table nor a text in quotes" if says.startswith(NO_JSON) else says
        self._fault(says, 'write a text that begins like this in quotes, as "[a]"', place, number, sheet)
        return None

    def _fault(self, says: str, instead: str, place: int, number: int, sheet: str = CASES) -> None:
        self.faults.append(Complaint(says=says, instead=instead, file=self.name, key=address(sheet, place, number)))


@frozen
class _Leaf:
    """A value and the column in which it stands."""

    value: Any
    place: int


def _grow(grown: dict[str | int, Any], way: Path, leaf: _Leaf) -> bool:
    """Put a leaf at the end of a way; say whether nothing stood there, nor on the way."""
    at = grown
    for part in way[:-1]:
        at = at.setdefault(part, {})
        if isinstance(at, _Leaf):
            return False
    if way[-1] in at:
        return False
    at[way[-1]] = leaf
    return True


def _unquoted(word: str) -> str:
    try:
        found = str(json.loads(f'"{word}"'))
        found.encode()  # half of a letter is none
    except ValueError:
        return word
    return found


def _way(told: str) -> Path | None:
    """Take a heading apart; None if it is none."""
    found: list[str | int] = []
    place = 0
    for step in _STEP.finditer(told):
        if step.start() != place:
            return None
        quoted, bare, number = step.groups()
        found.append(int(number) if number is not None else bare if bare is not None else _unquoted(quoted))
        place = step.end()
    return tuple(found) if found and place == len(told) else None

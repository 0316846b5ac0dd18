"""A workbook of boundary tables that comes back signed: its signatures, where all else in it is as it was written."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli
from attrs import evolve, frozen

from intra_core.documents.names import LETTERS_OF_A_SHEET
from intra_core.errors import Complaint, WrongInput
from intra_core.model.report import Report
from intra_core.model.sheet import PlainCell, Unusable, address
from intra_core.regions.region import Region
from intra_core.testing.boundaries.kept import Kept
from intra_core.testing.boundaries.row import BoundaryTable
from intra_core.testing.boundaries.shown import COLUMNS, SIGNING
from intra_core.testing.boundaries.table_file import table_in, written_table
from intra_core.testing.cases.case_file import day_in
from intra_core.testing.cases.sheet_reading import SheetDocument
from intra_core.testing.cases.subjects import Subjects

Cells = Sequence[Sequence[PlainCell | Unusable]]
KEYS = ("name", "on", "source")
"""What a signature says, in the order of its columns."""
FIRST = len(COLUMNS) - len(SIGNING)
"""The column in which it begins."""
MOST_TOLD = 20
"""Of so many changed cells each is told."""


@frozen(eq=False)
class SignedBook:
    """A workbook of boundary tables as it came back.

    Raises:
        WrongInput: if it is no workbook.
    """

    name: str
    sheets: Mapping[str, Cells]

    @classmethod
    def read(cls, raw: bytes, name: str) -> "SignedBook":
        """Read a workbook; `name` is what complaints call it."""
        from intra_core.documents.plain_sheets import read_plain  # noqa: PLC0415 (an extra, for this alone)

        return cls(name, read_plain(raw, name))

    def measures(self, known: Sequence[str]) -> tuple[str, ...]:
        """Give the measures that it has a sheet of, in its order.

        Raises:
            WrongInput: if it has none.
        """
        found = tuple(each for name, rows in self.sheets.items() if (each := _measure(name, rows, known)) is not None)
        if not found:
            says = "no sheet of it is the boundary table of a measure"
            instead = "sign a workbook that was written by intra regions boundaries REGION -o FILE.xlsx"
            raise WrongInput([Complaint(says=says, instead=instead, file=self.name)])
        return found

    def signed(self, kept: Sequence[Kept], reports: Iterable[Report], region: Region) -> tuple[BoundaryTable, ...]:
        """Give the tables with the signatures of the workbook beside those that stand.

        Args:
            kept: the tables of its measures, in its order, as they are now.
            reports: the report that is written of them now, in each language that it may have been written in.
            region: their region.

        Raises:
            WrongInput: with every cell that is not as it was written and no signature, or that is a wrong one.
        """
        written, faults = self._nearest(reports)
        tables = []
        subjects = Subjects.of([region])
        for each in kept:
            sheet = next(name for name, rows in written.items() if rows and rows[0] and rows[0][0] == each.measure)
            document = self._document(each.fresh, sheet, _headings(written[sheet]))
            table = table_in(document, subjects)
            faults += document.complaints
            if table is not None:
                tables.append(evolve(each.fresh, rows=table.rows))
        if faults:
            raise WrongInput(faults)
        return tuple(tables)

    def _nearest(self, reports: Iterable[Report]) -> tuple[Mapping[str, Cells], list[Complaint]]:
        """Give the report that the workbook was written as, with what was changed since; else the first of them."""
        first = None
        for report in reports:
            written = _as_written(report)
            faults = list(self._changed(written))
            if not faults:
                return written, faults
            first = first or (written, faults)
        assert first is not None  # noqa: S101 (there is a report in one language at least)
        return first

    def _changed(self, written: Mapping[str, Cells]) -> Iterator[Complaint]:
        missing = [name for name in written if name not in self.sheets]
        for name in missing:
            yield self._fault(f"the sheet {name!r} is missing", None)
        for name in self.sheets:
            if name not in written:
                yield self._fault(f"the sheet {name!r} is none of those that were written", None)
        told = 0
        for name, rows in written.items():
            if name in missing:
                continue
            head = _headings(rows)
            for place, says in _differing(rows, self.sheets[name], head):
                told += 1
                if told <= MOST_TOLD:
                    yield self._fault(says, address(name, *place))
        if told > MOST_TOLD:
            yield self._fault(f"{told - MOST_TOLD} more cells are not as they were written", None)

    def _fault(self, says: str, key: str | None) -> Complaint:
        instead = "sign in the last three columns alone; if the rules have changed since, write the workbook anew"
        return Complaint(says=says, instead=instead, file=self.name, key=key)

    def _document(self, table: BoundaryTable, sheet: str, head: int | None) -> SheetDocument:
        """Give a table as its file would be, with the signatures of a sheet; what is wrong is told by its cell."""
        document = SheetDocument(name=self.name, text="", tree=tomli.loads(written_table(table)), form="toml")
        if head is None or sheet not in self.sheets:
            return document
        listed: list[dict[str, Any]] = document.tree.get("row", [])
        for number, row in enumerate(listed):
            cells = self._signature(sheet, head + 1 + number)
            if not cells:  # one that stands in the file stays there
                continue
            at = ("row", number, "signed")
            for place, key in enumerate(KEYS):
                where = address(sheet, FIRST + place, head + 1 + number)
                document.cells[*at, key] = where
                if key not in cells:
                    document.cells.setdefault(at, where)
            unusable = {key: cell for key, cell in cells.items() if isinstance(cell, Unusable)}
            for key, cell in unusable.items():
                document.complain((*at, key), cell.says, "write the value itself")
            if not unusable:
                row["signed"] = {key: day_in(cell) for key, cell in cells.items()}
        return document

    def _signature(self, sheet: str, number: int) -> dict[str, PlainCell | Unusable]:
        rows = self.sheets[sheet]
        cells = rows[number][FIRST : FIRST + len(KEYS)] if number < len(rows) else ()
        return {key: cell for key, cell in zip(KEYS, cells, strict=False) if not _is_empty(cell)}


def _measure(sheet: str, rows: Cells, known: Sequence[str]) -> str | None:
    """Give the measure of a sheet, which its first cell names; where somebody has written over that, its name tells."""
    first = rows[0][0] if rows and rows[0] else None
    called = [each for each in known if each[:LETTERS_OF_A_SHEET] == sheet]
    return next((each for each in known if each == first), called[0] if len(called) == 1 else None)


def _as_written(report: Report) -> Mapping[str, Cells]:
    """Give the cells of a workbook as they are read again once it is written."""
    from intra_core.documents.plain_sheets import read_plain  # noqa: PLC0415 (an extra, for this alone)
    from intra_core.documents.sheets import write_sheets  # noqa: PLC0415 (likewise)

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tables.xlsx"
        write_sheets(report, file)
        return read_plain(file.read_bytes(), file.name)


def _headings(rows: Cells) -> int | None:
    """Give the number of the row with the headings of a table; None where a sheet has none."""
    return next((number for number, row in enumerate(rows) if tuple(row[: len(COLUMNS)]) == COLUMNS), None)


def _differing(wanted: Cells, found: Cells, head: int | None) -> Iterator[tuple[tuple[int, int], str]]:
    """Give each cell that is not as it was written, by column and row, but for those that signatures stand in."""
    for number in range(max(len(wanted), len(found))):
        before, after = (rows[number] if number < len(rows) else () for rows in (wanted, found))
        for column in range(max(len(before), len(after))):
            if head is not None and head < number < len(wanted) and FIRST <= column < len(COLUMNS):
                continue
            one, other = (row[column] if column < len(row) else None for row in (before, after))
            if not (_is_empty(one) and _is_empty(other)) and one != other:
                yield (column, number), _says(one, other)


def _says(before: PlainCell | Unusable, after: PlainCell | Unusable) -> str:
    was, now = (
        "empty" if _is_empty(each) else each.says if isinstance(each, Unusable) else repr(str(each))
        for each in (before, after)
    )
    return f"the cell is {now}, and not {was} as it was written"


def _is_empty(cell: PlainCell | Unusable) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())

"""The applications that wait for their turn, from a table (CSV) or JSON; docs/award.md has the columns."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from attrs import define, field, frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.candidate_values import Complain, Moment, amount_of, decimal_of, lot_of, moment_of, of_one_kind
from intra_core.io.decode import decoded, document_from
from intra_core.io.document import shown
from intra_core.model.allocation import CRITERION, Criterion
from intra_core.model.candidate import Candidate

MOST_BYTES = 2_000_000_000
MOST_FAULTS = 1_000
"""After so many complaints about a table no further row is read."""
WIDEST = 1_000_000
"""What is said of a whole line comes behind what is said of its cells."""
IGNORED = "#"
"""What the name of a column begins with that is not to be read."""
NEEDED = ("id", "award")
OWN = ("id", "award", "least_award", "submitted", "points", "area", "reserves", "lot")


@frozen(kw_only=True)
class Columns:
    """What rows may tell beside the columns that all have: the criteria of merit, and what parts equals."""

    currency: str
    criteria: tuple[Criterion, ...] = ()
    figures: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """The names of all columns."""
        return (*OWN, *dict.fromkeys((*(f"{CRITERION}{each.id}" for each in self.criteria), *self.figures)))


def candidates_from(raw: bytes | str, name: str, columns: Columns) -> tuple[Candidate, ...]:
    r"""Read applications; a text that begins with `{` is JSON, any other a table.

    Args:
        raw: what was read; bytes must be UTF-8.
        name: the file's name for complaints.
        columns: what rows may tell.

    Raises:
        WrongInput: with every fault, each with its line and column.

    >>> table = "id,award,submitted\nV-17,1000.00,2015-09-22T10:00:00\n"
    >>> [each.award for each in candidates_from(table, "a.csv", Columns(currency="EUR"))]
    [100000]
    """
    start = raw[:1_000].lstrip() if isinstance(raw, str) else raw[:1_000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in {"{", b"{"}:
        return _from_json(raw, name, columns)
    return _Table(name=name, text=decoded(raw, name, MOST_BYTES), columns=columns).candidates()


def _from_json(raw: bytes | str, name: str, columns: Columns) -> tuple[Candidate, ...]:
    document = document_from(raw, name, "json")
    root, found = document.root(), []
    moments: list[Moment | None] = []
    for table in root.tables("candidates"):
        for key in table.data:
            if key not in columns.known:
                table.complain(key, f"unknown key {key!r}", did_you_mean(key, columns.known), at_key=True)
        texts: dict[str, str] = {}
        for key, value in table.data.items():
            if key == "reserves" and isinstance(value, list) and all(isinstance(each, str) for each in value):
                texts[key] = " ".join(value)
            elif isinstance(value, str | int | Decimal) and not isinstance(value, bool):
                texts[key] = str(value)
            elif key in columns.known:
                table.complain(key, f"{shown(value)} is not a text or a number")
        candidate, moment = _candidate(texts, columns, table.complain, table.data.keys())
        found.append(candidate)
        moments.append(moment)
    if "candidates" not in root:
        root.complain(
            None, "the key 'candidates' is missing", 'give "candidates": [{"id": "V-17", "award": "1000.00"}]'
        )
    root.end()
    for index, says, instead in of_one_kind(moments):
        document.complain(("candidates", index, "submitted"), says, instead)
    document.close()
    return tuple(found)


@define
class _Table:
    """A table while it is read; its cells are parted by commas, semicolons or tabs, as its first line is."""

    name: str
    text: str
    columns: Columns
    delimiter: str = field(init=False)
    complaints: list[Complaint] = field(factory=list)
    _lines: list[str] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        self.delimiter = max(",;\t", key=self.text.partition("\n")[0].count)

    def candidates(self) -> tuple[Candidate, ...]:
        """Read every row.

        Raises:
            WrongInput: with every fault, in the order of lines.
        """
        rows = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
        found: list[Candidate] = []
        moments: list[Moment | None] = []
        lines: list[int] = []
        names: list[str] = []
        try:
            names = self._names(next(rows, []))
            for row in rows:
                if row:
                    candidate, moment = self._row(names, row, rows.line_num)
                    found.append(candidate)
                    moments.append(moment)
                    lines.append(rows.line_num)
                if len(self.complaints) >= MOST_FAULTS:
                    self.complain(rows.line_num, None, "nothing below was read: too much is wrong", None)
                    break
        except csv.Error as error:
            self.complain(rows.line_num, None, f"this is no table: {error}", None)
        for index, says, instead in of_one_kind(moments):
            self.complain(lines[index], "submitted", says, instead, names.index("submitted"))
        if self.complaints:
            raise WrongInput(sorted(self.complaints, key=lambda each: (each.line or 0, each.column or WIDEST)))
        return tuple(found)

    def _names(self, row: list[str]) -> list[str]:
        """Take the names of the columns; nothing else is read where one is wrong."""
        known = self.columns.known
        for number, name in enumerate(row):
            if name not in known and not name.startswith(IGNORED):
                instead = f"{did_you_mean(name, known)} A column whose name begins with {IGNORED} is not read"
                self.complain(1, None, f"unknown column {name!r}", instead, number)
            elif name in row[:number]:
                self.complain(1, None, f"the column {name!r} stands twice", None, number)
        for name in NEEDED:
            if name not in row:
                self.complain(1, None, f"the column {name!r} is missing", "the first line names the columns")
        if self.complaints:
            raise WrongInput(self.complaints)
        return row

    def _row(self, names: list[str], row: list[str], line: int) -> tuple[Candidate, Moment | None]:
        if len(row) != len(names):
            self.complain(line, None, f"this line has {len(row)} cells, and there are {len(names)} columns", None)
        texts = {name: cell for name, cell in zip(names, row, strict=False) if cell}

        def complain(key: str, says: str, instead: str | None) -> None:
            self.complain(line, key, says, instead, names.index(key))

        return _candidate(texts, self.columns, complain, texts.keys())

    def complain(self, line: int, key: str | None, says: str, instead: str | None, number: int | None = None) -> None:
        """Note a fault in a line, in the cell of a number if one is given."""
        self._lines = self._lines or self.text.splitlines()
        text = self._lines[line - 1] if 0 < line <= len(self._lines) else None
        starts = [] if text is None or number is None else list(_starts(text, self.delimiter))
        column = starts[number] if number is not None and number < len(starts) else None
        self.complaints.append(
            Complaint(says=says, instead=instead, file=self.name, line=line, column=column, key=key, shown=text)
        )


def _starts(line: str, delimiter: str) -> Iterator[int]:
    """Give the columns at which the cells of a line begin."""
    quoted = False
    yield 1
    for index, letter in enumerate(line):
        if letter == '"':
            quoted = not quoted
        elif letter == delimiter and not quoted:
            yield index + 2


def _candidate(
    texts: Mapping[str, str], columns: Columns, complain: Complain, told: Collection[str]
) -> tuple[Candidate, Moment | None]:
    for key in NEEDED:
        if key not in told:
            complain(key, f"no {key} is given", None)
    figures = {
        name: value
        for name in columns.known[len(OWN) :]
        if name in texts and (value := decimal_of(texts, name, complain)) is not None
    }
    moment = moment_of(texts, complain)
    least = amount_of(texts, "least_award", columns.currency, complain)
    candidate = Candidate(
        id=texts.get("id", ""),
        award=amount_of(texts, "award", columns.currency, complain) or 0,
        least_award=1 if least is None else least,
        submitted=moment.at if moment is not None else None,
        points=_merit(texts, figures, columns, complain),
        area=texts.get("area"),
        reserves=tuple(texts.get("reserves", "").split()),
        lot=lot_of(texts, complain),
        figures=figures,
    )
    return candidate, moment


def _merit(
    texts: Mapping[str, str], figures: Mapping[str, Decimal], columns: Columns, complain: Complain
) -> Decimal | None:
    """Take the points of merit, or work them out from those of all criteria; where both are told, they agree."""
    told = decimal_of(texts, "points", complain)
    weighted = [(each.weight, figures.get(f"{CRITERION}{each.id}")) for each in columns.criteria]
    sums = [
        Decimal(weight.basis_points).scaleb(-4) * points
        for weight, points in weighted
        if weight is not None and points is not None
    ]
    if not sums or len(sums) < len(weighted):
        return told
    merit = sum(sums, Decimal(0))
    if told is not None and told != merit:
        complain("points", f"{told} points are told, and the criteria make {merit.normalize():f}", "tell one of them")
    return merit

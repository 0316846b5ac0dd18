"""Tables as CSV (RFC 4180), which no spreadsheet takes for anything but text and numbers."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from intra_core.documents.cells import currency_of, plain
from intra_core.documents.names import file_names
from intra_core.errors import Complaint, WrongInput
from intra_core.io.whole_file import write_parts
from intra_core.model.money import Money
from intra_core.model.report import Cell, Report, Table

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
SEPARATORS = (",", ";", "\t")

_FORMULA = re.compile(r"[\s']*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 (the wide ones are formulas too, in some countries)
"""What a spreadsheet takes for a formula, spaces before it or not, or what `kept_as_text` has made of one."""

_QUOTED = re.compile(r'[",;\t\r\n]|^\s|\s$|^#')


def kept_as_text(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    Whoever reads the file with a program takes it off again (`as_it_was`).

    >>> kept_as_text("=1+1"), kept_as_text("'=1+1"), kept_as_text("'s-Hertogenbosch")
    ("'=1+1", "''=1+1", "'s-Hertogenbosch")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def as_it_was(text: str) -> str:
    """Take off the apostrophe that `kept_as_text` put there.

    >>> as_it_was("'=1+1"), as_it_was("'s-Hertogenbosch")
    ('=1+1', "'s-Hertogenbosch")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def as_csv(
    table: Table, *, invented: str | None = None, byte_order_mark: bool = False, separator: str = ","
) -> Iterator[bytes]:
    """Write a table line by line: columns, then rows; nothing is an empty cell, and the empty text is `""`.

    Money stands without its currency where a column has one alone, which its heading then names; else like
    `EUR 1000.00`. A rate is a share of one, a day is ISO 8601.

    Args:
        table: what is written.
        invented: a sentence for the first line, behind `# invented: `, because the figures are of nobody.
        byte_order_mark: begin with the mark by which Excel knows UTF-8.
        separator: what parts cells; with a decimal comma, spreadsheets expect a semicolon.

    Raises:
        ValueError: if cells are never parted so.

    >>> print(b"".join(as_csv(Table(title="", columns=("a",), rows=((Money(5, "EUR"),),)))).decode(), end="")
    a (EUR)
    0.05
    """
    if separator not in SEPARATORS:
        msg = f"cells are parted by one of {SEPARATORS}, not by {separator!r}"
        raise ValueError(msg)
    if byte_order_mark:
        yield BYTE_ORDER_MARK
    if invented:
        yield f"# invented: {' '.join(invented.split())}\r\n".encode(errors="replace")
    alone = [currency_of(row[place] for row in table.rows) for place in range(len(table.columns))]
    yield _line(map(_heading, table.columns, alone), separator)
    for row in table.rows:
        yield _line((_cell(cell, currency) for cell, currency in zip(row, alone, strict=True)), separator)


def write_csv(
    table: Table,
    file: Path,
    *,
    invented: str | None = None,
    byte_order_mark: bool = False,
    separator: str = ",",
) -> None:
    """Write a table as a file; what is asked for is told at `as_csv`.

    Raises:
        WrongInput: if the file cannot be written.
    """
    write_parts(file, as_csv(table, invented=invented, byte_order_mark=byte_order_mark, separator=separator))


def write_all_csv(
    report: Report, folder: Path, *, byte_order_mark: bool = False, separator: str = ","
) -> tuple[Path, ...]:
    """Write every table of a report as a file of its own into a folder, and name the files.

    Raises:
        WrongInput: if the folder or a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongInput([Complaint(says=f"cannot be made: {error.strerror}", file=str(folder))]) from None
    tables = [table for section in report.sections for table in section.tables]
    files = [folder / f"{name}.csv" for name in file_names([table.title for table in tables])]
    for table, file in zip(tables, files, strict=True):
        write_csv(table, file, invented=report.invented, byte_order_mark=byte_order_mark, separator=separator)
    return tuple(files)


def _heading(column: str, currency: str | None) -> str:
    told = f"{column} ({currency})" if currency and column else column or currency or ""
    return _text(told) if told else ""


def _cell(cell: Cell, currency: str | None) -> str:
    match cell:
        case str():
            return _text(cell)
        case Money() if currency is None:
            return _text(str(cell))
    return plain(cell)


def _text(text: str) -> str:
    kept = kept_as_text(text)
    return '"{}"'.format(kept.replace('"', '""')) if not kept or _QUOTED.search(kept) else kept


def _line(cells: Iterable[str], separator: str) -> bytes:
    line = separator.join(cells) or '""'  # a line with nothing in it is no row to those who read it
    return f"{line}\r\n".encode(errors="replace")

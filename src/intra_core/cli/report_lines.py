"""A report on a terminal: its notes, and each table in columns."""

from collections.abc import Iterator

from intra_core.cli.reply import Line
from intra_core.documents.cells import shown
from intra_core.model.report import Report, Section, Table
from intra_core.rules.languages import tongue

MOST_ROWS = 25
"""Of longer tables the first rows are printed."""
LONGEST = 60
"""A longer text is cut."""


def report_lines(report: Report) -> Iterator[Line]:
    """Write a report; that its figures are of nobody stands before everything, and with each table."""
    yield Line(report.title, 0, "bold")
    yield Line(report.subtitle)
    if report.invented:
        yield Line(report.invented, 0, "bold red")
    yield from (Line(each, 2) for each in report.notes)
    for section in report.sections:
        yield from _section(section, report)


def _section(section: Section, report: Report) -> Iterator[Line]:
    yield Line()
    yield Line(section.title, 0, "bold")
    yield from (Line(each, 2) for each in section.text)
    for table in section.tables:
        if table.title != section.title:
            yield Line(table.title, 2, "bold")
        if report.invented:
            yield Line(report.invented, 4, "red")
        yield from _table(table, report.language)
        if table.note:
            yield Line(table.note, 4, "dim")


def _table(table: Table, language: str) -> Iterator[Line]:
    spoken = tongue(language)
    rows = [table.columns, *([_cut(shown(cell, spoken)) for cell in row] for row in table.rows[:MOST_ROWS])]
    texts = [isinstance(cell, str | None) for cell in (table.rows[0] if table.rows else table.columns)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
    for row in rows:
        cells = (
            cell.ljust(width) if left else cell.rjust(width)
            for cell, width, left in zip(row, widths, texts, strict=True)
        )
        yield Line("  ".join(cells).rstrip(), 4, whole=True)
    if len(table.rows) > MOST_ROWS:
        yield Line(f"and {len(table.rows) - MOST_ROWS:,} more: --json and --tables give all", 4)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

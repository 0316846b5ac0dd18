"""A boundary table as people read it: as lines, as Markdown, and as a report for a workbook."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from intra_core.model.report import Report, Section, Table
from intra_core.testing.boundaries.read_out import ReadOut
from intra_core.testing.boundaries.row import BoundaryTable, Row, Side
from intra_core.texts.counts import counted

TELLING = (
    "Row", "Of", "The rule says", "What is moved", "In the example",
    "Value", "Answer", "Next value", "Answer there", "Rests on",
)  # fmt: skip
SIGNING = ("Signed by", "Signed on", "Held against")
COLUMNS = (*TELLING, *SIGNING)
"""Those of a workbook: in the last three a row is signed."""
UNSIGNED = "not signed"
UNSAID = "A row that is not signed was made from the rule itself and shows nothing about it."
NOTES = (
    UNSAID,
    (
        "Whoever has held a row against its source signs it, in boundaries/ of the region, below the row of that name: "
        'signed = { name = "…", on = …, source = "…" }'
    ),
)
NOTES_OF_A_BOOK = (
    UNSAID,
    (
        "Whoever has held a row against its source signs it in its last three columns: a name, a day, and the key or "
        "title of the source. Nothing else is to be changed. "
        "intra regions boundaries REGION --from FILE takes the signatures into the files of the region."
    ),
)
SOURCES = ("Measure", "Key", "Source", "Address", "Read on")


def cells(row: Row, read: ReadOut) -> tuple[str, ...]:
    """Give a row as the texts of its columns, who has signed it in the last."""
    signed = row.signed
    by = f"{signed.name}, {signed.on.isoformat()}, {signed.source}" if signed is not None else UNSIGNED
    return (*_told(row, read), by)


def _told(row: Row, read: ReadOut) -> tuple[str, ...]:
    return (
        row.id,
        row.of,
        read.rule(row),
        read.moved(row),
        row.example,
        value_in_words(row.first.value),
        answer_in_words(row.first.answer),
        value_in_words(row.second.value),
        answer_in_words(row.second.answer),
        "; ".join(row.rests),
    )


def _signed(row: Row) -> tuple[str | dt.date | None, ...]:
    signed = row.signed
    return (signed.name, signed.on, signed.source) if signed is not None else (None,) * len(SIGNING)


def value_in_words(value: object) -> str:
    """Write a value as an application has it, a truth value as yes or no.

    >>> value_in_words(True), value_in_words("EUR 1666.66")
    ('yes', 'EUR 1666.66')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def answer_in_words(answer: Mapping[str, Any]) -> str:
    """Write an answer on one line.

    >>> answer_in_words({"verdict": "ineligible", "unmet": ["size", "seat"]})
    'ineligible: size, seat'
    >>> answer_in_words({"verdict": "eligible", "award": "EUR 500.00"})
    'eligible: EUR 500.00'
    """
    rest = (", ".join(map(str, told)) if isinstance(told, list | tuple) else str(told) for told in _rest(answer))
    return f"{answer.get('verdict', '?')}: {'; '.join(rest)}"


def _rest(answer: Mapping[str, Any]) -> Iterable[object]:
    return (told for key, told in answer.items() if key != "verdict")


def lines(table: BoundaryTable) -> Iterator[tuple[int, str]]:
    """Write a table for a terminal, each line with its indentation."""
    signed = sum(row.signed is not None for row in table.rows)
    yield 0, f"{table.measure}: {counted(len(table.rows), 'row')}, {signed} of them signed"
    for row in table.rows:
        mark = "" if row.signed is None else f" [signed by {row.signed.name}, {row.signed.on.isoformat()}]"
        yield 2, f"{row.id}{mark}"
        yield 4, f"{row.moves} in {row.example!r}"
        for side in (row.first, row.second):
            yield 4, _said(side)
        if row.rests:
            yield 4, f"rests on {'; '.join(row.rests)}"
    if table.missing:
        yield 2, f"no example brings these to where they turn: {', '.join(table.missing)}"


def on_one_line(row: Row) -> str:
    """Write what a row says on one line, so that a row that has changed is seen beside what it was."""
    rests = f"; rests on {'; '.join(row.rests)}" if row.rests else ""
    return f"{row.id}: {_said(row.first)}, {_said(row.second)} in {row.example!r}{rests}"


def _said(side: Side) -> str:
    return f"{value_in_words(side.value)} -> {answer_in_words(side.answer)}"


def markdown(tables: Iterable[tuple[BoundaryTable, ReadOut]]) -> Iterator[str]:
    """Write tables as Markdown, each with the sources that it rests on."""
    for note in NOTES:
        yield from (note, "")
    for table, read in tables:
        yield from (f"## {read.title}", "")
        columns = (*TELLING, "Signed")
        yield f"| {' | '.join(columns)} |"
        yield "|---" * len(columns) + "|"
        for row in table.rows:
            yield f"| {' | '.join(_escaped(each) for each in cells(row, read))} |"
        yield ""
        for _, key, title, address, day in _sources(table, read):
            yield f"- {key}: {', '.join(each for each in (title, address, day and f'read on {day}') if each)}"
        yield ""
        if table.missing:
            yield from (f"No example brings these to where they turn: {', '.join(table.missing)}.", "")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


def _sources(table: BoundaryTable, read: ReadOut) -> Iterator[tuple[str, str, str, str, str]]:
    for each in read.sources(table.rows):
        yield table.measure, each.id, each.title, each.address or "", each.read.isoformat() if each.read else ""


def report(title: str, tables: Iterable[tuple[BoundaryTable, ReadOut]]) -> Report:
    """Give tables as a report: one table for each measure, and one of all the sources."""
    sections: list[Section] = []
    sources: list[tuple[str, str, str, str, str]] = []
    for table, read in tables:
        sources.extend(_sources(table, read))
        note = f"No example brings these to where they turn: {', '.join(table.missing)}" if table.missing else None
        rows = tuple((*_told(row, read), *_signed(row)) for row in table.rows)
        shown = Table(title=table.measure, columns=COLUMNS, rows=rows, note=note)
        sections.append(Section(title=table.measure, tables=(shown,)))
    known = Table(title="Sources", columns=SOURCES, rows=tuple(sources))
    sections.append(Section(title="Sources", tables=(known,)))
    return Report(title=title, subtitle="Where the answers flip", notes=NOTES_OF_A_BOOK, sections=tuple(sections))

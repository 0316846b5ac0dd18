"""A report as one page of HTML that needs nothing else: no script, no network, no other file."""

import base64
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import assert_never

from attrs import frozen

from intra_core.documents.cells import plain, shown, table_of
from intra_core.documents.charts import as_svg
from intra_core.documents.letters import escaped, visible
from intra_core.io.whole_file import write
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.model.report import Cell, Chart, Report, Section, Table
from intra_core.rules.languages import tongue
from intra_core.texts import record, text


def as_page(report: Report) -> str:
    """Write a report as HTML, for eyes, for ears and for paper.

    Raises:
        WrongInput: if a chart cannot be drawn.
    """
    return "\n".join(_Page(report).lines()) + "\n"


def write_page(report: Report, file: Path) -> None:
    """Write a report as a page into a file.

    Raises:
        WrongInput: if a chart cannot be drawn or the file cannot be written.
    """
    write(file, as_page(report).encode())


def style(invented: str | None) -> str:
    """Give the style of a page; on paper, what is invented says so at the foot of every sheet."""
    css = (resources.files("intra_core.documents") / "page.css").read_text("utf-8")
    number = "@bottom-right { content: counter(page); font-size: 8pt; }"
    foot = f"@bottom-left {{ content: {_css_text(invented)}; font-size: 8pt; font-weight: bold; }} " if invented else ""
    return f"{css}@page {{ margin: 1.5cm 1.5cm 2cm; {foot}{number} }}\n"


def _css_text(told: str) -> str:
    """Write a string of a style sheet: what is neither letter nor digit by its number, so that nothing ends it."""
    letters = (each if each.isalnum() or each == " " else f"\\{ord(each):x} " for each in visible(told))
    return f'"{"".join(letters)}"'


@frozen
class _Page:
    report: Report

    def lines(self) -> Iterator[str]:
        report = self.report
        title = " | ".join(part for part in (report.title, report.invented) if part)
        css = style(report.invented)
        # Nothing is fetched, and no style but this one holds, even if a text were to get past the escaping.
        allowed = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
        yield "<!DOCTYPE html>"
        yield f'<html lang="{escaped(report.language)}">'
        yield '<head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="generator" content="intra-core">'
        yield f"<title>{escaped(title)}</title>"
        yield f"<style>{css}</style></head>"
        yield f'<body><a class="skip" href="#content">{self.word("skip")}</a>'
        yield f"<header>{self.invented('p')}<h1>{escaped(report.title)}</h1>"
        yield f'<p class="subtitle">{escaped(report.subtitle)}</p></header>' if report.subtitle else "</header>"
        yield from self.contents()
        yield '<main id="content" tabindex="-1">'
        if report.notes:
            yield f'<section aria-labelledby="notes"><h2 id="notes">{self.word("notes")}</h2><ul>'
            yield from (f"<li>{escaped(note)}</li>" for note in report.notes)
            yield "</ul></section>"
        for number, section in enumerate(report.sections, 1):
            yield from self.section(section, f"part-{number}")
        yield "</main>"
        if record(report.language).unread:
            yield f"<footer><p>{escaped(text(report.language, 'answer', 'unread'))}</p></footer>"
        yield "</body></html>"

    def word(self, name: str, /, **parts: str) -> str:
        """Give what the page says of itself."""
        return escaped(text(self.report.language, "page", name).format(**parts))

    def invented(self, element: str) -> str:
        """Say that the figures are of nobody, where they are."""
        told = self.report.invented
        return f'<{element} class="invented">{escaped(told)}</{element}>' if told else ""

    def contents(self) -> Iterator[str]:
        if len(self.report.sections) > 1:
            yield f'<nav aria-labelledby="contents"><h2 id="contents">{self.word("contents")}</h2><ol>'
            for number, section in enumerate(self.report.sections, 1):
                yield f'<li><a href="#part-{number}">{escaped(section.title)}</a></li>'
            yield "</ol></nav>"

    def section(self, section: Section, name: str) -> Iterator[str]:
        yield f'<section aria-labelledby="{name}"><h2 id="{name}">{escaped(section.title)}</h2>'
        yield from (f"<p>{escaped(each)}</p>" for each in section.text)
        for number, table in enumerate(section.tables, 1):
            yield from self.table(table, f"{name}-table-{number}")
        for number, chart in enumerate(section.charts, 1):
            yield from self.chart(chart, f"{name}-chart-{number}")
        yield "</section>"

    def chart(self, chart: Chart, name: str) -> Iterator[str]:
        """Write a drawing, and beside it what it shows as a table."""
        report = self.report
        drawn = as_svg(chart, invented=report.invented, language=report.language, titled=False, name=name)
        yield f'<figure aria-labelledby="{name}-caption">'
        yield f'<figcaption id="{name}-caption">{escaped(chart.title)}</figcaption>'
        yield '<div class="beside">'
        # Whoever uses no mouse moves what is too wide for the screen with the arrow keys, once it has the focus.
        yield f'<div class="wide drawing" role="group" aria-labelledby="{name}-caption" tabindex="0">'
        yield f"{drawn}</div>"
        figures = text(report.language, "page", "figures").format(title=chart.title)
        yield from self.table(table_of(chart, figures), f"{name}-figures")
        yield "</div></figure>"

    def table(self, table: Table, name: str) -> Iterator[str]:
        numbers = [_counted(row[place] for row in table.rows) for place in range(len(table.columns))]
        note = f'<span class="note">{escaped(table.note)}</span>' if table.note else ""
        yield f'<div class="wide" role="group" aria-labelledby="{name}" tabindex="0"><table>'
        told = f'<div class="told" id="{name}">{escaped(table.title)}{self.invented("span")}{note}</div>'
        yield f"<caption>{told}</caption>"
        yield f"<thead><tr>{''.join(map(_heading, table.columns, numbers))}</tr></thead><tbody>"
        for row in table.rows:
            yield f"<tr>{''.join(self.cell(cell, place) for place, cell in enumerate(row))}</tr>"
        yield "</tbody></table></div>"

    def cell(self, cell: Cell, place: int) -> str:
        """Write a cell; a text that begins a row is the heading of that row."""
        told = escaped(shown(cell, tongue(self.report.language)))
        match cell:
            case str():
                return f'<th scope="row">{told}</th>' if place == 0 and cell.strip() else f"<td>{told}</td>"
            case None:
                return f'<td class="number">{told}</td>'
            case dt.date():
                return f'<td><time datetime="{plain(cell)}">{told}</time></td>'
            case int() | Money() | Rate():
                return f'<td class="number"><data value="{plain(cell)}">{told}</data></td>'
        assert_never(cell)


def _heading(column: str, number: bool) -> str:
    if not column.strip():
        return "<td></td>"
    aligned = ' class="number"' if number else ""
    return f'<th scope="col"{aligned}>{escaped(column)}</th>'


def _counted(cells: Iterable[Cell]) -> bool:
    """Say whether a column holds numbers, and nothing that is read from left to right."""
    told = [cell for cell in cells if cell is not None]
    return bool(told) and all(isinstance(cell, int | Money | Rate) for cell in told)

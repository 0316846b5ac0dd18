"""The page: what stands in a report is found on it again, nothing of it becomes markup, and everybody can read it."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from tests.documents.reports import BY_SIZE, INVENTED, REPORT, reports
from tests.documents.test_charts import contrast
from tests.soak import examples

from intra_core.documents.cells import plain, shown, table_of
from intra_core.documents.letters import visible
from intra_core.documents.page import as_page, style, write_page
from intra_core.model.report import Report, Section
from intra_core.rules.languages import tongue
from intra_core.texts import LANGUAGES, text

VOID = {"meta"}
HTML = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "nav", "ol", "ul", "li", "main",
    "section", "figure", "figcaption", "div", "span", "table", "caption", "thead", "tbody", "tr", "th", "td", "data",
    "time", "footer",
}  # fmt: skip
SVG = {"svg", "title", "desc", "g", "rect", "path", "line", "text", "tspan"}


class Read(HTMLParser):
    """A page as its elements: each with its name, its attributes, the names around it and the text inside."""

    def __init__(self, page):
        super().__init__()
        self.open: list[dict[str, Any]] = []
        self.found: list[dict[str, Any]] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs)
        element = {"tag": tag, "within": [each["tag"] for each in self.open], "text": "", "inside": [], **dict(attrs)}
        for outer in self.open:
            outer["inside"].append(element)
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for outer in self.open:
            outer["text"] += data

    def named(self, *tags):
        return [each for each in self.found if each["tag"] in tags]


def inside(element, *tags):
    return [each for each in element["inside"] if each["tag"] in tags]


def tables_of(report):
    """Give each table in the order of the page, those of the charts too."""
    for section in report.sections:
        yield from section.tables
        for chart in section.charts:
            yield table_of(chart, text(report.language, "page", "figures").format(title=chart.title))


@settings(max_examples=examples(15))
@given(reports())
def test_every_cell_of_every_table_is_read_back(report):
    spoken = tongue(report.language)
    for table, element in zip(tables_of(report), Read(as_page(report)).named("table"), strict=True):
        head, *rows = [inside(row, "th", "td") for row in inside(element, "tr")]
        (caption,) = inside(element, "caption")
        assert caption["text"] == visible(f"{table.title}{report.invented or ''}{table.note or ''}")
        assert [cell["text"] for cell in head] == [
            visible(column) if column.strip() else "" for column in table.columns
        ]
        assert [[cell["text"] for cell in row] for row in rows] == [
            [visible(shown(cell, spoken)) for cell in row] for row in table.rows
        ]
        told = [cell for row in table.rows for cell in row]
        for cell, found in zip(told, [each for row in rows for each in row], strict=True):
            exact = [each.get("value") or each.get("datetime") for each in inside(found, "data", "time")]
            assert exact == ([] if cell is None or isinstance(cell, str) else [plain(cell)])


@settings(max_examples=examples(15))
@given(reports())
def test_no_text_becomes_markup_and_nothing_is_fetched(report):
    page = as_page(report)
    read = Read(page)
    for each in read.found:
        assert each["tag"] in (SVG if "svg" in each["within"] else HTML | {"svg"})
        assert not [name for name in each if name.startswith("on") or name in {"src", "style", "srcset", "action"}]
        assert each.get("href", "#").startswith("#")
    assert "url(" not in style(report.invented) + "".join(each.get("fill", "") for each in read.found)
    assert not [letter for letter in page if not letter.isprintable() and ord(letter) < 0xA0 and letter not in "\n\t"]
    assert page == as_page(report)


@settings(max_examples=examples(15))
@given(reports())
def test_the_page_is_built_so_that_everybody_finds_the_way(report):
    read = Read(as_page(report))
    ids = [each["id"] for each in read.found if "id" in each]
    assert len(set(ids)) == len(ids)
    for each in read.found:
        names = each.get("aria-labelledby", "").split() + [part[1:] for part in [each.get("href", "")] if part]
        assert set(names) <= set(ids)
        if each.get("tabindex") == "0":  # what takes the focus says what it is
            assert each["role"] == "group"
            assert each["aria-labelledby"]
    assert [each["tag"] for each in read.named("h1", "h2")][:1] == ["h1"]
    assert len(read.named("h1")) == len(read.named("main")) == len(read.named("title")) - len(read.named("svg")) == 1
    for table in read.named("table"):
        assert inside(table, "caption")
        assert all(each["scope"] == ("col" if "thead" in each["within"] else "row") for each in inside(table, "th"))
        assert all(each["text"].strip() for each in inside(table, "th"))
    assert all(each["role"] == "img" for each in read.named("svg"))
    assert read.named("html")[0]["lang"] == report.language
    assert read.named("a")[0]["href"] == "#content"


@settings(max_examples=examples(10))
@given(reports())
def test_what_is_invented_is_said_at_the_top_in_the_title_and_with_every_table_and_drawing(report):
    read = Read(as_page(report))
    notes = [each for each in read.found if each.get("class") == "invented"]
    if report.invented is None:
        assert not notes
        return
    told = visible(report.invented)
    assert {each["text"] for each in notes} == {told}
    assert notes[0]["within"] == ["html", "body", "header"]
    assert read.named("title")[0]["text"].endswith(told)
    assert all(told in each["text"] for each in read.named("caption"))
    assert all(told in inside(each, "title")[0]["text"] for each in read.named("svg"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_language_of_the_report(language):
    page = as_page(Report(title="a", subtitle="", notes=("b",), sections=(Section(title="c"),) * 2, language=language))
    assert f'<html lang="{language}">' in page
    assert text(language, "page", "skip") in page
    assert (text(language, "answer", "unread") in page) == (language != "en")


def test_on_paper_every_sheet_says_what_is_invented_and_no_text_leaves_its_string():
    assert r'content: "The population is invented \28 invented\2d shares\2e toml\2c  seed 7\29 \2e "' in style(INVENTED)
    assert style('"; } body { display: none } "').count("display: none") == style(None).count("display: none")


def test_the_style_that_the_page_allows_is_its_own():
    page = as_page(REPORT)
    assert "default-src 'none'" in page
    assert re.search(r"style-src 'sha256-[\w+/]{43}='", page)
    assert "<script" not in page


def colours(css):
    """Give the colours by name, of each of the styles: by day, by night, on paper."""
    return [
        dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    ]


@pytest.mark.parametrize(("letters", "ground", "least"), [
    ("ink", "ground", 7), ("quiet", "ground", 7), ("link", "ground", 4.5), ("ink", "head", 7),
    ("invented-ink", "invented-ground", 7), ("line", "ground", 3), ("invented-line", "invented-ground", 3),
])  # fmt: skip
def test_letters_and_lines_stand_out_by_day_by_night_and_on_paper(letters, ground, least):
    styles = colours(style(None))
    assert len(styles) == 3
    assert [found for each in styles if (found := contrast(each[letters], each[ground])) < least] == []


def test_a_page_is_written_as_a_whole(tmp_path):
    write_page(REPORT, tmp_path / "report.html")
    page = tmp_path.joinpath("report.html").read_text("utf-8")
    assert page == as_page(REPORT)
    assert "EUR 1,200,000.50" in page
    assert BY_SIZE.title in page
    assert list(tmp_path.iterdir()) == [tmp_path / "report.html"]

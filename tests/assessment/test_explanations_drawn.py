"""What a measure says in words is what its book says: of any measure, in any language, on any day."""

import datetime as dt
import itertools
import json
import re
from fractions import Fraction
from functools import cache
from typing import Any, cast

import tomli
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.drawing import days_of
from tests.installed import CATALOGUE

from intra_core.assessment.explaining import Reading, explain
from intra_core.assessment.explanation import allocation_to_dict
from intra_core.assessment.explanation_page import Page, clock
from intra_core.model.days import FIRST
from intra_core.provenance import Mark
from intra_core.rules.edition import figures_named
from intra_core.rules.kinds import RATE, number_of
from intra_core.rules.language import Named, Not, Or, walk
from intra_core.rules.prose import sentence
from intra_core.texts import LANGUAGES, text

MEASURES = tuple(each.id for each in CATALOGUE)
GIVING = tuple(each.id for each in CATALOGUE if any(call.allocation for call in each.identity.calls))
"""Measures that tell how the money of a call is given out."""
LANGUAGE = st.sampled_from(LANGUAGES)


@cache
def turns(name):
    return [None, *(dt.date.fromordinal(day) for day in days_of(CATALOGUE[name]))]


@st.composite
def explained(draw, names=MEASURES):
    """A measure, the language in which it is explained, and the day whose figures stand in the sentences, if any."""
    name = draw(st.sampled_from(names))
    return name, draw(LANGUAGE), draw(st.sampled_from(turns(name)))


def own(words, language):
    """Give a text of the file; where it is not there in the language, the English one is marked."""
    if words is None:
        return None
    return words.in_language(language) if words.has(language) else f"{words} [en]"


def day_of(on, period):
    """Give the day nearest to another on which something surely holds."""
    last = on.toordinal() if period.until is None else min(on.toordinal(), period.until.early)
    return max(last, period.since.late)


def said(measure, node, language, on, period):
    """Say a rule with the figures of a day."""
    figures = {}
    if on is not None:
        day = day_of(on, period)
        figures = measure.on(day, day).edition.figures
    return sentence(node, figures, measure.vocabulary, language)


@given(explained())
def test_an_explanation_has_all_that_the_book_has_in_its_order(drawn):
    name, language, on = drawn
    measure = CATALOGUE[name]
    found, book, identity = explain(measure, language, on), measure.rules.book, measure.identity
    plain = cast("Any", measure.explain(language, on).to_dict())
    assert plain == found.to_dict() == json.loads(json.dumps(plain))
    assert (plain["measure"], plain["digest"], plain["kind"]) == (measure.id, identity.digest, identity.kind)
    assert (plain["language"], plain["on"]) == (language, on and on.isoformat())
    assert (plain["region"], plain["planned"]) == (measure.region, identity.planned)
    assert plain["title"] == identity.title.in_language(language)
    versions = [(each.id, version) for each in book.conditions for version in each.versions]
    assert [each["id"] for each in plain["conditions"]] == [name for name, _ in versions]
    for each, (_, version) in zip(plain["conditions"], versions, strict=True):
        rule = version.node if version.applies is None else Or((Not(version.applies), version.node))
        assert each["says"] == (own(version.says, language) or said(measure, rule, language, on, version.period))
        assert each["mark"] == version.basis.mark.value
        assert (each["source"] is None) == (version.basis.source is None)
        assert each["rows"] == list(version.basis.rows)
    named = dict.fromkeys(each.name for node in book.nodes() for each in walk(node) if isinstance(each, Named))
    assert [each["name"] for each in plain["amounts"]] == list(named)
    assert all(each["given"] == (each["name"] in book.derived) for each in plain["amounts"])
    figures = [name for name in figures_named(*book.nodes()) if name in book.parameters]
    assert [each["figure"] for each in plain["figures"]] == figures
    for each in plain["figures"]:
        parameter = book.parameters[each["figure"]]
        assert each["law"] == parameter.law
        assert [version["mark"] for version in each["versions"]] == [one.basis.mark.value for one in parameter.versions]
        figures_ = {str(version.figure) for version in parameter.versions}
        assert len({told["value"] for told in each["versions"]}) == len(figures_), each["figure"]
    assert [each["id"] for each in plain["calls"]] == [call.id for call in identity.calls]
    assert [each["id"] for each in plain["duties"]] == [duty.id for duty in book.duties]
    assert [each["says"] for each in plain["described"]] == [
        ": ".join(filter(None, (own(each.title, language), own(each.says, language)))) for each in identity.described
    ]
    assert len(plain["instalments"]) == len(book.instalments)
    assert plain["in_kind"] == own(book.in_kind, language)
    assert (plain["costs"] is None, plain["state_aid"] is None) == (book.costs is None, book.state_aid is None)
    assert plain["authority"] == (measure.authority.in_language(language) if measure.authority else identity.authority)


STANDS = ("says", "value", "title", "address", "note", "label", "award", "in_kind", "authority", "due", "figure")
DAYS = re.compile(r"\d{4}-\d{2}-\d{2}")


def words_in(tree, keys=STANDS):
    """Give every text under some keys, wherever it stands."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key in keys and isinstance(value, str):
                yield value
            else:
                yield from words_in(value, keys)
    elif isinstance(tree, list):
        for each in tree:
            yield from words_in(each, keys)


def squeezed(line):
    return " ".join(line.split())


@given(explained())
def test_a_page_says_all_that_the_explanation_tells_to_programs(drawn):
    name, language, on = drawn
    measure = CATALOGUE[name]
    found = measure.explain(language, on)
    plain = cast("Any", found.to_dict())
    assert str(found) == "\n".join(found.lines())
    page = squeezed(str(found))
    # Of breaks, and of how the money is given out, the page has its own words.
    calls = [{**call, "allocation": None, "interruptions": None} for call in plain["calls"]]
    for each in (*plain["conditions"], *plain["duties"]):
        assert f"  {each['id']}: {each['says']}" in found.lines()
    for words in words_in({**plain, "calls": calls, "assumed": None}):
        assert squeezed(words) in page, words
    for kind in plain["cost_kinds"]:
        assert kind in page
    for call in () if plain["planned"] else calls:
        for told in filter(None, (call["opens"], call["closes"], call["costs"]["since"])):
            # A day that is known to an interval is written as its first and its last.
            for day in DAYS.findall(str(told)):
                assert squeezed(found.writer.tongue.day(dt.date.fromisoformat(day).toordinal())) in page
    for its in () if plain["planned"] else measure.identity.calls:
        if its.budget is not None:
            kind = number_of(its.budget.currency)
            assert squeezed(found.writer.number(kind, Fraction(its.budget.minor, kind.scale))) in page
        for second in (its.opens_at, its.closes_at):
            assert second is None or f"{second // 3600:02d}:{second // 60 % 60:02d}" in page
    for part in ("calls", "conditions", "figures", "duties", "described"):
        assert (text(language, "explanation", part) in found.lines()) == bool(
            plain[part] or (part == "calls" and plain["planned"])
        )
    if on is not None:
        assert found.writer.tongue.day(on.toordinal()) in found.lines()[1]


@given(explained(GIVING))
def test_a_page_tells_how_the_money_of_a_call_is_given_out(drawn):
    name, language, on = drawn
    measure = CATALOGUE[name]
    found = measure.explain(language, on)
    page, told = Page(found), squeezed(str(found))
    for call in measure.identity.calls:
        lines = page.call(call)
        if call.allocation is None:
            assert text(language, "explanation", "allocation") not in lines
            continue
        its = call.allocation
        assert text(language, "explanation", "allocation") in lines
        shares = [*(each.share for each in its.reserves), *(each.weight for each in its.criteria)]
        for share in filter(None, shares):
            percent = found.writer.number(RATE, Fraction(share.basis_points, 10_000))
            assert any(percent in line for line in lines), share
        for reserve in its.reserves:
            assert squeezed(reserve.whom.in_language(language)) in told
        for criterion in its.criteria:
            assert any(criterion.id in line for line in lines)
        for budget in its.budgets.values():
            kind = number_of(budget.currency)
            assert any(found.writer.number(kind, Fraction(budget.minor, kind.scale)) in line for line in lines)
        for tie in its.ties:
            assert any(page.tie(tie) in line for line in lines)
        assert len({page.tie(tie) for tie in its.ties}) == len({(tie.by, tie.first) for tie in its.ties})


@given(st.integers(0, 86_399))
def test_a_second_of_the_day_is_written_as_its_hour_and_minute(second):
    assert dt.time.fromisoformat(clock(second)) == dt.time(second // 3600, second % 3600 // 60)


@given(explained())
def test_what_a_page_says_of_days_names_those_on_which_a_rule_begins_and_ends(drawn):
    name, language, on = drawn
    measure = CATALOGUE[name]
    found = measure.explain(language, on)
    page, tongue = Page(found), found.writer.tongue
    for each in itertools.chain(found.conditions, found.duties, *(figure.versions for figure in found.figures)):
        says, marks = page.period(each.period), (each.period.since, each.period.until)
        for mark in marks:
            if mark is not None and mark.late > FIRST:
                assert tongue.day(mark.early) in says
                assert tongue.day(mark.late) in page.mark(mark)
        assert bool(says) == (each.period.since.late > FIRST or each.period.until is not None)


@given(explained())
def test_an_explanation_names_each_thing_that_is_assumed(drawn):
    name, language, on = drawn
    measure = CATALOGUE[name]
    found = measure.explain(language, on)
    unread = [] if language == "en" else ["language"]
    statements = [*found.conditions, *filter(None, (found.costs, found.state_aid)), *found.duties, *found.described]
    expected = [each.says for each in statements if each.basis.mark is Mark.ASSUMED]
    told = [(each.what, each.value) for each in found.assumed]
    assert [what for what, _ in told][: len(unread)] == unread
    assert [value for _, value in told if value in expected] == expected
    figures = [each.label for each in found.figures for version in each.versions if version.basis.mark is Mark.ASSUMED]
    assert [what for what, _ in told][len(told) - len(figures) :] == figures
    lines = [squeezed(line) for line in found.lines()]
    assert all(
        any(squeezed(f"{each.shown or each.value} ({each.why})") in line for line in lines) for each in found.assumed
    )


@given(explained(), st.data())
def test_a_reading_says_each_amount_and_figure_of_the_book(drawn, data):
    name, language, on = drawn
    measure = CATALOGUE[name]
    reading, book = Reading.of(measure, language, on), measure.rules.book
    assert (reading.measure, reading.language, reading.on) == (measure, language, on)
    amounts = {each.name: each for node in book.nodes() for each in walk(node) if isinstance(each, Named)}
    found = {each.name: each for each in reading.amounts()}
    assert found.keys() == amounts.keys()
    for called, node in amounts.items():
        figures = measure.on(on.toordinal(), on.toordinal()).edition.figures if on is not None else {}
        assert found[called].says == sentence(node.body, figures, measure.vocabulary, language)
        assert found[called].label == measure.vocabulary.label(called, language)
    assert measure.reading(language).language == language
    assert measure.reading(language).measure is measure
    if on is not None:
        version = data.draw(st.sampled_from([one for each in book.conditions for one in each.versions]))
        assert reading.near(version.period) == day_of(on, version.period)


@given(st.sampled_from(GIVING))
def test_programs_are_told_how_the_money_of_a_call_is_given_out_as_its_file_says(name):
    measure = CATALOGUE[name]
    folder = CATALOGUE.region(measure.region).region.folder
    assert folder is not None
    file = tomli.loads((folder / "measures" / f"{name.partition('.')[2]}.toml").read_text("utf-8"))
    calls = {each["id"]: each.get("allocation") for each in file["call"]}
    for call in measure.identity.calls:
        said = calls[call.id]
        if call.allocation is None:
            assert said is None
            continue
        told = cast("Any", allocation_to_dict(call.allocation))
        for word in ("order", "last", "beyond", "members", "unused_reserve", "mark", "note"):
            assert told[word] == said.get(word)
        assert told["source"]["id"] == said["source"]
        assert told["rows"] == ([said["row"]] if isinstance(said.get("row"), str) else said.get("row", []))
        for key in ("reserves", "ties"):
            written = [{word: each for word, each in one.items() if each is not None} for one in told[key]]
            assert [{**one, **each} for one, each in zip(written, said.get(key, []), strict=True)] == written
        merit = said.get("merit", {})
        weighed = [(each["id"], each.get("weight")) for each in merit.get("criteria", [])]
        assert [(each["id"], each["weight"]) for each in told["criteria"]] == weighed
        assert bool(told["least_merit"]) == ("least" in merit)
        assert told["budgets"] == said.get("budgets", {})

"""The pages for native readers hold every text once, and keep a mark for as long as its text does not change."""

import importlib
import re
import sys

import pytest
from docs.rows import DOCS
from tests.installed import CATALOGUE

from intra_core.handbook import project_frame
from intra_core.law.texts import texts_in
from intra_core.rules.payment import SOMETHING
from intra_core.testing.conformance.checks.texts import texts_of
from intra_core.testing.conformance.examined import Examined
from intra_core.texts import LANGUAGES

sys.path.insert(0, str(DOCS))
pages = importlib.import_module("prose_pages")
sys.path.remove(str(DOCS))
LINE = re.compile(r"- \[([ x])\] `([^`]+)` (.+)")


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request, tmp_path_factory):
    """Give a language with its page as it is written where there is none yet."""
    return request.param, pages.page(request.param, tmp_path_factory.mktemp("none") / "none.md")


def texts(page):
    return [found.groups() for found in map(LINE.fullmatch, page.splitlines()) if found]


def test_every_text_has_an_id_of_its_own(page):
    ids = [name for _, name, _ in texts(page[1])]
    assert len(ids) > 400
    assert sorted(set(ids)) == sorted(ids)
    assert page[1].count("- [ ]") == len(ids)


def test_every_condition_of_the_regions_that_speak_the_language_is_there(page):
    language, written = page
    found = {name for _, name, _ in texts(written)}
    for loaded in CATALOGUE.regions:
        spoken = language == "en" or language in loaded.region.languages
        for rules in loaded.region.measures:
            own = {name for name in found if name.startswith(f"{rules.identity.id}/condition/")}
            conditions = [
                (each.id, version)
                for each in rules.book.conditions
                for version in each.versions
                if each.id != SOMETHING
                if language == "en" or version.says is None or version.says.has(language)
            ]
            assert len(own) == (len(conditions) if spoken else 0), rules.identity.id


def test_every_text_of_every_file_of_a_region_is_there(page):
    language, written = page
    for loaded in CATALOGUE.regions:
        if language == "en" or language in loaded.region.languages:
            files = Examined.of(CATALOGUE, loaded.region.id).documents
            told = [each[language] for file in files.values() for _, each in texts_of(file) if language in each]
            assert len(told) > 200
            assert [each for each in told if pages._escaped(each) not in written] == []


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_what_the_project_claims_and_recommends_is_there(language, tmp_path):
    written = {name for _, name, _ in texts(pages.page(language, tmp_path / "none.md"))}
    frame = project_frame()
    assert {f"project/claims/{place}/said" for place, _ in enumerate(frame.claims, 1)} <= written
    assert {name.split("/")[-2] for name in written if name.startswith("project/recommendation_sets/")} >= {
        each.id for each in frame.recommendations
    }


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_the_law_is_there_with_every_text(language, tmp_path):
    told = [pages._escaped(text) for text in texts_in(language).values()]
    written = {text for _, _, text in texts(pages.page(language, tmp_path / "none.md"))}
    assert set(told) <= written


def test_a_mark_stays_with_its_text_and_goes_when_the_text_changes(tmp_path):
    file = tmp_path / "it.md"
    fresh = pages.page("it", file)
    (_, first, text), (_, second, other) = texts(fresh)[:2]
    file.write_text(
        fresh.replace(f"- [ ] `{first}` {text}", f"- [x] `{first}` {text}").replace(
            f"- [ ] `{second}` {other}", f"- [x] `{second}` what it said before"
        ),
        "utf-8",
    )
    marks = {name: mark for mark, name, _ in texts(pages.page("it", file))}
    assert (marks[first], marks[second]) == ("x", " ")
    assert sum(mark == "x" for mark in marks.values()) == 1


def test_what_markdown_would_take_for_its_own_is_escaped():
    assert pages._escaped("a*b_c [d] <e> `f`") == r"a\*b\_c \[d\] \<e\> \`f\`"

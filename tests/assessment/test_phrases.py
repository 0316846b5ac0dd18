"""Every language says everything that the library may have to say, and who has read it is told."""

import datetime as dt
import re
from importlib import resources

import pytest
import tomli
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.installed import CATALOGUE

import intra_core
from intra_core import texts
from intra_core.rules.languages import TONGUES
from intra_core.texts import LANGUAGES, Reading, record, text

FILES = {
    language: tomli.loads((resources.files("intra_core.texts") / f"{language}.toml").read_text("utf-8"))
    for language in LANGUAGES
}
TABLES = ("answer", "explanation", "form", "command", "handbook", "page")
CERTIFICATION = CATALOGUE["slovenia.certification"]
ON = dt.date(2024, 9, 2)


def holes(pattern):
    """Name what is filled in, with the way in which it is shown."""
    return sorted(re.findall(r"{[^}]*}", pattern))


def test_every_language_that_reads_rules_out_has_its_texts():
    assert set(LANGUAGES) == set(TONGUES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_texts_of_every_language_are_the_same_with_the_same_parts(language):
    for table in TABLES:
        ours, english = FILES[language][table], FILES["en"][table]
        assert list(ours) == list(english)
        assert {name: holes(each) for name, each in ours.items()} == {
            name: holes(each) for name, each in english.items()
        }
    assert FILES[language].keys() == {"name", "first", "read", *TABLES}


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_a_text_is_no_copy_of_the_english_one(language):
    alike = {
        (table, name)
        for table in TABLES
        for name, each in FILES[language][table].items()
        if each == FILES["en"][table][name] and re.search(r"[^\W_]{2}", re.sub(r"{[^}]*}", "", each))
    }
    assert alike == set()


@given(language=st.text(max_size=3))
def test_a_language_without_a_file_has_the_english_texts(language):
    if language not in LANGUAGES:
        assert text(language, "command", "open") == text("en", "command", "open")
        assert record(language) == record("en")


# Who has read a language.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_comes_from_the_project_or_from_a_machine(language):
    assert record(language).first == ("project" if language == "en" else "machine")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reading_is_known_so_every_language_but_english_is_unread(language):
    """Whoever reads one enters name and day in its file, and changes this line with it."""
    assert record(language).read == ()
    assert record(language).unread == (language != "en")


def test_one_reading_is_enough():
    assert not evolve(record("sl"), read=(Reading("Somebody", ON),)).unread


def assumed(told):
    return [each for each in told["assumed"] if each["what"] == "language"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_in_an_unread_language_says_so_once(language):
    answer = CERTIFICATION.assess(intra_core.Application(region="slovenia"), ON).in_language(language)
    wanted = {"what": "language", "value": language, "why": FILES[language]["answer"]["unread"]}
    assert assumed(answer.to_dict()) == ([wanted] if language != "en" else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_explanation_in_an_unread_language_says_so_once(language):
    told = CERTIFICATION.explain(language, ON)
    wanted = {"what": "language", "value": language, "why": FILES[language]["answer"]["unread"]}
    assert assumed(told.to_dict()) == ([wanted] if language != "en" else [])
    assert str(told).count(FILES[language]["answer"]["unread"]) == (language != "en")
    assert language == "en" or record(language).name in str(told)


def test_a_language_that_somebody_has_read_says_nothing(monkeypatch):
    read = {**FILES["it"], "read": [{"by": "Somebody", "on": ON}]}
    monkeypatch.setattr(texts, "_tree", {"it": read}.__getitem__)
    assert record("it").read == (Reading("Somebody", ON),)
    assert assumed(CERTIFICATION.explain("it", ON).to_dict()) == []

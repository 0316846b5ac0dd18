"""The law names everything in every language, and reads none of them before it is asked for."""

import pickle
import subprocess
import sys
from importlib import resources
from string import Formatter

import pytest
import tomli
from tests.installed import CATALOGUE

from intra_core.law.texts import LANGUAGES, forms_in, texts_in
from intra_core.law.vocabulary import FILES, law_vocabulary
from intra_core.model.text import Later
from intra_core.rules.kinds import YesNo
from intra_core.rules.languages import TONGUES
from intra_core.texts import LANGUAGES as ALL

LAW = law_vocabulary()
NAMES = {
    **{("label", name): each.label for name, each in LAW.facts.items()},
    **{("question", name): each.question for name, each in LAW.facts.items()},
    **{("word", word): each for word, each in LAW.words.items()},
    **{("label", name): each for name, each in LAW.labels.items()},
    **{("change", f"{name} {way}"): each.says for (name, way), each in LAW.changes.items()},
}


def test_the_languages_of_every_region_have_their_file():
    spoken = {language for each in CATALOGUE.regions for language in each.region.languages}
    assert spoken <= {"en", *LANGUAGES} == set(ALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_the_law_names_has_its_text_and_nothing_else_has_one(language):
    assert texts_in(language).keys() == NAMES.keys()
    assert forms_in(language).keys() == LAW.units.keys()
    for (kind, name), text in NAMES.items():
        assert text.in_language(language) == texts_in(language)[kind, name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_stand_in_the_order_of_the_vocabulary(language):
    tree = tomli.loads((resources.files("intra_core.law") / f"texts/{language}.toml").read_text("utf-8"))
    for table, names in (("word", LAW.words), ("unit", LAW.units), ("label", LAW.labels)):
        assert list(tree[table]) == list(names)
    assert [name for kind, name in texts_in(language) if kind == "change"] == [" ".join(each) for each in LAW.changes]
    labelled = [name for kind, name in texts_in(language) if kind == "label"]
    assert [name for name in labelled if name in LAW.facts] == list(LAW.facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_questions_and_labels_fit_into_a_sentence(language):
    for (kind, name), text in texts_in(language).items():
        assert text == " ".join(text.split())
        if kind == "question":
            assert text.endswith("?")
            assert text.startswith("¿") == (language == "es")
        elif kind == "label":
            assert not text.endswith((".", "?", ","))
            fact = LAW.facts.get(name)
            assert text[0].islower() or text.split()[0] in {"SME", "Estado", "Estado-Membro", "Stato", "Minimal"}
            assert bool(TONGUES[language].stated(text).verb) or fact is None or not isinstance(fact.kind, YesNo), text


def filled(text):
    """Name what is filled in; Slovenian takes a number where a case would depend on it ("2 več" for "2 more")."""
    return {"by" if name == "n" else name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_advice_fills_in_what_the_english_one_does_and_is_part_of_a_sentence(language):
    for (kind, name), text in texts_in(language).items():
        if kind == "change":
            assert filled(text) == filled(NAMES[kind, name].in_language("en")), name
            assert text[0] == "{" or text[0].islower(), name
            assert not text.endswith("."), name
            assert text != NAMES[kind, name].in_language("en")


def test_the_law_s_own_files_hold_english_only():
    """Another language stands in its own file, or a reader of that file would never see it."""

    def languages(tree):
        if isinstance(tree, dict) and isinstance(tree.get("en"), str | list):
            yield from tree
        elif isinstance(tree, dict):
            for each in tree.values():
                yield from languages(each)

    for name in FILES:
        tree = tomli.loads((resources.files("intra_core.law") / name).read_text("utf-8"))
        assert set(languages(tree)) <= {"en"}


READ = """
import sys
read = []
sys.addaudithook(lambda event, args: read.append(str(args[0])) if event == "open" else None)
import datetime, intra_core
catalogue = intra_core.load_regions()
application = intra_core.Application(region="slovenia", on=datetime.date(2024, 9, 2))
answer = catalogue.assess(application)
language = sys.argv[1]
if language != "none":
    answer.in_language(language).to_dict()
names = (each.replace("\\\\", "/").rpartition("/texts/") for each in read if each.endswith(".toml"))
print(*sorted({name for _, found, name in names if found}))
"""


@pytest.mark.parametrize(("language", "read"), [("none", ""), ("en", "en.toml"), ("sl", "sl.toml"), ("pt", "pt.toml")])
def test_a_language_is_read_when_it_is_asked_for_and_no_other(language, read):
    done = subprocess.run([sys.executable, "-c", READ, language], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == read


# Texts that are fetched.


def test_what_is_fetched_is_a_mapping_like_any_other():
    asked = []

    def fetch(language):
        asked.append(language)
        return {"sl": "sejem", "en": "never asked"}.get(language)

    texts = Later({"en": "fair"}, ("en", "sl", "it"), fetch)
    assert texts["en"] == "fair"
    assert asked == []
    assert dict(texts) == {"en": "fair", "sl": "sejem"}
    assert len(texts) == 2
    assert "it" not in texts
    assert "fr" not in texts
    assert "fr" not in asked
    assert repr(texts) == "<Later {'en': 'fair'} and en, sl, it>"


def test_what_is_fetched_survives_being_kept():
    text = pickle.loads(pickle.dumps(LAW.words["fair"]))  # noqa: S301 (its own)
    assert text.in_language("it") == "fiera"


def test_a_word_in_six_languages():
    labels = {language: LAW.word("fair", language) for language in ALL}
    assert labels == {"en": "fair", "bg": "панаир", "es": "feria", "it": "fiera", "pt": "feira", "sl": "sejem"}

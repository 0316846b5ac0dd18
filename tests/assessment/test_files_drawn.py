"""An application is the same from a text, from a file, as TOML and as JSON; a kind is named as files name it."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.test_each_measure import MEASURES
from tests.installed import CATALOGUE
from tests.soak import examples

import intra_core
from intra_core.assessment.questions import type_of
from intra_core.model.money import MEASURED_IN
from intra_core.rules.kinds import KIND_WORDS, kind_of
from intra_core.testing.strategies.applications import applications
from intra_core.testing.toml_text import in_json
from intra_core.testing.written import as_toml, tree_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("applications")


@settings(max_examples=examples(25))
@given(st.data())
def test_an_application_is_the_same_from_a_text_and_a_file_in_either_form(folder: Path, data):
    drawn = data.draw(applications(data.draw(st.sampled_from(MEASURES))))
    other = data.draw(st.sampled_from([each.region.id for each in CATALOGUE.regions]))
    forms = {"one.toml": as_toml(drawn), "one.json": json.dumps(tree_of(drawn), default=in_json)}
    for name, text in forms.items():
        (folder / name).write_text(text, "utf-8")
        for read in (intra_core.parse_application(text), intra_core.read_application(folder / name)):
            # What the region's own facts are is known to the region alone: a day in JSON is a text until then.
            assert tree_of(CATALOGUE.of_region(drawn.region)[0].intake.take(read)) == tree_of(drawn)
        assert intra_core.read_application(folder / name, region=other).region == other
        assert intra_core.parse_application(text, region=other).region == other


@given(st.sampled_from(KIND_WORDS))
def test_a_kind_is_asked_for_by_a_word_that_vocabularies_have_for_it(word):
    kind = kind_of(word)
    assert kind is not None
    asked = type_of(kind)
    if word in MEASURED_IN:
        assert asked == "money"  # in which currency, the region says
    elif word.startswith(("choice", "code")):
        assert asked == word.partition(" ")[0]
    else:
        assert kind_of(asked) == kind

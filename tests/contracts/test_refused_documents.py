"""What is wrong with a document, its schema refuses, and so does the reader."""

import contextlib
import copy
import io
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from tests.contracts.documents import (
    CASES,
    COMMANDS,
    SCHEMAS,
    application,
    as_json,
    faults,
    through_json,
    tree,
)
from tests.contracts.spoilt import GONE, WRONG
from tests.installed import CATALOGUE

import intra_core
from intra_core.cli import main
from intra_core.io.decode import document_from
from intra_core.io.group_file import group_question
from intra_core.law.group_words import group_words

pytestmark = pytest.mark.usefixtures("loaded_once")


def spoilt(value: Any, path: str, wrong: object) -> Any:
    """Give a copy with something else, or nothing, at a path."""
    whole = place = copy.deepcopy(value)
    *way, last = path.split("/")
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if wrong is GONE:
        del place[last]
    else:
        place[last] = wrong
    return whole


def wrongs(*chosen: str) -> Any:
    cases = [(name, path, wrong) for name in chosen for path, wrong in WRONG[name]]
    named = [f"{name} {path} {'gone' if wrong is GONE else wrong}" for name, path, wrong in cases]
    return pytest.mark.parametrize(("name", "path", "wrong"), cases, ids=named)


EXTREMADURA = "plugins/extremadura/src/intra_extremadura"


def answered(*words: str) -> Any:
    """Give what the command line writes, for more than one test."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main([*words, "--json"]) == 0
    return json.loads(out.getvalue())


def new_region() -> Any:
    with tempfile.TemporaryDirectory() as folder:
        return answered("regions", "new", "lakes", "--folder", str(Path(folder) / "intra-lakes"))


@cache
def right(name: str) -> Any:
    """Give something that a schema accepts."""
    certification = application("slovenia.certification", 0)
    examples = {
        "application": lambda: certification,
        "answer": lambda: CATALOGUE.assess(intra_core.parse_application(json.dumps(certification))).to_dict(),
        "measure": lambda: tree("plugins/slovenia/src/intra_slovenia/measures/certification.toml"),
        "vocabulary": lambda: tree("src/intra_core/law/vocabulary.toml"),
        "region": lambda: tree("plugins/slovenia/src/intra_slovenia/region.toml"),
        "group": lambda: {"policies": {}, **tree("examples/law/partner.toml")},
        "practice": lambda: tree(f"{EXTREMADURA}/practices/pimex.toml"),
        "rank": lambda: answered(
            "rank",
            "abruzzo.export_manager.2015",
            "examples/award/export_manager.csv",
            "--last=cut",
            "--beyond=ends",
            "--members=reserve-first",
            "--unused-reserve=kept",
        ),
        "plan": lambda: tree(f"{EXTREMADURA}/plan.toml"),
        "institutions": lambda: tree(f"{EXTREMADURA}/institutions.toml"),
        "practices-answer": lambda: answered("practices", "--region", "extremadura"),
        "plan-answer": lambda: answered("plan", "extremadura"),
        "institutions-answer": lambda: answered("institutions", "extremadura"),
        "regions": lambda: {"regions": [{"region": "slovenia", "version": "0.1.0"}], "quarantined": []},
        "case": lambda: as_json(tomli.loads(CASES)),
        "new": new_region,
        "boundaries": lambda: tree("plugins/abruzzo/src/intra_abruzzo/boundaries/simest_loan.toml"),
        "measures": lambda: {"measures": [{"measure": "slovenia.certification", "title": "Certification voucher"}]},
    }
    return through_json(examples[name]() if name in examples else answered(*COMMANDS[name]))


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_spoilt_below_is_right_before(name):
    assert faults(name, right(name)) == []


@wrongs(*WRONG)
def test_what_is_wrong_is_refused(name, path, wrong):
    assert faults(name, spoilt(right(name), path, wrong)) != []


@wrongs("application")
def test_what_the_schema_of_an_application_refuses_the_reader_refuses(name, path, wrong):
    with pytest.raises(intra_core.WrongInput):
        CATALOGUE.assess(intra_core.parse_application(json.dumps(spoilt(right(name), path, wrong))))


@wrongs("group")
def test_what_the_schema_of_a_group_refuses_the_reader_refuses(name, path, wrong):
    with pytest.raises(intra_core.WrongInput):
        group_question(document_from(json.dumps(spoilt(right(name), path, wrong)), "group.json"), group_words())


@pytest.mark.parametrize("value", [{}, [], None, "slovenia"], ids=str)
def test_what_is_no_application_is_refused(value):
    assert faults("application", value) != []


@pytest.mark.parametrize(
    "name",
    [
        "answer",
        "regions",
        "measures",
        "practices-answer",
        "plan-answer",
        "institutions-answer",
        "sme",
        "headroom",
        "rank",
        "simulation",
        "watch",
        "check",
        "test",
        "mutate",
        "new",
        "boundaries-answer",
    ],
)  # fmt: skip
def test_answers_may_have_more_keys(name):
    value = {**copy.deepcopy(right(name)), "since_then": True}
    assert faults(name, value) == []


def test_a_region_from_elsewhere_may_have_a_table_of_its_own():
    stated = {"region": "atlantis", "undertaking": {"employees": 3}, "atlantis": {"depth": "3 m"}}
    assert faults("application", stated) == []
    assert faults("application", {**stated, "region": "slovenia"}) != []

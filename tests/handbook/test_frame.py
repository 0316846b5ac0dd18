"""The frame of the project: what its own documents say, held against them; conflicting counts stay side by side."""

import datetime as dt
import doctest
from importlib import resources
from pathlib import Path

import pytest

from intra_core.handbook import project_frame
from intra_core.io.decode import document_from
from intra_core.io.frame_file import FrameFiles, frame
from intra_core.model.frame import Frame
from intra_core.model.recommendation import RecommendationCategory
from intra_core.model.support import Service, Stage, stages_between
from intra_core.provenance import Mark
from intra_core.texts import LANGUAGES

FRAME = project_frame()
NAMES = ("project", "recommendations", "events", "indicators", "services")


def test_two_phases_follow_each_other():
    first, second = FRAME.phases
    assert (first.since, second.until) == (dt.date(2016, 4, 1), dt.date(2021, 3, 31))
    assert second.since - first.until == dt.timedelta(days=1)


def test_counts_of_practices_conflict_and_none_is_made_the_true_one():
    claims = FRAME.claims_about("practices-collected")
    assert [each.count for each in claims] == [89, 98, None, None]
    assert claims[2].said.in_language("en") == "almost one hundred study cases identified"
    assert [each.count for each in FRAME.claims_about("practices-in-the-handbook")] == [83, 83]
    assert all(each.on is not None for each in FRAME.claims if each.region is None)


def test_of_every_region_something_is_claimed_and_of_bulgaria_no_number():
    counts = {region: FRAME.claims_about("practices-collected", region) for region in FRAME.regions}
    numbers = {region: claim.count for region, (claim,) in counts.items()}
    assert numbers == {
        "slovenia": 21, "bulgaria": None, "extremadura": 16, "algarve": 5, "westmidlands": 20, "abruzzo": 17,
    }  # fmt: skip


def test_fifteen_recommendations_are_of_the_european_level_and_the_other_sets_stand_by_name():
    assert [each.number for each in FRAME.recommendations] == list(range(1, 16))
    assert {each.category for each in FRAME.recommendation_sets} == set(RecommendationCategory)
    filled = [each.category for each in FRAME.recommendation_sets if each.recommendations]
    assert filled == [RecommendationCategory.EU_LEVEL]
    sixth = FRAME.recommendation(6)
    assert sixth is not None
    assert sixth.id == "digital-skills-ecommerce"
    assert FRAME.recommendation(16) is None


def test_an_event_says_when_it_was_or_what_is_known_of_that():
    assert len(FRAME.events) == 26
    assert all(each.begins is not None or each.when is not None for each in FRAME.events)
    assert all(each.kinds for each in FRAME.events)
    meeting = next(each for each in FRAME.events if each.id == "partner-meeting-maribor")
    assert meeting.regions == ("slovenia",)
    visit = next(each for each in FRAME.events if each.id == "second-round-coventry")
    assert visit.regions == ("westmidlands", "slovenia", "extremadura", "bulgaria", "abruzzo")
    assert next(each for each in FRAME.events if each.id == "final-conference").regions == ()


def test_events_follow_each_other_in_time():
    days = [each.begins.early for each in FRAME.events if each.begins is not None and each.begins.known]
    assert days == sorted(days)


def test_every_service_is_traceable_to_a_taxonomy():
    assert {each.service for each in FRAME.services} == set(Service)
    assert all(each.taxonomies and each.basis.mark is Mark.INFERRED for each in FRAME.services)
    assert [each.stage for each in FRAME.stages] == list(Stage)


def test_what_the_programme_manual_would_say_is_assumed():
    marks = {each.id: each.basis.mark for each in FRAME.indicators}
    assert marks["policy-learning-events"] is Mark.SOURCED
    assert marks["good-practices"] is Mark.ASSUMED
    assert marks["O1"] is Mark.INFERRED


def test_what_practices_plans_and_institutions_show_of_the_project_is_there_in_every_language():
    shown = [each.said for each in FRAME.claims] + [each.says for each in FRAME.recommendations]
    shown += [each.title for each in FRAME.services] + [each.title for each in FRAME.stages]
    assert len(shown) == 50
    assert [str(each) for each in shown for language in LANGUAGES if not each.has(language)] == []


@pytest.mark.parametrize("part", ["claims", "events", "indicators", "phases", "recommendations", "taxonomies"])
def test_every_statement_has_its_source_and_its_rows(part):
    for each in getattr(FRAME, part):
        assert each.basis.source is not None
        assert each.basis.source.read == dt.date(2026, 11, 22)
        assert each.basis.rows


def test_no_stage_lies_between_a_later_and_an_earlier_one():
    assert stages_between(Stage.ENTRY, Stage.AWARENESS) == ()


def test_the_page_of_the_frame_is_right():
    tried = doctest.testfile(str(Path(__file__).parents[2] / "docs" / "project.md"), module_relative=False)
    assert (tried.failed, tried.attempted > 5) == (0, True)


# --- the reader ---------------------------------------------------------------------------------


def read(**changed: tuple[str, str]) -> tuple[Frame, list[str]]:
    documents = {}
    for name in NAMES:
        text = resources.files("intra_core.handbook").joinpath(f"{name}.toml").read_text("utf-8")
        old, new = changed.get(name, ("", ""))
        assert old in text
        documents[name] = document_from(text.replace(old, new, 1) if old else text, f"{name}.toml", "toml")
    found = frame(FrameFiles(**documents))
    return found, [str(complaint) for each in documents.values() for complaint in each.complaints]


def test_the_files_have_no_fault():
    assert read()[1] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("project", 'id        = "intra"', "", "the key 'id' is missing"),
        ("project", "[project]", "[projects]", "unknown key 'projects'"),
        ("project", 'amount = "EUR 1640062.00"', 'amount = "unknown"', ""),
        ("project", "number = 1", "number = 0", "0 is below one"),
        ("project", 'region = "extremadura"', 'region = "estremadura"', "no region of the project is called"),
        ("project", 'said   = { en = "89', 'saids  = { en = "89', "unknown key 'saids'"),
        ("recommendations", "number = 2", "number = 1", "two recommendations have the number 1"),
        ("recommendations", 'id     = "micro-small-attention"', "", "the key 'id' is missing"),
        ("recommendations", 'category = "eu-level"', 'category = "eu"', "unknown word 'eu'"),
        ("recommendations", 'category = "eu-level"', 'category = "bureaucracy"', "no set has the category 'eu-level'"),
        ("events", 'host   = "slovenia"', 'host   = "slovenija"', "did you mean 'slovenia'?"),
        ("events", "ends   = 2016-05-19", "ends   = 2016-05-17", "the event ends before it begins"),
        ("events", "begins = 2016-05-18", "", "nothing says when this was"),
        ("indicators", 'level  = "programme-output"', 'level  = "output"', "unknown word 'output'"),
        ("services", 'service    = "awareness"', 'service    = "aware"', "unknown word 'aware'"),
        ("services", '["ec2008"]', '["ec2009"]', "unknown taxonomy 'ec2009'"),
        ("services", 'title  = { en = "CPSV-AP" }', "", "the key 'title' is missing"),
        ("services", 'stage = "entry"', 'stage = "exit"', "unknown word 'exit'"),
    ],
)
def test_what_is_wrong_in_a_frame_is_told(name, old, new, said):
    complaints = read(**{name: (old, new)})[1]
    assert (said in "\n".join(complaints)) if said else complaints == []


def test_a_project_whose_grant_was_not_found_has_none():
    assert read(project=('amount = "EUR 1640062.00"', 'amount = "unknown"'))[0].grant is None
    assert read()[0].grant is not None
    text = '[grant]\namount = "EUR 1640062.00"\nsource = "state-of-affairs-abruzzo"\n'
    assert read(project=(text + 'mark   = "sourced"\nrow    = "regions.md 1 total grant"\n', ""))[0].grant is None

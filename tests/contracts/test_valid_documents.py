"""What the library reads and writes is what the schemas say."""

import json

import pytest
from tests.contracts.documents import (
    APPLICATIONS,
    CASES,
    COMMANDS,
    GROUPS,
    ROOT,
    application,
    faults,
    through_json,
    tree,
    written,
)
from tests.installed import CATALOGUE
from tests.soak import SOAK, spread

import intra_core
from intra_core.cli import main
from intra_core.law.vocabulary import FILES as OF_THE_VOCABULARY

pytestmark = pytest.mark.usefixtures("loaded_once")

REGIONS = [each.region.id for each in CATALOGUE.regions]
FIRST_MEASURES = {next(measure.id for measure in CATALOGUE if measure.region == region) for region in REGIONS}
"""Of each region the first."""
EXAMPLES = [(measure.id, number) for measure in CATALOGUE for number in spread(range(len(measure.examples)), 3)]
FILES = [
    (file.relative_to(ROOT).as_posix(), name)
    for name, places in {
        "measure": ("plugins/*/src/*/measures/*.toml",),
        "vocabulary": (
            "plugins/*/src/*/vocabulary.toml",
            *(f"src/intra_core/law/{name}" for name in OF_THE_VOCABULARY),
        ),
        "region": ("plugins/*/src/*/region.toml",),
        "practice": ("plugins/*/src/*/practices/*.toml",),
        "plan": ("plugins/*/src/*/plan.toml",),
        "institutions": ("plugins/*/src/*/institutions.toml",),
        "case": ("plugins/*/src/*/cases/*.toml",),
        "boundaries": ("plugins/*/src/*/boundaries/*.toml",),
    }.items()
    for place in places
    for file in sorted(ROOT.glob(place))
]


def test_there_are_applications_to_try():
    assert APPLICATIONS
    assert EXAMPLES


@pytest.mark.parametrize("file", APPLICATIONS)
def test_example_application_is_valid(file):
    assert faults("application", tree(file)) == []


@pytest.mark.parametrize(("file", "name"), FILES)
def test_file_of_a_region_is_valid(file, name):
    assert faults(name, tree(file)) == []


@pytest.mark.parametrize(("measure", "number"), EXAMPLES)
def test_worked_example_is_valid_and_its_answer_too(measure, number):
    stated = application(measure, number)
    assert faults("application", stated) == []
    answer = CATALOGUE.assess(intra_core.parse_application(json.dumps(stated)), measures=(measure,))
    assert faults("answer", through_json(answer.to_dict())) == []
    verdict = answer.assessments[0].verdict.value
    assert verdict == CATALOGUE[measure].examples[number].expect.get("verdict", verdict)


@pytest.mark.parametrize("measure", [measure.id for measure in CATALOGUE])
def test_answers_in_other_languages_are_valid(measure):
    stated = intra_core.parse_application(json.dumps(application(measure, 0)))
    in_other_languages(CATALOGUE.assess(stated, measures=(measure,)), CATALOGUE[measure].languages)


@pytest.mark.parametrize("name", [measure.id for measure in CATALOGUE if SOAK or measure.id in FIRST_MEASURES])
def test_the_answer_of_a_whole_region_in_other_languages_is_valid(name):
    stated = intra_core.parse_application(json.dumps(application(name, 0)))
    in_other_languages(CATALOGUE.assess(stated), CATALOGUE[name].languages)


def in_other_languages(answer: intra_core.Answer, languages: tuple[str, ...]) -> None:
    for language in ("en", *languages, "xx"):
        assert faults("answer", through_json(answer.in_language(language).to_dict())) == []


def test_the_list_of_regions_is_valid(capsys):
    assert faults("regions", written(capsys, "regions")) == []


def test_cases_that_were_run_are_valid(capsys):
    assert faults("test", written(capsys, "test", "slovenia.partnership")) == []


def test_the_list_of_measures_is_valid(capsys):
    assert faults("measures", written(capsys, "measures")) == []


def test_the_list_of_practices_is_valid(capsys):
    assert faults("practices-answer", written(capsys, "practices")) == []


@pytest.mark.parametrize("region", REGIONS)
def test_plan_and_institutions_of_a_region_are_valid(capsys, region):
    assert faults("plan-answer", written(capsys, "plan", region)) == []
    assert faults("institutions-answer", written(capsys, "institutions", region)) == []


@pytest.mark.parametrize("file", GROUPS)
def test_example_of_a_group_is_valid_and_so_are_its_answers(capsys, file):
    assert faults("group", tree(file)) == []
    assert faults("sme", written(capsys, "sme", str(ROOT / file))) == []
    if "member_state" in tree(file):
        assert faults("headroom", written(capsys, "headroom", str(ROOT / file))) == []
        assert faults("headroom", written(capsys, "headroom", str(ROOT / file), "--request", "EUR 5.00")) == []


@pytest.mark.parametrize("file", APPLICATIONS)
def test_the_answer_of_the_command_line_is_valid(capsys, file):
    assert faults("answer", written(capsys, "assess", str(ROOT / file))) == []


def test_the_answers_of_all_regions_are_valid(capsys):
    found = written(capsys, "assess", str(ROOT / APPLICATIONS[0]), "--region", "all")
    assert faults("answer", found) == []
    assert found.keys() >= {"on", "regions", "quarantined"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_answer_of_each_command_is_valid(name, capsys):
    found = written(capsys, *COMMANDS[name])
    assert faults(name, found) == []
    assert faults(name, written(capsys, *COMMANDS[name], "--lang", "sl")) == []


def test_the_answer_about_a_case_that_does_not_hold_is_valid_too(capsys, tmp_path):
    (tmp_path / "no.toml").write_text(CASES.replace("ineligible", "eligible"), "utf-8")
    assert main(["test", str(tmp_path / "no.toml"), "--json"]) == 1
    assert faults("test", json.loads(capsys.readouterr().out)) == []


def test_the_answer_of_a_further_measure_is_valid(capsys, tmp_path):
    folder = str(tmp_path / "intra-lakes")
    written(capsys, "regions", "new", "lakes", "--folder", folder)
    assert faults("new", written(capsys, "regions", "new", folder, "--measure", "mission")) == []


@pytest.mark.parametrize("region", REGIONS)
def test_the_calendar_of_each_region_is_valid(region, capsys):
    assert faults("calendar", written(capsys, "calendar", region)) == []


@pytest.mark.parametrize("measure", [measure.id for measure in CATALOGUE])
def test_what_each_measure_tells_of_an_empty_application_is_valid(measure, capsys, tmp_path):
    file = tmp_path / "empty.toml"
    file.write_text(f'region = "{CATALOGUE[measure].region}"\non = 2024-09-02\n', "utf-8")
    for clause in CATALOGUE[measure].on(738_765, 738_765).edition.clauses[:3]:
        assert faults("why", written(capsys, "why", measure, clause.id, str(file))) == []
    assert faults("eval", written(capsys, "eval", "undertaking.employees", str(file), "--measure", measure)) == []
    assert faults("diff", written(capsys, "diff", measure, "--from", "2015-01-01", "--to", "2024-01-01")) == []

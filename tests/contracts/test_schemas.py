"""The schemas are valid, and what the library reads and writes is what they say; what it refuses, they refuse."""

import contextlib
import copy
import datetime as dt
import io
import json
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator, FormatChecker
from tests.installed import CATALOGUE
from tests.soak import SOAK, spread

import intra_core
from intra_core.assessment.awarding import Reason
from intra_core.assessment.awarding.chosen import WORDS
from intra_core.cli import main
from intra_core.io import book_tables, examples, measure_file, names, parts
from intra_core.io.decode import document_from
from intra_core.io.group_file import group_question
from intra_core.law.group_words import group_words
from intra_core.law.lawbook import lawbook
from intra_core.law.policies import policies
from intra_core.law.vocabulary import FILES as OF_THE_VOCABULARY
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.allocation import FIRST
from intra_core.model.identifier import CHECKED
from intra_core.model.money import CURRENCIES, MEASURED_IN
from intra_core.rules.kinds import SIMPLE

pytestmark = pytest.mark.usefixtures("loaded_once")

ROOT = Path(__file__).parents[2]
SCHEMAS = (
    "answer",
    "application",
    "boundaries",
    "boundaries-answer",
    "calendar",
    "case",
    "changes",
    "check",
    "diff",
    "eval",
    "group",
    "headroom",
    "institutions",
    "institutions-answer",
    "measure",
    "measures",
    "mutate",
    "new",
    "plan",
    "plan-answer",
    "practice",
    "practices-answer",
    "rank",
    "region",
    "regions",
    "simulation",
    "sme",
    "table",
    "test",
    "vocabulary",
    "watch",
    "why",
)
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
APPLICATIONS = sorted(
    file.relative_to(ROOT).as_posix()
    for ending in ("toml", "json")
    for file in ROOT.glob(f"examples/**/*.{ending}")
    if file.parent.name != "law"
)
GROUPS = sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob("examples/law/*.toml"))


@cache
def schema(name: str) -> dict[str, Any]:
    text = (resources.files("intra_core") / "schemas" / f"{name}.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name), format_checker=FormatChecker())


def faults(name: str, value: object) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in validator(name).iter_errors(value)]


def as_json(value: Any) -> Any:
    """Give a value of TOML as JSON has it."""
    match value:
        case dict():
            return {key: as_json(each) for key, each in value.items()}
        case list() | tuple():
            return [as_json(each) for each in value]
        case Decimal():
            return float(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return value


def tree(file: str) -> Any:
    text = (ROOT / file).read_text("utf-8")
    return as_json(json.loads(text) if file.endswith(".json") else tomli.loads(text))


def application(measure: str, number: int) -> dict[str, Any]:
    example = CATALOGUE[measure].examples[number]
    stated: dict[str, Any] = as_json({"region": CATALOGUE[measure].region, "on": example.on, **example.given})
    return stated


# --- the schemas themselves ---------------------------------------------------------------------


def test_every_schema_is_in_the_package():
    folder = resources.files("intra_core") / "schemas"
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{name}.json" for name in SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_valid(name):
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema(name)["title"]
    assert schema(name)["description"]


def parts_of(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts_of(each)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_reference_leads_somewhere(name):
    for part in parts_of(schema(name)):
        target = part.get("$ref", "#/$defs/")
        assert target.startswith("#/$defs/")
        assert target == "#/$defs/" or target.removeprefix("#/$defs/") in schema(name)["$defs"]


@pytest.mark.parametrize(
    "name",
    [
        "measures", "regions", "answer", "practices-answer", "plan-answer", "institutions-answer", "sme", "headroom",
        "rank", "simulation", "test", "check", "watch", "mutate", "new", "boundaries-answer",
    ],
)  # fmt: skip
def test_keys_may_be_added_to_answers(name):
    assert all(
        part["additionalProperties"] is not False for part in parts_of(schema(name)) if "additionalProperties" in part
    )
    assert all(
        "additionalProperties" in part
        for part in parts_of(schema(name))
        if part.get("type") == "object" and "properties" in part
    )


def test_what_several_schemas_define_is_the_same_in_all():
    for one in SCHEMAS:
        for other in SCHEMAS:
            shared = schema(one).get("$defs", {}).keys() & schema(other).get("$defs", {}).keys()
            if "answer" not in (one, other) or {one, other} == {"answer", "regions"}:
                assert {name: common(schema(one)["$defs"][name]) for name in shared} == {
                    name: common(schema(other)["$defs"][name]) for name in shared
                }


def common(definition: dict[str, Any]) -> dict[str, Any]:
    """Leave out what stands in the law's own files alone."""
    if "anyOf" not in definition:
        return definition
    every = [each for each in definition["anyOf"] if not each.get("title", "").endswith("in the law's own files")]
    return {**definition, "anyOf": every}


def test_every_key_of_an_application_is_described():
    def keys(part: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for key, each in part.get("properties", {}).items():
            yield f"{path}{key}", each
            for below in (each, each.get("items", {}), *each.get("anyOf", ())):
                yield from keys(below, f"{path}{key}.")

    found = dict(keys(schema("application"), ""))
    for name, each in schema("application")["$defs"].items():
        found |= keys(each, f"{name}.")
    assert [key for key, each in found.items() if not each.get("title") or not each.get("description")] == []
    assert {
        "undertaking.nace.main",
        "event.stand.area",
        "voucher.payments.on",
        "offer.for",
        "cost.net",
        "undertaking.id",
        "holding.held",
        "period.ends",
    } <= found.keys()


def test_every_key_of_a_group_is_described():
    tables = [schema("group"), *schema("group")["$defs"].values()]
    found = [(key, each) for table in tables for key, each in table["properties"].items()]
    assert [key for key, each in found if not each.get("title") or not each.get("description")] == []
    assert {"subject", "on", "policies", "ends", "held", "markets", "persons", "equity", "into"} <= dict(found).keys()


def test_the_descriptions_of_an_application_are_the_questions_of_the_vocabulary():
    headcount = schema("application")["properties"]["undertaking"]["properties"]["headcount"]
    entry = law_vocabulary().facts["undertaking.headcount"]
    assert headcount["description"] == entry.question.texts["en"]


# --- what is read -------------------------------------------------------------------------------


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


def through_json(value: object) -> Any:
    return json.loads(json.dumps(value))


# --- what the command line writes ---------------------------------------------------------------


def written(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


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


CERTIFICATION = str(ROOT / "examples/slovenia/certification.toml")
CASES = """schema = 1
kind = "cases"
[all]
measure = "slovenia.forum"
author = "The intra-core contributors"
written = 2026-11-23
[source.letter]
title = "A letter"
read = 2026-11-22
[[case]]
name = "A large enterprise"
source = "letter"
on = 2021-10-01
given = { undertaking.size = "large" }
expect = { verdict = "ineligible", unmet = ["size"] }
"""
COMMANDS = {
    "test": ["test", "slovenia.partnership"],
    "diff": ["diff", "slovenia.certification", "--from", "2020-01-01", "--to", "2024-09-02"],
    "changes": ["measures", "--changing", "2024"],
    "calendar": ["calendar", "slovenia"],
    "why": ["why", "slovenia.certification", "yearly-cap", CERTIFICATION],
    "eval": ["eval", "grant", CERTIFICATION, "--measure", "slovenia.certification"],
    "table": ["assess", CERTIFICATION, "--table"],
    "regions": ["regions", "--figures"],
    "sme": ["sme", str(ROOT / "examples/law/partner.toml")],
    "simulation": [
        "simulate",
        "abruzzo.digital_export_manager",
        str(ROOT / "examples/simulation/applications.csv"),
        "--set",
        "amount.single = EUR 15000.00",
        "--set",
        "min_contract.single = EUR 24000.00",
    ],
    "headroom": ["headroom", str(ROOT / "examples/law/transition.toml"), "--request", "EUR 25000.00"],
    "watch": ["regions", "watch", "abruzzo", "--once"],
    "check": ["regions", "check", "abruzzo", "--only", "texts.languages"],
    "mutate": ["regions", "mutate", "abruzzo", "abruzzo.digital_export_manager"],
    "boundaries-answer": ["regions", "boundaries", "abruzzo", "abruzzo.simest_loan"],
}


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


# --- what is wrong ------------------------------------------------------------------------------

GONE = object()
WRONG: dict[str, tuple[tuple[str, object], ...]] = {
    "case": (
        ("kind", "case"),
        ("schema", GONE),
        ("all/author", GONE),
        ("all/written", "soon"),
        ("all/measur", "slovenia.forum"),
        ("source/letter/read", GONE),
        ("case", []),
        ("case/0/source", GONE),
        ("case/0/on", GONE),
        ("case/0/expect", {}),
        ("case/0/expect/verdict", "yes"),
        ("case/0/expect/unmet", "size"),
        ("case/0/autor", "x"),
    ),
    "boundaries": (
        ("kind", "cases"),
        ("measure", GONE),
        ("row/0/id", GONE),
        ("row/0/moves", ""),
        ("row/0/note", "x"),
        ("row/0/one/verdict", "yes"),
        ("row/0/one/value", GONE),
        ("row/0/signed", {"name": "The intra-core contributors"}),
        ("missing", "call"),
    ),
    "test": (
        ("held", -1),
        ("failed", GONE),
        ("cases/0/holds", "yes"),
        ("cases/0/origin", "made up"),
        ("cases/0/author", 5),
        ("cases/0/differs", [{"key": "size"}]),
        ("quarantined", GONE),
    ),
    "check": (
        ("regions", GONE),
        ("quarantined", None),
        ("regions/0/loaded", "yes"),
        ("regions/0/checks", -1),
        ("regions/0/findings", [{"check": "texts.languages"}]),
        ("regions/0/tier", "platinum"),
        ("regions/0/tier", "gold"),
    ),
    "mutate": (
        ("region", GONE),
        ("score", "95 %"),
        ("score", 95),
        ("counted", -1),
        ("vocabulary", GONE),
        ("measures/0/rows", GONE),
        ("measures/0/left_out", [{"name": "A large enterprise"}]),
        ("measures/0/equal/0/kind", "typo"),
        ("measures/0/equal/0/line", 0),
        ("measures/0/equal/0/file", GONE),
    ),
    "new": (
        ("region", GONE),
        ("files", []),
        ("files", "region.toml"),
        ("stands_in", GONE),
        ("stands_in/member_state", 3),
        ("folder", ""),
        ("next", GONE),
    ),
    "boundaries-answer": (
        ("measures", GONE),
        ("measures/0/fresh", "yes"),
        ("measures/0/missing", "call"),
        ("measures/0/rows/0/signed", GONE),
        ("measures/0/rows/0/signed", {"name": "The intra-core contributors"}),
        ("measures/0/rows/0/sides", []),
        ("measures/0/rows/0/sides/0/verdict", "yes"),
        ("measures/0/rows/0/ordered", None),
    ),
    "watch": (
        ("changed", GONE),
        ("changed", "plan.toml"),
        ("measures", ["abruzzo.digital_bonus", "abruzzo.digital_bonus"]),
        ("cases", -1),
        ("wrong", [{"says": ""}]),
        ("fresh", None),
        ("mended", GONE),
    ),
    "application": (
        ("undertakin", {}),
        ("undertaking/turnovr", "EUR 1.00"),
        ("undertaking/turnover", 1800000),
        ("undertaking/turnover", "1800000 EUR"),
        ("undertaking/turnover", "EUR 1,800,000.00"),
        ("undertaking/headcount", "12.5"),
        ("undertaking/employees", 1.5),
        ("undertaking/employees", -1),
        ("undertaking/insolvent", "no"),
        ("undertaking/size", "tiny"),
        ("undertaking/seat", "UKG1"),
        ("undertaking/fiscal_year_end", "12-31"),
        ("undertaking/nace", [{"code": "25.62"}]),
        ("undertaking/nace", [{"code": "25.62", "revision": "3"}]),
        ("on", "2024-02-30"),
        ("event", {"stand": {"area": "0 m2"}}),
        ("award", {}),
        ("award", [{"granted": "2022-05-10", "sum": "EUR 1.00"}]),
        ("cost", [{"net": "EUR 1.00", "gross": "EUR 1.22"}]),
        ("cost", []),  # beside the sum of costs
        ("undertaking/id", 5),
        ("enterprise", [{"id": ""}]),
        ("enterprise", [{"id": "A", "kind": "firm"}]),
        ("holding", [{"holder": "A"}]),
        ("award", [{"regime": "gber"}]),
        ("slovenia", {"claimd": "2024-09-02"}),
        ("algarve", {}),
        ("atlantis", {}),
    ),
    "measure": (
        ("conditions", []),
        ("title", GONE),
        ("title/en", GONE),
        ("call", GONE),
        ("state_aid", GONE),
        ("id", "certification"),
        ("kind", "loan"),
        ("parameter/floor", 1000),
        ("parameter/floor/0/value", 1000),
        ("parameter/floor/0/value", "EUR 1,000"),
        ("parameter/floor/0/mark", GONE),
        ("condition/0/source", GONE),
        ("condition/0/mark", "certain"),
        ("condition/0/hold", "true"),
        ("call/0/budget", 620000),
        ("call/0/closes", GONE),
        ("example/0/expect/verdikt", "eligible"),
        ("example/0/on", GONE),
        ("source/v3-2024/read", GONE),
    ),
    "vocabulary": (
        ("facts", {}),
        ("fact/undertaking/headcount/label", GONE),
        ("fact/undertaking/headcount/type", "number"),
        ("fact/undertaking/headcount/unit", "AWU"),
        ("fact/cost/net/type", GONE),
        ("fact/cost/net/least", "EUR 1.00"),
        ("unit/persons/en", GONE),
        ("word/fair", "fair"),
    ),
    "region": (
        ("name", "slovenia"),
        ("title", GONE),
        ("nuts", [3]),
        ("policy/transition", "never"),
        ("authority/sps/mark", GONE),
        ("identifier/tax/check", "sl-tax"),
        ("identifier/tax/title", GONE),
        ("described/0/says", "a text"),
    ),
    "answer": (
        ("version", GONE),
        ("on", "today"),
        ("assessments/0/award", GONE),
        ("assessments/0/award/amount", 2400),
        ("assessments/0/award/amount", "2,400.00"),
        ("assessments/0/verdict", "met"),
        ("assessments/0/reasons/0/facts/costs.eligible", 2400.5),
        ("assessments/0/reasons/0/sources/0/read", "lately"),
        ("assessments/0/call/state", "over"),
    ),
    "practice": (
        ("title", GONE),
        ("seen", GONE),
        ("seen/mark", GONE),
        ("id", "pimex"),
        ("seen/number", 0),
        ("owner/kind", "private"),  # without how it inspired public policy
        ("service", [{"source": "gp-194", "mark": "inferred"}]),
        ("service/0/kinds", "hiking"),
        ("service/0/stages", "entry.expansion"),
        ("fact/0/about", "weather"),
        ("fact/0/source", GONE),
    ),
    "plan": (
        ("document", GONE),
        ("change/kind", "revolution"),
        ("milestone/0/step", "forgotten"),
        ("action/0/nature", GONE),
        ("action/0/timeframe", {}),
        ("action/0/practice/0/id", "ecommerce_advisers"),
        ("action/0/recommendation/0/number", 0),
        ("cost", [{"source": "news-6347", "mark": "sourced"}]),
        ("cost", [{"amount": 5, "source": "news-6347", "mark": "sourced"}]),
    ),
    "institutions": (
        ("institution/avante/title", GONE),
        ("institution/avante/mark", "sure"),
        ("institution/avante/service/0/kinds", ["advise"]),
        ("institution/avante/opens", "9:00"),
    ),
    "practices-answer": (("claims", GONE), ("practices/0/served/0/stages", ["later"]), ("practices/0/basis", None)),
    "plan-answer": (("plan", GONE), ("plan/actions/0/inspired_by/0/resolved", "perhaps"), ("plan/change/kind", "?")),
    "institutions-answer": (("institutions/0/checked", "lately"), ("institutions/0/services", "advice")),
    "regions": (("quarantined", GONE), ("quarantined", [{"region": "atlantis"}]), ("regions/0/version", 1)),
    "diff": (
        ("changes", GONE),
        ("from", "lately"),
        ("changes/0/what", "rule"),
        ("changes/0/after", GONE),
        ("changes/0/after/toml", GONE),
        ("changes/0/after/bases/0/mark", "certain"),
    ),
    "changes": (("year", "2024"), ("changes/0/on", "soon"), ("changes/0/changes", []), ("quarantined", GONE)),
    "calendar": (
        ("events/0/on", "lately"),
        ("events/0/what", "ends"),
        ("events/0/call", ""),
        ("events/0/mark", "certain"),
        ("quarantined", GONE),
    ),
    "why": (("verdict", "eligible"), ("says", ""), ("rules", GONE), ("figures/0/mark", GONE), ("missing", {})),
    "eval": (
        ("bounds", []),
        ("bounds", [2400.5, None]),
        ("value", GONE),
        ("kind", ""),
        ("open", []),
        ("missing", GONE),
    ),
    "table": (
        ("assessments/0/award", 2400),
        ("assessments/0/award", "2,400.00"),
        ("assessments/0/verdict", "met"),
        ("assessments/0/currency", "euro"),
        ("assessments/0/asks", GONE),
    ),
    "group": (
        ("subjekt", "A"),
        ("subject", GONE),
        ("subject", " "),
        ("on", "2025-06-31"),
        ("schema", 2),
        ("member_state", "UK"),
        ("regime", "gber"),
        ("request", "25000"),
        ("reducible", "yes"),
        ("policies/transition", "never"),
        ("policies/transit", "new"),
        ("enterprise", {}),
        ("enterprise/0/id", GONE),
        ("enterprise/0/id", ""),
        ("enterprise/0/kind", "firm"),
        ("enterprise/0/sector", "road"),
        ("enterprise/0/country", "Slovenia"),
        ("enterprise/0/fiscal_year_end", "03-31"),
        ("enterprise/0/consolidated_share", "101 %"),
        ("enterprise/0/period/0/ends", GONE),
        ("enterprise/0/period/0/headcount", "12"),
        ("enterprise/0/period/0/headcount", -1),
        ("enterprise/0/period/0/turnover", 2e7),
        ("enterprise/0/period/0/months", 25),
        ("enterprise/0/period/0/profit", "EUR 1.00"),
        ("enterprise/0/period/0/staff", [{"persons": 1, "part": "101 %"}]),
        ("enterprise/0/estimate", {"heads": 5}),
        ("holding/0/held", GONE),
        ("holding/0/capital", "100.5 %"),
        ("holding/0/votes", 0.4),
        ("holding/0/control", "no"),
        ("adjacent", [{"markets": ["one"]}]),
        ("jointly", [{"persons": ["one"]}]),
        ("award", {}),
        ("award", [{"member_state": "UK"}]),
        ("award", [{"amount": 5}]),
        ("merger", [{"parties": ["A"], "into": "A"}]),
        ("split", [{"day": "2024-01-01"}]),
        ("split", [{"day": "2024-01-01", "from": "A", "equity": {"A": 5}}]),
        ("rate", [{"currency": "EUR", "on": "2024-01-01", "value": 1, "source": "x"}]),
        ("rate", [{"currency": "GBP", "on": "2024-01-01", "value": 0, "source": "x"}]),
    ),
    "sme": (
        ("status", "mid-cap"),
        ("type", "single"),
        ("possible", []),
        ("periods/0/ends", "2023"),
        ("periods/0/headcount", 253.6),
        ("periods/0/turnover", "28000000.00"),
        ("counted/0/share", 1),
        ("counted/0/article", GONE),
        ("asks", ["headcount"]),
        ("review/0/why", ""),
        ("policies/crossing", "never"),
        ("other_readings", GONE),
    ),
    "headroom": (
        ("regime", "gber"),
        ("ceiling", "300000.00"),
        ("headroom", 5),
        ("counted/0/falls_out", "later"),
        ("counted/0/amount", GONE),
        ("next_release/amount", "5"),
        ("asks", ["award"]),
        ("undertakings", []),
        ("allowed", "yes"),
        ("allowed", GONE),
    ),
    "rank": (
        ("call", GONE),
        ("rule/order", "by-size"),
        ("rule/chosen/0/value", GONE),
        ("rule/budget", 5),
        ("candidates/digest", "none"),
        ("pots/0/pot", "purse"),
        ("pots/0/left", "5.00"),
        ("decisions/0/rank", 0),
        ("decisions/0/reason", "late"),
        ("decisions/0/says", GONE),
    ),
    "simulation": (
        ("whole", GONE),
        ("whole/before/award", "40000.00"),
        ("library", "excel"),
        ("currency", "euro"),
        ("kinds/size/0/class", GONE),
        ("outcomes/0/outcome", "gained"),
        ("attribution/way", "shapley"),
        ("attribution/lines/0/line", []),
        ("attribution/lines/0/award", 0.5),
        ("attribution/lines/0/outcomes/0/eligible", GONE),
        ("reasons/0/unmet", -1),
        ("awards/before/deciles", GONE),
        ("written", "report.html"),
    ),
    "measures": (("measures", GONE), ("measures/0/title", GONE), ("measures/0/measure", "certification")),
}


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
    examples: dict[str, Callable[[], object]] = {
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


# --- schemas and readers have the same words ----------------------------------------------------


def test_words_of_the_measure_schema_are_those_of_the_reader():
    measure = schema("measure")
    assert measure["properties"]["kind"]["enum"] == list(measure_file.KINDS)
    assert measure["$defs"]["state-aid"]["properties"]["regime"]["enum"] == list(book_tables.REGIMES)
    assert list(measure["$defs"]["example"]["properties"]["expect"]["properties"]) == list(examples.EXPECTED)
    assert measure["$defs"]["mark"]["enum"] == list(parts.MARKS)
    assert measure["$defs"]["definition"]["properties"]["round"]["enum"] == list(names.ROUNDINGS)
    assert measure["properties"]["currency"]["enum"] == list(MEASURED_IN)
    told, ranked = measure["$defs"]["allocation"]["properties"], schema("rank")["properties"]
    for key, words in WORDS.items():
        assert told[key]["enum"] == list(words)
        assert [each for each in ranked["rule"]["properties"][key]["enum"] if each is not None] == list(words)
    assert told["ties"]["items"]["properties"]["first"]["enum"] == list(FIRST)
    assert ranked["decisions"]["items"]["properties"]["reason"]["enum"] == [each.value for each in Reason]
    identifier = schema("region")["properties"]["identifier"]["additionalProperties"]
    assert identifier["properties"]["check"]["enum"] == list(CHECKED)


def test_readings_of_the_region_schema_are_those_of_the_law():
    readings = {each.id: list(each.readings) for each in policies(lawbook())}
    of_region = schema("region")["properties"]["policy"]["properties"]
    assert {name: each["enum"] for name, each in of_region.items()} == readings
    assert {name: each["enum"] for name, each in schema("group")["properties"]["policies"]["properties"].items()} == (
        readings
    )


def test_types_of_the_vocabulary_schema_are_those_of_the_reader():
    types = schema("vocabulary")["$defs"]["fact-keys"]["properties"]["type"]["anyOf"][0]["enum"]
    assert sorted(types) == sorted([*SIMPLE, "choice", "list"])
    (rate,) = [
        each["pattern"]
        for each in schema("vocabulary")["$defs"]["plain-figure"]["anyOf"]
        if each.get("title", "").startswith("Rate of exchange")
    ]
    assert rate.startswith(f"^({'|'.join(each for each in CURRENCIES if each != 'EUR')}) ")

"""The schemas are valid, complete and described, and have the words that the readers have."""

from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.contracts.documents import SCHEMAS, schema

from intra_core.assessment.awarding import Reason
from intra_core.assessment.awarding.chosen import WORDS
from intra_core.io import book_tables, examples, measure_file, names, parts
from intra_core.law.lawbook import lawbook
from intra_core.law.policies import policies
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.allocation import FIRST
from intra_core.model.identifier import CHECKED
from intra_core.model.money import CURRENCIES, MEASURED_IN
from intra_core.rules.kinds import SIMPLE

pytestmark = pytest.mark.usefixtures("loaded_once")


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

"""A region's own tests: two lines, or an option of pytest."""

import pytest

from intra_core.assessment.catalogue import load_regions
from intra_core.errors import WrongInput
from intra_core.testing.conformance import region_conformance
from intra_core.testing.conformance.contract import CHECKS
from intra_core.testing.conformance.schema import faults

pytest_plugins = ["pytester"]

TESTS = """
from intra_core.testing import RegionConformance

class TestRegion(RegionConformance):
    region = "westmidlands"
    without = ("readings.columnar",)
"""


@pytest.fixture
def run(pytester, monkeypatch):
    monkeypatch.setenv("INTRA_REGIONS", "westmidlands")
    return lambda *more: pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:randomly", "-v", *more)


def test_two_lines_are_a_test_for_each_check(pytester, run):
    pytester.makepyfile(test_mine=TESTS)
    run("-k", "identity or packaging").assert_outcomes(
        passed=sum(each.group in ("identity", "packaging") for each in CHECKS),
        deselected=sum(each.group not in ("identity", "packaging") for each in CHECKS),
    )


def test_what_is_misspelt_in_a_class_is_said_once(pytester, run):
    misspelt = TESTS.replace('"westmidlands"', '"westmidland"').replace("readings.columnar", "reading.columnar")
    pytester.makepyfile(test_mine=misspelt)
    result = run()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        [
            "TestRegion: no region 'westmidland' is installed",
            "  did you mean 'westmidlands'?",
            "no check is called 'reading.columnar'",
            "  did you mean 'readings.columnar'?",
        ]
    )


def test_the_option_asks_a_region_without_any_file(run):
    result = run("--intra-region", "westmidlands", "-k", "identity.file or texts.places")
    result.assert_outcomes(passed=2, deselected=len(CHECKS) - 2)
    result.stdout.fnmatch_lines(["*westmidlands*texts.places*PASSED*"])


@pytest.mark.parametrize(("named", "says"), [
    (["westmidland"], "no region 'westmidland' is installed; installed are westmidlands"),
    (["westmidlands", "nosuch", "nor"], "no region 'nosuch' and none 'nor' is installed; installed are westmidlands"),
])  # fmt: skip
def test_a_region_that_is_not_installed_is_one_wrong_use_that_names_those_that_are(run, named, says):
    result = run(*(word for each in named for word in ("--intra-region", each)))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.stderr.lines if line.endswith(says)] != []
    assert "FAILED" not in result.stdout.str()


def test_a_check_left_out_is_seen_to_be(pytester, run):
    pytester.makepyfile(test_mine=TESTS)
    run("-k", "columnar").assert_outcomes(skipped=1, deselected=len(CHECKS) - 1)


def test_what_is_found_stands_in_the_failure(pytester, run, monkeypatch):
    pytester.makepyfile(test_mine=TESTS)
    monkeypatch.setattr("intra_core.testing.conformance.checks.texts.ADDRESS", __import__("re").compile("nowhere"))
    result = run("-k", "sources.address")
    result.assert_outcomes(failed=1, deselected=len(CHECKS) - 1)
    result.stdout.fnmatch_lines(["*.toml:*is no address*", "*why: Whoever doubts a figure looks it up.*"])


SCHEMA = {
    "$defs": {"day": {"type": "string", "pattern": "^[0-9-]+$", "minLength": 3}},
    "type": "object",
    "required": ["on"],
    "additionalProperties": False,
    "properties": {
        "on": {"$ref": "#/$defs/day"},
        "kind": {"enum": ["a", "b"]},
        "one": {"const": 1},
        "many": {"type": "array", "minItems": 1, "items": {"type": ["integer", "null"], "minimum": 2}},
        "any": {"anyOf": [{"type": "null"}, {"type": "object", "additionalProperties": {"type": "boolean"}}]},
        "if": {"if": {"type": "string"}, "then": {"const": "x"}, "else": {"type": "number"}},
    },
}
VALUES = [
    {"on": "2024-09-02"},
    {},
    [],
    {"on": "x"},
    {"on": "1"},
    {"on": 5},
    {"on": "2024", "more": 1},
    {"on": "2024", "kind": "c"},
    {"on": "2024", "one": 2},
    {"on": "2024", "one": True},
    {"on": "2024", "one": 1.0},
    {"on": "2024", "kind": True},
    {"on": "2024", "kind": "a"},
    {"on": "2024", "many": [2.0]},
    {"on": "2024", "many": [2.5]},
    {"on": "2024", "many": []},
    {"on": "2024", "many": [1, None, 2]},
    {"on": "2024", "many": [True]},
    {"on": "2024", "any": {"x": 1}},
    {"on": "2024", "any": {"x": True}},
    {"on": "2024", "any": None},
    {"on": "2024", "if": "y"},
    {"on": "2024", "if": 2.5},
    {"on": "2024", "if": None},
]


@pytest.mark.parametrize("value", VALUES)
def test_a_schema_is_read_as_jsonschema_reads_it(value):
    from jsonschema import Draft202012Validator  # noqa: PLC0415 (only to compare)

    assert (not list(faults(SCHEMA, value))) is Draft202012Validator(SCHEMA).is_valid(value)


def test_a_keyword_that_is_not_understood_is_told():
    with pytest.raises(ValueError, match="'oneOf' is not understood"):
        list(faults({"oneOf": []}, 1))


def test_that_there_is_no_such_region_is_found_out_once(monkeypatch):
    loads = []

    def counted():
        loads.append(1)
        return load_regions()

    monkeypatch.setattr(region_conformance, "load_regions", counted)
    monkeypatch.setenv("INTRA_REGIONS", "westmidlands")
    for _ in range(3):
        with pytest.raises(WrongInput, match="no region 'westmidland' is installed"):
            region_conformance.examined("westmidland")
    assert len(loads) == 1

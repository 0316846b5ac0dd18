"""Case files: what people write becomes cases, and every slip of theirs is told at its place with what to write."""

import contextlib
import datetime as dt
import json
import re
from importlib import resources

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.assessment.made import CALL, HEAD, REGION, REST, VOCABULARY
from tests.installed import CATALOGUE

from intra_core.errors import WrongInput
from intra_core.io.decode import document_from
from intra_core.regions.compiled import APART
from intra_core.regions.folder import BOUNDARIES, CASES
from intra_core.regions.reading import region_in
from intra_core.testing import cases_of, examples_of, read_cases
from intra_core.testing.boundaries.signed import signed_cases
from intra_core.testing.cases.subjects import Subjects

CONDITION = """[[condition]]
id = "worthwhile"
holds = "grant >= floor"
source = "s"
mark = "sourced"
[[condition]]
id = "staff"
holds = "undertaking.employees >= least"
source = "s"
mark = "sourced"
"""
MEASURE = HEAD + CALL + REST.replace(
    "ceiling = [", 'floor = [{ value = "EUR 100.00", source = "s", mark = "sourced" }]\n'
    'least = [{ value = "2 persons", source = "s", mark = "sourced" }]\nceiling = [', 1
).replace("[label]\n", '[label]\nfloor = { en = "floor" }\nleast = { en = "least" }\n') + CONDITION + """[[example]]
name = "A firm of three"
on = 2024-09-02
given = { undertaking.employees = 3, costs.eligible = "EUR 1000.00" }
expect = { verdict = "eligible", award = "EUR 600.00" }
"""  # fmt: skip
FILE = """schema = 1
kind   = "cases"

[all]
measure = "made.voucher"
author  = "The intra-core contributors"
written = 2026-11-23
source  = "letter"

[source.letter]
title = "A letter of the fund"
read  = 2026-11-22

[[case]]
name   = "Costs of a thousand"
on     = 2024-09-02
given  = { undertaking.employees = 2, costs.eligible = "EUR 1000.00" }
expect = { verdict = "eligible", award = "EUR 600.00" }

[[case]]
name   = "One person is too few"
like   = "Costs of a thousand"
source = "s"
given  = { undertaking.employees = 1 }
expect = { verdict = "ineligible", unmet = ["staff"] }

[[case]]
name   = "Nobody has said how many"
like   = "One person is too few"
author = "The intra-core contributors, once more"
given  = { undertaking = "absent" }
expect = { verdict = "undetermined", asks = ["undertaking.employees"] }
"""


@pytest.fixture
def folder(tmp_path):
    """Give the folder of a region with one measure."""
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "voucher.toml").write_text(MEASURE)
    (tmp_path / "vocabulary.toml").write_text(VOCABULARY)
    (tmp_path / "region.toml").write_text(REGION)
    return tmp_path


@pytest.fixture
def region(folder):
    return region_in(folder, "made")


def titled(case):
    return case.source.title


def placed(case):
    return case.source.article


def told(region, text, form="toml"):
    with pytest.raises(WrongInput) as caught:
        read_cases(text, "cases.toml", [region], form)
    return [str(each) for each in caught.value.complaints]


# --- what is read -------------------------------------------------------------------------------


def test_a_case_has_what_the_file_says_for_all_but_for_what_it_says_itself(region):
    first, second, third = read_cases(FILE, "cases.toml", [region])
    assert [each.author for each in (first, second)] == ["The intra-core contributors"] * 2
    assert third.author == "The intra-core contributors, once more"
    assert [titled(each) for each in (first, second, third)] == [
        "A letter of the fund",
        "Source",
        "A letter of the fund",
    ]
    assert {each.measure for each in (first, second, third)} == {"made.voucher"}
    assert [each.line for each in (first, second, third)] == [14, 20, 27]
    assert first.origin == "case"
    assert str(first.written) == "2026-11-23"


def test_a_case_like_another_gives_what_is_different(region):
    first, second, third = read_cases(FILE, "cases.toml", [region])
    assert second.example.on == first.example.on
    assert second.example.given == {"undertaking": {"employees": 1}, "costs": {"eligible": "EUR 1000.00"}}
    assert third.example.given == {"costs": {"eligible": "EUR 1000.00"}}


def test_a_place_in_the_source_stands_with_it(region):
    whole = read_cases(FILE.replace('"letter"\n\n', '"letter"\narticle = "p. 2"\n\n'), "cases.toml", [region])
    assert [placed(each) for each in whole] == ["p. 2", None, "p. 2"]
    own = read_cases(FILE.replace('source = "s"', 'source = "s"\narticle = "p. 7"'), "cases.toml", [region])
    assert [placed(each) for each in own] == [None, "p. 7", None]


def test_no_case_was_written_on_a_day_that_is_still_to_come(region):
    text = FILE.replace('name   = "One person is too few"', 'written = 2026-11-25\nname   = "One person is too few"')
    whole = "cases.toml:7:11: all.written: written on 2026-11-23, a day that is still to come"
    own = "cases.toml:21:11: case[1].written: written on 2026-11-25, a day that is still to come"
    for today, says in ((22, [whole, own]), (23, [own]), (24, [own])):
        with pytest.raises(WrongInput) as caught:
            read_cases(text, "cases.toml", [region], today=dt.date(2026, 11, today))
        told = [str(each).partition("\n")[0] for each in caught.value.complaints]
        assert told == says
    assert len(read_cases(text, "cases.toml", [region], today=dt.date(2026, 11, 25))) == 3


def test_json_says_the_same(region):
    tree = json.dumps(tomli.loads(FILE), default=str)
    written = read_cases(FILE, "a", [region])
    assert [(each.example.name, each.example.on, each.author, each.written, each.source) for each in written] == [
        (each.example.name, each.example.on, each.author, each.written, each.source)
        for each in read_cases(tree, "a", [region])
    ]


def test_the_cases_of_a_region_are_its_examples_and_what_stands_in_its_case_files(folder, region):
    assert [case.origin for case in cases_of(region)] == ["example"]
    (folder / "cases").mkdir()
    (folder / "cases" / "letter.toml").write_text(FILE)
    assert [case.origin for case in cases_of(region)] == ["example", "case", "case", "case"]
    assert cases_of(region, "made.other") == ()
    assert {case.file for case in cases_of(region, "made.voucher")} == {
        "made/measures/voucher.toml",
        "made/cases/letter.toml",
    }


def test_of_each_measure_the_examples_are_among_its_cases():
    for loaded in CATALOGUE.regions:
        names = [(case.measure, case.example.name) for case in cases_of(loaded.region) if case.origin == "example"]
        measures = CATALOGUE.of_region(loaded.region.id)
        assert names == [(each.measure, each.example.name) for measure in measures for each in examples_of(measure)]


# --- what is wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "place", "instead"),
    [
        ('kind   = "cases"\n', "", "1:1: the key 'kind' is missing", 'give kind = "cases"'),
        ('"cases"', '"case"', "2:10: kind: 'case' is not the kind", 'write kind = "cases"'),
        ("schema = 1", "schema = 2", "1:10: schema: schema 2", "write schema = 1"),
        ('author  = "The intra-core contributors"\n', "", "case[0]: the key 'author' is missing", "here or in [all]"),
        ('"The intra-core contributors"\n', '" "\n', "author: the text is blank", None),
        ("written = 2026-11-23\n", "", "case[0]: the key 'written' is missing", "written = 2026-11-23"),
        ('source  = "letter"\n', "", "case[0]: the key 'source' is missing", "a key of [source] (letter, s), here or"),
        ('source  = "letter"', 'source = "lettre"', "8:10: all.source: unknown source", "did you mean 'letter'?"),
        ('measure = "made.voucher"', 'measure = "made.vouchr"', "no measure", "did you mean 'made.voucher'?"),
        ("[all]\n", '[all]\nautor = "x"\n', "5:1: all.autor: unknown key 'autor'", "did you mean 'author'?"),
        ("[all]\n", "[al]\n", "4:2: al: unknown key 'al'", "did you mean 'all'?"),
        ('like   = "Costs', 'like = "Cost', "no case before this one of made.voucher", "did you mean 'Costs of a"),
        ('name   = "One person is too few"', 'name = "Costs of a thousand"', "two cases of made.voucher", None),
        ("on     = 2024-09-02", "on = 2024-09-32", "not TOML", None),
        ("on     = 2024-09-02\n", "", "case[0]: the key 'on' is missing", "a day such as"),
        ('"EUR 1000.00"', '"1000 EUR"', "case[0].given.costs.eligible: '1000 EUR'", "EUR 1000.00"),
        ("employees = 1", 'employees = "one"', "case[1].given.undertaking.employees: 'one' is not a", "without quotes"),
        ("employees = 1", "employes = 1", "employes: unknown key", "did you mean 'employees'?"),
        ("employees = 1 ", 'size = "smal" ', "unknown word 'smal'", "did you mean 'small'?"),
        ("undertaking.employees = 1", "undertakng.employees = 1", "unknown key 'undertakng'", "did you mean"),
        ('"ineligible"', '"inelegible"', "unknown verdict 'inelegible'", "did you mean 'ineligible'?"),
        ('["staff"]', '["staf"]', "no condition or duty is called 'staf'", "did you mean 'staff'?"),
        ("unmet", "unmett", "unknown key 'unmett'", "did you mean 'unmet'?"),
        ('{ verdict = "ineligible", unmet = ["staff"] }', "{}", "nothing is expected", "give at least verdict"),
        ('expect = { verdict = "ineligible", unmet = ["staff"] }', "", "the key 'expect' is missing", "give expect"),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_place_with_what_to_write_instead(region, old, new, place, instead):
    assert old in FILE
    first, *_ = told(region, FILE.replace(old, new, 1))
    assert first.startswith("cases.toml:")
    assert place in first.splitlines()[0]
    assert instead is None or instead in first.splitlines()[-1]


def test_a_file_without_a_case_says_nothing(region):
    assert "there is no case" in told(region, FILE.partition("[[case]]")[0])[0]


def test_what_is_wrong_with_several_cases_is_told_together(region):
    wrong = FILE.replace('verdict = "eligible"', "verdct = 1").replace("employees = 1", "employees = -1")
    said = told(region, wrong.replace("[all]", "[all]\nnote = 1"))
    assert [each.splitlines()[0].partition(": ")[2] for each in said] == [
        "all.note: unknown key 'note'",
        "case[0].expect.verdct: unknown key 'verdct'",
        "case[1].given.undertaking.employees: -1 is below zero",
    ]


def test_of_a_case_like_a_faulty_one_only_what_it_adds_is_told(region):
    said = told(region, FILE.replace("employees = 2", 'employees = "two"'))
    assert len(said) == 1


def test_what_two_cases_lack_is_not_told_as_if_they_had_it_twice(region):
    nameless = re.sub(r'(name|like)   = ".*\n', "", FILE.rpartition("[[case]]")[0])
    said = told(region, nameless.replace('source = "s"', "on = 2024-09-02"))
    assert [each.partition(": ")[2].partition("\n")[0] for each in said] == [
        "case[0]: the key 'name' is missing",
        "case[1]: the key 'name' is missing",
    ]
    same = FILE.replace("made.voucher", "made.vouchr").replace("One person is too few", "Costs of a thousand")
    assert [each.partition(": ")[2].partition("\n")[0] for each in told(region, same)] == [
        "all.measure: no measure 'made.vouchr'"
    ]


def test_two_that_cannot_stand_together_are_told_where_the_second_came_in(region):
    added = FILE.replace("undertaking.employees = 1", 'cost = [{ kind = "fee", net = "EUR 5.00" }]')
    (said,) = told(region, added)
    assert said.startswith("cases.toml:24:")
    assert "both [[cost]] lines and [costs] eligible are given" in said


def test_a_region_is_not_taken_down_by_its_case_files(folder):
    (folder / "cases").mkdir()
    (folder / "cases" / "a.toml").write_text(FILE.replace("kind ", "knd "))
    (folder / "cases" / "b.toml").write_text("= 3")
    (folder / "cases" / "c.tolm").write_text(FILE)
    region = region_in(folder, "made")
    with pytest.raises(WrongInput) as caught:
        cases_of(region)
    said = [str(each) for each in caught.value.complaints]
    assert [each.partition(":")[0] for each in said] == ["made/cases/c.tolm", "made/cases/b.toml", "made/cases/a.toml"]


@pytest.mark.parametrize("name", ["case", "caes", "boundarys", "boundares"])
def test_a_folder_that_is_nearly_called_right_is_told(folder, name):
    (folder / name).mkdir()
    with pytest.raises(WrongInput, match="nothing reads a file or folder called"):
        region_in(folder, "made")


def test_what_is_kept_of_a_region_leaves_out_what_only_tests_read():
    assert {CASES, BOUNDARIES} == APART


@given(st.text(max_size=30), st.integers(0, 400))
def test_whatever_stands_in_a_case_file_only_complaints_come_of_it(noise, place):
    region = CATALOGUE.region("slovenia").region
    text = FILE.replace("made.voucher", "slovenia.forum")
    with contextlib.suppress(WrongInput):  # anything else fails the test
        read_cases(text[:place] + noise + text[place + len(noise) // 2 :], "cases.toml", [region], "toml")


# --- the schema ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ('kind   = "cases"\n', ""),
        ('"cases"', '"case"'),
        ("schema = 1", "schema = 2"),
        ('author  = "The intra-core contributors"\n', ""),
        ("written = 2026-11-23\n", ""),
        ("written = 2026-11-23\n", "written = 2026\n"),
        ('source  = "letter"\n', ""),
        ('measure = "made.voucher"\n', ""),
        ("[all]\n", '[all]\nautor = "x"\n'),
        ("[all]\n", "[al]\n"),
        ("read  = 2026-11-22\n", ""),
        ("on     = 2024-09-02\n", ""),
        ('name   = "Costs of a thousand"\n', ""),
        ('"ineligible"', '"inelegible"'),
        ("unmet", "unmett"),
        ('"EUR 600.00"', '"600"'),
        ('["staff"]', '"staff"'),
        ('{ verdict = "ineligible", unmet = ["staff"] }', "{}"),
        ('like   = "Costs', 'lik = "Costs'),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(region, old, new):
    text = FILE.replace(old, new, 1)
    schema = json.loads((resources.files("intra_core") / "schemas" / "case.json").read_text("utf-8"))
    tree = json.loads(json.dumps(tomli.loads(text), default=str))
    try:
        read_cases(json.dumps(tree), "cases.json", [region])
        read = True
    except WrongInput:
        read = False
    assert Draft202012Validator(schema).is_valid(tree) is read is (old == new)


def test_what_is_expected_of_instalments_and_due_days_has_to_be_amounts_and_days(region):
    wrong = FILE.replace('award = "EUR 600.00"', 'instalments = ["none", 5], due = ["soon", 2024-06-21, "unknown"]')
    assert [each.partition(": ")[2].splitlines()[0] for each in told(region, wrong)] == [
        "case[0].expect.instalments[0]: 'none' is not an amount",
        "case[0].expect.instalments[1]: 5 is not a text in quotes",
        "case[0].expect.due[0]: 'soon' is not a day",
    ]
    assert read_cases(FILE.replace('award = "EUR 600.00"', "instalments = [], due = []"), "c.toml", [region])


# --- anything at all ----------------------------------------------------------------------------

STRUCTURES = [[], {}, [[]], [{}], {"a": {}}, [1, "x"], "absent", {"absent": "absent"}, 10**70, "slovenia.forum"]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.dates().map(str),
    st.sampled_from(STRUCTURES),
)
TABLE = """schema = 1
kind = "boundaries"
measure = "slovenia.forum"
missing = ["call"]
[[row]]
id = "a"
of = "call"
moves = "project.submitted"
example = "An owner speaks at a conference in Vienna"
below = { value = 2021-01-01, verdict = "eligible" }
above = { value = 2021-01-02, verdict = "eligible" }
rests = ["x"]
signed = { name = "The intra-core contributors", on = 2026-11-23, source = "x" }
"""


def spoil(tree, path, value):
    """Put a value somewhere into a tree: each number chooses one of the keys or places there are."""
    at = tree
    for number, more in zip(path, [*path[1:], None], strict=True):
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = keys[number % len(keys)]
        if more is None or not isinstance(at[key], dict | list) or not at[key]:
            at[key] = value
            return tree
        at = at[key]
    return tree


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), ODD, st.booleans())
def test_whatever_stands_where_only_complaints_come_of_it(path, value, boundary):
    region = CATALOGUE.region("slovenia").region
    if boundary:
        tree = json.loads(json.dumps(tomli.loads(TABLE), default=str))
        with contextlib.suppress(WrongInput):
            signed_cases(document_from(json.dumps(spoil(tree, path, value)), "x", "json"), Subjects.of([region]))
        return
    tree = json.loads(json.dumps(tomli.loads(FILE.replace("made.voucher", "slovenia.forum")), default=str))
    with contextlib.suppress(WrongInput):
        read_cases(json.dumps(spoil(tree, path, value)), "cases.json", [region])

"""What holds for every code: regions and their changes fit together, NACE has its headings, files name known codes."""

import datetime as dt
import sys
from pathlib import Path

import pytest
import tomli
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.law.wrong_codes import wrong_files
from tests.law.wrong_laws import cases, fails

from intra_core.errors import WrongInput
from intra_core.io.codes import SECTIONS, divisions
from intra_core.law.codes import activities as asked
from intra_core.law.codes import exclusions, headings, lineage, places, unknown_places
from intra_core.law.codes.activities import activity, from_national, in_revision
from intra_core.law.codes.any_version import in_any_version
from intra_core.law.codes.classification import activities, digits
from intra_core.law.codes.exclusions import excluded, exclusion_of
from intra_core.law.codes.headings import heading
from intra_core.law.codes.identifiers import CheckDigits, identifier, kinds, vat
from intra_core.law.codes.legal_forms import legal_form, legal_forms
from intra_core.law.codes.lineage import chain, followed, traced
from intra_core.law.codes.places import place, same_name, successors
from intra_core.law.codes.territories import territories
from intra_core.law.codes.unknown import UnknownCode
from intra_core.law.codes.versions import version_on
from intra_core.law.lawbook import lawbook
from intra_core.model import check_digits
from intra_core.model.identifier import CHECKED

LAW = lawbook()
PLACES = territories(LAW)
NACE = activities(LAW)
PLUGINS = Path(__file__).parents[2] / "plugins"
CASES = cases()


def told(asks):
    """What a question answers, and the error where it has no answer."""
    try:
        return asks(), None
    except UnknownCode as error:
        return None, error


# --- territories ---------------------------------------------------------------------------------


def test_every_region_lies_in_one_of_its_version():
    for (version, code), region in PLACES.regions.items():
        assert (region.version, region.code) == (version, code)
        assert region.parent is None or (version, region.parent) in PLACES.regions, (version, code)


def test_a_change_names_codes_of_the_version_before_and_of_the_one_after():
    for change in PLACES.changes:
        for code, becomes in change.becomes.items():
            assert (change.before, code) in PLACES.regions
            assert becomes
            assert all((change.after, each) in PLACES.regions for each in becomes), code


def test_no_region_is_lost_or_comes_from_nowhere():
    followers = {"nuts-2010": "nuts-2013", "nuts-2016": "nuts-2021", "nuts-2021": "nuts-2024"}
    for before, after in followers.items():
        came = set()
        for version, code in PLACES.regions:
            if version == before and not code.startswith("UK"):
                becomes = followed(PLACES, (code,), (before, after))
                assert becomes, (code, before)
                assert {each[:2] for each in becomes} == {code[:2]}
                came |= {*becomes}
        letters = {code[:2] for code in came}
        assert came == {code for version, code in PLACES.regions if version == after and code[:2] in letters}


def test_a_part_of_a_region_becomes_a_part_of_what_it_became():
    for before, after in (("nuts-2010", "nuts-2013"), ("nuts-2016", "nuts-2021"), ("nuts-2021", "nuts-2024")):
        for version, code in PLACES.regions:
            if version == before and len(code) > 2 and not code.startswith("UK"):
                above = followed(PLACES, (code[:-1],), (before, after))
                assert {each[:-1] for each in followed(PLACES, (code,), (before, after))} <= {*above}, code


REGIONS = sorted(PLACES.regions)


@given(st.sampled_from(REGIONS), st.data())
def test_what_a_code_became_was_that_code_before(region, data):
    version, code = region
    versions = chain(PLACES, code)
    here = versions.index(version)
    there = data.draw(st.integers(here, len(versions) - 1))
    later = followed(PLACES, (code,), versions[here : there + 1])
    assert all(code in traced(PLACES, (each,), versions[here : there + 1]) for each in later)


@given(st.sampled_from(REGIONS), st.sampled_from(sorted(PLACES.versions)))
def test_a_code_is_known_or_the_error_names_only_codes_of_that_version(region, version):
    code = region[1]
    found, error = told(lambda: place(code, version))
    if error is None:
        assert (found.version, found.code) == (version, code)
    else:
        itl = any(each.startswith("TL") for each in error.suggests)
        assert all(
            (version, each) in PLACES.regions or (itl and ("itl-2021", each) in PLACES.regions)
            for each in error.suggests
        )


@given(st.one_of(st.text(max_size=8), st.from_regex(r"[A-Z]{2}[0-9A-Z]{0,3}", fullmatch=True)), st.text(max_size=10))
def test_no_text_breaks_a_lookup(code, version):
    for asks in (lambda: place(code, version), lambda: place(code, on=dt.date(2022, 1, 1))):
        found, error = told(asks)
        assert (found is None) != (error is None)


@given(st.dates(dt.date(2010, 1, 1), dt.date(2040, 1, 1)))
def test_on_every_day_a_country_has_one_code_for_birmingham(day):
    found = [told(lambda code=code: place(code, on=day))[0] for code in ("UKG31", "TLG31")]
    assert sum(each is not None for each in found) == (1 if day >= dt.date(2018, 1, 1) else 0)


def test_neither_or_both_of_version_and_day_is_no_question():
    with pytest.raises(TypeError):
        place("SI032")
    with pytest.raises(TypeError):
        place("SI032", "2021", on=dt.date(2022, 1, 1))


def test_a_wanted_version_that_does_not_list_the_country_is_told():
    with pytest.raises(UnknownCode, match="not listed") as error:
        successors("PT17", "2021", "2010")
    assert not error.value.listed
    assert successors("SIZZZ", "2021", "2024") == ("SIZZZ",)
    assert successors("UKC", "2016", "2025") == ("TLC",)


@pytest.mark.parametrize(
    ("code", "version", "says", "suggests"),
    [
        ("UKC11", "2021", "what it is in ITL 2021 is not listed here", ()),
        ("UKG31", "nuts-2030", "UK left NUTS", ("TLG31",)),
        ("UK", "2024", "UK left NUTS", ("TL",)),
        ("TLG31", "nuts-2021", "in force then was ITL 2021", ()),
        ("TLG31", "2010", "TL begins a code of the ITL, not of NUTS 2010", ()),
        ("TLG31", "2024", "write '2021'", ("TLG31",)),
        ("TLG34", "2021", "ITL 2021 has no code 'TLG34'", ("TLG39", "TLG38")),
        ("SI032", "20x", "write the year of a version", ()),
        ("GBX", "2010", "ISO 3166", ("UKX",)),
        ("UKG31", "nuts-x", "its codes of the ITL begin with TL", ()),
        ("QQ1", "2021", "no country has the letters 'QQ'", ()),
    ],
)
def test_an_error_says_what_it_is_and_what_to_write(code, version, says, suggests):
    _, error = told(lambda: place(code, version))
    assert says in str(error)
    assert error.suggests == suggests


def test_the_regions_name_codes_that_are_known_in_some_version():
    for file in sorted(PLUGINS.glob("*/src/*/region.toml")):
        for code in tomli.loads(file.read_text("utf-8"))["nuts"]:
            assert any((version, code) in PLACES.regions for version in PLACES.versions), (file, code)


LETTERS = st.sampled_from(sorted({code[:2] for _, code in REGIONS}))


@given(st.one_of(
    st.sampled_from(REGIONS).map(lambda region: region[1]),
    st.builds(str.__add__, LETTERS, st.from_regex(r"[0-9A-Z]{0,3}", fullmatch=True)),
))  # fmt: skip
def test_a_code_that_some_version_has_is_known_and_of_others_those_that_are_there_are_named(code):
    found, error = told(lambda: in_any_version(code))
    listed = any((version, code) in PLACES.regions for version in PLACES.versions)
    below_unlisted = not any(each.startswith(code[:3]) and len(each) > 3 for _, each in REGIONS)
    if listed or not code[2:].strip("Z"):
        assert found is True
    elif found is False:
        assert code[:2] in {"UK", "TL"}
        assert below_unlisted
    else:
        assert error.suggests
        assert all(any((version, each) in PLACES.regions for version in PLACES.versions) for each in error.suggests)
        assert all(each in str(error) for each in error.suggests)


def test_of_a_country_whose_codes_are_not_listed_nothing_is_said():
    assert in_any_version("AT99") is False


# --- activities ----------------------------------------------------------------------------------


def test_the_sections_are_those_that_rules_are_read_with():
    for revision in NACE.revisions.values():
        assert {each: "-".join((s.divisions[0], s.divisions[-1])) for each, s in revision.sections.items()} == {
            **SECTIONS[revision.id]
        }
        assert all([*s.divisions] == divisions(each, revision.id) for each, s in revision.sections.items())
    assert NACE.revisions.keys() == SECTIONS.keys()


def test_sections_and_divisions_are_as_many_as_the_regulations_have_and_called_as_their_headings():
    for revision, counts in {"2": (21, 88, 272, 615), "2.1": (22, 87, 287, 651)}.items():
        sections = NACE.revisions[revision].sections
        assert (len(sections), sum(len(each.divisions) for each in sections.values())) == counts[:2]
        every = [f"{number:04d}" for number in range(10000)]
        classes = [each for each in every if heading(f"{each[:2]}.{each[2:]}", revision)]
        assert len(classes) == counts[3]
        assert len({each[:3] for each in classes}) == counts[2]
        assert {each[:2] for each in classes} == {each for s in sections.values() for each in s.divisions}
        for each in classes:
            assert activity(each, revision).section in sections
        for letter, section in sections.items():
            assert section.name.casefold() == str(heading(letter, revision)).casefold()


def test_a_group_is_not_the_class_of_another_revision():
    assert activity("70.2", "2").name == "Management consultancy activities"
    assert activity("70.2", "2.1").name == activity("70.20", "2.1").name


def test_single_codes_are_called_as_their_headings_and_stand_where_these_do():
    for known in NACE.codes.values():
        for revision in NACE.revisions:
            assert heading(known.code, revision) == known.means.get(revision), known.code
        assert all(heading(each, "2.1") for each in known.becomes)
    for listed in NACE.exclusions.values():
        assert all(heading(code, revision) for revision, code in listed.codes), listed.id


@given(st.text(max_size=8), st.sampled_from(["2", "2.1"]))
def test_no_text_breaks_a_code(code, revision):
    found, error = told(lambda: activity(code, revision))
    assert error is not None or activity(found.code, revision) == found


CLASSES = [f"{number:04d}" for number in range(10000) if heading(f"{number:04d}", "2")]


@given(st.sampled_from(CLASSES), st.lists(st.sampled_from(CLASSES), max_size=4), st.integers(2, 4))
def test_an_activity_is_excluded_with_everything_below_it(code, listed, length):
    on = exclusion_of("listed", {"2": [each[:length] for each in listed]})
    answer = excluded(code, "2", on).excluded
    assert answer is any(digits(code).startswith(digits(each[:length])) for each in listed)
    assert not answer or excluded(code[:2], "2", on).excluded in {True, None}


@pytest.fixture
def without_ids(monkeypatch):
    """As if the extra `ids` were not installed."""
    for each in (check_digits.rules, headings._nace):
        each.cache_clear()
    monkeypatch.setitem(sys.modules, "stdnum", None)
    monkeypatch.setitem(sys.modules, "stdnum.eu", None)
    yield
    monkeypatch.undo()
    for each in (check_digits.rules, headings._nace):
        each.cache_clear()


@pytest.mark.usefixtures("without_ids")
def test_without_the_extra_a_code_is_taken_and_not_said_to_be_checked():
    found = activity("25.62", "2")
    assert (found.name, found.checked, found.section) == (None, False, "C")
    assert activity("25.40", "2").checked
    for code, revision in (("25", "2"), ("70", "2.1"), ("K", "2")):
        assert activity(code, revision).checked
    assert not activity("70.2", "2").checked
    with pytest.raises(UnknownCode):
        activity("62.01", "2.1")
    assert asked.same_meaning("25.62") is None
    assert in_revision("25.62", "2", "2.1") is None
    for name, case in CASES.items():
        if name.startswith("test_codes.test_t16"):
            assert not fails(case, LAW), name


@pytest.mark.usefixtures("without_ids")
def test_without_the_extra_check_digits_are_not_looked_at():
    assert identifier("si-tax", "50223055").digits is CheckDigits.NOT_LOOKED_AT
    assert vat("SI50223055").digits is CheckDigits.NOT_LOOKED_AT
    assert identifier("uk-company", "SC123456").digits is CheckDigits.NONE


@pytest.mark.parametrize(
    ("asks", "says"),
    [
        (lambda: from_national("62.010", "SKD 2030"), "'SKD 2030' is not known here"),
        (lambda: from_national("620", "SKD 2008"), "write at least four digits"),
        (lambda: activity("34", "2"), "NACE Rev. 2 has no division 34"),
        (lambda: activity("25.99.9", "2"), "the class it lies in is 25.99"),
        (lambda: identifier("tax", "1"), "no kind of number is called 'tax' here"),
    ],
)
def test_what_is_not_known_here_is_told_in_its_own_words(asks, says):
    assert says in str(told(asks)[1])


def test_a_list_of_a_name_that_the_law_does_not_have():
    with pytest.raises(WrongInput, match="weapons"):
        excluded("25.40", "2", "weapon")


# --- identifiers and legal forms -------------------------------------------------------------------


def test_every_kind_of_number_has_its_rule_and_those_of_the_regions_are_among_them():
    known = kinds(LAW)
    assert {each.scheme for each in known.values() if each.scheme} == set(CHECKED)
    for each in known.values():
        assert (each.scheme is None) != (each.pattern is None), each.id
        assert each.rule is None or each.rule in check_digits.rules()


@given(st.sampled_from(sorted(kinds(LAW))), st.text(max_size=24))
def test_a_number_is_told_in_no_error_and_no_repr(kind, number):
    found, error = told(lambda: identifier(kind, number))
    if error is None:
        assert repr(found) == f"Identifier(kind={kind!r}, digits={found.digits.value!r})"
    else:
        assert str(error) == str(told(lambda: identifier(kind, ""))[1])


def test_a_number_that_is_written_right_is_not_in_its_repr():
    assert repr(identifier("si-tax", "50223054")) == "Identifier(kind='si-tax', digits='fit')"


IN_NO_LIST = {"limited liability company", "gospodarsko interesno združenje", "GIZ"}
"""Forms that examples name to show what becomes of one that neither the region nor the law knows."""


def test_the_regions_sets_and_examples_name_legal_forms_that_are_known():
    countries = {"slovenia": "SI", "bulgaria": "BG", "extremadura": "ES", "algarve": "PT", "abruzzo": "IT",
                 "westmidlands": "GB"}  # fmt: skip
    seen = set()
    for plugin, country in countries.items():
        for file in sorted((PLUGINS / plugin).glob("src/*/**/*.toml")):
            for written in _forms_in(tomli.loads(file.read_text("utf-8"))):
                if written in {*legal_forms(LAW).kinds, "other", *IN_NO_LIST} and country == "SI":
                    continue
                seen.add(legal_form(written, country).id)
    assert len(seen) > 20


def _forms_in(value, key=""):
    match value:
        case dict():
            for name, each in value.items():
                if name == "forms" and key == "set":
                    yield from (word for words in each.values() for word in words)
                else:
                    yield from _forms_in(each, name)
        case list():
            for each in value:
                yield from _forms_in(each, key)
        case str() if key == "legal_form":
            yield value


def test_no_two_forms_of_a_country_are_written_alike():
    for each in legal_forms(LAW).forms:
        for written in each.written:
            assert legal_form(written, each.country) == each


# --- wrong implementations -----------------------------------------------------------------------


def _as_written(chosen, *_):
    return [code for _, code in chosen.codes], True


def _newest(*_, itl=False, **__):
    return "itl-2025" if itl else "nuts-2024"


WRONG = {
    "a code without its revision": (exclusions, "_codes_in", _as_written),
    "a group that is not its only class": (exclusions, "digits", lambda code: code.replace(".", "")),
    "names letter by letter": (places, "_plain", lambda name: name),
    "the newest version on every day": (places, "version_on", _newest),
    "codes that never change": (lineage, "_next", lambda *asked: (asked[1],)),
    "the United Kingdom still in NUTS": (unknown_places, "_left", lambda *_: False),
}


@pytest.mark.parametrize("says", WRONG)
def test_a_wrong_reading_is_noticed(says, monkeypatch):
    module, name, wrong = WRONG[says]
    monkeypatch.setattr(module, name, wrong)
    assert any(fails(case, LAW) for key, case in CASES.items() if key.startswith("test_codes.")), says


def test_names_and_days_as_they_are():
    assert same_name("Reggio Calabria", "reggio  calabria")
    assert version_on(dt.date(1999, 1, 1)) is None


FORM = """schema = 1

[kind]
company = "a company"

[[form]]
id      = "si-doo"
country = "SI"
kind    = "compani"
name    = "družba z omejeno odgovornostjo"
source  = "s"
mark    = "sourced"

[source.s]
title = "S"
read  = 2026-11-23
"""
CODES = """schema = 1

[[country]]
nuts   = "SI"
iso    = "SI"
name   = "Slovenija"
source = "s"
mark   = "sourced"

[[codes]]
versions = ["nuts-2021"]
name     = { SI0 = "Slovenija" }
source   = "s"
mark     = "sourced"

[[codes]]
versions = ["nuts-2021"]
name     = { SI0 = "Slovenija" }
source   = "s"
mark     = "sourced"

[source.s]
title = "S"
read  = 2026-11-23
"""


@pytest.mark.parametrize(
    ("name", "text", "reads", "line", "says"),
    [
        ("legal_forms.toml", FORM, legal_forms, 9, "unknown kind 'compani'"),
        ("territories.toml", CODES, territories, 17, "'SI0' stands twice in 'nuts-2021'"),
    ],
)
def test_a_fault_of_a_file_is_told_with_its_line(name, text, reads, line, says, tmp_path):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(WrongInput) as caught:
        reads(evolve(LAW, folder=tmp_path))
    assert [(each.line, each.says) for each in caught.value.complaints] == [(line, says)]


# --- wrong files ---------------------------------------------------------------------------------

FILES = {says: (name, text) for says, name, text in wrong_files(LAW)}


@pytest.mark.no_cover
@pytest.mark.parametrize("says", FILES)
def test_a_wrong_statement_of_a_file_is_noticed(says, tmp_path):
    name, text = FILES[says]
    for each in LAW.folder.iterdir():
        if each.name.endswith(".toml"):
            (tmp_path / each.name).write_bytes(each.read_bytes())
    (tmp_path / name).write_text(text, "utf-8")
    law = evolve(LAW, folder=tmp_path)
    assert any(fails(case, law) for key, case in CASES.items() if key.startswith("test_codes.")), says

"""Codes of places, activities, legal forms and numbers: what holds of any of them, and of any file of them."""

import contextlib
import datetime as dt
import re
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import tomli
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from intra_core.law.codes import headings
from intra_core.law.codes.activities import activity, from_national, in_revision, same_meaning
from intra_core.law.codes.classification import activities, digits
from intra_core.law.codes.exclusions import excluded, exclusion
from intra_core.law.codes.headings import heading, headings_known
from intra_core.law.codes.identifiers import identifier, kinds, vat
from intra_core.law.codes.legal_forms import legal_form, legal_forms, same_form
from intra_core.law.codes.lineage import chain, nearest
from intra_core.law.codes.places import named, place, same_name, successors
from intra_core.law.codes.territories import territories
from intra_core.law.codes.unknown import UnknownCode
from intra_core.law.codes.versions import title, year_began
from intra_core.law.lawbook import lawbook

LAW = lawbook()
PLACES = territories(LAW)
NACE = activities(LAW)
REGIONS = sorted(PLACES.regions)
REGION = st.sampled_from(REGIONS)
VERSIONS = sorted(PLACES.versions)

# --- places --------------------------------------------------------------------------------------


@given(REGION, REGION)
def test_a_region_lies_in_those_whose_code_begins_its_own(one, other):
    region = PLACES.regions[one]
    above = [code for version, code in REGIONS if version == region.version and region.code.startswith(code)]
    assert [len(code) for code in sorted(above)] == list(range(2, len(region.code) + 1))
    assert region.level == len(above) - 1
    assert region.parent == (sorted(above)[-2] if region.level else None)
    assert region.within(other[1]) == (other[1] in region.code[: len(other[1])])


@given(REGION, st.integers(0, 3))
def test_what_lies_in_no_region_has_a_code_that_ends_in_z(region, letters):
    version, code = region
    found = PLACES.regions[version, code[:2]]
    beyond = place(f"{found.code}{'Z' * letters}", version)
    assert beyond.extra_regio == bool(letters)
    assert beyond.level == letters
    assert PLACES.regions[region].extra_regio == (set(code[2:]) == {"Z"})
    if letters:
        assert successors(beyond.code, version, version) == (beyond.code,)


@given(REGION, st.data())
def test_what_became_of_a_region_was_that_region(region, data):
    version, code = region
    to = data.draw(st.sampled_from(chain(PLACES, code)))
    years = version.partition("-")[2], to.partition("-")[2]
    found = successors(code, version, to)
    assert found == tuple(sorted(found))
    assert all((to, each) in PLACES.regions and code in successors(each, to, version) for each in found)
    stays = not any(code in change.becomes or code in sum(change.becomes.values(), ()) for change in PLACES.changes)
    if version[:4] == to[:4] and stays and all((each, code) in PLACES.regions for each in chain(PLACES, code)):
        assert found == (code,)
    assert found or years[0] != years[1]


@given(REGION, st.sampled_from(VERSIONS))
def test_the_nearest_regions_of_a_code_are_all_that_it_ever_named_its_own_first(region, version):
    code = region[1]
    versions = chain(PLACES, code)
    found = nearest(PLACES, code, version)
    assert {each.version for each in found} == {each for each in versions if (each, code) in PLACES.regions}
    assert all(each.code == code for each in found)
    if (version, code) in PLACES.regions:
        assert found[0] == PLACES.regions[version, code]


@given(st.sampled_from(VERSIONS), REGION)
def test_a_country_is_listed_in_a_version_that_has_a_region_of_it(version, region):
    letters = region[1][:2]
    assert PLACES.lists(letters, version) == any(at == version and code[:2] == letters for at, code in REGIONS)
    assert not PLACES.lists("XX", version)


BLANKS = st.sampled_from(("", " ", "  "))
WAYS = st.sampled_from((str, str.upper, str.lower, str.title))


@given(REGION, WAYS, BLANKS, st.sampled_from("'\u2019\u02bc`"))
def test_a_region_is_found_by_its_name_however_it_is_written(region, way, blank, apostrophe):
    one = PLACES.regions[region]
    for name in {one.name, one.latin or one.name}:
        written = blank + way(name).replace("'", apostrophe).replace(" ", f" {blank}")
        found = named(written, one.version)
        assert one in found
        assert same_name(name, written)
        assert all(same_name(each.name, name) or same_name(each.latin or "", name) for each in found)


@given(st.text("aAbB '", max_size=5), st.text("aAbB '", max_size=5))
def test_two_names_are_the_same_but_for_capitals_and_blanks(one, other):
    assert same_name(one, other) == (one.lower().split() == other.lower().split())


@given(st.integers(1, 9999), st.text("0123456789x-٣", max_size=6))
def test_a_year_begins_on_its_first_of_january_and_nothing_else_does(year, other):
    assert year_began(f"{year:04d}") == dt.date(year, 1, 1)
    assert (year_began(other) is None) == (re.fullmatch("[0-9]{4}", other) is None or other == "0000")


@given(st.sampled_from(VERSIONS))
def test_a_version_is_written_with_capitals_and_its_year(version):
    kind, year = title(version).split(" ")
    assert f"{kind.lower()}-{year}" == version


@given(
    st.sampled_from([each for each in REGIONS if not each[1].startswith(("UK", "TL"))]),
    st.text("0123456789ABKX", max_size=3),
)
def test_a_code_that_there_is_not_is_named_in_the_error(region, rest):
    version, code = region[0], region[1][:2] + rest
    if (version, code) in PLACES.regions:
        assert place(code, version).code == code
    else:
        with pytest.raises(UnknownCode) as caught:
            place(code, version)
        assert code in str(caught.value) or f"below {code[:3]}" in str(caught.value)


# --- activities ----------------------------------------------------------------------------------

CLASSES = {
    revision: [
        f"{division:02d}.{number:02d}"
        for division in range(1, 100)
        for number in range(10, 100)
        if heading(f"{division:02d}.{number:02d}", "2.0" if revision == "2" else revision) is not None
    ]
    for revision in ("2", "2.1")
}
REVISION = st.sampled_from(("2", "2.1"))


@given(st.integers(1, 99), st.integers(0, 9), st.integers(0, 9))
def test_a_group_and_its_only_class_have_the_same_digits(division, group, nace):
    full = digits(f"{division:02d}.{group}{nace}")
    assert full == digits(f"{division:02d}{group}{nace}")
    assert full.ljust(4, "0") == f"{division:02d}{group}{nace}"
    if nace == 0:
        assert full == digits(f"{division:02d}.{group}")
        assert group or full == digits(f"{division:02d}")


def known(code: str, revision: str) -> Any:
    """Give the activity of a code; nothing where the revision does not have it."""
    with contextlib.suppress(UnknownCode):
        return activity(code, revision)
    return None


@given(st.data())
def test_a_code_means_the_same_where_both_revisions_call_it_alike(data):
    code = data.draw(st.sampled_from(sorted({*CLASSES["2"], *CLASSES["2.1"]})))
    both = [known(code, revision) for revision in ("2", "2.1")]
    if None in both:
        with pytest.raises(UnknownCode):
            same_meaning(code)
    else:
        assert same_meaning(code) is (both[0].name == both[1].name)


CHANGED = sorted(each.code for each in NACE.codes.values() if "2" in each.means and each.becomes)


@given(st.sampled_from(CHANGED), st.sampled_from(CLASSES["2"]), REVISION)
def test_a_code_that_another_took_the_place_of_was_that_code(code, other, revision):
    later = in_revision(code, "2", "2.1")
    assert later == NACE.codes[digits(code)].becomes
    assert later is not None
    assert all(digits(code) in map(digits, in_revision(each, "2.1", "2") or ()) for each in later)
    if digits(other) not in NACE.codes:
        assert in_revision(other, "2", "2.1") is None
    assert in_revision(later[0] if revision == "2.1" else code, revision, revision) == (
        activity(later[0] if revision == "2.1" else code, revision).code,
    )


@given(st.sampled_from(sorted(NACE.nationals)), st.data(), st.text("0123456789", max_size=2))
def test_a_national_code_lies_in_the_class_of_its_first_four_digits(classification, data, more):
    revision = NACE.nationals[classification].revision
    code = data.draw(st.sampled_from(CLASSES[revision]))
    assert from_national(f"{code}{more}", classification) == activity(code, revision)


@given(st.sampled_from(sorted(NACE.exclusions)))
def test_a_list_of_the_law_is_found_by_its_name_and_holds_its_own_codes(name):
    found = exclusion(name)
    assert found.id == name
    assert all(excluded(code, revision, name).listed for revision, code in found.codes)


def nowhere():
    """As if the extra `ids` were not installed."""
    return mock.patch.dict(sys.modules, {"stdnum": None, "stdnum.eu": None})


@given(st.booleans(), st.sampled_from(CLASSES["2"]))
def test_a_class_is_checked_where_the_headings_are_there(there, code):
    headings._nace.cache_clear()
    try:
        with contextlib.nullcontext() if there else nowhere():
            assert headings_known() == there
            assert activity(code, "2").checked == (there or digits(code) in NACE.codes)
    finally:
        headings._nace.cache_clear()


# --- legal forms ---------------------------------------------------------------------------------

FORMS = legal_forms(LAW).forms


@given(st.sampled_from(FORMS), st.sampled_from(FORMS), st.data())
def test_a_legal_form_is_found_by_each_way_to_write_it(one, other, data):
    assert {one.name, *one.short, *one.also} == {*one.written}
    here, there = (data.draw(st.sampled_from([each.name, *each.short, *each.also])) for each in (one, other))
    spread = data.draw(WAYS)(here).replace(".", data.draw(st.sampled_from((".", "", ". "))))
    assert legal_form(spread, one.country) == one
    if one.country == other.country:
        assert same_form(here, there, one.country) == (one.id == other.id)
    assert same_form(here, spread, one.country)


# --- numbers -------------------------------------------------------------------------------------

KINDS = kinds(LAW)
WRITTEN = [each for each in KINDS.values() if each.pattern is not None]


@given(st.sampled_from(WRITTEN), st.data())
def test_a_number_is_read_as_it_is_written_but_for_what_stands_between(kind, data):
    bare = data.draw(st.from_regex(re.compile(kind.pattern, re.ASCII), fullmatch=True))
    spread = bare if kind.keeps else data.draw(st.sampled_from(("", " ", "-"))).join(bare)
    found = identifier(kind.id, f"{kind.prefix or ''}{spread}")
    assert found.kind == kind
    assert found.number == f"{kind.prefix or ''}{bare}"
    assert identifier(kind.id, found.number) == found
    if kind.prefix is not None:
        assert vat(f"{kind.prefix} {spread}") == found


# --- files ---------------------------------------------------------------------------------------

TABLES = {
    "legal_forms.toml": ("form", "id", lambda law: [each.id for each in legal_forms(law).forms]),
    "identifiers.toml": ("identifier", "id", lambda law: list(kinds(law))),
    "activities.toml": ("exclusion", "id", lambda law: list(activities(law).exclusions)),
    "territories.toml": ("country", "nuts", lambda law: [each.nuts for each in territories(law).countries]),
}


@given(st.sampled_from(sorted(TABLES)), st.data())
def test_a_file_without_one_of_its_tables_has_all_the_others(name, data):
    table, key, read = TABLES[name]
    pieces = re.split(r"(?m)^(?=\[)", (LAW.folder / name).read_text("utf-8"))
    gone = data.draw(st.sampled_from([n for n, piece in enumerate(pieces) if piece.startswith(f"[[{table}]]")]))
    text = "".join(piece for number, piece in enumerate(pieces) if number != gone)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(text, "utf-8")
        assert read(evolve(LAW, folder=Path(folder))) == [each[key] for each in tomli.loads(text)[table]]

"""No row of the fact sheets is lost, and every part of a measure says which row it came from."""

from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from docs.rows import DOCS, PROJECT, Row, dossier_files, homes, measure_files, named_by, places, regions, rows_of

LISTED = [region for region in regions() if rows_of(region)]
DOSSIERS = [(region, file) for region in LISTED for file in dossier_files(region)]
MEASURES = [(region, file.stem) for region in LISTED for file in measure_files(region)]
ROW = Row(id="regions.md 2.4 SI-V-IP", section="The vouchers", about="patents", alias=("regions.md 2.4",))
LONGER = Row(id="regions.md 2.4 SI-V-IP-EXAM", section="The vouchers", about="patents with examination")


def test_slovenia_has_its_rows():
    assert "slovenia" in LISTED


def test_every_list_of_rows_belongs_to_a_region():
    listed = tomli.loads((DOCS / "rows.toml").read_text("utf-8"))
    assert sorted(listed) == LISTED


@pytest.mark.parametrize("region", LISTED)
def test_every_row_stands_once(region):
    ids = [row.id for row in rows_of(region)]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("region", LISTED)
def test_no_row_went_nowhere(region):
    found = homes(region)
    assert [row.id for row in rows_of(region) if not found[row.id] and not row.reason] == []


@pytest.mark.parametrize("region", LISTED)
def test_what_comes_later_is_not_here_yet(region):
    found = homes(region)
    assert [row.id for row in rows_of(region) if row.reason and found[row.id]] == []


@pytest.mark.parametrize("region", LISTED)
def test_every_row_named_is_one_of_the_sheets(region):
    known = rows_of(region)
    named = [
        place for place in places(region) if place.owner not in {"law", PROJECT} and place.row.startswith("regions")
    ]
    assert [f"{place.owner}, {place}: {place.row}" for place in named if not named_by(place.row, known)] == []


@pytest.mark.parametrize(("region", "name"), MEASURES)
def test_every_part_of_a_measure_names_its_row(region, name):
    tree = next(tomli.loads(file.read_text("utf-8")) for file in measure_files(region) if file.stem == name)
    assert [part for part, entry in based(tree, "the measure") if not entry.get("row")] == []


@pytest.mark.parametrize(("region", "file"), DOSSIERS, ids=[f"{region} {file.stem}" for region, file in DOSSIERS])
def test_every_part_of_a_practice_a_plan_and_an_institution_names_its_row(region, file):
    tree = tomli.loads(file.read_text("utf-8"))
    assert [part for part, entry in based(tree, region) if not entry.get("row")] == []


def based(value: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each part of a file that rests on a source, with the keys and ids that lead to it."""
    if isinstance(value, dict):
        if "source" in value and "mark" in value:
            yield path, value
        for key, each in value.items():
            yield from based(each, f"{path} {key}")
    elif isinstance(value, list):
        for each in value:
            name = each.get("id") or each.get("since") or "" if isinstance(each, dict) else ""
            yield from based(each, f"{path} {name}".rstrip())


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("regions.md 2.4 SI-V-IP", (ROW,)),
        ("Regions.md  2.4 si-v-ip, budget", (ROW,)),
        ("regions.md 2.4 SI-V-IP (2019)", (ROW,)),
        ("regions.md 2.4 SI-V-IP-EXAM", (LONGER,)),
        ("regions.md 2.4 SI-V-IPR", ()),
        ("regions.md 2.4", (ROW,)),
        ("regions.md 2.4 SI-V-CERT", ()),
    ],
)
def test_a_text_stands_for_the_row_it_begins_with(text, rows):
    assert named_by(text, (ROW, LONGER)) == rows

"""The rows of the fact sheets (rows.toml), and the places of a region's files that say which row they came from."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import tomli
from attrs import frozen

from intra_core.regions.reading import region_in
from intra_core.regions.region import Region

DOCS = Path(__file__).parent
PLUGINS = DOCS.parent / "plugins"
LAW = DOCS.parent / "src" / "intra_core" / "law"
FRAME = DOCS.parent / "src" / "intra_core" / "handbook"


PROJECT = "intra"
"""Whose places those of the project's frame are."""


@frozen(kw_only=True)
class Row:
    """A row of the fact sheets. `reason` says why nothing stands for it yet; `pending`, what no measure decides yet."""

    id: str
    section: str
    about: str
    alias: tuple[str, ...] = ()
    reason: str | None = None
    pending: str | None = None

    def begins(self, text: str) -> bool:
        """Say whether a text begins with the row's id, as whole words."""
        start, whole = plain(self.id), plain(text)
        following = whole[len(start) :][:1]
        return whole.startswith(start) and not following.isalnum() and following != "-"

    def also(self, text: str) -> bool:
        """Say whether a text is one of the row's aliases."""
        return plain(text) in map(plain, self.alias)


@frozen(kw_only=True)
class Place:
    """A part of a region's files that names a row: a measure, a practice, the plan, the region itself, and what of it.

    >>> print(Place(owner="slovenia.fair", part="condition", name="size", row="regions.md 2.3 applicants"))
    condition `size`
    """

    owner: str
    part: str
    name: str | None
    row: str

    def __str__(self) -> str:
        return f"{self.part} `{self.name}`" if self.name else self.part


@cache
def plain(text: str) -> str:
    """Write a text without what case and spaces make of it."""
    return " ".join(text.casefold().split())


def rows_of(region: str) -> tuple[Row, ...]:
    """Give the rows that concern a region, in the order of the sheets."""
    sections = tomli.loads((DOCS / "rows.toml").read_text("utf-8")).get(region, [])
    return tuple(_row(section["section"], entry) for section in sections for entry in section["rows"])


def _row(section: str, entry: dict[str, Any]) -> Row:
    unknown = entry.keys() - {"id", "about", "alias", "status", "reason"}
    status = entry.get("status")
    if unknown or status not in (None, "later", "described") or ("status" in entry) != ("reason" in entry):
        msg = f"rows.toml, {entry['id']!r}: a row has id, about, alias, and with status 'later' or 'described' a reason"
        raise ValueError(msg)
    return Row(
        id=entry["id"],
        section=section,
        about=entry["about"],
        alias=tuple(entry.get("alias", ())),
        reason=entry["reason"] if status == "later" else None,
        pending=entry["reason"] if status == "described" else None,
    )


def homes(region: str) -> dict[str, list[Place]]:
    """Give for each row of a region, by id, the places that name it."""
    known = rows_of(region)
    found: dict[str, list[Place]] = {row.id: [] for row in known}
    for place in places(region):
        for row in named_by(place.row, known):
            found[row.id].append(place)
    return found


def named_by(text: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Find the rows that a `row` text stands for: the one whose id it begins with, and those it is an alias of."""
    known = tuple(rows)
    beginning = max((row for row in known if row.begins(text)), key=lambda row: len(row.id), default=None)
    return tuple(row for row in known if row is beginning or row.also(text))


def regions() -> tuple[str, ...]:
    """Give the names of the regions that stand in the plug-ins' folder, by name."""
    return tuple(sorted(file.parents[2].name for file in PLUGINS.glob("*/src/*/region.toml")))


def folder_of(region: str) -> Path:
    """Give the folder that holds what a region says."""
    return PLUGINS / region / "src" / f"intra_{region}"


@cache
def region_of(name: str) -> Region:
    """Read a region from its folder.

    Raises:
        WrongInput: with every complaint about its files.
    """
    return region_in(folder_of(name), f"intra_{name}")


def measure_files(region: str) -> tuple[Path, ...]:
    """Give the measure files of a region, by name."""
    return tuple(sorted((folder_of(region) / "measures").glob("*.toml")))


def dossier_files(region: str) -> tuple[Path, ...]:
    """Give the files of a region's practices, plan and institutions, as far as it has them."""
    folder = folder_of(region)
    alone = (folder / name for name in ("plan.toml", "institutions.toml"))
    return (*sorted((folder / "practices").glob("*.toml")), *(file for file in alone if file.is_file()))


def places(region: str) -> tuple[Place, ...]:
    """Give every place of a region's files, of the law's and of the project's frame, that names a row."""
    found = [*_places(region, _tree(folder_of(region) / "region.toml"), "the region")]
    for file in measure_files(region):
        tree = _tree(file)
        found += _places(tree["id"], tree, "the measure")
    for file in dossier_files(region):
        tree = _tree(file)
        found += _places(tree.get("id", f"{region}, {file.stem}"), tree, "the practice")
    for file in sorted(LAW.glob("*.toml")):
        found += _places("law", _tree(file), "the law")
    for file in sorted(FRAME.glob("*.toml")):
        found += _places(PROJECT, _tree(file), "the project")
    return tuple(found)


def _tree(file: Path) -> dict[str, Any]:
    return tomli.loads(file.read_text("utf-8"))


_PARTS = {"parameter": "figure", "state_aid": "state aid"}


def _places(owner: str, tree: dict[str, Any], whole: str) -> Iterator[Place]:
    for path, text in _texts(tree, ()):
        part, *names = path or (whole,)
        yield Place(owner=owner, part=_PARTS.get(part, part), name=".".join(names) or None, row=text)


def _texts(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give each `row` text with the keys and ids that lead to it."""
    if isinstance(value, dict):
        named = value.get("row", ())
        for text in (named,) if isinstance(named, str) else named:
            yield path, text
        for key, each in value.items():
            yield from _texts(each, (*path, key))
    elif isinstance(value, list):
        for each in value:
            name = each.get("id") or each.get("name") if isinstance(each, dict) else None
            yield from _texts(each, (*path, name) if isinstance(name, str) else path)

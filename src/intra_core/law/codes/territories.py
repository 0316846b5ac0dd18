"""The territorial codes as `territories.toml` has them: countries, regions by version, and what became of them."""

from collections.abc import Iterator, Mapping
from functools import cache

from attrs import frozen

from intra_core.io.document import Table
from intra_core.io.parts import Sources
from intra_core.law.lawbook import Lawbook
from intra_core.provenance import Basis

FILE = "territories.toml"


@frozen(kw_only=True)
class Country:
    """A country by its letters: in NUTS, in ISO 3166, and in the ITL if it has left NUTS; `left` is the version."""

    nuts: str
    iso: str
    name: str
    latin: str | None = None
    itl: str | None = None
    left: str | None = None
    basis: Basis


@frozen(kw_only=True)
class Territory:
    """A territorial unit in one version of its classification.

    `version` is such as "nuts-2021" or "itl-2025"; `level` is 0 for a country to 3; `latin` is the name in Latin
    letters where the name itself is in others.
    """

    code: str
    version: str
    name: str
    latin: str | None = None
    basis: Basis

    @property
    def level(self) -> int:
        """How deep it lies: 0 a country, 1 to 3 the levels of NUTS or ITL."""
        return len(self.code) - 2

    @property
    def parent(self) -> str | None:
        """The code one level up; None of a country."""
        return self.code[:-1] if self.level else None

    @property
    def extra_regio(self) -> bool:
        """Whether it stands for what lies in no region, such as an embassy or the continental shelf."""
        return self.level > 0 and not self.code[2:].strip("Z")

    def within(self, code: str) -> bool:
        """Say whether it is a region, or lies in it, that a code of the same version names.

        >>> from intra_core.law.codes.places import place
        >>> place("ITF11", "2021").within("ITF1"), place("ITF11", "2021").within("ITF2")
        (True, False)
        """
        return self.code.startswith(code)


@frozen(kw_only=True)
class Change:
    """What became of codes from one version to the next; a code that is not named kept its meaning."""

    before: str
    after: str
    becomes: Mapping[str, tuple[str, ...]]
    basis: Basis


@frozen(kw_only=True, eq=False)
class Territories:
    """Everything that the file says."""

    countries: tuple[Country, ...]
    regions: Mapping[tuple[str, str], Territory]
    """By version and code."""
    changes: tuple[Change, ...]

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions that have any region, in the order of the file."""
        return tuple(dict.fromkeys(version for version, _ in self.regions))

    def lists(self, country: str, version: str) -> bool:
        """Say whether the regions of a country, by its letters in that version, are listed."""
        return (version, country) in self.regions


@cache
def territories(law: Lawbook) -> Territories:
    """Read the territorial codes of a law."""
    with law.reading(FILE) as (root, sources):
        countries = tuple(_countries(root, sources))
        regions: dict[tuple[str, str], Territory] = {}
        for table in root.tables("codes"):
            for region in _regions(table, sources, countries, regions):
                if (region.version, region.code) in regions:
                    table.complain("versions", f"{region.code!r} stands twice in {region.version!r}")
                regions[region.version, region.code] = region
        changes = tuple(_changes(root, sources))
    return Territories(countries=countries, regions=regions, changes=changes)


def _countries(root: Table, sources: Sources) -> Iterator[Country]:
    for table in root.tables("country"):
        yield Country(
            nuts=table.text("nuts", required=True) or "?",
            iso=table.text("iso", required=True) or "?",
            name=table.text("name", required=True) or "?",
            latin=table.text("latin"),
            itl=table.text("itl"),
            left=table.text("left"),
            basis=sources.basis(table),
        )
        table.end()


def _regions(
    table: Table, sources: Sources, countries: tuple[Country, ...], known: Mapping[tuple[str, str], Territory]
) -> list[Territory]:
    """Give the regions of one table, with the countries that they lie in."""
    versions, basis = table.texts("versions"), sources.basis(table)
    holder, latin = table.table("name"), table.table("latin")
    names = {code: holder.text(code) or "?" for code in holder.rest()} if holder is not None else {}
    letters = {code: latin.text(code) for code in latin.rest()} if latin is not None else {}
    table.end()
    found = []
    for version in versions:
        for each in countries:
            own = each.itl if version.startswith("itl") else each.nuts
            if own is not None and (version, own) not in known and any(code.startswith(own) for code in names):
                found.append(Territory(code=own, version=version, name=each.name, latin=each.latin, basis=each.basis))
        found.extend(
            Territory(code=code, version=version, name=name, latin=letters.get(code), basis=basis)
            for code, name in names.items()
        )
    return found


def _changes(root: Table, sources: Sources) -> Iterator[Change]:
    for table in root.tables("change"):
        becomes = table.table("becomes", required=True)
        yield Change(
            before=table.text("from", required=True) or "?",
            after=table.text("to", required=True) or "?",
            becomes={code: becomes.texts(code) for code in becomes.rest()} if becomes is not None else {},
            basis=sources.basis(table),
        )
        table.end()

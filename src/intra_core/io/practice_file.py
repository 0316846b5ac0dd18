"""A practice file: a good practice by its title in a source, and what is known of it."""

from collections.abc import Collection, Iterator

from intra_core.errors import did_you_mean
from intra_core.io.document import Document, Table
from intra_core.io.parts import Sources, localized, positive, word_of
from intra_core.io.served import served
from intra_core.io.vocabulary_file import schema
from intra_core.model.practice import (
    LONGEST_TITLE,
    Need,
    OwnerKind,
    PlatformItem,
    Practice,
    PracticeFact,
    PracticeField,
    PracticeOwner,
    Seen,
)
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis, Mark


def practice(document: Document, region: str, bodies: Collection[str]) -> Practice:
    """Read a practice of a region.

    Args:
        document: the file; complaints go there.
        region: the region's id, with which the practice's begins.
        bodies: the keys of the region's institutions and authorities, one of which may own it.
    """
    root = document.root()
    schema(root)
    sources = Sources.of(root)
    name = own_id(root, region)
    title = localized(root, "title", required=True)
    platform = _platform(root, sources)
    if platform is not None and title is not None and len(str(title)) > LONGEST_TITLE:
        says = f"the title has {len(str(title))} characters; the platform takes {LONGEST_TITLE} at most"
        root.complain("title", says, "write it as it stands on the platform", at_key=True)
    found = Practice(
        id=name,
        region=region,
        title=title or LocalizedText({"en": name}),
        seen=_seen(root, sources),
        platform=platform,
        owner=_owner(root, sources, bodies),
        need=_need(root, sources),
        served=served(root, sources),
        facts=tuple(_facts(root, sources)),
        file=document.name,
    )
    root.end()
    return found


def own_id(root: Table, region: str) -> str:
    """Take an id that begins with the region's."""
    stated = root.text("id", required=True)
    name = stated or f"{region}.?"
    if stated and not (name.startswith(f"{region}.") and name.partition(".")[2].isidentifier()):
        root.complain("id", f"{name!r} is not an id of this region", f'write "{region}.short_name"')
    return name


def body(table: Table, key: str, bodies: Collection[str], written: str | None) -> str:
    """Hold the key of a body against those there are; complaints go to the table's key."""
    if written and written not in bodies:
        says = f"no institution or authority is called {written!r}"
        table.complain(key, says, did_you_mean(written, bodies))
    return written or "?"


def _seen(root: Table, sources: Sources) -> Seen:
    table = root.table("seen", required=True)
    if table is None:
        return Seen(basis=Basis(mark=Mark.ASSUMED))
    found = Seen(number=positive(table, "number"), page=positive(table, "page"), basis=sources.basis(table))
    table.end()
    return found


def _platform(root: Table, sources: Sources) -> PlatformItem | None:
    table = root.table("platform")
    if table is None:
        return None
    item, basis = positive(table, "item", required=True), sources.basis(table)
    table.end()
    return PlatformItem(item=item, basis=basis) if item is not None else None


def _owner(root: Table, sources: Sources, bodies: Collection[str]) -> PracticeOwner | None:
    table = root.table("owner")
    if table is None:
        return None
    kind, inspired = word_of(table, "kind", OwnerKind), localized(table, "inspired_policy")
    if kind is OwnerKind.PRIVATE and inspired is None and "inspired_policy" not in table:
        says = "a private initiative counts only with evidence that it inspired public policy"
        table.complain("kind", says, 'give inspired_policy = { en = "…" }')
    found = PracticeOwner(
        institution=body(table, "institution", bodies, table.text("institution", required=True)),
        kind=kind,
        inspired_policy=inspired,
        basis=sources.basis(table),
    )
    table.end()
    return found


def _need(root: Table, sources: Sources) -> Need | None:
    table = root.table("need")
    if table is None:
        return None
    says, basis = localized(table, "says", required=True), sources.basis(table)
    table.end()
    return Need(says=says, basis=basis) if says is not None else None


def _facts(root: Table, sources: Sources) -> Iterator[PracticeFact]:
    for table in root.tables("fact"):
        about = word_of(table, "about", PracticeField, required=True)
        says, basis = localized(table, "says", required=True), sources.basis(table)
        table.end()
        if about is not None and says is not None:
            yield PracticeFact(about=about, says=says, basis=basis)

"""`institutions.toml`: the bodies that support enterprises of a region, what they offer, and who says so."""

from collections.abc import Collection, Iterator

from intra_core.errors import did_you_mean
from intra_core.io.document import Document, Table
from intra_core.io.parts import Sources, described, localized
from intra_core.io.served import served
from intra_core.io.vocabulary_file import schema
from intra_core.model.institution import Institution
from intra_core.model.text import LocalizedText


def institutions(document: Document, region: str, authorities: Collection[str]) -> tuple[Institution, ...]:
    """Read the institutions of a region.

    Args:
        document: the file; complaints go there.
        region: the region's id.
        authorities: the keys of the region's authorities, which an institution may be.
    """
    root = document.root()
    schema(root)
    sources = Sources.of(root)
    found = tuple(_institutions(root, sources, region, authorities))
    described(root, sources)  # kept in the file as a record; a body of no region stands so
    root.end()
    return found


def _institutions(root: Table, sources: Sources, region: str, authorities: Collection[str]) -> Iterator[Institution]:
    for key, table in root.named_tables("institution"):
        title = localized(table, "title", required=True)
        authority = table.text("authority")
        if authority is not None and authority not in authorities:
            table.complain("authority", f"unknown authority {authority!r}", did_you_mean(authority, authorities))
        elif authority not in (None, key) and key in authorities:
            says = f"an authority of region.toml has the key {key!r} too, and this is {authority!r}"
            table.complain("authority", says, "one key stands for one body: give the institution another")
        contact, offers = table.text("contact"), served(table, sources)
        yield Institution(
            id=key,
            region=region,
            title=title or LocalizedText({"en": key}),
            authority=authority or (key if key in authorities else None),
            contact=contact,
            served=offers,
            basis=sources.basis(table),
        )
        table.end()

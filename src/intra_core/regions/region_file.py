"""The keys of `region.toml`: who a region is, whose programme it is, and which policies of the law it chose."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from intra_core.errors import WrongInput, did_you_mean
from intra_core.io.document import Document, Table
from intra_core.io.parts import Sources, described, localized
from intra_core.io.vocabulary_file import schema
from intra_core.law.vocabulary import POLICIES, law_vocabulary, with_policies
from intra_core.model.authority import Authority, Programme
from intra_core.model.identifier import CHECKED, IdentifierScheme
from intra_core.model.money import MEASURED_IN
from intra_core.model.text import LocalizedText
from intra_core.regions.whereabouts import faults
from intra_core.rules.vocabulary import Vocabulary

if TYPE_CHECKING:
    from intra_core.model.measure import Described


class RegionFile:
    """What `region.toml` says; complaints go to its document. What is missing is stood in for, so that all is read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        root = document.root()
        schema(root)
        sources = Sources.of(root)
        self.id: str | None = root.text("id", required=True)
        if self.id is not None and (not self.id.isidentifier() or self.id != self.id.lower()):
            root.complain("id", f"{self.id!r} is not an id", "write one lower-case word")
            self.id = None
        self.title: LocalizedText = localized(root, "title", required=True) or LocalizedText({"en": "?"})
        self.nuts: tuple[str, ...] = root.texts("nuts")
        self.languages: tuple[str, ...] = root.texts("languages")
        self.currency: str | None = root.text("currency", required=True)
        if self.currency is not None and self.currency not in MEASURED_IN:
            root.complain("currency", f"unknown currency {self.currency!r}", did_you_mean(self.currency, MEASURED_IN))
            self.currency = None
        time_zone, state = root.text("time_zone", required=True), root.text("member_state", required=True)
        self.time_zone: str = time_zone or "UTC"
        self.member_state: str = state or "?"
        self._refuse_places(root)
        self.policies: dict[str, str] = _policies(root.table("policy"))
        self.authorities: tuple[Authority, ...] = tuple(_authorities(root, sources))
        self.programme: Programme | None = _programme(root.table("programme"), sources)
        self.identifiers: tuple[IdentifierScheme, ...] = tuple(_identifiers(root, sources))
        self.rows: tuple[str, ...] = root.texts("row")
        self.described: tuple[Described, ...] = described(root, sources)
        self.law: Vocabulary = self._law()
        root.end()

    def _refuse_places(self, root: Table) -> None:
        for path, says, instead in faults(self.member_state, self.nuts, self.languages, self.time_zone):
            written = root.data.get(str(path[0]))
            # A key that is missing or no text has been told already; one text may stand in place of a list.
            if isinstance(written, list) or (isinstance(written, str) and written.strip()):
                self.document.complain(path if isinstance(written, list) else path[:1], says, instead)

    def _law(self) -> Vocabulary:
        """Give the law's vocabulary as the region's policies read it."""
        try:
            return with_policies(law_vocabulary(), self.policies)
        except WrongInput as error:
            for each in error.complaints:
                at_key = each.key not in POLICIES
                self.document.complain(("policy", each.key or ""), each.says, each.instead, at_key=at_key)
            return with_policies(law_vocabulary(), {})


def _policies(table: Table | None) -> dict[str, str]:
    return {key: text for key in table.rest() if (text := table.text(key))} if table is not None else {}


def _authorities(root: Table, sources: Sources) -> Iterator[Authority]:
    for key, entry in root.named_tables("authority"):
        title = localized(entry, "title", required=True)
        yield Authority(id=key, title=title or LocalizedText({"en": key}), basis=sources.basis(entry))
        entry.end()


def _identifiers(root: Table, sources: Sources) -> Iterator[IdentifierScheme]:
    for key, entry in root.named_tables("identifier"):
        title, form = localized(entry, "title", required=True), localized(entry, "form")
        check = entry.text("check")
        if check is not None and check not in CHECKED:
            entry.complain("check", f"unknown rule {check!r}", did_you_mean(check, CHECKED))
            check = None
        title = title or LocalizedText({"en": key})
        yield IdentifierScheme(id=key, title=title, form=form, check=check, basis=sources.basis(entry))
        entry.end()


def _programme(table: Table | None, sources: Sources) -> Programme | None:
    if table is None:
        return None
    title, basis = localized(table, "title", required=True), sources.basis(table)
    table.text("cci")  # kept in the file as a record; nothing is decided or shown by it
    table.end()
    return Programme(title=title, basis=basis) if title is not None else None

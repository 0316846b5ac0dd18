"""A region as its folder describes it: identity, policies, vocabulary and measures."""

from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from attrs import field, frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.decode import document_from
from intra_core.io.document import Document, Table
from intra_core.io.measure_file import measure
from intra_core.io.parts import Sources, described, localized
from intra_core.io.vocabulary_file import schema, vocabulary
from intra_core.law.vocabulary import law_vocabulary, with_policies
from intra_core.model.measure import Described
from intra_core.model.money import CURRENCIES
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis
from intra_core.rules.kinds import Text
from intra_core.rules.language import Constant
from intra_core.rules.measure import MeasureRules
from intra_core.rules.vocabulary import Vocabulary


@frozen(kw_only=True)
class Authority:
    """Who grants or runs something in a region."""

    id: str
    title: LocalizedText
    basis: Basis


@frozen(kw_only=True)
class Programme:
    """The programme whose policy the region's plan set out to improve."""

    title: LocalizedText
    basis: Basis


@frozen(kw_only=True, eq=False)
class Region:
    """One region with everything its plug-in says."""

    id: str
    title: LocalizedText
    nuts: tuple[str, ...]
    languages: tuple[str, ...]
    currency: str
    time_zone: str
    member_state: str
    policies: Mapping[str, str]
    authorities: tuple[Authority, ...]
    programme: Programme | None
    described: tuple[Described, ...]
    rows: tuple[str, ...]
    vocabulary: Vocabulary
    measures: tuple[MeasureRules, ...] = field(repr=False)


def read_region(package: str) -> Region:
    """Read a region from the folder of its package.

    Args:
        package: the name of an importable package with `region.toml`, `vocabulary.toml` and `measures/*.toml`.

    Raises:
        WrongInput: with every complaint about every file.
    """
    return region_in(resources.files(package), package)


def region_in(folder: Traversable, name: str) -> Region:
    """Read a region from any folder, such as one that is not installed; `name` stands before its files' names."""
    complaints: list[Complaint] = []
    document = _open(folder / "region.toml", f"{name}/region.toml", complaints)
    if document is None:
        raise WrongInput(complaints)
    reader = _RegionFile(document)
    words = with_policies(law_vocabulary(), {}) if document.complaints else _policed(reader, complaints)
    extra = folder / "vocabulary.toml"
    if extra.is_file():
        own = _open(extra, f"{name}/vocabulary.toml", complaints)
        if own is not None:
            words = vocabulary(own, words)
            complaints.extend(own.complaints)
    constants = {"region.member_state": Constant(reader.member_state, Text(), "region.member_state")}
    measures = []
    for file in _measure_files(folder):
        each = _open(file, f"{name}/measures/{file.name}", complaints)
        if each is not None:
            measures.append(measure(each, reader.id, reader.currency, words, constants))
            complaints.extend(each.complaints)
    complaints.extend(document.complaints)
    complaints.extend(_twice(measures))
    if complaints:
        raise WrongInput(sorted(complaints, key=lambda each: (each.file or "", each.line or 0)))
    return reader.region(words, tuple(measures))


def _measure_files(folder: Traversable) -> Iterator[Traversable]:
    below = folder / "measures"
    if below.is_dir():
        yield from sorted((each for each in below.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)


def _open(file: Traversable, name: str, complaints: list[Complaint]) -> Document | None:
    try:
        return document_from(file.read_bytes(), name, "toml")
    except FileNotFoundError:
        complaints.append(Complaint(says="the file is missing", file=name))
    except WrongInput as error:
        complaints.extend(error.complaints)
    return None


def _twice(measures: list[MeasureRules]) -> Iterator[Complaint]:
    seen: dict[str, str] = {}
    for each in measures:
        identity = each.identity
        if identity.id in seen:
            yield Complaint(
                says=f"the measure {identity.id!r} stands in two files",
                file=identity.file,
                instead=f"the other is {seen[identity.id]}",
            )
        seen[identity.id] = identity.file


def _policed(reader: "_RegionFile", complaints: list[Complaint]) -> Vocabulary:
    try:
        return with_policies(law_vocabulary(), reader.policies)
    except WrongInput as error:
        complaints.extend(
            Complaint(says=each.says, instead=each.instead, file=reader.document.name) for each in error.complaints
        )
        return with_policies(law_vocabulary(), {})


class _RegionFile:
    """The keys of `region.toml`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        root = document.root()
        schema(root)
        sources = Sources.of(root)
        self.id = root.text("id", required=True) or "?"
        if not self.id.isidentifier() or self.id != self.id.lower():
            root.complain("id", f"{self.id!r} is not an id", "write one lower-case word")
        self.title = localized(root.table("title", required=True)) or LocalizedText({"en": self.id})
        self.nuts = root.texts("nuts")
        self.languages = root.texts("languages")
        self.currency = root.text("currency", required=True) or "EUR"
        if self.currency not in CURRENCIES:
            root.complain("currency", f"unknown currency {self.currency!r}", did_you_mean(self.currency, CURRENCIES))
        self.time_zone = root.text("time_zone", required=True) or "UTC"
        self.member_state = root.text("member_state", required=True) or "?"
        self.policies = _policies(root.table("policy"))
        self.authorities = tuple(_authorities(root, sources))
        self.programme = _programme(root.table("programme"), sources)
        self.rows = root.texts("row")
        self.described = described(root, sources)
        root.end()

    def region(self, words: Vocabulary, measures: tuple[MeasureRules, ...]) -> Region:
        return Region(
            id=self.id,
            title=self.title,
            nuts=self.nuts,
            languages=self.languages,
            currency=self.currency,
            time_zone=self.time_zone,
            member_state=self.member_state,
            policies=self.policies,
            authorities=self.authorities,
            programme=self.programme,
            described=self.described,
            rows=self.rows,
            vocabulary=words,
            measures=measures,
        )


def _policies(table: Table | None) -> dict[str, str]:
    return {key: text for key in table.rest() if (text := table.text(key))} if table is not None else {}


def _authorities(root: Table, sources: Sources) -> Iterator[Authority]:
    for key, entry in root.named_tables("authority"):
        title = localized(entry.table("title", required=True))
        yield Authority(id=key, title=title or LocalizedText({"en": key}), basis=sources.basis(entry))
        entry.end()


def _programme(table: Table | None, sources: Sources) -> Programme | None:
    if table is None:
        return None
    title, basis = localized(table.table("title", required=True)), sources.basis(table)
    table.text("cci")  # kept in the file as a record; nothing is decided or shown by it
    table.end()
    return Programme(title=title, basis=basis) if title is not None else None

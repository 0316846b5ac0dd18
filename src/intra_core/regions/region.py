"""A region as its folder describes it: identity, policies, vocabulary and measures."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable

from attrs import frozen

from intra_core.errors import Complaint, WrongInput
from intra_core.io.document import Document
from intra_core.io.measure_file import measure
from intra_core.io.vocabulary_file import vocabulary
from intra_core.model.measure import Described
from intra_core.model.text import LocalizedText
from intra_core.regions.dossier import Dossier, dossier_in
from intra_core.regions.folder import IDENTITY, MEASURES, VOCABULARY, Folder
from intra_core.regions.region_file import Authority, Programme, RegionFile
from intra_core.rules.kinds import Text
from intra_core.rules.language import Constant
from intra_core.rules.measure import MeasureRules
from intra_core.rules.vocabulary import Vocabulary

__all__ = ["Authority", "Programme", "Region", "read_region", "region_in"]


@frozen(kw_only=True, eq=False, repr=False)
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
    measures: tuple[MeasureRules, ...]
    folder: Traversable | None = None
    """Where its files stand; None for a region that was made without any, which has no dossier either."""
    folder_name: str = ""

    def __repr__(self) -> str:
        return f"<Region {self.id}: {len(self.measures)} measures>"

    @cached_property
    def dossier(self) -> Dossier:
        """Its practices, plan and institutions, read on first use.

        Raises:
            WrongInput: with every complaint about their files, each time, as long as they are wrong.
        """
        if self.folder is None:
            return Dossier(region=self.id)
        authorities = [each.id for each in self.authorities]
        measures = [each.identity.id for each in self.measures]
        return dossier_in(self.folder, self.folder_name, self.id, authorities, measures)


def read_region(package: str) -> Region:
    """Read a region from the folder of its package.

    Args:
        package: the name of an importable package with `region.toml`, `measures/*.toml` and, if it needs one,
            `vocabulary.toml`.

    Raises:
        WrongInput: with every complaint about every file.
    """
    return region_in(resources.files(package), package)


def region_in(folder: Traversable, name: str) -> Region:
    """Read a region from any folder, such as one that is not installed; `name` stands before its files' names.

    Raises:
        WrongInput: with every complaint about every file: first about the region's, then about the vocabulary.
    """
    files = Folder(folder, name)
    entries = files.entries()
    identity = files.document(IDENTITY)
    reader = RegionFile(identity) if identity is not None else None
    own = files.document(VOCABULARY) if VOCABULARY in entries else None
    written = [each for file in files.measures() if (each := files.document(MEASURES, file)) is not None]
    words = reader.law if reader is not None else None
    if own is not None and words is not None:
        words = vocabulary(own, words, region=reader.id if reader is not None else None)
    measures: list[MeasureRules] = []
    # Without id, currency or vocabulary all that could be said of a rule is false: its words are not known.
    if reader is not None and words is not None and (own is not None or VOCABULARY not in entries):
        measures = _measures(written, reader, words)
    documents = [each for each in (identity, own, *written) if each is not None]
    complaints = [*files.complaints, *(each for document in documents for each in document.complaints)]
    complaints.extend(_twice(measures))
    if complaints or reader is None or words is None:
        raise WrongInput(sorted(complaints, key=lambda each: _order(each, name)))
    return _region(reader, words, tuple(measures), files)


def _measures(written: Sequence[Document], reader: RegionFile, words: Vocabulary) -> list[MeasureRules]:
    if reader.id is None or reader.currency is None:
        return []
    constants = {"region.member_state": Constant(reader.member_state, Text(), "region.member_state")}
    authorities = [each.id for each in reader.authorities]
    return [measure(each, reader.id, reader.currency, words, constants, authorities) for each in written]


def _order(complaint: Complaint, name: str) -> tuple[int, str, int]:
    """Put what others rest on first: a fault there may be what is behind those that follow."""
    file = (complaint.file or "").removeprefix(f"{name}/")
    first = (IDENTITY, VOCABULARY)
    return first.index(file) if file in first else len(first), file, complaint.line or 0


def _twice(measures: Sequence[MeasureRules]) -> Iterator[Complaint]:
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


def _region(reader: RegionFile, words: Vocabulary, measures: tuple[MeasureRules, ...], files: Folder) -> Region:
    return Region(
        id=reader.id or "",
        title=reader.title,
        nuts=reader.nuts,
        languages=reader.languages,
        currency=reader.currency or "",
        time_zone=reader.time_zone,
        member_state=reader.member_state,
        policies=reader.policies,
        authorities=reader.authorities,
        programme=reader.programme,
        described=reader.described,
        rows=reader.rows,
        vocabulary=words,
        measures=measures,
        folder=files.folder,
        folder_name=files.name,
    )

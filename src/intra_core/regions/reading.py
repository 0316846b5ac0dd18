"""Reading a region from its folder: every file of it checked, and all complaints told together."""

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable

from intra_core.errors import Complaint, WrongInput
from intra_core.io.document import Document
from intra_core.io.measure_file import measure
from intra_core.io.vocabulary_file import vocabulary
from intra_core.regions.dossier import dossier_in
from intra_core.regions.folder import IDENTITY, MEASURES, VOCABULARY, Folder
from intra_core.regions.functions import of_region, words_unknown
from intra_core.regions.region import Region
from intra_core.regions.region_file import RegionFile
from intra_core.regions.whereabouts import complain_of_sets
from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import Text
from intra_core.rules.language import Constant
from intra_core.rules.measure import MeasureRules
from intra_core.rules.vocabulary import Vocabulary


def region_in(folder: Traversable, name: str, functions: Iterable[RuleFunction] = ()) -> Region:
    """Read a region from any folder, such as one that is not installed.

    Args:
        folder: the folder that `region.toml` stands in.
        name: what stands before its files' names.
        functions: what its rules may call; those that are not called after the region are none of it.

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
    called = of_region(functions, reader.id or "") if reader is not None else {}
    if words is not None and called:
        words = words.joined(Vocabulary(functions=called))
    if own is not None and words is not None:
        words = vocabulary(own, words, region=reader.id if reader is not None else None)
    measures: list[MeasureRules] = []
    # Without id, currency or vocabulary all that could be said of a rule is false: its words are not known.
    if reader is not None and words is not None and (own is not None or VOCABULARY not in entries):
        measures = _measures(written, reader, words)
    for each in (own, *written):
        if each is not None:
            complain_of_sets(each)
    documents = [each for each in (identity, own, *written) if each is not None]
    complaints = [*files.complaints, *(each for document in documents for each in document.complaints)]
    complaints.extend(_twice(measures))
    complaints.extend(words_unknown(called.values(), words) if words is not None else ())
    complaints.extend(_of_dossier(files, reader, None if complaints else measures))
    if complaints or reader is None or words is None:
        raise WrongInput(sorted(complaints, key=lambda each: _order(each, name)))
    return _region(reader, words, tuple(measures), files)


def measure_in(document: Document, region: Region, *, mixed: bool = False) -> MeasureRules:
    """Read a text of a measure as one of a region that has been read; complaints go to the document.

    Args:
        document: the text.
        region: the region whose words, authorities and currency it may use.
        mixed: the text is put together from two, of which either may name what the other reads.
    """
    complain_of_sets(document)
    authorities = [each.id for each in region.authorities]
    named = constants(region.member_state)
    return measure(document, region.id, region.currency, region.vocabulary, named, authorities, mixed=mixed)


def constants(member_state: str) -> dict[str, Constant]:
    """Give what every rule of a region may name beside its vocabulary: the Member State it is in."""
    return {"region.member_state": Constant(member_state, Text(), "region.member_state")}


def _measures(written: Sequence[Document], reader: RegionFile, words: Vocabulary) -> list[MeasureRules]:
    if reader.id is None or reader.currency is None:
        return []
    named = constants(reader.member_state)
    authorities = [each.id for each in reader.authorities]
    return [measure(each, reader.id, reader.currency, words, named, authorities) for each in written]


def _of_dossier(
    files: Folder, reader: RegionFile | None, measures: Sequence[MeasureRules] | None
) -> tuple[Complaint, ...]:
    """Check practices, plan and institutions, which are read when they are asked for (0011-handbook-on-demand).

    Of measures that could not all be read, nothing is said that names one.
    """
    if reader is None or reader.id is None:
        return ()
    ids = [each.identity.id for each in measures] if measures is not None else None
    try:
        dossier_in(files.folder, files.name, reader.id, [each.id for each in reader.authorities], ids)
    except WrongInput as error:
        return error.complaints
    return ()


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
        identifiers=reader.identifiers,
        folder=files.folder,
        folder_name=files.name,
    )

"""The boundary tables that stand in a region's folder, and whether they still say what its rules say."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.assessment.measure import Measure
from intra_core.errors import Complaint, WrongInput
from intra_core.regions.folder import BOUNDARIES, Folder
from intra_core.regions.region import Region
from intra_core.testing.boundaries.row import BoundaryTable, Row
from intra_core.testing.boundaries.shown import on_one_line
from intra_core.testing.boundaries.table import boundaries
from intra_core.testing.boundaries.table_file import resigned, table_in, written_table
from intra_core.testing.cases.subjects import Subjects
from intra_core.testing.place import check_own
from intra_core.texts.counts import counted

if TYPE_CHECKING:
    from intra_core.io.document import Document


@frozen(kw_only=True, eq=False)
class Kept:
    """The table of a measure as it is made now, and as it stands in the region's folder.

    >>> import intra_core
    >>> missing = held_against(intra_core.load_regions()["algarve.restart"], None)
    >>> missing.is_fresh, missing.file, missing.kept
    (False, 'boundaries/restart.toml', None)
    """

    measure: str
    fresh: BoundaryTable
    """As it is made now, with the signatures that still stand."""
    kept: BoundaryTable | None
    lost: tuple[Row, ...]
    """Signed rows that no longer say what was signed."""
    file: str

    @property
    def is_fresh(self) -> bool:
        """Whether the file says what the rules say."""
        return self.kept is not None and written_table(self.kept) == written_table(self.fresh)

    def differs(self) -> Iterator[str]:
        """Name the rows that are not in the file as they are made now: `+` new, `-` gone; nothing if it is fresh."""
        if self.kept is None:
            yield f"+ {counted(len(self.fresh.rows), 'row')}, in a new file"
            return
        before, after = ({row.says: row for row in each.rows} for each in (self.kept, self.fresh))
        yield from (f"- {on_one_line(row)}" for says, row in before.items() if says not in after)
        yield from (f"+ {on_one_line(row)}" for says, row in after.items() if says not in before)
        gone, come = (
            set(self.kept.missing) - set(self.fresh.missing),
            set(self.fresh.missing) - set(self.kept.missing),
        )
        yield from (f"- missing {name}" for name in sorted(gone))
        yield from (f"+ missing {name}" for name in sorted(come))


def kept_tables(region: Region) -> Mapping[str, BoundaryTable]:
    """Read the boundary tables of a region, by their measures.

    Raises:
        WrongInput: with every complaint about every file.

    >>> import intra_core
    >>> tables = kept_tables(intra_core.load_regions().region("algarve").region)
    >>> tables["algarve.restart"].measure
    'algarve.restart'
    """
    if region.folder is None:
        return {}
    files = Folder(region.folder, region.folder_name)
    subjects = Subjects.of([region])
    documents: list[Document] = []
    found: dict[str, BoundaryTable] = {}
    for name in files.boundaries():
        document = files.document(BOUNDARIES, name)
        if document is not None:
            documents.append(document)
            table = table_in(document, subjects)
            if table is not None:
                if table.measure in found:
                    document.complain(("measure",), f"another file has the boundary table of {table.measure!r}")
                elif table.measure in subjects.by_id and file_of(table.measure) != f"{BOUNDARIES}/{name}":
                    # Written anew it would stand beside this one, which would go on saying what it says.
                    says = f"the boundary table of {table.measure!r} stands in another file"
                    document.complain(("measure",), says, f"call it {file_of(table.measure)}")
                found[table.measure] = table
    complaints = [*files.complaints, *(each for document in documents for each in document.complaints)]
    if complaints:
        raise WrongInput(complaints)
    return found


def held_against(measure: Measure, kept: BoundaryTable | None) -> Kept:
    """Make the table of a measure anew and hold what is kept of it against that.

    Args:
        measure: the measure.
        kept: its table as `kept_tables` gives it, if there is one.

    >>> import intra_core
    >>> catalogue = intra_core.load_regions()
    >>> kept = kept_tables(catalogue.region("algarve").region)
    >>> held_against(catalogue["algarve.restart"], kept["algarve.restart"]).is_fresh
    True
    """
    fresh, lost = resigned(boundaries(measure), kept)
    return Kept(measure=measure.id, fresh=fresh, kept=kept, lost=lost, file=file_of(measure.id))


def file_of(measure: str) -> str:
    """Name the file of a measure's table below the region's folder.

    >>> file_of("slovenia.forum")
    'boundaries/forum.toml'
    """
    return f"{BOUNDARIES}/{measure.partition('.')[2]}.toml"


def folder_of(region: Region) -> Path:
    """Give the folder that a region's files can be written to.

    Raises:
        WrongInput: if there is none, as of a region inside an archive or one that is an installed copy.
    """
    if isinstance(region.folder, Path):
        check_own(region.folder)
        return region.folder
    says = f"the files of the region {region.id!r} stand in no folder that can be written to"
    raise WrongInput([Complaint(says=says, instead="install it from its folder: pip install -e FOLDER")])

"""The signed rows of a boundary table as cases: each is two of them, one on either side of the flip."""

from collections.abc import Iterable, Iterator

from intra_core.io.document import Document
from intra_core.provenance import Source
from intra_core.rules.measure import Example
from intra_core.testing.boundaries.moving import Move
from intra_core.testing.boundaries.row import Row, Signed
from intra_core.testing.boundaries.table_file import ORDERED, OTHER, table_in
from intra_core.testing.cases.case import Case
from intra_core.testing.cases.given import check_given
from intra_core.testing.cases.subjects import Subject, Subjects


def signed_cases(document: Document, subjects: Subjects) -> tuple[Case, ...]:
    """Read the signed rows of a file of a boundary table as cases; complaints go to the document."""
    table = table_in(document, subjects)
    subject = subjects.by_id.get(table.measure) if table is not None else None
    if table is None or subject is None:
        return ()
    rows = document.tree.get("row")  # what is no list of tables has been complained of
    listed = enumerate(rows) if isinstance(rows, list) else ()
    places = {str(each.get("id")): place for place, each in listed if isinstance(each, dict)}
    return tuple(case for row in table.rows for case in _cases(row, subject, document, places[row.id]))


def _cases(row: Row, subject: Subject, document: Document, place: int) -> Iterator[Case]:
    if row.signed is None:
        return
    example = next(each for each in subject.rules.examples if each.name == row.example)
    for key, side in zip(ORDERED if row.ordered else OTHER, (row.first, row.second), strict=True):
        path = ("row", place, key, "value")
        try:
            moved = Move(row.moves, side.value).example(example)
        except LookupError:
            says = f"in the example {row.example!r} nothing can be moved at {row.moves!r}"
            document.complain(("row", place, "moves"), says, "make the table anew: intra regions boundaries")
            return
        if check_given(document, path, moved.given, moved.on, subject):
            yield Case(
                measure=subject.rules.identity.id,
                example=Example(name=f"{row.id}: {key}", on=moved.on, given=moved.given, expect=side.answer),
                origin="boundary",
                file=document.name,
                line=document.line(("row", place)),
                author=row.signed.name,
                written=row.signed.on,
                source=_source(row.signed, subject.sources.values()),
            )


def _source(signed: Signed, known: Iterable[Source]) -> Source:
    """Give the source that a signature names: one of the measure's by its key, or the text itself."""
    found = next((each for each in known if each.id == signed.source), None)
    return found or Source(id=signed.source, title=signed.source)

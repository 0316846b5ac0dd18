"""The file of a boundary table, `boundaries/MEASURE.toml`: rows in an order that stays, and their signatures."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from intra_core.errors import did_you_mean
from intra_core.io.document import Document, Table
from intra_core.io.examples import check_expected
from intra_core.io.vocabulary_file import schema
from intra_core.testing.boundaries.resting import keys_in
from intra_core.testing.boundaries.row import BoundaryTable, Row, Side, Signed
from intra_core.testing.cases.subjects import Subject, Subjects
from intra_core.testing.clock import refuse_to_come
from intra_core.testing.toml_text import quoted, toml_value

KIND = "boundaries"
ORDERED, OTHER = ("below", "above"), ("one", "other")
_ABOUT = """\
# Where the answers of {measure} flip: each row moves one thing of one of its examples, to two neighbouring values.
# Made from the rules themselves by `intra regions boundaries`, so that a row counts only once somebody has held it
# against its source and signed it: signed = {{ name = "…", on = 2026-11-23, source = "…" }}
"""


def written_table(table: BoundaryTable) -> str:
    """Write a table as the text of its file."""
    head = f"schema  = 1\nkind    = {quoted(KIND)}\nmeasure = {quoted(table.measure)}\n"
    if table.missing:
        names = "".join(f"    {quoted(each)},\n" for each in table.missing)
        head += f"# No example brings these to where they turn.\nmissing = [\n{names}]\n"
    parts = [_ABOUT.format(measure=table.measure), head]
    parts.extend(map(_row, table.rows))
    return "\n".join(parts)


def _row(row: Row) -> str:
    first, second = ORDERED if row.ordered else OTHER
    told: list[tuple[str, object]] = [
        ("id", row.id),
        ("of", row.of),
        ("moves", row.moves),
        ("example", row.example),
        (first, {"value": row.first.value, **row.first.answer}),
        (second, {"value": row.second.value, **row.second.answer}),
    ]
    if row.rests:
        told.append(("rests", row.rests))
    if row.signed is not None:
        told.append(("signed", {"name": row.signed.name, "on": row.signed.on, "source": row.signed.source}))
    width = max(len(key) for key, _ in told)
    return "[[row]]\n" + "".join(f"{key.ljust(width)} = {toml_value(value)}\n" for key, value in told)


def table_in(document: Document, subjects: Subjects) -> BoundaryTable | None:
    """Read a table from its file; complaints go to the document.

    Args:
        document: the file.
        subjects: the measures it may be about.

    Returns:
        The table; None if it does not say of which measure it is.
    """
    root = document.root()
    schema(root)
    kind = root.text("kind", required=True, give=f'kind = "{KIND}"')
    if kind is not None and kind != KIND:
        root.complain("kind", f"{kind!r} is not the kind of a boundary table", f'write kind = "{KIND}"')
    name = root.text("measure", required=True)
    subject = subjects.by_id.get(name) if name else None
    if name and subject is None:
        root.complain("measure", f"no measure {name!r}", did_you_mean(name, subjects.by_id))
    missing = root.texts("missing")
    rows = tuple(_rows(root.tables("row"), subject, subjects.today))
    root.end()
    return BoundaryTable(measure=name, rows=rows, missing=missing) if name else None


def _rows(tables: Iterable[Table], subject: Subject | None, today: dt.date) -> Iterator[Row]:
    ids: set[str] = set()
    examples = {each.name for each in subject.rules.examples} if subject is not None else set()
    for table in tables:
        faults = len(table.document.complaints)
        texts = {key: table.text(key, required=True) or "?" for key in ("id", "of", "moves", "example")}
        if texts["id"] in ids:
            table.complain("id", f"two rows are called {texts['id']!r}")
        ids.add(texts["id"])
        ordered = not any(key in table for key in OTHER)
        sides = [_side(table, key, subject) for key in (ORDERED if ordered else OTHER)]
        rests = table.texts("rests")
        signed = _signed(table, today)
        if signed is not None and subject is not None:
            _check_source(table, signed.source, subject, rests)
        table.end()
        if signed is not None and subject is not None and texts["example"] not in examples:
            says = f"{subject.rules.identity.id} has no example called {texts['example']!r}"
            table.complain("example", says, did_you_mean(texts["example"], examples))
        first, second = sides
        if len(table.document.complaints) == faults and first is not None and second is not None:
            yield Row(
                id=texts["id"],
                of=texts["of"],
                moves=texts["moves"],
                example=texts["example"],
                first=first,
                second=second,
                ordered=ordered,
                rests=rests,
                signed=signed,
            )


def _side(table: Table, key: str, subject: Subject | None) -> Side | None:
    inner = table.table(key, required=True)
    if inner is None:
        return None
    if "value" not in inner:
        inner.complain(None, "the key 'value' is missing", "give the value as an application has it", at_key=True)
        return None
    answer: Mapping[str, Any] = {name: told for name, told in inner.data.items() if name != "value"}
    if subject is not None:
        holder = Table(table.document, table.path, {"expect": answer})
        check_expected(evolve(holder, path=(*table.path, key)), answer, subject.can)
    return Side(value=inner.data["value"], answer=answer)


def _signed(table: Table, today: dt.date) -> Signed | None:
    inner = table.table("signed")
    if inner is None:
        return None
    name = inner.text("name", required=True, give='name = "…", who has read the row')
    on = inner.day("on", required=True)
    refuse_to_come(inner, "on", on, "signed", today)
    source = inner.text("source", required=True, give='source = "…", what it was held against')
    inner.end()
    if name is None or on is None or source is None:
        return None
    return Signed(name=name, on=on, source=source)


def _check_source(table: Table, source: str, subject: Subject, rests: Iterable[str]) -> None:
    """See to it that a signature names a source: a key of the measure or of the row, or a title, which has a space."""
    known = {*subject.sources, *(key for each in rests for key in keys_in(each))}
    if known and source not in known and " " not in source:
        instead = f"{did_you_mean(source, known)}; a source that has no key is named by its title"
        table.document.complain((*table.path, "signed", "source"), f"unknown source {source!r}", instead)


def resigned(fresh: BoundaryTable, kept: BoundaryTable | None) -> tuple[BoundaryTable, tuple[Row, ...]]:
    """Give a table made anew the signatures of those rows that say what they said; and the signed rows that are gone.

    A row is the same where it says the same; under which id it stands does not matter.
    """
    signed = {row.says: row for row in kept.rows if row.signed is not None} if kept is not None else {}
    rows = tuple(evolve(row, signed=signed.pop(row.says).signed) if row.says in signed else row for row in fresh.rows)
    return evolve(fresh, rows=rows), tuple(signed.values())

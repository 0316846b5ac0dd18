"""`intra regions boundaries`: where the answers of a region's measures flip, to be read, signed and kept."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.cli import named, outside, progress
from intra_core.cli.reply import Line, Reply
from intra_core.errors import Complaint, WrongInput
from intra_core.model.report import Report
from intra_core.rules.languages import TONGUES
from intra_core.testing.boundaries.kept import Kept, folder_of, held_against, kept_tables
from intra_core.testing.boundaries.read_out import ReadOut
from intra_core.testing.boundaries.row import BoundaryTable
from intra_core.testing.boundaries.shown import answer_in_words, lines, markdown, report
from intra_core.testing.boundaries.signing import SignedBook
from intra_core.testing.boundaries.table_file import written_table
from intra_core.texts.counts import counted

FORMS = (".md", ".xlsx")
"""The endings of what tables are written as, to be read elsewhere."""


def answer(asked: Namespace) -> Reply:
    """Make the tables anew, and print, write or check them.

    Raises:
        WrongInput: if the region or a measure is unknown, or a table cannot be read or written.
    """
    output = _output(asked)
    book = _book(asked)
    catalogue = outside.load_regions()
    region = named.region(asked.region, catalogue).region
    measures = _measures(asked, catalogue, book)
    known = kept_tables(region)
    shown = progress.in_turn(measures, lambda measure: measure.id)
    kept = [held_against(each, known.get(each.id)) for each in shown]
    if book is not None:
        languages = dict.fromkeys((asked.lang, *TONGUES))
        reports = (_report(asked.region, kept, measures, each) for each in languages)
        fresh = book.signed(kept, reports, region)
        kept = [evolve(each, fresh=table) for each, table in zip(kept, fresh, strict=True)]
    stale = [each for each in kept if not each.is_fresh]
    if asked.write or book is not None:
        _write_files(folder_of(region), stale)
    if output is not None:
        _write(output, asked, kept, measures)
    gone = "dropped" if asked.write or book is not None else "void"
    return Reply(
        data={"region": region.id, "measures": [_to_dict(each) for each in kept]},
        lines=lambda: _lines(asked, kept, stale),
        quarantined=catalogue.quarantined,
        notes=tuple(
            f"{each.measure}: the signature of {row.id} is {gone}: the row has changed"
            for each in kept
            for row in each.lost
        ),
        failed=asked.check and bool(stale),
    )


def _write_files(folder: Path, tables: Sequence[Kept]) -> None:
    for each in tables:
        file = folder / each.file
        try:
            file.parent.mkdir(exist_ok=True)
        except OSError as error:
            says = f"cannot be made: {error.strerror or error}"
            raise WrongInput([Complaint(says=says, file=str(file.parent))]) from None
        outside.write(file, written_table(each.fresh).encode())


def _output(asked: Namespace) -> Path | None:
    """Give the file that is to be written, before anything is made that it could not take."""
    if asked.output is None:
        return None
    file = Path(asked.output)
    if file.suffix not in FORMS:
        says = f"{file.suffix!r} is no form of boundary tables" if file.suffix else "the form is told by the ending"
        raise WrongInput([Complaint(says=says, instead=f"end it with {' or '.join(FORMS)}", file=str(file))])
    outside.check_writable(file)
    return file


def _book(asked: Namespace) -> SignedBook | None:
    """Read the workbook that came back signed, if one was given."""
    if asked.signed is None:
        return None
    others = (("--write", asked.write), ("--check", asked.check), ("-o", asked.output), ("MEASURE", asked.measures))
    given = [name for name, value in others if value]
    if given:
        says = f"{given[0]} says nothing beside --from"
        raise WrongInput([Complaint(says=says, instead=f"leave {given[0]} out", key="--from")])
    raw, name = outside.read(asked.signed)
    return SignedBook.read(raw if isinstance(raw, bytes) else raw.encode(), name)


def _measures(asked: Namespace, catalogue: Catalogue, book: SignedBook | None) -> Sequence[Measure]:
    if book is None:
        return named.measures(asked.measures, asked.region, catalogue)
    every = {each.id: each for each in catalogue.of_region(asked.region)}
    return [every[name] for name in book.measures(tuple(every))]


def _read_out(kept: Sequence[Kept], measures: Sequence[Measure], language: str) -> list[tuple[BoundaryTable, ReadOut]]:
    return [
        (each.fresh, ReadOut(measure=measure, language=language)) for each, measure in zip(kept, measures, strict=True)
    ]


def _write(file: Path, asked: Namespace, kept: Sequence[Kept], measures: Sequence[Measure]) -> None:
    if file.suffix == ".md":
        tables = _read_out(kept, measures, asked.lang)
        outside.write(file, "\n".join((f"# {_title(asked.region)}", "", *markdown(tables))).encode())
        return
    from intra_core.documents.sheets import write_sheets  # noqa: PLC0415 (an extra, for this alone)

    write_sheets(_report(asked.region, kept, measures, asked.lang), file)


def _report(region: str, kept: Sequence[Kept], measures: Sequence[Measure], language: str) -> Report:
    return report(_title(region), _read_out(kept, measures, language))


def _title(region: str) -> str:
    return f"Boundaries of {region}"


def _lines(asked: Namespace, kept: Sequence[Kept], stale: Sequence[Kept]) -> Iterator[Line]:
    if asked.signed is not None:
        yield from _signatures(kept, stale)
        return
    if asked.write or asked.check:
        for each in stale:
            yield Line(f"{'written' if asked.write else 'not as its rules are'}: {each.file}", 0, "bold")
            yield from (Line(row, 2) for row in each.differs())
        if not stale:
            yield Line(f"{counted(len(kept), 'boundary table')}, all as their rules are")
        return
    if asked.output is not None:
        rows = sum(len(each.fresh.rows) for each in kept)
        yield Line(f"{asked.output}: {counted(len(kept), 'boundary table')} with {counted(rows, 'row')}")
        return
    for each in kept:
        yield from (Line(text, indent, "" if indent else "bold") for indent, text in lines(each.fresh))


def _signatures(kept: Sequence[Kept], stale: Sequence[Kept]) -> Iterator[Line]:
    """Tell which rows are signed anew, by the file in which they stand now."""
    for each in stale:
        before = {row.says: row.signed for row in each.kept.rows} if each.kept is not None else {}
        yield Line(f"written: {each.file}", 0, "bold")
        for row in each.fresh.rows:
            if row.signed is not None and row.signed != before.get(row.says):
                yield Line(f"signed: {row.id} by {row.signed.name}, {row.signed.on}, {row.signed.source}", 2)
    if not stale:
        yield Line(f"{counted(len(kept), 'boundary table')}, no row signed that was not signed before")


def _to_dict(kept: Kept) -> dict[str, object]:
    return {
        "measure": kept.measure,
        "file": kept.file,
        "fresh": kept.is_fresh,
        "missing": list(kept.fresh.missing),
        "rows": [
            {
                "id": row.id,
                "of": row.of,
                "moves": row.moves,
                "example": row.example,
                "ordered": row.ordered,
                "sides": [
                    {"value": str(side.value), "verdict": side.answer["verdict"], "says": answer_in_words(side.answer)}
                    for side in (row.first, row.second)
                ],
                "rests": list(row.rests),
                "signed": {"name": row.signed.name, "on": row.signed.on.isoformat(), "source": row.signed.source}
                if row.signed is not None
                else None,
            }
            for row in kept.fresh.rows
        ],
    }

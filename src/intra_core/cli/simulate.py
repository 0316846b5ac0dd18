"""`intra simulate`: what a change of a measure would cost, and who would gain or lose."""

import datetime as dt
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.assessment.simulation import Change, with_figures, with_text
from intra_core.assessment.simulation.comparison import Comparison
from intra_core.assessment.simulation.report import report_of
from intra_core.assessment.simulation.tally import Tally
from intra_core.cli import named, outside, progress
from intra_core.cli.beside import beside
from intra_core.cli.faults import Faults
from intra_core.cli.reply import Line, Reply
from intra_core.cli.report_lines import report_lines
from intra_core.documents.csv_file import write_all_csv
from intra_core.errors import Complaint, WrongInput
from intra_core.io.decode import document_from
from intra_core.model.report import Report
from intra_core.rules.book import ON, SUBMITTED

if TYPE_CHECKING:
    from intra_core.assessment.columnar.files import ReadFile

ONLY_ENGLISH = "simulations are told of in English"
PAGE = "report.html"
KEY = "id"
"""The column that tells applications apart, where none is named."""


@frozen(kw_only=True)
class _Asked:
    """The options, read and found sound."""

    change: Change
    file: Path
    on: dt.date | None
    key: str | None
    columns: Mapping[str, str]
    lists: Mapping[str, Path]
    folder: Path | None
    quarantined: Any = field(factory=tuple)
    noticed: Callable[[], Iterable[Complaint]] = tuple


def answer(asked: Namespace) -> Reply:
    """Simulate a change.

    Raises:
        WrongInput: with every fault of the options, of the other text, and of the files.
    """
    told = _asked(asked)
    comparison, read, lists = _compared(told)
    invented = _invented(read, comparison.tally)
    notes = [f"{told.file} was read with {LIBRARIES[read.library]}"]
    notes += [f"the records of {name} were read from {file}" for name, file in lists.items()]
    report = report_of(comparison, invented=invented, notes=notes)
    written = _write(report, asked, told.folder) if told.folder is not None else ()
    return Reply(
        data={
            "file": str(told.file),
            "lists": {name: str(file) for name, file in lists.items()},
            "library": read.library,
            "invented": invented,
            **comparison.to_dict(),
            "written": [str(each) for each in written],
        },
        lines=lambda: _lines(report, written),
        quarantined=told.quarantined,
        noticed=told.noticed,
        notes=() if asked.lang == "en" else (ONLY_ENGLISH,),
        tells_language=True,
    )


LIBRARIES = {
    "polars": "Polars, part by part",
    "pyarrow": "PyArrow, as a whole: it must fit in memory",
    "duckdb": "DuckDB, in one query",
}


def _asked(asked: Namespace) -> _Asked:
    faults = Faults()
    on = faults.day(asked.on)
    columns, lists = (
        dict(_pairs(given, option, faults)) for given, option in ((asked.column, "--column"), (asked.lists, "--lists"))
    )
    folder = Path(asked.output) if asked.output is not None else None
    wanted = {"--tables": asked.tables, "--page": asked.page, "--charts": asked.charts}
    if folder is None and any(wanted.values()):
        option = next(name for name, given in wanted.items() if given)
        faults.complaints.append(Complaint(says="there is no folder for it", instead="name one with -o", key=option))
    if folder is not None:
        with faults:
            _check_folder(folder)
    if not asked.set and asked.text is None:
        instead = "give --set 'ceiling = EUR 12000.00', or --with FILE"
        faults.complaints.append(Complaint(says="nothing changes", instead=instead))
    catalogue = outside.load_regions()
    measure = named.measure(asked, catalogue, faults)
    change: Change | None = None
    if measure is not None:
        with faults:
            change = _change(asked, measure, catalogue)
    faults.close()
    assert change is not None  # noqa: S101 (else it was complained of)
    return _Asked(
        change=change,
        file=Path(asked.file),
        on=on,
        key=asked.key,
        columns=columns,
        lists={name: Path(file) for name, file in lists.items()},
        folder=folder,
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
    )


def _pairs(given: Iterable[str], option: str, faults: Faults) -> Iterator[tuple[str, str]]:
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        if equals and name and value:
            yield name, value
            continue
        instead = "write it like costs.eligible=amount" if option == "--column" else "write it like cost=costs.parquet"
        faults.complaints.append(Complaint(says=f"{text!r} names nothing", instead=instead, key=option))


def _check_folder(folder: Path) -> None:
    """See whether files may be written into a folder before anything is worked out."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongInput([Complaint(says=f"cannot be made: {error.strerror}", file=str(folder), key="-o")]) from None
    outside.check_writable(folder / PAGE)


def _change(asked: Namespace, measure: Measure, catalogue: Catalogue) -> Change:
    change: Measure | Change = measure
    if asked.text is not None:
        raw, name = outside.read(asked.text)
        document = document_from(raw, name, "toml")
        change = with_text(measure, catalogue.region(measure.region).region, document)
    if isinstance(change, Change) and not asked.set:
        return change
    return with_figures(change, asked.set)


def _compared(told: _Asked) -> tuple[Comparison, "ReadFile", Mapping[str, Path]]:
    """Decide and count every application of the file, with the records of lists that were read."""
    try:
        from intra_core.assessment.columnar.asked import (  # noqa: PLC0415 (an extra, for this command alone)
            facts_read,
            lists_read,
        )
        from intra_core.assessment.columnar.files import read_file  # noqa: PLC0415 (likewise)
        from intra_core.assessment.columnar.simulation import Question, tallies  # noqa: PLC0415 (likewise)
    except ModuleNotFoundError as error:
        raise WrongInput([Complaint(says=str(error))]) from None
    change = told.change
    measures = (change.before, change.after)
    faults = Faults()
    read: ReadFile | None = None
    records: dict[str, ReadFile] = {}
    with faults:
        read = read_file(told.file, measures, told.columns)
    standing = {name: beside(told.file, name) for name in lists_read(facts_read(measures))}
    lists = {**{name: file for name, file in standing.items() if file.is_file()}, **told.lists}
    for name, file in lists.items():
        with faults:
            records[name] = read_file(file, measures, {}, name)
    faults.close()
    assert read is not None  # noqa: S101 (else it was complained of)
    scale = {**read.scale, **{column: times for each in records.values() for column, times in each.scale.items()}}
    question = Question(
        on=_day(told, read),
        key=told.key or (KEY if KEY in read.columns else None),
        columns={name: column for name, column in told.columns.items() if name != ON.name},
        lists={name: each.frame for name, each in records.items()},
        scale=scale,
    )
    tally = sum(progress.counted(tallies(read.frame, change, question), _rows), Tally())
    return Comparison(change=change, tally=tally, on=told.on), read, lists


def _rows(tally: Tally) -> int:
    return tally.whole.applications


def _day(told: _Asked, read: "ReadFile") -> dt.date | str:
    """Give the day of decision, or the column that has it: `on`, else the day of application."""
    if told.on is not None:
        return told.on
    names = read.columns
    for fact in (ON.name, SUBMITTED):
        column = told.columns.get(fact, fact)
        if column in names:
            return column
    says = f"no column tells on which day an application is made or decided: there is no {ON.name}, no {SUBMITTED}"
    instead = "give --on 2024-09-02, or name the column: --column on=decided"
    raise WrongInput([Complaint(says=says, instead=instead, file=str(told.file))])


def _invented(read: "ReadFile", tally: Tally) -> str | None:
    """Say that the applications were made up, if the file does, in its head or in a column."""
    if read.invented is None and not tally.invented:
        return None
    detail = read.invented or "invented"
    if detail.endswith("."):
        return detail
    return "The population is invented." if detail == "invented" else f"The population is invented ({detail})."


def _write(report: Report, asked: Namespace, folder: Path) -> tuple[Path, ...]:
    writers: dict[str, Callable[[Report, Path], tuple[Path, ...]]] = {
        "csv": write_all_csv, "parquet": _parquet, "xlsx": _workbook,
    }  # fmt: skip
    written = writers[asked.tables](report, folder) if asked.tables else ()
    if asked.page:
        written += _page(report, folder)
    if asked.charts:
        written += _charts(report, folder, asked.charts)
    return written or write_all_csv(report, folder)


def _parquet(report: Report, folder: Path) -> tuple[Path, ...]:
    from intra_core.assessment.columnar.tables import write_all_parquet  # noqa: PLC0415 (an extra)

    return write_all_parquet(report, folder)


def _workbook(report: Report, folder: Path) -> tuple[Path, ...]:
    try:
        from intra_core.documents.sheets import write_sheets  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError as error:
        raise WrongInput([Complaint(says=str(error), key="--tables")]) from None
    file = folder / "tables.xlsx"
    write_sheets(report, file)
    return (file,)


def _page(report: Report, folder: Path) -> tuple[Path, ...]:
    try:
        from intra_core.documents.page import write_page  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError as error:
        raise WrongInput([Complaint(says=str(error), key="--page")]) from None
    file = folder / PAGE
    write_page(report, file)
    return (file,)


def _charts(report: Report, folder: Path, ending: str) -> tuple[Path, ...]:
    try:
        from intra_core.documents.charts import write_all_charts  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError as error:
        raise WrongInput([Complaint(says=str(error), key="--charts")]) from None
    return write_all_charts(report, folder, ending)


def _lines(report: Report, written: Iterable[Path]) -> Iterator[Line]:
    yield from report_lines(report)
    files = [str(each) for each in written]
    if files:
        yield Line()
        yield from (Line(f"written: {each}", whole=True) for each in files)

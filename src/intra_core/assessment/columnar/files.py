"""Applications in a file: Parquet, CSV or JSON Lines as a frame, each column of the type of its fact."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
from attrs import frozen

from intra_core.assessment.columnar.asked import facts_read, lists_read
from intra_core.assessment.measure import Measure
from intra_core.errors import Complaint, WrongInput
from intra_core.rules.columnar.running import Frame
from intra_core.rules.kinds import DECIMAL_UNITS, Day, Kind, Number, Records, YesNo

LIBRARIES = ("polars", "pyarrow", "duckdb")
"""What reads a file: the first that is installed. Polars and DuckDB let it stream by, PyArrow reads it whole."""
WITH_ERRORS = frozenset({*LIBRARIES, "narwhals"})
"""Whose errors are about a file."""
FORMS = {".parquet": "parquet", ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
SAID = "# invented"
"""With this the first line of a CSV file says that it was made up; what follows says by what."""
KEY_OF_PARQUET = "intra.invented"
COLUMN = "invented"
TEN_THOUSAND = 10_000
LEAP = r"(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
DAY = (
    rf"^(?:\d{{4}}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)"
    rf"|02-(?:0[1-9]|1\d|2[0-8]))|{LEAP}-02-29)$"
)
WHOLE = r"^-?\d{1,18}$"
DECIMAL = r"^-?\d{1,12}(\.\d{1,4})?$"
YES, NO = ("true", "yes"), ("false", "no")


@frozen(kw_only=True, eq=False)
class ReadFile:
    """A file as a frame of the library that read it. `invented` is a sentence where the file says it was made up."""

    frame: Any
    columns: tuple[str, ...]
    library: str
    invented: str | None = None
    scale: Mapping[str, int]


def read_file(file: Path, measures: Iterable[Measure], columns: Mapping[str, str], name: str | None = None) -> ReadFile:
    """Open a file of applications, or with `name` one of the records of a list.

    In CSV and JSON Lines a column is read as what the fact is that stands in it: whole numbers (money in minor units),
    days as 2024-09-02, true or false; an empty cell is not told.

    Raises:
        WrongInput: if there is no library to read it, it cannot be read, or values are not of their column's type.
    """
    form = FORMS.get(file.suffix.lower())
    if form is None:
        says = f"nothing is known of {file.suffix or 'a file without an ending'}"
        raise WrongInput([Complaint(says=says, instead=f"end its name with {', '.join(FORMS)}", file=str(file))])
    library = library_at_hand()
    try:
        frame, invented = _opened(file, form, library)
        kinds = _kinds(measures, columns, name)
        found, scale = _typed(frame, kinds, file, texts=form != "parquet")
    except OSError as error:
        raise _unreadable(file, error) from None
    except Exception as error:
        # Each library has errors of its own for a file that is torn or of another form, and none is imported here.
        if type(error).__module__.partition(".")[0].lstrip("_") in WITH_ERRORS:
            raise _unreadable(file, error) from None
        raise
    prefix = f"{name}." if name is not None else ""
    by_fact = {column: fact for fact, column in columns.items()} if name is None else {}
    scales = {f"{prefix}{by_fact.get(column, column)}": times for column, times in scale.items()}
    return ReadFile(
        frame=found.to_native(),
        columns=tuple(found.collect_schema().names()),
        library=library,
        invented=invented,
        scale=scales,
    )


def library_at_hand() -> str:
    """Name the library that reads files.

    Raises:
        WrongInput: if there is none.
    """
    for each in LIBRARIES:
        if find_spec(each) is not None:
            return each
    instead = f"pip install 'intra-core[frames]' {LIBRARIES[0]}; {' or '.join(LIBRARIES[1:])} will do as well"
    raise WrongInput([Complaint(says="no library that reads tables is installed", instead=instead)])


def _unreadable(file: Path, error: Exception) -> WrongInput:
    why = (error.strerror if isinstance(error, OSError) else None) or str(error).partition("\n")[0]
    return WrongInput([Complaint(says=f"cannot be read: {why}", file=str(file))])


def _opened(file: Path, form: str, library: str) -> tuple[Frame, str | None]:
    with file.open("rb") as opened:  # what is not there, or not to be read, is told alike by every library
        first = opened.readline(1000) if form == "csv" else b""
    said = first.decode("utf-8", "replace").strip() if first.startswith(SAID.encode()) else None
    invented = (said.removeprefix(SAID).lstrip(": ") or "invented") if said is not None else None
    backend: Any = library
    match form, library:
        case "parquet", "pyarrow":
            return nw.read_parquet(file, backend=backend), _of_parquet(file, library)
        case "parquet", _:
            return nw.scan_parquet(file, backend=backend), _of_parquet(file, library)
        case "csv", "polars":
            options: dict[str, Any] = {"infer_schema": False, "skip_lines": int(said is not None)}
            return nw.scan_csv(file, backend=backend, **options), invented
        case "csv", "duckdb":
            options = {"all_varchar": True, "skiprows": int(said is not None), "header": True}
            return nw.scan_csv(file, backend=backend, **options), invented
        case "csv", _:
            return _csv_by_arrow(file, skipped=said is not None), invented
        case _:
            return _json_lines(file, library), None


def _csv_by_arrow(file: Path, *, skipped: bool) -> Frame:
    csv, arrow = import_module("pyarrow.csv"), import_module("pyarrow")
    reading = csv.ReadOptions(skip_rows=int(skipped))
    names = csv.open_csv(file, read_options=reading).schema.names
    types = csv.ConvertOptions(
        column_types=dict.fromkeys(names, arrow.string()), strings_can_be_null=True, null_values=[""]
    )
    frame: Frame = nw.from_native(csv.read_csv(file, read_options=reading, convert_options=types))
    return frame


def _json_lines(file: Path, library: str) -> Frame:
    if library == "polars":
        read = import_module("polars").scan_ndjson(file, infer_schema_length=None)
    elif library == "pyarrow":
        read = import_module("pyarrow.json").read_json(file)
    else:
        read = import_module("duckdb").read_json(str(file), format="newline_delimited")
    frame: Frame = nw.from_native(read)
    return frame


def _of_parquet(file: Path, library: str) -> str | None:
    """Read whether a Parquet file says that it was made up."""
    told: object = None
    match library:
        case "polars":
            told = import_module("polars").read_parquet_metadata(file).get(KEY_OF_PARQUET)
        case "pyarrow":
            told = (import_module("pyarrow.parquet").read_metadata(file).metadata or {}).get(KEY_OF_PARQUET.encode())
        case _:
            asked = "select decode(value) from parquet_kv_metadata(?) where decode(key) = ?"
            rows = import_module("duckdb").execute(asked, [str(file), KEY_OF_PARQUET]).fetchall()
            told = rows[0][0] if rows else None
    text = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told) if told is not None else None
    if text is None or text.lower() in {"", "false"}:
        return None
    with suppress(ValueError):
        found = json.loads(text)
        text = str(found) if isinstance(found, str) else text
    return "invented" if text.lower() == "true" else text


def _kinds(measures: Iterable[Measure], columns: Mapping[str, str], name: str | None) -> dict[str, Kind]:
    """Say what kind of fact stands in each column."""
    facts = facts_read(measures)
    if name is not None:
        known = lists_read(facts).get(name)
        return dict(known.fields) if known is not None else {}
    kinds = {columns.get(fact, fact): kind for fact, (kind, _) in facts.items()}
    for fact, records in lists_read(facts).items():
        kinds |= {f"{fact}.{field}": kind for field, kind in records.fields.items() if not isinstance(kind, Records)}
    return {"on": Day(), COLUMN: YesNo(), **kinds}


def _typed(frame: Frame, kinds: Mapping[str, Kind], file: Path, *, texts: bool) -> tuple[Frame, dict[str, int]]:
    """Give each column its type, once every value has been looked at.

    Returns:
        The frame, and for columns that count decimals how many parts one has.
    """
    schema = frame.collect_schema()
    columns: dict[str, nw.Expr] = {}
    wrong: dict[str, tuple[nw.Expr, str]] = {}
    scale: dict[str, int] = {}
    for column, dtype in schema.items():
        kind = kinds.get(column)
        text = isinstance(dtype, nw.String)
        if (text and not texts) or not isinstance(dtype, nw.String | nw.Float64 | nw.Float32):
            continue
        read = _column(nw.col(column), kind, text=text) if kind is not None else None
        if read is None:
            if text:
                columns[column] = _told(nw.col(column))
            continue
        value, sound, wanted, parts = read
        columns[column] = nw.when(sound).then(value)
        wrong[column] = (~sound, wanted)
        if parts != 1:
            scale[column] = parts
    complaints = list(_amiss(frame, wrong, file))
    if complaints:
        raise WrongInput(complaints)
    if columns:
        frame = frame.with_columns(*(each.alias(name) for name, each in columns.items()))
    return frame, scale


def _told(text: nw.Expr) -> nw.Expr:
    return nw.when(text != "").then(text)


def _column(column: nw.Expr, kind: Kind, *, text: bool) -> tuple[nw.Expr, nw.Expr, str, int] | None:
    """Say how a column is read: its value, where that is sound, what is wanted, and how many parts one has.

    None for what stands as it is.
    """
    match kind:
        case Number():
            decimal = len(kind.unit) == 1 and kind.unit[0][0] in DECIMAL_UNITS
            return _decimal(column, text=text) if decimal else _whole(column, text=text)
        case Day() if text:
            wanted = "a day such as 2024-09-02"
            return _safe(column, DAY).str.to_date(format="%Y-%m-%d"), column.str.contains(DAY), wanted, 1
        case YesNo() | Records() if text:
            word = column.str.to_lowercase()
            return word.is_in(YES), word.is_in((*YES, *NO)), "true or false", 1
        case _:
            return None


def _safe(column: nw.Expr, pattern: str) -> nw.Expr:
    """Leave out what would make an engine stop where it turns texts into something else."""
    return nw.when(column.str.contains(pattern)).then(column)


def _whole(column: nw.Expr, *, text: bool) -> tuple[nw.Expr, nw.Expr, str, int]:
    wanted = "a whole number: amounts are in minor units, rates in basis points"
    if text:
        return _safe(column, WHOLE).cast(nw.Int64), column.str.contains(WHOLE), wanted, 1
    sound = (column == column.round(0)) & (column > -(2.0**53)) & (column < 2.0**53)
    return nw.when(sound).then(column).cast(nw.Int64), sound, f"{wanted}, below 2^53", 1


def _decimal(column: nw.Expr, *, text: bool) -> tuple[nw.Expr, nw.Expr, str, int]:
    wanted = "a number of at most four decimals"
    if text:
        number = _safe(column, DECIMAL).cast(nw.Float64)
        return (number * TEN_THOUSAND).round(0).cast(nw.Int64), column.str.contains(DECIMAL), wanted, TEN_THOUSAND
    parts = (column * TEN_THOUSAND).round(0)
    sound = (parts / TEN_THOUSAND == column) & (column > -(2.0**39)) & (column < 2.0**39)
    return nw.when(sound).then(parts).cast(nw.Int64), sound, wanted, TEN_THOUSAND


def _amiss(frame: Frame, wrong: Mapping[str, tuple[nw.Expr, str]], file: Path) -> Iterator[Complaint]:
    """Go through the file once for values that are not of their column's type: one complaint for each column."""
    if not wrong:
        return
    asked: list[nw.Expr] = []
    flagged = []
    for number, (column, (fault, _)) in enumerate(wrong.items()):
        text = nw.col(column).cast(nw.String)
        blank = text.is_null() | (text == "")
        bad = ~blank & fault.fill_null(value=True)
        flagged.append(
            nw.when(bad).then(nw.lit(1, dtype=nw.Int64)).otherwise(nw.lit(0, dtype=nw.Int64)).alias(f"~ {number}")
        )
        flagged.append(nw.when(bad).then(text).alias(f"~ {number} such"))
        asked += [nw.col(f"~ {number}").sum(), nw.col(f"~ {number} such").min()]
    found = frame.select(*flagged).select(*asked)
    row = (found.collect() if isinstance(found, nw.LazyFrame) else found).rows(named=True)[0]
    for number, (column, (_, wanted)) in enumerate(wrong.items()):
        count = int(row[f"~ {number}"] or 0)
        if count:
            more = f" (and {count - 1:,} more)" if count > 1 else ""
            such = row[f"~ {number} such"]
            yield Complaint(says=f"{such!r}{more} is not {wanted}", file=str(file), key=column)

"""The tables of a report as Parquet files: money in minor units, and in every row whether its figures are of nobody."""

import datetime as dt
import io
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

from intra_core.documents.cells import plain
from intra_core.documents.names import file_names
from intra_core.errors import Complaint, WrongInput
from intra_core.io.whole_file import write
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.model.report import Cell, Report, Table

LIBRARIES = ("polars", "pyarrow")
INVENTED = "invented"


def write_all_parquet(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write every table of a report as a Parquet file of its own into a folder, and name the files.

    A column of money counts minor units, and names its currency; a rate is in basis points. Where the report is of an
    invented population, each row says so in the column `invented`.

    Raises:
        WrongInput: if no library that writes Parquet is installed, or a file cannot be written.
    """
    library = next((each for each in LIBRARIES if find_spec(each) is not None), None)
    if library is None:
        instead = f"pip install {' or '.join(LIBRARIES)}, or write --tables csv"
        raise WrongInput([Complaint(says="no library that writes Parquet is installed", instead=instead)])
    tables = [table for section in report.sections for table in section.tables]
    files = [folder / f"{name}.parquet" for name in file_names([table.title for table in tables])]
    for table, file in zip(tables, files, strict=True):
        held = io.BytesIO()
        _frame(table, report.invented, library).write_parquet(held)
        write(file, held.getvalue())
    return tuple(files)


def _frame(table: Table, invented: str | None, library: Any) -> nw.DataFrame[Any]:  # noqa: ANN401 (a word of narwhals)
    columns: dict[str, list[Any]] = {}
    types: dict[str, Any] = {}
    for place, column in enumerate(table.columns):
        name, dtype, values = _column(column or "of", [row[place] for row in table.rows])
        columns[name], types[name] = values, dtype
    if invented is not None:
        columns[INVENTED], types[INVENTED] = [invented] * len(table.rows), nw.String()
    return nw.from_dict(columns, types, backend=library)


def _column(name: str, cells: Sequence[Cell]) -> tuple[str, Any, list[Any]]:
    told = [each for each in cells if each is not None]
    kinds = {type(each) for each in told}
    currencies = {each.currency for each in told if isinstance(each, Money)}
    if kinds == {Money} and len(currencies) == 1:
        minor = [each.minor if isinstance(each, Money) else None for each in cells]
        return f"{name} ({currencies.pop()}, minor units)", nw.Int64(), minor
    if kinds == {Rate}:
        return (
            f"{name} (basis points)",
            nw.Int64(),
            [each.basis_points if isinstance(each, Rate) else None for each in cells],
        )
    if kinds == {int}:
        return name, nw.Int64(), list(cells)
    if kinds == {dt.date}:
        return name, nw.Date(), list(cells)
    return (
        name,
        nw.String(),
        [None if each is None else str(each) if isinstance(each, Money) else plain(each) for each in cells],
    )

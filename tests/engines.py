"""The same rows as a frame of each library, and rows read back from it. Spark has its own (tests/spark)."""

import datetime as dt
import itertools
from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

Columns = Mapping[str, list[Any]]
Types = Mapping[str, str]
"""Of each column: int, bool, text or date."""

ENGINES = ("polars", "polars eager", "polars streaming", "pandas", "pyarrow", "duckdb")
LAZY = frozenset({"polars", "polars streaming", "duckdb"})

_POLARS: dict[str, Any] = {"int": pl.Int64, "bool": pl.Boolean, "text": pl.String, "date": pl.Date}
_ARROW = {"int": pa.int64(), "bool": pa.bool_(), "text": pa.string(), "date": pa.date32()}
_NUMBERS = itertools.count()
_CONNECTION = duckdb.connect()


def frame(engine: str, columns: Columns, types: Types) -> Any:
    """Make a frame."""
    if engine.startswith("polars"):
        made = pl.DataFrame({name: pl.Series(name, told, dtype=_POLARS[types[name]]) for name, told in columns.items()})
        return made if engine == "polars eager" else made.lazy()
    table = pa.table({name: pa.array(told, _ARROW[types[name]]) for name, told in columns.items()})
    match engine:
        case "pyarrow":
            return table
        case "pandas":
            # As people have it: numbers with gaps are floats, truth with gaps are objects.
            return table.to_pandas()
        case _:
            name = f"t{next(_NUMBERS)}"
            _CONNECTION.register(name, table)
            return _CONNECTION.table(name)


def read(engine: str, made: Any) -> dict[str, list[Any]]:
    """Give the columns of a frame as lists."""
    match engine:
        case "polars":
            return dict(made.collect().to_dict(as_series=False))
        case "polars streaming":
            return dict(made.collect(engine="streaming").to_dict(as_series=False))
        case "polars eager":
            return dict(made.to_dict(as_series=False))
        case "pandas":
            assert isinstance(made, pd.DataFrame)
            return dict(pa.Table.from_pandas(made, preserve_index=False).to_pydict())
        case "pyarrow":
            return dict(made.to_pydict())
        case _:
            return dict(made.to_arrow_table().to_pydict())


def type_of(value: Any) -> str:
    """Say what type a column with a value has."""
    kinds = {bool: "bool", int: "int", str: "text", dt.date: "date"}
    return kinds[type(value)]

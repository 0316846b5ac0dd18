"""Drawn rows as a Parquet file, with whichever data-frame library is installed."""

import io
from collections.abc import Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import Any, Literal

from intra_core.assessment.population.drawing import ID, Row, columns_of, columns_of_list
from intra_core.errors import Complaint, WrongInput
from intra_core.model.shares import ACTIVITY, AMOUNTS, SEAT, SUBMITTED, Shares, Type

AT_ONCE = 100_000
"""So many rows are held as Python values at once."""
KEY_OF_INVENTED = "intra.invented"
"""What a file is that was made up stands under this key of its metadata; docs/simulation.md tells of it."""


def as_parquet(shares: Shares, rows: Iterable[Row], seed: str, name: str | None = None) -> bytes:
    """Write a Parquet file. The values are those of the other forms; the bytes depend on the library's version.

    Args:
        shares: the table of shares.
        rows: what was drawn.
        seed: from what; where the shares are invented the file's metadata say so, with their name and the seed.
        name: the list whose records the rows are; those of applications, if not given.

    Raises:
        WrongInput: if no library that writes Parquet is installed.
    """
    backend: Literal["polars", "pyarrow"] = "polars" if find_spec("polars") is not None else "pyarrow"
    if find_spec(backend) is None or find_spec("narwhals") is None:
        instead = "pip install 'intra-core[frames]' pyarrow, or write .csv or .jsonl"
        raise WrongInput([Complaint(says="Parquet needs a data-frame library", instead=instead, key="-o")])
    import narwhals.stable.v2 as nw  # noqa: PLC0415 (an extra, for this form alone)

    of_type = {"text": nw.String(), "number": nw.Int64(), "day": nw.Date(), "yes-no": nw.Boolean()}
    columns = columns_of(shares) if name is None else columns_of_list(shares, name)
    types = {column: of_type[each] for column, each in zip(columns, _types(shares, name), strict=True)}
    left, parts = iter(rows), [nw.from_dict({column: [] for column in columns}, types, backend=backend)]
    while held := list(islice(left, AT_ONCE)):
        values = dict(zip(columns, map(list, zip(*held, strict=True)), strict=True))
        parts.append(nw.from_dict(values, types, backend=backend))
    said = {KEY_OF_INVENTED: f"{shares.name}, seed {seed!r}"} if shares.invented else {}
    return _written(nw.concat(parts).to_native(), backend, said)


def _types(shares: Shares, name: str | None) -> list[Type]:
    """Say what stands in each column."""
    if name is not None:
        fields = next(each.fields for each in shares.lists if each.name == name)
        return ["text", "yes-no", *(shares.types[each] for each in fields)]
    known: dict[str, Type] = {
        **dict.fromkeys((ID, SEAT, ACTIVITY), "text"),
        **dict.fromkeys(AMOUNTS.values(), "number"),
        SUBMITTED: "day",
        **shares.types,
    }
    return [known.get(column, "yes-no") for column in columns_of(shares)]


def _written(frame: Any, backend: str, said: Mapping[str, str]) -> bytes:  # noqa: ANN401 (a frame of the library)
    file = io.BytesIO()
    if backend == "polars":
        frame.write_parquet(file, metadata=dict(said))
    else:
        told = {**(frame.schema.metadata or {}), **said}
        import_module("pyarrow.parquet").write_table(frame.replace_schema_metadata(told), file)
    return file.getvalue()

"""Drawn rows as a Parquet file, with whichever data-frame library is installed."""

import io
from collections.abc import Iterable
from importlib.util import find_spec
from itertools import islice
from typing import Literal

from intra_core.assessment.population.drawing import ID, Row, columns_of
from intra_core.errors import Complaint, WrongInput
from intra_core.model.shares import ACTIVITY, AMOUNTS, SEAT, SUBMITTED, Shares

AT_ONCE = 100_000
"""So many rows are held as Python values at once."""


def as_parquet(shares: Shares, rows: Iterable[Row]) -> bytes:
    """Write a Parquet file. The values are those of the other forms; the bytes depend on the library's version.

    Raises:
        WrongInput: if no library that writes Parquet is installed.
    """
    backend: Literal["polars", "pyarrow"] = "polars" if find_spec("polars") is not None else "pyarrow"
    if find_spec(backend) is None or find_spec("narwhals") is None:
        instead = "pip install 'intra-core[frames]' pyarrow, or write .csv or .jsonl"
        raise WrongInput([Complaint(says="Parquet needs a data-frame library", instead=instead, key="-o")])
    import narwhals.stable.v2 as nw  # noqa: PLC0415 (an extra, for this form alone)

    texts = dict.fromkeys((ID, SEAT, ACTIVITY), nw.String())
    numbers = dict.fromkeys(AMOUNTS.values(), nw.Int64())
    columns = columns_of(shares)
    types = {name: {**texts, **numbers, SUBMITTED: nw.Date()}.get(name, nw.Boolean()) for name in columns}
    left, parts = iter(rows), [nw.from_dict({name: [] for name in columns}, types, backend=backend)]
    while held := list(islice(left, AT_ONCE)):
        values = dict(zip(columns, map(list, zip(*held, strict=True)), strict=True))
        parts.append(nw.from_dict(values, types, backend=backend))
    file = io.BytesIO()
    nw.concat(parts).write_parquet(file)
    return file.getvalue()

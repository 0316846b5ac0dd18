"""Numbers and days at the edges of what columns hold, and columns worked out of them in a frame."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from intra_core.model.days import FIRST, LAST
from intra_core.rules.columnar.column import Column
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.running import KEY, worked_out

EDGE = 2**53
NUMBERS = sorted(
    {sign * (base + step) for base in (0, 1, 99, 100, 2**31, 2**52, EDGE - 3) for step in (0, 1, 2) for sign in (1, -1)}
)
DIVISORS = (2, 3, 7, 100, 10_000, 999_983)
DAYS = sorted(
    {
        FIRST,
        FIRST + 1,
        LAST,
        LAST - 1,
        *(
            dt.date.fromisoformat(each).toordinal()
            for each in (
                "2024-02-29", "2023-02-28", "2023-03-01", "2024-01-31", "2024-12-31", "2000-02-29", "1900-02-28",
                "1900-03-01", "1969-12-31", "1970-01-01", "0004-02-29", "9996-02-29", "2024-03-31", "2024-04-30",
            )
        ),
    }
)  # fmt: skip

Frame = Callable[[Mapping[str, list[Any]], Mapping[str, str]], Any]
"""Makes a frame of columns and their types."""


def worked(frame: Frame, made: Callable[..., Sequence[Column]], **columns: list[int]) -> list[list[Any]]:
    """Work columns out of whole numbers in an engine, in the order they were given."""
    form = Form()
    facts = {name: form.fact(name, form.root, min(told), max(told), holds="number") for name, told in columns.items()}
    count = len(next(iter(columns.values())))
    told = {KEY: list(range(count)), **{f"= {name}": each for name, each in columns.items()}}
    wanted = {str(number): each for number, each in enumerate(made(form, *facts.values()))}
    numbers = [name for name, each in wanted.items() if each.holds == "number"]
    native = nw.from_native(frame(told, dict.fromkeys(told, "int")))
    done = worked_out(native, {}, wanted, [KEY], numbers=numbers)
    ready = (done.collect("pyarrow") if isinstance(done, nw.LazyFrame) else done).sort(KEY)
    return [ready[name].to_list() for name in wanted]

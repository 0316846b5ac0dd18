"""A caller's frames taken in: each fact found and of its type, one complaint for each fault."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import narwhals.stable.v2 as nw
from attrs import define, evolve, field, frozen

from intra_core.errors import Complaint, did_you_mean
from intra_core.rules.book import ON
from intra_core.rules.columnar.dates import SPARK, ordinal_of
from intra_core.rules.columnar.facts import Table, Told
from intra_core.rules.columnar.running import Frame
from intra_core.rules.columnar.writing import inner_name
from intra_core.rules.kinds import DECIMAL_UNITS, SECONDS, Choice, Code, Day, Kind, MonthDay, Number, Records, YesNo

EXACT = 2**53
"""Up to here a float tells every whole number from the next."""
YEAR_END = r"^--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
WHOLE: Mapping[Any, tuple[int, int]] = {
    nw.Int8: (-(2**7), 2**7 - 1), nw.Int16: (-(2**15), 2**15 - 1), nw.Int32: (-(2**31), 2**31 - 1),
    nw.Int64: (-(2**63) + 1, 2**63 - 1), nw.UInt8: (0, 2**8 - 1), nw.UInt16: (0, 2**16 - 1), nw.UInt32: (0, 2**32 - 1),
}  # fmt: skip
"""Types of whole numbers with the least and the greatest they hold."""
TEXTS = (nw.String, nw.Categorical, nw.Enum)


@frozen
class Source:
    """Where a fact comes from: the caller's column, its kind, and how many parts one of the column's units has."""

    column: str
    kind: Kind
    times: int = 1


@define(eq=False)
class Taken:
    """The facts that were found in one frame, as expressions, and how they are to be read."""

    table: Table
    columns: dict[str, nw.Expr] = field(factory=dict)
    complaints: list[Complaint] = field(factory=list)


def take(name: str, frame: Frame, sources: Mapping[str, Source]) -> Taken:
    """Find facts in a frame.

    Args:
        name: what complaints call the frame; empty for that of the applications.
        frame: the caller's.
        sources: for each fact where it is looked for.
    """
    schema = frame.collect_schema()
    taken = Taken(Table())
    facts: dict[str, Told] = {}
    for fact, source in sources.items():
        dtype = schema[source.column]
        if fact != ON.name and dtype == nw.Unknown and _nothing_in(frame, source.column):
            continue  # as if the column were not there
        found = _read(frame, source, dtype)
        if isinstance(found, Complaint):
            taken.complaints.append(evolve(found, key=f"{name}.{source.column}" if name else source.column))
        else:
            facts[fact], taken.columns[fact] = found
    taken.table = Table(facts=facts)
    return taken


def _nothing_in(frame: Frame, name: str) -> bool:
    """Say whether a column is of the type that a library gives to nothing but nulls."""
    native: Any = frame.to_native()
    if frame.implementation.is_polars():
        dtype = native.collect_schema()[name]
    elif frame.implementation.is_pyarrow():
        dtype = native.schema.field(name).type
    else:
        spark = frame.implementation in SPARK
        dtype = dict(native.dtypes if spark else zip(native.columns, native.dtypes, strict=True))[name]
    return str(dtype).strip('"').lower() in {"null", "void"}


def column_of(frame: Frame, name: str) -> nw.Expr:
    """Give a column of a caller; for Spark a dot in a name is the way to a field of a column, unless it is quoted."""
    return nw.col(f"`{name.replace('`', '``')}`" if frame.implementation in SPARK else name)


def kept_names(frame: Frame, names: Iterable[str]) -> dict[str, str]:
    """Give the caller's columns by the names they have while a frame is being worked on: in Spark without dots."""
    spark = frame.implementation in SPARK
    return {f"= kept {number}" if spark else name: name for number, name in enumerate(names)}


def parts_of(kind: Kind, scale: int | None = None) -> int:
    """Say how many parts a whole number in a column stands for: amounts are in minor units, rates in basis points.

    `scale` says how many of the column's units make one, where that is not so.
    """
    if isinstance(kind, Number) and scale is not None:
        return kind.scale // scale
    if isinstance(kind, Number) and len(kind.unit) == 1 and kind.unit[0][0] in DECIMAL_UNITS:
        return kind.scale
    return 1


def _read(frame: Frame, source: Source, dtype: Any) -> tuple[Told, nw.Expr] | Complaint:  # noqa: ANN401 (a type of narwhals)
    column = column_of(frame, source.column)
    match source.kind:
        case Records() | YesNo():
            return (Told(), column) if dtype == nw.Boolean else _wrong(dtype, "yes or no (Boolean)")
        case Day():
            return _day(frame, column, dtype)
        case MonthDay():
            return _month_day(column) if isinstance(dtype, TEXTS) else _wrong(dtype, 'text such as "--12-31"')
        case Number():
            if source.kind == SECONDS and isinstance(dtype, nw.Time):
                time = column.dt  # which gives its parts in few bits
                hour, minute, second = (each.cast(nw.Int64) for each in (time.hour(), time.minute(), time.second()))
                return Told(), hour * 3600 + minute * 60 + second
            return _number(frame, column, source, dtype)
        case _:
            if not isinstance(dtype, TEXTS):
                return _wrong(dtype, "text")
            return Told(), column if isinstance(dtype, nw.String) else column.cast(nw.String)


def _wrong(dtype: Any, wanted: str, instead: str | None = None) -> Complaint:  # noqa: ANN401 (a type of narwhals)
    return Complaint(says=f"is {dtype}, not {wanted}", instead=instead)


def _day(frame: Frame, column: nw.Expr, dtype: Any) -> tuple[Told, nw.Expr] | Complaint:  # noqa: ANN401 (a type)
    if isinstance(dtype, nw.Datetime) and dtype.time_zone is None:
        column = column.dt.date()
    elif not isinstance(dtype, nw.Date):
        instead = "turn it into the civil date of the region" if isinstance(dtype, nw.Datetime) else None
        return _wrong(dtype, "a date", instead)
    return Told(), ordinal_of(column, frame.implementation)


def _month_day(column: nw.Expr) -> tuple[Told, nw.Expr]:
    text = column.cast(nw.String)
    found = nw.when(text.str.contains(YEAR_END)).then(text.str.replace_all("-", "", literal=True))
    return Told(), found.cast(nw.Int64)


def _number(
    frame: Frame,
    column: nw.Expr,
    source: Source,
    dtype: Any,  # noqa: ANN401 (a type of narwhals)
) -> tuple[Told, nw.Expr] | Complaint:
    for whole, (low, high) in WHOLE.items():
        if dtype == whole:
            return Told(low=low, high=high, times=source.times, narrow=dtype != nw.Int64), column
    if not isinstance(dtype, nw.Float64 | nw.Float32):
        return _wrong(dtype, "a whole number (Int64)", "give minor units, basis points or whole units")
    if not isinstance(frame, nw.DataFrame):
        instead = "cast it to Int64; what is not computed yet cannot be looked at"
        return _wrong(dtype, "a whole number (Int64)", instead)
    values = frame[source.column].drop_nulls()
    if source.times > 1:  # up to four decimals may stand behind the point
        times = source.times
        values = values * times
        rounded = values.round(0)
        if not bool(((rounded / times) == (values / times)).all()):
            return Complaint(says=f"is {dtype}, with values of more than four decimals")
        column, values = (column * times).round(0), rounded
        source = evolve(source, times=1)
    if len(values) and not bool(((values == values.round(0)) & (values > -EXACT) & (values < EXACT)).all()):
        says = f"is {dtype}, and not every value is a whole number below 2^53"
        return Complaint(says=says, instead="give whole numbers (Int64), null where nothing is known")
    return Told(low=-EXACT, high=EXACT, times=source.times), column.cast(nw.Int64)


def values(
    name: str, frame: Frame, sources: Mapping[str, Source], limits: Mapping[str, tuple[int, int]]
) -> Iterator[Complaint]:
    """Complain of values that no fact can have; only an eager frame can be looked at.

    `limits` are the least and the greatest of numbers. What is above the greatest is no fault: it is too large to be
    reckoned with, and unknown.
    """
    if not isinstance(frame, nw.DataFrame):
        return
    for fact, source in sources.items():
        key = f"{name}.{source.column}" if name else source.column
        column = frame[source.column]
        if isinstance(column.dtype, nw.Time):
            continue  # every time of day can be
        if isinstance(source.kind, Choice) and source.kind.values:
            known = source.kind.values
            words = set(column.unique().drop_nulls().cast(nw.String).to_list())
            for word in sorted(words - known):
                yield Complaint(says=f"unknown word {word!r}", instead=did_you_mean(word, known), key=key)
        elif isinstance(source.kind, Number) and fact in limits and len(column.drop_nulls()):
            least = column.min()
            if least * source.times < limits[fact][0]:
                yield Complaint(says=f"{least} is too little", key=key)
        elif isinstance(source.kind, MonthDay):
            written = column.unique().drop_nulls().cast(nw.String)
            for each in sorted(written.filter(~written.str.contains(YEAR_END)).to_list()):
                yield Complaint(says=f"{each!r} is not a day of the year", instead='write it like "--12-31"', key=key)
        elif isinstance(source.kind, Code) and source.kind.scheme == "nace":
            written = column.unique().drop_nulls().cast(nw.String)
            for each in sorted(written.filter(~written.str.contains(r"^2(\.1)?:")).to_list())[:3]:
                instead = 'write it with its revision, like "2.1:62.10"'
                yield Complaint(says=f"{each!r} does not say its revision", instead=instead, key=key)


def renamed(frame: Frame, taken: Taken, others: Iterable[tuple[str, str]]) -> list[nw.Expr]:
    """Give the columns of a frame as rules read them: every fact by its own name, and before them some others."""
    found = [column_of(frame, column).alias(name) for name, column in others]
    return [*found, *(each.alias(inner_name(name)) for name, each in taken.columns.items())]

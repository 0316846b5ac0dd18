"""What is asked of the frames of a caller: which facts the measures read, and where they stand."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve, frozen

from intra_core.assessment.columnar.intake import Source, kept_names, parts_of, renamed, take, values
from intra_core.assessment.columnar.records import ListTaken
from intra_core.assessment.measure import SUBMITTED_AT, Measure
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.model.application import GIVEN
from intra_core.model.money import GREATEST_COST
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.columnar.dates import SPARK
from intra_core.rules.columnar.facts import Table
from intra_core.rules.columnar.running import KEY, Frame
from intra_core.rules.kinds import Day, Kind, Number, Records
from intra_core.rules.language import Fact, walk

ROW = "= row"


@frozen(eq=False)
class Asked:
    """The caller's frames with their facts as rules read them, and the way back to the caller's library."""

    frame: Frame
    lists: Mapping[str, Frame]
    table: Table
    kept: tuple[str, ...]
    native: Any
    columns: tuple[str, ...]
    """The caller's columns to keep."""
    eager: bool

    @classmethod
    def of(
        cls,
        native: Any,  # noqa: ANN401 (a frame of any library)
        measures: tuple[Measure, ...],
        on: dt.date | str,
        key: str | None,
        columns: Mapping[str, str],
        lists: Mapping[str, Any],
        keep: Iterable[str] | None,
        scale: Mapping[str, int],
    ) -> "Asked":
        """Take in frames.

        Raises:
            WrongInput: with every complaint.
        """
        given = _frame(native)
        if given is None:
            raise WrongInput([_no_frame("frame", native)])
        names = given.collect_schema().names()
        kept = tuple(names if keep is None else keep)
        facts = facts_read(measures)
        known = {*facts, *GIVEN, *(name for measure in measures for name in measure.vocabulary.facts)}
        framed = {name: _frame(each) for name, each in lists.items()}
        complaints = [*_complaints(names, facts, known, on, key, columns, kept, lists)]
        complaints += [_no_frame(name, lists[name]) for name, each in framed.items() if each is None]
        told = {name: each for name, each in framed.items() if each is not None}
        sources = {
            name: Source(columns.get(name, name), kind, parts_of(kind, scale.get(name)))
            for name, (kind, _) in facts.items()
            if columns.get(name, name) in names
        }
        kinds = lists_read(facts)
        flat = _flat(kinds, columns, names, told, scale)
        sources |= {f"{name}.{field}": each for name, fields in flat.items() for field, each in fields.items()}
        if isinstance(on, str) and on in names:
            sources[ON.name] = Source(on, Day())
        limits = {name: limit for name, (kind, limit) in facts.items() if isinstance(kind, Number)}
        needed = {each.column for each in sources.values()} | ({key} if key is not None else set())
        frame = _readable(given, needed)
        taken = take("", frame, sources)
        records = {
            name: ListTaken.of(name, _readable(each, None), kinds[name], key, scale, _owner(name, kinds))
            for name, each in told.items()
            if key is not None and name in kinds
        }
        complaints += [*taken.complaints, *(each for record in records.values() for each in record.complaints)]
        complaints += values("", frame, {fact: sources[fact] for fact in taken.columns}, limits)
        complaints += [each for record in records.values() for each in record.values()]
        if complaints:
            raise WrongInput(complaints)
        day = on.toordinal() if isinstance(on, dt.date) else None
        tables = {name: each.taken.table for name, each in records.items()}
        tables |= {name: _flat_table(name, fields, taken.table) for name, fields in flat.items()}
        # Of a list that stands nowhere, but whose own column says that it was told, none was told.
        tables |= {name: Table(flat=True) for name in kinds if name in taken.table.facts and name not in tables}
        table = evolve(taken.table, lists=tables, on=day)
        carried = kept_names(frame, kept) if frame is given else {}
        rows: tuple[str, ...] = ()
        if frame is not given:
            rows = (ROW,)
        elif isinstance(frame, nw.DataFrame) and told:
            frame, rows = frame.with_row_index(ROW), (ROW,)
        keys = [(KEY, key)] if key is not None and told else []
        others = [*carried.items(), *keys, *((each, each) for each in rows)]
        selected = frame.select(*renamed(frame, taken, others))
        listed = {name: _lazy(each.frame) for name, each in records.items()}
        eager = isinstance(given, nw.DataFrame)
        return cls(_lazy(selected), listed, table, (*carried, *rows), native, kept, eager)

    def given_back(self, done: Frame) -> Any:  # noqa: ANN401 (a frame of the caller's library)
        """Give the answer in the caller's library, an eager one in the caller's order."""
        if not self.eager:
            answer = done.to_native()
            names = (*self.columns, *done.collect_schema().names()[len(self.columns) :])
            return answer.toDF(*names) if done.implementation in SPARK else answer
        ready = done.collect() if isinstance(done, nw.LazyFrame) else done
        if ROW in self.kept:
            ready = ready.sort(ROW).drop(ROW)
        if _is_pandas(nw.from_native(self.native)):
            return _beside(self.native, self.columns, ready)
        return ready.to_native()


def _is_pandas(frame: Frame) -> bool:
    return bool(frame.implementation.is_pandas())


def _readable(frame: Frame, needed: Collection[str] | None) -> Frame:
    """Give a frame of pandas as one of PyArrow: there nothing that is missing turns into a number or a no.

    Of that of the applications the columns that are needed, with the place of each row; of records, all.
    """
    if not _is_pandas(frame):
        return frame
    plain: nw.DataFrame[Any] = nw.from_native(frame.to_native().reset_index(drop=True))
    if needed is not None:
        plain = plain.with_row_index(ROW).select(ROW, *(each for each in plain.columns if each in needed))
    taken: Frame = nw.from_native(plain.to_arrow())
    return taken


def _beside(native: Any, columns: Collection[str], answer: nw.DataFrame[Any]) -> Any:  # noqa: ANN401 (of pandas)
    """Put an answer beside columns of a frame of pandas, with the index that it has."""
    pandas = nw.get_native_namespace(native)
    found = answer.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype)
    found.index = native.index
    return native[list(columns)].join(found)


def _lazy(frame: Frame) -> Frame:
    """Give what is to be worked out in Polars lazily, so that what is asked twice is worked out once."""
    polars = frame.implementation is nw.Implementation.POLARS
    return frame.lazy() if polars and isinstance(frame, nw.DataFrame) else frame


def _frame(native: Any) -> Frame | None:  # noqa: ANN401 (anything a caller gives)
    taken = nw.from_native(native, pass_through=True)
    return taken if isinstance(taken, nw.DataFrame | nw.LazyFrame) else None


def _no_frame(name: str, native: Any) -> Complaint:  # noqa: ANN401 (likewise)
    return Complaint(says=f"is {type(native).__name__}, not a data frame", key=name)


Facts = Mapping[str, tuple[Kind, tuple[int, int]]]


def facts_read(measures: Iterable[Measure]) -> dict[str, tuple[Kind, tuple[int, int]]]:
    """Give the facts that measures read, with their kinds and limits; and what may be stated in place of others."""
    found: dict[str, tuple[Kind, tuple[int, int]]] = {}
    for measure in measures:
        book = measure.rules.book
        for node in book.nodes():
            for each in walk(node):
                if isinstance(each, Fact):
                    found[each.name] = (each.kind, (each.low, each.high))
        for name, node in book.derived.items():
            found.setdefault(name, (node.kind, (0, GREATEST_COST)))
        found.setdefault(SUBMITTED, (Day(), (0, 0)))
        entry = measure.vocabulary.facts[SUBMITTED_AT]
        found.setdefault(SUBMITTED_AT, (entry.kind, (entry.low, entry.high)))
    found.pop(ON.name, None)
    return found


def lists_read(facts: Facts) -> dict[str, Records]:
    """Give the lists among facts, and those inside their records as `cost.payments`."""
    found = {name: kind for name, (kind, _) in facts.items() if isinstance(kind, Records)}
    waiting = list(found.items())
    while waiting:
        name, kind = waiting.pop()
        inner = {f"{name}.{key}": each for key, each in kind.fields.items() if isinstance(each, Records)}
        found |= inner
        waiting += inner.items()
    return found


def _flat(
    kinds: Mapping[str, Records],
    columns: Mapping[str, str],
    names: Collection[str],
    told: Collection[str],
    scale: Mapping[str, int],
) -> dict[str, dict[str, Source]]:
    """Find the lists of one record at most, whose fields are columns of the applications: `undertaking.nace.code`."""
    found: dict[str, dict[str, Source]] = {}
    for name, records in kinds.items():
        for field, kind in records.fields.items():
            full = f"{name}.{field}"
            column = columns.get(full, full)
            if column in names and name not in told and not isinstance(kind, Records):
                found.setdefault(name, {})[field] = Source(column, kind, parts_of(kind, scale.get(full)))
    return found


def _flat_table(name: str, fields: Collection[str], table: Table) -> Table:
    return Table(facts={field: table.facts[f"{name}.{field}"] for field in fields}, flat=True)


def _owner(name: str, kinds: Mapping[str, Records]) -> str | None:
    """Give the list inside whose records a list stands."""
    outer = name.rpartition(".")[0]
    return outer if outer in kinds else None


def _complaints(
    names: list[str],
    facts: Facts,
    known: Collection[str],
    on: dt.date | str,
    key: str | None,
    columns: Mapping[str, str],
    kept: tuple[str, ...],
    lists: Collection[str],
) -> Iterator[Complaint]:
    fields = {f"{name}.{field}" for name, kind in lists_read(facts).items() for field in kind.fields}
    for fact, column in columns.items():
        if fact not in known and fact not in fields:
            yield Complaint(says=f"there is no fact {fact!r}", instead=did_you_mean(fact, known), key="columns")
        elif column not in names:
            yield Complaint(
                says=f"there is no column {column!r}", instead=did_you_mean(column, names), key=f"columns.{fact}"
            )
    wanted = [("key", key), ("on", on if isinstance(on, str) else None), *(("keep", each) for each in kept)]
    for what, name in wanted:
        if name is not None and name not in names:
            yield Complaint(says=f"there is no column {name!r}", instead=did_you_mean(name, names), key=what)
    if type(on) is not dt.date and not isinstance(on, str):
        yield Complaint(says=f"{on!r} is not a day", instead="give a datetime.date, or the name of a column", key="on")
    if lists and key is None:
        yield Complaint(says="records need to know whose they are", instead='give key = "…"', key="key")
    readable = lists_read(facts)
    for name in sorted(set(lists) - readable.keys()):
        instead = did_you_mean(name, readable)
        yield Complaint(says=f"no measure asked reads a list {name!r}", instead=instead, key="lists")
    tables = {name.partition(".")[0] for name in known if "." in name}
    for column in names:
        stray = column.partition(".")[0] in tables and "." in column and column not in columns.values()
        if stray and column not in known and column not in fields:
            near = did_you_mean(column, known)
            if near.startswith("did you mean"):
                yield Complaint(says="there is no such fact", instead=near, key=column)

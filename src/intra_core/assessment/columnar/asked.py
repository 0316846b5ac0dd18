"""What is asked of the frames of a caller: which facts the measures read, and where they stand."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve, frozen

from intra_core.assessment.columnar.intake import Source, Taken, parts_of, renamed, take, values
from intra_core.assessment.measure import SUBMITTED_AT, Measure
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.columnar.facts import Table
from intra_core.rules.columnar.running import KEY, OWNER, RECORD, Frame
from intra_core.rules.kinds import Day, Kind, Number, Records
from intra_core.rules.language import Element, Fact, Walk, walk

ROW = "= row"
PLACE = "record"
"""In a list whose records have lists of their own, and in those: the column that tells its records apart."""


@frozen(eq=False)
class Asked:
    """The caller's frames with their facts as rules read them, and the way back."""

    frame: Frame
    lists: Mapping[str, Frame]
    table: Table
    kept: Mapping[str, str]
    native: Any
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
        given = _frame("frame", native)
        names = given.collect_schema().names()
        kept = tuple(names if keep is None else keep)
        facts = facts_read(measures)
        told = {name: _frame(name, each) for name, each in lists.items()}
        complaints = [*_complaints(names, facts, on, key, columns, kept, told)]
        if complaints:
            raise WrongInput(complaints)
        sources = {
            name: Source(columns.get(name, name), kind, parts_of(kind, scale.get(name)))
            for name, (kind, _) in facts.items()
            if columns.get(name, name) in names
        }
        if isinstance(on, str):
            sources[ON.name] = Source(on, Day())
        limits = {name: limit for name, (kind, limit) in facts.items() if isinstance(kind, Number)}
        taken = take("", given, sources)
        complaints = [*taken.complaints, *values("", given, sources, limits)]
        kinds = lists_read(facts)
        records = {
            name: _Records.of(name, each, kinds[name], key or "", scale, _owner(name, kinds))
            for name, each in told.items()
        }
        complaints += [each for record in records.values() for each in record.complaints]
        if complaints:
            raise WrongInput(complaints)
        tables = {name: each.taken.table for name, each in records.items()}
        day = on.toordinal() if isinstance(on, dt.date) else None
        table = evolve(taken.table, lists=tables, on=day)
        eager = isinstance(given, nw.DataFrame)
        frame = given
        if eager and told:
            frame = given.with_row_index(ROW)
        keys = [(KEY, key)] if key is not None and told else []
        names_kept = {f"= kept {number}": name for number, name in enumerate(kept)}
        names_kept |= {ROW: ROW} if eager and told else {}
        selected = frame.select(*renamed(frame, taken, [*names_kept.items(), *keys]))
        if eager:
            selected = selected.lazy() if given.implementation is nw.Implementation.POLARS else selected
        return cls(
            selected,
            {name: _lazy(each.frame) for name, each in records.items()},
            table,
            names_kept,
            native,
            eager,
        )

    def given_back(self, done: Frame) -> Any:  # noqa: ANN401 (a frame of the caller's library)
        """Give the answer in the caller's library."""
        if self.eager and isinstance(done, nw.LazyFrame):
            done = done.collect()
        if ROW in self.kept:
            done = done.sort(ROW).drop(ROW)
        return done.to_native()


def _lazy(frame: Frame) -> Frame:
    polars = isinstance(frame, nw.DataFrame) and frame.implementation is nw.Implementation.POLARS
    return frame.lazy() if polars and isinstance(frame, nw.DataFrame) else frame


def _frame(name: str, native: Any) -> Frame:  # noqa: ANN401 (anything a caller gives)
    taken = nw.from_native(native, pass_through=True)
    if not isinstance(taken, nw.DataFrame | nw.LazyFrame):
        raise WrongInput([Complaint(says=f"is {type(native).__name__}, not a data frame", key=name)])
    return taken


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
            found.setdefault(name, (node.kind, (0, 9_000_000_000_000_000)))
        found.setdefault(SUBMITTED, (Day(), (0, 0)))
        entry = measure.vocabulary.facts.get(SUBMITTED_AT)
        if entry is not None:
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


def _owner(name: str, kinds: Mapping[str, Records]) -> str | None:
    """Give the list inside whose records a list stands."""
    outer = name.rpartition(".")[0]
    return outer if outer in kinds else None


def _complaints(
    names: list[str],
    facts: Facts,
    on: dt.date | str,
    key: str | None,
    columns: Mapping[str, str],
    kept: tuple[str, ...],
    lists: Mapping[str, Frame],
) -> Iterator[Complaint]:
    for fact, column in columns.items():
        if fact not in facts:
            yield Complaint(says=f"no measure asked reads {fact!r}", instead=did_you_mean(fact, facts), key="columns")
        elif column not in names:
            yield Complaint(
                says=f"there is no column {column!r}", instead=did_you_mean(column, names), key=f"columns.{fact}"
            )
    for what, column in (("key", key), ("on", on), *(("keep", each) for each in kept)):
        if isinstance(column, str) and column not in names:
            yield Complaint(says=f"there is no column {column!r}", instead=did_you_mean(column, names), key=what)
    if type(on) is not dt.date and not isinstance(on, str):
        yield Complaint(says=f"{on!r} is not a day", instead="give a datetime.date, or the name of a column", key="on")
    if lists and key is None:
        yield Complaint(says="records need to know whose they are", instead='give key = "…"', key="key")
    known = lists_read(facts)
    for name in sorted(lists.keys() - known):
        yield Complaint(says=f"no measure asked reads a list {name!r}", instead=did_you_mean(name, known), key="lists")
    tables = {name.partition(".")[0] for name in facts if "." in name}
    for column in names:
        if column.partition(".")[0] in tables and "." in column and column not in facts:
            near = did_you_mean(column, facts)
            if near.startswith("did you mean") and column not in columns.values():
                yield Complaint(says="no measure asked reads such a fact", instead=near, key=column)


@frozen(eq=False)
class _Records:
    """The records of a list, taken in."""

    frame: Frame
    taken: Taken
    complaints: list[Complaint]

    @classmethod
    def of(
        cls, name: str, frame: Frame, kind: Records, key: str, scale: Mapping[str, int], owner: str | None
    ) -> "_Records":
        names = frame.collect_schema().names()
        keys = [(KEY, key)]
        if owner is not None:
            keys.append((OWNER, PLACE))
        if PLACE in names and any(isinstance(each, Records) for each in kind.fields.values()):
            keys.append((RECORD, PLACE))
        missing = [column for _, column in keys if column not in names]
        if missing:
            says = f"has no column {missing[0]!r}, so nothing says whose its records are"
            return cls(frame, Taken(Table()), [Complaint(says=says, instead=did_you_mean(missing[0], names), key=name)])
        sources = {
            each: Source(each, inner, parts_of(inner, scale.get(f"{name}.{each}")))
            for each, inner in kind.fields.items()
            if each in names
        }
        taken = take(name, frame, sources)
        limits = {each: kind.limit(each) for each in sources}
        complaints = [*taken.complaints, *values(name, frame, sources, limits)]
        for column in names:
            if column not in {key, PLACE} and column not in kind.fields:
                near = did_you_mean(column, kind.fields)
                if near.startswith("did you mean"):
                    complaints.append(
                        Complaint(says="no rule reads such a field", instead=near, key=f"{name}.{column}")
                    )
        return cls(frame.select(*renamed(frame, taken, keys)), taken, complaints)

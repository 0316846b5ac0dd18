"""A form worked out in a caller's frames: columns become expressions, lists are joined and summed up.

What several columns need is worked out once and kept in a column; what one needs stays inside its expression.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

import narwhals.stable.v2 as nw
from attrs import define, field

from intra_core.rules.columnar.column import Column, Level, beneath
from intra_core.rules.columnar.needing import gathered_in, imports_of
from intra_core.rules.columnar.writing import NOTHING, TYPES, Writing, fact_name
from intra_core.rules.functions import NoAnswer

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]
Rows = Any
"""A frame where it does not matter whether it is lazy: both can do what is asked of it."""
KEY = "= key"
"""The column that tells applications apart, and says of a record whose it is."""
RECORD, OWNER = "= record", "= owner"
"""The column that tells the records of a list apart, where they have lists of their own."""
CHEAP = frozenset({"literal", "fact", "wide", "kept"})


def worked_out(
    frame: Frame, lists: Mapping[str, Frame], wanted: Mapping[str, Column], kept: Iterable[str] = (), *,
    numbers: Collection[str] = (), batches: list[tuple[str, int]] | None = None,
) -> Frame:  # fmt: skip
    """Work out columns of applications.

    Args:
        frame: the facts, each as `= name`; with lists also `= key`.
        lists: by name, the records of each: `= key` and their fields as `= field`.
        wanted: columns by the name they are to have.
        kept: columns of the frame to keep.
        numbers: the wanted that are numbers, the others being truths; of some nothing may be known in any row.
        batches: given for frames whose rows may be read: then functions of regions that are not written over columns
            are asked row by row, and it takes up which, and for how many rows.

    Raises:
        OverflowError: if a step may leave the whole numbers that a column can hold.
    """
    beyond = too_large(wanted.values())
    if beyond is not None:
        raise OverflowError(f"{beyond.op} can come to {max(-beyond.low, beyond.high)}")
    run = Running(
        Writing(frame.implementation), lists, eager=batches is not None, batches=batches if batches is not None else []
    )
    applications = next((each.level for each in wanted.values()), Level())
    done = run.add(frame, applications, wanted.values())
    return done.select(
        *kept,
        *(
            run.writing.typed(column, "number" if name in numbers else "truth").alias(name)
            for name, column in wanted.items()
        ),
    )


def too_large(columns: Iterable[Column]) -> Column | None:
    """Find a step that may leave the whole numbers a column can hold."""
    return next((each for each in beneath(columns) if each.too_large), None)


@define(eq=False)
class Running:
    """Works columns out: what several need is given a place in the frame."""

    writing: Writing
    lists: Mapping[str, Frame]
    numbers: Iterator[int] = field(factory=count)
    eager: bool = False
    """Whether rows may be read, to ask functions that are not written over columns."""
    batches: list[tuple[str, int]] = field(factory=list)
    """The functions that were asked row by row, and for how many rows."""
    _phases: dict[tuple[Column, Level], int] = field(factory=dict)

    def add(self, frame: Frame, level: Level, wanted: Iterable[Column]) -> Frame:
        """Add what is needed for some columns of a level to a frame of its rows."""
        every = list(dict.fromkeys(wanted))
        gathered = gathered_in(every, level)
        by_phase: dict[int, list[Column]] = {}
        for each in gathered:
            by_phase.setdefault(self._phase(each, level), []).append(each)
        for phase in sorted(by_phase):
            by_level: dict[Level, list[Column]] = {}
            for each in by_phase[phase]:
                by_level.setdefault(each.told[1], []).append(each)
            imports = {records: imports_of(records, each) for records, each in by_level.items()}
            needed = [column for columns in imports.values() for column in columns if column.level is level]
            frame = self._materialised(frame, level, needed, whole=True)
            # Each list is summed up by the rows as they are now: by what has been joined to them since, a plan would
            # double with every list.
            summed = [
                self._summed(frame, level, records, columns, imports[records]) for records, columns in by_level.items()
            ]
            for records, (keys, found, names) in zip(by_level, summed, strict=True):
                if level.outer is not None and imports[records]:
                    frame = frame.with_columns(*self._apart_expressions(imports[records]))
                joining: Rows = frame
                frame = joining.join(found, how="left", on=keys)
                self.writing.placed.update(names)
        return self._materialised(frame, level, every, whole=False)

    def _new_name(self) -> str:
        return f"= {next(self.numbers)}"

    # What is needed for what

    def _phase(self, column: Column, level: Level) -> int:
        """Count how many times lists must have been summed up before a column can be."""
        if column.level is not level:
            return 0
        key = (column, level)
        if key not in self._phases:
            if column.op == "gathered":
                below = [self._phase(each, level) for each in imports_of(column.told[1], [column])]
                self._phases[key] = 1 + max(below, default=0)
            else:
                self._phases[key] = max((self._phase(each, level) for each in column.args), default=0)
        return self._phases[key]

    # Frames

    def _materialised(self, frame: Frame, level: Level, columns: Iterable[Column], *, whole: bool) -> Frame:
        """Give columns that several others need, or with `whole` all of some, a place in the frame."""
        wanted = [each for each in dict.fromkeys(columns) if each.level is level]
        if self.eager:
            frame = self._batched(frame, level, wanted)
        shared = self._shared(wanted, level)
        kept = {each for each in (*wanted, *shared) if each in shared or whole}
        kept = {each for each in kept if each not in self.writing.placed and not each.literal}
        rounds: dict[Column, int] = {}
        for each in sorted(kept, key=lambda each: self._round(each, kept, level, rounds)):
            rounds.setdefault(each, 0)
        for number in sorted({rounds[each] for each in kept}):
            these = [each for each in kept if rounds[each] == number]
            names = {each: self._new_name() for each in these}
            frame = frame.with_columns(*(self.writing.expression(each).alias(name) for each, name in names.items()))
            self.writing.placed.update(names)
        return frame

    def _batched(self, frame: Frame, level: Level, columns: Iterable[Column]) -> Frame:
        """Ask functions that are not written over columns, row by row, where the caller's frame is there to be read."""
        for each in self._calls(columns, level):
            frame = self._materialised(frame, level, each.args, whole=True)
            ready = frame.collect() if isinstance(frame, nw.LazyFrame) else frame
            function, kind = each.told
            values = [self._values(ready, arg) for arg in each.args]
            answers: dict[tuple[object, ...], object] = {}
            found: list[object] = []
            for row in zip(*values, strict=True):
                if row not in answers:
                    answer = None if None in row else function.answer(row, kind)
                    answers[row] = None if isinstance(answer, NoAnswer) else answer
                found.append(answers[row])
            name = self._new_name()
            series = nw.new_series(name, found, dtype=TYPES[each.holds], backend=ready.implementation)
            done = ready.with_columns(series)
            frame = done.lazy() if isinstance(frame, nw.LazyFrame) else done
            self.writing.placed[each] = name
            self.batches.append((function.name, len(found)))
        return frame

    def _values(self, ready: nw.DataFrame[Any], column: Column) -> list[object]:
        if column.literal:
            return [column.told] * len(ready)
        return list(ready.select(self.writing.expression(column).alias("= value"))["= value"].to_list())

    def _calls(self, columns: Iterable[Column], level: Level) -> list[Column]:
        """Find functions to be asked row by row, each after those whose answers it is asked with."""
        found: list[Column] = []
        seen: set[Column] = set()

        def look(column: Column) -> None:
            if column.level is not level or column in self.writing.placed or column in seen or column.op == "gathered":
                return
            seen.add(column)
            for each in column.args:
                look(each)
            if column.op == "call" and column.told[0].columns is None:
                found.append(column)

        for each in columns:
            look(each)
        return found

    def _shared(self, columns: Iterable[Column], level: Level) -> set[Column]:
        """Find what is needed more than once."""
        uses: dict[Column, int] = {}
        waiting = list(columns)
        while waiting:
            each = waiting.pop()
            if each.level is not level or each.op in CHEAP or each in self.writing.placed:
                continue
            uses[each] = uses.get(each, 0) + 1
            if uses[each] == 1 and each.op != "gathered":
                waiting += each.args
        return {each for each, times in uses.items() if times > 1}

    def _round(self, column: Column, kept: set[Column], level: Level, rounds: dict[Column, int]) -> int:
        """Say in which round a column can be given its place, after those it is worked out from."""
        if column.level is not level or column in self.writing.placed or column.literal:
            return 0
        if column not in rounds:
            below = max((self._round(each, kept, level, rounds) + (each in kept) for each in column.args), default=0)
            rounds[column] = below
        return rounds[column]

    def _summed(
        self, frame: Rows, level: Level, records: Level, gathered: list[Column], imports: list[Column]
    ) -> tuple[list[str], Frame, dict[Column, str]]:
        """Join the records of a list with the rows they belong to and sum them up.

        Gives the columns that tell the rows apart, the sums for each, and their names.
        """
        owner = records.owner
        keys = [KEY] if owner is None else [KEY, fact_name(owner, RECORD.removeprefix("= "))]
        on = dict(zip(keys, [KEY, OWNER], strict=False))
        listed = self.lists[records.records]
        names = {each: fact_name(records, each.removeprefix("= ")) for each in listed.collect_schema().names()}
        listed = listed.rename({old: new for old, new in names.items() if old not in on.values()})
        if level.outer is None and not imports:
            inner = listed
        else:
            rows: Rows = frame.select(
                *keys, *(self.writing.expression(each).alias(self._name(each)) for each in imports)
            )
            if level.outer is not None:
                rows, keys = self._apart(rows, keys, imports)
            inner = rows.join(listed, how="inner", left_on=list(on), right_on=list(on.values()))
        run = Running(
            Writing(self.writing.engine, {each: self._name(each) for each in imports}), self.lists, self.numbers,
            self.eager, self.batches,
        )  # fmt: skip
        columns = list(dict.fromkeys(inner for each in gathered for inner in each.args))
        inner = run.add(inner, records, columns)
        parts = {each: f"= part {number}" for number, each in enumerate(columns)}
        inner = inner.select(
            *keys, *(_counted(run.writing.expression(each), each).alias(name) for each, name in parts.items())
        )
        named = {each: self._new_name() for each in gathered}
        found = inner.group_by(*keys).agg(
            *(getattr(nw.col(parts[each.args[0]]), each.told[0])().alias(name) for each, name in named.items())
        )
        return keys, found, named

    def _name(self, column: Column) -> str:
        return self.writing.placed.get(column) or fact_name(column.level, column.told)

    def _apart(self, rows: Frame, keys: list[str], imports: list[Column]) -> tuple[Frame, list[str]]:
        """Tell rows of records apart by what is read of them: several that are alike come to the same."""
        if imports:
            rows = rows.with_columns(*self._apart_expressions(imports))
        more = [f"{self._name(each)} {which}" for each in imports for which in ("filled", "null")]
        return rows.unique([*keys, *more]), [*keys, *more]

    def _apart_expressions(self, imports: Iterable[Column]) -> list[nw.Expr]:
        found = []
        for each in imports:
            name = self._name(each)
            value = nw.col(name)
            found.append(value.fill_null(NOTHING[each.holds]).alias(f"{name} filled"))
            found.append(value.is_null().alias(f"{name} null"))
        return found


def _counted(expression: nw.Expr, column: Column) -> nw.Expr:
    """A truth as one or zero."""
    return expression.cast(nw.Int64) if column.holds == "truth" else expression

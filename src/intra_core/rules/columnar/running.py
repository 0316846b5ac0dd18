"""A form worked out in a caller's frames: its columns become expressions of narwhals, its lists are joined and summed up.

What several columns need is worked out once and kept in a column of its own; what one needs stays inside its expression.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import count
from operator import and_, or_
from typing import Any

import narwhals.stable.v2 as nw
from attrs import define, field

from intra_core.rules.columnar import dates
from intra_core.rules.columnar.column import Column, Level

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]
KEY = "= key"
"""The column that tells applications apart, and says of a record whose it is."""
RECORD, OWNER = "= record", "= owner"
"""The column that tells the records of a list apart, where they have lists of their own."""
CHEAP = frozenset({"literal", "fact", "wide"})


def fact_name(level: Level, name: str) -> str:
    """Name a column of facts as frames that are being worked on have it."""
    return inner_name(name if level.outer is None else f"{level.depth} {level.records} {name}")


def inner_name(name: str) -> str:
    """Name a column of a frame that is being worked on. Spark would take a dot for the way to a field of a column."""
    return "= " + name.replace(".", "/")


def worked_out(
    frame: Frame, lists: Mapping[str, Frame], wanted: Mapping[str, Column], kept: Mapping[str, str]
) -> Frame:
    """Work out columns of applications.

    Args:
        frame: the facts, each as `= name`; with lists also `= key`.
        lists: by name, the records of each: `= key` and their fields as `= field`.
        wanted: columns by the name they are to have.
        kept: columns of the frame to keep, with the names they are to have.

    Raises:
        OverflowError: if a step may leave the whole numbers that a column can hold.
    """
    beyond = too_large(wanted.values())
    if beyond is not None:
        raise OverflowError(f"{beyond.op} can come to {max(-beyond.low, beyond.high)}")
    run = Running(frame.implementation, lists)
    done = run.add(frame, next(iter(wanted.values())).level if not wanted else _root(wanted.values()), wanted.values())
    found = {name: nw.col(inner) for inner, name in kept.items()}
    found |= {name: run.expression(column) for name, column in wanted.items()}
    return done.select(*(each.alias(name) for name, each in found.items()))


def too_large(columns: Iterable[Column]) -> Column | None:
    """Find a step that may leave the whole numbers a column can hold."""
    seen: set[Column] = set()
    waiting = list(columns)
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            if each.too_large:
                return each
            waiting += each.args
    return None


def _root(columns: Iterable[Column]) -> Level:
    level = next(iter(columns)).level
    while level.outer is not None:
        level = level.outer
    return level


@define(eq=False)
class Running:
    """Works columns out. `placed` names those that stand in a frame already."""

    engine: nw.Implementation
    lists: Mapping[str, Frame]
    placed: dict[Column, str] = field(factory=dict)
    numbers: Iterator[int] = field(factory=count)
    _phases: dict[tuple[Column, Level], int] = field(factory=dict)
    _imported: dict[Level, set[Column]] = field(factory=dict)

    def add(self, frame: Frame, level: Level, wanted: Iterable[Column]) -> Frame:
        """Add what is needed for some columns of a level to a frame of its rows."""
        every = list(dict.fromkeys(wanted))
        gathered = self._gathered(every, level)
        by_phase: dict[int, list[Column]] = {}
        for each in gathered:
            by_phase.setdefault(self._phase(each, level), []).append(each)
        for phase in sorted(by_phase):
            by_level: dict[Level, list[Column]] = {}
            for each in by_phase[phase]:
                by_level.setdefault(each.told[1], []).append(each)
            imports = {records: self._imports(records, each) for records, each in by_level.items()}
            needed = [column for columns in imports.values() for column in columns if column.level is level]
            frame = self._materialised(frame, level, needed, whole=True)
            # Each list is summed up by the rows as they are now: by what has been joined to them since, a plan would
            # double with every list.
            summed = [
                self._summed(frame, level, records, columns, imports[records]) for records, columns in by_level.items()
            ]
            for (records, columns), (keys, found, names) in zip(by_level.items(), summed, strict=True):
                if level.outer is not None and imports[records]:
                    frame = frame.with_columns(*self._apart_expressions(imports[records]))
                frame = frame.join(found, how="left", on=keys)
                self.placed.update(names)
        return self._materialised(frame, level, every, whole=False)

    def _new_name(self) -> str:
        return f"= {next(self.numbers)}"

    # What is needed for what

    def _gathered(self, columns: Iterable[Column], level: Level) -> list[Column]:
        """Find what is gathered from lists at a level for some columns."""
        found: dict[Column, None] = {}
        seen: set[Column] = set()
        waiting = list(columns)
        while waiting:
            each = waiting.pop()
            if each in seen or each.level is not level:
                continue
            seen.add(each)
            if each.op == "gathered":
                found[each] = None
                waiting += self._imports(each.told[1], [each])
            else:
                waiting += each.args
        return list(found)

    def _imports(self, records: Level, gathered: Iterable[Column]) -> list[Column]:
        """Find the columns of the rows outside that the columns of records read."""
        found: dict[Column, None] = {}
        seen: set[Column] = set()
        waiting = [inner for each in gathered for inner in each.args]
        while waiting:
            each = waiting.pop()
            if each in seen:
                continue
            seen.add(each)
            if each.level is not records:
                if not each.literal:
                    found[each] = None
            elif each.op == "gathered":
                waiting += self._imports(each.told[1], [each])
            else:
                waiting += each.args
        return list(found)

    def _phase(self, column: Column, level: Level) -> int:
        """Count how many times lists must have been summed up before a column can be."""
        if column.level is not level:
            return 0
        key = (column, level)
        if key not in self._phases:
            if column.op == "gathered":
                below = [self._phase(each, level) for each in self._imports(column.told[1], [column])]
                self._phases[key] = 1 + max(below, default=0)
            else:
                self._phases[key] = max((self._phase(each, level) for each in column.args), default=0)
        return self._phases[key]

    # Frames

    def _materialised(self, frame: Frame, level: Level, columns: Iterable[Column], *, whole: bool) -> Frame:
        """Give columns that several others need, or with `whole` all of some, a place in the frame."""
        wanted = [each for each in dict.fromkeys(columns) if each.level is level]
        shared = self._shared(wanted, level)
        kept = {each for each in (*wanted, *shared) if each in shared or whole}
        kept = {each for each in kept if each not in self.placed and not each.literal}
        rounds: dict[Column, int] = {}
        for each in sorted(kept, key=lambda each: self._round(each, kept, level, rounds)):
            rounds.setdefault(each, 0)
        for number in sorted(set(rounds[each] for each in kept)):
            these = [each for each in kept if rounds[each] == number]
            names = {each: self._new_name() for each in these}
            frame = frame.with_columns(*(self.expression(each).alias(name) for each, name in names.items()))
            self.placed.update(names)
        return frame

    def _shared(self, columns: Iterable[Column], level: Level) -> set[Column]:
        """Find what is needed more than once."""
        uses: dict[Column, int] = {}
        waiting = list(columns)
        while waiting:
            each = waiting.pop()
            if each.level is not level or each.op in CHEAP or each in self.placed:
                continue
            uses[each] = uses.get(each, 0) + 1
            if uses[each] == 1 and each.op != "gathered":
                waiting += each.args
        return {each for each, times in uses.items() if times > 1}

    def _round(self, column: Column, kept: set[Column], level: Level, rounds: dict[Column, int]) -> int:
        """Say in which round a column can be given its place, after those it is worked out from."""
        if column.level is not level or column in self.placed or column.literal:
            return 0
        if column not in rounds:
            below = max((self._round(each, kept, level, rounds) + (each in kept) for each in column.args), default=0)
            rounds[column] = below
        return rounds[column]

    def _summed(
        self, frame: Frame, level: Level, records: Level, gathered: list[Column], imports: list[Column]
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
            rows = frame.select(*keys, *(self.expression(each).alias(self._name(each)) for each in imports))
            if level.outer is not None:
                rows, keys = self._apart(rows, keys, imports)
            inner = rows.join(listed, how="inner", left_on=list(on), right_on=list(on.values()))
        run = Running(self.engine, self.lists, {each: self._name(each) for each in imports}, self.numbers)
        columns = list(dict.fromkeys(inner for each in gathered for inner in each.args))
        inner = run.add(inner, records, columns)
        parts = {each: f"= part {number}" for number, each in enumerate(columns)}
        inner = inner.select(*keys, *(_counted(run.expression(each), each).alias(name) for each, name in parts.items()))
        named = {each: self._new_name() for each in gathered}
        found = inner.group_by(*keys).agg(
            *(getattr(nw.col(parts[each.args[0]]), each.told[0])().alias(name) for each, name in named.items())
        )
        return keys, found, named

    def _name(self, column: Column) -> str:
        return self.placed.get(column) or fact_name(column.level, column.told)

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

    # Expressions

    def expression(self, column: Column) -> nw.Expr:
        """Write a column as an expression."""
        name = self.placed.get(column)
        return nw.col(name) if name is not None else self._written(column)

    def truth(self, column: Column) -> nw.Expr:
        """Write what is true, false or null."""
        unknown = column.literal and column.told is None
        return nw.lit(None, dtype=nw.Boolean) if unknown else self.expression(column)

    def operand(self, column: Column) -> Any:  # noqa: ANN401 (a plain value where there is one: its type gives way)
        """Write a column as one side of an operation."""
        return column.told if column.literal else self.expression(column)

    def _written(self, column: Column) -> nw.Expr:  # noqa: C901, PLR0911, PLR0912 (one case for each operation)
        args = column.args
        match column.op:
            case "literal":
                return nw.lit(column.told, dtype=nw.Int64) if type(column.told) is int else nw.lit(column.told)
            case "fact":
                return nw.col(fact_name(column.level, column.told))
            case "wide":
                return self.expression(args[0]).cast(nw.Int64)
            case "bounded":
                return self._bounded(column)
            case "add":
                return self.expression(args[0]) + self.operand(args[1])
            case "subtract":
                return self.operand(args[0]) - self.expression(args[1])
            case "multiply":
                return self.expression(args[0]) * self.operand(args[1])
            case "divide":
                return self._divided(args[0], args[1])
            case "at_most":
                return _compared(self.operand(args[0]), self.operand(args[1]), "<=")
            case "below":
                return _compared(self.operand(args[0]), self.operand(args[1]), "<")
            case "equal":
                return self.expression(args[0]) == self.operand(args[1])
            case "year" | "month" | "day":
                date = dates.date_of(self.expression(args[0]), self.engine).dt
                return getattr(date, column.op)().cast(nw.Int64)  # type: ignore[no-any-return] # each gives a column
            case "months_later":
                return dates.months_later(self.expression(args[0]), column.told, self.engine)
            case "and":
                return reduce(and_, map(self.truth, args))
            case "or":
                return reduce(or_, map(self.truth, args))
            case "not":
                return ~self.truth(args[0])
            case "is_null":
                return self.expression(args[0]).is_null()
            case "fill":
                return self._filled(args[0], args[1])
            case "when":
                return self._when(*args)
            case "among":
                return self.expression(args[0]).is_in(sorted(column.told))
            case "head":
                return self.expression(args[0]).str.slice(0, column.told)
            case "least" | "greatest":
                return self._extreme(column)
            case "least_known":
                return nw.min_horizontal(*map(self.expression, args))
            case "greatest_known":
                return nw.max_horizontal(*map(self.expression, args))
            case _:
                raise AssertionError(column)

    def _bounded(self, column: Column) -> nw.Expr:
        value, (low, high) = self.expression(column.args[0]), column.told
        within = [value >= low] if low is not None else []
        within += [value <= high] if high is not None else []
        return nw.when(reduce(and_, within)).then(value)

    def _divided(self, one: Column, by: Column) -> nw.Expr:
        value, divisor = self.expression(one), self.operand(by)
        if self.engine not in dates.SQL:
            return value // divisor
        # What is left over is taken away first: the rest divides without a remainder, and exactly so below 2^53.
        return ((value - value % divisor) / divisor).cast(nw.Int64)

    def _filled(self, one: Column, other: Column) -> nw.Expr:
        if other.literal:
            return self.expression(one).fill_null(other.told)
        return nw.coalesce(self.expression(one), self.expression(other))

    def _when(self, condition: Column, then: Column, other: Column) -> nw.Expr:
        asked = self.expression(condition)
        if other.literal and other.told is None:
            return nw.when(asked).then(self.expression(then))
        if then.literal and then.told is None:
            if condition.nullable:
                asked = asked.fill_null(value=False)
            return nw.when(~asked).then(self.expression(other))
        return nw.when(asked).then(self.expression(then)).otherwise(self.expression(other))

    def _extreme(self, column: Column) -> nw.Expr:
        parts = [self.expression(each) for each in column.args]
        found = (nw.min_horizontal if column.op == "least" else nw.max_horizontal)(*parts)
        open_ = [part.is_null() for part, each in zip(parts, column.args, strict=True) if each.nullable]
        return nw.when(~reduce(or_, open_)).then(found) if open_ else found


def _compared(one: Any, other: Any, sign: str) -> nw.Expr:  # noqa: ANN401 (expressions and plain values)
    if isinstance(one, nw.Expr):
        return one <= other if sign == "<=" else one < other
    return other >= one if sign == "<=" else other > one


def _counted(expression: nw.Expr, column: Column) -> nw.Expr:
    """A truth as one or zero."""
    return expression.cast(nw.Int64) if column.holds == "truth" else expression


NOTHING: Mapping[str, Any] = {"truth": False, "word": "", "number": 0}
"""Some value of each type."""
TYPES: Mapping[str, Any] = {"truth": nw.Boolean, "word": nw.String, "number": nw.Int64}

"""A frame made ready to be decided twice: its days, and what its applications are counted by."""

import datetime as dt
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import narwhals.stable.v2 as nw
from attrs import define, evolve, field, frozen

from intra_core.assessment.columnar.asked import facts_read, lists_read
from intra_core.assessment.columnar.simulation.kinds import (
    ACTIVITIES,
    CALL,
    CODE,
    MAIN,
    SEAT,
    SEAT_FACT,
    SECTOR,
    YEAR,
    call_of,
    division_of,
    seat_of,
)
from intra_core.assessment.measure import SUBMITTED_AT, Measure
from intra_core.errors import Complaint, WrongInput
from intra_core.rules.book import SUBMITTED
from intra_core.rules.columnar.running import Frame

INVENTED = "invented"
"""A column that says of each row whether it was made up."""
TEXTS = (nw.String, nw.Categorical, nw.Enum)


def named(kind: str) -> str:
    """Name the column that an application is counted by while it is decided."""
    return f"~ {kind}"


@frozen(kw_only=True)
class Question:
    """How a frame is to be read, as `assess_frame` has it."""

    on: dt.date | str
    key: str | None = None
    columns: Mapping[str, str] = field(factory=dict)
    lists: Mapping[str, Any] = field(factory=dict)
    scale: Mapping[str, int] = field(factory=dict)


@define(eq=False)
class Ready:
    """A frame that can be decided, how it is asked, and by which columns its applications are counted."""

    frame: Frame
    question: Question
    kept: dict[str, str] = field(factory=dict)

    def count_by(self, kind: str, value: nw.Expr) -> None:
        """Add what applications are counted by."""
        self.frame = self.frame.with_columns(value.alias(named(kind)))
        self.kept[kind] = named(kind)


def ready(native: Any, question: Question, measures: tuple[Measure, ...]) -> Ready:  # noqa: ANN401 (a frame)
    """Make a frame ready. With a day of decision every application counts as made and decided on it.

    Raises:
        WrongInput: if it is no frame, or what is counted by has the wrong type.
    """
    lists = {name: _frame(name, each) for name, each in question.lists.items()}
    found = Ready(_frame("frame", native), question)
    _days(found, measures)
    _kinds(found, lists)
    read = lists_read(facts_read(measures))
    # A list that is there to count by, and that no rule reads, is not asked for.
    kept = {name: each.to_native() for name, each in lists.items() if name in read or name != ACTIVITIES}
    found.question = evolve(found.question, lists=kept)
    return found


def _frame(name: str, native: Any) -> Frame:  # noqa: ANN401 (anything a caller gives)
    """Take a frame; one of pandas is read through Arrow, where nothing that is missing turns into a number."""
    frame = nw.from_native(native, pass_through=True)
    if not isinstance(frame, nw.DataFrame | nw.LazyFrame):
        raise WrongInput([Complaint(says=f"is {type(native).__name__}, not a data frame", key=name)])
    if frame.implementation.is_pandas():
        return nw.from_native(import_module("pyarrow").Table.from_pandas(native, preserve_index=False))
    return frame


def _days(found: Ready, measures: tuple[Measure, ...]) -> None:
    """Say of each row in which year and to which call it applies. What is wrong with days is told by `assess_frame`."""
    question, schema = found.question, found.frame.collect_schema()
    identities = measures[0].identity, measures[-2].identity
    given = {name: question.columns.get(name, name) for name in (SUBMITTED, SUBMITTED_AT)}
    if not isinstance(question.on, str):
        found.frame = found.frame.drop(*(each for each in given.values() if each in schema))
        columns = {name: each for name, each in question.columns.items() if name not in given}
        found.question = evolve(question, columns=columns)
        if type(question.on) is not dt.date:
            return  # which is told by `assess_frame`
        found.count_by(CALL, call_of(*identities, question.on))
        found.count_by(YEAR, nw.lit(question.on.year, dtype=nw.Int64))
        return
    days = [each for each in (given[SUBMITTED], question.on) if each in schema]
    if days and all(isinstance(schema[each], nw.Date | nw.Datetime) for each in days):
        day = nw.coalesce(*(nw.col(each).cast(nw.Date) for each in days))
        found.count_by(CALL, call_of(*identities, day))
        found.count_by(YEAR, day.dt.year().cast(nw.Int64))


def _kinds(found: Ready, lists: Mapping[str, Frame]) -> None:
    """Say of each row in which sector and where its undertaking is."""
    columns = found.question.columns
    sector = columns.get(f"{ACTIVITIES}.{CODE}", f"{ACTIVITIES}.{CODE}")
    if ACTIVITIES in lists:
        sector = _main_activity(found, lists[ACTIVITIES])
    schema = found.frame.collect_schema()
    complaints = []
    for kind, column, value in ((SECTOR, sector, division_of), (SEAT, columns.get(SEAT_FACT, SEAT_FACT), seat_of)):
        if column not in schema:
            continue
        if isinstance(schema[column], TEXTS):
            found.count_by(kind, value(nw.col(column).cast(nw.String)))
        else:
            complaints.append(Complaint(says=f"is {schema[column]}, not text", key=column))
    if complaints:
        raise WrongInput(complaints)


def _main_activity(found: Ready, records: Frame) -> str:
    """Join the code of the main activity, the first of several, from the list of activities."""
    key = found.question.key
    if isinstance(found.frame, nw.LazyFrame) and isinstance(records, nw.DataFrame):
        records = records.lazy()
    if key is not None and {key, CODE, MAIN} <= set(records.collect_schema().names()):
        main = records.filter(nw.col(MAIN)).select(nw.col(key), nw.col(CODE).cast(nw.String).alias(named(CODE)))
        first: Any = main.group_by(key).agg(nw.col(named(CODE)).min())
        if isinstance(found.frame, nw.DataFrame) and isinstance(first, nw.LazyFrame):
            first = first.collect()
        found.frame = found.frame.join(first, on=key, how="left")
    return named(CODE)

"""A frame made ready to be decided twice: its days, what is counted by, and the lists that stand in it unfolded."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
from attrs import define, field, frozen

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
from intra_core.rules.kinds import Records

INVENTED = "invented"
"""A column that says of each row whether it was made up."""
ROW = "~ row"
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
    """A frame that can be decided, with how it is asked and by which columns it is counted."""

    frame: Frame
    question: Question
    kept: dict[str, str] = field(factory=dict)


def ready(native: Any, question: Question, measures: tuple[Measure, ...]) -> Ready:  # noqa: ANN401 (a frame)
    """Make a frame ready: only what the measures read, and what is counted by, is left in it.

    With a day of decision every application counts as made and decided on it.

    Raises:
        WrongInput: if it is no frame, or what is counted by has the wrong type.
    """
    frame = nw.from_native(native, pass_through=True)
    if not isinstance(frame, nw.DataFrame | nw.LazyFrame):
        raise WrongInput([Complaint(says=f"is {type(native).__name__}, not a data frame", key="frame")])
    found = Ready(frame, question)
    _days(found, measures)
    facts = facts_read(measures)
    lists = {name: kind for name, kind in lists_read(facts).items() if "." not in name or name == ACTIVITIES}
    sector = _unfold(found, lists)
    _kinds(found, sector)
    known = {*measures[0].vocabulary.facts, *measures[0].vocabulary.definitions} - facts.keys()
    columns = question.columns
    unread = {columns.get(name, name) for name in known}
    read = {columns.get(name, name) for name in facts}
    kept = {question.on, found.question.key, *found.kept.values()} | read
    names = found.frame.collect_schema().names()
    found.frame = found.frame.select(*(name for name in names if name in kept or name not in unread))
    mapped = {name: column for name, column in found.question.columns.items() if name not in known}
    told = {name: each for name, each in found.question.lists.items() if name not in known}
    found.question = Question(on=question.on, key=found.question.key, columns=mapped, lists=told, scale=question.scale)
    return found


def _days(found: Ready, measures: tuple[Measure, ...]) -> None:
    """Say of each row in which year and to which call it applies."""
    question, frame = found.question, found.frame
    names = frame.collect_schema().names()
    identities = measures[0].identity, measures[-1].identity
    given = [question.columns.get(each, each) for each in (SUBMITTED, SUBMITTED_AT)]
    if not isinstance(question.on, str):
        frame = frame.drop(*(each for each in given if each in names))
        columns = {name: each for name, each in question.columns.items() if each not in given}
        found.question = Question(
            on=question.on, key=question.key, columns=columns, lists=question.lists, scale=question.scale
        )
        if type(question.on) is dt.date:
            _count_by(found, frame, CALL, call_of(*identities, question.on))
            _count_by(found, found.frame, YEAR, nw.lit(question.on.year))
        return
    schema = frame.collect_schema()
    days = [each for each in (given[0], question.on) if each in names]
    if days and all(isinstance(schema[each], nw.Date | nw.Datetime) for each in days):
        stated = [nw.col(each).cast(nw.Date) for each in days]
        day = nw.coalesce(*stated) if len(stated) > 1 else stated[0]
        _count_by(found, frame, CALL, call_of(*identities, day))
        _count_by(found, found.frame, YEAR, day.dt.year().cast(nw.Int64))


def _count_by(found: Ready, frame: Frame, kind: str, value: nw.Expr) -> None:
    found.frame = frame.with_columns(value.alias(named(kind)))
    found.kept[kind] = named(kind)


def _unfold(found: Ready, lists: Mapping[str, Records]) -> str | None:
    """Take lists of one record out of the frame, where a column such as `undertaking.nace.code` has a field of one.

    Gives the column of the code of the main activity, if there is one.
    """
    question, names = found.question, found.frame.collect_schema().names()
    taken: dict[str, Any] = dict(question.lists)
    code: str | None = None
    for name, kind in lists.items():
        fields = [each for each in kind.fields if f"{name}.{each}" in names]
        if name in taken or not fields:
            continue
        key = _key(found, f"{name}.{fields[0]}")
        stated = [nw.col(f"{name}.{each}").alias(each) for each in fields]
        told = nw.any_horizontal(*(~nw.col(f"{name}.{each}").is_null() for each in fields), ignore_nulls=False)
        taken[name] = found.frame.filter(told).select(nw.col(key), *stated).to_native()
    if f"{ACTIVITIES}.{CODE}" in names:
        code = f"{ACTIVITIES}.{CODE}"
    elif ACTIVITIES in taken:
        code = _main_activity(found, taken[ACTIVITIES])
    found.question = Question(
        on=question.on, key=found.question.key, columns=question.columns, lists=taken, scale=question.scale
    )
    return code


def _key(found: Ready, column: str) -> str:
    """Give the column that tells applications apart; where there is none, rows are numbered if they have an order."""
    question = found.question
    if question.key is not None:
        return question.key
    if not isinstance(found.frame, nw.DataFrame):
        says = "stands for a list: nothing tells whose its record is"
        raise WrongInput(
            [Complaint(says=says, instead="name the column that tells applications apart (key)", key=column)]
        )
    found.frame = found.frame.with_row_index(ROW)
    found.question = Question(
        on=question.on, key=ROW, columns=question.columns, lists=question.lists, scale=question.scale
    )
    return ROW


def _main_activity(found: Ready, native: Any) -> str | None:  # noqa: ANN401 (a frame)
    """Join the code of the main activity, the first of several, from the list of activities."""
    records, key = nw.from_native(native), found.question.key
    if isinstance(found.frame, nw.LazyFrame) and isinstance(records, nw.DataFrame):
        records = records.lazy()
    names = records.collect_schema().names()
    if key is None or not {key, CODE, MAIN} <= set(names):
        return None
    main = records.filter(nw.col(MAIN)).select(nw.col(key), nw.col(CODE).cast(nw.String).alias(named(CODE)))
    first = main.group_by(key).agg(nw.col(named(CODE)).min())
    if isinstance(found.frame, nw.DataFrame) and isinstance(first, nw.LazyFrame):
        first = first.collect()
    found.frame = found.frame.join(first, on=key, how="left")  # type: ignore[arg-type] # both of one library
    return named(CODE)


def _kinds(found: Ready, sector: str | None) -> None:
    """Add the columns that applications are counted by."""
    schema = found.frame.collect_schema()
    seat = found.question.columns.get(SEAT_FACT, SEAT_FACT)
    complaints = []
    for kind, column, value in ((SECTOR, sector, division_of), (SEAT, seat, seat_of)):
        if column is None or column not in schema.names():
            continue
        if not isinstance(schema[column], TEXTS):
            complaints.append(Complaint(says=f"is {schema[column]}, not text", key=column))
            continue
        _count_by(found, found.frame, kind, value(nw.col(column).cast(nw.String)))
    if complaints:
        raise WrongInput(complaints)

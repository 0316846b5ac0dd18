"""What was drawn for a measure, laid out as a data frame, decided there, and held against each row's own answer."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from intra_core.assessment.assumptions import CALENDAR_YEAR
from intra_core.assessment.columnar import assess_frame
from intra_core.assessment.columnar.asked import facts_read
from intra_core.assessment.measure import Measure
from intra_core.model.days import YEAR_END
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.kinds import DECIMAL_UNITS, Day, Kind, MonthDay, Number, Records, YesNo
from intra_core.testing.conformance.drawing import STATED, Drawn
from intra_core.verdict import Outcome

KEY = "application"
VERDICTS: dict[Outcome, bool | None] = {Outcome.ELIGIBLE: True, Outcome.INELIGIBLE: False, Outcome.UNDETERMINED: None}

Row = Mapping[str, Any]
Columns = dict[str, list[Any]]


def differing(measure: Measure, drawn: Sequence[Drawn]) -> Iterator[str]:
    """Decide what was drawn in one frame of Polars and tell where a row comes out otherwise than alone."""
    read = facts_read((measure,))
    kinds = {name: measure.vocabulary.kind_in(measure.identity.currency, kind) for name, (kind, _) in read.items()}
    rows = [
        {name: told for name, told in each.assessment.facts.items() if name in kinds or name == "on"} for each in drawn
    ]
    columns: Columns = {KEY: list(range(len(rows))), "on": [written(Day(), row["on"]) for row in rows]}
    types: dict[str, Any] = {KEY: nw.Int64(), "on": nw.Date()}
    lists: dict[str, tuple[Columns, dict[str, Any]]] = {}
    for name, kind in kinds.items():
        if isinstance(kind, Records):
            columns[name] = [True if name in row else None for row in rows]
            _add(lists, name, kind, [(key, None, row[name]) for key, row in enumerate(rows) if name in row])
        else:
            columns[name] = [written(kind, row.get(name)) for row in rows]
        types[name] = _type(kind)
    got = assess_frame(
        nw.from_dict(columns, types, backend="polars").to_native(),
        measure,
        on="on",
        key=KEY,
        lists={name: nw.from_dict(told, of, backend="polars").to_native() for name, (told, of) in lists.items()},
        keep=[KEY],
        scale=_scales(kinds),
    )
    answers = nw.from_native(got, eager_only=True).sort(KEY).to_dict(as_series=False)
    for number, row in enumerate(rows):
        yield from _row(measure, row, {name: column[number] for name, column in answers.items()})


def _row(measure: Measure, row: Row, got: Mapping[str, Any]) -> Iterator[str]:
    told = {SUBMITTED: row[ON.name], CALENDAR_YEAR: YEAR_END, **row}
    alone = measure.decide_told(STATED, told, ())
    wanted: dict[str, Any] = {f"{measure.id}.verdict": VERDICTS[alone.verdict]}
    if f"{measure.id}.award" in got:
        wanted[f"{measure.id}.award"] = alone.amount.minor if alone.amount is not None else None
    unmet, unknown = set(alone.unmet), set(alone.unknown)
    for clause in alone.dated.edition.clauses:
        held = False if clause.id in unmet else None if clause.id in unknown else True
        wanted[f"{measure.id}.conditions.{clause.id}"] = held
    for name, each in wanted.items():
        if got[name] != each:
            yield f"in a data frame {name} is {got[name]}, alone {each}, on {alone.day}"
            return


def _add(
    lists: dict[str, tuple[Columns, dict[str, Any]]],
    name: str,
    kind: Records,
    told: Sequence[tuple[int, int | None, Any]],
) -> None:
    """Lay records out, each with the application it belongs to, and the record it stands in."""
    nested = any(isinstance(each, Records) for each in kind.fields.values())
    flat = [(key, owner, record) for key, owner, records in told for record in records]
    columns: Columns = {KEY: [key for key, _, _ in flat]}
    types: dict[str, Any] = {KEY: nw.Int64()}
    lists[name] = columns, types
    if nested or "." in name:
        columns["record"] = [place if nested else owner for place, (_, owner, _) in enumerate(flat)]
        types["record"] = nw.Int64()
    for field, each in kind.fields.items():
        types[field] = _type(each)
        if isinstance(each, Records):
            columns[field] = [True if field in record else None for _, _, record in flat]
            inner = [(key, place, record[field]) for place, (key, _, record) in enumerate(flat) if field in record]
            _add(lists, f"{name}.{field}", each, inner)
        else:
            columns[field] = [written(each, record.get(field)) for _, _, record in flat]


def written(kind: Kind, value: Any) -> Any:  # noqa: ANN401 (any value of a fact)
    """Write a value as a frame has it."""
    if value is None:
        return None
    if isinstance(kind, Day):
        return dt.date.fromordinal(value)
    return f"--{value // 100:02d}-{value % 100:02d}" if isinstance(kind, MonthDay) else value


def _type(kind: Kind) -> Any:  # noqa: ANN401 (a type of narwhals)
    match kind:
        case Number():
            return nw.Int64()
        case Day():
            return nw.Date()
        case YesNo() | Records():
            return nw.Boolean()
        case _:
            return nw.String()


def _scales(kinds: Mapping[str, Kind]) -> dict[str, int]:
    """Say which numbers stand in ten-thousandths."""
    every = dict(kinds)
    for name, kind in kinds.items():
        if isinstance(kind, Records):
            every |= {f"{name}.{field}": each for field, each in kind.fields.items()}
    return {
        name: kind.scale
        for name, kind in every.items()
        if isinstance(kind, Number) and len(kind.unit) == 1 and kind.unit[0][0] in DECIMAL_UNITS
    }

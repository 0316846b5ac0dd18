"""Applications drawn for a measure as rows of facts, laid out as columns, and what is decided of each."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from tests.assessment.drawing import days_of, pools_of
from tests.rules.gaps import thinned
from tests.soak import spread

from intra_core.assessment.columnar.asked import facts_read
from intra_core.assessment.examples import assessed
from intra_core.assessment.measure import Measure
from intra_core.model.application import Application
from intra_core.model.undertaking import Undertaking
from intra_core.rules.kinds import DECIMAL_UNITS, Code, Day, Kind, MonthDay, Number, Records, Text, YesNo
from intra_core.rules.language import Fact
from intra_core.verdict import Outcome

Row = dict[str, Any]
KEY = "application"
STATED = Application(undertaking=Undertaking(size="small"))
"""Whose facts may state what is otherwise worked out."""
ODD_WORDS = ("", "Žalec", "", "e\u0301", "", "Пловдив")
"""What a text or a code of NUTS may be: nothing, and letters beyond ASCII, one of them written in two parts."""
LEAP_DAYS = tuple(dt.date(year, 2, 29).toordinal() for year in (2016, 2020, 2024))
MOST_EXAMPLES = 3
"""One row in so many is a worked example as it stands, at most."""
BASES = 40
"""So many examples of a measure are what its rows are changed from; `make soak` takes all."""
EVERY = 8
"""So many rows from one that tells of these to the next."""


def decided(measure: Measure, row: Row) -> tuple[bool | None, int | None, dict[str, bool | None]]:
    """Decide one row by the scalar reading: eligible, award, and each condition as true, false or None."""
    told = {"project.submitted": row["on"], "undertaking.fiscal_year_end": 1231, **row}
    found = measure.decide_told(STATED, told, ())
    verdict = {Outcome.ELIGIBLE: True, Outcome.INELIGIBLE: False, Outcome.UNDETERMINED: None}[found.verdict]
    unmet, unknown = set(found.unmet), set(found.unknown)
    every = (clause.id for clause in found.dated.edition.clauses)
    conditions = {each: False if each in unmet else None if each in unknown else True for each in every}
    return verdict, found.amount.minor if found.amount is not None else None, conditions


def facts_of(measure: Measure) -> dict[str, Fact]:
    """Give the facts that a measure reads on any day, and those that may be stated in place of others."""
    read = facts_read((measure,))
    return {name: Fact(name, measure.vocabulary.kind_in("EUR", kind), *limits) for name, (kind, limits) in read.items()}


def drawn(measure: Measure, rng: random.Random, rows: int) -> list[Row]:
    """Draw applications around the boundaries of a measure and around its own examples, a third of all cells null.

    The examples come first, and are whole. Some of the others tell of leap days and odd words.
    """
    facts = facts_of(measure)
    days = days_of(measure) or [dt.date(2024, 9, 2).toordinal()]
    chosen = rng.sample(days, min(len(days), 3))
    pools = {day: {**pools_of(measure.on(day, day).edition, day), **stated_pools(measure, facts)} for day in chosen}
    bases: list[Row] = [dict(assessed(measure, each).facts) for each in spread(measure.examples, BASES)] or [{}]
    found = [whole(facts, base) for base in bases if "on" in base]
    found = rng.sample(found, min(len(found), rows // MOST_EXAMPLES))
    examples = len(found)
    for number in range(rows - examples):
        base: Row = dict(rng.choice(bases)) if rng.random() < 0.7 else {}
        own = base.get("project.submitted", base.get("on"))
        day = int(own) if own is not None and rng.random() < 0.8 else rng.choice(chosen)
        pool = pools[rng.choice(chosen)]
        changes = rng.choice((0, 0, 1, 2, 4, len(facts))) if base else len(facts)
        for name in rng.sample(sorted(pool), min(changes, len(pool))):
            base[name] = rng.choice(pool[name] or (None,))
        gaps = rng.choice((0.0, 0.0, 0.05, 0.2, 0.5, 0.8))
        row = {
            name: with_gaps(rng, told, gaps) for name, told in base.items() if name in facts and rng.random() >= gaps
        }
        row = {name: told for name, told in row.items() if told is not None}
        row["on"] = base.get("on", day)
        if rng.random() < 0.3:
            row["on"] = day + rng.choice((0, 1, 30, 400))
        if rng.random() < 0.5:
            row["project.submitted"] = day
        if number % EVERY == 0:
            row = at_edges(rng, facts, {**row, **full_lists(rng, pool)}, number // EVERY)
        found.append(row)
    return thinned({name: fact.kind for name, fact in facts.items()}, found, rng, examples)


def whole(facts: Mapping[str, Fact], base: Row) -> Row:
    """Give a worked example as a row."""
    return {name: told for name, told in base.items() if name in facts or name == "on"}


def full_lists(rng: random.Random, pool: Mapping[str, tuple[Any, ...]]) -> Row:
    """Choose lists that have records."""
    full = {name: [told for told in values if isinstance(told, tuple) and told] for name, values in pool.items()}
    return {name: rng.choice(lists) for name, lists in full.items() if lists}


def at_edges(rng: random.Random, facts: Mapping[str, Fact], row: Row, turn: int) -> Row:
    """Move days of an application to 29 February, and put an odd word for texts, the same for all of them."""
    kinds = {"on": Day(), **{name: fact.kind for name, fact in facts.items()}}
    edges = LEAP_DAYS[turn % len(LEAP_DAYS)], ODD_WORDS[turn % len(ODD_WORDS)]
    texts = dict.fromkeys(name for name, kind in kinds.items() if isinstance(kind, Text) or kind == Code("nuts"))
    return {name: _at_edge(rng, kinds[name], told, edges) for name, told in {**texts, **row}.items()}


def _at_edge(rng: random.Random, kind: Kind, told: Any, edges: tuple[int, str]) -> Any:
    leap_day, word = edges
    match kind:
        case Records():
            return tuple(
                {name: _at_edge(rng, kind.fields[name], value, edges) for name, value in record.items()}
                for record in told
            )
        case Day() if rng.random() < 0.5:
            return leap_day
        case MonthDay():
            return 229
        case Text() | Code("nuts"):
            return word
        case _:
            return told


def stated_pools(measure: Measure, facts: Mapping[str, Fact]) -> dict[str, tuple[object, ...]]:
    """Values to state for what is otherwise worked out."""
    pools: dict[str, tuple[object, ...]] = {}
    for name in measure.rules.book.derived:
        kind = facts[name].kind
        amounts = (0, 90_000, 100_000, 166_667, 400_000, 1_666_665, 30_000_000, 90_000_000)
        pools[name] = amounts if isinstance(kind, Number) else ("micro", "small", "medium", "large")
    return pools


def with_gaps(rng: random.Random, told: Any, gaps: float) -> Any:
    """Leave out some fields of records."""
    if not isinstance(told, tuple):
        return told
    return tuple(
        {field: with_gaps(rng, value, gaps) for field, value in record.items() if rng.random() >= gaps / 2}
        for record in told
    )


# Frames


Columns = dict[str, list[Any]]


def as_columns(rows: list[Row], facts: Mapping[str, Fact]) -> tuple[Columns, dict[str, Columns]]:
    """Lay rows out as columns, and the records of their lists as columns of their own."""
    columns: Columns = {KEY: list(range(len(rows))), "on": [written(Day(), row["on"]) for row in rows]}
    lists: dict[str, Columns] = {}
    for name, fact in facts.items():
        if isinstance(fact.kind, Records):
            columns[name] = [True if name in row else None for row in rows]
            add_records(lists, name, fact.kind, [(key, None, row[name]) for key, row in enumerate(rows) if name in row])
        else:
            columns[name] = [written(fact.kind, row.get(name)) for row in rows]
    return columns, lists


def add_records(
    lists: dict[str, Columns], name: str, kind: Records, told: Sequence[tuple[int, int | None, Any]]
) -> None:
    """Lay records out, each with the application it belongs to, and the record it stands in."""
    nested = any(isinstance(each, Records) for each in kind.fields.values())
    flat = [(key, owner, record) for key, owner, records in told for record in records]
    lists[name] = {KEY: [key for key, _, _ in flat]}
    if nested or ("." in name and told and told[0][1] is not None):
        lists[name]["record"] = [place if nested else owner for place, (_, owner, _) in enumerate(flat)]
    for field, each in kind.fields.items():
        if isinstance(each, Records):
            lists[name][field] = [True if field in record else None for _, _, record in flat]
            inner = [(key, place, record[field]) for place, (key, _, record) in enumerate(flat) if field in record]
            add_records(lists, f"{name}.{field}", each, inner)
            lists[f"{name}.{field}"].setdefault("record", [])
        else:
            lists[name][field] = [written(each, record.get(field)) for _, _, record in flat]


def written(kind: Kind, value: Any) -> Any:
    """Write a value as a caller's frame has it."""
    if value is None:
        return None
    if isinstance(kind, Day):
        return dt.date.fromordinal(value)
    if isinstance(kind, MonthDay):
        return f"--{value // 100:02d}-{value % 100:02d}"
    return value


def scales(facts: Mapping[str, Fact]) -> dict[str, int]:
    """Say which numbers stand in ten-thousandths."""
    every = {name: fact.kind for name, fact in facts.items()}
    for name, fact in facts.items():
        if isinstance(fact.kind, Records):
            every |= {f"{name}.{field}": kind for field, kind in fact.kind.fields.items()}
    return {
        name: kind.scale
        for name, kind in every.items()
        if isinstance(kind, Number) and len(kind.unit) == 1 and kind.unit[0][0] in DECIMAL_UNITS
    }


def letter(kind: Kind) -> str:
    """Say what type a column of a kind has."""
    match kind:
        case Number():
            return "int"
        case Day():
            return "date"
        case YesNo() | Records():
            return "bool"
        case _:
            return "text"


def types_of(facts: Mapping[str, Fact]) -> dict[str, str]:
    """The types of the columns of applications."""
    return {KEY: "int", "on": "date", **{name: letter(fact.kind) for name, fact in facts.items()}}


def types_of_records(kind: Records) -> dict[str, str]:
    """The types of the columns of records."""
    return {KEY: "int", "record": "int", **{field: letter(each) for field, each in kind.fields.items()}}

"""Facts of many applications laid out as the columnar reading has them, and both readings held against each other."""

import random
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw
from hypothesis import strategies as st
from tests.rules.expressions import (
    DATES,
    FACTS,
    Case,
    Chooser,
    amount,
    case,
    condition,
    day,
    drawing,
    facts_in,
    fewer,
    share,
    value,
)
from tests.rules.gaps import thinned

from intra_core.rules.columnar.column import Column, beneath
from intra_core.rules.columnar.facts import Table, Told
from intra_core.rules.columnar.number import Number as Ends
from intra_core.rules.columnar.reading import Columnar
from intra_core.rules.columnar.running import KEY, OWNER, RECORD, worked_out
from intra_core.rules.columnar.writing import inner_name
from intra_core.rules.kinds import Kind, Ordered, Records, YesNo
from intra_core.rules.language import Call, Fact, Node, walk
from intra_core.rules.magnitude import magnitude
from intra_core.rules.parse import Fault
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling

Row = dict[str, Any]
Columns = Mapping[str, list[Any]]
Frame = Callable[[Columns, Mapping[str, str]], Any]
"""Makes a frame of columns and their types in a library."""
LAZY = frozenset({"duckdb", "spark"})
"""Engines that ask no function of a region row by row."""
KINDS = (condition, condition, amount, share, day)


@st.composite
def frames(draw: Any) -> tuple[list[Case], int]:
    """Three rules of one frame, and a seed for its rows."""
    return rules(drawing(draw)), draw(st.integers(0, 2**32))


def by_chance(seed: int) -> tuple[list[Case], random.Random]:
    """Three rules drawn by a seed, and what draws their rows."""
    rng = random.Random(seed)
    return rules(lambda options: rng.choice(list(options))), rng


def rules(pick: Chooser) -> list[Case]:
    """Draw three rules that a region could write."""
    found: list[Case] = []
    while len(found) < 3:
        try:
            found.append(case(pick, pick(KINDS)(pick)))
        except Fault:
            continue  # what draws knows no bounds of length and size
    return found


def facts_of(cases: Iterable[Case]) -> dict[str, Fact]:
    """Give the facts that rules read."""
    return {name: fact for each in cases for name, fact in facts_in(each.node).items()}


def rows_for(cases: Iterable[Case], rng: random.Random, count: int) -> list[Row]:
    """Draw the facts of so many applications that cases read, a third of all cells null.

    Each has its day of decision, which is no such cell.
    """
    facts = facts_of(cases)
    pick: Chooser = lambda options: rng.choice(list(options))  # noqa: E731 (what picks is a value here)
    rows = []
    for _ in range(count):
        row = {name: value(pick, fact.kind, fact.low, fact.high) for name, fact in sorted(facts.items())}
        for _ in range(rng.choice((0, 1, 2, 2, 3))):
            row = fewer(pick, row)
        rows.append(row | {"on": row.get("on", rng.choice(DATES))})
    return thinned({name: fact.kind for name, fact in facts.items() if name != "on"}, rows, rng)


def letter(kind: Kind) -> str:
    """Say what type a column of a kind has here, where days are ordinals."""
    return "int" if isinstance(kind, Ordered) else "bool" if isinstance(kind, YesNo | Records) else "text"


class Layout:
    """Rows as columns, with their lists as frames of their own, and the table that says what is there."""

    def __init__(self, rows: Sequence[Row], facts: Mapping[str, Fact]) -> None:
        self.columns: dict[str, list[Any]] = {KEY: list(range(len(rows)))}
        self.types: dict[str, str] = {KEY: "int"}
        self.lists: dict[str, tuple[Columns, dict[str, str]]] = {}
        told: dict[str, Told] = {}
        tables: dict[str, Table] = {}
        for name, fact in facts.items():
            told[name] = Told()
            self.types[inner_name(name)] = letter(fact.kind)
            if isinstance(fact.kind, Records):
                self.columns[inner_name(name)] = [True if name in row else None for row in rows]
                records = [(key, None, row[name]) for key, row in enumerate(rows) if name in row]
                self._add(name, fact.kind, records, tables)
            else:
                self.columns[inner_name(name)] = [row.get(name) for row in rows]
        self.table = Table(facts=told, lists=tables)

    def _add(
        self, name: str, kind: Records, told: Sequence[tuple[int, int | None, Any]], tables: dict[str, Table]
    ) -> None:
        flat = [(key, owner, record) for key, owner, records in told for record in records]
        columns: dict[str, list[Any]] = {
            KEY: [key for key, _, _ in flat], RECORD: list(range(len(flat))), OWNER: [owner for _, owner, _ in flat],
        }  # fmt: skip
        types = dict.fromkeys(columns, "int")
        for field, each in kind.fields.items():
            types[inner_name(field)] = letter(each)
            if isinstance(each, Records):
                columns[inner_name(field)] = [True if field in record else None for _, _, record in flat]
                inner = [(key, place, record[field]) for place, (key, _, record) in enumerate(flat) if field in record]
                self._add(f"{name}.{field}", each, inner, tables)
            else:
                columns[inner_name(field)] = [record.get(field) for _, _, record in flat]
        tables[name] = Table(facts={field: Told() for field in kind.fields})
        self.lists[name] = (columns, types)

    def gaps(self) -> float:
        """The share of cells that are null, those of lists too, without the keys and the days of decision."""
        every = [self.columns, *(columns for columns, _ in self.lists.values())]
        cells = [each for columns in every for name, told in columns.items() for each in told if name not in
                 {KEY, RECORD, OWNER, inner_name("on")}]  # fmt: skip
        return sum(each is None for each in cells) / len(cells) if cells else 1.0


def differences(
    cases: Sequence[Case],
    rows: Sequence[Row],
    engine: str,
    frame: Frame,
    without: Collection[str] = (),
    left_out: list[Case] | None = None,
) -> list[str]:
    """Read cases over rows in both ways and tell where they differ; what is too large for columns is left out.

    Of numbers it is compared whether they are settled, and to what: bounds beyond all amounts are no bounds to columns.

    Args:
        cases: what is read.
        rows: the facts of each application.
        engine: which library works the columns out.
        frame: makes a frame of that library.
        without: facts that have no column; no row tells them.
        left_out: takes up the cases that are left out.
    """
    facts = {"on": FACTS["on"]} | facts_of(cases)
    facts = {name: fact for name, fact in facts.items() if name not in without}
    layout = Layout(rows, facts)
    at = Columnar(layout.table)
    nodes = [Settling(case.opened).settle(case.node).node for case in cases]
    wanted: dict[str, Any] = {}
    values: dict[int, Any] = {}
    for number, node in enumerate(nodes):
        found = at.value(node)
        columns = {"least": found.least, "most": found.most} if isinstance(found, Ends) else {"truth": found}
        named = {f"{number} {part}": each for part, each in columns.items() if each is not None}
        asked = engine not in LAZY or not any(
            isinstance(each, Call) and not each.function.columns for each in walk(node)
        )
        if asked and reckonable(named.values()) and within_bounds(cases[number]):
            values[number] = found
            wanted |= named
        elif left_out is not None:
            left_out.append(cases[number])
    if not wanted:
        return []
    frames = {name: nw.from_native(frame(*each)) for name, each in layout.lists.items()}
    native = nw.from_native(frame(layout.columns, layout.types))
    batches: list[tuple[str, int]] | None = [] if engine not in LAZY else None
    done = worked_out(native, frames, wanted, [KEY], batches=batches)
    ready = done.collect("pyarrow") if isinstance(done, nw.LazyFrame) else done
    got = {name: ready[name].to_list() for name in ready.columns}
    places = {key: place for place, key in enumerate(got[KEY])}
    assert len(places) == len(rows) == len(got[KEY]), "rows came together or were lost"
    return [
        f"row {key}: {seen} in columns, {want} by three values\n{cases[number].rule}\n{nodes[number]}\n{row}"
        for number, found in values.items()
        for key, row in enumerate(rows)
        for seen, want in [_both(nodes[number], found, got, number, places[key], row)]
        if seen != want
    ]


def reckonable(columns: Iterable[Column]) -> bool:
    """Say whether columns come to nothing that they leave out as too much, as a figure far out would make it."""
    return not any(each.too_large or each.op == "reckoned" for each in beneath(columns))


def within_bounds(case: Case) -> bool:
    """Say whether a rule stays within the one bound of all readings: any other is refused when a measure is loaded."""
    return magnitude(Settling(case.figures).settle(case.node).node).beyond is None


def _both(node: Node, found: Any, got: Mapping[str, list[Any]], number: int, place: int, row: Row) -> tuple[Any, Any]:
    want = Possible(row).value(node)
    if not isinstance(found, Ends):
        return got[f"{number} truth"][place], want
    least, most = (got[name][place] if (name := f"{number} {part}") in got else None for part in ("least", "most"))
    seen = (found.low if least is None else least, found.high if most is None else most)
    return (seen[0] if seen[0] == seen[1] else None), (want[0] if want[0] == want[1] else None)

"""Frames are decided as single applications are: every measure of every region, on every engine, row by row."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import pytest
from tests.assessment.frames import (
    KEY,
    LEAP_DAYS,
    Row,
    as_columns,
    decided,
    drawn,
    facts_of,
    scales,
    types_of,
    types_of_records,
)
from tests.engines import ENGINES, frame, read
from tests.installed import CATALOGUE
from tests.soak import SOAK, halved

from intra_core.assessment.columnar import answer, assess_frame
from intra_core.assessment.columnar.asked import lists_read
from intra_core.assessment.measure import Measure
from intra_core.rules.columnar import walking
from intra_core.rules.columnar.form import Form
from intra_core.rules.kinds import Code, Day, Kind, Records, Text
from intra_core.testing.conformance.filled import stand_ins

ROWS = 120
NAMES = sorted(CATALOGUE.by_id)
LAZY = ("polars", "polars streaming")
OTHERS = tuple(each for each in ENGINES if each not in LAZY)

Answer = tuple[bool | None, int | None, Mapping[str, bool | None]]


def engines_for(name: str) -> tuple[str, ...]:
    """Choose the engines that are asked a measure."""
    if SOAK:
        return ENGINES
    turn, rest = divmod(NAMES.index(name), 4)
    return LAZY if rest else (*LAZY, OTHERS[turn % len(OTHERS)])


def rows_for(name: str, count: int = ROWS) -> tuple[tuple[Measure, ...], list[Row]]:
    """Draw applications to a measure, and give it with what stands in for it where it grants nothing to anybody."""
    asked = (CATALOGUE[name], *stand_ins(CATALOGUE[name]))
    return asked, drawn(asked[-1], random.Random(f"{name} frames"), count)


def asked(engine: str, measures: Sequence[Measure], rows: list[Row]) -> Any:
    """Ask measures about rows in an engine."""
    facts = facts_of(measures[0])
    columns, lists = as_columns(rows, facts)
    kinds = lists_read({name: (fact.kind, (0, 0)) for name, fact in facts.items()})
    frames = {name: frame(engine, each, types_of_records(kinds[name])) for name, each in lists.items()}
    given = frame(engine, columns, types_of(facts))
    return assess_frame(given, measures, on="on", key=KEY, lists=frames, keep=[KEY], scale=scales(facts))


def in_order(engine: str, made: Any, rows: list[Row]) -> dict[str, list[Any]]:
    """Give the columns of an answer in the order of the rows that were asked about."""
    got = read(engine, made)
    places = sorted(range(len(got[KEY])), key=got[KEY].__getitem__)
    assert [got[KEY][place] for place in places] == list(range(len(rows))), "rows came together or were lost"
    return {name: [column[place] for place in places] for name, column in got.items()}


def differences(
    measure: Measure, got: Mapping[str, list[Any]], answers: Sequence[Answer], rows: list[Row]
) -> list[str]:
    """Hold the answer of a frame against that of the scalar reading, and tell where they differ."""
    start = f"{measure.id}.conditions."
    names = [each.removeprefix(start) for each in got if each.startswith(start)]
    found = []
    for row, (verdict, award, conditions) in enumerate(answers):
        seen = (
            got[f"{measure.id}.verdict"][row],
            got[f"{measure.id}.award"][row] if f"{measure.id}.award" in got else None,
            {name: got[start + name][row] for name in names},
        )
        # A condition that does not bind on a row's day is met there.
        wanted = (verdict, award, dict.fromkeys(names, True) | dict(conditions))
        if seen != wanted:
            found.append(f"{measure.id}, row {row}: {seen}, not {wanted}\n{rows[row]}")
    return found


def cells(measure: Measure, rows: list[Row]) -> tuple[int, int]:
    """Count the null cells of the frames of applications and of records, and all; keys and days of decision apart."""
    columns, lists = as_columns(rows, facts_of(measure))
    told = chain.from_iterable(each.items() for each in (columns, *lists.values()))
    every = [cell for name, column in told if name not in {KEY, "on", "record"} for cell in column]
    return sum(each is None for each in every), len(every)


def said(verdicts: Counter[bool | None], null: float, edges: Mapping[str, int]) -> str:
    """Say how many rows were decided how, how many of their cells are null, and what stands at an edge."""
    counted = f"{verdicts[True]} eligible, {verdicts[False]} ineligible, {verdicts[None]} undetermined"
    at_edges = ", ".join(f"{number} {what}" for what, number in edges.items())
    return f"{counted}; {null:.0%} of cells null; {at_edges}"


@pytest.mark.no_cover
@pytest.mark.parametrize("name", halved(NAMES))
def test_a_frame_is_decided_as_its_rows_are(name, figure, covered):
    """Measures are asked in Polars, lazily and streaming, and each fourth in one of the others in turn.

    To ask all of them takes thrice as long: `make soak` does.
    """
    measures, rows = rows_for(name)
    answers = {each.id: [decided(each, row) for row in rows] for each in measures}
    # Streaming is another way to collect one and the same lazy answer.
    lazy = dict.fromkeys(LAZY, asked("polars", measures, rows))
    for engine in engines_for(name):
        got = in_order(engine, lazy[engine] if engine in lazy else asked(engine, measures, rows), rows)
        for measure in measures:
            found = differences(measure, got, answers[measure.id], rows)
            assert not found, f"{engine}: {found[0]}"
        covered(engine, name, len(rows))
    verdicts = {each: Counter(verdict for verdict, _, _ in answers[each.id]) for each in measures}
    null, every = cells(measures[0], rows)
    edges = edges_in(measures[0], rows)
    for each, counted in verdicts.items():
        figure(f"{each.id} in frames", said(counted, null / every, edges))
    # Where no worked example is eligible nobody is: only the measure filled grants anything.
    assert verdicts[measures[0]].keys() == ({True, False, None} if len(measures) == 1 else {False, None})
    assert verdicts[measures[-1]].keys() == {True, False, None}
    assert 3 * null >= every
    assert all(edges.values())


def edges_in(measure: Measure, rows: list[Row]) -> dict[str, int]:
    """Count leap days and, where a measure reads texts, those that are empty and those with letters beyond ASCII."""
    kinds = {"on": Day(), **{name: fact.kind for name, fact in facts_of(measure).items()}}
    told = [cell for row in rows for name, value in row.items() for cell in told_in(kinds[name], value)]
    found = {"on 29 February": sum(value in LEAP_DAYS for kind, value in told if kind == Day())}
    if any(map(reads_texts, kinds.values())):
        texts = [value for kind, value in told if reads_texts(kind)]
        found["empty"] = texts.count("")
        found["beyond ASCII"] = sum(not each.isascii() for each in texts)
    return found


def told_in(kind: Kind, told: Any) -> list[tuple[Kind, Any]]:
    """Give the values that a fact tells, each with its kind."""
    if not isinstance(kind, Records):
        return [(kind, told)]
    return [each for record in told for name, value in record.items() for each in told_in(kind.fields[name], value)]


def reads_texts(kind: Kind) -> bool:
    """Say whether a kind has texts, or codes that may be any."""
    if isinstance(kind, Records):
        return any(map(reads_texts, kind.fields.values()))
    return isinstance(kind, Text) or kind == Code("nuts")


# Seen in frames


@pytest.mark.no_cover
@pytest.mark.parametrize("engine", ["polars", "pyarrow", "duckdb"])
def test_no_capital_is_enough_while_the_share_that_is_asked_for_is_not_known(engine):
    # Told in ten-thousandths it is more than a column can hold, and so is what could be asked for.
    measure = CATALOGUE["bulgaria.entrepreneurship"]
    day = dt.date(2018, 6, 15).toordinal()
    rows: list[Row] = [{"bulgaria.registered_capital": told, "on": day} for told in (10**6, 9 * 10**15)]
    rows += [{**rows[-1], "cost": ({"kind": "staff", "net": net},)} for net in (0, 1, 10_000)]
    got = in_order(engine, asked(engine, [measure], rows), rows)
    assert got[f"{measure.id}.conditions.capital"] == [None, None, True, None, None]
    assert not differences(measure, got, [decided(measure, row) for row in rows], rows)


# Defects


DEFECTS = {
    "a null rule is dropped": (Form, "sure", lambda _form, one: one),
    "< for <=": (Form, "at_most", lambda form, one, other: form._compared("below", one, other, strict=True)),
    "down for half-up": (Form, "rounded", lambda form, _how, above, below: form.divide(above, below)),
    "a lost predicate that matches everyone": (walking, "where_of", lambda at, *_: at.form.literal(value=True)),
}
SEEN_IN = ("abruzzo.digital_bonus", "bulgaria.ict_voucher", "algarve.tech_park", "slovenia.certification")
"""Whose rules have what a defect changes: sums over some records, bounds, and an award that is rounded half up."""


def got_of(measure: Measure, rows: list[Row]) -> dict[str, list[Any]]:
    """Give what Polars says of rows."""
    return in_order("polars", asked("polars", [measure], rows), rows)


@pytest.mark.no_cover
@pytest.mark.parametrize("defect", DEFECTS)
def test_a_seeded_defect_is_seen_in_frames(defect, monkeypatch):
    place, wrongly, wrong = DEFECTS[defect]

    def seen_in(name):
        measures, rows = rows_for(name)
        measure = measures[-1]
        answers = [decided(measure, row) for row in rows]
        assert not differences(measure, got_of(measure, rows), answers, rows)
        answer.form_of.cache_clear()
        try:
            with monkeypatch.context() as seeded:
                seeded.setattr(place, wrongly, wrong)
                return differences(measure, got_of(measure, rows), answers, rows)
        finally:
            answer.form_of.cache_clear()

    assert any(map(seen_in, SEEN_IN)), f"nothing notices {defect}"

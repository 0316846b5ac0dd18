"""Frames are decided as single applications are: every measure of every region, on every engine, row by row."""

import random
from collections import Counter
from typing import Any

import pytest
from tests.assessment.frames import KEY, as_columns, decided, drawn, facts_of, scales, types_of, types_of_records
from tests.engines import ENGINES, frame, read
from tests.installed import CATALOGUE

from intra_core.assessment.columnar import answer, assess_frame
from intra_core.assessment.columnar.asked import lists_read
from intra_core.assessment.measure import Measure
from intra_core.rules.columnar import walking
from intra_core.rules.columnar.form import Form

ROWS = 150


def seen(engine: str, measure: Measure, answer: Any, rows: list[dict[str, Any]]) -> list[str]:
    """Hold the answer of a frame against that of the scalar reading, and tell where they differ."""
    got = read(engine, answer)
    places = {key: place for place, key in enumerate(got[KEY])}
    assert len(places) == len(rows) == len(got[KEY]), "rows came together or were lost"
    found = []
    for key, row in enumerate(rows):
        place = places[key]
        verdict, award, conditions = decided(measure, row)
        mine = (
            got[f"{measure.id}.verdict"][place],
            got[f"{measure.id}.award"][place] if f"{measure.id}.award" in got else None,
            {name: got[f"{measure.id}.conditions.{name}"][place] for name in conditions},
        )
        if mine != (verdict, award, conditions):
            found.append(f"{engine}, {measure.id}, row {key}: {mine}, not {(verdict, award, conditions)}\n{row}")
    return found


def asked(engine: str, measure: Measure, rows: list[dict[str, Any]]) -> Any:
    """Ask a measure about rows in an engine."""
    facts = facts_of(measure)
    columns, lists = as_columns(rows, facts)
    kinds = lists_read({name: (fact.kind, (0, 0)) for name, fact in facts.items()})
    frames = {name: frame(engine, each, types_of_records(kinds[name])) for name, each in lists.items()}
    given = frame(engine, columns, types_of(facts))
    return assess_frame(given, measure, on="on", key=KEY, lists=frames, keep=[KEY], scale=scales(facts))


def cells(measure: Measure, rows: list[dict[str, Any]]) -> tuple[int, int]:
    """Count the null cells of the frame of applications, and all."""
    columns, _ = as_columns(rows, facts_of(measure))
    every = [each for name, told in columns.items() for each in told if name not in {KEY, "on"}]
    return sum(each is None for each in every), len(every)


@pytest.mark.no_cover
@pytest.mark.parametrize("name", sorted(CATALOGUE.by_id))
def test_a_frame_is_decided_as_its_rows_are(name):
    measure = CATALOGUE[name]
    rows = drawn(measure, random.Random(f"{name} frames"), ROWS)
    # Every measure is decided by Polars, and the engines take turns beside it; `make soak` asks each all of them.
    place = sorted(CATALOGUE.by_id).index(name)
    for engine in {"polars", ENGINES[place % len(ENGINES)]}:
        differences = seen(engine, measure, asked(engine, measure, rows), rows)
        assert not differences, differences[0]
    null, every = cells(measure, rows)
    assert null / every > 0.2
    verdicts = Counter(decided(measure, row)[0] for row in rows)
    print(f"{name}: {verdicts[True]} eligible, {verdicts[False]} ineligible, {verdicts[None]} undetermined, "
          f"{null / every:.0%} of cells null")  # fmt: skip


DEFECTS = {
    "a null rule is dropped": (Form, "sure", lambda _form, one: one),
    "< for <=": (Form, "at_most", lambda form, one, other: form._compared("below", one, other, strict=True)),
    "a lost predicate that matches everyone": (
        walking,
        "where_of",
        lambda at, *_: at.form.literal(value=True),
    ),
}


@pytest.mark.no_cover
@pytest.mark.parametrize("defect", DEFECTS)
def test_a_seeded_defect_is_seen_in_frames(defect, monkeypatch):
    place, name, wrong = DEFECTS[defect]
    for each in ("slovenia.certification", "abruzzo.digital_bonus", "bulgaria.ict_voucher"):
        measure = CATALOGUE[each]
        rows = drawn(measure, random.Random(f"{each} defects"), ROWS)
        assert not seen("polars", measure, asked("polars", measure, rows), rows)
        answer.form_of.cache_clear()
        try:
            with monkeypatch.context() as seeded:
                seeded.setattr(place, name, wrong)
                if seen("polars", measure, asked("polars", measure, rows), rows):
                    return
        except Exception:  # noqa: BLE001 (an engine that refuses what the defect makes has seen it too)
            return
        finally:
            answer.form_of.cache_clear()
    pytest.fail(f"nothing notices {defect}")

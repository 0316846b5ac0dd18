"""The columnar reading agrees with the three-valued one in every row, on every engine, whatever is missing."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.columns import Layout, differences, rows_for
from tests.rules.expressions import Case, amount, case, condition, day, drawing, facts_in, share

from intra_core.rules.columnar import walking
from intra_core.rules.columnar.form import Form
from intra_core.rules.parse import Fault

ENGINES = ("polars", "pyarrow", "duckdb")
ROWS = 200


@st.composite
def frames(draw):
    """Three rules of one frame, and a seed for its rows."""
    pick = drawing(draw)
    found: list[Case] = []
    while len(found) < 3:
        try:
            found.append(case(pick, pick((condition, condition, amount, share, day))(pick)))
        except Fault:
            continue  # the author knows no bounds of length and size
    return found, draw(st.integers(0, 2**32))


@pytest.mark.no_cover
@pytest.mark.parametrize("engine", ENGINES)
def test_columns_agree_with_three_values_in_every_row(engine):
    count = {"polars": 60, "pyarrow": 25, "duckdb": 12}[engine]

    @settings(max_examples=count)
    @given(frames())
    def agree(drawn):
        cases, seed = drawn
        rows = rows_for(cases, random.Random(seed), ROWS)
        assert not differences(cases, rows, engine)

    agree()
    print(f"generated rules on {engine}: {count} frames of {ROWS} rows agree")


def by_chance(seed: int) -> tuple[list[Case], random.Random]:
    """Three rules drawn by a seed, and what draws their rows."""
    rng = random.Random(seed)
    found: list[Case] = []
    while len(found) < 3:
        write = rng.choice((condition, condition, amount, share, day))
        try:
            found.append(
                case(lambda options: rng.choice(list(options)), write(lambda options: rng.choice(list(options))))
            )
        except Fault:
            continue
    return found, rng


def test_a_third_of_the_cells_of_generated_frames_are_null():
    shares = []
    for seed in range(20):
        cases, rng = by_chance(seed)
        facts = {name: fact for each in cases for name, fact in facts_in(each.node).items()}
        shares.append(Layout(rows_for(cases, rng, ROWS), facts).gaps())
    assert sum(shares) / len(shares) >= 1 / 3, shares


DEFECTS = {
    "a null rule is dropped": (Form, "sure", lambda _form, one: one),
    "< for <=": (Form, "at_most", lambda form, one, other: form._compared("below", one, other, strict=True)),
    "down for half-up": (Form, "rounded", lambda form, _how, above, below: form.divide(above, below)),
    "a lost predicate": (walking, "where_of", lambda at, *_: at.form.literal(value=True)),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_seeded_defect_is_seen(defect, monkeypatch):
    place, name, wrong = DEFECTS[defect]
    for seed in range(60):
        cases, rng = by_chance(seed)
        rows = rows_for(cases, rng, 60)
        assert not differences(cases, rows, "polars")
        with monkeypatch.context() as seeded:
            seeded.setattr(place, name, wrong)
            try:
                if differences(cases, rows, "polars"):
                    return
            except Exception:  # noqa: BLE001 (an engine that refuses what the defect makes has seen it too)
                return
    pytest.fail(f"nothing notices {defect}")

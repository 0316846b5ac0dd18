"""The columnar reading agrees with the three-valued one in every row, on every engine, whatever is missing."""

import random

import narwhals.stable.v2 as nw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines import frame
from tests.rules.columns import Layout, differences, rows_for
from tests.rules.expressions import Case, amount, case, condition, day, drawing, facts_in, share

from intra_core.rules.columnar import walking
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.running import KEY, worked_out
from intra_core.rules.columnar.word import Word, same
from intra_core.rules.language import Fact
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
def test_columns_agree_with_three_values_in_every_row(engine, figure):
    count = {"polars": 60, "pyarrow": 25, "duckdb": 12}[engine]

    @settings(max_examples=count)
    @given(frames())
    def agree(drawn):
        cases, seed = drawn
        rows = rows_for(cases, random.Random(seed), ROWS)
        assert Layout(rows, facts_of(cases)).gaps() >= 1 / 3
        assert not differences(cases, rows, engine)

    agree()
    figure(f"generated rules on {engine}", f"{count} frames of {ROWS} rows, of whose cells a third is null at least")


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


def facts_of(cases: list[Case]) -> dict[str, Fact]:
    """Give the facts that rules read."""
    return {name: fact for each in cases for name, fact in facts_in(each.node).items()}


def test_a_word_that_is_known_in_no_row_may_be_any_of_its_words():
    # Such is what a region's function makes of a figure that was never published.
    form, words = Form(), frozenset({"low", "high"})
    told = Word.of(form, form.fact("class", form.root, holds="word"), words)
    found = same(form, told, Word.of(form, form.literal(None), words))
    given = frame("polars", {KEY: [0, 1], "= class": ["low", None]}, {KEY: "int", "= class": "text"})
    done = worked_out(nw.from_native(given), {}, {"same": found}, [KEY])
    assert done.lazy().collect().sort(KEY)["same"].to_list() == [None, None]


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
            if differences(cases, rows, "polars"):
                return
    pytest.fail(f"nothing notices {defect}")

"""The columnar reading agrees with the three-valued one in every row, on every engine, whatever is missing."""

import random
from functools import partial

import narwhals.stable.v2 as nw
import pytest
from hypothesis import given, settings
from tests.engines import frame
from tests.rules.columns import Layout, by_chance, differences, facts_of, frames, rows_for
from tests.soak import examples

from intra_core.rules.columnar import walking
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.running import KEY, worked_out
from intra_core.rules.columnar.word import Word, same

COUNTS = {"polars": 12, "polars eager": 3, "polars streaming": 3, "pyarrow": 5, "duckdb": 3}
"""How many frames of generated rules each engine decides; what pandas is given becomes a frame of PyArrow."""
ROWS = 200
POLARS = partial(frame, "polars")


@pytest.mark.no_cover
@pytest.mark.parametrize("engine", COUNTS)
def test_columns_agree_with_three_values_in_every_row(engine, figure):
    count = examples(COUNTS[engine])

    @settings(max_examples=count)
    @given(frames())
    def agree(drawn):
        cases, seed = drawn
        rows = rows_for(cases, random.Random(seed), ROWS)
        assert Layout(rows, facts_of(cases)).gaps() >= 1 / 3
        assert not differences(cases, rows, engine, partial(frame, engine))

    agree()
    figure(f"generated rules on {engine}", f"{count} frames of {ROWS} rows, of whose cells a third is null at least")


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
        assert not differences(cases, rows, "polars", POLARS)
        with monkeypatch.context() as seeded:
            seeded.setattr(place, name, wrong)
            if differences(cases, rows, "polars", POLARS):
                return
    pytest.fail(f"nothing notices {defect}")

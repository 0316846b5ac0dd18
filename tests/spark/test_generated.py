"""Spark reads generated rules as the three-valued reading does, in every row and whatever is missing."""

import random
from itertools import count

from hypothesis import HealthCheck, Phase, given, settings
from tests.rules.columns import Layout, differences, facts_of, frames, rows_for
from tests.spark.session import stored, table

FRAMES, ROWS = 12, 200


def test_columns_agree_with_three_values_in_every_row(spark, tmp_path, figure):
    numbers = count()

    def frame(columns, types):
        return stored(spark, tmp_path / f"{next(numbers)}.parquet", table(columns, types), types)

    # To make an example smaller would take Spark minutes; the seed that is printed finds it again on another engine.
    @settings(
        max_examples=FRAMES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        print_blob=True,
    )  # fmt: skip
    @given(frames())
    def agree(drawn):
        cases, seed = drawn
        rows = rows_for(cases, random.Random(seed), ROWS)
        assert Layout(rows, facts_of(cases)).gaps() >= 1 / 3
        assert not differences(cases, rows, "spark", frame)

    agree()
    figure("generated rules on Spark", f"{FRAMES} frames of {ROWS} rows, of whose cells a third is null at least")

"""Spark decides as the scalar reading does: every measure of every region, each of ten thousand rows of a frame."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import groupby

import pyspark
import pytest
from tests.covered import SPARK
from tests.installed import CATALOGUE
from tests.spark.parity import ROWS, Decided, together

from intra_core.assessment.measure import Measure
from intra_core.testing.conformance.filled import stand_ins

TOGETHER = 5
"""So many measures are asked in one question: what they share is planned and worked out once."""


def groups() -> Iterator[tuple[Measure, ...]]:
    """Put measures of one region together."""
    for _, measures in groupby(sorted(CATALOGUE, key=lambda each: each.id), key=lambda each: each.id.partition(".")[0]):
        every = tuple(measures)
        yield from (every[place : place + TOGETHER] for place in range(0, len(every), TOGETHER))


@pytest.fixture(scope="module")
def answers(spark, request, tmp_path_factory):
    """Ask the measures whose tests are to run, two groups at a time."""
    asked = {item.callspec.params["name"] for item in request.session.items if item.path == request.path}
    with ThreadPoolExecutor(2) as pool:
        found: dict[str, Future[dict[str, Decided]]] = {}
        for group in groups():
            if asked & {each.id for each in group}:
                done = pool.submit(together, spark, tmp_path_factory.mktemp("frames"), group)
                found |= dict.fromkeys((each.id for each in group), done)
        yield found
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("name", sorted(CATALOGUE.by_id))
def test_every_row_is_decided_as_by_the_scalar_reading(name, answers, figure, covered):
    decided = answers[name].result()
    measures = (CATALOGUE[name], *stand_ins(CATALOGUE[name]))
    for measure in measures:
        found = decided[measure.id]
        verdicts = found.verdicts
        assert not found.differences, found.differences[0]
        assert verdicts.total() >= ROWS
        assert found.null >= 1 / 3
        # Where no worked example is eligible nobody is: only the measure filled grants anything.
        every = {True, False, None} if measure is measures[-1] else {False, None}
        assert {verdict for verdict, number in verdicts.items() if number} == every
        figure(
            f"{measure.id} on Spark {pyspark.__version__}",
            f"{verdicts[True]} eligible, {verdicts[False]} ineligible, {verdicts[None]} undetermined, "
            f"{found.null:.0%} of cells null",
        )
    covered(SPARK, name, found.verdicts.total())

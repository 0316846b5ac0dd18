"""What the checks of a region ask: the same in every process, and nothing that the library itself never asks."""

import os
import subprocess
import sys

from tests.installed import CATALOGUE

from intra_core.assessment.assumptions import CALENDAR_YEAR
from intra_core.testing.conformance.drawing import ALWAYS, draws, starts_of

TOLD = """
from intra_core import load_regions
from intra_core.assessment.assumptions import CALENDAR_YEAR
from intra_core.testing.conformance.drawing import draws, starts_of
measure = load_regions()["abruzzo.simest_loan"]
print([sorted(map(str, each.moved.items())) for each in draws(measure, starts_of(measure))])
"""


def test_the_same_is_asked_whatever_the_order_of_sets():
    told = {
        subprocess.run(
            [sys.executable, "-c", TOLD],
            env={**os.environ, "PYTHONHASHSEED": seed, "INTRA_REGIONS": "abruzzo"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert len(told.pop()) > 1000


def test_no_question_lacks_a_fact_that_every_answer_has():
    reading = [each for each in CATALOGUE if any(CALENDAR_YEAR in s.dated.edition.uses for s in starts_of(each))]
    assert reading
    for measure in reading[:2]:
        assert all(each.assessment.facts.keys() >= ALWAYS for each in draws(measure, starts_of(measure)))

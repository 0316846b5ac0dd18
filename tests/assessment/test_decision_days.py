"""An answer does not depend on what was asked before: each day of decision has the edition that holds on it."""

import datetime as dt
from itertools import permutations

import pytest
from tests.assessment.made import CALL, HEAD, REST

from intra_core import Application, Project
from intra_core.assessment.measure import Measure
from intra_core.io.decode import document_from
from intra_core.io.measure_file import measure
from intra_core.law.vocabulary import law_vocabulary

CUTOFF = 'cutoff = [{ value = 2025-03-01, source = "s", mark = "sourced" }]\n[label]\ncutoff = { en = "cut-off day" }\n'


def made(rule):
    """A measure with one more condition."""
    condition = f'[[condition]]\nid = "c"\nholds = \'{rule}\'\nsource = "s"\nmark = "sourced"\n'
    rest = REST.replace("[label]\n", CUTOFF) if "cutoff" in rule else REST
    document = document_from(HEAD + CALL + rest + condition, "voucher.toml", "toml")
    rules = measure(document, "made", "EUR", law_vocabulary(), {})
    document.close()
    return Measure(rules=rules, region="made", time_zone="Europe/Ljubljana", languages=("en",))


@pytest.mark.parametrize(
    ("rule", "turn", "until"),
    [
        ("on <= call.costs.until", dt.date(2025, 12, 31), True),
        ("on < call.costs.until", dt.date(2025, 12, 30), True),
        ("on > call.costs.since", dt.date(2024, 1, 1), False),
        ("on <= cutoff", dt.date(2025, 3, 1), True),
        ("on == cutoff or on < cutoff", dt.date(2025, 3, 1), True),
        ("not on > cutoff", dt.date(2025, 3, 1), True),
    ],
)
def test_days_around_a_turn_are_told_apart_in_any_order(rule, turn, until):
    days = [turn + dt.timedelta(shift) for shift in (-1, 0, 1, 2)]
    application = Application(project=Project(submitted=dt.date(2024, 7, 1)))
    for order in permutations(days):
        asked = made(rule)
        for day in order:
            assert ("c" in asked.assess(application, on=day).unmet) is ((day > turn) is until), (order, day)

"""A window of costs may rest on something else than its call, and is told as what it is."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.assessment.made import CALL, HEAD, REST, catalogue_of, measure_of

from intra_core import Application, CostLine, Money, Outcome
from intra_core.assessment.measure import Measure

ELSEWHERE = '[source.p]\ntitle = "Programme"\nread = 2026-11-22\n'
WINDOW = "costs = { since = 2024-01-01, until = 2025-12-31 }"
FLOOR = """[[condition]]
id = "worthwhile"
holds = "grant >= floor"
source = "s"
mark = "sourced"
"""
RULES = (
    REST.replace(
        "[label]", 'floor = [{ value = "EUR 1.00", source = "s", mark = "sourced" }]\n[label]\nfloor = { en = "floor" }'
    )
    + FLOOR
)


def based(folder: Path, mark: str, since: str = "2024-01-01") -> Measure:
    basis = f'source = "p", mark = "{mark}", note = "as in the programme"'
    call = CALL.replace(WINDOW, f"costs = {{ since = {since}, until = 2025-12-31, {basis} }}")
    return measure_of(folder, head=HEAD + ELSEWHERE, call=call, rest=RULES)


def asked(measure: Measure) -> Any:
    line = CostLine(kind="fee", net=Money(100_000, "EUR"), incurred=dt.date(2024, 8, 1))
    return measure.assess(Application(cost=(line,)), dt.date(2024, 7, 1))


def test_an_assumed_window_is_told_and_cited(tmp_path: Path) -> None:
    found = asked(based(tmp_path, "assumed"))
    assert found.verdict is Outcome.ELIGIBLE
    told = {each.what: (each.value, each.why) for each in found.assumed}
    assert told["call.costs.since"] == ("2024-01-01", "as in the programme")
    assert told["call.costs.until"] == ("2025-12-31", "as in the programme")
    reason = next(each for each in found.reasons if each.condition == "worthwhile")
    assert [each.source.title for each in reason.sources] == ["Source", "Programme"]


def test_a_sourced_window_is_cited_and_not_assumed(tmp_path: Path) -> None:
    measure = based(tmp_path, "sourced")
    assert not [each for each in asked(measure).assumed if each.what.startswith("call.costs")]
    lines = list(measure.explain().lines())
    start = next(place for place, line in enumerate(lines) if "costs count from" in line)
    assert lines[start + 1] == "      source: Programme, read 22 November 2026 (sourced)"
    assert lines[start + 2] == "      note: as in the programme"
    calls: Any = measure.explain().to_dict()["calls"]
    assert calls[0]["costs"]["mark"] == "sourced"


def test_a_window_that_is_not_known_and_assumed_so_is_told_as_unknown(tmp_path: Path) -> None:
    measure = based(tmp_path, "assumed", '"unknown"')
    found = asked(measure)
    assert found.verdict is Outcome.UNDETERMINED
    assert {each.what: each.value for each in found.assumed}["call.costs.since"] == "unknown"
    assert [each.what for each in measure.explain().assumed] == ["one"]


@pytest.mark.parametrize("only", ['source = "s"', 'mark = "sourced"'])
def test_half_a_basis_is_complained_of(tmp_path: Path, only: str) -> None:
    with pytest.raises(Exception, match="is missing"):
        catalogue_of(tmp_path, HEAD + CALL.replace("2025-12-31 }", f"2025-12-31, {only} }}") + REST)

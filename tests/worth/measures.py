"""Whether a property notices a measure that always gives the same answer."""

from collections.abc import Iterable, Iterator
from functools import partial

import pytest
from tests.worth.forked import Job, Told, in_children, passes
from tests.worth.noticed import failed

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.measure import Measure
from intra_core.model.application import Application

PROPERTIES = "test_each_measure.py::"
CONSTANTS = ("its first answer", "eligible", "ineligible")


def unnoticed(items: Iterable[pytest.Item], workers: int) -> Iterator[tuple[str, str]]:
    """Give each measure with a constant answer that its property does not notice; a measure without one as well."""
    by_measure = {item.callspec.params["name"]: item for item in items if PROPERTIES in item.nodeid}  # type: ignore[attr-defined] # it is parametrized
    jobs: list[Job] = [
        (f"{name}\t{constant}", partial(_try, name, constant, item))
        for name, item in by_measure.items()
        for constant in CONSTANTS
    ]
    for done in in_children(jobs, workers):
        if failed(done.told, whole=done.whole) is None:
            name, _, constant = done.name.partition("\t")
            yield name, constant


def _try(name: str, constant: str, item: pytest.Item, tell: Told) -> None:
    always_the_same(name, constant)
    tell(item.nodeid)
    if passes(item):
        tell(None)


def always_the_same(name: str, constant: str) -> None:
    """Let one measure give the same answer to everybody: its first one, or that all is met, or that nothing is."""
    decide, answers = Measure.decide_told, list[Assessment]()

    def answer(
        measure: Measure, application: Application, told: dict[str, object], foreign: tuple[str, ...]
    ) -> Assessment:
        found = decide(measure, application, told, foreign)
        if measure.id != name:
            return found
        if constant == CONSTANTS[0]:
            answers.append(found)
            return answers[0]
        every = (1 << len(found.dated.edition.clauses)) - 1
        bits = (0, 0) if constant == "eligible" else (every, 0)
        return Assessment(
            measure, found.dated, told, application, foreign, found.overruled, *bits, found.low, found.high
        )

    Measure.decide_told = answer  # type: ignore[method-assign, assignment] # the point of it

"""Running the worked examples of a measure: what its file says must come of given facts."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.measure import Measure
from intra_core.io.application_file import application_from
from intra_core.io.document import Document
from intra_core.rules.measure import Example


@frozen
class Difference:
    """What an example expects of an answer and does not find there."""

    key: str
    wanted: object
    found: object

    def __str__(self) -> str:
        return f"{self.key}: {self.wanted!r} is expected, but it is {self.found!r}"


def run_example(measure: Measure, example: Example) -> tuple[str, ...]:
    """Decide a worked example and tell what differs from what it expects; nothing if it holds.

    Raises:
        WrongInput: if what it gives is no application.
    """
    return tuple(map(str, differences(assessed(measure, example), example.expect)))


def differences(assessment: Assessment, expect: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Tell where an answer is not what is expected of it, in the order of what is expected."""
    return tuple(
        Difference(key, wanted, found)
        for key, wanted in expect.items()
        if (found := told(assessment, key)) != _plain(wanted)
    )


def _plain(wanted: object) -> object:
    """Give what is expected as answers have it: a list of its own, with its days written."""
    return [str(each) if isinstance(each, dt.date) else each for each in wanted] if isinstance(wanted, list) else wanted


def told(assessment: Assessment, key: str) -> object:
    """Give what an answer has under a key of `expect`, as an example writes it."""
    return _READ[key](assessment)


def assessed(measure: Measure, example: Example) -> Assessment:
    """Decide the facts of a worked example on its day."""
    given: dict[str, Any] = {"region": measure.region, "on": example.on, **example.given}
    origin = Document(f"{measure.identity.file} ({example.name})", "", given, "toml")
    return measure.assess(application_from(origin, given), example.on)


def _award(assessment: Assessment) -> str:
    return str(assessment.amount) if assessment.amount is not None else "none"


def _instalments(assessment: Assessment) -> list[str]:
    award = assessment.award
    return [str(each.amount) for each in award.instalments] if award is not None else []


def _due(assessment: Assessment) -> list[str]:
    return [each.until or "unknown" for each in assessment.duties]


def _bound(assessment: Assessment, name: str) -> str:
    bounds = assessment.award_bounds
    money = getattr(bounds, name) if bounds is not None else None
    return str(money) if money is not None else "none"


_READ: Mapping[str, Callable[[Assessment], object]] = {
    "verdict": lambda assessment: assessment.verdict.value,
    "award": _award,
    "instalments": _instalments,
    "due": _due,
    "unmet": lambda assessment: list(assessment.unmet),
    "unknown": lambda assessment: list(assessment.unknown),
    "asks": lambda assessment: [ask.fact for ask in assessment.asks],
    "at_most": lambda assessment: _bound(assessment, "at_most"),
    "at_least": lambda assessment: _bound(assessment, "at_least"),
}

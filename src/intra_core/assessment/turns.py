"""The days on which a measure may change: between two of them one edition serves every application."""

from collections.abc import Iterable

from attrs import frozen

from intra_core.assessment.calls import turns
from intra_core.model.days import FIRST, Period
from intra_core.model.measure import MeasureIdentity
from intra_core.rules.book import RuleBook
from intra_core.rules.figures import Known
from intra_core.rules.kinds import Day


@frozen
class TurningDays:
    """Days in order: `terms` are days of application, `law` are days of decision."""

    terms: tuple[int, ...]
    law: tuple[int, ...]


def turning_days(identity: MeasureIdentity, book: RuleBook, figures: Iterable[str]) -> TurningDays:
    """Gather the days on which the calls, figures, conditions or duties of a measure turn."""
    terms: set[int] = {FIRST}
    law: set[int] = {FIRST}
    for name in figures:
        parameter = book.parameters.get(name)
        if parameter is None:
            continue
        for version in parameter.versions:
            (law if parameter.law else terms).update(of_period(version.period))
            # A rule may compare the day of decision with a figure that is itself a day.
            if isinstance(parameter.kind, Day) and isinstance(version.figure, Known):
                law.update((int(version.figure.value), int(version.figure.value) + 1))
    for condition in book.conditions:
        terms.update(*(of_period(version.period) for version in condition.versions))
    for duty in book.duties:
        terms.update(of_period(duty.period))
    for before, call, after in zip((None, *identity.calls), identity.calls, (*identity.calls[1:], None), strict=False):
        terms |= turns(call, before, after)
        # Or with the window of costs.
        law.update(day + more for day in (call.costs_since, call.costs_until) if day is not None for more in (0, 1))
    return TurningDays(tuple(sorted(terms)), tuple(sorted(law)))


def of_period(period: Period) -> tuple[int, ...]:
    """Give the first days on which a period may begin to hold, may have ended, and must have ended."""
    until = period.until
    ends = (until.early, until.early + 1, until.late + 1) if until is not None else ()
    return (period.since.early, period.since.late, *ends)

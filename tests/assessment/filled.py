"""A measure in which nothing is left open: what was never published has a value, and whoever may apply can.

Many a measure grants nothing to anybody as it stands, as a figure or the days of its call were never published. Held
against each other only so, two readings that never say yes would agree.
"""

import datetime as dt
from fractions import Fraction

from attrs import evolve

from intra_core.assessment.calls import span
from intra_core.assessment.measure import Measure
from intra_core.assessment.simulation.figures import SIMULATED
from intra_core.model.days import FIRST, LAST, Daymark
from intra_core.model.measure import Call, MeasureIdentity
from intra_core.rules.figures import MOST, Figure, Known, Open, Table
from intra_core.rules.history import Parameter
from intra_core.rules.kinds import Choice, Day, Kind, Number, YesNo, is_amount

FILLED = "_filled"
"""Ends the id of a measure that is filled, so that it can be asked together with the one it was made of."""
SINCE, UNTIL = Daymark.on(dt.date(2018, 1, 1)), Daymark.on(dt.date(2028, 12, 31))
"""When the call of a measure is open that never had one."""


def stand_ins(measure: Measure) -> tuple[Measure, ...]:
    """Give the measure filled, where none of its own worked examples is eligible; else nothing."""
    expected = {each.expect.get("verdict") for each in measure.examples}
    return () if "eligible" in expected else (filled(measure),)


def filled(measure: Measure) -> Measure:
    """Give a measure with a value for each figure that is open, and calls that are open whenever they may be."""
    book, identity = measure.rules.book, measure.identity
    parameters = {name: _known(each) for name, each in book.parameters.items()}
    identity = evolve(identity, id=f"{identity.id}{FILLED}", calls=_calls(identity))
    return evolve(measure, rules=evolve(measure.rules, identity=identity, book=evolve(book, parameters=parameters)))


def _calls(identity: MeasureIdentity) -> tuple[Call, ...]:
    calls = identity.calls or (Call(id="filled", opens=SINCE, closes=UNTIL, basis=SIMULATED),)
    around = zip(calls, (None, *calls), (*calls[1:], None), strict=False)
    spans = [(call, *span(call, before, following)) for call, before, following in around]
    return tuple(
        evolve(
            call,
            opens=Daymark(opens.early, opens.early),
            closes=Daymark(closes.late, closes.late),
            costs_since=call.costs_since or FIRST,
            costs_until=call.costs_until or LAST,
        )
        for call, opens, closes in spans
    )


def _known(parameter: Parameter) -> Parameter:
    versions = tuple(evolve(each, figure=_filled(each.figure, parameter.kind)) for each in parameter.versions)
    return evolve(parameter, versions=versions)


def _filled(figure: Figure, kind: Kind) -> Figure:
    if isinstance(figure, Table):
        return Table({words: _filled(each, kind) for words, each in figure.rows.items()})
    return Known(_within(figure, kind)) if isinstance(figure, Open) else figure


def _within(figure: Open, kind: Kind) -> Fraction | int | str | bool:
    """Choose a value: a third of the way between two bounds; where it has no upper one, a usual amount, or a few."""
    match kind:
        case YesNo():
            return True
        case Choice():
            return min(figure.words or kind.values)
        case Day():
            return min(max(figure.low, dt.date(2026, 12, 31).toordinal()), figure.high)
        case Number():
            usual = Fraction(10_000 if is_amount(kind) else 3)
            low = max(figure.low, 0)
            found = low + (figure.high - low) / 3 if figure.high < MOST else low + usual
            return Fraction(int(found * kind.scale), kind.scale)

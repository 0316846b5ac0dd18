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
from intra_core.rules.figures import MOST, Bands, Figure, Known, Open, Table
from intra_core.rules.history import Parameter
from intra_core.rules.kinds import Choice, Kind, Number, YesNo, is_amount

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
    versions = tuple(evolve(each, figure=_whole(each.figure, parameter.kind)) for each in parameter.versions)
    return evolve(parameter, versions=versions)


def _whole(figure: Figure, kind: Kind) -> Figure:
    match figure:
        case Table():
            return Table({words: _within(row, kind) for words, row in figure.rows.items()})
        case Bands():
            return figure
        case _:
            return _within(figure, kind)


def _within(figure: Known | Open, kind: Kind) -> Known:
    """Choose a value: a third of the way between two bounds; where it has no upper one, a usual amount, or a few."""
    if isinstance(figure, Known):
        return figure
    match kind:
        case YesNo():
            return Known(value=True)
        case Choice():
            return Known(min(figure.words or kind.values))
        case Number():
            usual = Fraction(10_000 if is_amount(kind) else 3)
            low = max(figure.low, 0)
            found = low + (figure.high - low) / 3 if figure.high < MOST else low + usual
            return Known(Fraction(int(found * kind.scale), kind.scale))
        case _:
            return Known(min(max(figure.low, dt.date(2026, 12, 31).toordinal()), figure.high))

"""Days: what is in force while a call takes applications, and what is there for no day at all."""

import datetime as dt
from collections.abc import Iterable, Iterator

from intra_core.assessment.calls import span, state_on
from intra_core.assessment.dated import Dated
from intra_core.rules.edition import figure_of
from intra_core.rules.figures import Open, Why
from intra_core.rules.language import And, Choose, Node, Or, children
from intra_core.rules.possible import Possible
from intra_core.testing.clock import latest_day
from intra_core.testing.conformance.check import Breach, of_measure, of_region
from intra_core.testing.conformance.examined import Examined, ExaminedMeasure
from intra_core.testing.editions import nodes_of

CHECKED_SINCE = dt.date(1990, 1, 1)


def open_days(examined: ExaminedMeasure) -> Iterator[int]:
    """Give the first and last day of each stretch of the days on which a call may be open and nothing turns."""
    identity = examined.measure.identity
    turns = sorted({day + more for day in examined.measure.turns.terms for more in (-1, 0)})
    yield from (day for day in turns if day > 0 and state_on(identity, day).truth is not False and identity.calls)


def editions(examined: ExaminedMeasure) -> Iterator[tuple[int, Dated]]:
    """Give the rules of these days, those of a grant on the same day."""
    low, high = dt.date(2000, 1, 1).toordinal(), dt.date(2040, 1, 1).toordinal()
    yield from ((day, examined.measure.on(day, day)) for day in open_days(examined) if low < day < high)


@of_measure(
    "dates.figure-in-force",
    sentence="On every day on which a call may be open, each figure of its own that its rules read is said, "
    "if need be as `unknown` or `closed`.",
    why="An applicant of that day would never get an answer, and no source says that it should be so.",
    mend="give the figure a version for that day, with `unknown` where no source tells it, or `closed` "
    "where it is not wanted",
    level="silver",
)
def figures_in_force(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Settle the rules on each such day and look for figures that nothing says anything of."""
    told: set[str] = set()
    for day, dated in editions(examined):
        edition = dated.edition
        for name in dict.fromkeys(figure for node in nodes_of(edition) for figure in _borne_on(node)):
            parameter = examined.measure.rules.book.parameters.get(name)
            if parameter is None or parameter.law or name in told:
                continue
            if not parameter.in_force(day):
                told.add(name)
                on = dt.date.fromordinal(day)
                yield examined.breach(f"{name!r} is not in force on {on}, when a call is open", ("parameter", name))


def _borne_on(node: Node) -> Iterator[str]:
    """Name the figures that a rule of a day comes to, whatever is told: what a choice of that day leaves out is not."""
    name = figure_of(node)
    if name is not None:
        yield name
    for each in _reached(node):
        yield from _borne_on(each)


def _reached(node: Node) -> Iterable[Node]:
    nothing = Possible({})
    match node:
        case Choose():
            taken = nothing.truth(node.condition)
            return children(node) if taken is None else (node.then if taken else node.other,)
        case And() | Or():
            settled = [each for each in node.parts if nothing.truth(each) is isinstance(node, Or)]
            return settled or node.parts
        case _:
            return children(node)


@of_measure(
    "dates.condition-binds",
    sentence="Every wording of a condition binds on some day on which a call may be open.",
    why="A rule that never binds is not applied, though everybody who reads the file thinks that it is.",
    mend="correct its since and until, or delete it",
    level="silver",
)
def conditions_bind(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for wordings that hold on none of these days."""
    days = list(open_days(examined))
    for condition in examined.measure.rules.book.conditions:
        for version in condition.versions if days else ():
            if not any(version.period.may_hold(day) for day in days):
                yield examined.breach(
                    f"the condition {condition.id!r} ({version.text}) binds on no day of a call",
                    examined.condition(condition.id),
                )


@of_measure(
    "dates.figure-counts",
    sentence="Every version of a measure's own figures is in force on some day on which a call may be open.",
    why="A figure that never counts looks as if it did; a typing error in a day hides behind it.",
    mend="correct its since and until, or delete it",
    level="silver",
)
def figures_count(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for versions that hold on none of these days."""
    days = list(open_days(examined))
    own = examined.tree.get("parameter", {})
    for name, parameter in examined.measure.rules.book.parameters.items():
        for place, version in enumerate(parameter.versions if days and name in own else ()):
            closed = isinstance(version.figure, Open) and version.figure.why is Why.NOT_IN_FORCE
            if not closed and not any(version.period.may_hold(day) for day in days):
                yield examined.breach(
                    f"a version of {name!r} is in force on no day of a call", ("parameter", name, place)
                )


@of_measure(
    "dates.cost-window",
    sentence="The window of costs of a call does not end before the call opens.",
    why="Nobody who applies could have costs that count any more.",
    mend="correct the days of [call.costs] or of the call",
    level="silver",
)
def window_meets_call(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Hold the last day of the window against the first of the call."""
    for place, call in enumerate(examined.measure.identity.calls):
        if call.opens is not None and call.costs_until is not None and call.costs_until < call.opens.early:
            yield examined.breach(f"the costs of {call.id!r} end before it opens", ("call", place))


@of_measure(
    "dates.interruptions",
    sentence="A call is interrupted or stopped only on days on which it would take applications.",
    why="An interruption outside its call interrupts nothing: one of the days is wrong.",
    mend="correct the days of the interruption",
    level="silver",
)
def interruptions_inside(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for interruptions that no day of their call meets."""
    calls = examined.measure.identity.calls
    around = zip(calls, (None, *calls), (*calls[1:], None), strict=False)
    for place, (call, before, after) in enumerate(around):
        opens, closes = span(call, before, after)
        for each in call.interruptions:
            until = each.period.until
            if each.period.since.early > closes.late or (until is not None and until.late < opens.early):
                yield examined.breach(f"the call {call.id!r} is interrupted outside its days", ("call", place))


@of_region(
    "dates.read",
    sentence="A source was read on a day that has come, and since the law of today was made.",
    why="The day says how fresh a figure is; one of the future says that somebody mistyped it.",
    mend="write the day on which you read it",
    level="silver",
)
def read_in_the_past(examined: Examined) -> Iterator[Breach]:
    """Hold the day of each source against the calendar of this machine."""
    today = latest_day()
    for file, document in examined.documents.items():
        for key, source in document.tree.get("source", {}).items():
            read = source.get("read")
            if isinstance(read, dt.date) and not CHECKED_SINCE <= read <= today:
                yield examined.breach(f"the source {key!r} was read on {read}", file, ("source", key, "read"))


CHECKS = (
    figures_in_force,
    conditions_bind,
    figures_count,
    window_meets_call,
    interruptions_inside,
    read_in_the_past,
)

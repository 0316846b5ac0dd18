"""Readings: whatever way a rule is read, it says the same."""

import datetime as dt
from collections.abc import Iterator
from importlib.util import find_spec

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.differences import differences
from intra_core.assessment.examples import assessed
from intra_core.errors import WrongInput
from intra_core.rules.language import Named, Node, Parameter, children
from intra_core.testing.conformance.check import Breach, of_measure
from intra_core.testing.conformance.examined import ExaminedMeasure, shown
from intra_core.testing.conformance.following import broken_promise
from intra_core.verdict import Outcome

MOST_REFUSED = 6
"""Of so many refused examples of a measure the suggestions are followed."""
MOST_ROWS = 60


@of_measure(
    "readings.three-valued",
    sentence="The fast reading of one application and the three-valued one agree.",
    why="Two readings of one rule that differ: one of them pays out what the law does not allow.",
    mend="see that each function of rules.py gives the same for the same values; else report it",
)
def three_valued_agrees(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Decide all that was drawn both ways."""
    for each in examined.some:
        facts, edition = dict(each.assessment.facts), each.assessment.dated.edition
        if edition.decide(facts) != edition.decide_possibly(facts):
            yield examined.breach(f"the two readings differ, {shown(each)}")
            return


@of_measure(
    "readings.columnar",
    sentence="A data frame is decided as its rows are, where narwhals and Polars are installed.",
    why="A budget is planned with millions of rows; they must come out as each application will.",
    mend="give the function of rules.py a `columns` that does what its `call` does, or none; else report it",
    level="silver",
)
def columns_agree(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Lay some of what was drawn out as a frame and compare it row by row."""
    if any(find_spec(each) is None for each in ("narwhals", "polars")):
        return
    from intra_core.testing.conformance.columnar import differing  # noqa: PLC0415 (frames are an extra)

    drawn = examined.drawn[:: max(1, len(examined.drawn) // MOST_ROWS)]
    for says in differing(examined.measure, drawn):
        yield examined.breach(says)
        return


@of_measure(
    "readings.prose",
    sentence="A condition is read out with every figure that it rests on, unless it has a text of its own.",
    why="The sentence is what the applicant is held to; a figure that it does not name cannot be checked.",
    mend="report it: sentences are made from the rule",
    level="silver",
)
def prose_names_figures(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Compare each sentence with and without a day: where a rule reads a figure, the two differ."""
    named = examined.measure.explain("en").conditions
    for answer in examined.starts[:1]:
        on = dt.date.fromordinal(answer.terms_day)
        dated = {(each.id, each.period): each.says for each in examined.measure.explain("en", on).conditions}
        versions = {
            (condition.id, version.period): version
            for condition in examined.measure.rules.book.conditions
            for version in condition.versions
        }
        for each in named:
            version = versions[each.id, each.period]
            scalars = examined.condition(each.id)[0] == "condition" and any(_figures(version.node))
            told = dated.get((each.id, each.period), "")
            if version.says is None and scalars and version.period.may_hold(answer.terms_day) and told == each.says:
                says = f"{each.id!r} is read out without its figures: {told}"
                yield examined.breach(says, examined.condition(each.id))


def _figures(node: Node) -> Iterator[str]:
    """Name the figures that a rule itself compares with; those inside what it names are told where that is told."""
    if isinstance(node, Parameter):
        yield node.name
    for each in () if isinstance(node, Named) else children(node):
        yield from _figures(each)


@of_measure(
    "readings.suggestions",
    sentence="A suggestion that is followed gives the verdict and the award that it promises, and no part of "
    "it is needless.",
    why="Whoever hires a person because we said so must then get the voucher.",
    mend="see that each [[change]] moves a fact as an applicant can; else report it",
)
def suggestions_hold(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Change refused examples as their answers say, and assess them anew."""
    measure, refused = examined.measure, 0
    for example in measure.examples:
        try:
            answer = assessed(measure, example)
        except WrongInput:
            continue
        if answer.verdict is not Outcome.INELIGIBLE or refused >= MOST_REFUSED:
            continue
        refused += 1
        for told in answer.suggestions:
            broken = broken_promise(measure, example, told)
            if broken is not None:
                yield examined.breach(f"{example.name!r}: {broken}", examined.example(example.name))
                return


@of_measure(
    "readings.differences",
    sentence="Where two days give one applicant different answers, the comparison of the two days says what changed.",
    why="An officer who asks what a new version of a call changes must see all of it.",
    mend="report it: what changed is worked out from the rules",
    level="silver",
)
def differences_say_it(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look at examples moved to another day whose conditions come out differently though nothing is said to change."""
    compared: dict[tuple[int, int], bool] = {}
    for each in examined.drawn:
        if set(each.moved) != {"on", "project.submitted"} or each.start.terms_day != each.start.law_day:
            continue
        before, after = each.start, each.assessment
        if before.dated.edition is after.dated.edition or len(compared) >= MOST_REFUSED:
            continue
        days = before.terms_day, after.terms_day
        if days not in compared:
            early, late = (dt.date.fromordinal(day) for day in days)
            compared[days] = bool(differences(examined.measure, early, late))
        if _meets(before) != _meets(after) and not compared[days]:
            yield examined.breach(f"other rules hold on the two days, and nothing is told, {shown(each)}")
            return


def _meets(answer: Assessment) -> tuple[object, ...]:
    """Give what an application of a day meets: the conditions that hold, and the figures of the measure's own."""
    edition, own = answer.dated.edition, answer.measure.rules.book.parameters
    figures = {name: each for name, each in edition.figures.items() if name in own and not own[name].law}
    return tuple(each.id for each in edition.clauses), figures, answer.dated.call.state


CHECKS = (
    three_valued_agrees,
    columns_agree,
    prose_names_figures,
    suggestions_hold,
    differences_say_it,
)

"""Conditions: none is dead, each can be the only one that fails, and the measure can be granted."""

from collections.abc import Iterator

from intra_core.assessment.assumptions import CALENDAR_YEAR
from intra_core.assessment.measure import Measure
from intra_core.model.application import Application
from intra_core.model.days import YEAR_END
from intra_core.provenance import Mark
from intra_core.rules.book import ON
from intra_core.rules.edition import figures_named
from intra_core.rules.figures import Open
from intra_core.rules.kinds import YesNo
from intra_core.rules.language import facts_of, walk
from intra_core.rules.possible import Possible
from intra_core.testing.conformance.check import Breach, of_measure
from intra_core.testing.conformance.drawing import DAYS
from intra_core.testing.conformance.examined import ExaminedMeasure
from intra_core.testing.conformance.seeking import met_at_all, refused_alone, refused_at_all
from intra_core.verdict import Outcome

MADE = frozenset({"call", "something-to-pay"})
"""Conditions that every measure has; other checks are about them."""


def own(examined: ExaminedMeasure) -> list[str]:
    """Name the conditions and duties of a measure that may hold on a day of a call.

    A duty whose last day moves with the day of decision is not past on that day, and is left out.
    """
    named = {clause.id for each in examined.granting for clause in each.assessment.dated.edition.clauses}
    return [name for name in _declared(examined.measure) if name in named]


def _declared(measure: Measure) -> list[str]:
    book = measure.rules.book
    duties = [each.id for each in book.duties if ON.name not in facts_of(each.until)]
    return [each.id for each in book.conditions if each.id not in MADE] + duties


def on_what_nobody_found(measure: Measure) -> frozenset[str]:
    """Name the conditions that read a yes or no which no source tells: whether they can fail is not known either."""
    return frozenset(
        condition.id
        for condition in measure.rules.book.conditions
        for name in figures_named(*(version.node for version in condition.versions))
        if (figure := measure.rules.book.parameters.get(name)) is not None
        and isinstance(figure.kind, YesNo)
        and any(isinstance(version.figure, Open) for version in figure.versions)
    )


@of_measure(
    "conditions.can-be-met",
    sentence="Every condition can be met.",
    why="A condition that nobody can meet refuses everybody, or leaves everybody waiting for ever.",
    mend="correct the line; an example of an applicant who meets it shows that it is right",
    level="silver",
)
def can_be_met(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look through all that was drawn for an answer in which it is met."""
    yield from _never(examined, "can be met by nobody that its examples lead to", met=True)


@of_measure(
    "conditions.can-fail",
    sentence="Every condition can fail: none is dead, but where it rests on a yes or no that nobody found.",
    why="A condition that always holds is no condition; the line does not say what the source says.",
    mend="correct the line or drop it; an example of an applicant who fails it shows that it works",
    level="silver",
)
def can_fail(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look through all that was drawn for an answer in which it is unmet."""
    yield from _never(examined, "fails for nobody that its examples lead to", met=False)


def _never(examined: ExaminedMeasure, says: str, *, met: bool) -> Iterator[Breach]:
    seen: set[str] = set()
    for each in examined.granting:
        answer = each.assessment
        if met:
            open_ = answer.unmet_bits | answer.unknown_bits
            seen.update(clause.id for bit, clause in enumerate(answer.dated.edition.clauses) if not open_ >> bit & 1)
        else:
            seen.update(answer.unmet)
    look = met_at_all if met else refused_at_all
    excused = frozenset() if met else on_what_nobody_found(examined.measure)
    for name in own(examined):
        if name not in seen | excused and not look([*examined.granting_starts, *examined.known_starts], name):
            yield examined.breach(f"the condition {name!r} {says}", examined.condition(name))


@of_measure(
    "conditions.only-one",
    sentence="Every condition can be the only one that is unmet, but for those that hang on the award or are assumed.",
    why="One that fails only together with another adds nothing: it is written twice, or one of the two is wrong.",
    mend="drop it, or correct it; an example in which it alone is unmet shows that it matters",
    level="silver",
)
def can_fail_alone(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for an answer in which it is the only one that is unmet."""
    together = {each.assessment.unmet for each in examined.granting}
    unmet = {name for each in together for name in each}
    hanging = on_award(examined.measure) | assumed(examined.measure)
    alone = {name for each in together for name in each if not set(each) - {name} - hanging}
    for name in own(examined):
        if name in unmet - alone and not refused_alone(examined.granting_starts, name, hanging):
            yield examined.breach(f"the condition {name!r} never fails alone", examined.condition(name))


def on_award(measure: Measure) -> frozenset[str]:
    """Name the conditions that compare the award: they fail with whatever makes it nothing, or too little."""
    book = measure.rules.book
    return frozenset(
        condition.id
        for condition in book.conditions
        for version in condition.versions
        if any(part == book.award for part in walk(version.node))
    )


def assumed(measure: Measure) -> frozenset[str]:
    """Name the conditions that are assumed: until a source is found they may say again what a sourced one says."""
    return frozenset(
        each.id
        for each in measure.rules.book.conditions
        if any(version.basis.mark is Mark.ASSUMED for version in each.versions)
    )


@of_measure(
    "conditions.grantable",
    sentence="Every measure can be granted to somebody, if need be once its unknown figures and days are known.",
    why="A measure that nobody can get is no measure; two of its rules contradict each other.",
    mend="give an example of an applicant who gets it, and correct the condition that stands in the way",
    level="silver",
)
def grantable(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for an eligible answer."""
    if not any(each.assessment.verdict is Outcome.ELIGIBLE for each in examined.granting):
        yield examined.breach("nobody whom its examples lead to is eligible, even with every figure known")


@of_measure(
    "conditions.guard",
    sentence="Where a condition binds only some, there are some whom it binds, and others.",
    why="A guard that always holds is noise; one that never does switches the rule off.",
    mend="correct `applies`, or drop it",
    level="silver",
)
def guards_divide(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Read every guard on all that was drawn."""
    for condition in examined.measure.rules.book.conditions:
        for version in condition.versions:
            if version.applies is None:
                continue
            held: set[bool | None] = set()
            for each in examined.granting:
                if version.period.may_hold(each.assessment.terms_day):
                    settled = each.assessment.dated.edition.settling.truth(version.applies)
                    held.add(Possible(each.assessment.facts).truth(settled))
                    if {True, False} <= held:
                        break
            if held and not {True, False} <= held:
                always = "always" if True in held else "never"
                yield examined.breach(f"the guard of {condition.id!r} {always} holds", examined.condition(condition.id))


@of_measure(
    "conditions.twice",
    sentence="No condition is written twice.",
    why="Of two equal lines one will be changed some day, and the other not.",
    mend="drop one",
    level="silver",
)
def none_twice(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Compare the trees of the conditions that hold on the days of the examples."""
    told: set[str] = set()
    for each in examined.starts:
        clauses = each.dated.edition.clauses
        for place, clause in enumerate(clauses):
            before = next((other.id for other in clauses[:place] if other.node == clause.node), clause.id)
            if before != clause.id and clause.id not in told:
                told.add(clause.id)
                yield examined.breach(f"{clause.id!r} says what {before!r} says", examined.condition(clause.id))


@of_measure(
    "conditions.nothing-told",
    sentence="Whoever tells nothing is neither eligible nor, while a call is open, refused for a fact.",
    why="Unknown is not yes and not no: a measure that grants to an empty form, or refuses it, has "
    "decided without facts.",
    mend="let the conditions read what the source asks for",
)
def nothing_told(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Decide each example with every fact left out but its days."""
    empty = Application(region=examined.measure.region)
    for each in examined.starts:
        facts = {**{name: each.facts[name] for name in DAYS}, CALENDAR_YEAR: YEAR_END}
        answer = examined.measure.decide_told(empty, facts, ())
        if answer.verdict is Outcome.ELIGIBLE:
            yield examined.breach(f"an application that tells nothing is eligible on {answer.day}")
            return
        reading = {clause.id for clause in answer.dated.edition.clauses if set(clause.reads) - DAYS}
        refusing = [name for name in answer.unmet if name in reading]
        if each.dated.call.truth and refusing:
            says = f"an application that tells nothing is refused on {answer.day} for {refusing[0]}"
            yield examined.breach(says, examined.condition(refusing[0]))
            return


CHECKS = (
    can_be_met,
    can_fail,
    can_fail_alone,
    grantable,
    guards_divide,
    none_twice,
    nothing_told,
)

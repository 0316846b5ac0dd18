"""Amounts: what is granted is never below nothing, above what its form allows, or less for higher costs."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from intra_core.assessment.assessment import Assessment
from intra_core.model.money import Money
from intra_core.rules.book import COSTS
from intra_core.rules.figures import Known, Table
from intra_core.rules.language import names_read
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling
from intra_core.testing.conformance.check import Breach, of_measure
from intra_core.testing.conformance.drawing import decided, put
from intra_core.testing.conformance.examined import ExaminedMeasure, shown

CEILING = "ceiling"
HEADROOMS = {"de-minimis": "aid.headroom", "mfa": "aid.mfa_headroom"}
STEPS = 12
"""So many times costs are raised from an example."""
MOST_RAISED = 12
"""The costs of so many examples of a measure are raised, taken evenly from first to last."""


def granted(examined: ExaminedMeasure) -> Iterator[tuple[Assessment, int]]:
    """Give what was drawn and is eligible with a settled award, in cents."""
    for each in examined.granting:
        answer = each.assessment
        if answer.amount is not None:
            yield answer, answer.amount.minor


def costs_of(answer: Assessment) -> int | None:
    """Give the eligible costs of an application in cents, as told or added up; None if they are not known."""
    told = answer.facts.get(COSTS)
    if isinstance(told, int):
        return told
    node = answer.measure.rules.book.derived.get(COSTS)
    if node is None:
        return None
    settled = Settling(answer.dated.edition.figures, on=answer.law_day).settle(node)
    low, high = Possible(answer.facts).value(settled.node)
    return low * 100 // settled.parts if low == high else None


@of_measure(
    "amounts.not-negative",
    sentence="An award is never below zero.",
    why="A measure does not take money from applicants.",
    mend="bound it: max(…, nothing), with the figure named",
)
def never_negative(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look at every award that was drawn, is settled and is not refused."""
    for each in examined.granting:
        low = each.assessment.low
        if low is not None and low < 0 and low == each.assessment.high and not each.assessment.unmet_bits:
            money = Money(low, examined.measure.identity.currency)
            yield examined.breach(f"an award comes to {money}, {shown(each)}", ("award", "amount"))
            return


@of_measure(
    "amounts.something",
    sentence="Who is eligible is granted something.",
    why="To be told yes and given nothing is worse than a refusal: no reason is given.",
    mend="add the condition that the award is above nothing, or a floor",
)
def something_granted(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for awards of nothing."""
    for answer, award in granted(examined):
        if award == 0:
            yield examined.breach(f"eligible on {answer.day} for nothing", ("award", "amount"))
            return


@of_measure(
    "amounts.within-costs",
    sentence="An award that is worked out from costs is never above them.",
    why="Aid beyond the costs it is for is a gift, which no regime allows.",
    mend="bound the award by costs.eligible, or correct the intensity",
)
def within_costs(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Hold each award against the eligible costs."""
    award_node = examined.measure.rules.book.award
    if award_node is None or COSTS not in names_read(award_node):
        return
    for answer, award in granted(examined):
        costs = costs_of(answer)
        if costs is not None and award > costs:
            currency = examined.measure.identity.currency
            says = f"{Money(award, currency)} is granted for costs of {Money(costs, currency)} on {answer.day}"
            yield examined.breach(says, ("award", "amount"))
            return


@of_measure(
    "amounts.ceiling",
    sentence="An award is never above the greatest figure that the measure calls a ceiling, where it has one "
    "called `ceiling`.",
    why="It is the figure that the call makes known; an award above it is paid back.",
    mend="let the award be min(…, ceiling)",
)
def within_ceiling(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Hold each award against the greatest ceiling of its day; a measure may have several, for several kinds."""
    parameters = examined.measure.rules.book.parameters
    named = [name for name, each in parameters.items() if CEILING in name and not each.law]
    if CEILING not in named:
        return
    for answer, award in granted(examined):
        figures = [answer.measure.rules.book.parameters[name].on(answer.terms_day) for name in named]
        rows = [row for each in figures for row in (each.rows.values() if isinstance(each, Table) else (each,))]
        told = [row.value for row in rows if isinstance(row, Known) and isinstance(row.value, Fraction)]
        if len(told) == len(rows) and award > max(told) * 100:
            currency = examined.measure.identity.currency
            says = f"{Money(award, currency)} is granted on {answer.day}, above the ceiling"
            yield examined.breach(says, ("parameter", CEILING))
            return


@of_measure(
    "amounts.headroom",
    sentence="An award under de minimis or Minimal Financial Assistance is within what the law leaves the applicant.",
    why="The whole award is unlawful if it goes beyond (Regulation (EU) 2023/2831, Article 3(7)).",
    mend="let the regime stand in [state_aid]; the library then adds the condition",
)
def within_headroom(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Hold each award against the headroom that was told."""
    aid = examined.measure.rules.book.state_aid
    fact = HEADROOMS.get(aid.regime) if aid is not None else None
    if fact is None:
        return
    for answer, award in granted(examined):
        left = answer.facts.get(fact)
        if isinstance(left, int) and award > left:
            currency = examined.measure.identity.currency
            says = f"{Money(award, currency)} is granted where {Money(left, currency)} is left, on {answer.day}"
            yield examined.breach(says, ("state_aid",))
            return


@of_measure(
    "amounts.rise-with-costs",
    sentence="An award never falls where costs rise, unless the measure says `not_monotone`.",
    why="An applicant with higher costs would do better to hide some of them; mostly a rate was put "
    "into the wrong band.",
    mend='correct the line; where the source has it so, give [award] not_monotone = "why"',
    level="silver",
)
def rise_with_costs(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Raise the costs of what is granted, step by step."""
    if examined.measure.rules.book.not_monotone is None:
        for before, after in falls(examined):
            says = f"the award falls from {before.amount} to {after.amount} where costs rise, on {before.day}"
            yield examined.breach(says, ("award", "amount"))
            return


@of_measure(
    "amounts.excuse-needed",
    sentence="A measure says `not_monotone` only where its award does fall.",
    why="An excuse that is not needed hides the fall that somebody brings in later.",
    mend="take not_monotone out, or give an example with the costs at which the award falls",
    level="silver",
)
def excuse_needed(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for the fall that it speaks of."""
    if examined.measure.rules.book.not_monotone is not None and not any(falls(examined)):
        yield examined.breach("its award was not seen to fall", ("award", "not_monotone"))


def falls(examined: ExaminedMeasure) -> Iterator[tuple[Assessment, Assessment]]:
    """Give two applications that differ in their costs alone, of which the dearer is granted less."""
    told = [each.assessment for each in examined.granting if not each.moved and each.assessment.amount is not None]
    for answer in told[:: -(-len(told) // MOST_RAISED) or 1]:
        for line in _with_costs(answer):
            found = [made for made in line if made.amount is not None]
            yield from ((one, other) for one, other in pairwise(found) if _award(other) < _award(one))


def _award(answer: Assessment) -> int:
    return answer.amount.minor if answer.amount is not None else 0


def _with_costs(answer: Assessment) -> Iterator[list[Assessment]]:
    """Decide an application with its costs raised step by step: their sum where that is told, else each line."""
    total = answer.facts.get(COSTS)
    if isinstance(total, int):
        yield [decided(answer, put(answer.facts, {COSTS: each})) for each in _rising(answer, total)]
    told = answer.facts.get("cost")
    lines: tuple[Mapping[str, object], ...] = told if isinstance(told, tuple) else ()
    for place, line in enumerate(lines):
        net = line.get("net")
        if isinstance(net, int):
            yield [
                decided(
                    answer, put(answer.facts, {"cost": (*lines[:place], {**line, "net": each}, *lines[place + 1 :])})
                )
                for each in _rising(answer, net)
            ]


def _rising(answer: Assessment, told: int) -> Sequence[int]:
    """Give amounts in rising order: around what is told, and around every figure of money of the rules."""
    bounds: set[int] = set()
    for figure in answer.dated.edition.figures.values():
        rows = figure.rows.values() if isinstance(figure, Table) else (figure,)
        for row in rows:
            if isinstance(row, Known) and not isinstance(row.value, str | bool):
                bounds.add(int(row.value * 100))
    near = {each + more for each in bounds for more in (0, 1) if 0 < each + more < told * 50}
    grown = {told, told + 1, *(told * step // 4 for step in range(1, STEPS + 1)), told * 10}
    return sorted(near | grown)


@of_measure(
    "amounts.instalments",
    sentence="Instalments come to no more than the award.",
    why="More would be paid than was granted.",
    mend="let the last instalment be what is left of the award",
)
def instalments_within(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Add up the instalments of what is granted."""
    if not examined.measure.rules.book.instalments:
        return
    for each in examined.granting:
        answer = each.assessment
        if each.moved and len(each.moved) > 1:
            continue
        award = answer.award if answer.amount is not None else None
        if award is not None and award.instalments:
            paid = sum(part.amount.minor for part in award.instalments)
            if paid > award.amount.minor:
                currency = award.amount.currency
                says = f"{Money(paid, currency)} are paid of {award.amount}, {shown(each)}"
                yield examined.breach(says, ("award", "instalments"))
                return


CHECKS = (
    never_negative,
    something_granted,
    within_costs,
    within_ceiling,
    within_headroom,
    rise_with_costs,
    excuse_needed,
    instalments_within,
)

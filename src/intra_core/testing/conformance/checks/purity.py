"""Purity: an answer depends on what is told and on nothing else, and to give it changes nothing."""

import copy
import random
from collections.abc import Iterator

from intra_core.assessment.assessment import Assessment
from intra_core.regions.entries import ISOLATED
from intra_core.rules.language import Call, contains
from intra_core.testing.conformance.check import Breach, of_measure
from intra_core.testing.conformance.drawing import decided
from intra_core.testing.conformance.examined import ExaminedMeasure, shown
from intra_core.testing.conformance.side_effects import Seen, side_effects

SAME = "see that each function of rules.py works its value out of what it is given alone"
MOST_ASKED = 60
MOST_WATCHED = 8


def asked_again(examined: ExaminedMeasure) -> list[int]:
    """Choose some of what was drawn, by place."""
    return list(range(0, len(examined.drawn), max(1, len(examined.drawn) // MOST_ASKED)))


@of_measure(
    "purity.twice",
    sentence="Asked twice, a measure gives the same answer.",
    why="Equal applicants are treated equally, and a decision can be replayed.",
    mend=SAME,
)
def same_twice(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Decide some of what was drawn once more, at once after each other."""
    for place in asked_again(examined):
        each = examined.drawn[place]
        facts, edition = dict(each.assessment.facts), each.assessment.dated.edition
        first, then = edition.decide(facts), edition.decide(facts)
        if first != then:
            yield examined.breach(f"asked twice it says {first} and {then}, {shown(each)}")
            return


@of_measure(
    "purity.order",
    sentence="Asked in another order, a measure gives the same answers.",
    why="Nobody's answer may depend on who asked before.",
    mend=SAME,
)
def same_in_any_order(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Decide some of what was drawn in a shuffled order."""
    places = asked_again(examined)
    random.Random(examined.measure.id).shuffle(places)  # noqa: S311 (an order, no secret)
    for place in places:
        each = examined.drawn[place]
        before, after = each.assessment, decided(each.start, each.assessment.facts)
        told = (before.unmet_bits, before.unknown_bits, before.low, before.high)
        if told != (after.unmet_bits, after.unknown_bits, after.low, after.high):
            yield examined.breach(
                f"in another order it is {after.verdict.value}, not {before.verdict.value}, {shown(each)}"
            )
            return


@of_measure(
    "purity.input-unchanged",
    sentence="To assess an application changes nothing in it.",
    why="The same application goes to every measure of a region, one after the other.",
    mend=SAME,
)
def input_unchanged(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Compare the facts of answers before and after they are decided and told."""
    for each in examined.told_apart:
        facts = dict(each.assessment.facts)
        before = copy.deepcopy(facts)
        again = decided(each.start, facts)
        again.to_dict()
        if facts != before or dict(again.facts) != before:
            changed = sorted(
                name for name in before if facts.get(name) != before[name] or again.facts.get(name) != before[name]
            )
            yield examined.breach(f"deciding changes {', '.join(changed)}, {shown(each)}")
            return


@of_measure(
    "purity.no-outside",
    sentence="To decide opens no file, no socket and no process.",
    why="An answer must not depend on a network, and an application is nobody else's business.",
    mend="read what a function of rules.py needs when its module is imported, or put it into the TOML files",
)
def nothing_outside(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Watch Python's audit events while some examples are decided."""
    yield from _out_of_sight(examined)
    for answer, seen in _seen(examined):
        if seen.touched:
            yield examined.breach(f"deciding causes {seen.touched[0]}, asked on {answer.day}")
            return


@of_measure(
    "purity.no-clock",
    sentence="To decide asks no clock and no chance: the day is told.",
    why="A decision of the past is replayed, and must come out as it did.",
    mend="take the day as a value of the function: `on` or `project.submitted`",
)
def no_clock(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Watch for calls of clocks and of chance while some examples are decided."""
    yield from _out_of_sight(examined)
    for answer, seen in _seen(examined):
        if seen.asked:
            yield examined.breach(f"deciding asks {seen.asked[0]}, on {answer.day}")
            return


def _out_of_sight(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Say that what an isolated region's functions do cannot be seen from here, if a rule of the measure calls one."""
    loaded, book = examined.region.loaded, examined.measure.rules.book
    nodes = (*book.nodes(), *book.derived.values())
    if loaded is None or loaded.isolated is None or not any(contains(node, Call) for node in nodes):
        return
    says = "what its functions do is not seen: they run in another process"
    yield examined.breach(says, mend=f"check it where you trust it enough to run it without {ISOLATED}")


def _seen(examined: ExaminedMeasure) -> Iterator[tuple[Assessment, Seen]]:
    """Decide some examples by both readings, and give with each what that did beside giving its answer."""
    for answer in examined.starts[:MOST_WATCHED]:
        with side_effects() as seen:
            answer.dated.edition.decide(dict(answer.facts))
            answer.dated.edition.decide_possibly(dict(answer.facts))
        yield answer, seen


@of_measure(
    "purity.functions-answer",
    sentence="A function of the region's own gives a value for every example, and never raises.",
    why="What it does not answer stays open, and nothing that the applicant tells can settle it.",
    mend="let the function give a value for all that it declares to take",
    level="silver",
)
def functions_answer(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for answers that a function kept open."""
    for each in examined.told_apart:
        for silent in each.assessment.unanswered:
            yield examined.breach(f"{silent.function} gave no answer: {silent.says}, {shown(each)}")
            return


CHECKS = (
    same_twice,
    same_in_any_order,
    input_unchanged,
    nothing_outside,
    no_clock,
    functions_answer,
)

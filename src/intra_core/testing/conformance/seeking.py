"""Looking for an applicant of a certain kind: whom one condition alone refuses, or who meets it."""

import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.measure import SUBMITTED_AT
from intra_core.rules.book import ON
from intra_core.rules.language import Fact, Named, Node, children
from intra_core.rules.possible import Possible
from intra_core.testing.conformance.drawing import ABSENT, ALWAYS, decided, pools_of, put

MOST_TRIED = 250
"""So many combinations of values are tried of the facts that a condition reads."""
MOST_MENDED = 8
LATER = (1, 400, 4000)
"""So many days later an application is decided, where a condition or duty reads that day."""
DEEPEST = 4
"""So many facts are moved one after the other to get rid of the other conditions that are unmet."""


def refused_alone(starts: Sequence[Assessment], name: str, beside: Collection[str] = ()) -> bool:
    """Look for an applicant whom one condition alone refuses; those `beside` it may be unmet too."""
    for start in _of_each_edition(starts, name):
        for number, failing in enumerate(_where(start, name, met=False)):
            if number >= MOST_MENDED:
                break
            if _mended(failing, {name, *beside}, name, DEEPEST):
                return True
    return False


def refused_at_all(starts: Sequence[Assessment], name: str) -> bool:
    """Look for an applicant of whom a condition is unmet."""
    return any(True for start in _of_each_edition(starts, name) for _ in _where(start, name, met=False))


def met_at_all(starts: Sequence[Assessment], name: str) -> bool:
    """Look for an applicant who meets a condition."""
    return any(True for start in _of_each_edition(starts, name) for _ in _where(start, name, met=True))


def _of_each_edition(starts: Sequence[Assessment], name: str) -> Iterator[Assessment]:
    """Give of each edition that has a condition one start, an eligible one if there is one."""
    found: dict[object, Assessment] = {}
    for start in sorted(starts, key=lambda each: len(each.unmet) + len(each.unknown)):
        if any(clause.id == name for clause in start.dated.edition.clauses):
            found.setdefault(start.dated.edition, start)
    yield from found.values()


def _where(start: Assessment, name: str, *, met: bool) -> Iterator[Assessment]:
    """Give answers in which a condition is met, or unmet, by moving the facts that it reads, all at once.

    A duty is unmet only once its last day is past, so it is looked at on later days too.
    """
    froms = [start]
    if any(clause.id == name and clause.duty is not None for clause in start.dated.edition.clauses):
        froms += [decided(start, put(start.facts, {ON.name: start.law_day + more})) for more in LATER]
    for each in froms:
        for moved in ({}, *_combinations(_relevant(each, (name,)), f"{start.id} {name}")):
            facts = put(each.facts, moved)
            if _surely_not(each, moved.keys(), facts, name, met=met):
                continue
            answer = decided(each, facts)
            if _is_met(answer, name) if met else name in answer.unmet:
                yield answer


def _surely_not(
    before: Assessment, moved: Collection[str], facts: Mapping[str, object], name: str, *, met: bool
) -> bool:
    """Say whether a condition read alone comes out otherwise than wanted, which is far quicker than to read them all.

    Where something is stated in place of what is worked out, or the hour is moved, other rules may hold: then it is not
    said.
    """
    edition = before.dated.edition
    if edition.given or before.overruled or {SUBMITTED_AT, *before.measure.rules.book.derived} & set(moved):
        return False
    clause = next((each for each in edition.clauses if each.id == name), None)
    return clause is not None and Possible(facts).truth(clause.settled) is not met


def _is_met(answer: Assessment, name: str) -> bool:
    here = any(clause.id == name for clause in answer.dated.edition.clauses)
    return here and name not in answer.unmet and name not in answer.unknown


def _mended(answer: Assessment, beside: Collection[str], name: str, left: int) -> bool:
    """Move one fact after the other so that fewer other conditions are unmet, until none is."""
    others = [each for each in answer.unmet if each not in beside]
    if not others:
        return True
    for moved in _combinations(_relevant(answer, others), f"{answer.id} {name} {left}") if left else ():
        found = decided(answer, put(answer.facts, moved))
        if name in found.unmet and len(found.unmet) < len(answer.unmet):
            return _mended(found, beside, name, left - 1)
    return False


def _relevant(answer: Assessment, names: Iterable[str]) -> dict[str, tuple[object, ...]]:
    """Give the values to try of the facts that some conditions read, or that stand in place of what they read."""
    wanted = set(names)
    found: set[str] = set()
    for clause in answer.dated.edition.clauses:
        if clause.id in wanted:
            found.update(clause.reads)
            found.update(_stateable(clause.node, answer.measure.rules.book.derived))
    return pools_of(answer, found)


def _stateable(node: Node, derived: Mapping[str, Node]) -> Iterator[str]:
    if isinstance(node, Named | Fact) and node.name in derived:
        yield node.name
    for each in children(node):
        yield from _stateable(each, derived)


def _combinations(pools: Mapping[str, tuple[object, ...]], seed: str) -> Iterator[dict[str, object]]:
    """Move one fact, then several: every combination of values where they are few, else some."""
    pools = {name: values if name in ALWAYS else (*values, ABSENT) for name, values in pools.items() if values}
    for name, values in pools.items():
        yield from ({name: each} for each in values)
    if prod(map(len, pools.values())) <= MOST_TRIED:
        yield from (dict(zip(pools, each, strict=True)) for each in product(*pools.values()))
        return
    rng = random.Random(seed)  # noqa: S311 (draws, not secrets)
    for _ in range(MOST_TRIED):
        some = rng.sample(sorted(pools), rng.randint(1, len(pools)))
        yield {name: rng.choice(pools[name]) for name in some}

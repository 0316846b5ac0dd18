"""Where an answer flips: which facts of an application lie within one unit of it, and how to move one there.

Any flip of any condition counts, and the first is taken: a draw has to be quick. The boundary tables look for every
flip of each condition in `boundaries/flips.py`.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from attrs import frozen

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.measure import SUBMITTED_AT, Measure
from intra_core.io.places import Path
from intra_core.model.application import Application
from intra_core.model.days import FIRST, LAST
from intra_core.model.money import GREATEST, GREATEST_COST
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.boundary import comparisons
from intra_core.rules.edition import Edition
from intra_core.rules.kinds import RATE, Day, Kind, Number, Records, number_of
from intra_core.rules.language import Node, Walk, children, facts_of
from intra_core.rules.possible import Possible
from intra_core.testing.bisection import closed_in
from intra_core.testing.editions import facts_in
from intra_core.testing.ways import put_at, value_at

Outcome = tuple[object, ...]
"""Which conditions are met, unmet and unknown, of those that a value bears on."""
SETS_THE_DAY = frozenset({ON.name, SUBMITTED, SUBMITTED_AT})
"""Facts that choose which edition of the rules holds."""
_GREATEST: dict[Kind, int] = {RATE: 999_999_999, number_of("m2"): 9_999_999_999_999}
"""The greatest number of a kind that a file can have, where that is less than a fact can be: 9999999.99 %."""
LAST_SECOND = 24 * 60 * 60 - 1
"""The last second of a day."""
_MOST_IN_A_LIST = 20
"""A moved amount of a record is at most such a part of the greatest, so that those of a list keep to it together."""


@frozen
class Leaf:
    """A number or day of an application, and between what it may lie."""

    path: Path
    """Where it stands among the facts: a fact, or a list, the number of its record and the field, and so on."""
    kind: Kind
    low: int
    high: int

    @property
    def name(self) -> str:
        """The name of the fact, or of the field of a list."""
        return ".".join(part for part in self.path if isinstance(part, str))


def greatest_written(kind: Kind) -> int:
    """Give the greatest number of a kind that a file can have.

    >>> greatest_written(RATE)
    999999999
    """
    return _GREATEST.get(kind, GREATEST)


def leaves(assessment: Assessment) -> tuple[Leaf, ...]:
    """Give the numbers and days that an application tells and the rules of its days read, and its two days.

    >>> from intra_core import Application, Undertaking
    >>> from intra_core.testing.strategies.installed import measure_named
    >>> told = Application(on=dt.date(2021, 10, 20), undertaking=Undertaking(employees=1))
    >>> [leaf.name for leaf in leaves(measure_named("slovenia.forum").assess(told))]
    ['undertaking.employees', 'on', 'project.submitted']
    """
    measure, facts = assessment.measure, assessment.facts
    vocabulary, book = measure.vocabulary, measure.rules.book
    read = {each.name: each.kind for each in facts_in(assessment.dated.edition).values()}
    stated = {**read, **{name: node.kind for name, node in book.derived.items()}}
    found: list[Leaf] = []
    for name in sorted((assessment.dated.edition.uses | {SUBMITTED_AT}) & facts.keys() - {ON.name, SUBMITTED}):
        entry = vocabulary.facts.get(name)
        if entry is not None:
            kind = vocabulary.kind_in(book.currency, entry.kind)
            high = LAST_SECOND if name == SUBMITTED_AT else entry.high
            found.extend(_below((name,), kind, facts[name], entry.low, high))
        else:
            found.extend(_below((name,), stated[name], facts[name], 0, GREATEST_COST))
    return (*found, *(Leaf((name,), Day(), FIRST, LAST) for name in (ON.name, SUBMITTED)))


def _below(path: Path, kind: Kind, value: Any, low: int, high: int) -> Iterator[Leaf]:  # noqa: ANN401 (any fact)
    match kind:
        case Day():
            yield Leaf(path, kind, FIRST, LAST)
        case Number():
            yield Leaf(path, kind, low, min(high, greatest_written(kind)))
        case Records():
            for number, record in enumerate(value):
                for field in sorted(record.keys() & kind.fields.keys()):
                    least, most = kind.limit(field)
                    most = most // _MOST_IN_A_LIST
                    yield from _below((*path, number, field), kind.fields[field], record[field], least, most)
        case _:
            pass


def outcome_of(assessment: Assessment, leaf: Leaf) -> Callable[[int], Outcome]:
    """Say how the conditions come out for each value that might stand in place of a leaf's own."""
    measure, facts = assessment.measure, assessment.facts
    name, edition = leaf.path[0], assessment.dated.edition
    reading = [each.settled for each in edition.clauses if name in each.reads]
    reading += [each for each in _switches(edition) if name in facts_of(each)]

    def of_the_day(value: int) -> Outcome:
        found = measure.decide_told(assessment.application, {**facts, leaf.name: value}, assessment.foreign)
        return found.unmet, found.unknown

    def of_the_fact(value: int) -> Outcome:
        at = Possible(put_at(facts, leaf.path, value))
        return tuple(at.truth(node) for node in reading)

    return of_the_day if leaf.name in SETS_THE_DAY else of_the_fact


@cache
def _switches(edition: Edition) -> tuple[Node, ...]:
    """Give what the award compares to be one amount or another: where a ceiling begins to bind it is another one."""

    def below(node: Node) -> Iterator[Node]:
        if isinstance(node, Walk):
            return  # what is compared for each record has a value with that record only
        yield from comparisons(node)
        for child in children(node):
            yield from below(child)

    return tuple(below(edition.award)) if edition.award is not None else ()


def beside_a_boundary(measure: Measure, application: Application, on: dt.date | None = None) -> str | None:
    """Name a number or day of an application that lies within one unit of where the answer flips; None if none does.

    The unit is the smallest that a fact is counted in: one cent, one day, one person, one basis point. Each is moved by
    one unit up and down, and the answer flips where a condition is met, unmet or unknown that was not before, or where
    another amount decides the award. A fact that no rule of these days reads lies beside nothing.

    >>> from intra_core import Undertaking
    >>> from intra_core.testing.strategies.installed import measure_named
    >>> forum = measure_named("slovenia.forum")
    >>> def told(employees, day): return Application(on=day, undertaking=Undertaking(employees=employees))
    >>> beside_a_boundary(forum, told(1, dt.date(2022, 6, 15)))
    'undertaking.employees'
    >>> beside_a_boundary(forum, told(5, dt.date(2022, 6, 15)))
    >>> beside_a_boundary(forum, told(5, dt.date(2021, 9, 17)))
    'project.submitted'

    Raises:
        WrongInput: if no day is given, or the application is none that the region takes.
    """
    assessment = measure.assess(application, on)
    for leaf in leaves(assessment):
        outcome, value = outcome_of(assessment, leaf), value_at(assessment.facts, leaf.path)
        there = outcome(value)
        if any(outcome(near) != there for near in (value - 1, value + 1) if leaf.low <= near <= leaf.high):
            return leaf.name
    return None


def flip_of(assessment: Assessment, leaf: Leaf) -> tuple[int, int] | None:
    """Find two neighbouring values of a leaf between which the answer flips; None where none was found.

    The first is on the side of the leaf's own value. Between that and a value with another answer the first flip that
    bisection comes upon is taken: an answer may flip elsewhere too.

    >>> from intra_core import Undertaking
    >>> from intra_core.testing.strategies.installed import measure_named
    >>> told = Application(on=dt.date(2021, 10, 20), undertaking=Undertaking(employees=250))
    >>> assessment = measure_named("slovenia.forum").assess(told)
    >>> flip_of(assessment, leaves(assessment)[0])
    (1, 0)
    """
    outcome, value = outcome_of(assessment, leaf), value_at(assessment.facts, leaf.path)
    there = outcome(value)
    for other in _probes(leaf, value):
        if outcome(other) != there:
            return closed_in(lambda near: outcome(near) == there, value, other)
    return None


def _probes(leaf: Leaf, value: int) -> tuple[int, ...]:
    """Give the values to compare with: of days the near ones first, of numbers the least, the double, the greatest."""
    if isinstance(leaf.kind, Day):
        return tuple(
            day for far in (10, 400, 4_000) for day in (value - far, value + far) if leaf.low <= day <= leaf.high
        )
    return tuple(dict.fromkeys((leaf.low, min(2 * value + 1, leaf.high), leaf.high)))

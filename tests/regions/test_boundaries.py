"""Each figure that a condition compares with is told from its neighbours: one cent, one day, one person.

What turns is looked for by moving one number, one day or the length of one list of a worked example, until two
neighbours differ. Each is moved among the facts, up to what a fact can be; the boundary tables of the kit, which people
read, move what an application can say (`intra_core.testing.boundaries.movers`). Both readings of the edition must then
agree with a plain evaluator (tests/rules/oracle.py), which shares nothing with them, on both sides. Every comparison
with a known figure has to turn in some example of its file.
"""

from bisect import bisect_right
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache

import pytest
from attrs import frozen
from tests.installed import CATALOGUE
from tests.rules.oracle import Undefined, evaluated
from tests.soak import halved

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.examples import assessed
from intra_core.assessment.measure import Measure
from intra_core.io.book_tables import REGIMES
from intra_core.model.days import FIRST, LAST
from intra_core.model.money import GREATEST
from intra_core.rules.book import SUBMITTED
from intra_core.rules.edition import Clause, clause
from intra_core.rules.figures import Known, Table
from intra_core.rules.kinds import Day, Number, Records
from intra_core.rules.language import (
    Compare,
    Constant,
    Element,
    Fact,
    Lookup,
    Named,
    Node,
    Parameter,
    Unpublished,
    Walk,
    children,
    walk,
)
from intra_core.rules.payment import SOMETHING
from intra_core.rules.possible import Possible
from intra_core.rules.prose import sentence
from intra_core.testing import bisection

MEASURES = [measure.id for measure in CATALOGUE]
MOST_RECORDS = 12
NEVER_TURNS = {("bulgaria.ict_voucher", "carry-out")}
"""Duties of which the last day is counted from the day of decision: on that day none can be broken yet."""


@frozen
class Mover:
    """What is moved: a fact, a field of one record of a list, or, without a field, how many records there are."""

    name: str
    value: int
    low: int
    high: int
    record: int | None = None
    key: str | None = None
    counts: bool = False

    def moved(self, facts: Mapping[str, object], value: int) -> dict[str, object]:
        """Give the facts with this one at another value."""
        told = facts[self.name]
        if self.counts:
            assert isinstance(told, tuple)
            told = tuple(told[number % len(told)] for number in range(value))
        elif self.key is not None:
            assert isinstance(told, tuple)
            changed = {**told[self.record or 0], self.key: value}
            told = tuple(changed if number == self.record else each for number, each in enumerate(told))
        else:
            told = value
        return {**facts, self.name: told}


@frozen
class Flip:
    """Two neighbouring values between which a clause turns, in the facts of one example."""

    assessment: Assessment
    clause: Clause
    mover: Mover
    below: int
    above: int

    def sides(self) -> tuple[dict[str, object], dict[str, object]]:
        facts = self.assessment.facts
        return self.mover.moved(facts, self.below), self.mover.moved(facts, self.above)


def movers(clause: Clause, assessment: Assessment) -> Iterator[Mover]:
    """Give each number and day that a clause reads and that the facts tell, and each list of which it reads."""
    facts, turns = assessment.facts, assessment.measure.turns
    read = {(each.list_name, each.name) for each in walk(clause.settled) if isinstance(each, Element)}
    for name in clause.reads:
        told, kind = facts.get(name), clause.kinds[name]
        if isinstance(kind, Number) and type(told) is int:
            yield Mover(name, told, 0, GREATEST)
        elif name in {"on", SUBMITTED} and isinstance(told, int):
            # Past the days on which the measure or the law turns other rules hold.
            days = sorted({FIRST, *(turns.law if name == "on" else turns.terms), LAST})
            place = bisect_right(days, told)
            yield Mover(name, told, days[place - 1], days[place] - 1)
        elif isinstance(kind, Day) and type(told) is int:
            yield Mover(name, told, FIRST, LAST)
        elif isinstance(kind, Records) and isinstance(told, tuple) and told:
            yield Mover(name, len(told), 0, MOST_RECORDS, counts=True)
            for number, record in enumerate(told):
                for key, each in kind.fields.items():
                    if (name, key) not in read:
                        continue
                    if isinstance(each, Number) and type(record.get(key)) is int:
                        yield Mover(name, record[key], 0, GREATEST, number, key)
                    elif isinstance(each, Day) and type(record.get(key)) is int:
                        yield Mover(name, record[key], FIRST, LAST, number, key)


def flips(held: Callable[[int], bool | None], mover: Mover) -> Iterator[tuple[int, int]]:
    """Look outwards from the value told, in steps that grow fourfold, and close in on each turn between yes and no."""
    known = cache(held)
    places = bisection.outwards(mover.value, mover.low, mover.high)
    yield from (turn for turn in bisection.flips(known, places) if None not in map(known, turn))


def turning(clause: Clause, assessment: Assessment) -> Iterator[Flip]:
    """Give the flips of a clause in the facts of an example."""
    for mover in movers(clause, assessment):

        def held(value: int, mover: Mover = mover) -> bool | None:
            return Possible(mover.moved(assessment.facts, value)).truth(clause.settled)

        for below, above in flips(held, mover):
            yield Flip(assessment, clause, mover, below, above)


def comparisons(node: Node, law: Container[str]) -> Iterator[Compare]:
    """Give every comparison with a figure, in money, days or counts; those of the law have tests of their own."""
    if isinstance(node, Named) and node.name in law:
        return
    if isinstance(node, Compare) and isinstance(node.left.kind, Number | Day):
        parts = list(walk(node))
        if any(isinstance(each, Fact | Element) for each in parts) and any(
            isinstance(each, Parameter | Lookup) for each in parts
        ):
            yield node
    for each in children(node):
        yield from comparisons(each, law)


def known(node: Node, assessment: Assessment) -> bool:
    """Say whether every figure that a node names has been found."""
    figures = assessment.dated.edition.figures
    for each in walk(node):
        match each:
            case Unpublished():
                return False
            case Parameter() if not isinstance(figures.get(each.name), Known):
                return False
            case Lookup():
                table = figures.get(each.table)
                if not isinstance(table, Table) or not all(isinstance(row, Known) for row in table.rows.values()):
                    return False
            case _:
                pass
    return True


def plainly(node: Node, facts: Mapping[str, object], assessment: Assessment) -> object:
    """Read an unsettled node with the plain evaluator; None where it has no value."""
    edition = assessment.dated.edition
    try:
        return evaluated(node, facts, edition.figures, edition.given)
    except (Undefined, KeyError, TypeError):  # a fact of another rule is missing
        return None


def decided(clause: Clause, facts: dict[str, object], assessment: Assessment) -> tuple[bool, bool, bool, bool]:
    """Say whether a clause is unmet and whether it is unknown, as both readings of the edition have it."""
    edition = assessment.dated.edition
    bit = 1 << edition.clauses.index(clause)
    unmet, unknown, *_ = edition.decide(facts)
    slow, open_, *_ = edition.decide_possibly(facts)
    return bool(unmet & bit), bool(unknown & bit), bool(slow & bit), bool(open_ & bit)


@pytest.mark.parametrize("name", halved(MEASURES))
def test_a_verdict_flips_exactly_at_its_figure(name: str) -> None:
    missing = {(clause, says) for clause, says in not_told_apart(CATALOGUE[name]) if (name, clause) not in NEVER_TURNS}
    assert not missing, "an [[example]] is wanted in which this turns"


def not_told_apart(measure: Measure) -> set[tuple[str, str]]:
    """Hold the readings to every flip, and give the comparisons that no example comes to, each with its clause."""
    wanted: dict[str, str] = {}
    apart: set[str] = set()
    for example in measure.examples:
        assessment = assessed(measure, example)
        for bound in assessment.dated.edition.clauses:
            own = own_comparisons(bound, assessment)
            wanted.update({says: bound.id for says in own if says not in wanted})
            if not apart.issuperset(own):
                for flip in turning(bound, assessment):
                    agree(flip)
                    apart.update(says for says, each in own.items() if told_apart(each, flip))
        in_award = of_award(assessment)
        wanted.update({says: "award" for says in in_award if says not in wanted})
        if not apart.issuperset(in_award):
            apart.update(says for says, each in in_award.items() if moves_the_award(each, assessment))
    return {(wanted[says], says) for says in wanted if says not in apart}


def own_comparisons(clause: Clause, assessment: Assessment) -> dict[str, Compare]:
    """Give the comparisons of a clause by what they say; of a regime's only that with the headroom."""
    if clause.id == SOMETHING:
        return {}
    node = clause.duty.holds if clause.duty is not None else clause.node
    found = said(node, assessment)
    return {says: each for says, each in found.items() if each is node} if clause.id in REGIMES else found


def of_award(assessment: Assessment) -> dict[str, Compare]:
    """Give the comparisons on which the award depends."""
    award = assessment.measure.rules.book.award
    return said(award, assessment) if award is not None else {}


def said(node: Node, assessment: Assessment) -> dict[str, Compare]:
    words = assessment.measure.vocabulary
    settling = assessment.dated.edition.settling
    found = [
        each
        for each in comparisons(node, words.law)
        # With one day that is known, an edition ends: there is nothing left to compare.
        if known(each, assessment) and not isinstance(settling.truth(each), Constant)
    ]
    return {sentence(each, {}, words, "en"): each for each in found}


def moves_the_award(node: Compare, assessment: Assessment) -> bool:
    """Say whether some number or day of an example, moved by one over the figure, changes what is awarded."""
    edition, fields = assessment.dated.edition, set(fields_of(node))
    settled = edition.settling.truth(node)
    told = edition.decide(dict(assessment.facts))[2:]
    reading = clause("award", node, edition.award if fields and edition.award is not None else settled)
    for mover in movers(reading, assessment):

        def held(value: int, mover: Mover = mover) -> bool | None:
            facts = mover.moved(assessment.facts, value)
            return edition.decide(facts)[2:] == told if fields else Possible(facts).truth(settled)

        if not fields or (mover.name, mover.key) in fields:
            for turn in flips(held, mover):
                low, high = (edition.decide(mover.moved(assessment.facts, value))[2:] for value in turn)
                if low != high:
                    return True
    return False


def agree(flip: Flip) -> None:
    """Hold both readings of an edition, and the plain evaluator, to a flip between two neighbours."""
    clause, assessment = flip.clause, flip.assessment
    low, high = (decided(clause, side, assessment) for side in flip.sides())
    where = (clause.id, flip.mover, flip.below, flip.above)
    assert low == (low[0], False, low[0], False), where
    assert high == (not low[0], False, not low[0], False), where
    if known(clause.node, assessment):
        plain = [plainly(clause.node, side, assessment) for side in flip.sides()]
        assert None in plain or plain == [not low[0], low[0]], where


def told_apart(node: Compare, flip: Flip) -> bool:
    """Say whether a comparison turns between the two sides; if made for each record, whether its field was moved."""
    fields = set(fields_of(node))
    if fields:
        return (flip.mover.name, flip.mover.key) in fields
    settled = flip.assessment.dated.edition.settling.truth(node)
    low, high = (Possible(side).truth(settled) for side in flip.sides())
    return high is not None and low is (not high)


def fields_of(node: Node) -> Iterator[tuple[str, str]]:
    """Name the fields that a comparison reads, if it is made for each record of a list."""
    if of_a_record(node, frozenset()):
        yield from ((each.list_name, each.name) for each in walk(node) if isinstance(each, Element))


def of_a_record(node: Node, own: frozenset[str]) -> bool:
    """Say whether a node reads a record that stands at none of its own walks."""
    if isinstance(node, Element):
        return node.variable not in own
    own = own | {node.variable} if isinstance(node, Walk) else own
    return any(of_a_record(each, own) for each in children(node))

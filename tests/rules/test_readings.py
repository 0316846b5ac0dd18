"""All readings of a rule agree: over generated rules, complete facts, facts with gaps and figures nobody knows."""

from fractions import Fraction

from hypothesis import assume, event, given
from hypothesis import strategies as st
from tests.rules.expressions import Case, cases, conditions, fewer
from tests.rules.oracle import Undefined, evaluated

from intra_core.rules import scalar
from intra_core.rules.kinds import Day, MonthDay, Number, YesNo
from intra_core.rules.language import Band, Node, Walk, walk
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settled, Settling

FALLEN_BACK = (0, 0, "fallen", "back")


def settled(case: Case, figures=None, given=frozenset(), on=None) -> Settled:
    """Settle a case's rule; what is yes or no, a day or a word has one part."""
    return Settling(case.figures if figures is None else figures, given, on).settle(case.node)


def scalar_value(node: Node, facts, parts=1):
    """What the scalar reading makes of a settled node; None where it hands on to the other."""
    decided = scalar.decide([], node, lambda _: FALLEN_BACK)(facts)
    assert decided[:2] == (0, 0)
    if decided == FALLEN_BACK:
        return None
    return Fraction(decided[2], parts) if isinstance(node.kind, Number) else decided[2]


def possible_value(found: Settled, facts):
    """What the three-valued reading makes of it: one value, or the bounds or words it may be."""
    value = Possible(facts).value(found.node)
    if isinstance(found.node.kind, Number):
        return (Fraction(value[0], found.parts), Fraction(value[1], found.parts))
    return value


def covers(kind, possible, value) -> bool:
    """Whether a value is among those that are still possible."""
    if isinstance(kind, Number | Day | MonthDay):
        return possible[0] <= value <= possible[1]
    if isinstance(kind, YesNo):
        return possible is None or possible is value
    return possible is None or value in ({possible} if isinstance(possible, str) else possible)


def single(kind, value):
    """How the three-valued reading shows one value."""
    return (value, value) if isinstance(kind, Number | Day | MonthDay) else value


def narrows(kind, before, after) -> bool:
    """Whether what is possible with more facts was possible with fewer."""
    if isinstance(kind, Number | Day | MonthDay):
        return before[0] <= after[0] <= after[1] <= before[1]
    if before is None:
        return True
    if isinstance(kind, YesNo) or after is None:
        return before is after
    return words(after) <= words(before)


def words(value):
    return frozenset({value}) if isinstance(value, str) else value


def exact(case: Case, given=frozenset()):
    """What the plain evaluator says, or nothing where there is no value."""
    try:
        return evaluated(case.node, case.facts, case.figures, given)
    except Undefined:
        event("undefined")
        return None


@given(cases())
def test_complete_facts_have_one_value_in_every_reading(case):
    wanted = exact(case)
    found = settled(case)
    by_scalar = scalar_value(found.node, case.facts, found.parts)
    if wanted is not None:
        assert possible_value(found, case.facts) == single(case.node.kind, wanted)
        assert by_scalar in (wanted, None)
    elif by_scalar is not None:
        assert covers(case.node.kind, possible_value(found, case.facts), by_scalar)


@given(cases())
def test_the_scalar_reading_decides_wherever_every_part_has_a_value(case):
    found = settled(case)
    risky = any(
        isinstance(each, Band) or (isinstance(each, Walk) and each.how in {"max", "min"}) for each in walk(found.node)
    )
    if not risky:
        assert scalar_value(found.node, case.facts, found.parts) is not None


@given(conditions(), st.data())
def test_a_condition_has_one_verdict_in_both_readings(made, data):
    case = data.draw(cases(st.just(made)))
    node = settled(case).node
    unmet, unknown, low, high = scalar.decide([node, node], None, lambda _: FALLEN_BACK)(case.facts)
    held = Possible(case.facts).truth(node)
    if (low, high) == (None, None):
        assert (unmet, unknown) == ((0, 0) if held else (3, 0))


@given(cases())
def test_every_completion_lies_in_what_is_possible(case):
    wanted = exact(case)
    if wanted is not None:
        found = settled(case, case.opened)
        assert covers(case.node.kind, possible_value(found, case.fewer), wanted)


@given(cases(), st.data())
def test_another_fact_only_narrows(case, data):
    found = settled(case, case.opened)
    between = data.draw(fewer(case.facts)) | case.fewer
    kind = case.node.kind
    with_few, with_more, with_all = (possible_value(found, facts) for facts in (case.fewer, between, case.facts))
    assert narrows(kind, with_few, with_more)
    assert narrows(kind, with_few, with_all)


@given(cases())
def test_a_published_figure_only_narrows(case):
    # The greatest of no records has bounds of its own, which depend on the parts that figures are counted in.
    assume(not any(isinstance(each, Walk) and each.how in {"max", "min"} for each in walk(case.node)))
    before = possible_value(settled(case, case.opened), case.fewer)
    after = possible_value(settled(case), case.fewer)
    assert narrows(case.node.kind, before, after)


@given(cases())
def test_open_figures_are_left_to_the_three_valued_reading(case):
    found = settled(case, case.opened)
    try:
        decided = scalar_value(found.node, case.facts, found.parts)
    except scalar.Incomplete:
        return
    if decided is not None:
        assert covers(case.node.kind, possible_value(found, case.facts), decided)

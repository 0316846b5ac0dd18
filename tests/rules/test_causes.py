"""What is cited for an unmet condition makes it so, whatever the rest is, and nothing less would."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.expressions import cases, complete, condition, drawing, rule

from intra_core.rules import causes
from intra_core.rules.causes import smallest_cause
from intra_core.rules.figures import Known
from intra_core.rules.kinds import Records, YesNo
from intra_core.rules.language import And, Element, Fact, Not, Or, Walk
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling


@st.composite
def unmet(draw):
    """A settled condition that known facts make unmet, with these facts and with others it might have had."""
    case = draw(cases(condition))
    node = Settling(case.opened).settle(case.node).node
    facts = draw(st.sampled_from((case.facts, case.fewer)))
    held = Possible(facts).truth(node)
    if held is None:
        facts = case.facts
        held = Possible(facts).truth(node)
    return (Not(node) if held else node), facts, complete(drawing(draw), case.node), held is not None


def alone(node, facts, names):
    """What a condition is while only some facts are known."""
    return Possible({name: facts[name] for name in names}).truth(node)


@given(unmet())
def test_a_cause_is_enough_and_no_smaller_one_is(drawn):
    node, facts, others, decided = drawn
    cause = smallest_cause(node, facts)
    assert set(cause) <= facts.keys()
    if decided:
        assert alone(node, facts, cause) is False
        smaller = combinations(facts, len(cause) - 1) if cause else ()
        assert all(alone(node, facts, names) is not False for names in smaller)
        kept = {name: facts[name] for name in cause}
        assert Possible({**others, **kept}).truth(node) is False
        assert Possible({**facts, **others, **kept}).truth(node) is False


@given(unmet())
def test_a_cause_found_in_haste_has_no_part_to_spare(drawn):
    node, facts, _, decided = drawn
    if decided:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(causes, "MOST_TRIED", 2)
            cause = smallest_cause(node, facts)
        assert alone(node, facts, cause) is False
        assert all(alone(node, facts, [each for each in cause if each != name]) is not False for name in cause)


def fact(name):
    return Fact(name, YesNo())


@given(st.integers(0, 6), st.integers(1, 8))
def test_the_smallest_is_looked_for_among_so_many_sets_and_no_more(met, most):
    names = [f"met {number}" for number in range(met)]
    node = And((*map(fact, names), fact("alone"), Or((fact("one"), fact("other")))))
    facts = {**dict.fromkeys(names, True), "alone": False, "one": False, "other": False}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(causes, "MOST_TRIED", most)
        # None of them and each that is met are tried first; in haste whatever can be left out is, in reading order.
        assert smallest_cause(node, facts) == (("alone",) if 1 + met <= most else ("one", "other"))


@given(st.permutations(["a", "b", "c"]))
def test_of_equal_causes_the_one_that_is_read_first_counts(reads):
    node = And(tuple(map(fact, "abc")))
    assert smallest_cause(node, dict.fromkeys("abc", False), reads) == (reads[0],)


# Worked examples.


@pytest.mark.parametrize(
    ("text", "facts", "cause"),
    [
        ("insolvent and first", {"insolvent": True, "first": False}, ("first",)),
        ("insolvent and first", {"insolvent": False, "first": False}, ("insolvent",)),
        ("insolvent or first", {"insolvent": False, "first": False}, ("insolvent", "first")),
        ("min(costs.planned, aid.past) >= floor", {"costs.planned": 500_000, "aid.past": 99_999}, ("aid.past",)),
        ("costs.planned - aid.past >= floor", {"costs.planned": 100_000, "aid.past": 1}, ("costs.planned", "aid.past")),
        ("any(x.settled for x in cost) or first", {"cost": ({"settled": False},), "first": False}, ("cost", "first")),
        (
            "costs.planned < ceiling if first else insolvent",
            {"first": False, "insolvent": False},
            ("first", "insolvent"),
        ),
        ("floor < debt", {"first": True}, ()),
    ],
)
def test_what_is_cited(text, facts, cause):
    figures = {"floor": Known(1000), "ceiling": Known(9999), "debt": Known(-5)}
    assert smallest_cause(Settling(figures).settle(rule(text).node).node, facts) == cause


def test_many_facts_are_cited_in_reading_order():
    names = ("insolvent", "first")
    parts = " or ".join([*names, *(f"{name} > {name} + floor" for name in ("costs.planned", "aid.past"))])
    node = Settling({"floor": Known(0)}).settle(rule(parts).node).node
    facts = {"first": False, "insolvent": False, "costs.planned": 1, "aid.past": 1}
    assert smallest_cause(node, facts) == ("insolvent", "first", "costs.planned", "aid.past")
    assert isinstance(node, Or)
    assert smallest_cause(Or(node.parts[:2]), facts) == names


def test_no_record_is_at_fault_where_the_list_itself_is_not_read_or_none_at_all_would_fail_too():
    costs = Fact("cost", Records({"paid": YesNo()}))
    some = Walk("any", "x", costs, Element("x", "cost", "paid", YesNo()), None, YesNo())
    assert causes.offending(some, {"cost": ({"paid": False},)}, "cost") == ()
    assert causes.offending(some, {"cost": 5}, "cost") == ()

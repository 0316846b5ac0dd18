"""Between two neighbouring boundary values of a fact the answer is the same."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.rules.expressions import FACTS, cases, condition, facts_in, rule

from intra_core.model.days import DAYS_OF_THE_YEAR, FIRST, LAST
from intra_core.rules.boundary import boundary_values, through_a_function
from intra_core.rules.figures import Bands, Figure, Known
from intra_core.rules.kinds import Day, MonthDay, Number
from intra_core.rules.language import Fact, walk
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling


@st.composite
def one_fact_open(draw):
    """A settled condition, its facts, and one of them that it reads once, as a number or day."""
    case = draw(cases(condition, beside=draw(st.sampled_from(BESIDE))))
    node = Settling(case.figures).settle(case.node).node
    names = [
        each.name for each in walk(node) if isinstance(each, Fact) and isinstance(each.kind, Number | Day | MonthDay)
    ]
    once = [name for name in dict.fromkeys(names) if names.count(name) == 1]
    assume(once)
    name = draw(st.sampled_from(once))
    assume(not through_a_function(node, FACTS[name]))
    others = draw(st.sampled_from((case.facts, case.fewer)))
    return node, FACTS[name], {key: value for key, value in others.items() if key != name}


def values_of(node, fact, facts=None):
    return boundary_values(node, fact, facts)


BESIDE = (
    "min(aid.past * intensity, ceiling) - debt > floor",
    "age * bonus + span == span",
    "(lasting if first else lasting) >= term",
    "fiscal_year(cutoff, year_end) > year(opening)",
    "nights - nights > stay",
)


@given(one_fact_open(), st.data())
def test_nothing_flips_between_two_neighbours(drawn, data):
    node, fact, others = drawn
    found = values_of(node, fact, others)
    assert list(found) == sorted(set(found))
    truths = {value: Possible({**others, fact.name: value}).truth(node) for value in found}
    wide = [pair for pair in pairwise(found) if pair[1] - pair[0] > 1]
    assume(wide)
    low, high = data.draw(st.sampled_from(wide))
    middle = data.draw(st.integers(low + 1, high - 1))
    assume(not isinstance(fact.kind, MonthDay) or middle in DAYS_OF_THE_YEAR)
    assert Possible({**others, fact.name: middle}).truth(node) is truths[low] is truths[high]


@given(cases(condition))
def test_every_value_is_one_the_fact_can_have(case):
    node = Settling(case.figures).settle(case.node).node
    for name, fact in facts_in(node).items():
        for found in (values_of(node, fact), values_of(node, fact, case.fewer)):
            assert found
            if isinstance(fact.kind, Number):
                assert fact.low == found[0] <= found[-1] == fact.high
            if isinstance(fact.kind, Day):
                assert FIRST == found[0] <= found[-1] == LAST
        assert set(boundary_values(node, fact)) <= set(found), name


# Worked examples.


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("costs.planned * intensity >= floor", "costs.planned", {166_666, 166_667}),
        ("costs.planned == floor", "costs.planned", {99_999, 100_000, 100_001}),
        ("costs.planned != floor", "costs.planned", {99_999, 100_000, 100_001}),
        ("floor < costs.planned <= ceiling", "costs.planned", {100_000, 100_001, 999_999, 1_000_000}),
        ("min(costs.planned * intensity, ceiling) > floor", "costs.planned", {166_666, 166_667, 1_666_664, 1_666_665}),
        ("costs.planned > aid.past", "costs.planned", {5, 6}),
        ("registered + notice >= on", "registered", {737_482, 737_483}),
        ("years_between(registered, on) >= span", "registered", {736_388, 736_389}),
        ('band(costs.planned, class_of) == "mid"', "costs.planned", {99, 100, 99_999, 100_000}),
        ('band(costs.planned * intensity, class_of) == "mid"', "costs.planned", {166, 167, 166_666, 166_667}),
        ("any(x.net * intensity > costs.planned for x in cost)", "costs.planned", {1, 2, 5, 6}),
        ("sum(x.net for x in cost if x.net > costs.planned) > costs.planned", "costs.planned", {3, 4, 10, 11}),
        ("insolvent", "insolvent", {False, True}),
        ("size in sizes.small", "size", {"micro", "small", "medium"}),
        ("activity in sectors.old", "activity", {"2:01", "2:10.1", "~"}),
        ('market == "DE" or market in markets.near', "market", {"DE", "AT", "~"}),
        ("market == partner", "market", {"~"}),
        ("count(cost) > lines", "cost", {()}),
    ],
)
def test_flips(text, name, values):
    figures: dict[str, Figure] = {
        "intensity": Known(Fraction(3, 5)),
        "floor": Known(1000),
        "ceiling": Known(Fraction(999_999, 100)),
        "notice": Known(1),
        "span": Known(3),
        "lines": Known(1),
        "class_of": Bands(((Fraction(0), "low"), (Fraction(1), "mid"), (Fraction(1000), "high"))),
    }
    node = Settling(figures).settle(rule(text).node).node
    others = {"aid.past": 5, "on": 737_484, "cost": ({"net": 3}, {"net": 10})}
    others.pop(name, None)
    assert values <= set(boundary_values(node, FACTS[name], others))

"""Whoever answers what is asked gets as far as the facts can lead, and nobody is asked for what is known."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.expressions import Case, amount, case, cases, condition, facts_in, rule

from intra_core.rules.asks import bearing, decided, open_facts
from intra_core.rules.boundary import boundary_values
from intra_core.rules.figures import Bands, Figure, Known, Open, Table
from intra_core.rules.kinds import RATE, Choice, Code, Day, Records, YesNo, number_of
from intra_core.rules.language import Among, And, Choose, Compare, Constant, Element, Fact, Named, Node, Or, walk
from intra_core.rules.parse import Fault
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling
from intra_core.rules.vocabulary import Definition

Facts = Mapping[str, Any]


def settled(case: Case) -> Node:
    """Settle a case with its open figures."""
    return Settling(case.opened).settle(case.node).node


def missing(facts: Facts, name: str) -> bool:
    """Whether a fact, or a field of some record of a list, is not known."""
    for dot in [place for place, letter in enumerate(name) if letter == "."][::-1]:
        records = facts.get(name[:dot])
        if isinstance(records, tuple):
            return any(missing(record, name[dot + 1 :]) for record in records)
    return name not in facts


def told(facts: Facts, every: Facts, name: str) -> dict[str, object]:
    """The facts with one more fact, or with one field in all records of a list."""
    for dot in [place for place, letter in enumerate(name) if letter == "."][::-1]:
        head, rest = name[:dot], name[dot + 1 :]
        records = facts.get(head)
        if isinstance(records, tuple):
            by_id = {each["place"]: each for each in every[head]}
            return {**facts, head: tuple(told(each, by_id[each["place"]], rest) for each in records)}
    return {**facts, name: every[name]} if name in every else dict(facts)


def placed(facts: Facts) -> dict[str, object]:
    """The facts with a mark on each record, so that one with gaps is known again among those without."""
    return {
        name: tuple({**placed(each), "place": place} for place, each in enumerate(value))
        if isinstance(value, tuple)
        else value
        for name, value in facts.items()
    }


def is_code(node: Node, name: str) -> bool:
    """Say whether a fact is a code, which is asked for again where it is too coarse or of another revision."""
    read = (each for each in walk(node) if isinstance(each, Fact | Element))
    return any(
        isinstance(each.kind, Code)
        for each in read
        if (each.name if isinstance(each, Fact) else f"{each.list_name}.{each.name}") == name
    )


@given(cases(condition, amount), st.data())
def test_answers_lead_as_far_as_all_facts_do(case, data):
    node = settled(case)
    every = placed(case.facts)
    known = placed(case.fewer)
    for _ in range(100):
        at = Possible(known)
        asks = open_facts(at, [node])
        if decided(node, at.value(node)):
            assert asks == ()
        coarse = [name for name in asks if not missing(known, name)]
        assert all(is_code(node, name) for name in coarse), f"{coarse} are known and asked for"
        open_still = [name for name in asks if name not in coarse]
        if not open_still:
            break
        known = told(known, every, data.draw(st.sampled_from(open_still)))
    assert not open_still
    assert Possible(known).value(node) == Possible(every).value(node)


def test_of_a_code_that_is_too_coarse_only_the_facts_that_give_it_are_asked_for_again():
    nace = Code("nace")
    first, second, new = Fact("first", nace), Fact("second", nace), Fact("new", YesNo())
    node = Among(Named("activity", Choose(new, first, second, nace)), frozenset({"2:10.1"}), None)
    told = {"first": "2:10", "second": "2:10"}
    assert open_facts(Possible({**told, "new": True}), [node]) == ("first",)
    assert open_facts(Possible({**told, "new": False}), [node]) == ("second",)
    assert open_facts(Possible(told), [node]) == ("first", "second")


def completions(node: Node, facts: Facts, lists: Facts, rng: random.Random) -> Iterator[dict[str, object]]:
    """Complete the facts at random, around the bounds that a rule compares with."""
    pools = {name: pool(node, name, lists, rng) for name in facts_in(node) if name not in facts}
    for _ in range(20):
        yield {**facts, **{name: rng.choice(values) for name, values in pools.items()}}


def pool(node: Node, name: str, lists: Facts, rng: random.Random) -> list[object]:
    """A few values of a fact worth trying."""
    fact = facts_in(node)[name]
    if isinstance(fact.kind, Records):
        return [(), lists[name], lists[name][:1]]
    found = list(boundary_values(node, fact))
    if isinstance(fact.kind, Day):
        found += [737_000, 738_900]
    return [*rng.sample(found, min(len(found), 5)), lists[name]]


def pivotal(node: Node, case: Case, rng: random.Random) -> set[str]:
    """The facts of which two values lead to different verdicts, whatever the others are then."""
    found = set()
    names = [name for name in facts_in(node) if name not in case.fewer]
    for whole in completions(node, case.fewer, case.facts, rng):
        held = Possible(whole).truth(node)
        for name in names:
            if name not in found:
                others = pool(node, name, case.facts, rng)
                if any(Possible({**whole, name: each}).truth(node) is not held for each in others):
                    found.add(name)
    return found


def test_needless_questions_are_counted(figure):
    """What depends on a missing fact twice may be unknown though every completion agrees; this tells how often."""
    counted: Counter[str] = Counter()
    rng = random.Random(300_000)
    while counted["rules"] < 60:
        try:
            made = case(rng.choice, condition(rng.choice, most=1))
        except Fault:
            continue
        kept = {name: value for name, value in made.facts.items() if rng.random() < 1 / 3}
        made = Case(made.rule, made.figures, made.opened, made.facts, kept)
        node = settled(made)
        asks = open_facts(Possible(kept), [node])
        if Possible(kept).truth(node) is None:
            needed = pivotal(node, made, rng)
            assert asks or not needed
            counted.update(rules=1, asked=len(asks), needless=len(set(asks) - needed))
    figure(
        "questions that no pair of values tried could show to be needed",
        f"{counted['needless']} of {counted['asked']}, over {counted['rules']} generated rules",
    )


# Worked examples.

BANDS = Bands(((Fraction(0), "low"), (Fraction(1000), "mid"), (Fraction(10_000), "high")))
RATES = Table({("micro",): Known(1), ("small",): Open(0, 1), ("medium",): Known(1)})


@pytest.mark.parametrize(
    ("text", "facts", "asks"),
    [
        ("insolvent and first", {}, ("insolvent", "first")),
        ("insolvent and first", {"insolvent": False}, ()),
        ("insolvent or first", {"insolvent": False}, ("first",)),
        ("min(costs.planned, aid.past) >= floor", {"costs.planned": 200_000}, ("aid.past",)),
        ("min(costs.planned, floor, aid.past) >= floor", {"costs.planned": 200_000}, ("aid.past",)),
        ("max(costs.planned, aid.past) >= ceiling", {"costs.planned": 200_000}, ("aid.past",)),
        ("max(costs.planned, debt) >= aid.past", {"aid.past": 5}, ("costs.planned",)),
        ("(costs.planned if first else aid.past) >= floor", {"first": True}, ("costs.planned",)),
        ("(costs.planned if first else aid.past) >= floor", {"first": False}, ("aid.past",)),
        ("(costs.planned if first else aid.past) >= floor", {}, ("first", "costs.planned", "aid.past")),
        ("costs.planned >= fee", {}, ("costs.planned",)),
        ("costs.planned >= fee", {"costs.planned": 50_000}, ()),
        ("min(fee, costs.planned + ceiling) >= floor", {}, ()),
        ("max(fee, debt - costs.planned) >= floor", {}, ()),
        ("rate_of[size] >= intensity", {}, ("size",)),
        ("rate_of[size] >= intensity", {"size": "small"}, ()),
        ('band(costs.planned, class_of) == "low"', {}, ("costs.planned",)),
        ('band(costs.planned - price, class_of) == "low"', {"costs.planned": 0}, ()),
        ("any(x.settled for x in cost)", {}, ("cost",)),
        ("any(x.settled for x in cost)", {"cost": ({"settled": True}, {})}, ()),
        ("any(x.settled for x in cost)", {"cost": ({"settled": False}, {})}, ("cost.settled",)),
        ("any(x.settled for x in cost if x.net > floor)", {"cost": ({"settled": False},)}, ()),
        ("all(x.settled for x in cost if x.net > floor)", {"cost": ({"settled": True},)}, ()),
        ("sum(x.net for x in cost if x.settled) > floor", {"cost": ({"net": 0}, {"net": 200_000})}, ("cost.settled",)),
        ("sum(x.net for x in cost if x.settled) > floor", {"cost": ({"net": 0},)}, ()),
        ("sum(x.net for x in cost if x.settled) > floor", {"cost": ({"net": 0}, {"settled": True})}, ("cost.net",)),
        ("max(x.net for x in cost) >= floor", {"cost": ()}, ()),
        ("any(any(y.final for y in x.payments) for x in cost)", {"cost": ({},)}, ("cost.payments",)),
        (
            "any(any(y.final for y in x.payments) for x in cost)",
            {"cost": ({"payments": ({},)},)},
            ("cost.payments.final",),
        ),
    ],
)
def test_what_is_asked(text, facts, asks):
    figures: dict[str, Figure] = {
        "fee": Open(300, 9999),
        "floor": Known(1000),
        "ceiling": Known(10_000),
        "debt": Known(-5),
        "price": Known(1),
        "intensity": Known(1),
        "class_of": BANDS,
        "rate_of": RATES,
    }
    node = Settling(figures).settle(rule(text).node).node
    assert open_facts(Possible(facts), [node]) == asks


def test_names_come_in_reading_order_and_once():
    nodes = [Settling({}).settle(rule(text).node).node for text in ("first or insolvent", "insolvent and first")]
    assert open_facts(Possible({}), nodes) == ("first", "insolvent")


# Regressions.


def test_a_definition_may_walk_with_a_letter_that_is_in_use_where_it_is_named():
    figures = {"floor": Known(1), "call.costs.since": Known(1), "call.costs.until": Known(800_000)}
    node = Settling(figures).settle(rule("any(costs.eligible > floor and x.settled for x in cost)").node).node
    line = {"net": 500_00, "kind": "fee", "incurred": 700_000}
    assert open_facts(Possible({"cost": (line, {**line, "settled": False})}), [node]) == ("cost.settled",)
    gap = {"kind": "fee", "incurred": 700_000}
    assert open_facts(Possible({"cost": (gap, {**line, "settled": True, "net": 0})}), [node]) == (
        "cost.net",
        "cost.settled",
    )


def test_a_rounded_quotient_is_asked_for():
    made = rule("d0 >= bonus", {"d0": ratio("costs.planned / max(price, aid.past)")})
    node = Settling({"price": Known(1), "bonus": Known(1)}).settle(made.node).node
    assert open_facts(Possible({}), [node]) == ("costs.planned", "aid.past")
    assert open_facts(Possible({"aid.past": 100}), [node]) == ("costs.planned",)


def ratio(text):
    return Definition(name="d0", text=text, rounding="down", step=(1, 100), step_kind=RATE)


HEADS = number_of("persons")
STAFF, SALES = Fact("staff", HEADS, 0, 300), Fact("sales", HEADS, 0, 300)
SMALL, MEDIUM = Fact("small", YesNo()), Fact("medium", YesNo())
SIZE = Choice({"micro", "small", "large"})


def below(fact: Fact, bound: int) -> Compare:
    return Compare("<", fact, Constant(bound, HEADS))


def word(name: str) -> Constant:
    return Constant(name, SIZE)


def test_a_fact_that_only_chooses_between_equals_does_not_bear() -> None:
    micro = And((below(STAFF, 10), below(SALES, 10)))
    size = Choose(micro, word("micro"), Choose(below(STAFF, 50), word("small"), word("large"), SIZE), SIZE)
    node = Among(size, frozenset({"micro", "small"}), None)
    assert open_facts(Possible({}), [node]) == ("staff", "sales")
    assert bearing(Possible({}), node, ("staff", "sales")) == ("staff",)


def test_where_too_much_would_have_to_be_tried_every_fact_stays() -> None:
    wide = Or(tuple(And((below(STAFF, bound), below(SALES, bound))) for bound in range(10, 60, 3)))
    assert bearing(Possible({}), wide, ("staff", "sales")) == ("staff", "sales")


@pytest.mark.parametrize(
    "node",
    [
        Or((And((SMALL, Compare("<", STAFF, SALES))), And((SMALL, Compare(">=", STAFF, SALES))))),
        Or((And((SMALL, below(STAFF, 10))), And((SMALL, Compare("<=", Constant(10, HEADS), STAFF))))),
    ],
)
def test_facts_that_are_compared_with_each_other_all_stay(node: Node) -> None:
    names = open_facts(Possible({}), [node])
    wanted = names if "sales" in names else ("small",)
    assert bearing(Possible({}), node, names) == wanted


def test_one_fact_alone_stays() -> None:
    assert bearing(Possible({}), below(STAFF, 10), ("staff",)) == ("staff",)
    assert bearing(Possible({"medium": True}), And((SMALL, MEDIUM)), ("small", "gone")) == ("small", "gone")

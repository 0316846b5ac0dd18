"""The least steps that are found are those that trying every step finds, and where none is found there is none."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.expressions import cases, condition, rule

from intra_core.rules.counterfactual import Budget, goal, least, put, some_step
from intra_core.rules.figures import Known, Open, Table
from intra_core.rules.kinds import Choice, Code, Day, Number, Records, Text, YesNo, number_of
from intra_core.rules.language import (
    And,
    Compare,
    Constant,
    Element,
    Fact,
    Lookup,
    Node,
    Or,
    Sum,
    Unpublished,
    Walk,
    walk,
)
from intra_core.rules.levers import Setting, Waiting, widened
from intra_core.rules.list_levers import Adding, Dropping
from intra_core.rules.possible import Perhaps, Possible, Span
from intra_core.rules.settle import Settling

EUR, PERSONS = number_of("EUR"), number_of("persons")


@st.composite
def tasks(draw):
    """A settled condition, what is told, and up to three levers of a few steps each on facts that it reads."""
    case = draw(cases(condition))
    node = Settling(draw(st.sampled_from((case.figures, case.opened)))).settle(case.node).node
    facts = dict(draw(st.sampled_from((case.facts, case.facts, case.fewer))))
    found = {each.name: each for each in walk(node) if isinstance(each, Fact)}
    levers: list[Any] = []
    for name, told in facts.items():
        levers += _levers(draw, found[name].kind, name, told) if name in found else []
    picked = draw(st.lists(st.sampled_from(levers), min_size=1, max_size=3, unique=True)) if levers else []
    slots = {lever.slot: lever for lever in picked if lever.size}
    return node, facts, sorted(slots.values(), key=lambda lever: lever.slot)


def _levers(draw, kind, name, told):
    step = draw(st.sampled_from((1, -1, 7, -50_000, 100_000)))
    match kind:
        case Number() | Day():
            low = 1 if isinstance(kind, Day) else 0
            way = "rise" if step > 0 else "fall"  # of days too: some of these are that of decision, or before it
            values = [value for value in range(told, told + 5 * step, step) if low <= value < 3_000_000]
            yield Setting(fact=name, way=way, effort=1, values=range(told, told + len(values) * step, step) or (told,))
        case YesNo():
            yield Setting(fact=name, way="no" if told else "yes", effort=1, values=(told, not told))
        case Choice():
            yield Setting(fact=name, way="words", effort=2, values=(told, *sorted(kind.values - {told})))
        case Records() if told:
            yield Dropping(fact=name, effort=1, choices=(frozenset(), frozenset({0}), frozenset(range(len(told)))))
            yield Adding(fact=name, effort=1, record=told[-1], size=2)
            for key, each in kind.fields.items():
                if key in told[0] and not isinstance(each, Records):
                    yield from (
                        evolve(lever, fact=f"{name}.{key}", place=0) for lever in _levers(draw, each, key, told[0][key])
                    )
        case _:
            pass


def first_by_trying(node, facts, levers):
    """Try every step of every lever, the least first."""
    ranges = [range(lever.first, lever.size + 1) for lever in levers]
    return next((steps for steps in product(*ranges) if truth(node, facts, levers, steps) is True), None)


def truth(node, facts, levers, steps):
    return Possible(put(facts, levers, steps, steps)).truth(node)


def found_by_search(node, facts, levers, told=None, budget=100_000):
    spend = Budget(budget)
    steps = least([goal(node, told)], facts, levers, lambda steps: truth(node, facts, levers, steps) is True, spend)
    return steps, spend


@given(tasks())
def test_the_search_finds_what_trying_everything_finds(task):
    node, facts, levers = task
    wanted = first_by_trying(node, facts, levers)
    assert found_by_search(node, facts, levers)[0] == wanted
    assert found_by_search(node, facts, levers, told=facts)[0] == wanted


@given(tasks(), st.data())
def test_steps_put_together_cover_each_of_them(task, data):
    node, facts, levers = task
    ends = [sorted(data.draw(st.tuples(*[st.integers(0, lever.size)] * 2))) for lever in levers]
    low, high = [each[0] for each in ends], [each[1] for each in ends]
    at = Possible(put(facts, levers, low, high))
    held = at.truth(node)
    hope = [goal(node).may_hold(at), goal(node, facts).may_hold(at)]
    for steps in product(*(range(first, most + 1) for first, most in ends)):
        single = truth(node, facts, levers, steps)
        assert held is None or single is held
        assert single is not True or False not in hope


# Worked examples.


def more(name, least, most, effort=1):
    return Setting(fact=name, way="rise", effort=effort, values=range(least, most + 1))


A, B = Fact("a", EUR), Fact("b", EUR)


def test_rows_of_one_table_that_nobody_published_are_not_taken_for_one_another():
    size = Fact("size", Choice({"small", "medium", "large"}))
    rows: dict[tuple[str, ...], Node] = {
        ("small",): Unpublished("top", EUR, 50, 100), ("medium",): Unpublished("top", EUR, 300, 400),
        ("large",): Unpublished("top", EUR, 300, 500),
    }  # fmt: skip
    node = Compare("<", Lookup("top", (size,), rows, EUR), Constant(200, EUR))
    smaller = Setting(fact="size", way="words", effort=1, values=("large", "medium", "small"))
    assert found_by_search(node, facts := {"size": "large"}, [smaller], told=facts)[0] == (2,)


def at_least(left, amount):
    return Compare(">=", left, Constant(amount, EUR))


def test_the_first_lever_moves_least_then_the_second():
    both = at_least(Sum(A, B, 1, EUR), 100)
    facts = {"a": 0, "b": 0}
    assert found_by_search(both, facts, [more("a", 0, 80), more("b", 0, 70)])[0] == (30, 70)
    assert found_by_search(both, facts, [more("b", 0, 70), more("a", 0, 80)])[0] == (20, 80)


def test_a_great_range_takes_few_readings():
    steps, spend = found_by_search(at_least(A, 123_456_789), {"a": 0}, [more("a", 0, 10**12)])
    assert steps == (123_456_789,)
    assert spend.used < 200


def test_a_search_that_ends_early_says_so():
    steps, spend = found_by_search(at_least(A, 500), {"a": 0}, [more("a", 0, 1_000)], budget=3)
    assert steps is None
    assert spend.spent


def test_a_search_that_finds_nothing_is_not_cut_short():
    steps, spend = found_by_search(at_least(A, 2_000), {"a": 0}, [more("a", 0, 1_000)])
    assert steps is None
    assert not spend.spent


def test_what_is_not_told_may_still_be_told_or_never_will_be():
    either = And((at_least(A, 10), at_least(B, 10)))
    told = {"a": 5}
    wide = Possible({"a": Span(5, 20)})
    assert goal(either).may_hold(wide) is None
    assert goal(either, told).may_hold(wide) is False
    assert goal(Or((at_least(A, 10), at_least(B, 10))), told).may_hold(wide) is None


def test_a_list_that_is_not_told_stands_for_any_list():
    aid = Fact("award", Records({"amount": EUR}, "awards", {"amount": (0, 10**11)}))
    had = Walk("sum", "x", aid, Element("x", "award", "amount", EUR), None, EUR)
    fits = Compare("<=", Sum(A, had, 1, EUR), Constant(100, EUR))
    assert goal(fits).may_hold(Possible({"a": Span(0, 50)})) is None
    assert goal(fits, {"a": 0}).may_hold(Possible({"a": Span(0, 50)})) is False
    some = Walk("any", "x", aid, at_least(Element("x", "award", "amount", EUR), 10), None, YesNo())
    assert goal(some, {}).may_hold(Possible({})) is False


@pytest.mark.parametrize(
    ("figure", "hope"),
    [
        (Unpublished("floor", EUR, 0, 50), None),
        (Unpublished("floor", EUR, 0, 5_000), False),
    ],
    ids=["within reach", "out of reach"],
)
def test_a_figure_that_nobody_knows_has_to_be_met_whatever_it_is(figure, hope):
    enough = Compare(">=", A, figure)
    assert goal(enough).may_hold(Possible({"a": Span(0, 100)})) is hope


def test_words_that_nobody_knows_are_taken_one_way_and_the_other():
    size = Choice({"micro", "small"})
    asked = Compare("==", Fact("size", size), Unpublished("which", size, words=frozenset({"micro", "small"})))
    assert goal(asked).may_hold(Possible({"size": "micro"})) is False
    assert goal(Compare("==", Fact("size", size), Constant("micro", size)), {}).may_hold(Possible({})) is False


def test_a_code_or_text_that_is_not_told_stays_open():
    for kind in (Code("nuts"), Text()):
        asked = Compare("==", Fact("seat", kind), Constant("SI03", kind))
        assert goal(asked, {}).may_hold(Possible({})) is None


def test_of_many_things_that_nobody_knows_all_are_taken_at_their_ends():
    names = ("p", "q", "r", "s")
    every = And(tuple(at_least(Fact(name, EUR), 10) for name in names))
    assert len(goal(every, {}).completions) == 2
    assert len(goal(And(every.parts[:2]), {}).completions) == 4
    assert goal(every, {}).may_hold(Possible({})) is False


def test_what_is_given_to_a_table_is_looked_for_too():
    rate = Table(
        {
            ("micro",): Known(Fraction(1, 2)),
            ("small",): Open(Fraction(0), Fraction(1)),
            ("medium",): Known(Fraction(1, 10)),
        }
    )
    node = (
        Settling({"rate_of": rate, "intensity": Known(Fraction(2, 5))})
        .settle(rule("rate_of[size] >= intensity").node)
        .node
    )
    assert goal(node).may_hold(Possible({"size": "small"})) is False
    assert goal(node).may_hold(Possible({"size": frozenset({"small", "micro"})})) is None


def test_directions_of_one_fact_are_widened_into_one():
    up, down = more("a", 5, 9), Setting(fact="a", way="fall", effort=1, values=range(5, 1, -1))
    (both,) = widened([up, down])
    assert put({"a": 5}, [both], [0], [both.size])["a"] == Span(2, 9)
    assert widened([up]) == (up,)
    role = Setting(fact="x.role", way="words", effort=1, values=("other", "owner"), place=0)
    facts = put({"x": ({"role": "other"},)}, [role], [0], [1])
    assert facts["x"] == ({"role": frozenset({"other", "owner"})},)


def test_waiting_moves_both_days():
    wait = Waiting(effort=3, days=range(10, 20))
    assert put({}, [wait], [2], [2]) == {"on": 12, "project.submitted": 12}
    assert put({}, [wait], [0], [9]) == {"on": Span(10, 19), "project.submitted": Span(10, 19)}
    assert wait.names == {"on", "project.submitted"}


def test_added_records_may_be_of_the_day_of_application():
    paper = Adding(fact="document", effort=1, record={"kind": "statement"}, size=3, dated=("issued",))
    facts: Any = put({"document": (), "project.submitted": 7}, [paper], [1], [2])
    one, perhaps = facts["document"]
    assert one == perhaps == {"kind": "statement", "issued": 7}
    assert type(perhaps) is Perhaps


def test_a_day_fits_behind_that_of_decision():
    day = Setting(fact="d", way="later", effort=1, values=range(10, 20))
    assert [day.fits(low, high, {"on": 12}) for low, high in ((0, 1), (1, 2), (2, 9))] == [False, None, True]
    assert [day.fits(3, 3, {"on": Span(early, 15)}) for early in (12, 13, 14)] == [None, None, False]
    sooner = Setting(fact="d", way="earlier", effort=1, values=range(19, 9, -1))
    assert [sooner.fits(low, high, {"on": 12}) for low, high in ((8, 9), (7, 8), (0, 7))] == [False, None, True]
    assert more("a", 1, 2).fits(0, 1, {})


def test_whoever_a_cost_names_is_not_left_out():
    drop = Dropping(fact="who", effort=1, choices=(frozenset({0}), frozenset({1})), ids=["a", None], named_in="cost")
    assert drop.fits(0, 0, {"cost": ({"who": "a"},)}) is False
    assert drop.fits(1, 1, {"cost": ({"who": "a"}, {})})
    assert drop.fits(0, 1, {"cost": ({"who": "a"},)}) is None
    assert drop.fits(0, 0, {"cost": (Perhaps({"who": "a"}),)}) is None
    assert drop.fits(0, 0, {"cost": ()})
    assert drop.fits(0, 0, {})


def test_a_search_in_which_some_steps_do_not_fit_ends_soon():
    """Leaving out who is named fits with no amount: one look says so, not one for each amount."""
    drop = Dropping(fact="who", effort=1, choices=(frozenset(), frozenset({0})), ids=["a", "b"], named_in="cost")
    facts = {"who": ({"id": "a"}, {"id": "b"}), "cost": ({"who": "a"},), "a": 1}
    enough = goal(Compare(">=", Fact("a", EUR), Constant(2, EUR)))
    spend = Budget(100)
    assert least([enough], facts, [drop, more("a", 1, 10**6)], lambda _: False, spend) is None
    assert spend.used < 5


def test_two_amounts_that_one_condition_reads_are_found_soon():
    total = Sum(Fact("a", EUR, 0, 10**8), Fact("b", EUR, 0, 10**8), 1, EUR)
    goals = [
        goal(Compare("<=", Fact("a", EUR, 0, 10**8), Constant(3 * 10**7, EUR))),
        goal(Compare("<=", total, Constant(5 * 10**7, EUR))),
    ]
    levers = [Setting(fact=name, way="fall", effort=1, values=range(8 * 10**7 + 1, -1, -1)) for name in ("a", "b")]
    spend = Budget(1_500)
    facts = {"a": 8 * 10**7 + 1, "b": 8 * 10**7 + 1}
    steps = least(goals, facts, levers, lambda _: True, spend)
    assert steps == (5 * 10**7 + 1, 6 * 10**7 + 1)
    assert not spend.spent


@pytest.mark.parametrize("flips", [0, 1, 2, 5, 6, 7, 8])
def test_a_step_is_found_at_which_the_answer_flips(flips):
    lever = more("a", 3, 10)
    found = some_step(lever, lambda steps: steps[0] >= flips)
    assert found == ((max(flips, lever.first),) if flips <= lever.size else None)


def test_dropping_keeps_what_no_step_drops():
    drop = Dropping(fact="x", effort=1, choices=(frozenset(), frozenset({0}), frozenset({0, 1})))
    facts: Any = put({"x": ({"n": 0}, {"n": 1}, {"n": 2})}, [drop], [1], [2])
    assert facts["x"] == ({"n": 1}, {"n": 2})
    assert [type(each) is Perhaps for each in facts["x"]] == [True, False]

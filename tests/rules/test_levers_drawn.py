"""Levers by themselves: what they change, what they may stand beside, and which of them belong together."""

from itertools import product

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.counterfactual import goal, independent, some_step
from intra_core.rules.kinds import YesNo
from intra_core.rules.language import Fact, Or
from intra_core.rules.levers import Setting, Waiting, widened
from intra_core.rules.list_levers import Adding, Dropping
from intra_core.rules.possible import Perhaps, Possible

DAYS = st.tuples(st.integers(700_000, 700_100), st.integers(1, 9)).map(lambda of: range(of[0], of[0] + of[1]))


@given(DAYS, st.frozensets(st.sampled_from("abc")), st.data())
def test_who_waits_applies_and_is_decided_on_the_same_day(days, along, data):
    waiting = Waiting(effort=1, days=days, along=along)
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, waiting.size)] * 2)))
    facts: dict[str, object] = {"other": 1}
    waiting.put(facts, low, high)
    for name in (ON.name, SUBMITTED):
        at = Possible(facts).value(ON if name == ON.name else Fact(SUBMITTED, ON.kind))
        assert at == (days[low], days[high])
    assert facts["other"] == 1
    assert waiting.size == len(days) - 1
    assert waiting.names == {*along, ON.name, SUBMITTED}
    assert waiting.fits(low, high, facts) is True
    # It moves the same fact as a lever on the day of application does.
    assert waiting.slot == Setting(fact=SUBMITTED, way="later", effort=1, values=days).slot
    other = Waiting(effort=1, days=days, fact=ON.name)
    assert waiting.slot != other.slot == Setting(fact=ON.name, way="later", effort=1, values=days).slot


STEPS = st.tuples(st.integers(-20, 20), st.integers(1, 6), st.sampled_from([1, -1])).map(
    lambda of: range(of[0], of[0] + of[1] * of[2], of[2])
)


@given(st.lists(st.tuples(st.sampled_from("abc"), STEPS), max_size=5))
def test_levers_on_one_fact_are_joined_to_one_that_reaches_as_far_as_all(drawn):
    levers = [Setting(fact=name, way="rise", effort=1, values=values) for name, values in drawn]
    joined = {lever.fact: lever for lever in widened(levers) if isinstance(lever, Setting)}
    assert len(joined) == len(widened(levers)) == len({name for name, _ in drawn})
    for name, lever in joined.items():
        reached = {value for other, values in drawn if other == name for value in values}
        ends = [int(each) for each in lever.values]
        assert {min(ends), max(ends)} == {min(reached), max(reached)}
        assert reached <= {*lever.values}


def dropping_of(name):
    return Dropping(fact=name, effort=2, choices=(frozenset(),))


def adding_of(name):
    return Adding(fact=name, effort=2, record={}, size=1)


@given(st.lists(st.frozensets(st.integers(0, 3)), min_size=1, max_size=4), st.lists(st.sampled_from("wxyz")), st.data())
def test_nobody_is_left_out_whom_another_record_names(choices, naming, data):
    ids = ("w", "x", "y", None)
    dropping = Dropping(fact="holder", effort=1, choices=tuple(choices), ids=ids, named_in="member")
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, dropping.size)] * 2)))
    facts = {"holder": tuple({"id": each} for each in ids), "member": tuple({"holder": each} for each in naming)}
    answers = {not ({ids[place] for place in choices[step]} & {*naming}) for step in range(low, high + 1)}
    assert dropping.fits(low, high, facts) is (answers.pop() if len(answers) == 1 else None)
    perhaps = {**facts, "member": tuple(Perhaps(each) for each in facts["member"])}
    assert dropping.fits(low, high, perhaps) is not False
    assert dropping.fits(low, high, {"holder": facts["holder"]}) is True
    assert dropping.names == {"holder"}
    adding = Adding(fact="holder", effort=1, record={"id": "v"}, size=2)
    assert adding.fits(low, high, facts) is True
    every = [lever(name) for lever in (dropping_of, adding_of) for name in ("holder", "member")]
    assert len({each.slot for each in every} | {evolve(adding, variant=1).slot}) == 5
    assert dropping.slot == every[0].slot
    assert adding.names == dropping.names


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3), max_size=5), st.data())
def test_levers_stand_in_one_group_where_a_chain_of_goals_joins_them(read, data):
    names = data.draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6))
    levers = [Setting(fact=name, way="yes", effort=1, values=(False, True)) for name in names]
    goals = [goal(Or(tuple(Fact(name, YesNo()) for name in sorted(each)))) for each in read]
    groups = independent(goals, levers)
    assert sorted(place for group in groups for place in group) == [*range(len(levers))]
    assert [*groups] == sorted(groups)
    joined = {(one, other) for each in read for one, other in product(names, repeat=2) if {one, other} <= each}
    joined |= {(name, name) for name in names}
    for middle, one, other in product(names, repeat=3):  # chains, as Warshall has them
        if (one, middle) in joined and (middle, other) in joined:
            joined.add((one, other))
    where = {names[place]: group for group in groups for place in group}
    assert all((where[one] == where[other]) == ((one, other) in joined) for one, other in product(names, repeat=2))


@given(st.integers(1, 60), st.integers(0, 70))
def test_of_a_lever_that_turns_once_the_step_where_it_turns_is_found(size, turns):
    lever = Setting(fact="costs", way="fall", effort=1, values=range(size + 1))
    wanted = (max(turns, 1),) if turns <= size else None
    assert some_step(lever, lambda steps: steps[0] >= turns) == wanted


@given(st.frozensets(st.integers(0, 30)))
def test_of_a_lever_that_turns_often_one_of_its_turns_is_found_or_none(holding):
    lever = Setting(fact="costs", way="fall", effort=1, values=range(31))
    found = some_step(lever, lambda steps: steps[0] in holding)
    assert found is None or (found[0] in holding and (found[0] == 1 or found[0] - 1 not in holding))
    assert found is not None or not {1, 30} & holding

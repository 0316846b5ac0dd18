"""Levers by themselves: what they change, what they may stand beside, and which of them belong together."""

from itertools import product

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.changes import WAYS
from intra_core.rules.counterfactual import goal, independent, some_step
from intra_core.rules.kinds import Day, YesNo
from intra_core.rules.language import Fact, Or
from intra_core.rules.levers import Setting, Waiting, widened
from intra_core.rules.list_levers import Adding, Dropping
from intra_core.rules.possible import Perhaps, Possible, Span

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


VALUES = st.one_of(
    STEPS,
    st.lists(st.sampled_from(["fair", "visit", "other"]), min_size=1, unique=True).map(tuple),
    st.sampled_from([(False, True), (True, False)]),
)


@given(VALUES, st.booleans(), st.data())
def test_a_setting_puts_one_of_its_values_or_all_between_two_in_the_place_of_what_is_told(values, of_record, data):
    setting = Setting(fact="cost.it", way="rise", effort=1, values=values, place=1 if of_record else None)
    assert setting.size == len(values) - 1
    assert setting.rough is not isinstance(values, range)
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, setting.size)] * 2)))
    facts = {"cost": ({"it": "kept"}, {"it": values[0], "net": 1}), "cost.it": values[0], "other": 1}
    before = dict(facts)
    setting.put(facts, low, high)
    changed = facts["cost"][1] if of_record else facts
    told = changed.get("it" if of_record else "cost.it")
    among = values[low : high + 1]
    if len(among) == 1:
        assert told == among[0]
    elif isinstance(values, range):
        assert told == Span(min(among), max(among))
    else:
        assert told == (frozenset(among) if isinstance(values[0], str) else None)
    apart = {"cost"} if of_record else {"cost.it"}
    assert {name: each for name, each in facts.items() if name not in apart} == {
        name: each for name, each in before.items() if name not in apart
    }
    assert not of_record or (facts["cost"][0], changed["net"]) == ({"it": "kept"}, 1)
    assert setting.fits(low, high, facts) is True


@given(DAYS, st.sampled_from(sorted(WAYS)), st.integers(699_995, 700_110), st.integers(0, 5), st.data())
def test_only_a_day_that_is_still_to_come_can_be_set(days, way, today, more, data):
    setting = Setting(fact="project.starts", way=way, effort=1, values=days)
    assert setting.ahead is (WAYS[way] is Day)
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, setting.size)] * 2)))
    decided = today if not more else Span(today, today + more)
    answers = {day >= on for day in days[low : high + 1] for on in range(today, today + more + 1)}
    found = setting.fits(low, high, {ON.name: decided})
    assert found is (True if not setting.ahead else None if len(answers) > 1 else answers.pop())


RECORDS = st.lists(st.sampled_from("xyz"), max_size=4).map(lambda each: tuple({"is": one} for one in each))


@given(RECORDS, st.data())
def test_records_left_out_by_some_steps_only_are_perhaps_there(records, data):
    places = st.frozensets(st.integers(0, max(len(records) - 1, 0)))
    dropping = Dropping(fact="cost", effort=1, choices=tuple(data.draw(st.lists(places, min_size=1, max_size=4))))
    assert dropping.size == len(dropping.choices) - 1
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, dropping.size)] * 2)))
    facts: dict[str, object] = {"cost": records}
    dropping.put(facts, low, high)
    steps = dropping.choices[low : high + 1]
    expected = []
    for place, record in enumerate(records):
        left_out = {place in each for each in steps}
        if left_out != {True}:
            expected.append((record, type(record) if left_out == {False} else Perhaps))
    assert [({**each}, type(each)) for each in facts["cost"]] == expected  # type: ignore[attr-defined] # records


@given(RECORDS, st.integers(0, 3), st.integers(0, 3), st.booleans())
def test_records_are_added_behind_those_there_are_and_more_of_them_are_perhaps_there(records, low, more, dated):
    adding = Adding(fact="cost", effort=1, record={"is": "new"}, size=6, dated=("on",) if dated else ())
    facts: dict[str, object] = {"cost": records, SUBMITTED: 700_000}
    adding.put(facts, low, low + more)
    made = {"is": "new", "on": 700_000} if dated else {"is": "new"}
    found = [({**each}, type(each)) for each in facts["cost"]]  # type: ignore[attr-defined] # records
    assert found == [*((each, dict) for each in records), *[(made, dict)] * low, *[(made, Perhaps)] * more]


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

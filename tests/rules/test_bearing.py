"""What bears on a rule, what is at fault in a list, and what a rule reads: held against trying everything."""

import ast
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.expressions import cases, facts_in, rule

from intra_core.model.days import ALWAYS
from intra_core.provenance import Basis, Mark
from intra_core.rules.asks import bearing, unanswered
from intra_core.rules.book import COSTS, RuleBook, derived_values
from intra_core.rules.causes import offending
from intra_core.rules.history import Condition, ConditionVersion
from intra_core.rules.kinds import Records, YesNo, number_of
from intra_core.rules.language import (
    And,
    Compare,
    Constant,
    Element,
    Fact,
    Named,
    Node,
    Not,
    Or,
    Walk,
    names_read,
    walk,
)
from intra_core.rules.parse import parse
from intra_core.rules.possible import Possible, Remembering
from intra_core.rules.settle import Settling
from intra_core.rules.vocabulary import Definition

EUR = number_of("EUR")
WORDS = "abcd"
FACTS = {name: Fact(name, YesNo()) for name in WORDS}
TREES = st.recursive(
    st.sampled_from(WORDS).map(FACTS.__getitem__),
    lambda part: part.map(Not) | st.lists(part, min_size=2, max_size=3).map(tuple).flatmap(
        lambda parts: st.sampled_from([And(parts), Or(parts)])
    ),
    max_leaves=8,
)  # fmt: skip


def plain(node, told):
    """Read a tree of yes and no as Python does."""
    match node:
        case Fact():
            return told[node.name]
        case Not():
            return not plain(node.body, told)
        case And():
            return all(plain(each, told) for each in node.parts)
        case _:
            return any(plain(each, told) for each in node.parts)


@given(TREES, st.dictionaries(st.sampled_from(WORDS), st.booleans(), max_size=2))
def test_a_fact_bears_on_a_condition_if_it_turns_it_beside_some_of_the_others(node, known):
    names = tuple(name for name in facts_in(node) if name not in known)
    every = [dict(zip(names, told, strict=True)) for told in product([True, False], repeat=len(names))]
    turning = tuple(
        name
        for name in names
        if any(plain(node, {**known, **told}) != plain(node, {**known, **told, name: not told[name]}) for told in every)
    )
    found = bearing(Possible(known), node, names)
    assert found == (turning if len(names) > 1 else names)


CALLING = rule("made.fits(size, first, costs.planned) and insolvent", {}, YesNo).node
TOLD = st.fixed_dictionaries(
    {},
    optional={
        "size": st.sampled_from(["micro", "small", "medium"]), "first": st.booleans(), "insolvent": st.booleans(),
        "costs.planned": st.integers(0, 10**6),
    },
)  # fmt: skip


@given(TOLD)
def test_a_function_is_unanswered_where_it_was_asked_failed_and_still_matters(told):
    # It fails for medium enterprises, is asked when all it takes is told, and matters unless the other part is false.
    asked = {"size", "first", "costs.planned"} <= told.keys()
    failed = asked and told["size"] == "medium" and told.get("insolvent") is not False
    found = unanswered(Possible(told), [CALLING])
    assert {*found} == ({"made.fits"} if failed else set())
    assert {why.how for why in found.values()} <= {"raised"}


RECORDS = st.lists(
    st.fixed_dictionaries({}, optional={"paid": st.booleans(), "net": st.integers(0, 9)}), max_size=4
).map(tuple)
COST = Fact("cost", Records({"paid": YesNo(), "net": EUR}))
PAID, NET = Element("x", "cost", "paid", YesNo()), Element("x", "cost", "net", EUR, 0, 9)


@given(RECORDS, st.integers(0, 9), st.sampled_from(["all", "any", "sum"]))
def test_a_record_is_at_fault_if_it_alone_breaks_the_rule(records, most, how):
    every = Walk(how, "x", COST, NET if how == "sum" else PAID, None, EUR if how == "sum" else YesNo())
    node = Compare("<=", every, Constant(most, EUR)) if how == "sum" else every
    broken = {"all": lambda each: each.get("paid") is False, "sum": lambda each: each.get("net", 0) > most}
    wanted = tuple(place for place, each in enumerate(records) if how in broken and broken[how](each))
    assert offending(node, {"cost": records}, "cost") == wanted


@given(cases())
def test_who_remembers_reads_the_same(case):
    for facts in (case.facts, case.fewer):
        node = Settling(case.opened).settle(case.node).node
        remembers = Remembering(facts)
        inside = {id(each) for found in walk(node) if isinstance(found, Walk) for each in walk(found)}
        for each in [*walk(node)][::-1]:
            if id(each) in inside and not isinstance(each, Walk | Fact):
                continue  # it is read at a record
            try:
                wanted = Possible(facts).value(each)
            except KeyError:
                continue  # a walk over the records of a record
            assert remembers.value(each) == remembers.value(each) == wanted
            if isinstance(each.kind, YesNo):
                assert remembers.truth(each) is Possible(facts).truth(each)


@given(RECORDS)
def test_who_remembers_one_record_does_not_take_it_for_another(records):
    remembers = Remembering({})
    remembers.value(FACTS["a"])
    for each in records:
        at = remembers.at_record("x", each)
        assert at.truth(PAID) is each.get("paid")
        assert at.truth(PAID) is each.get("paid")
        assert at.value(NET) == ((each["net"],) * 2 if "net" in each else (0, 9))
    assert remembers.truth(FACTS["a"]) is None


@given(cases())
def test_what_is_read_is_what_is_named_in_the_tree(case):
    read = names_read(case.node)
    assert {*facts_in(case.node)} == {name for name in read if name in {each.name for each in facts_of(case.node)}}
    for each in walk(case.node):
        assert names_read(each) <= read
        if isinstance(each, Fact | Named):
            assert each.name in read
        if isinstance(each, Element):
            assert f"{each.list_name}.{each.name}" in read
    assert names_read() == frozenset()
    assert names_read(case.node, *FACTS.values()) == read | {*WORDS}


def facts_of(node):
    return [each for each in walk(node) if isinstance(each, Fact)]


# Where an author's text stands.

PLACED = st.lists(st.sampled_from(["a", "bb", '"ž"', "ccc.d"]), min_size=2, max_size=4)
ROOM = st.text(" \t\n", max_size=2)


@given(PLACED, ROOM, ROOM, st.integers(0, 3))
def test_a_part_of_a_text_stands_where_it_is_said_to(words, before, behind, brackets):
    text = " == ".join(
        f"{before}{('(' + before) * brackets}{word}{(behind + ')') * brackets}{behind}" for word in words
    )
    source, tree = parse(text)
    assert isinstance(tree, ast.Compare)
    parts = [tree.left, *tree.comparators]
    assert [text[source.index(each) : source.end(each)] for each in parts] == words
    signs = [source.after(each) for each in parts[:-1]]
    assert [text[each : each + 2] for each in signs] == ["=="] * len(signs)
    assert signs == sorted(set(signs))


# A rule book.

BASIS = Basis(mark=Mark.SOURCED)


def condition(name, node):
    return Condition(id=name, versions=(ConditionVersion(period=ALWAYS, text="", node=node, basis=BASIS),))


AMOUNTS = st.sampled_from([COSTS, "size", "share", "grant"]).flatmap(
    lambda name: st.integers(0, 9).map(lambda value: Named(name, Constant(value, EUR)))
)


@given(st.lists(AMOUNTS, max_size=4), st.none() | AMOUNTS, st.sets(st.sampled_from(["size", "share", "grant"])))
def test_a_book_knows_all_its_rules_and_what_of_them_may_be_stated(amounts, award, stricter):
    nodes: list[Node] = [Compare(">", each, Constant(0, EUR)) for each in amounts]
    conditions = tuple(condition(f"c{place}", node) for place, node in enumerate(nodes))
    book = RuleBook(currency="EUR", parameters={}, conditions=conditions, award=award)
    assert {id(each) for each in book.nodes()} == {id(each) for each in (*nodes, award) if each is not None}
    definitions = {
        name: Definition(name=name, text="", stricter=("least",) if name in stricter else ())
        for name in ("size", "share", "grant", "never read")
    }
    derived, how = derived_values(conditions, (), award, definitions)
    named: list[Any] = [*amounts, *([award] if award is not None else [])]
    assert {*derived} == {each.name for each in named} & {COSTS, *stricter}
    assert {*how} == {*derived} - {COSTS}
    assert {id(node) for node in derived.values()} <= {id(each) for each in named}

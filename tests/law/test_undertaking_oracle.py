"""The single undertaking against one worked out straight from Article 2(2), told whole or in part."""

import itertools

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.drawn_groups import ON, groups
from tests.law.forgotten import forget, put, spots, values
from tests.law.groups import firm, group, holds, owns, person, share
from tests.law.oracle_sme import UndertakingOracle
from tests.soak import examples

from intra_core.errors import WrongInput
from intra_core.law.single_undertaking import single_undertaking
from intra_core.model.group import Enterprise, Group, Holding

readings = st.fixed_dictionaries(
    {},
    optional={
        "votes_of_linked": st.sampled_from(("added", "separate")),
        "foreign_parent": st.sampled_from(("links", "ignored")),
    },
)


@st.composite
def abroad(draw):
    group = draw(groups(most=5))
    told = tuple(evolve(each, country=draw(st.sampled_from(("SI", "SI", "DE")))) for each in group.enterprises)
    return evolve(group, enterprises=told)


def members(group, taken):
    return UndertakingOracle(group, ON, "SI", taken).members("A")


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(50))
@given(abroad(), readings)
def test_members_are_those_of_the_text(group, taken):
    found = single_undertaking(group, "A", "SI", ON, policies=taken)
    assert set(found.ids) == members(group, taken)
    assert (found.possible, found.asks) == ((), ())


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@settings(max_examples=examples(75))
@given(abroad(), readings, st.data())
def test_whoever_surely_or_possibly_belongs_to_it_holds_for_every_value(group, taken, data):
    places = [each for each in spots(group) if each[-1] in {"votes", "control"}]
    places += [("party", number, "country") for number in range(1, len(group.enterprises))]
    lost = data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=2, unique=True))
    untold = forget(group, lost)
    found = single_undertaking(untold, "A", "SI", ON, policies=taken)
    seen = []
    choices = [("SI", "DE") if each[-1] == "country" else values(untold, each) for each in lost]
    for pair in itertools.product(*choices):
        truth = untold
        for spot, value in zip(lost, pair, strict=True):
            truth = put(truth, spot, value)
        seen.append(members(truth, taken))
        assert set(found.ids) <= seen[-1] <= {*found.ids, *found.possible}
    if len(lost) == 1:
        assert set(found.ids) == set.intersection(*seen)
        assert {*found.ids, *found.possible} == set.union(*seen)
        assert bool(found.asks) == bool(found.possible)


def test_only_what_decides_is_asked_for():
    firms = [Enterprise(id=name, country="SI") for name in "ABCD"]
    holdings = (
        Holding(holder="B", held="A", votes=None, capital=None, control=None),
        Holding(holder="C", held="B", votes=None, capital=None, control=True),
        Holding(holder="D", held="C", votes=share(60), capital=share(60), control=None),
    )
    found = single_undertaking(Group(enterprises=tuple(firms), holdings=holdings), "A", "SI", ON)
    assert [each.fact for each in found.asks] == ["holding.B.A.votes", "holding.B.A.control"]


def test_each_who_may_control_the_same_alone_is_told_by_name():
    parts = [firm("A"), firm("B"), person("X"), person("Y"), owns("A", "B")]
    found = single_undertaking(group(*parts, owns("X", "A", 60), holds("Y", "A", control=True)), "A", "SI", ON)
    assert [each.why.partition(":")[0] for each in found.review] == [
        "X may control A and B", "Y may control A and B"
    ]  # fmt: skip


def test_an_undertaking_of_nobody_in_the_group_is_refused():
    with pytest.raises(WrongInput, match=r"(?s)there is no enterprise 'Acmé'.*did you mean 'Acme'"):
        single_undertaking(Group(enterprises=(Enterprise(id="Acme"),)), "Acmé", "SI", ON)

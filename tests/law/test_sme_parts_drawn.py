"""Each step from a group to a size, against the same step said in few lines: links, investors, accounts, notes."""

import datetime as dt
import itertools
from collections import Counter
from fractions import Fraction

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.drawn_groups import ON, groups, policies
from tests.law.forgotten import forget, spots
from tests.law.groups import firm, holds, money, some
from tests.soak import examples

from intra_core.law.lawbook import lawbook
from intra_core.law.policies import chosen
from intra_core.law.sme.accounts import WHAT, Figures
from intra_core.law.sme.category import Size
from intra_core.law.sme.consolidation import Consolidation
from intra_core.law.sme.control import HALF, Linked, Reach
from intra_core.law.sme.currency import InEuro
from intra_core.law.sme.history import after_change
from intra_core.law.sme.investors import Exceptions
from intra_core.law.sme.network import INVESTORS, LEAST, MOST, Network, Reading, named
from intra_core.law.sme.persons import hands_of, join_by_persons
from intra_core.law.sme.question import Question
from intra_core.law.sme.status import ABOUT, sme_status
from intra_core.model.group import Group, PartyKind

READINGS = st.sampled_from((LEAST, MOST))
PEOPLE = PartyKind.PERSON


def cents(amount):
    return None if amount is None else amount.minor


def network_of(group):
    return Network.of(group, group.holdings, cents)


def question_of(group, taken):
    law = lawbook()
    return Question.of(group, "A", ON, chosen(law, ABOUT, taken), law, InEuro(law, ON, None, taken))


@st.composite
def untold(draw, most=5, dated=False):
    """A group of which some facts are not told."""
    group = draw(groups(dated=dated, most=most))
    return forget(group, draw(st.lists(st.sampled_from(spots(group)), max_size=5, unique=True)))


# Facts that nobody told, and the two ends between which they lie.


@settings(max_examples=examples(25))
@given(untold())
def test_what_nobody_told_of_holdings_is_named_by_its_place(group):
    network = network_of(group)
    expected = [
        ("holding", each.holder, each.held, what)
        for each in group.holdings
        for what in ("capital", "votes", "control")
        if getattr(each, what) is None
    ]
    found = [each for each in network.unknowns(range(len(group.enterprises))) if each[0] == "holding"]
    assert Counter(each for each in found if each[3] != "investment") == Counter(expected)
    for stake in network.stakes:
        assert network.fact(stake, "votes") == ("holding", stake.told.holder, stake.told.held, "votes")


@given(st.booleans(), st.frozensets(st.sampled_from("abc"), max_size=3), st.sampled_from("abcd"))
def test_the_opposite_reading_takes_every_fact_the_other_way(most, turned, fact):
    reading = Reading(most=most, turned=frozenset((each,) for each in turned))
    assert reading.opposite.is_most((fact,)) is not reading.is_most((fact,))
    assert reading.opposite.opposite == reading


@given(st.lists(st.text("ABC", min_size=1, max_size=3), unique=True, min_size=1, max_size=9))
def test_names_are_listed_in_their_order_and_those_beyond_counted(names):
    told, ordered = named(names), sorted(names)
    first, more = (ordered, 0) if len(names) <= 5 else (ordered[:4], len(names) - 4)
    assert told.replace(" and ", ", ").split(", ") == [*first, *([f"{more} more"] if more else [])]


@given(st.tuples(*[st.none() | st.integers(0, 5)] * 3), st.sampled_from(("estimate", "period.2024-12-31")))
def test_figures_name_what_is_not_known_of_them(found, place):
    missing = [("account", "P", place, what) for what, each in zip(WHAT, found, strict=True) if each is None]
    assert list(Figures(found=found, place=place).unknowns("P")) == missing


# Links, and persons who act as one.


@settings(max_examples=examples(25))
@given(untold(), READINGS, st.booleans())
def test_each_link_is_between_two_and_told_by_their_names(group, reading, added):
    network = network_of(group)
    linked = Linked.of(network, reading, added=added, transmits=network.is_enterprise)
    for link in linked.links:
        assert network.parties[link.other].id in link.why
        assert network.parties[link.one].id in link.why
        assert link.article.startswith("Article 3(3)")
        assert linked.root(link.one) == linked.root(link.other)
    joined = Counter(linked.root(party) for party in range(len(network.parties)))
    assert len(linked.links) == sum(count - 1 for count in joined.values())


def reached(network, reading, hands, *, added):
    """Whom some control together, until nobody more is found; the hands act as one, others only if votes add up."""
    ours = set(hands)
    while True:
        acting = [ours] if added else [set(hands), *({each} for each in ours - hands)]
        more = {
            stake.held
            for stake in network.stakes
            if stake.holder in ours and stake.held not in ours
            for one in acting
            if network.controls(stake, reading)
            or sum(network.votes(each, reading) for each in network.into[stake.held] if each.holder in one) > HALF
        }
        if not more:
            return frozenset(ours - hands)
        ours |= more


@settings(max_examples=examples(25))
@given(untold(), READINGS, st.booleans(), st.data())
def test_persons_reach_whomever_they_control_at_any_remove(group, reading, added, data):
    network = network_of(group)
    reach = Reach(network, reading, added=added)
    for _ in range(3):
        hands = data.draw(st.frozensets(st.integers(0, len(network.parties) - 1), min_size=1, max_size=2))
        assert reach.of(hands) == reached(network, reading, hands, added=added)


def test_whoever_is_held_is_reached_by_those_who_hold_him_although_both_were_asked_about_before():
    network = network_of(Group(enterprises=(firm("A"), firm("B")), holdings=(holds("A", "B", 60, 60),)))
    reach = Reach(network, LEAST, added=True)
    assert reach.of({0, 1}) == frozenset()
    assert reach.of({0}) == {1}


@settings(max_examples=examples(25))
@given(groups(dated=False))
def test_who_acts_jointly_with_somebody_acts_with_all(group):
    network = network_of(group)
    holders = {each.holder for each in network.stakes if network.kind(each.holder) is PEOPLE}
    sets = [{network.number[name] for name in each.persons} for each in group.jointly]
    for one, other in itertools.combinations(range(len(sets)), 2):
        if sets[one] & sets[other]:
            sets[other] |= sets[one]
            sets[one] = set()
    apart = holders.difference(*sets)
    expected = {*map(frozenset, filter(None, sets)), *(frozenset((each,)) for each in apart)}
    assert set(hands_of(network, group.jointly)) == expected


@settings(max_examples=examples(25))
@given(untold(), READINGS)
def test_persons_link_what_they_control_on_one_market_and_where_none_is_told_it_matters(group, reading):
    network = network_of(group)
    linked = Linked.of(network, reading, added=True, transmits=network.is_enterprise)
    hands = hands_of(network, group.jointly)
    unsaid = join_by_persons(linked, hands, group.adjacent)
    expected: set[int] = set()
    for hand in hands:
        controlled = reached(network, reading, hand, added=True)
        ours = [each for each in controlled if network.is_enterprise(each)]
        if len(controlled) > 1:
            expected.update(each for each in ours if network.parties[each].market is None)
        for one, other in itertools.combinations(ours, 2):
            if set(network.parties[one].market or ()) & set(network.parties[other].market or ()):
                assert linked.root(one) == linked.root(other)
    assert unsaid == expected


MARKETS = st.sampled_from((None, (), ("m",), ("n",), ("m", "n")))


@given(st.lists(st.tuples(st.sampled_from("XY"), st.sampled_from((40, 60)), MARKETS), min_size=2, max_size=4))
def test_what_one_person_holds_is_joined_by_markets_and_the_untold_ones_are_named(held):
    names = "ABCD"[: len(held)]
    firms = [evolve(firm(name), market=market) for name, (_, _, market) in zip(names, held, strict=True)]
    stakes = [holds(who, name, part, part) for name, (who, part, _) in zip(names, held, strict=True)]
    network = network_of(Group(enterprises=(*firms, some("person", "X"), some("person", "Y")), holdings=tuple(stakes)))
    linked = Linked.of(network, LEAST, added=True, transmits=network.is_enterprise)
    found = join_by_persons(linked, hands_of(network, ()), ())
    owned = {who: [place for place, each in enumerate(held) if each[0] == who and each[1] > 50] for who in "XY"}
    several = [each for each in owned.values() if len(each) > 1]
    assert found == {place for each in several for place in each if held[place][2] is None}
    for one, other in itertools.combinations(range(len(held)), 2):
        together = any(one in each and other in each for each in several)
        common = set(held[one][2] or ()) & set(held[other][2] or ())
        if together and common:
            assert linked.root(one) == linked.root(other)
        if held[one][0] != held[other][0]:
            assert linked.root(one) != linked.root(other)


# Investors that leave an enterprise autonomous.

BELOW = {"investment_below": 125_000_000, "budget_below": 1_000_000_000, "inhabitants_below": 5_000}
KINDS = st.sampled_from(sorted(INVESTORS | {PartyKind.ENTERPRISE}, key=str))


@st.composite
def invested(draw):
    """An enterprise whose owners are investors of any kind, of whom everything is told."""
    count = draw(st.integers(1, 4))
    parts = draw(st.lists(st.integers(5, 60), min_size=count, max_size=count).filter(lambda each: sum(each) <= 100))
    owners = [
        some(draw(KINDS), f"P{place}", budget=money(draw(st.sampled_from((9, 10)))),
             inhabitants=draw(st.sampled_from((4_999, 5_000))))
        for place in range(count)
    ]  # fmt: skip
    stakes = [
        holds(each.id, "A", part, part, control=draw(st.sampled_from((False, False, True))),
              manages=draw(st.booleans()), investment=money(draw(st.sampled_from((0.5, 0.75)))))
        for each, part in zip(owners, parts, strict=True)
    ]  # fmt: skip
    return Group(enterprises=(firm("A"), *owners), holdings=tuple(stakes))


@given(invested(), st.booleans(), st.booleans())
def test_investors_do_not_count_unless_they_dominate_alone_or_together(group, managing_excluded, all_together):
    tests = Exceptions(**BELOW, managing_excluded=managing_excluded, all_together=all_together)
    network = network_of(group)
    linked = Linked.of(network, LEAST, added=True, transmits=lambda each: tests.transmits(each, network, LEAST))
    found = {each.told.holder for each in tests.excepted(0, network, LEAST, linked)}
    kinds = {each.id: each for each in group.enterprises}

    def small(each):
        return each.budget.minor < BELOW["budget_below"] and each.inhabitants < BELOW["inhabitants_below"]

    able = [
        each
        for each in group.holdings
        if kinds[each.holder].kind in INVESTORS
        and not (managing_excluded and each.manages)
        and (kinds[each.holder].kind is not PartyKind.LOCAL_AUTHORITY or small(kinds[each.holder]))
    ]
    angels = [each for each in able if kinds[each.holder].kind is PartyKind.BUSINESS_ANGEL]
    if sum(each.investment.minor for each in angels) >= BELOW["investment_below"]:
        able = [each for each in able if each not in angels]
    if all_together and sum((each.votes.part for each in able), Fraction(0)) > HALF:
        able = []
    expected = {each.holder for each in able if not each.control and each.votes.part <= HALF}
    # Those who are linked with each other through the enterprise are linked with it.
    linked_with = {each.told.holder for each in network.stakes if linked.root(each.holder) == linked.root(0)}
    assert found == expected - linked_with


@given(
    st.none() | st.sampled_from((9, 10)), st.none() | st.sampled_from((4_999, 5_000)), st.sampled_from((9, 10)),
    st.sampled_from((4_999, 5_000)),
)  # fmt: skip
def test_an_authority_is_small_where_budget_and_inhabitants_are_below(budget, inhabitants, true_budget, true_number):
    tests = Exceptions(**BELOW, managing_excluded=True, all_together=True)

    def small(*told, reading):
        group = Group(
            enterprises=(some("local-authority", "L", budget=money(told[0]), inhabitants=told[1]),), holdings=()
        )
        network = network_of(group)
        assert tests.transmits(0, network, reading) is tests.is_small(0, network, reading.opposite)
        return tests.is_small(0, network, reading)

    truth = (true_budget if budget is None else budget), (true_number if inhabitants is None else inhabitants)
    surely, true, maybe = (
        small(budget, inhabitants, reading=MOST),
        small(*truth, reading=LEAST),
        small(budget, inhabitants, reading=LEAST),
    )
    assert true is (truth[0] < 10 and truth[1] < 5_000)
    assert surely <= true <= maybe


# Accounts, histories and what is to be looked at.


@settings(max_examples=examples(25))
@given(groups(dated=False))
def test_somebody_stands_in_accounts_for_what_those_above_stand_for(group):
    network = network_of(group)
    parties = range(len(group.enterprises))
    found = Consolidation.of(parties, network)
    shares = {each: Fraction(1, each + 1) for each in parties}
    presence = found.presence(shares)
    for party in parties:
        above = found.within.get(party)
        told = group.enterprises[party].consolidated_in
        assert (above is None) or group.enterprises[above[0]].id == told
        part = presence[above[0]] * above[1] if above is not None else Fraction(0)
        assert found.held(party, presence) == part
        assert presence[party] == max(shares[party], part)


@given(st.sampled_from(Size), st.sampled_from(Size), st.sampled_from(Size))
def test_a_change_of_owners_counts_where_it_alone_takes_an_enterprise_over_a_ceiling(size, raw, without):
    found = after_change(size, raw, without)
    lost_without = without.word == raw.word != size.word
    assert found is (raw if raw > size and raw > without and not lost_without else size)
    assert size <= found <= max(size, raw)


@settings(max_examples=examples(30))
@given(untold(dated=True), policies)
def test_a_question_is_about_its_days_and_its_policies(group, taken):
    question = question_of(group, taken)
    assert question.at_once is (taken.get("ownership_change", "user_guide_immediate") == "user_guide_immediate")
    days = sorted({each for one in group.holdings for each in (one.since, one.until) if each is not None} | {ON})
    for day, other in itertools.pairwise([*days, ON]):
        same = question.is_same(day, other)
        seen = [question.structure(each, reading).shares for each in (day, other) for reading in (LEAST, MOST)]
        assert same is (question.network(day) is question.network(other) or all(each == seen[0] for each in seen))
        assert question.is_same(other, day) is same
    for day in days:
        for reading in (LEAST, MOST):
            for each in question.structure(day, reading).counted:
                role, _, says = each.why.partition(": ")
                assert says if each.role in {"linked", "partner"} else each.why
                assert role == each.role if says else each.role in {"subject", "linked with a partner"}


@settings(max_examples=examples(30))
@given(groups(dated=True), policies)
def test_the_accounts_that_made_the_figures_are_told_by_their_place(group, taken):
    accounts = question_of(group, taken).accounts
    for party in group.enterprises:
        for closing in (dt.date(2024, 12, 31), ON):
            figures = accounts.figures(party, closing)
            source = accounts.source(party, closing)
            assert accounts.told(party.id, figures.place) is source
            if source is not None:
                assert source in (*(party.period or ()), party.estimate)
                assert figures.place in ("estimate", f"period.{getattr(source, 'ends', None)}")


@settings(max_examples=examples(30))
@given(groups(dated=True), policies)
def test_that_nobody_holds_anything_in_an_enterprise_is_looked_at(group, taken):
    bare = evolve(group, holdings=tuple(each for each in group.holdings if each.held != "A"))
    for each in (group, bare):
        why = {review.why for review in sme_status(each, "A", ON, policies=taken).review}
        nobody = not any(one.held == "A" and one.on(ON) for one in each.holdings)
        assert ("nobody is told to hold anything in A; that is taken to be so" in why) is nobody

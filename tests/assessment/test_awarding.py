"""What holds of every order of award: nothing above the money, nobody passed over, the input's order is nothing."""

import hashlib
from itertools import combinations, product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.candidates import AREAS, BEYONDS, LASTS, RESERVES, lists_of_candidates, rule, rules

from intra_core.assessment.awarding import Reason, award, lot_of
from intra_core.model.candidate import Candidate

ANY = lists_of_candidates(areas=AREAS, reserves=RESERVES, least=True)


def fitting(candidates, by):
    """Leave reserves out that a rule does not know."""
    return [evolve(each, reserves=tuple(name for name in each.reserves if name in by.reserves)) for each in candidates]


def grants(candidates, by):
    return tuple(award(candidates, by).of(each.id).granted for each in candidates)


# --- the money ----------------------------------------------------------------------------------


@given(candidates=ANY, by=rules())
def test_no_more_is_granted_than_there_is_in_all_and_in_each_part(candidates, by):
    candidates = fitting(candidates, by)
    found = award(candidates, by)
    assert found.total <= by.budget
    for area, money in by.budgets.items():
        assert sum(found.of(each.id).granted for each in candidates if each.area == area) <= money
    if by.unused_reserve == "kept":
        for name, money in by.reserves.items():
            assert sum(found.of(each.id).granted for each in candidates if name not in each.reserves) <= (
                by.budget - money
            )


@given(candidates=ANY, by=rules())
def test_nobody_is_granted_more_than_asked_for_or_less_than_is_of_use(candidates, by):
    for each in candidates:
        granted = award(fitting(candidates, by), by).of(each.id).granted
        assert granted in ({0, *range(each.least_award, each.award + 1)} if by.last == "cut" else {0, each.award})


@given(candidates=ANY, by=rules())
def test_the_pots_account_for_every_cent(candidates, by):
    found = award(fitting(candidates, by), by)
    money = [each for each in found.pots if not each.name.startswith("area:")]
    assert sum(each.money for each in money) == by.budget
    assert sum(each.granted for each in money) == found.total
    assert sum(each.left for each in money) == by.budget - found.total
    assert sum(each.granted for each in found.pots if each.name.startswith("area:")) == (
        found.total if by.budgets else 0
    )
    assert all(each.left >= 0 and each.granted >= 0 and each.freed >= 0 for each in found.pots)


@given(candidates=lists_of_candidates(reserves=RESERVES), by=rules())
def test_money_is_left_only_if_nobody_lacks_any_where_awards_are_cut_and_reserves_opened(candidates, by):
    by = evolve(by, budgets={}, last="cut", unused_reserve="others" if by.reserves else None)
    candidates = fitting(candidates, by)
    assert award(candidates, by).total == min(by.budget, sum(each.award for each in candidates))


# --- the order ----------------------------------------------------------------------------------


@given(candidates=ANY, by=rules(), data=st.data())
def test_the_order_of_the_input_changes_nothing(candidates, by, data):
    candidates = fitting(candidates, by)
    shuffled = data.draw(st.permutations(candidates))
    assert list(award(shuffled, by)) == list(award(candidates, by))


@given(candidates=ANY, by=rules())
def test_where_the_list_ends_nobody_is_passed_over_for_money_that_was_open_to_both(candidates, by):
    by = evolve(by, beyond="ends", unused_reserve="kept" if by.reserves else None)
    found = list(award(fitting(candidates, by), by))
    theirs = {each.id: each for each in fitting(candidates, by)}
    for above, below in combinations(found, 2):
        if above.reason is not Reason.COVERED and below.granted:
            if above.short[0].startswith("area:"):
                assert theirs[above.id].area != theirs[below.id].area
            else:
                assert set(theirs[below.id].reserves) - set(theirs[above.id].reserves)


@given(candidates=ANY, by=rules())
def test_the_waiting_list_has_everybody_who_lacks_something_in_the_order_of_ranks(candidates, by):
    found = list(award(fitting(candidates, by), by))
    assert [each.rank for each in found] == list(range(1, len(found) + 1))
    waiting = [each for each in found if each.granted < each.asked]
    assert [each.waiting for each in waiting] == list(range(1, len(waiting) + 1))
    assert all(each.waiting is None for each in found if each.granted == each.asked)
    assert all(1 <= (each.reached_at or 0) <= (each.rank or 0) for each in waiting)


# --- brute force --------------------------------------------------------------------------------


def feasible(candidates, taken, budget, reserve):
    """Say whether the money covers these whole, where members use the reserve first."""
    members = sum(each.award for each, has in zip(candidates, taken, strict=True) if has and each.reserves)
    others = sum(each.award for each, has in zip(candidates, taken, strict=True) if has and not each.reserves)
    return others + max(0, members - reserve) <= budget - reserve


@given(candidates=lists_of_candidates(most=6, reserves=RESERVES[:1]), budget=st.integers(0, 20), data=st.data())
def test_of_all_that_the_money_covers_the_list_that_goes_on_takes_what_grants_the_first_first(candidates, budget, data):
    kept = data.draw(st.integers(0, budget))
    by = rule(budget, reserves={"women": kept}, unused_reserve="kept", last="refused", beyond="goes-on")
    best = max(
        taken for taken in product((False, True), repeat=len(candidates)) if feasible(candidates, taken, budget, kept)
    )
    wanted = tuple(each.award if has else 0 for each, has in zip(candidates, best, strict=True))
    assert grants(candidates, by) == wanted


@given(candidates=lists_of_candidates(areas=AREAS), east=st.integers(0, 25), west=st.integers(0, 25))
def test_where_the_list_ends_each_area_covers_the_longest_run_from_its_first_that_it_can(candidates, east, west):
    found = award(candidates, rule(budgets={"east": east, "west": west}, last="refused"))
    for area, money in (("east", east), ("west", west)):
        of = [each for each in candidates if each.area == area]
        longest = max(n for n in range(len(of) + 1) if sum(each.award for each in of[:n]) <= money)
        assert [each.id for each in of if found.of(each.id).granted] == [each.id for each in of[:longest]]


@given(candidates=lists_of_candidates(), budget=st.integers(0, 40), beyond=st.sampled_from(BEYONDS))
def test_a_cut_award_is_what_those_before_it_leave(candidates, budget, beyond):
    before = [sum(each.award for each in candidates[:number]) for number in range(len(candidates))]
    wanted = tuple(max(0, min(each.award, budget - spent)) for each, spent in zip(candidates, before, strict=True))
    assert grants(candidates, rule(budget, beyond=beyond)) == wanted


# --- more money ---------------------------------------------------------------------------------

MONOTONE = [("cut", "ends", None), ("cut", "goes-on", None), ("refused", "ends", None)] + [
    (last, beyond, unused)
    for last, beyond, unused in product(LASTS, BEYONDS, ("kept", "others"))
    if last == "cut" or (beyond, unused) == ("ends", "kept")
]


@pytest.mark.parametrize(("last", "beyond", "unused"), MONOTONE)
@given(
    candidates=lists_of_candidates(reserves=RESERVES[:1]),
    halves=st.integers(0, 20),
    more=st.integers(1, 10),
    members=st.sampled_from(("reserve-first", "open-first")),
)
def test_more_money_takes_nothing_away(last, beyond, unused, candidates, halves, more, members):
    def by(half):
        kept = {"reserves": {"women": half}, "members": members, "unused_reserve": unused} if unused else {}
        return rule(2 * half, last=last, beyond=beyond, **kept)

    candidates = fitting(candidates, by(halves))
    assert all(
        x <= y for x, y in zip(grants(candidates, by(halves)), grants(candidates, by(halves + more)), strict=True)
    )


def asking(*awards, members=()):
    return [
        Candidate(id=f"V-{number}", award=each, submitted=number, reserves=("women",) if number in members else ())
        for number, each in enumerate(awards)
    ]


@pytest.mark.parametrize(
    ("candidates", "less", "more", "before", "after"),
    [
        # a smaller application has the money until there is enough for the larger one above it
        (
            asking(2, 1),
            rule(1, last="refused", beyond="goes-on"),
            rule(2, last="refused", beyond="goes-on"),
            (0, 1),
            (2, 0),
        ),
        # the same, where the larger one cannot be cut so far
        (
            [evolve(each, least_award=each.award) for each in asking(2, 1)],
            rule(1, beyond="goes-on"),
            rule(2, beyond="goes-on"),
            (0, 1),
            (2, 0),
        ),
        # a reserve that is now large enough for its member is no longer free for the others
        (
            asking(1, 2, 2, members=(2,)),
            rule(3, reserves={"women": 1}, last="refused"),
            rule(4, reserves={"women": 2}, last="refused"),
            (1, 2, 0),
            (1, 0, 2),
        ),
    ],
)
def test_under_these_rules_more_money_takes_an_award_away(candidates, less, more, before, after):
    assert (grants(candidates, less), grants(candidates, more)) == (before, after)


def test_more_money_for_one_area_takes_from_another_where_there_is_no_more_in_all():
    two = [Candidate(id="e", award=4, submitted=0, area="east"), Candidate(id="w", award=4, submitted=1, area="west")]
    assert grants(two, rule(6, budgets={"east": 2, "west": 4})) == (2, 4)
    assert grants(two, rule(6, budgets={"east": 3, "west": 4})) == (3, 3)


# --- the lottery --------------------------------------------------------------------------------

DRAWN = {  # printf '%s\n%s' 'SEED' 'ID' | sha256sum
    ("2026-11-23 4 8 15 16 23 42", "V-17"): "8ca28ab227e02df287ce770341e02f56145a2c24218d5fb45eeeaab70fdb05e7",
}


@pytest.mark.parametrize(("seed", "name"), DRAWN)
def test_a_number_drawn_is_that_of_the_published_examples(seed, name):
    assert f"{lot_of(seed, name):064x}" == DRAWN[seed, name]


@given(seed=st.text(min_size=1), numbers=st.sets(st.integers(0, 10**6), min_size=1, max_size=8))
def test_anybody_can_draw_the_lots_again(seed, numbers):
    candidates = [Candidate(id=f"V-{number}", award=1) for number in numbers]
    try:
        by_hand = sorted(
            (each.id for each in candidates),
            key=lambda name: hashlib.sha256(seed.encode() + b"\n" + name.encode()).hexdigest(),
        )
    except UnicodeEncodeError:  # half of a letter is none
        return
    found = list(award(candidates, rule(3, order="lottery", seed=seed)))
    assert [each.id for each in found] == by_hand
    assert [each.lot for each in found] == [lot_of(seed, each.id) for each in found]


def test_numbers_drawn_before_a_notary_are_taken_as_they_are():
    drawn = [Candidate(id=name, award=1, lot=lot) for name, lot in (("a", 7), ("b", 2), ("c", 5))]
    assert [each.id for each in award(drawn, rule(2, order="lottery"))] == ["b", "c", "a"]

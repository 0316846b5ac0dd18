"""Headrooms against a count of every day, against the rule language, and what holds for any history of aid."""

import datetime as dt
import random

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.law.awards import FARM, FISH, SGEI
from tests.law.reading import worked_out

from intra_core.law.aid.headroom import headroom
from intra_core.model.aid import PastAward
from intra_core.model.money import Money

NEW, SCHEME = "new", "scheme-until-2024-06-30"
STARTS = {NEW: dt.date(2024, 1, 1), SCHEME: dt.date(2024, 7, 1)}
CEILINGS = {False: 20_000_000, True: 30_000_000}
COUNTED = ("de-minimis", FARM, FISH)
DAY = dt.timedelta(days=1)

policies = st.sampled_from((NEW, SCHEME))
year_ends = st.sampled_from(((12, 31), (3, 31), (6, 30), (2, 28), (2, 29), (1, 1)))
days = st.dates(dt.date(2018, 1, 1), dt.date(2031, 6, 30))
near_the_change = st.dates(dt.date(2020, 12, 20), dt.date(2024, 7, 10))
awards_ = st.builds(
    PastAward,
    granted=days | near_the_change,
    amount=st.integers(0, 15_000_000).map(lambda cents: Money(cents, "EUR")),
    regime=st.sampled_from((*COUNTED, "block-exemption", "none")),
    member_state=st.sampled_from(("SI", "SI", "SI", "AT")),
    undertaking=st.sampled_from(("A", "A", "B")),
) | st.builds(
    PastAward,
    granted=days,
    amount=st.integers(0, 5_000_000).map(lambda cents: Money(cents, "EUR")),
    regime=st.just(SGEI),
    member_state=st.just("SI"),
    undertaking=st.just("A"),
)
histories = st.lists(awards_, max_size=6)


def of(awards, on, policy=NEW, end=(12, 31), **more):
    month, day = end
    return headroom(
        awards, subject="A", member_state="SI", on=on, policies={"transition": policy},
        fiscal_year_end=f"--{month:02d}-{day:02d}", **more,
    )  # fmt: skip


def counts(granted, on, policy, end):
    """Say it as the regulations do, without any reckoning of days."""
    if granted > on:
        return False
    if on >= STARTS[policy]:
        return (on.year, on.month, on.day) <= (granted.year + 3, granted.month, granted.day)
    year, earlier = (each.year + ((each.month, each.day) > end) for each in (on, granted))
    return year - earlier <= 2


def theirs(award):
    return award.regime in COUNTED and award.member_state == "SI" and award.undertaking == "A"


def used(awards, on, policy, end):
    return sum(each.amount.minor for each in awards if theirs(each) and counts(each.granted, on, policy, end))


@given(histories, days | near_the_change, policies, year_ends)
def test_it_is_what_a_count_of_the_day_leaves(awards, on, policy, end):
    answer, total = of(awards, on, policy, end), used(awards, on, policy, end)
    ceiling = CEILINGS[on >= STARTS[policy]]
    assert (answer.ceiling, answer.used) == (Money(ceiling, "EUR"), Money(total, "EUR"))
    assert answer.headroom == Money(max(0, ceiling - total), "EUR")
    assert sum(each.amount.minor for each in answer.counted) == total


@given(histories, days | near_the_change, policies, year_ends)
def test_each_award_falls_out_on_the_first_day_on_which_it_no_longer_counts(awards, on, policy, end):
    answer = of(awards, on, policy, end)
    for each in answer.counted:
        day = on
        while counts(each.granted, day, policy, end):
            day += DAY
        assert each.falls_out == day
    if answer.counted:
        first = min(each.falls_out for each in answer.counted)
        freed = sum(each.amount.minor for each in answer.counted if each.falls_out == first)
        assert answer.next_release is not None
        assert (answer.next_release.on, answer.next_release.amount) == (first, Money(freed, "EUR"))
    else:
        assert answer.next_release is None


def after(awards, on, policy, end):
    return max(0, CEILINGS[on >= STARTS[policy]] - used(awards, on, policy, end))


@given(histories, days | near_the_change, policies, year_ends)
def test_the_next_rise_is_the_first_day_on_which_there_is_more(awards, on, policy, end):
    known = [each for each in awards if each.granted <= on]
    answer = of(awards, on, policy, end)
    now, day = answer.headroom.minor, on + DAY
    while day <= dt.date(2031, 6, 30) and day < on + 3 * 1200 * DAY and after(known, day, policy, end) <= now:
        day += DAY
    if answer.next_rise is None:
        assert day > dt.date(2031, 6, 30) or day == on + 3 * 1200 * DAY
    else:
        assert answer.next_rise.on == day
        assert of(known, day - DAY, policy, end).headroom.minor <= now
        assert of(known, day, policy, end).headroom.minor == now + answer.next_rise.amount.minor


@given(histories, st.dates(dt.date(2024, 7, 1), dt.date(2028, 6, 30)))
def test_within_the_ceiling_headroom_rises_with_the_next_release(awards, on):
    answer = of(awards, on)
    if answer.used <= answer.ceiling:
        assert answer.next_rise == answer.next_release


@given(histories, awards_, days | near_the_change, policies, year_ends)
def test_it_never_rises_when_an_award_is_added(awards, another, on, policy, end):
    before, after = of(awards, on, policy, end), of([*awards, another], on, policy, end)
    assert after.headroom <= before.headroom
    if theirs(another) and counts(another.granted, on, policy, end):
        assert after.used.minor == before.used.minor + another.amount.minor


@given(histories, days | near_the_change, st.randoms(use_true_random=False))
def test_the_order_of_the_awards_does_not_matter(awards, on, chance: random.Random):
    shuffled = chance.sample(awards, len(awards))
    assert of(awards, on).to_dict() == of(shuffled, on).to_dict()


@given(histories, days, st.integers(0, 40_000_000))
def test_what_is_allowed_is_what_keeps_within_the_headroom(awards, on, request):
    answer = of(awards, on, request=Money(request, "EUR"))
    assert answer.requested.allowed is (request <= answer.headroom.minor)


missing = st.sets(st.sampled_from(("granted", "amount", "regime", "member_state")), max_size=2)


@given(st.lists(st.tuples(awards_, missing), max_size=6) | st.none(), days | near_the_change, policies, year_ends)
def test_it_agrees_with_the_rule_language(told, on, policy, end):
    awards = None
    if told is not None:
        # So much aid for services of general economic interest that Article 5(1) of 1407/2013 comes to bear.
        awards = [
            evolve(much(each) if each.regime == SGEI else each, undertaking="A", **dict.fromkeys(keys))
            for each, keys in told
        ]
    facts = {"undertaking.fiscal_year_end": end[0] * 100 + end[1]}
    if awards is not None:
        facts["award"] = tuple(as_facts(each) for each in awards)
    answer = of(awards, on, policy, end)
    least = answer.headroom or answer.bounds.least
    greatest = answer.headroom or answer.bounds.greatest
    assert (least.minor, greatest.minor) == worked_out("aid.headroom", facts, on.isoformat(), policy)


def much(award):
    return evolve(award, amount=Money(award.amount.minor * 4, "EUR"))


def as_facts(award):
    known = {
        "granted": award.granted and award.granted.toordinal(),
        "amount": None if award.amount is None else award.amount.minor,
        "regime": award.regime,
        "member_state": award.member_state,
    }
    return {name: value for name, value in known.items() if value is not None}


gaps = st.sets(st.sampled_from(("granted", "amount", "regime", "member_state", "undertaking")), max_size=3)


@given(
    st.lists(st.tuples(awards_, gaps), max_size=5),
    days | near_the_change,
    policies,
    year_ends,
    st.integers(0, 40_000_000),
)
def test_whatever_the_missing_keys_turn_out_to_be_the_answer_holds(told, on, policy, end, request):
    """What was left out is the truth; nobody who knows less may say otherwise."""
    less = [evolve(each, **dict.fromkeys(keys)) for each, keys in told]
    full = of([each for each, _ in told], on, policy, end, request=Money(request, "EUR"))
    answer = of(less, on, policy, end, request=Money(request, "EUR"))
    if answer.headroom is None:
        assert answer.asks
        assert answer.bounds.least <= full.headroom <= answer.bounds.greatest
    else:
        assert answer.headroom == full.headroom
        assert answer.asks == ()
    assert answer.requested.allowed in {None, full.requested.allowed}


@given(st.lists(st.tuples(awards_, gaps), max_size=4), days, policies)
def test_telling_all_that_is_asked_for_settles_the_headroom(told, on, policy):
    awards = [evolve(each, **dict.fromkeys(keys)) for each, keys in told]
    for ask in of(awards, on, policy).asks:
        at, key = int(ask.fact.partition("[")[2].partition("]")[0]), ask.fact.rpartition(".")[2]
        awards[at] = evolve(awards[at], **{key: getattr(told[at][0], key)})
    assert of(awards, on, policy).headroom == of([each for each, _ in told], on, policy).headroom

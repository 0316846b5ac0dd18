"""What holds of exempted aid whatever the facts: it keeps within the intensity, and facts told later turn nothing."""

import datetime as dt
import itertools
from fractions import Fraction

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from intra_core.law.exemption.ceilings import ExemptedKind
from intra_core.law.exemption.costs import AidedCost
from intra_core.law.exemption.cumulation import cumulation
from intra_core.law.exemption.difficulty import difficulty
from intra_core.law.exemption.incentive import Act, AidApplication, incentive_effect
from intra_core.law.exemption.intensity import exempted_aid
from intra_core.law.exemption.position import Liability, Position, Span, disappeared
from intra_core.law.exemption.recovery import RecoveryOrder, recovery
from intra_core.law.exemption.scope import SECTORS, AidedActivity, in_scope
from intra_core.law.exemption.tied_aid import AidBasis, EligibleCost, TiedAid
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.verdict import Verdict

ON = dt.date(2025, 3, 1)
DAYS = st.sampled_from([dt.date(2014, 7, 1), dt.date(2023, 6, 30), dt.date(2023, 7, 1), ON])
AIDS = st.sampled_from([ExemptedKind.FAIRS, ExemptedKind.CONSULTANCY])
KINDS = ("stand-rent", "stand-set-up", "travel", "fee", "consultancy", "advertising", "training", "a-kind-of-its-own")
YES_NO = (True, False)
MONEY = st.integers(0, 100_000_000).map(lambda cents: Money(cents, "EUR"))


def maybe(values):
    return st.one_of(st.none(), values)


COSTS = st.builds(
    AidedCost,
    id=st.just("?"),
    kind=maybe(st.sampled_from(KINDS)),
    net=maybe(MONEY),
    vat=maybe(MONEY),
    vat_refundable=maybe(st.booleans()),
    external=maybe(st.booleans()),
    routine=maybe(st.booleans()),
)
LINES = st.lists(COSTS, max_size=4).map(lambda each: [evolve(line, id=str(n)) for n, line in enumerate(each)])


def amounts(answer):
    return answer.eligible, answer.greatest, answer.possible


@given(aid=AIDS, lines=LINES, on=DAYS, sme=maybe(st.booleans()))
def test_aid_is_never_above_the_intensity_of_the_eligible_costs(aid, lines, on, sme):
    answer = exempted_aid(aid, lines, on=on, sme=sme)
    assert answer.intensity is not None
    most = answer.intensity.part * answer.eligible.minor
    assert answer.greatest.minor <= most < answer.greatest.minor + 1
    assert answer.possible is None or answer.greatest <= answer.possible
    assert answer.eligible.minor == sum(each.least.minor for each in answer.lines if sme is not False)
    assert answer.asks or answer.verdict is not Verdict.UNKNOWN


@given(aid=AIDS, lines=LINES, on=DAYS, data=st.data())
def test_a_line_that_is_out_and_the_order_of_lines_change_nothing(aid, lines, on, data):
    out = AidedCost(id="out", kind="travel", net=Money(123_456, "EUR"))
    answer = exempted_aid(aid, lines, on=on, sme=True)
    assert amounts(exempted_aid(aid, [*lines, out], on=on, sme=True)) == amounts(answer)
    mixed = exempted_aid(aid, data.draw(st.permutations(lines)), on=on, sme=True)
    assert (amounts(mixed), mixed.verdict) == (amounts(answer), answer.verdict)


@given(aid=AIDS, lines=LINES.filter(bool), on=DAYS, more=st.integers(1, 10_000))
def test_higher_costs_never_get_less(aid, lines, on, more):
    first = evolve(lines[0], net=Money(more if lines[0].net is None else lines[0].net.minor + more, "EUR"))
    before, after = (exempted_aid(aid, each, on=on, sme=True) for each in (lines, [first, *lines[1:]]))
    assert before.greatest <= after.greatest


TOLD = {
    "kind": KINDS, "net": (Money(0, "EUR"), Money(999, "EUR")), "vat": (Money(0, "EUR"), Money(221, "EUR")),
    "vat_refundable": YES_NO, "external": YES_NO, "routine": YES_NO,
}  # fmt: skip


@given(aid=AIDS, lines=LINES.filter(bool), on=DAYS, data=st.data())
def test_what_is_told_later_lies_within_what_was_said_before(aid, lines, on, data):
    before = exempted_aid(aid, lines, on=on, sme=True)
    told = []
    for line in lines:
        missing = [name for name in TOLD if getattr(line, name) is None]
        told.append(evolve(line, **{name: data.draw(st.sampled_from(TOLD[name])) for name in missing}))
    # A doubtful or unknown kind stays open, hence the bounds and not one amount.
    after = exempted_aid(aid, told, on=on, sme=True)
    assert before.greatest <= after.greatest
    assert before.possible is None or (after.possible is not None and after.possible <= before.possible)
    assert before.verdict in {Verdict.UNKNOWN, after.verdict}


# --- cumulation ----------------------------------------------------------------------------------

NAMES = ("x", "y", "z")
RATES = st.sampled_from([Rate(5000), Rate(7000), Rate(10_000)])
HAD = st.lists(
    st.builds(
        TiedAid,
        basis=st.sampled_from([AidBasis.EXEMPTED, AidBasis.DECISION, AidBasis.DE_MINIMIS, AidBasis.CENTRAL_UNION]),
        amount=maybe(MONEY),
        costs=maybe(st.lists(st.sampled_from(NAMES), unique=True).map(tuple)),
        intensity=maybe(RATES),
    ),
    max_size=4,
)
GIVEN = st.tuples(MONEY, MONEY, MONEY).map(
    lambda each: tuple(EligibleCost(id=name, amount=amount) for name, amount in zip(NAMES, each, strict=True))
)
NEW = st.builds(
    TiedAid,
    basis=st.sampled_from([AidBasis.EXEMPTED, AidBasis.DE_MINIMIS]),
    costs=maybe(st.lists(st.sampled_from(NAMES), unique=True).map(tuple)),
    intensity=maybe(RATES),
)


@given(costs=GIVEN, had=HAD, new=NEW, extra=MONEY, spread=st.sampled_from(["pro-rata", "whole"]))
def test_more_aid_never_lifts_what_is_left(costs, had, new, extra, spread):
    told = {"shared_costs": spread}
    before = cumulation(costs, had, new, on=ON, told=told)
    small = TiedAid(basis=AidBasis.DE_MINIMIS, amount=extra, costs=NAMES)
    assert cumulation(costs, [*had, small], new, on=ON, told=told).more <= before.more
    raised = [
        each if each.amount is None else evolve(each, amount=Money(each.amount.minor + extra.minor, "EUR"))
        for each in had
    ]
    assert cumulation(costs, raised, new, on=ON, told=told).more <= before.more
    assert cumulation(costs, list(reversed(had)), new, on=ON, told=told).more == before.more


@given(costs=GIVEN, had=HAD, new=NEW)
def test_what_is_left_stays_within_every_bound(costs, had, new):
    answer = cumulation(costs, had, new, on=ON)
    worth = {each.id: each.amount.minor for each in costs}
    for room in answer.rooms:
        assert 0 <= room.exact <= worth[room.id]
        if new.basis is AidBasis.EXEMPTED and new.intensity is not None:
            rates = [each.intensity for each in had if each.basis is AidBasis.EXEMPTED and each.intensity is not None]
            highest = max(each.basis_points for each in [*rates, new.intensity])
            assert room.exact <= Fraction(highest, 10_000) * worth[room.id]
    assert answer.asks or answer.verdict is not Verdict.UNKNOWN


@given(costs=GIVEN, had=HAD, new=NEW, data=st.data())
def test_what_is_told_of_other_aid_never_takes_from_what_was_sure(costs, had, new, data):
    before = cumulation(costs, had, new, on=ON)
    told = [
        evolve(
            each,
            costs=data.draw(st.sampled_from([(), NAMES[:1], NAMES])) if each.costs is None else each.costs,
            amount=data.draw(MONEY) if each.amount is None else each.amount,
            intensity=data.draw(RATES) if each.intensity is None else each.intensity,
        )
        for each in had
    ]
    after = cumulation(costs, told, new, on=ON)
    assert before.more <= after.more
    assert before.verdict in {Verdict.UNKNOWN, after.verdict}


# --- difficulty ----------------------------------------------------------------------------------

SMALL = (None, 0, 1, 2, 3, 4, 5)


def money(amount):
    return None if amount is None else Money(amount, "EUR")


@pytest.mark.parametrize("capital", SMALL)
@pytest.mark.parametrize("reserves", SMALL)
def test_half_of_the_capital_is_lost_as_counting_through_every_possible_value_says(capital, reserves):
    def known(amount):
        # Beyond five nothing here turns any more: losses go to five, so does what must be at least as large.
        return range(12) if amount is None else (amount,)

    for losses in SMALL[1:]:
        possible = {
            each_losses - each_reserves > 0 and 2 * (each_losses - each_reserves) > each_capital
            for each_capital, each_reserves, each_losses in itertools.product(
                known(capital), known(reserves), known(losses)
            )
        }
        said = disappeared(Span.of(money(capital)), Span.of(money(reserves)), Span.of(money(losses)), Fraction(1, 2))
        assert said is (possible.pop() if len(possible) == 1 else None), losses


POSITIONS = st.builds(
    Position,
    liability=maybe(st.sampled_from(list(Liability))),
    sme=maybe(st.booleans()),
    founded=maybe(st.sampled_from([dt.date(2022, 3, 1), dt.date(2022, 3, 2)])),
    **{name: maybe(st.integers(0, 4).map(money)) for name in ("capital", "premium", "reserves", "losses")},
    **{
        name: maybe(st.booleans())
        for name in ("insolvent", "insolvency_criteria", "rescue_aid", "restructuring", "rated", "before")
    },
    years=maybe(st.just(())),
    became=maybe(st.sampled_from([dt.date(2020, 5, 1), dt.date(2024, 5, 1)])),
)


@given(partly=POSITIONS, wholly=POSITIONS, on=st.sampled_from([ON, dt.date(2021, 6, 30)]))
def test_no_fact_that_is_told_later_turns_an_answer_round(partly, wholly, on):
    names = [each.name for each in fields(Position)]
    told = evolve(partly, **{name: getattr(wholly, name) for name in names if getattr(partly, name) is None})
    before, after = difficulty(partly, on=on), difficulty(told, on=on)
    for name in ("verdict", "exempted", "de_minimis_grant", "de_minimis_loan"):
        assert getattr(before, name) in {Verdict.UNKNOWN, getattr(after, name)}, name
    assert before.asks or before.verdict is not Verdict.UNKNOWN


# --- incentive effect, recovery, scope --------------------------------------------------------------

APPLIED = dt.date(2025, 3, 10)
ACTS = st.builds(
    Act,
    kind=maybe(st.sampled_from(["order", "permit", "construction", "a-kind-of-its-own"])),
    day=maybe(st.integers(-2, 2).map(lambda days: APPLIED + dt.timedelta(days=days))),
    aided=st.booleans(),
)


@given(acts=st.lists(ACTS, max_size=3), data=st.data())
def test_an_act_told_whole_never_turns_the_incentive_effect_round(acts, data):
    application = AidApplication.complete(APPLIED)
    told = [
        evolve(
            each,
            kind=each.kind or data.draw(st.sampled_from(["order", "permit", "work-done"])),
            day=each.day or data.draw(st.integers(-2, 2).map(lambda days: APPLIED + dt.timedelta(days=days))),
        )
        for each in acts
    ]
    before, after = (incentive_effect(application, each, on=ON).verdict for each in (acts, told))
    assert before in {Verdict.UNKNOWN, after}
    # Whoever signs more before the application never gains by it.
    early = Act(kind="order", day=APPLIED - dt.timedelta(days=1))
    assert incentive_effect(application, [*acts, early], on=ON).verdict is Verdict.UNMET


ORDERS = st.lists(
    st.builds(
        RecoveryOrder,
        member_state=maybe(st.sampled_from(["SI", "IT"])),
        settled=maybe(st.booleans()),
        ordered=maybe(st.sampled_from([ON, ON + dt.timedelta(days=1)])),
    ),
    max_size=3,
)


@given(orders=maybe(ORDERS), excludes=maybe(st.booleans()))
def test_recovery_orders_bar_only_their_own_state(orders, excludes):
    answer = recovery(orders, "SI", on=ON, scheme_excludes=excludes)
    if answer.verdict is Verdict.MET:
        assert excludes
        assert all(each.settled or each.member_state == "IT" or each.ordered != ON for each in orders)
    if orders is not None and excludes and all(each.member_state == "IT" for each in orders):
        assert answer.verdict is Verdict.MET
    assert answer.asks or answer.verdict is not Verdict.UNKNOWN


ACTIVITIES = st.builds(
    AidedActivity,
    sector=maybe(st.sampled_from(SECTORS)),
    place=maybe(st.sampled_from(["none", "headquarters", "establishment-at-payment"])),
    **{
        name: maybe(st.booleans())
        for name in ("also_excluded", "separated", "export_aid", "domestic_goods", "by_quantity", "passed_on")
    },
)


@given(aid=AIDS, partly=ACTIVITIES, wholly=ACTIVITIES)
def test_no_fact_that_is_told_later_turns_the_scope_round(aid, partly, wholly):
    names = [each.name for each in fields(AidedActivity)]
    told = evolve(partly, **{name: getattr(wholly, name) for name in names if getattr(partly, name) is None})
    before, after = (in_scope(aid, each, on=ON) for each in (partly, told))
    assert before.verdict in {Verdict.UNKNOWN, after.verdict}
    assert before.asks or before.verdict is not Verdict.UNKNOWN

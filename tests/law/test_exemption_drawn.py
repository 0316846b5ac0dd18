"""What the exemption of aid says where everything is told: worked out once more, in few lines, from the figures."""

import datetime as dt
import itertools
from fractions import Fraction
from typing import Any

from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from intra_core.law.exemption.ceilings import ExemptedAward, ExemptedKind, notification_ceiling
from intra_core.law.exemption.costs import AidedCost
from intra_core.law.exemption.cumulation import cumulation
from intra_core.law.exemption.decided import TYPES, Rules, all_of, any_of, asked, turned
from intra_core.law.exemption.difficulty import difficulty
from intra_core.law.exemption.incentive import Act, AidApplication, acts_of, incentive_effect
from intra_core.law.exemption.intensity import exempted_aid
from intra_core.law.exemption.limbs import insolvency
from intra_core.law.exemption.position import Liability, Position, Span, disappeared
from intra_core.law.exemption.scope import SECTORS, AidedActivity, in_scope
from intra_core.law.exemption.tied_aid import AidBasis, EligibleCost, TiedAid
from intra_core.law.exemption.validity import AS_BEGUN, in_force, text_of
from intra_core.law.lawbook import lawbook
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.verdict import Verdict

ON = dt.date(2025, 3, 1)
LAW = lawbook()
VERDICTS = st.lists(st.sampled_from(Verdict), max_size=4)
CENTS = st.integers(0, 1_000_000)


def euro(cents):
    return Money(cents, "EUR")


def figure(name: str) -> Any:
    return LAW.figure(name, ON)


def worlds(verdicts):
    """Give every way in which what is unknown may turn out."""
    return itertools.product(
        *({Verdict.MET: (True,), Verdict.UNMET: (False,)}.get(each, (True, False)) for each in verdicts)
    )


@given(VERDICTS)
def test_a_verdict_of_several_is_what_holds_in_every_way_the_unknown_may_turn_out(verdicts):
    for join, holds in ((all_of, all), (any_of, any)):
        possible = {holds(each) for each in worlds(verdicts)}
        assert join(verdicts) is Verdict.of(possible.pop() if len(possible) == 1 else None)
    assert [turned(turned(each)) for each in verdicts] == verdicts
    assert all((turned(each) is each) == (each is Verdict.UNKNOWN) for each in verdicts)


@given(st.sampled_from((*TYPES, "cost.external")), st.text(max_size=5))
def test_what_is_asked_for_is_named_with_the_kind_of_its_answer(fact, question):
    ask = asked(fact, question)
    assert (ask.fact, ask.question, ask.type) == (fact, question, TYPES.get(fact, "yes-no"))


@given(st.dates(), st.booleans())
def test_rules_are_those_of_a_law_on_a_day(day, own):
    law = evolve(LAW, sets={}) if own else None
    rules = Rules.of(law, day)
    assert rules.on == day
    assert rules.law is (law if own else LAW)


# --- difficulty ----------------------------------------------------------------------------------

MAYBE = st.none() | st.integers(0, 4)


def possible(amount):
    """Give what an amount may be: of one that is not told, all up to where nothing turns any more."""
    return range(20) if amount is None else (amount,)


@given(MAYBE, MAYBE, MAYBE, st.integers(0, 4), st.sampled_from((Fraction(1, 2), Fraction(1, 3))))
def test_capital_has_disappeared_if_it_has_for_whatever_is_not_told(capital, premium, reserves, losses, part):
    ways = {
        each_losses - each_reserves > 0 and each_losses - each_reserves > part * (own + above)
        for own, above, each_reserves, each_losses in itertools.product(
            *map(possible, (capital, premium, reserves, losses))
        )
    }
    one, other, third, fourth = (
        Span.of(None if each is None else euro(each)) for each in (capital, premium, reserves, losses)
    )
    assert disappeared(one + other, third, fourth, part) is (ways.pop() if len(ways) == 1 else None)


@given(st.sampled_from((True, False, None)), st.sampled_from((True, False, None)))
def test_proceedings_or_their_grounds_are_insolvency(proceedings, grounds):
    ways = {any(each) for each in worlds((Verdict.of(proceedings), Verdict.of(grounds)))}
    position = Position(insolvent=proceedings, insolvency_criteria=grounds)
    assert insolvency(position) is (ways.pop() if len(ways) == 1 else None)


@given(CENTS, CENTS, CENTS, CENTS, *[st.booleans()] * 4)
def test_difficulty_of_an_sme_of_which_everything_is_told(
    capital, premium, reserves, losses, proceedings, grounds, rescue, plan
):
    position = Position(
        liability=Liability.LIMITED, sme=True, founded=dt.date(2015, 1, 1), capital=euro(capital),
        premium=euro(premium), reserves=euro(reserves), losses=euro(losses), insolvent=proceedings,
        insolvency_criteria=grounds, rescue_aid=rescue, restructuring=plan, years=(), became=ON, before=False,
    )  # fmt: skip
    found = {
        "a": losses > reserves and 2 * (losses - reserves) > capital + premium,
        "c": proceedings or grounds,
        "d": rescue or plan,
    }
    answer = difficulty(position, on=ON)
    assert [each.letter for each in answer.limbs] == ["a", "b", "c", "d", "e"]
    assert [each.letter for each in answer.grounds] == [letter for letter, there in found.items() if there]
    assert answer.verdict is Verdict.of(any(found.values()))
    assert answer.exempted is turned(answer.verdict)
    assert answer.de_minimis_loan is Verdict.of(not found["c"])


# --- costs, and other aid on them ----------------------------------------------------------------

LINES = st.lists(st.tuples(st.sampled_from(("stand-rent", "stand-set-up", "travel")), CENTS, CENTS), max_size=4)


@given(LINES, st.booleans())
def test_aid_for_a_fair_is_its_intensity_of_the_costs_that_the_article_names(lines, sme):
    costs = [
        AidedCost(id=str(n), kind=kind, net=euro(net), vat=euro(vat), vat_refundable=False)
        for n, (kind, net, vat) in enumerate(lines)
    ]
    answer = exempted_aid(ExemptedKind.FAIRS, costs, on=ON, sme=sme)
    eligible = sum(net + vat for kind, net, vat in lines if kind != "travel") if sme else 0
    greatest = int(figure("gber.fairs.intensity").number * eligible)
    assert (answer.eligible, answer.greatest, answer.possible) == (euro(eligible), euro(greatest), euro(greatest))
    assert answer.verdict is Verdict.of(greatest > 0)
    assert [each.verdict for each in answer.lines] == [Verdict.of(kind != "travel") for kind, *_ in lines]


NAMES = ("x", "y", "z")


@given(st.tuples(*[CENTS] * 3), st.lists(st.tuples(st.sampled_from(NAMES), CENTS), max_size=3), st.integers(0, 10_000))
def test_what_is_left_beside_de_minimis_aid_is_the_intensity_less_what_each_cost_has_had(amounts, had, rate):
    costs = [EligibleCost(id=name, amount=euro(amount)) for name, amount in zip(NAMES, amounts, strict=True)]
    small = [TiedAid(basis=AidBasis.DE_MINIMIS, amount=euro(amount), costs=(name,)) for name, amount in had]
    new = TiedAid(basis=AidBasis.EXEMPTED, costs=NAMES, intensity=Rate(rate))
    answer = cumulation(costs, small, new, on=ON)
    spent = {name: sum(amount for other, amount in had if other == name) for name in NAMES}
    left = [
        max(Fraction(0), Fraction(rate, 10_000) * amount - spent[name])
        for name, amount in zip(NAMES, amounts, strict=True)
    ]
    assert [each.exact for each in answer.rooms] == left
    assert answer.more == euro(int(sum(left)))
    assert answer.verdict is Verdict.of(sum(left) > 0)


AWARDS = st.lists(
    st.tuples(CENTS.map(lambda cents: cents * 400), st.integers(-2, 2), st.sampled_from("xy")), max_size=3
)


@given(AWARDS, CENTS.map(lambda cents: cents * 400))
def test_the_ceiling_of_a_project_holds_all_that_it_has_had_up_to_the_day(had, amount):
    earlier = [
        ExemptedAward(aid=ExemptedKind.INVESTMENT, amount=euro(cents), granted=ON + dt.timedelta(days), project=project)
        for cents, days, project in had
    ]
    kind = ExemptedKind.CONSULTANCY
    answer = notification_ceiling(kind, euro(amount), on=ON, project="x", earlier=earlier)
    ceiling = figure("gber.consultancy.ceiling").money
    counted = sum(cents for cents, days, project in had if days <= 0 and project == "x")
    assert (answer.ceiling, answer.counted) == (ceiling, euro(counted))
    assert answer.left == euro(max(0, ceiling.minor - counted))
    assert answer.verdict is Verdict.of(counted + amount <= ceiling.minor)


# --- scope, time, start of works -----------------------------------------------------------------


@given(
    st.sampled_from((ExemptedKind.FAIRS, ExemptedKind.CONSULTANCY)),
    st.sampled_from(SECTORS),
    st.sampled_from(("none", "headquarters")),
    *[st.booleans()] * 6,
)
def test_the_scope_of_an_activity_of_which_everything_is_told(
    aid, sector, place, also, separated, export, domestic, by_quantity, passed_on
):
    activity = AidedActivity(
        sector=sector, place=place, also_excluded=also, separated=separated, export_aid=export,
        domestic_goods=domestic, by_quantity=by_quantity, passed_on=passed_on,
    )  # fmt: skip
    covered = {"primary-agriculture": f"{aid.figures}.agriculture", "fishery": f"{aid.figures}.fishery"}
    if sector in covered:
        inside = bool(figure(covered[sector]).value)
    else:
        products = sector == "agricultural-processing" and (by_quantity or passed_on)
        inside = not products and (not also or separated)
    within = inside and not export and not domestic and place == "none"
    assert in_scope(aid, activity, on=ON).verdict is Verdict.of(within)


@given(st.dates(dt.date(2013, 1, 1), dt.date(2030, 1, 1)), st.sampled_from((True, False, None)))
def test_the_regulation_covers_aid_to_its_last_day_and_that_of_schemes_for_six_months_more(day, scheme):
    answer = in_force(day, scheme=scheme)
    if day < dt.date(2014, 7, 1):
        assert answer.verdict is not Verdict.MET
    elif day <= dt.date(2026, 12, 31):
        assert answer.verdict is Verdict.MET
    else:
        assert answer.verdict is Verdict.of(scheme if day <= dt.date(2027, 6, 30) else False)
    assert bool(answer.asks) == (answer.verdict is Verdict.UNKNOWN and day.year > 2026)


@given(st.dates(dt.date(2014, 7, 1), dt.date(2026, 12, 31)), st.sampled_from((AS_BEGUN, "at-once")))
def test_a_scheme_keeps_the_text_it_began_under_for_six_months_after_an_amendment(day, reading):
    kept = reading == AS_BEGUN and dt.date(2023, 7, 1) <= day <= dt.date(2023, 12, 31)
    assert text_of(None, day, reading).on == (dt.date(2023, 6, 30) if kept else day)


DAYS = st.none() | st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31))


@given(st.lists(st.tuples(DAYS, DAYS), max_size=3))
def test_each_order_and_each_cost_that_was_incurred_is_an_act_of_its_day(lines):
    found = acts_of(
        AidedCost(id=str(n), ordered=ordered, incurred=incurred) for n, (ordered, incurred) in enumerate(lines)
    )
    for kind, days in (
        ("work-done", [incurred for _, incurred in lines if incurred is not None]),
        # What nobody has ordered or had done will be ordered on a day that is not known.
        ("binding-contract", [ordered for ordered, incurred in lines if ordered is not None or incurred is None]),
    ):
        assert [each.day for each in found if each.kind == kind] == days
    assert {each.kind for each in found} <= {"work-done", "binding-contract"}
    assert all(each.aided for each in found)


@given(
    st.dates(dt.date(2025, 1, 1), dt.date(2025, 2, 1)),
    st.lists(st.dates(dt.date(2025, 1, 1), dt.date(2025, 2, 1)), max_size=2),
    st.sampled_from([None, *(each.name for each in fields(AidApplication)[1:])]),
)
def test_works_start_after_an_application_that_lacks_nothing(submitted, orders, lacks):
    application = AidApplication.complete(submitted)
    assert application == AidApplication(
        submitted=submitted, written=True, name_and_size=True, description=True, location=True, cost_list=True,
        type_and_amount=True,
    )  # fmt: skip
    acts = [Act(kind="binding-contract", day=day) for day in orders]
    lacking: dict[str, Any] = {} if lacks is None else {lacks: False}
    told = evolve(application, **lacking)
    answer = incentive_effect(told, acts, on=ON)
    if lacks is not None or any(day < submitted for day in orders):
        assert answer.verdict is Verdict.UNMET
    else:
        assert answer.verdict is Verdict.of(None if submitted in orders else True)
    assert answer.started == min(orders, default=None)

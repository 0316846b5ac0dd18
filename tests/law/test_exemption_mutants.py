"""Wrong ways to decide on exempted aid, each put in the place of the right one: some case of the texts must notice."""

from fractions import Fraction

import pytest
from tests.law.wrong_laws import cases

from intra_core.law import export_aid
from intra_core.law.cost_kinds import kind_rules
from intra_core.law.exemption import (
    ceilings,
    costs,
    cumulation,
    difficulty,
    incentive,
    intensity,
    limbs,
    recovery,
    rooms,
)
from intra_core.law.exemption.decided import Decided, Reason
from intra_core.law.lawbook import lawbook
from intra_core.model.money import Money
from intra_core.provenance import Mark
from intra_core.verdict import Verdict

LAW = lawbook()
CASES = {name: case for name, case in cases().items() if name.startswith(("test_exemption", "test_export_aid"))}
FIRST_IN = kind_rules(LAW, costs.FILE, costs.TABLE)[0]


def noticed():
    """Some case fails by what it asserts: a wrong way that only breaks would prove nothing."""
    for case in CASES.values():
        try:
            case(LAW)
        except AssertionError:
            return True
    return False


def at_half(capital, reserves, losses, part):
    """Half of it counts as more than half."""
    if None in {capital.high, reserves.high, losses.high}:
        return None
    return losses.high - reserves.low >= capital.high * part


def without_reserves(capital, _, losses, part):
    return None if None in {capital.high, losses.high} else losses.high > capital.high * part


def missing_is_nothing(capital, reserves, losses, part):
    """What nobody has told is taken for zero."""
    return losses.low - reserves.low > capital.low * part


def missing_passes(capital, reserves, losses, part):
    """Who tells nothing is not in difficulty."""
    if None in {capital.high, reserves.high, losses.high}:
        return False
    return 0 < losses.high - reserves.high > capital.high * part


def young_by_days(position, rules):
    """Three years are taken for three times 365 days."""
    if position.founded is None or position.sme is None:
        return None
    return position.sme and (rules.on - position.founded).days < 3 * 365


def young_on_the_day(position, rules):
    if position.founded is None or position.sme is None:
        return None
    return position.sme and rules.on <= position.founded.replace(year=position.founded.year + 3)


def one_ratio_is_enough(one, other):
    return None if one is None or other is None else one or other


def upward(share, cost):
    return Money(-int(-share * cost.minor // 1), cost.currency)


def gross_always(cost, rules, currency, *, refundable):  # noqa: ARG001 (in the place of another)
    amount = Money(sum(each.minor for each in (cost.net, cost.vat) if each is not None), currency)
    return amount, amount, (), ()


def net_always(cost, rules, currency, *, refundable):  # noqa: ARG001 (in the place of another)
    amount = Money(0 if cost.net is None else cost.net.minor, currency)
    return amount, amount, (), ()


def for_everybody(_, __, *, sme):  # noqa: ARG001 (in the place of another)
    return Decided(verdict=Verdict.MET)


def everything_is_in(*_):
    return FIRST_IN


def nothing_is_had(*_):
    return Fraction(0)


def construction_only(act, _):
    return act.kind == "construction"


def same_day_passes(act, _, submitted, rules):
    passes = act.day is not None and act.day >= submitted
    return rules.reason("gber.incentive.starts", Verdict.of(passes), "")


def unknown_acts_pass(act, rules):
    return act.kind in rules.law.members("gber.starts_works") or act.aided


def of_any_state(order, _, __):
    return (Verdict.MET if order.settled else Verdict.UNMET), ""


def settled_some_day(order, state, _):
    barred = order.settled is False and order.member_state == state
    return (Verdict.UNMET if barred else Verdict.MET), ""


def rolling_year(granted, on, _):
    return (on - granted).days < 365


def untied_counts_nowhere(_, rules):
    return rules.reason("gber.cumulation.untied", Verdict.MET, "")


def never_excepted(*_):
    return Verdict.UNMET, Reason(verdict=Verdict.UNMET, says="", article="", mark=Mark.SOURCED), ()


WRONG = {
    "half of the capital is more than half": (limbs, "disappeared", at_half),
    "reserves do not count": (limbs, "disappeared", without_reserves),
    "what is missing is nothing": (limbs, "disappeared", missing_is_nothing),
    "what is missing passes": (limbs, "disappeared", missing_passes),
    "three years are 1095 days": (limbs, "_young", young_by_days),
    "three years is still less than three years": (limbs, "_young", young_on_the_day),
    "one bad ratio, or one bad proceeding, is enough": (limbs, "_both", one_ratio_is_enough),
    "insolvency has one limb": (limbs, "_either", lambda one, _: one),
    "the exception of 2020 never was": (difficulty, "_pandemic", never_excepted),
    "aid is rounded up": (intensity, "aid_within", upward),
    "tax always counts": (costs, "_amount", gross_always),
    "tax never counts": (costs, "_amount", net_always),
    "large undertakings too": (intensity, "_whom", for_everybody),
    "every kind of cost counts": (costs, "rule_for", everything_is_in),
    "consultants may be staff": (costs, "_external", lambda *_: costs._Grounds(reasons=())),
    "routine advice counts": (costs, "_routine", lambda *_: costs._Grounds(reasons=())),
    "other aid is not seen": (rooms.Site, "_on", nothing_is_had),
    "no rate of the Union": (rooms.Site, "_union_rate", lambda *_: []),
    "all untied aid adds up": (cumulation, "_untied", untied_counts_nowhere),
    "only building starts the work": (incentive, "_starts", construction_only),
    "an act of unknown kind starts nothing": (incentive, "_starts", unknown_acts_pass),
    "the day of the application is early enough": (incentive, "_compared", same_day_passes),
    "orders of any state bar": (recovery, "_bears", of_any_state),
    "who is to repay later has repaid": (recovery, "_bears", settled_some_day),
    "a year is 365 days": (ceilings, "_same_year", rolling_year),
    "what nobody knows is no export aid": (export_aid, "rule_for", everything_is_in),
}


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("says", WRONG)
def test_a_wrong_way_is_noticed(says, monkeypatch):
    place, name, wrong = WRONG[says]
    monkeypatch.setattr(place, name, wrong)
    assert noticed()


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_a_kind_of_cost_that_stands_elsewhere_is_noticed(monkeypatch):
    for place in (costs, export_aid):
        for rule in kind_rules(LAW, place.FILE, place.TABLE):
            for kind in sorted(rule.kinds):
                right = place.rule_for

                def without(law, file, key, about, asked, out=(rule.about, kind), right=right):
                    return None if (about, asked) == out else right(law, file, key, about, asked)

                with monkeypatch.context() as patch:
                    patch.setattr(place, "rule_for", without)
                    assert noticed() or rule.standing.value == "doubtful", kind

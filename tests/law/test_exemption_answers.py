"""What answers on exempted aid are for programs, and what is refused with a word on what to do."""

import datetime as dt
import json
import re

import pytest
from attrs import evolve
from tests.law.other_laws import with_value, without

from intra_core.errors import WrongInput
from intra_core.law.cost_kinds import kind_rules
from intra_core.law.exemption.ceilings import ExemptedAward, ExemptedKind, notification_ceiling
from intra_core.law.exemption.costs import AidedCost
from intra_core.law.exemption.cumulation import cumulation
from intra_core.law.exemption.decided import together
from intra_core.law.exemption.difficulty import difficulty
from intra_core.law.exemption.incentive import Act, AidApplication, acts_of, incentive_effect
from intra_core.law.exemption.intensity import exempted_aid
from intra_core.law.exemption.position import Position, RatioYear
from intra_core.law.exemption.recovery import RecoveryOrder, recovery
from intra_core.law.exemption.scope import AidedActivity, in_scope
from intra_core.law.exemption.tied_aid import AidBasis, EligibleCost, TiedAid
from intra_core.law.exemption.validity import in_force
from intra_core.law.export_aid import export_aid
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.model.money import Money
from intra_core.verdict import Verdict

ON = dt.date(2025, 3, 1)
EURO, POUND = Money(100_000, "EUR"), Money(100_000, "GBP")
LINE = AidedCost(id="stand", kind="stand-rent", net=EURO, vat=Money(0, "EUR"))
RENT = EligibleCost(id="rent", amount=EURO)
SMALL = TiedAid(basis=AidBasis.DE_MINIMIS, costs=("rent",))


def test_every_answer_is_json_with_verdict_reasons_articles_and_asks():
    answers = (
        in_force(ON),
        notification_ceiling(ExemptedKind.FAIRS, EURO, on=ON, earlier=None),
        notification_ceiling(ExemptedKind.FAIRS, EURO, on=dt.date(2013, 1, 1), earlier=()),
        exempted_aid(ExemptedKind.FAIRS, [LINE, AidedCost(id="?")], on=ON, sme=None),
        cumulation([RENT], [evolve(SMALL, amount=None)], SMALL, on=ON),
        difficulty(Position(), on=ON),
        incentive_effect(None, None, on=ON),
        recovery(None, "SI", on=ON),
        in_scope(ExemptedKind.FAIRS, AidedActivity(), on=ON),
        export_aid("a-kind-of-its-own", on=ON),
    )
    for answer in answers:
        plain = json.loads(json.dumps(answer.to_dict()))
        assert plain["verdict"] == answer.verdict.value
        assert [each["fact"] for each in plain["asks"]] == [each.fact for each in answer.asks]
        assert all({"verdict", "says", "article", "mark"} == set(each) for each in plain["reasons"])
        assert plain["reasons"]
    assert json.loads(json.dumps(answers[3].to_dict()))["intensity"] == "50 %"


def test_answers_that_all_have_to_be_met_are_one_answer():
    met = exempted_aid(ExemptedKind.FAIRS, [LINE], on=ON, sme=True)
    open_ = recovery(None, "SI", on=ON, scheme_excludes=True)
    whole = together(in_force(ON), met, open_)
    assert whole.verdict is Verdict.UNKNOWN
    assert whole.asks == open_.asks
    assert set(met.reasons) | set(open_.reasons) <= set(whole.reasons)
    assert whole.policies == {"amended_scheme": "amended", "refundable_vat": "counts"}
    assert together(whole, recovery((), "SI", on=ON, scheme_excludes=False)).verdict is Verdict.UNMET


def test_absent_costs_are_not_known_and_no_costs_get_nothing():
    absent = exempted_aid(ExemptedKind.FAIRS, None, on=ON, sme=True)
    assert (absent.verdict, absent.possible, [each.fact for each in absent.asks]) == (Verdict.UNKNOWN, None, ["cost"])
    none = exempted_aid(ExemptedKind.FAIRS, (), on=ON, sme=True)
    assert (none.verdict, none.greatest) == (Verdict.UNMET, Money(0, "EUR"))


def test_pounds_and_leva_are_counted_in_their_own_currency():
    line = evolve(LINE, net=POUND, vat=Money(0, "GBP"))
    assert str(exempted_aid(ExemptedKind.FAIRS, [line], on=ON, sme=True).greatest) == "GBP 500.00"


def test_the_days_of_cost_lines_are_acts_that_start_the_work():
    lines = (
        evolve(LINE, ordered=dt.date(2025, 3, 1), incurred=dt.date(2025, 4, 1)),
        evolve(LINE, id="late", incurred=dt.date(2025, 2, 1)),
        evolve(LINE, id="open"),
    )
    assert [(each.kind, each.day) for each in acts_of(lines)] == [
        ("binding-contract", dt.date(2025, 3, 1)),
        ("work-done", dt.date(2025, 4, 1)),
        ("work-done", dt.date(2025, 2, 1)),
        ("binding-contract", None),
    ]
    applied = AidApplication.complete(dt.date(2025, 2, 10))
    assert incentive_effect(applied, acts_of(lines), on=ON).verdict is Verdict.UNMET
    assert incentive_effect(applied, acts_of(lines[:1]), on=ON).verdict is Verdict.MET
    assert incentive_effect(applied, acts_of(lines[2:]), on=ON).verdict is Verdict.UNKNOWN


REFUSED = [
        ("two cost lines have one name", lambda: exempted_aid(ExemptedKind.FAIRS, [LINE, LINE], on=ON, sme=True)),
        ("several currencies: EUR, GBP", lambda: exempted_aid(
            ExemptedKind.FAIRS, [LINE], on=ON, sme=True, requested=POUND)),
        ("consultancy and fairs, not for investment", lambda: exempted_aid(
            ExemptedKind.INVESTMENT, [LINE], on=ON, sme=True)),
        ("convert GBP 1000.00 at the rate", lambda: notification_ceiling(ExemptedKind.FAIRS, POUND, on=ON, earlier=())),
        ("convert GBP 1000.00 at the rate", lambda: notification_ceiling(
            ExemptedKind.FAIRS, EURO, on=ON, earlier=[ExemptedAward(amount=POUND)])),
        ("two costs have one name", lambda: cumulation([RENT, RENT], (), SMALL, on=ON)),
        ("costs that are not there: rent", lambda: cumulation([], (), SMALL, on=ON)),
        ("several currencies: EUR, GBP", lambda: cumulation([RENT], (), evolve(SMALL, amount=POUND), on=ON)),
        ("for its own rules to say", lambda: cumulation([RENT], (), evolve(SMALL, basis=AidBasis.DECISION), on=ON)),
        ("several currencies: EUR, GBP", lambda: difficulty(Position(capital=EURO, losses=POUND), on=ON)),
        ("several currencies: EUR, GBP", lambda: difficulty(
            Position(capital=EURO, years=(RatioYear(ends=ON, equity=POUND),)), on=ON)),
        ("'UK' is not the code of a Member State", lambda: recovery((), "UK", on=ON)),
        ("no sector that Article 1(3) tells apart", lambda: in_scope(
            ExemptedKind.FAIRS, AidedActivity(sector="mining"), on=ON)),
        ("consultancy and fairs, not for investment", lambda: in_scope(
            ExemptedKind.INVESTMENT, AidedActivity(), on=ON)),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_what_cannot_be_answered_is_refused(number):
    says, ask = REFUSED[number]
    with pytest.raises(ValueError, match=re.escape(says)):
        ask()


def test_a_policy_or_reading_that_is_none_is_refused():
    with pytest.raises(WrongInput, match="the policy has no reading 'always'"):
        exempted_aid(ExemptedKind.FAIRS, [LINE], on=ON, sme=True, told={"refundable_vat": "always"})


def test_equity_is_money_and_may_lie_below_zero():
    assert RatioYear(ends=ON, equity=Money(-1, "EUR")).equity == Money(-1, "EUR")
    with pytest.raises(TypeError, match=r"RatioYear\.equity is Money or None, not 3"):
        RatioYear(ends=ON, equity=3)  # type: ignore[arg-type]


def test_acts_say_what_they_are_and_when():
    assert Act(kind="order").aided is False


ADVICE = AidedCost(id="advice", kind="consultancy", net=EURO, vat=Money(0, "EUR"), external=True, routine=False)
OWN_LAWYER = evolve(ADVICE, external=False)
TAX_RETURN = evolve(ADVICE, routine=True)
SOLD = AidedActivity(sector="other", also_excluded=False, export_aid=True, domestic_goods=False, place="none")
UNPAID = RecoveryOrder(member_state="SI", settled=False)
LATE = AidApplication.complete(dt.date(2025, 2, 10))
BEGUN = Act(kind="binding-contract", day=dt.date(2025, 2, 1))
TURNED = {
    "gber.consultancy.external": (False, lambda law: exempted_aid(
        ExemptedKind.CONSULTANCY, [OWN_LAWYER], on=ON, sme=True, law=law)),
    "gber.consultancy.routine": (True, lambda law: exempted_aid(
        ExemptedKind.CONSULTANCY, [TAX_RETURN], on=ON, sme=True, law=law)),
    "gber.fairs.sme_only": (False, lambda law: exempted_aid(ExemptedKind.FAIRS, [LINE], on=ON, sme=False, law=law)),
    "gber.incentive.needed": (False, lambda law: incentive_effect(LATE, [BEGUN], on=ON, law=law)),
    "gber.recovery.bars": (False, lambda law: recovery([UNPAID], "SI", on=ON, scheme_excludes=True, law=law)),
    "gber.scope.export": (True, lambda law: in_scope(ExemptedKind.FAIRS, SOLD, on=ON, law=law)),
}  # fmt: skip
"""What a regulation could ask no longer: the rule as it would stand then, and a question that it alone decides."""


@pytest.mark.parametrize("name", TURNED)
def test_what_a_regulation_no_longer_asks_for_bars_nobody(name):
    value, ask = TURNED[name]
    assert ask(lawbook()).verdict is Verdict.UNMET
    assert ask(with_value(lawbook(), name, value)).verdict is Verdict.MET


def test_before_and_after_every_text_that_is_known_nobody_says_whether_it_is_in_force():
    answer = in_force(ON, law=without(lawbook(), "gber.last_day"))
    assert (answer.verdict, answer.asks) == (Verdict.UNKNOWN, ())
    assert answer.reasons[0].says == "no rule 'gber.last_day' is in force on 2025-03-01"


KINDS = """
[[kind]]
kinds  = ["a", "b"]
rule   = "in"
says   = "x"
source = "s"
mark   = "sourced"

[[kind]]
kinds  = ["b"]
rule   = "perhaps"
says   = "y"
source = "s"
mark   = "sourced"

[source.s]
title = "S"
read  = 2026-11-23
"""


def test_faults_of_a_file_of_kinds_are_told_with_their_lines(tmp_path):
    (tmp_path / "kinds.toml").write_text(KINDS, encoding="utf-8")
    law = Lawbook(folder=tmp_path, parameters={}, sets={})
    with pytest.raises(WrongInput) as caught:
        kind_rules(law, "kinds.toml", "kind")
    assert [(each.line, each.says) for each in caught.value.complaints] == [
        (10, "'b' stands twice"),
        (11, "unknown word 'perhaps'"),
    ]

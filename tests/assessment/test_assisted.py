"""Minimal Financial Assistance in the United Kingdom: worked out from past aid where nobody states what is left."""

import datetime as dt

from attrs import evolve
from tests.installed import CATALOGUE
from tests.law.groups import firm, owns

from intra_core import Aid, Money, PastAward
from intra_core.assessment.assisted import HEADROOM
from intra_core.assessment.examples import assessed

GRANT = CATALOGUE["westmidlands.sme_grant"]
STATED = assessed(GRANT, GRANT.examples[0]).application


def pounds(amount, currency="GBP"):
    return Money(amount * 100, currency)


def aid(granted, amount, regime="mfa", undertaking=None):
    return PastAward(
        granted=dt.date.fromisoformat(granted),
        amount=amount,
        regime=regime,
        member_state="GB",
        undertaking=undertaking,
    )


def told(*awards, **more):
    return evolve(STATED, aid=None, award=awards, **more)


def left(application):
    return GRANT.assess(application).facts.get(HEADROOM)


def test_the_financial_year_of_the_grant_and_the_two_before_it_count():
    assert left(told()) == 31_500_000
    had = (aid("2022-04-01", pounds(100_000)), aid("2021-04-01", pounds(15_000)), aid("2021-03-31", pounds(200_000)))
    assert left(told(*had)) == 20_000_000
    assert left(told(aid("2024-03-05", pounds(1_000)))) == 31_500_000  # later than the day of grant


def test_without_a_list_nothing_is_left_for_sure():
    application = evolve(STATED, aid=None, award=None)
    assessment = GRANT.assess(application)
    assert HEADROOM not in assessment.facts
    assert "mfa" in assessment.unknown
    assert assessment.assisted is None


def test_what_is_confirmed_in_writing_takes_its_place():
    application = evolve(told(aid("2024-01-10", pounds(300_000))), aid=Aid(mfa_headroom=pounds(5_000)))
    assert left(application) == 500_000
    assert GRANT.assess(application).assisted is None
    assert left(evolve(application, aid=Aid())) == 1_500_000


def test_aid_in_another_currency_leaves_it_open():
    assessment = GRANT.assess(told(aid("2023-05-01", pounds(1_000, "EUR"), "de-minimis")))
    assert HEADROOM not in assessment.facts
    assert "mfa" in assessment.unknown


def test_the_reason_shows_what_counts():
    assessment = GRANT.assess(told(aid("2024-01-10", pounds(300_000))))
    reason = next(each for each in assessment.reasons if each.condition == "mfa")
    assert any("GBP 315000.00" in line and "section 36" in line for line in reason.working)
    assert any(line.startswith("2024-01-10: GBP 300000.00") for line in reason.working)
    stated = next(each for each in GRANT.assess(STATED).reasons if each.condition == "mfa")
    assert stated.working == ()


def test_aid_of_linked_enterprises_counts_too():
    firms = tuple(firm(name, 10, 1, 1, years=(2022, 2023), country="GB") for name in "AP")
    assert STATED.undertaking is not None
    undertaking = evolve(STATED.undertaking, id="A")
    group = {"undertaking": undertaking, "enterprise": firms}
    had = aid("2024-01-10", pounds(300_000), undertaking="P")
    assert left(told(had, holding=(owns("P", "A", 60),), **group)) == 1_500_000
    assert left(told(had, holding=(owns("P", "A", 30),), **group)) == 31_500_000
    named = told(aid("2024-01-10", pounds(300_000), undertaking="A"), undertaking=undertaking)
    assert left(named) == 1_500_000


def test_other_states_have_no_such_assistance():
    slovenia = CATALOGUE["slovenia.certification"]
    assert (
        slovenia.assess(evolve(told(), region="slovenia", more={}, project=None), dt.date(2024, 3, 4)).assisted is None
    )

"""What is stated in place of what it is worked out from, and a voucher that closes on a day."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment.made import REST, measure_of
from tests.installed import CATALOGUE

import intra_core
from intra_core import Aid, Application, Money, Outcome, PastAward, PastVoucher, Project, Undertaking

CERTIFICATION = CATALOGUE["slovenia.certification"]
DEMO = intra_core.read_application(Path(__file__).parents[2] / "examples" / "slovenia" / "certification.toml")


def euros(amount: int) -> Money:
    return Money(amount * 100, "EUR")


def with_headroom(*awards: PastAward) -> Application:
    return evolve(DEMO, aid=Aid(headroom=euros(300_000)), award=awards or None)


GAPPED = PastAward(granted=dt.date(2023, 5, 1), amount=euros(299_000))
OTHER = "not settled"


@pytest.mark.parametrize(
    ("application", "verdict", "shown"),
    [
        (with_headroom(), Outcome.ELIGIBLE, "EUR 300,000.00"),
        (with_headroom(GAPPED), Outcome.UNDETERMINED, OTHER),
        (with_headroom(evolve(GAPPED, regime="de-minimis", member_state="SI")), Outcome.INELIGIBLE, "EUR 1,000.00"),
        (with_headroom(evolve(GAPPED, regime="none")), Outcome.ELIGIBLE, "EUR 300,000.00"),
        (with_headroom(evolve(GAPPED, member_state="DE")), Outcome.ELIGIBLE, "EUR 300,000.00"),
    ],
)
def test_a_headroom_given_beside_past_aid(application: Application, verdict: Outcome, shown: str) -> None:
    assessment = CERTIFICATION.assess(application)
    assert assessment.verdict is verdict
    assert [each.shown for each in assessment.assumed if each.what == "aid.headroom"] == [shown]
    if shown == OTHER:
        assert [ask.fact for ask in assessment.asks] == ["award.regime", "award.member_state"]
        told = next(each for each in assessment.assumed if each.what == "aid.headroom")
        assert told.value == "unknown"
        assert "given as EUR 300,000.00" in told.why


@pytest.mark.parametrize(
    ("headcount", "turnover", "balance", "verdict"),
    [
        (None, None, None, Outcome.ELIGIBLE),
        (Decimal(12), None, None, Outcome.ELIGIBLE),  # it may well be small
        (Decimal(100), 60_000_000, None, Outcome.UNDETERMINED),  # medium at the least, perhaps large
        (Decimal(100), 60_000_000, 50_000_000, Outcome.INELIGIBLE),
        (Decimal(5), 1_000_000, 1_000_000, Outcome.ELIGIBLE),
    ],
)
def test_a_size_given_beside_what_it_is_worked_out_from(
    headcount: Decimal | None, turnover: int | None, balance: int | None, verdict: Outcome
) -> None:
    undertaking = evolve(
        DEMO.undertaking or Undertaking(),
        size="small",
        headcount=headcount,
        turnover=euros(turnover) if turnover else None,
        balance_sheet_total=euros(balance) if balance else None,
    )
    assert CERTIFICATION.assess(evolve(DEMO, undertaking=undertaking)).verdict is verdict


YEAR = st.dates(dt.date(2019, 3, 1), dt.date(2019, 12, 31))


@given(YEAR, YEAR)
def test_a_voucher_runs_until_it_closes_whether_or_not_the_day_of_application_is_told(
    on: dt.date, closed: dt.date
) -> None:
    running = tuple(
        PastVoucher(measure="slovenia.forum", closed=closed, approved=dt.date(2018, 1, 1), payments=()) for _ in "123"
    )
    silent = Application(on=on, voucher=running)
    told = evolve(silent, project=Project(submitted=on))
    assert silent.floats
    assert not told.floats
    counts = [
        ("voucher-count" in found.unmet, "voucher-count" in found.unknown)
        for found in (CERTIFICATION.assess(each) for each in (silent, told))
    ]
    assert counts[0] == counts[1] == (closed > on, False)


def test_a_voucher_that_closes_is_unknown_while_no_day_at_all_is_known() -> None:
    application = Application(voucher=(PastVoucher(closed=dt.date(2020, 1, 1)), PastVoucher(closed=True)))
    assert application.facts["voucher"] == ({}, {"closed": True})


REDUCIBLE = """[state_aid]
regime = "de-minimis"
reducible = {}
source = "s"
mark = "sourced"
"""


@pytest.mark.parametrize(
    ("reducible", "headroom", "verdict", "amount"),
    [
        ("false", "EUR 2400.00", Outcome.ELIGIBLE, "EUR 2400.00"),
        ("false", "EUR 2399.99", Outcome.INELIGIBLE, None),
        ("true", "EUR 2400.00", Outcome.ELIGIBLE, "EUR 2400.00"),
        ("true", "EUR 2399.99", Outcome.ELIGIBLE, "EUR 2399.99"),
        ("true", "EUR 0.01", Outcome.ELIGIBLE, "EUR 0.01"),
        ("true", "EUR 0.00", Outcome.INELIGIBLE, None),
    ],
)
def test_an_award_is_cut_to_the_headroom_only_where_a_call_says_so(
    tmp_path: Path, reducible: str, headroom: str, verdict: Outcome, amount: str | None
) -> None:
    rest = REST.replace(REST[REST.index("[state_aid]") : REST.index("[award]")], REDUCIBLE.format(reducible))
    measure = measure_of(tmp_path, rest=rest)
    application = Application(
        on=dt.date(2024, 9, 2),
        costs=intra_core.Costs(eligible=euros(4000)),
        aid=Aid(headroom=Money.parse(headroom)),
    )
    assessment = measure.assess(application)
    assert (assessment.verdict, str(assessment.amount) if assessment.amount else None) == (verdict, amount)
    if amount == "EUR 2399.99":
        assert assessment.award is not None
        assert "2,399.99" in assessment.award.steps[-1]
    if not amount:
        assert assessment.unmet == ("de-minimis",)


@pytest.mark.parametrize(("on", "told"), [(dt.date(2024, 8, 29), True), (dt.date(2024, 8, 30), False)])
def test_an_application_that_comes_after_its_decision_is_told_as_such(on: dt.date, told: bool) -> None:
    days = [each for each in CERTIFICATION.assess(DEMO, on).assumed if each.what == "project.submitted"]
    assert [each.value for each in days] == (["2024-08-30"] if told else [])

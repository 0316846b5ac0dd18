"""An amount that is more than its fact can be counts as not told, in every answer and every currency."""

import datetime as dt
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.installed import CATALOGUE

import intra_core
from intra_core import Aid, Application, Assessment, CostLine, Costs, Event, Money, PastAward, PastVoucher, Rate
from intra_core.model.aid import Payment
from intra_core.rules.kinds import MOST_RECORDS

CERTIFICATION = CATALOGUE["slovenia.certification"]
ON = dt.date(2024, 9, 2)
TOLD = intra_core.read_application("examples/slovenia/certification.toml")
GREATEST = 100_000_000_000
MOST_TURNOVER = 9_000_000_000_000_000


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def assessed(**changed: Any) -> Assessment:
    return CERTIFICATION.assess(evolve(TOLD, **changed), ON)


def lines(*amounts: int) -> tuple[CostLine, ...]:
    return tuple(CostLine(kind="certification-fee", net=euro(each), incurred=ON) for each in amounts)


def test_an_amount_up_to_its_greatest_is_read() -> None:
    assert assessed(cost=lines(GREATEST)).too_large == ()
    assert assessed(cost=lines(GREATEST)).verdict.value == "eligible"


@pytest.mark.parametrize(
    ("cost", "kept"),
    [
        (lines(GREATEST + 1), [None]),
        (lines(GREATEST + 1, 5), [None, 5]),
        (lines(GREATEST, 1), [None, None]),
        (lines(GREATEST - 1, 1), [GREATEST - 1, 1]),
    ],
)
def test_what_is_too_large_alone_or_together_is_left_out(cost: tuple[CostLine, ...], kept: list[int | None]) -> None:
    found = assessed(cost=cost)
    records: Any = found.facts["cost"]
    assert [each.get("net") for each in records] == kept
    assert found.too_large == (() if None not in kept else ("cost.net",))


def test_a_list_of_too_many_records_is_left_out() -> None:
    assert assessed(cost=lines(*[1] * MOST_RECORDS)).too_large == ()
    found = assessed(cost=lines(*[1] * (MOST_RECORDS + 1)))
    assert found.too_large == ("cost",)
    assert "cost" not in found.facts


def test_amounts_and_lists_within_a_list_are_held_to_the_same() -> None:
    def payments(*amounts: int) -> tuple[PastVoucher, ...]:
        paid = tuple(Payment(paid=ON, amount=euro(each)) for each in amounts)
        return (PastVoucher(measure="slovenia.fair", payments=paid),)

    intake = CERTIFICATION.intake
    for voucher, large in (
        (payments(GREATEST), ()),
        (payments(GREATEST, 1), ("voucher.payments.amount",)),
        (payments(*[1] * (MOST_RECORDS + 1)), ("voucher.payments",)),
    ):
        assert intake.told(intake.take(Application(voucher=voucher)), "EUR").large == large


def test_the_question_says_that_what_was_told_is_too_large() -> None:
    found = assessed(cost=lines(GREATEST + 1))
    assert found.verdict.value == "undetermined"
    asks = {each.fact: each.question for each in found.asks}
    assert asks["cost.net"].endswith("(what was told is too large: it counts as not told)")
    assert [each for each in asks.values() if "too large" in each] == [asks["cost.net"]]


def test_the_question_for_a_list_says_so_too() -> None:
    found = assessed(cost=lines(*[1] * (MOST_RECORDS + 1)))
    assert {each.fact: "too large" in each.question for each in found.asks}["cost"]


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("en", "what was told is too large: it counts as not told"),
        ("sl", "navedeno je preveliko: šteje, kot da ni navedeno"),
        ("bg", "посоченото е твърде голямо: смята се за непосочено"),
        ("it", "quanto indicato è troppo grande: conta come non indicato"),
        ("pt", "o que foi indicado é demasiado grande: conta como não indicado"),
        ("es", "lo indicado es demasiado grande: cuenta como no indicado"),
    ],
)
def test_the_answer_tells_what_was_left_out(language: str, why: str) -> None:
    told: Any = assessed(cost=lines(GREATEST + 1)).in_language(language).to_dict()["assumed"]
    assert {"what": "cost.net", "value": "unknown", "why": why} in told


def test_what_a_measure_does_not_read_is_not_told() -> None:
    undertaking = TOLD.undertaking
    assert undertaking is not None
    large = evolve(undertaking, accounts=None, balance_sheet_total=None, turnover=euro(MOST_TURNOVER + 1))
    found = CATALOGUE.assess(evolve(TOLD, undertaking=large), on=ON, region="slovenia").assessments
    reads = {each.id for each in found if "undertaking.turnover" in each.measure.reads}
    assert {each.id for each in found if each.too_large} == reads
    assert {each.id for each in found} - reads


def test_a_given_sum_that_is_too_large_is_not_given() -> None:
    found = assessed(cost=None, costs=Costs(eligible=euro(GREATEST + 1)))
    assert found.too_large == ("costs.eligible",)
    assert [each.why for each in found.assumed if each.what == "costs.eligible"] == [
        "what was told is too large: it counts as not told"
    ]
    assert "cost" in {each.fact for each in found.asks}
    assert assessed(cost=None, costs=Costs(eligible=euro(GREATEST))).too_large == ()
    assert assessed(aid=Aid(headroom=euro(GREATEST + 1))).too_large == ("aid.headroom",)


def test_the_greatest_counts_in_the_currency_of_the_measure() -> None:
    leva = [each for each in CATALOGUE if each.rules.book.currency == "BGN" and "cost.net" in each.reads]
    assert leva
    for measure in leva:
        # 1 EUR is 1.95583 BGN: EUR 511,291,881.19 are a billion leva and no stotinka more.
        for cents, large in ((51_129_188_119, ()), (51_129_188_120, ("cost.net",))):
            told = Application(on=ON, cost=(CostLine(net=euro(cents)),))
            assert measure.assess(told).too_large == large


def test_what_law_works_out_of_past_aid_is_not_taken_where_some_of_it_cannot_be_read() -> None:
    measure = next(each for each in CATALOGUE if "aid.mfa_headroom" in each.reads)
    award = PastAward(granted=ON, amount=Money(100, "GBP"), regime="mfa", member_state="GB")
    told = Application(on=ON, award=(award,))
    assert "aid.mfa_headroom" in measure.assess(told).facts
    large = evolve(told, award=(evolve(award, amount=Money(GREATEST + 1, "GBP")),))
    assert "aid.mfa_headroom" not in measure.assess(large).facts


def test_numbers_that_are_small_by_nature_are_looked_at_too() -> None:
    measure = CATALOGUE["algarve.individual_operations"]
    told = Application(region="algarve", on=ON, more={"algarve": {"fairs": 1_001}})
    assert measure.assess(told).too_large == ("algarve.fairs",)
    assert measure.assess(evolve(told, more={"algarve": {"fairs": 1_000}})).too_large == ()
    event = Event(foreign_exhibitors=Rate(10**9 + 1))
    fair = CATALOGUE["slovenia.spirit_fair"]
    assert "event.foreign_exhibitors" in fair.assess(Application(on=ON, event=event)).too_large


def test_regions_that_share_an_application_do_not_hear_each_other() -> None:
    application = Application(cost=(CostLine(net=euro(GREATEST + 1)),))
    for region in ("slovenia", "extremadura", "slovenia"):
        found = CATALOGUE.assess(application, on=ON, region=region).assessments
        assert any("cost.net" in each.too_large for each in found)


@given(st.lists(st.sampled_from((0, 1, GREATEST // 2, GREATEST - 1, GREATEST, GREATEST + 1, 10**17)), max_size=4))
def test_what_is_read_of_a_list_is_never_more_than_one_can_be(amounts: list[int]) -> None:
    found = assessed(cost=lines(*amounts))
    records: Any = found.facts["cost"]
    kept = [each["net"] for each in records if "net" in each]
    assert sum(kept) <= GREATEST
    assert (found.too_large == ()) is (len(kept) == len(amounts))
    small = [each for each in amounts if each <= GREATEST]
    assert kept == (small if sum(small) <= GREATEST else [])


def test_a_file_says_the_same() -> None:
    head = 'region = "slovenia"\non = 2024-09-02\n'
    text = f'{head}[undertaking]\nemployees = 2_000_000_000\n[[cost]]\nnet = "EUR 1000000000.01"\n'
    found = CERTIFICATION.assess(intra_core.parse_application(text))
    assert set(found.too_large) == {"undertaking.employees", "cost.net"}

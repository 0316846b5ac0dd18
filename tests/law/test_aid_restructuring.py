"""Splits and mergers for any amounts: nothing is lost, nothing is counted twice, and what is not told stays open."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.awards import asked, day, had

from intra_core.io.converter import CONVERTER
from intra_core.law.aid.headroom import headroom
from intra_core.law.aid.instalments import discounted
from intra_core.law.aid.restructuring import Restructuring, allocated
from intra_core.law.lawbook import lawbook
from intra_core.model.aid import Merger, PastAward, Split
from intra_core.model.money import Money
from intra_core.model.quantity import Rate

NAMES = ("A", "B", "C", "D")
LAW = lawbook()
weights_ = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 10**9), min_size=1).filter(
    lambda weights: sum(weights.values()) > 0
)


@given(st.integers(0, 10**12), weights_)
def test_the_parts_sum_to_the_whole_and_are_within_a_cent_of_their_share(amount, weights):
    parts = {name: part for name, part in allocated(amount, weights).items() if part is not None}
    assert sum(parts.values()) == amount
    assert parts == allocated(amount, dict(reversed(weights.items())))
    for name, part in parts.items():
        assert abs(part * sum(weights.values()) - amount * weights[name]) < sum(weights.values())


changes = st.lists(
    st.builds(
        Merger,
        on=st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        parties=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(tuple),
        into=st.sampled_from(NAMES),
    )
    | st.builds(
        Split,
        on=st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        from_=st.sampled_from(NAMES),
        equity=weights_.map(lambda told: {name: Money(weight, "EUR") for name, weight in told.items()}),
    ),
    max_size=5,
)


@given(changes, st.dates(dt.date(2023, 6, 1), dt.date(2025, 1, 1)), st.sampled_from(NAMES))
def test_after_any_changes_every_cent_has_one_owner(told, granted, who):
    mergers = [each for each in told if isinstance(each, Merger)]
    splits = [each for each in told if isinstance(each, Split)]
    moved = Restructuring.until(dt.date(2025, 6, 1), mergers, splits, by_activity=True)
    parts = moved.parts(who, granted, 1_000_003)
    assert sum(each.amount or 0 for each in parts) == 1_000_003
    assert all(each.owners is not None and len(each.owners) == 1 and not each.missing for each in parts)
    award = PastAward(
        granted=granted, amount=Money(1_000_003, "EUR"), regime="de-minimis", member_state="SI", undertaking=who
    )
    used = [
        headroom((award,), subject=name, member_state="SI", on=dt.date(2025, 6, 1), mergers=mergers, splits=splits).used
        for name in NAMES
    ]
    assert sum(each.minor for each in used if each is not None) == 1_000_003


def test_of_aid_of_an_unknown_day_nobody_can_say_whether_it_moved():
    dayless = PastAward(amount=Money.parse("EUR 100.00"), regime="de-minimis", member_state="SI", undertaking="B")
    merger = Merger(on=day("2024-06-01"), parties=("B",), into="A")
    answer = asked(LAW, "2024-09-02", dayless, mergers=(merger,))
    assert answer.headroom is None
    assert [each.fact for each in answer.asks] == ["award[0].granted"]
    split = Split(on=day("2024-06-01"), from_="B", parties=("A", "C"))
    assert asked(LAW, "2024-09-02", dayless, splits=(split,)).headroom is None
    elsewhere = Merger(on=day("2024-06-01"), parties=("B",), into="C")
    assert str(asked(LAW, "2024-09-02", dayless, mergers=(elsewhere,)).headroom) == "EUR 300000.00"


def test_of_aid_of_an_unknown_undertaking_anybody_may_be_the_one_it_moved_to():
    anybody = PastAward(
        granted=day("2024-02-01"), amount=Money.parse("EUR 1.00"), regime="de-minimis", member_state="SI"
    )
    merger = Merger(on=day("2024-06-01"), parties=("B",), into="C")
    assert [each.fact for each in asked(LAW, "2024-09-02", anybody, mergers=(merger,)).asks] == ["award[0].undertaking"]


def test_a_part_of_an_unsure_owner_stays_unsure_when_it_is_split_again():
    equity = {"A": Money.parse("EUR 1.00"), "C": Money.parse("EUR 1.00")}
    first = Split(on=day("2024-05-01"), from_="O", parties=("B", "D"))
    second = Split(on=day("2024-06-01"), from_="B", equity=equity)
    answer = asked(LAW, "2024-09-02", had("2024-02-01", 100, who="O"), splits=(second, first))
    assert [each.fact for each in answer.asks] == ["split[1].equity"]
    assert answer.to_dict()["bounds"] == {"least": "EUR 299900.00", "greatest": "EUR 300000.00"}


def test_an_amount_that_is_not_known_is_not_known_after_a_split_either():
    equity = {"A": Money.parse("EUR 1.00"), "C": Money.parse("EUR 1.00")}
    award = PastAward(granted=day("2024-02-01"), regime="de-minimis", member_state="SI", undertaking="O")
    split = Split(on=day("2024-06-01"), from_="O", equity=equity)
    assert [each.fact for each in asked(LAW, "2024-09-02", award, splits=(split,)).asks] == ["award[0].amount"]
    nothing = Split(on=day("2024-06-01"), from_="O", equity={**equity, "A": Money.parse("EUR 0.00")})
    assert str(asked(LAW, "2024-09-02", award, splits=(nothing,)).headroom) == "EUR 300000.00"


def test_files_write_the_day_and_from_whom():
    merger = CONVERTER.structure({"day": "2024-06-01", "parties": ["A", "B"], "into": "A"}, Merger)
    assert merger == Merger(on=day("2024-06-01"), parties=("A", "B"), into="A")
    told = {"day": dt.date(2024, 6, 1), "from": "O", "equity": {"A": "EUR 3.00", "B": "EUR 1.00"}}
    split = CONVERTER.structure(told, Split)
    assert split.equity == {"A": Money.parse("EUR 3.00"), "B": Money.parse("EUR 1.00")}
    assert CONVERTER.structure({"day": "2024-06-01", "from": "O", "benefits": "A"}, Split).benefits == "A"


def test_equity_is_told_in_one_currency_and_never_below_zero():
    wrong: tuple[Any, ...] = (
        {"A": Money(1, "EUR"), "B": Money(1, "BGN")}, {"A": Money(1, "EUR"), "B": Money(-1, "EUR")}, {"A": "EUR 1.00"}
    )  # fmt: skip
    for equity in wrong:
        with pytest.raises((TypeError, ValueError), match="equity"):
            Split(on=day("2024-06-01"), from_="O", equity=equity)


@given(st.lists(st.tuples(st.dates(dt.date(2024, 1, 1), dt.date(2034, 1, 1)), st.integers(0, 10**9)), min_size=1))
def test_instalments_are_worth_no_more_than_they_sum_to_and_less_at_a_higher_rate(told):
    paid = [(on, Money(cents, "EUR")) for on, cents in told]
    values = [
        discounted(paid, granted=dt.date(2024, 1, 1), rate=Rate.parse(each)).minor for each in ("0 %", "2.5 %", "9 %")
    ]
    assert values[0] == sum(cents for _, cents in told)
    assert values == sorted(values, reverse=True)


def test_instalments_are_discounted_by_whole_years_and_the_days_after_them():
    granted, rate = dt.date(2024, 9, 2), Rate.parse("5 %")
    for paid, worth in (
        ("2024-09-02", "1000.00"), ("2024-01-01", "1000.00"), ("2025-09-02", "952.38"), ("2026-09-02", "907.02"),
        ("2024-09-03", "999.86"), ("2025-03-03", "975.67"),
    ):  # fmt: skip
        assert discounted([(day(paid), Money.parse("EUR 1000.00"))], granted=granted, rate=rate).decimal == worth, paid
    with pytest.raises(ValueError, match="one currency, not in 2"):
        discounted([(granted, Money(1, "EUR")), (granted, Money(1, "BGN"))], granted=granted, rate=rate)

"""The size of an undertaking: staff strictly below, and one of two financial ceilings inclusive (2003/361/EC)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.reading import worked_out

M = 100_000_000
"""A million euro in cents."""


def size(awu: float | None, turnover: int | None, balance: int | None) -> object:
    facts = {
        "undertaking.headcount": None if awu is None else round(awu * 10_000),
        "undertaking.turnover": turnover,
        "undertaking.balance_sheet_total": balance,
    }
    return worked_out(
        "undertaking.size", {key: value for key, value in facts.items() if value is not None}, "2024-09-02"
    )


@pytest.mark.parametrize(
    ("awu", "turnover", "balance", "expected"),
    [
        (249, 50 * M, 43 * M, "medium"),  # T01 of the acceptance cases
        (249, 80 * M, 43 * M, "medium"),
        (249, 50 * M + 1, 43 * M + 1, "large"),
        (250, 1 * M, 1 * M, "large"),
        (249.6, 50 * M, 43 * M, "medium"),
        (249.9999, 50 * M, 43 * M, "medium"),
        (9, 250 * M // 100, 190 * M // 100, "micro"),  # T02
        (9, 11 * M, 9 * M, "small"),
        (9, 12 * M, 11 * M, "medium"),
        (9.9999, 2 * M, 9 * M, "micro"),
        (10, 2 * M, 2 * M, "small"),
        (9, 2 * M + 1, 2 * M + 1, "small"),
        (49.9999, 10 * M, 90 * M, "small"),
        (50, 10 * M, 10 * M, "medium"),
        (49, 10 * M + 1, 10 * M + 1, "medium"),
    ],
)
def test_every_ceiling(awu: float, turnover: int, balance: int, expected: str) -> None:
    assert size(awu, turnover, balance) == expected


@pytest.mark.parametrize(
    ("awu", "turnover", "balance", "expected"),
    [
        (300, None, None, "large"),
        (9, 1 * M, None, "micro"),
        (9, None, 1 * M, "micro"),
        (9, 3 * M, None, frozenset({"micro", "small"})),
        (9, 60 * M, None, frozenset({"micro", "small", "medium", "large"})),
        (None, 60 * M, 60 * M, "large"),
        (None, 1 * M, 1 * M, frozenset({"micro", "small", "medium", "large"})),
        (60, None, None, frozenset({"medium", "large"})),
    ],
)
def test_a_missing_fact_leaves_open_only_what_it_can_change(
    awu: float | None, turnover: int | None, balance: int | None, expected: object
) -> None:
    assert size(awu, turnover, balance) == expected


def by_hand(awu: int, turnover: int, balance: int) -> str:
    for word, heads, most_turnover, most_balance in (
        ("micro", 10, 2, 2),
        ("small", 50, 10, 10),
        ("medium", 250, 50, 43),
    ):
        if awu < heads * 10_000 and (turnover <= most_turnover * M or balance <= most_balance * M):
            return word
    return "large"


near = st.sampled_from([0, 2 * M, 10 * M, 43 * M, 50 * M]).flatmap(lambda at: st.integers(max(at - 1, 0), at + 1))


@given(st.sampled_from([10, 50, 250]).flatmap(lambda at: st.integers(at * 10_000 - 1, at * 10_000 + 1)), near, near)
def test_it_is_what_the_recommendation_says(awu: int, turnover: int, balance: int) -> None:
    facts: dict[str, object] = {
        "undertaking.headcount": awu,
        "undertaking.turnover": turnover,
        "undertaking.balance_sheet_total": balance,
    }
    assert worked_out("undertaking.size", facts, "2024-09-02") == by_hand(awu, turnover, balance)

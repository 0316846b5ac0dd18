"""De minimis headroom: both regulations by the day of grant, to the cent and to the day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.reading import award, worked_out

from intra_core.errors import WrongInput
from intra_core.law.vocabulary import law_vocabulary, with_policies
from intra_core.model.exchange import exchanged
from intra_core.model.money import Money

SCHEME = "scheme-until-2024-06-30"


def headroom(on: str, *awards: dict[str, object], policy: str = "new", year_end: int = 1231) -> object:
    found = worked_out("aid.headroom", {"award": awards, "undertaking.fiscal_year_end": year_end}, on, policy)
    return found[0] if found[0] == found[1] else found


def test_the_acceptance_case_across_the_change_of_regulation() -> None:
    had = (award("2021-01-10", 15_000_000), award("2022-06-01", 5_000_000))
    assert headroom("2024-01-05", *had) == 10_000_000  # T07
    assert headroom("2024-01-11", *had) == 25_000_000
    assert headroom("2023-12-31", *had) == 0


@pytest.mark.parametrize(
    ("on", "policy", "ceiling"),
    [
        ("2023-12-31", "new", 20_000_000), ("2024-01-01", "new", 30_000_000),
        ("2023-12-31", SCHEME, 20_000_000), ("2024-01-01", SCHEME, 20_000_000),
        ("2024-06-30", SCHEME, 20_000_000), ("2024-07-01", SCHEME, 30_000_000),
    ],
)  # fmt: skip
def test_the_regulation_of_the_day_under_each_policy(on: str, policy: str, ceiling: int) -> None:
    assert headroom(on, policy=policy) == ceiling


def test_both_ends_of_the_three_years_count() -> None:
    assert headroom("2027-05-10", award("2024-05-10", 100)) == 30_000_000 - 100
    assert headroom("2027-05-11", award("2024-05-10", 100)) == 30_000_000
    assert headroom("2024-05-10", award("2024-05-10", 100)) == 30_000_000 - 100
    assert headroom("2024-05-09", award("2024-05-10", 100)) == 30_000_000


def test_an_award_of_29_february_counts_to_28_february() -> None:
    assert headroom("2027-02-28", award("2024-02-29", 100)) == 30_000_000 - 100
    assert headroom("2027-03-01", award("2024-02-29", 100)) == 30_000_000


def test_the_old_regulation_counts_fiscal_years_of_the_undertaking() -> None:
    had = award("2021-03-31", 100)
    assert headroom("2023-12-31", had) == 20_000_000 - 100
    assert headroom("2023-12-31", had, year_end=331) == 20_000_000
    assert headroom("2023-03-31", had, year_end=331) == 20_000_000 - 100
    assert headroom("2023-12-31", award("2020-12-31", 100)) == 20_000_000


def test_only_what_counts_is_counted() -> None:
    assert headroom("2024-09-02", award("2024-01-01", 100, regime="de-minimis-sgei")) == 30_000_000
    assert headroom("2024-09-02", award("2024-01-01", 100, regime="block-exemption")) == 30_000_000
    assert headroom("2024-09-02", award("2024-01-01", 4_000_000, regime="de-minimis-agriculture")) == 26_000_000
    assert headroom("2024-09-02", award("2024-01-01", 100, state="AT")) == 30_000_000
    assert headroom("2024-09-02", award("2024-01-01", 30_000_001)) == 0


def test_an_absent_list_is_unknown_and_never_the_ceiling() -> None:
    low, high = worked_out("aid.headroom", {}, "2024-09-02")
    assert (low, high) == (0, 30_000_000)


def test_what_is_missing_of_one_award_leaves_bounds() -> None:
    whole = award("2024-01-01", 1_000)
    for key in whole:
        found = headroom("2024-09-02", {name: value for name, value in whole.items() if name != key})
        assert found == ((0, 30_000_000) if key == "amount" else (30_000_000 - 1_000, 30_000_000))


@given(
    st.lists(st.tuples(st.dates(dt.date(2020, 1, 1), dt.date(2031, 1, 1)), st.integers(0, 20_000_000)), max_size=6),
    st.dates(dt.date(2024, 1, 1), dt.date(2030, 12, 31)),
)
def test_it_is_what_the_regulation_says(awards: list[tuple[dt.date, int]], on: dt.date) -> None:
    def counts(granted: dt.date) -> bool:
        try:
            last = granted.replace(year=granted.year + 3)
        except ValueError:
            last = dt.date(granted.year + 3, 2, 28)
        return granted <= on <= last

    expected = max(0, 30_000_000 - sum(cents for granted, cents in awards if counts(granted)))
    assert headroom(on.isoformat(), *(award(granted.isoformat(), cents) for granted, cents in awards)) == expected


@pytest.mark.parametrize(
    ("leva", "euro"), [(39_116_600, 20_000_000), (58_674_900, 30_000_000), (12_345_678_900, 6_312_245_389)]
)
def test_leva_become_euro_by_the_fixed_rate_and_never_by_its_inverse(leva: int, euro: int) -> None:
    assert exchanged(Money(leva, "BGN"), "EUR") == Money(euro, "EUR")  # T15
    back = exchanged(Money(euro, "EUR"), "BGN")
    assert back is not None
    assert abs(back.minor - leva) <= 1


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(WrongInput) as caught:
        with_policies(law_vocabulary(), {"transition": "old", "other": "x"})
    assert [each.says for each in caught.value.complaints] == [
        "unknown policy 'other'",
        "the policy 'transition' cannot be 'old'",
    ]

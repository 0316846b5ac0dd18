"""Awards against the headroom, to the cent, on the days between the two regulations, and in leva."""

import datetime as dt
from collections.abc import Mapping

import pytest
from tests.law.reading import award, worked_out

from intra_core import Application, Money, PastAward

NEW, SCHEME = "new", "scheme-until-2024-06-30"
CEILINGS = {2013: 20_000_000, 2023: 30_000_000}


def allowed(request: int, on: str, facts: Mapping[str, object], policy: str = NEW) -> bool | None:
    """Whether an award keeps within the headroom: every possible one, or none, or it is not known."""
    low, high = worked_out("aid.headroom", facts, on, policy)
    return True if request <= low else False if request > high else None


@pytest.mark.parametrize(("request_", "is_allowed"), [(2_000_000, True), (2_500_000, False), (2_000_001, False)])
def test_an_award_may_reach_the_ceiling_and_not_pass_it(request_: int, is_allowed: bool) -> None:
    had = {"award": (award("2023-05-01", 28_000_000),)}  # T08
    assert allowed(request_, "2024-09-02", had) is is_allowed


@pytest.mark.parametrize(
    ("request_", "facts", "is_allowed"),
    [
        (30_000_000, {"award": ()}, True),
        (30_000_001, {"award": ()}, False),
        (30_000_001, {}, False),
        (0, {}, True),
        (1, {}, None),
        (1, {"award": ({},)}, None),
        (1, {"award": (award("2024-01-01", 30_000_000), {})}, False),
        (1, {"award": (award("2024-01-01", 29_999_999), {})}, None),
        (1, {"award": (award("2020-01-01", 29_999_999), {"granted": 737_000})}, True),
        (30_000_000, {"award": ({"regime": "block-exemption"},)}, True),
        (30_000_000, {"award": ({"member_state": "AT", "amount": 5},)}, True),
    ],
)
def test_what_is_missing_matters_only_where_it_can(
    request_: int, facts: Mapping[str, object], is_allowed: bool | None
) -> None:
    assert allowed(request_, "2024-09-02", facts) is is_allowed


@pytest.mark.parametrize(
    ("on", "policy", "regulation"),
    [
        ("2023-12-31", NEW, 2013), ("2024-01-01", NEW, 2023), ("2024-06-30", NEW, 2023), ("2024-07-01", NEW, 2023),
        ("2023-12-31", SCHEME, 2013), ("2024-01-01", SCHEME, 2013), ("2024-06-30", SCHEME, 2013),
        ("2024-07-01", SCHEME, 2023),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", [1231, 331])
@pytest.mark.parametrize(
    "granted", ["2021-01-01", "2021-03-31", "2021-04-01", "2021-07-01", "2022-01-01", "2022-04-01"]
)
def test_the_regulation_of_the_day_counts_in_its_own_way(
    on: str, policy: str, regulation: int, end: int, granted: str
) -> None:
    day, then = dt.date.fromisoformat(on), dt.date.fromisoformat(granted)
    if regulation == 2023:
        counts = day <= then.replace(year=then.year + 3)
    else:
        # The fiscal year of the grant and the two before it.
        year, then_year = (each.year + ((each.month, each.day) > divmod(end, 100)) for each in (day, then))
        counts = year - 2 <= then_year
    low, high = worked_out(
        "aid.headroom", {"award": (award(granted, 100),), "undertaking.fiscal_year_end": end}, on, policy
    )
    assert low == high == CEILINGS[regulation] - 100 * counts


@pytest.mark.parametrize(
    ("granted", "on", "counts"),
    [
        ("2021-02-28", "2024-02-28", True),
        ("2021-02-28", "2024-02-29", False),
        ("2021-03-01", "2024-02-29", True),
        ("2024-02-29", "2027-02-28", True),
        ("2024-02-29", "2027-03-01", False),
    ],
)
def test_years_with_a_29_february(granted: str, on: str, counts: bool) -> None:
    low, high = worked_out("aid.headroom", {"award": (award(granted, 100),)}, on)
    assert low == high == 30_000_000 - 100 * counts


@pytest.mark.parametrize(
    ("leva", "left"),
    [(39_116_600, 10_000_000), (58_674_900, 0), (58_674_899, 1), (58_674_700, 102), (195_583, 29_900_000)],
)
def test_aid_in_leva_counts_in_euro_at_the_fixed_rate(leva: int, left: int) -> None:
    had = PastAward(granted=dt.date(2024, 5, 10), amount=Money(leva, "BGN"), regime="de-minimis", member_state="SI")
    facts, foreign = Application(award=(had,)).facts_in("EUR")
    assert foreign == ()
    low, high = worked_out("aid.headroom", dict(facts), "2024-09-02")
    assert low == high == left  # T15

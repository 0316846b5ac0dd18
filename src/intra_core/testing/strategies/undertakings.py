"""Undertakings on and beside the ceilings of their size."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from intra_core.law.lawbook import lawbook
from intra_core.law.sme.category import ceilings
from intra_core.model.money import Money
from intra_core.model.undertaking import Activity, Undertaking

_NACE = ("25.62", "62.10", "01.11", "03.11", "47.11")
_STEP = Decimal("0.0001")
"""The least by which headcounts differ."""


def undertakings(
    on: dt.date, *, currency: str = "EUR", seats: Sequence[str] = ("SI032",), gaps: bool = True
) -> SearchStrategy[Undertaking]:
    """Draw undertakings of every size, with headcount, turnover and balance sheet total about the ceilings of a day.

    Args:
        on: the day whose ceilings they lie beside (GBER, Annex I, Article 2).
        currency: that of their accounts; the ceilings are taken as they stand in euro.
        seats: codes of NUTS, or of ITL, of which one is the seat.
        gaps: whether something may not be told.

    >>> from hypothesis import find
    >>> find(undertakings(dt.date(2024, 9, 2)), lambda each: each.headcount is not None).headcount
    Decimal('0')
    """
    within = ceilings(lawbook(), on)
    heads = sorted({Decimal(int(each.headcount)) + shift for each in within for shift in (-_STEP, 0, _STEP)})
    amounts = {int(each * 100) for ceiling in within for each in (ceiling.turnover, ceiling.balance_sheet_total)}
    figures = [0, *sorted(each + shift for each in amounts for shift in (-1, 0, 1))]
    money = st.sampled_from([Money(each, currency) for each in figures])
    persons = st.sampled_from([0, 1, *sorted({int(each.headcount) + shift for each in within for shift in (-1, 0, 1)})])
    told: dict[str, SearchStrategy[object]] = {
        "headcount": st.sampled_from([Decimal(0), Decimal(1), *heads]),
        "turnover": money,
        "balance_sheet_total": money,
        "employees": persons,
        "registered": st.dates(dt.date(1990, 1, 1), on),
        "seat": st.sampled_from(list(seats)),
        "nace": st.lists(st.sampled_from(_NACE), max_size=2, unique=True).map(_activities),
        "economic_activity": st.booleans(),
        "insolvent": st.booleans(),
        "obligations_settled": st.booleans(),
    }
    drawn = st.fixed_dictionaries({}, optional=told) if gaps else st.fixed_dictionaries(told)
    return drawn.map(lambda facts: Undertaking(**facts))  # type: ignore[arg-type] # by name, each of its type


def _activities(codes: Sequence[str]) -> tuple[Activity, ...]:
    return tuple(Activity(code=code, revision="2", main=not place) for place, code in enumerate(codes))

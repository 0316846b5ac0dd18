"""A table takes what its annotations say and nothing else."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from attrs import fields, frozen
from hypothesis import given
from hypothesis import strategies as st

from intra_core import Activity, Area, CostLine, Event, Money, PastAward, PastVoucher, Place, Project, Rate, Undertaking
from intra_core.model.application import LISTS, TABLES
from intra_core.model.typed import typed

MOMENT = dt.datetime(2024, 9, 2, 12, tzinfo=dt.UTC)
WRONG: st.SearchStrategy[Any] = st.one_of(
    st.text(max_size=3), st.booleans(), st.integers(-3, 3), st.floats(allow_nan=True), st.binary(max_size=2),
    st.sampled_from([MOMENT, Money(-1, "EUR"), Rate(-1), (), ("x",), Decimal(-1), Decimal("NaN")]),
)  # fmt: skip


@given(st.sampled_from(sorted({*TABLES.values(), *LISTS.values()}, key=str)), st.data())
def test_whatever_is_given_a_field_holds_its_type_or_is_refused(table, data):
    each = data.draw(st.sampled_from(fields(table)))
    value = data.draw(WRONG)
    try:
        made = table(**{each.name: value})
    except (TypeError, ValueError):
        return
    held = getattr(made, each.name)
    assert type(held) in kinds_of(each.type)
    assert not isinstance(held, Money) or held.minor >= 0
    assert not isinstance(held, int) or held >= 0


def kinds_of(annotation: Any) -> set[type]:
    """Read the types that an annotation of the model names, the other way than the model does."""
    names = str(annotation).replace("|", " ").split()
    known: dict[str, type] = {each.__name__: each for each in (Money, Rate, Area, Place, Decimal, str, bool, int)}
    found = {known[name] for text in names for name in [text.rpartition(".")[2]] if name in known}
    found |= {dt.date} if "datetime.date" in names else set()
    found |= {dt.time} if "datetime.time" in names else set()
    found |= {tuple} if "tuple[" in str(annotation) else set()
    return found | {type(None), dict, *([annotation] if isinstance(annotation, type) else [])}


@pytest.mark.parametrize(
    ("table", "told", "says"),
    [
        (Undertaking, {"insolvent": "no"}, "Undertaking.insolvent is bool or None, not 'no'"),
        (Undertaking, {"employees": True}, "Undertaking.employees is int or None, not True"),
        (Undertaking, {"nace": ("25.62",)}, "Undertaking.nace is a tuple of Activity or None"),
        (Undertaking, {"turnover": "EUR 1000.00"}, "Undertaking.turnover is Money or None"),
        (Undertaking, {"tax_debt": Money(-1, "EUR")}, "Undertaking.tax_debt is below zero: EUR -0.01"),
        (Undertaking, {"headcount": Decimal(-5)}, "Undertaking.headcount is below zero"),
        (Undertaking, {"headcount": Decimal("NaN")}, "Undertaking.headcount is not a number"),
        (Undertaking, {"seat": "Maribor"}, "'Maribor' is not a NUTS code"),
        (Activity, {"code": "3.11", "revision": "2"}, "'3.11' is not a NACE code"),
        (Place, {"code": "Maribor", "version": "2021"}, "'Maribor' is not a NUTS code"),
        (Project, {"submitted": MOMENT}, "Project.submitted is date or None"),
        (Project, {"market": "Slovenija"}, "'Slovenija' is not the code of a country"),
        (Event, {"foreign_exhibitors": Rate(-1)}, "Event.foreign_exhibitors is below zero"),
        (CostLine, {"nights": -1}, "CostLine.nights is below zero"),
        (PastAward, {"member_state": "si"}, "did you mean 'SI'"),
        (PastVoucher, {"closed": "no"}, "PastVoucher.closed is bool or date or None"),
    ],
)
def test_a_wrong_value_is_named_with_its_field(table, told, says):
    with pytest.raises((TypeError, ValueError)) as caught:
        table(**told)
    assert says in str(caught.value)


def test_what_fits_is_taken():
    assert Undertaking(identifiers={"tax": "1"}, headcount=12, nace=()).headcount == 12
    assert PastVoucher(closed=dt.date(2024, 1, 1)).closed == dt.date(2024, 1, 1)


def test_a_field_may_hold_any_mapping():
    @frozen(kw_only=True, field_transformer=typed)
    class Shelf:
        books: Mapping[str, str]

    assert Shelf(books={"a": "b"}).books == {"a": "b"}
    with pytest.raises(TypeError, match=r"Shelf\.books is Mapping, not 'a'"):
        Shelf(books="a")  # type: ignore[arg-type] # the test


KINDS: dict[type, st.SearchStrategy[Any]] = {
    int: st.integers(0, 9), str: st.text(max_size=3), bool: st.booleans(), dt.date: st.dates(),
    Decimal: st.decimals(0, 9), Money: st.builds(Money, st.integers(0, 9), st.just("EUR")),
    Rate: st.builds(Rate, st.integers(0, 9)),
}  # fmt: skip


@given(st.sampled_from(sorted(KINDS, key=str)), st.sampled_from(sorted(KINDS, key=str)), st.data())
def test_a_table_of_any_make_takes_its_own_kind_and_refuses_every_other(own, other, data):
    annotations = {"held": own, "many": tuple[own, ...] | None}  # type: ignore[valid-type] # a type that is drawn
    made = type("Stall", (), {"__annotations__": annotations, "many": None})
    stall = frozen(kw_only=True, field_transformer=typed)(made)
    value, odd = data.draw(KINDS[own]), data.draw(KINDS[other])
    assert stall(held=value, many=(value,)).held is value
    assert stall(held=value).many is None
    if other is not own:
        for told in (
            {"held": odd},
            {"held": value, "many": (value, odd)},
            {"held": value, "many": odd},
            {"held": None},
        ):
            with pytest.raises(TypeError, match=r"^Stall\.(held|many) is "):
                stall(**told)

"""Which currencies may stand where: any with a rate in accounts, only those rules reckon in everywhere else."""

import datetime as dt
from collections.abc import Iterator

import pytest

from intra_core.errors import Complaint, Unreadable, WrongInput
from intra_core.io.application_file import application
from intra_core.io.converter import CONVERTER, faults
from intra_core.io.decode import document_from
from intra_core.io.figures import figure
from intra_core.io.histories import parameters
from intra_core.io.money_text import money
from intra_core.io.parts import Sources
from intra_core.law.lawbook import UNITS
from intra_core.model.aid import PastAward
from intra_core.model.group import AccountingPeriod, Estimate
from intra_core.model.money import Money
from intra_core.model.undertaking import Undertaking

FIGURES = """
[source.s]
title = "Source"
read = 2026-11-23
[parameter]
rate = [{ value = "%s", source = "s", mark = "sourced" }]
"""


def told(value: object, kind: type) -> Iterator[tuple[str, str | None]]:
    try:
        CONVERTER.structure(value, kind)
    except Exception as error:  # noqa: BLE001 (cattrs raises groups of its own)
        yield from ((says, instead) for _, says, instead, _ in faults(error))


def test_accounts_are_read_in_any_currency_that_has_a_rate() -> None:
    stated = {"ends": dt.date(2023, 12, 31), "turnover": "JPY 1000000", "balance_sheet_total": "PLN 5.50"}
    read = CONVERTER.structure(stated, AccountingPeriod)
    assert (read.turnover, read.balance_sheet_total) == (Money(1_000_000, "JPY"), Money(550, "PLN"))
    assert CONVERTER.structure({"turnover": "USD 1.00"}, Estimate).turnover == Money(100, "USD")


def test_past_aid_may_be_stated_in_the_currency_of_another_state() -> None:
    assert CONVERTER.structure({"amount": "PLN 5.00"}, PastAward).amount == Money(500, "PLN")
    read = application(document_from('award = [{ amount = "PLN 5.00" }]', "a.toml", "toml"))
    assert read.facts_in("EUR")[1] == ("award.amount",)  # without a fixed rate it is not known


def test_accounts_in_no_currency_or_with_parts_of_a_yen_are_refused() -> None:
    assert list(told({"turnover": "UDS 1.00"}, Estimate)) == [("unknown currency 'UDS'", "did you mean 'USD'?")]
    assert list(told({"turnover": "JPY 1.00"}, Estimate)) == [
        ("'JPY 1.00' has parts of a unit", 'JPY has none: write it like "JPY 1"')
    ]
    assert list(told({"turnover": "USD -1.00"}, Estimate)) == [("'USD -1.00' is below zero", None)]


def test_what_rules_reckon_with_stays_in_the_currencies_of_measures() -> None:
    assert list(told({"turnover": "USD 1.00"}, Undertaking)) == [
        ("unknown currency 'USD'", "known here: BGN, EUR, GBP")
    ]
    document = document_from('budget = "USD 1.00"', "plan.toml", "toml")
    assert money(document.root(), "budget") is None
    (complaint,) = document.complaints
    assert isinstance(complaint, Complaint)
    assert (complaint.says, complaint.instead) == ("unknown currency 'USD'", "known here: BGN, EUR, GBP")


def test_a_rate_of_exchange_is_a_figure_of_the_law_alone() -> None:
    document = document_from(FIGURES % "JPY 160.5 per EUR", "law.toml", "toml")
    root = document.root()
    found = parameters(root.table("parameter"), Sources.of(root), UNITS, law=True)
    assert str(found["rate"].kind) == "JPY per EUR"
    document.close()
    with pytest.raises(Unreadable, match="unknown unit 'EUR'"):
        figure("BGN 1.95583 per EUR", ("persons",))
    with pytest.raises(Unreadable, match="unknown currency 'JPY'; known here: BGN, EUR, GBP"):
        figure("JPY 160.5 per person", ("persons",))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("UDS 1.1 per EUR", "unknown currency 'UDS'"),
        ("USD 1.00", "unknown currency 'USD'"),
        ("5 EUR", "'5 EUR' is not money"),
        ("USD 1.1 per USD", "unknown unit 'USD'"),
    ],
)
def test_what_is_no_rate_of_exchange_is_refused_in_the_law_too(written: str, says: str) -> None:
    document = document_from(FIGURES % written, "law.toml", "toml")
    root = document.root()
    parameters(root.table("parameter"), Sources.of(root), UNITS, law=True)
    with pytest.raises(WrongInput) as caught:
        document.close()
    assert caught.value.complaints[0].says == says

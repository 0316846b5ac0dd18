"""Figures of the law in leva decide as they do in euro, and nothing else is converted."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.days import ALWAYS
from intra_core.model.exchange import exchanged
from intra_core.model.money import Money
from intra_core.provenance import Basis, Mark
from intra_core.rules.converted import in_currency
from intra_core.rules.figures import LEAST, MOST, Bands, Figure, Known, Open, Table, Why
from intra_core.rules.history import FigureVersion, Parameter
from intra_core.rules.kinds import RATE, Day, Kind, Number, number_of
from intra_core.rules.scope import BandShape, TableShape

RATE_OF_THE_LEV = Fraction(195_583, 100_000)
EURO, LEVA = number_of("EUR"), number_of("BGN")
CEILINGS = {
    name: each
    for name, each in law_vocabulary().parameters.items()
    if isinstance(each.kind, Number) and each.kind.currency == "EUR"
}


def parameter(
    figure: Figure, kind: Kind = EURO, shape: TableShape | BandShape | None = None, note: str | None = None
) -> Parameter:
    version = FigureVersion(period=ALWAYS, figure=figure, basis=Basis(mark=Mark.SOURCED, note=note))
    return Parameter(name="p", kind=kind, shape=shape, versions=(version,))


def amount(of: Parameter) -> Fraction:
    figure = of.versions[-1].figure
    assert isinstance(figure, Known)
    return Fraction(figure.value)


def test_the_law_has_ceilings_in_euro() -> None:
    assert {
        "sme.turnover_medium",
        "sme.balance_medium",
        "de_minimis.ceiling_2013",
        "de_minimis.ceiling_2023",
    } <= CEILINGS.keys()


@pytest.mark.parametrize("name", CEILINGS)
def test_every_ceiling_of_the_law_is_exact_in_leva(name: str) -> None:
    assert amount(in_currency(CEILINGS[name], "BGN")) == amount(CEILINGS[name]) * RATE_OF_THE_LEV


@pytest.mark.parametrize("name", CEILINGS)
@given(near=st.integers(-300, 300), far=st.none() | st.integers(0, 10_000_000_000))
def test_an_amount_in_leva_is_within_a_ceiling_exactly_where_it_is_in_euro(
    name: str, near: int, far: int | None
) -> None:
    euro, leva = amount(CEILINGS[name]) * 100, amount(in_currency(CEILINGS[name], "BGN")) * 100
    stated = max(0, int(leva) + near) if far is None else far
    divided = exchanged(Money(stated, "BGN"), "EUR")
    assert divided is not None
    assert (stated <= leva) is (divided.minor <= euro)


def test_a_stotinka_above_a_ceiling_is_above_it_in_both() -> None:
    assert amount(in_currency(CEILINGS["de_minimis.ceiling_2013"], "BGN")) == Fraction(391_166)
    assert exchanged(Money(39_116_601, "BGN"), "EUR") == Money(20_000_001, "EUR")


def test_leva_become_euro_by_division_half_up() -> None:
    assert amount(in_currency(parameter(Known(Fraction(1)), LEVA), "EUR")) == Fraction(51, 100)  # 0.51129…
    assert amount(in_currency(parameter(Known(Fraction(391_166)), LEVA), "EUR")) == Fraction(200_000)


def test_an_open_figure_keeps_its_bounds_and_the_ends_of_what_a_number_may_be() -> None:
    bounded = in_currency(parameter(Open(Fraction(300), Fraction(1000), why=Why.CHANGED)), "BGN").versions[0].figure
    assert bounded == Open(Fraction("586.75"), Fraction("1955.83"), why=Why.CHANGED)
    boundless = in_currency(parameter(Open(LEAST, MOST)), "BGN").versions[0].figure
    assert boundless == Open(LEAST, MOST)


def test_a_table_of_amounts_is_converted_row_by_row() -> None:
    shape = TableShape("p", (frozenset({"small", "medium"}),), EURO)
    rows: dict[tuple[str, ...], Known | Open] = {
        ("small",): Known(Fraction(1000)),
        ("medium",): Open(Fraction(0), MOST),
    }
    converted = in_currency(parameter(Table(rows), EURO, shape), "BGN")
    figure = converted.versions[0].figure
    assert isinstance(figure, Table)
    assert figure.rows == {("small",): Known(Fraction("1955.83")), ("medium",): Open(Fraction(0), MOST)}
    assert isinstance(converted.shape, TableShape)
    assert converted.shape.kind == converted.kind == LEVA


def test_bands_of_amounts_are_converted_bound_by_bound() -> None:
    shape = BandShape("p", EURO, frozenset({"low", "high"}))
    converted = in_currency(parameter(Bands(((Fraction(0), "low"), (Fraction(1000), "high"))), EURO, shape), "BGN")
    assert converted.versions[0].figure == Bands(((Fraction(0), "low"), (Fraction("1955.83"), "high")))
    assert isinstance(converted.shape, BandShape)
    assert converted.shape.number == LEVA


@pytest.mark.parametrize(
    ("kind", "currency"),
    [
        (EURO, "EUR"),
        (EURO, "GBP"),
        (number_of("GBP"), "BGN"),
        (RATE, "BGN"),
        (number_of("persons"), "BGN"),
        (Day(), "BGN"),
    ],
)
def test_what_is_no_amount_or_has_no_fixed_rate_stays_as_it_is(kind: Kind, currency: str) -> None:
    stands = parameter(Known(Fraction(3)), kind)
    assert in_currency(stands, currency) is stands


def test_a_converted_figure_says_so_after_its_own_note() -> None:
    assert (
        in_currency(parameter(Known(Fraction(1))), "BGN").versions[0].basis.note
        == "EUR in the source, at the rate fixed by law"
    )
    noted = in_currency(parameter(Known(Fraction(1)), note="as of 2014"), "BGN").versions[0].basis.note
    assert noted == "as of 2014; EUR in the source, at the rate fixed by law"

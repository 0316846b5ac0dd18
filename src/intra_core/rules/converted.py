"""Figures of law and region in the currency of a measure, where law has fixed the rate for ever."""

from fractions import Fraction

from attrs import evolve

from intra_core.model.exchange import exchanged
from intra_core.model.money import Money
from intra_core.rules.figures import LEAST, MOST, Bands, Figure, Known, Open, Table
from intra_core.rules.history import FigureVersion, Parameter
from intra_core.rules.kinds import Number, number_of
from intra_core.rules.scope import TableShape

CENTS = 100
"""Currencies with a fixed rate have two decimals."""


def in_currency(parameter: Parameter, currency: str) -> Parameter:
    """Give an amount of law or region in a measure's currency, half up to the cent.

    What is no amount of money, or has no fixed rate to the currency, is given as it is.

    >>> from intra_core.model.days import ALWAYS
    >>> from intra_core.provenance import Basis, Mark
    >>> ceiling = FigureVersion(period=ALWAYS, figure=Known(Fraction(200_000)), basis=Basis(mark=Mark.SOURCED))
    >>> leva = in_currency(Parameter(name="ceiling", kind=number_of("EUR"), shape=None, versions=(ceiling,)), "BGN")
    >>> str(leva.kind), leva.versions[0].figure, leva.versions[0].basis.note
    ('BGN', Known(value=Fraction(391166, 1)), 'EUR in the source, at the rate fixed by law')
    """
    origin = parameter.kind.currency if isinstance(parameter.kind, Number) else None
    if origin is None or origin == currency or exchanged(Money(0, origin), currency) is None:
        return parameter
    note = f"{origin} in the source, at the rate fixed by law"

    def version(each: FigureVersion) -> FigureVersion:
        said = f"{each.basis.note}; {note}" if each.basis.note else note
        return evolve(each, figure=_figure(each.figure, origin, currency), basis=evolve(each.basis, note=said))

    kind, shape = number_of(currency), parameter.shape
    if shape is not None:
        shape = evolve(shape, kind=kind) if isinstance(shape, TableShape) else evolve(shape, number=kind)
    return evolve(parameter, kind=kind, shape=shape, versions=tuple(map(version, parameter.versions)))


def _figure(figure: Figure, origin: str, currency: str) -> Figure:
    def amount(value: Fraction | int | str | bool) -> Fraction:
        whole = Fraction(value)
        if whole in (LEAST, MOST):  # the ends of what a number may be, no amounts
            return whole
        turned = exchanged(Money(int(whole * CENTS), origin), currency)
        assert turned is not None  # noqa: S101 (the caller has seen that there is a rate)
        return Fraction(turned.minor, CENTS)

    match figure:
        case Known():
            return Known(amount(figure.value))
        case Open():
            return evolve(figure, low=amount(figure.low), high=amount(figure.high))
        case Table():
            rows = {words: _figure(row, origin, currency) for words, row in figure.rows.items()}
            return Table({words: row for words, row in rows.items() if isinstance(row, Known | Open)})
        case _:
            return Bands(tuple((amount(bound), word) for bound, word in figure.rows))

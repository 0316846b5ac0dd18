"""Figures and conditions with the days on which they are in force, and what is in force on one day."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from intra_core.model.days import ALWAYS, LAST, Period
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis
from intra_core.rules.figures import LEAST, MOST, Bands, Figure, Known, Open, Table, Why
from intra_core.rules.kinds import Choice, Kind, Number, YesNo
from intra_core.rules.language import Choose, Node, Not, Or, Unpublished
from intra_core.rules.scope import BandShape, TableShape


@frozen(kw_only=True)
class FigureVersion:
    """One value of a parameter, while it is in force."""

    period: Period
    figure: Figure
    basis: Basis


@frozen(kw_only=True)
class Parameter:
    """A named figure and its history. `law` says that it follows the day of grant and not the day of application."""

    name: str
    kind: Kind
    shape: TableShape | BandShape | None
    versions: tuple[FigureVersion, ...]
    law: bool = False

    @property
    def sign(self) -> int:
        """1 if every number it ever stands for is above zero, 0 if none is below, else -1."""
        return (
            min((_sign(version.figure) for version in self.versions), default=-1)
            if isinstance(self.kind, Number)
            else -1
        )

    def in_force(self, day: int) -> tuple[FigureVersion, ...]:
        """Give the versions that may be in force on a day."""
        return tuple(version for version in self.versions if version.period.may_hold(day))

    def on(self, day: int) -> Figure:
        """Give the figure of a day; what the sources leave open stays open."""
        found = self.in_force(day)
        if not found:
            return self.nothing()
        figure = found[0].figure
        for version in found[1:]:
            figure = either(figure, version.figure)
        return figure if found[0].period.holds(day) or len(found) > 1 else either(figure, self.nothing())

    def nothing(self) -> Figure:
        """Give what stands where no version is in force: anything the versions could have been, and more."""
        words = self.kind.values if isinstance(self.kind, Choice) else frozenset()
        # A divisor stays above zero on every day, or its quotient would look narrow where it is not.
        scale = self.kind.scale if isinstance(self.kind, Number) else 1
        low = Fraction(1, scale) if self.sign > 0 else LEAST
        return Open(low, MOST, words, Why.NOT_IN_FORCE)


def _sign(figure: Figure) -> int:
    match figure:
        case Known(value=Fraction() | int() as number) | Open(low=number):
            return (number > 0) - (number < 0)
        case Table() if figure.rows:
            return min(map(_sign, figure.rows.values()))
        case _:
            return -1


def either(first: Figure, second: Figure) -> Figure:
    """Cover two figures of which nobody knows which is in force.

    >>> either(Known(Fraction(3)), Known(Fraction(1)))
    Open(low=Fraction(1, 1), high=Fraction(3, 1), words=frozenset(), why=<Why.CHANGED: 'changed'>)
    """
    if first == second:
        return first
    if isinstance(first, Table) and isinstance(second, Table) and first.rows.keys() == second.rows.keys():
        rows = {words: either(row, second.rows[words]) for words, row in first.rows.items()}
        return Table({words: row for words, row in rows.items() if isinstance(row, Known | Open)})
    if isinstance(first, Table | Bands) or isinstance(second, Table | Bands):
        return Open(LEAST, MOST, why=Why.CHANGED)
    low, high, words = _reach(first)
    other_low, other_high, other_words = _reach(second)
    return Open(min(low, other_low), max(high, other_high), words | other_words, Why.CHANGED)


def _reach(figure: Known | Open) -> tuple[Fraction | int, Fraction | int, frozenset[str]]:
    if isinstance(figure, Open):
        return figure.low, figure.high, figure.words
    if isinstance(figure.value, str):
        return 0, 0, frozenset({figure.value})
    return figure.value, figure.value, frozenset()


@frozen(kw_only=True)
class ConditionVersion:
    """One wording of a condition, while it is in force; `text` and `guard` are its lines as the file has them."""

    period: Period
    text: str
    node: Node
    applies: Node | None = None
    guard: str | None = None
    says: LocalizedText | None = None
    basis: Basis


@frozen(kw_only=True)
class Condition:
    """A condition and its history under one id."""

    id: str
    versions: tuple[ConditionVersion, ...]

    def in_force(self, day: int) -> tuple[ConditionVersion, ...]:
        """Give the wordings that may be in force on a day."""
        return tuple(version for version in self.versions if version.period.may_hold(day))

    def on(self, day: int) -> Node | None:
        """Give the condition of a day, or None where it does not bind.

        Where nobody knows which of two wordings is in force, it is met only if both are, and unmet only if both are.
        """
        found = self.in_force(day)
        if not found:
            return None
        node = _guarded(found[0])
        for version in found[1:]:
            node = Choose(_open(self.id), node, _guarded(version), YesNo())
        if len(found) == 1 and not found[0].period.holds(day):
            return Or((node, _open(self.id)))
        return node


def _guarded(version: ConditionVersion) -> Node:
    return version.node if version.applies is None else Or((Not(version.applies), version.node))


def _open(name: str) -> Unpublished:
    return Unpublished(name, YesNo())


@frozen(kw_only=True)
class Duty:
    """What must happen after the decision, and until which day; `text` and `last` are its lines in the file."""

    id: str
    holds: Node
    until: Node
    text: str = ""
    last: str = ""
    says: LocalizedText | None
    basis: Basis
    period: Period = ALWAYS


def gaps(periods: Iterable[Period]) -> Mapping[int, tuple[str, int]]:
    """Find where periods of one history overlap or leave a gap, by the number of the later one.

    Periods without an end reach to the next one. The tuple tells what is wrong, and the last day of the earlier.
    """
    found: dict[int, tuple[str, int]] = {}
    before: Period | None = None
    for number, period in enumerate(periods):
        if before is not None:
            end = LAST if before.until is None else before.until.late
            if period.since.early <= before.since.late or (before.until is not None and period.since.early <= end):
                found[number] = ("overlap", end)
            elif before.until is not None and period.since.early > end + 1:
                found[number] = ("gap", end)
        before = period
    return found

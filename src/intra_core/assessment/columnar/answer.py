"""What a measure says of each row, as columns."""

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache

from attrs import evolve, frozen

from intra_core.assessment.columnar.dated import DatedMeasure
from intra_core.assessment.columnar.stated import stated
from intra_core.assessment.measure import CALL, Measure
from intra_core.rules.columnar.column import LARGEST, Column, beneath
from intra_core.rules.columnar.facts import Table
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.number import Number
from intra_core.rules.columnar.reading import Columnar


@frozen(kw_only=True, eq=False)
class Columns:
    """What a measure says of each row: whether it is eligible, for how much, and which conditions are met.

    `eligible` and each condition are true, false or null (undetermined, unknown). `award` is in minor units, null
    unless the row is eligible and it is settled; it lies from `least` to `most`. A condition that does not bind on a
    row's day is met there.
    """

    eligible: Column
    conditions: Mapping[str, Column]
    award: Column | None = None
    least: Column | None = None
    most: Column | None = None


@frozen(eq=False)
class Asking:
    """Measures that are asked together about a table; alike ones are read once."""

    measures: tuple[Measure, ...]
    table: Table
    key: Hashable

    def __hash__(self) -> int:
        return hash((self.measures, self.key))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asking) and (self.measures, self.key) == (other.measures, other.key)


@lru_cache(maxsize=64)
def form_of(asking: Asking) -> tuple[Form, tuple[Columns, ...]]:
    """Give the columnar form of measures: what all of them need stands in it once."""
    at = Columnar(asking.table)
    return at.form, tuple(columns_of(measure, at) for measure in asking.measures)


def columns_of(measure: Measure, at: Columnar) -> Columns:
    """Read a measure over the frames of a caller."""
    reading = DatedMeasure(measure, at)
    reading = evolve(reading, stated=stated(reading))
    book, form = measure.rules.book, at.form
    conditions = {CALL: reading.truth(reading.call())}
    conditions |= {each.id: reading.truth(reading.condition(each)) for each in book.conditions}
    conditions |= {each.id: reading.truth(reading.duty(each)) for each in book.duties}
    eligible = form.all_of(*conditions.values())
    found = Columns(eligible=eligible, conditions=conditions)
    if book.award is None:
        return found
    settled = reading.amount(book.award, lambda number: _settled(form, number))
    return evolve(
        found,
        award=form.when(eligible, settled, form.literal(None)),
        least=reading.amount(book.award, lambda number: _end(form, number.least, number.low)),
        most=reading.amount(book.award, lambda number: _end(form, number.most, number.high)),
    )


def _settled(form: Form, number: Number) -> Column:
    """Give an award where it is settled, for rows that are eligible.

    In those it is above zero (a condition of every measure sees to it), so no part of which it is the least can be
    missing there if it could be zero or less. At most one other part may be: the least of the rest is the award
    wherever it is not above what that one is at least.
    """
    if number.parts is not None and number.parts[0] == "least":
        singles = [each for each in number.parts[1] if each.single]
        parts = [(each.low, each.high, each.exact) for each in singles if each.exact is not None]
        told = [exact for low, _, exact in parts if low <= 0 or not exact.nullable]
        open_ = [(low, high, exact) for low, high, exact in parts if low > 0 and exact.nullable]
        if told and len(told) + len(open_) == len(number.parts[1]) and len(open_) <= 1:
            least = form.lesser(told)
            for low, high, exact in open_:
                sure = form.fill(exact, form.literal(low))
                least = form.when(form.at_most(least, sure), least, exact if low < high else sure)
            return least
    if number.single and number.exact is not None:
        sure = form.literal(number.low if number.low == number.high else None)
        return form.fill(number.exact, sure)
    least, most = _end(form, number.least, number.low), _end(form, number.most, number.high)
    return form.when(form.equal(least, most), least, form.literal(None))


def _end(form: Form, end: Column | None, bound: int) -> Column:
    limit = form.literal(max(-LARGEST, min(bound, LARGEST)))
    return limit if end is None else form.fill(end, limit)


def unanswered(form: Form, columns: Iterable[Column]) -> Column | None:
    """Name in each row a function that would have to be asked row by row; None if there is no such function."""
    found: Column | None = None
    for each in beneath(columns):
        if each.op == "call" and each.told[0].columns is None and each.level is form.root:
            known = form.both(*(form.contrary(form.is_null(arg)) for arg in each.args))
            name = form.literal(each.told[0].name)
            found = form.when(known, name, found or form.literal(None))
    return found

"""Days over columns: moved, counted between, and the years they lie in."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from intra_core.model.days import FIRST, LAST, YEAR_END
from intra_core.rules.columnar import calendar
from intra_core.rules.columnar.arithmetic import minus, product
from intra_core.rules.columnar.column import Column
from intra_core.rules.columnar.number import Number, joined
from intra_core.rules.kinds import DAYS
from intra_core.rules.language import Between, Shift, YearOf

if TYPE_CHECKING:
    from intra_core.rules.columnar.form import Form
    from intra_core.rules.columnar.reading import Columnar, Scope


def shift(at: "Columnar", node: Shift, scope: "Scope") -> Number:
    """Read a day that is moved by days, months or years."""
    form, day, amount = at.form, at.number(node.day, scope), at.number(node.amount, scope)
    if node.unit == "days":
        if node.sign < 0:
            amount = amount.mapped(form.negative, lambda each: -each, rising=False)

        def moved(one: Column, by: Column) -> Column:
            return calendar.add_days(form, one, by)
    else:
        months = 12 if node.unit == "years" else 1
        by_months = product(form, amount, Number.constant(form, months))
        # So many months move any day beyond the ends of the calendar, and stay within what a column holds.
        far = form.literal(200_000)
        amount = by_months.mapped(
            lambda each: form.greatest([form.least([each, far]), form.negative(far)]),
            lambda each: max(min(each, 200_000), -200_000),
        )

        def moved(one: Column, by: Column) -> Column:
            return calendar.add_months(form, one, by)

    return _monotone(form, day, amount, moved)


def _monotone(form: "Form", day: Number, amount: Number, moved: Callable[[Column, Column], Column]) -> Number:
    by = amount.value
    if by is not None and day.single and day.least is not None:
        low, high = (moved(form.literal(end), form.literal(by)) for end in (day.low, day.high))
        return Number.of(moved(day.least, form.literal(by)), low.told, high.told)
    least = joined(day.least, day.low, amount.least, amount.low, moved, form)
    most = joined(day.most, day.high, amount.most, amount.high, moved, form)
    return (
        Number(least, most, FIRST, LAST)
        if least is not None and most is not None
        else _fixed_ends(form, day, amount, moved)
    )


def _fixed_ends(form: "Form", day: Number, amount: Number, moved: Callable[[Column, Column], Column]) -> Number:
    """Where an end has no column, or an amount is beyond all bounds."""
    near = (max(amount.low, -(10**7)), min(amount.high, 10**7))
    low, high = (
        moved(form.literal(end), form.literal(by)).told for end, by in zip((day.low, day.high), near, strict=True)
    )
    bounded = Number(amount.least, amount.most, near[0], near[1])
    least = joined(day.least, day.low, bounded.least, bounded.low, moved, form)
    most = joined(day.most, day.high, bounded.most, bounded.high, moved, form)
    return Number(least, most, low, high)


def between(at: "Columnar", node: Between, scope: "Scope") -> Number:
    """Read the days, or the whole years, between two days."""
    form, early, late = at.form, at.number(node.early, scope), at.number(node.late, scope)
    if node.kind == DAYS:
        return minus(form, late, early)

    def years(one: Column, other: Column) -> Column:
        return calendar.years_between(form, one, other)

    least = joined(early.most, early.high, late.least, late.low, years, form)
    most = joined(early.least, early.low, late.most, late.high, years, form)
    low, high = (years(form.literal(one), form.literal(other)).told for one, other in
                 ((early.high, late.low), (early.low, late.high)))  # fmt: skip
    return Number(least, most, low, high)


def year_of(at: "Columnar", node: YearOf, scope: "Scope") -> Number:
    """Read the year of a day, or the fiscal year that it lies in."""
    form, day = at.form, at.number(node.day, scope)
    end = at.number(node.end, scope) if node.end is not None else Number.constant(form, YEAR_END)

    def year(one: Column, last: Column) -> Column:
        return calendar.fiscal_year(form, one, last)

    low = year(form.literal(day.low), form.literal(end.high)).told
    high = year(form.literal(day.high), form.literal(end.low)).told
    if end.value is not None and day.single and day.least is not None:
        return Number.of(year(day.least, form.literal(end.value)), low, high)
    least = joined(day.least, day.low, end.most, end.high, year, form)
    most = joined(day.most, day.high, end.least, end.low, year, form)
    return Number(least, most, low, high)

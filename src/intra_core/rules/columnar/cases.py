"""Columns that differ by row, by its day or by what it states: put together so that what they share stands once."""

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from intra_core.rules.columnar.column import Column
from intra_core.rules.columnar.form import Form

Place = tuple[int, ...]
"""Which case holds on each axis."""
Pick = Callable[[Form, Sequence[Column]], Column]


@frozen(eq=False)
class Axis:
    """A way in which rows differ: how many cases there are, and what picks one of as many columns in each row."""

    cases: int
    pick: Pick


def together(form: Form, columns: Mapping[Place, Column], axes: Sequence[Axis]) -> Column:
    """Give the column that in each row is the one of its case.

    Columns made by the same operation are taken apart: so a figure that changes from year to year becomes a column of
    its own, and what is worked out with it stands there once.
    """
    found = set(columns.values())
    first = next(iter(columns.values()))
    if len(found) == 1:
        return first
    shape = {(each.op, len(each.args), each.told, each.level) for each in found if each.args}
    if len(shape) == 1 and all(each.args for each in found):
        args = [
            together(form, {place: each.args[number] for place, each in columns.items()}, axes)
            for number in range(len(first.args))
        ]
        joined = form.again(first, args)
        # What each case keeps within bounds, their factors side by side may seem to leave: then they stay apart.
        if not joined.too_large or any(each.too_large for each in found):
            return joined
    number = next(number for number in range(len(axes)) if _varies(columns, number))
    axis = axes[number]
    cases = []
    for case in range(axis.cases):
        below = {place: each for place, each in columns.items() if place[number] == case}
        cases.append(together(form, below, axes))
    return axis.pick(form, cases)


def _varies(columns: Mapping[Place, Column], number: int) -> bool:
    """Say whether columns differ along one axis while all else is the same."""
    by_rest: dict[Place, Column] = {}
    for place, each in columns.items():
        rest = (*place[:number], *place[number + 1 :])
        if by_rest.setdefault(rest, each) is not each:
            return True
    return False


def by_day(day: Column, since: Sequence[int]) -> Pick:
    """Pick by the last of some days that has come; the first case holds before all others."""

    def pick(form: Form, cases: Sequence[Column]) -> Column:
        found = cases[0]
        for start, each in zip(since[1:], cases[1:], strict=True):
            found = form.when(form.at_most(form.literal(start), day), each, found)
        return found

    return pick


def by_truth(truth: Column) -> Pick:
    """Pick the second of two cases where something is true."""
    return lambda form, cases: form.when(truth, cases[1], cases[0])

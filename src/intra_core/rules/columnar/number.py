"""A number in columns: what it is at least and at most in each row, as the three-valued reading has it.

Where `least` or `most` is null stands `low` or `high`, the same in every row: the bounds of what is not known there. So
a fact that may be missing is one column, and not two, until something needs both its ends.
"""

from collections.abc import Callable

from attrs import field, frozen

from intra_core.rules.columnar.column import LARGEST, Column
from intra_core.rules.columnar.form import Form

BEYOND = 2**60
"""A bound further out is the bound of nothing: it is never written into a column, it stays a null."""

Change = Callable[[Column], Column]


@frozen(eq=False)
class Number:
    """A number that lies from `least` to `most`; null ends stand for `low` and `high`.

    `exact` is the number where every fact in it is known, else null. `terms` are the two numbers that it is the sum of,
    `parts` those that it is the `least` or `greatest` of: a comparison looks at them one by one.
    """

    least: Column | None
    most: Column | None
    low: int
    high: int
    exact: Column | None = None
    terms: tuple["Number", "Number"] | None = None
    parts: tuple[str, tuple["Number", ...]] | None = field(default=None)

    def __attrs_post_init__(self) -> None:
        if self.least is self.most and self.least is not None:
            object.__setattr__(self, "exact", self.least)
        # An end that is never null has no other bound than itself.
        if self.least is not None and self.least.literal and self.least.told is not None:
            object.__setattr__(self, "low", self.least.told)
        if self.most is not None and self.most.literal and self.most.told is not None:
            object.__setattr__(self, "high", self.most.told)

    @classmethod
    def of(cls, column: Column, low: int, high: int) -> "Number":
        """A number that is known wherever its column is not null."""
        return cls(column, column, low, high, column)

    @classmethod
    def between(cls, low: int, high: int) -> "Number":
        """A number of which nothing but its bounds is known in any row."""
        return cls(None, None, low, high)

    @classmethod
    def constant(cls, form: Form, value: int) -> "Number":
        """The same number in every row."""
        return cls.of(form.literal(value), value, value)

    @property
    def single(self) -> bool:
        """Whether one column says all: it is known in a row, or as wide there as it can be."""
        return self.least is self.most and self.least is not None

    @property
    def kept(self) -> bool:
        """Whether a single number keeps its bounds also where it is known."""
        return self.exact is not None and self.low <= self.exact.low and self.exact.high <= self.high

    @property
    def fixed(self) -> bool:
        """Whether it is the same in every row, known or not."""
        return all(each is None or each.literal for each in (self.least, self.most))

    @property
    def value(self) -> int | None:
        """The number itself, if it is known and the same in every row."""
        return self.least.told if self.single and self.least is not None and self.least.literal else None

    def mapped(self, change: Change, plain: Callable[[int], int], *, rising: bool = True) -> "Number":
        """Give what a function makes of it that never falls as the number rises, or never rises."""
        first, last = (self.least, self.most) if rising else (self.most, self.least)
        low, high = (self.low, self.high) if rising else (self.high, self.low)
        parts = None
        if self.parts is not None and rising:
            parts = (self.parts[0], tuple(each.mapped(change, plain) for each in self.parts[1]))
        return Number(
            change(first) if first is not None else None,
            change(last) if last is not None else None,
            plain(low),
            plain(high),
            change(self.exact) if self.exact is not None else None,
            parts=parts,
        )


def known(form: Form, number: Number) -> Column:
    """Give the number where it is known, else null."""
    if number.single and number.exact is not None and (number.low != number.high):
        return number.exact
    least, most = closed(form, number.least, number.low), closed(form, number.most, number.high)
    return form.when(form.equal(least, most), least, form.literal(None))


def filled(form: Form, end: Column | None, bound: int) -> Column | None:
    """Write a bound for the nulls of an end; None if it has no column and the bound is no bound."""
    if abs(bound) > BEYOND:
        return end
    return form.literal(bound) if end is None else form.fill(end, form.literal(bound))


def joined(
    end: Column | None, bound: int, other: Column | None, limit: int, change: Callable[[Column, Column], Column],
    form: Form,
) -> Column | None:  # fmt: skip
    """Work out an end from two; null, or no column at all, where one of them is beyond all bounds."""
    if end is None and other is None:
        return None
    one, two = filled(form, end, bound), filled(form, other, limit)
    return change(one, two) if one is not None and two is not None else None


def closed(form: Form, end: Column | None, bound: int, most: int = LARGEST) -> Column:
    """Write a bound for the nulls of an end; one beyond all bounds becomes the greatest there can be."""
    limit = form.literal(max(-most, min(bound, most)))
    return limit if end is None else form.fill(end, limit)

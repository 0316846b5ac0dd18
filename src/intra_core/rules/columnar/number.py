"""A number in columns: what it is at least and at most in each row, as the three-valued reading has it.

Where `least` or `most` is null stands `low` or `high`, the same in every row: the bounds of what is not known there. So
a fact that may be missing is one column, and not two, until something needs both its ends.
"""

from collections.abc import Callable

from attrs import field, frozen

from intra_core.rules.bounds import COMPARED, rounded
from intra_core.rules.columnar.column import LARGEST, Column
from intra_core.rules.columnar.form import Form

BEYOND = 2**53
"""A bound further out is the bound of nothing: it is never written into a column, it stays a null."""

Change = Callable[[Column], Column]
Change2 = Callable[[Column, Column], Column]


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
    least, most = _bounded(form, number.least, number.low), _bounded(form, number.most, number.high)
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


def plus(form: Form, one: Number, other: Number) -> Number:
    """Add."""
    exact = form.add(one.exact, other.exact) if one.exact is not None and other.exact is not None else None
    return _both(form, one, other, form.add, exact)


def minus(form: Form, one: Number, other: Number) -> Number:
    """Subtract."""
    return plus(form, one, other.mapped(form.negative, lambda each: -each, rising=False))


def _both(
    form: Form, one: Number, other: Number, change: Callable[[Column, Column], Column], exact: Column | None
) -> Number:
    for fixed, free in ((one, other), (other, one)):
        by = fixed.value
        if by is not None:
            return free.mapped(lambda each: form.add(each, form.literal(by)), lambda each: each + by)  # noqa: B023
    least = joined(one.least, one.low, other.least, other.low, change, form)
    most = joined(one.most, one.high, other.most, other.high, change, form)
    terms = (one, other) if one.single and other.single else None
    return Number(least, most, one.low + other.low, one.high + other.high, exact, terms)


def extreme(form: Form, how: str, numbers: tuple[Number, ...]) -> Number:
    """The `least` or the `greatest` of several."""
    pick, write = (min, form.least) if how == "least" else (max, form.greatest)
    if len(numbers) == 1:
        return numbers[0]
    lows, highs = [each.low for each in numbers], [each.high for each in numbers]
    least = _extreme_end(form, how, [each.least for each in numbers], lows)
    most = _extreme_end(form, how, [each.most for each in numbers], highs)
    exacts = [each.exact for each in numbers if each.exact is not None]
    exact = write(exacts) if len(exacts) == len(numbers) else None
    return Number(least, most, pick(lows), pick(highs), exact, parts=(how, numbers))


def _extreme_end(form: Form, how: str, ends: list[Column | None], bounds: list[int]) -> Column | None:
    """Pick among ends; one beyond all bounds stands aside where it lies inward, and decides where it lies outward."""
    if all(each is None for each in ends):
        return None
    sign = -1 if how == "least" else 1
    inward: list[Column] = []
    outward: list[Column] = []
    for end, bound in zip(ends, bounds, strict=True):
        known = filled(form, end, bound)
        if known is not None and not known.nullable:
            inward.append(known)
        elif sign * bound < 0:
            inward += [known] if known is not None else []
        elif known is None:
            return None
        else:
            outward.append(known)
    one = (form.least_known if how == "least" else form.greatest_known)(inward) if inward else None
    if not outward:
        return one
    every = outward if one is None else [*outward, one]
    return form.least(every) if how == "least" else form.greatest(every)


def compared(form: Form, sign: str, one: Number, other: Number) -> Column:
    """Compare two numbers: true or false where that is sure, else null."""
    match sign:
        case "<=":
            return _order(form, one, other, strict=False)
        case "<":
            return _order(form, one, other, strict=True)
        case ">=":
            return _order(form, other, one, strict=False)
        case ">":
            return _order(form, other, one, strict=True)
        case "==":
            return _equal(form, one, other)
        case _:
            return form.contrary(_equal(form, one, other))


def _order(form: Form, one: Number, other: Number, *, strict: bool) -> Column:
    if one.parts is not None:
        how, parts = one.parts
        found = [_order(form, each, other, strict=strict) for each in parts]
        return form.either(*found) if how == "least" else form.both(*found)
    if other.parts is not None:
        how, parts = other.parts
        found = [_order(form, one, each, strict=strict) for each in parts]
        return form.both(*found) if how == "least" else form.either(*found)
    sure = COMPARED["<" if strict else "<="]((one.low, one.high), (other.low, other.high))
    if other.value is not None:
        return _against(form, one, other.value, sure, strict=strict, turned=False)
    if one.value is not None:
        return _against(form, other, one.value, sure, strict=strict, turned=True)
    if one.single and other.single:
        return _two(form, one, other, sure, 0, strict=strict)
    return _by_ends(form, one, other, strict=strict)


def _against(form: Form, number: Number, limit: int, sure: bool | None, *, strict: bool, turned: bool) -> Column:
    """Compare with a limit; `turned` if the limit stands first. `sure` is the answer where nothing is known."""
    if number.single and number.exact is not None:
        if sure is not None and number.kept:
            return form.literal(sure)
        base = _asked(form, number.exact, form.literal(limit), strict=strict, turned=turned)
        return base if sure is None else form.fill(base, form.literal(sure))
    if number.terms is not None:
        one, other = number.terms
        if turned:  # limit <= a + b is -a <= b - limit
            down = one.mapped(form.negative, lambda each: -each, rising=False)
            return _two(form, down, other, sure, -limit, strict=strict)
        up = other.mapped(form.negative, lambda each: -each, rising=False)
        return _two(form, one, up, sure, limit, strict=strict)
    fixed = Number.constant(form, limit)
    return _by_ends(form, fixed, number, strict=strict) if turned else _by_ends(form, number, fixed, strict=strict)


def _asked(form: Form, one: Column, other: Column, *, strict: bool, turned: bool = False) -> Column:
    first, second = (other, one) if turned else (one, other)
    return form.below(first, second) if strict else form.at_most(first, second)


def _two(form: Form, one: Number, other: Number, sure: bool | None, limit: int, *, strict: bool) -> Column:
    """Ask whether `one <= other + limit`, each of them one column that may be null.

    Where only one is known, it may still decide at the end of what the other can be: that is one more comparison each,
    and only where the bounds of the two let it happen at all.
    """
    assert one.exact is not None  # noqa: S101 (a single number is exact)
    assert other.exact is not None  # noqa: S101 (likewise)
    if sure is not None and one.kept and other.kept:
        return form.literal(sure)
    held = _asked(form, one.exact, form.add(other.exact, form.literal(limit)), strict=strict)
    if sure is not None:
        return form.fill(held, form.literal(sure))
    # If the other one is null, this one alone makes it true even if that is as little, or false even if it is as much,
    # as it can be.
    for known, open_, turned, yes, no in (
        (one.exact, other.exact, False, other.low + limit, other.high + limit),
        (other.exact, one.exact, True, one.high - limit, one.low - limit),
    ):
        if not open_.nullable:
            continue
        least, most = (known.low, known.high) if not turned else (-known.high, -known.low)
        way = -1 if turned else 1
        if least < way * yes or (least == way * yes and not strict):
            held = form.either(held, _asked(form, known, form.literal(yes), strict=strict, turned=turned))
        if most > way * no or (most == way * no and strict):
            held = form.both(held, _asked(form, known, form.literal(no), strict=strict, turned=turned))
    return held


def _by_ends(form: Form, one: Number, other: Number, *, strict: bool) -> Column:
    surely = _ends(form, one.most, one.high, other.least, other.low, strict=strict)
    never = _ends(form, other.most, other.high, one.least, one.low, strict=not strict)
    return form.verdict(surely, never)


def _ends(form: Form, end: Column | None, bound: int, other: Column | None, limit: int, *, strict: bool) -> Column:
    """Compare two ends; the answer is never null."""
    if end is None and other is None:
        return form.literal(bound < limit if strict else bound <= limit)
    return _asked(form, _bounded(form, end, bound), _bounded(form, other, limit), strict=strict)


def _bounded(form: Form, end: Column | None, bound: int, most: int = LARGEST) -> Column:
    limit = form.literal(max(-most, min(bound, most)))
    return limit if end is None else form.fill(end, limit)


def _equal(form: Form, one: Number, other: Number) -> Column:
    for number, fixed in ((one, other), (other, one)):
        value = fixed.value
        if value is not None and number.single and number.exact is not None:
            sure = COMPARED["=="]((number.low, number.high), (value, value))
            if sure is not None and number.kept:
                return form.literal(sure)
            base = form.equal(number.exact, form.literal(value))
            return base if sure is None else form.fill(base, form.literal(sure))
    first, last = _bounded(form, one.least, one.low), _bounded(form, one.most, one.high)
    least, most = _bounded(form, other.least, other.low), _bounded(form, other.most, other.high)
    same = form.both(form.equal(first, last), form.equal(least, most), form.equal(first, least))
    apart = form.either(form.below(last, least), form.below(most, first))
    return form.verdict(same, apart)


def product(form: Form, one: Number, other: Number) -> Number:
    """Multiply."""
    for fixed, free in ((one, other), (other, one)):
        by = fixed.value
        if by is not None:
            return free.mapped(
                lambda each: form.multiply(each, form.literal(by)),  # noqa: B023
                lambda each: each * by,  # noqa: B023
                rising=by >= 0,
            )
    corners = [each * by for each in (one.low, one.high) for by in (other.low, other.high)]
    exact = form.multiply(one.exact, other.exact) if one.exact is not None and other.exact is not None else None
    if one.low >= 0 and other.low >= 0:
        least = _times(form, one.least, one.low, other.least, other.low)
        most = _times(form, one.most, one.high, other.most, other.high)
        return Number(least, most, min(corners), max(corners), exact)
    low, high = min(corners), max(corners)
    if one.low >= 0:
        one, other = other, one
    if other.low >= 0:
        least = _stretched(form, one.least, one.low, other, up=False)
        most = _stretched(form, one.most, one.high, other, up=True)
        return Number(least, most, low, high, exact)
    ends = [(one.least, one.low), (one.most, one.high)]
    others = [(other.least, other.low), (other.most, other.high)]
    products = [_times(form, end, bound, by, limit) for end, bound in ends for by, limit in others]
    kept = [each for each in products if each is not None]
    if len(kept) < len(products):
        return Number(None, None, low, high, exact)
    return Number(form.least(kept), form.greatest(kept), low, high, exact)


def _stretched(form: Form, end: Column | None, bound: int, by: Number, *, up: bool) -> Column | None:
    """Multiply an end of a number with one that is not below zero: with its most where that leads outward."""
    far = _times(form, end, bound, by.most, by.high)
    near = _times(form, end, bound, by.least, by.low)
    known = filled(form, end, bound)
    if known is None:
        return far if (bound > 0) == up else near
    nothing, zero = form.literal(None), form.literal(0)
    out = form.below(zero, known) if up else form.below(known, zero)
    return form.when(out, far or nothing, near or nothing)


def _times(form: Form, end: Column | None, bound: int, other: Column | None, limit: int) -> Column | None:
    """Multiply two ends. What is beyond all bounds times nothing is nothing."""
    if end is None and other is None:
        return None
    one, two = filled(form, end, bound), filled(form, other, limit)
    nothing = form.literal(0)
    if one is None or two is None:
        known = two if one is None else one
        return None if known is None else form.when(form.equal(known, nothing), nothing, form.literal(None))
    found = form.multiply(one, two)
    if found.too_large and (end is None or other is None):
        known = two if end is None else one
        return form.when(form.equal(known, nothing), nothing, form.literal(None))
    if one.nullable or two.nullable:
        for each in (one, two):
            found = form.when(form.equal(each, nothing), nothing, found)
    return found


def quotient(form: Form, how: str, above: Number, below: Number, times: int, over: int) -> Number:
    """Divide and round: `above * times / (below * over)`."""
    under = below.value
    if under is not None and under > 0:
        divisor = form.literal(under * over)
        return above.mapped(
            lambda each: form.rounded(how, form.multiply(each, form.literal(times)), divisor),
            lambda each: rounded(how, each * times, under * over),
        )
    far = rounded("up", max(abs(above.low), abs(above.high)) * times, over) + 1
    if below.least is None and below.low <= 0:
        return _far(form, above, times, over, far)
    one, many = form.literal(1), form.literal(over)
    unders = [_bounded(form, below.least, below.low, BEYOND), _bounded(form, below.most, below.high, BEYOND)]
    low, high = (
        pick(rounded(how, bound * times, max(by, 1) * over) for by in (below.low, below.high))
        for pick, bound in ((min, above.low), (max, above.high))
    )

    def ends(top: Column | None) -> list[Column]:
        if top is None:
            return []
        raised = form.multiply(top, form.literal(times))
        return [form.rounded(how, raised, form.multiply(form.greatest([under, one]), many)) for under in unders]

    lows, highs = ends(filled(form, above.least, above.low)), ends(filled(form, above.most, above.high))
    least = form.least(lows) if lows else None
    most = form.greatest(highs) if highs else None
    if below.low <= 0:
        wide = _far(form, above, times, over, far)
        open_, nothing = form.below(unders[0], one), form.literal(None)
        low, high = min(low, -far), max(high, far)
        least = form.when(open_, wide.least or nothing, least or nothing)
        most = form.when(open_, wide.most or nothing, most or nothing)
    return Number(least, most, low, high)


def _far(form: Form, above: Number, times: int, over: int, far: int) -> Number:
    """What dividing by nobody knows what comes to: anything up to what is divided."""
    ends = [filled(form, above.least, above.low), filled(form, above.most, above.high)]
    if any(each is None for each in ends) or above.fixed:
        return Number.between(-far, far)
    sizes = [size for each in ends if each is not None for size in (each, form.negative(each))]
    widest = form.multiply(form.greatest(sizes), form.literal(times))
    most = form.add(form.rounded("up", widest, form.literal(over)), form.literal(1))
    return Number(form.negative(most), most, -far, far)


def chosen(form: Form, condition: Column, then: Number, other: Number) -> Number:
    """One of two numbers, by a condition that may be unknown."""
    if condition.literal and condition.told is not None:
        return then if condition.told else other
    low, high = min(then.low, other.low), max(then.high, other.high)
    no = form.contrary(condition)
    exact = None
    if then.exact is not None and other.exact is not None:
        exact = form.when(condition, then.exact, form.when(no, other.exact, form.literal(None)))
    if then.value is not None and other.value is not None and exact is not None:
        return Number.of(exact, low, high)

    def end(one: Column | None, bound: int, two: Column | None, limit: int, pick: Change2) -> Column | None:
        if one is None and two is None and bound == limit:
            return None
        first, second = filled(form, one, bound), filled(form, two, limit)
        if first is None or second is None:
            nothing = form.literal(None)
            return form.when(condition, first or nothing, form.when(no, second or nothing, nothing))
        return form.when(condition, first, form.when(no, second, pick(first, second)))

    def lesser(one: Column, two: Column) -> Column:
        return form.least([one, two])

    def greater(one: Column, two: Column) -> Column:
        return form.greatest([one, two])

    least = end(then.least, then.low, other.least, other.low, lesser)
    most = end(then.most, then.high, other.most, other.high, greater)
    return Number(least, most, low, high, exact)

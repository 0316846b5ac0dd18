"""Arithmetic with numbers in columns, of which each may lie between two ends in a row."""

from collections.abc import Callable

from intra_core.rules.bounds import rounded
from intra_core.rules.columnar.column import Column
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.number import BEYOND, Number, closed, filled, joined

Change2 = Callable[[Column, Column], Column]


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
    exact = _product(form, one.exact, other.exact) if one.exact is not None and other.exact is not None else None
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
    out = form.fill(out, form.literal((bound > 0) == up))
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
    found = _product(form, one, two)
    if one.nullable or two.nullable:
        for each in (one, two):
            found = form.when(form.equal(each, nothing), nothing, found)
    return found


def _product(form: Form, one: Column, two: Column) -> Column:
    """Multiply, leaving out what would be more than engines reckon with: nobody knows what that comes to.

    No rule may come to so much on a day on which its figures are in force; it may where one of them is not.
    """
    found = form.multiply(one, two)
    if not found.too_large:
        return found
    none, most = form.literal(0), BEYOND // max(-two.low, two.high)
    small = form.multiply(form.reckoned(one, most), two)
    return form.when(form.either(form.equal(one, none), form.equal(two, none)), none, small)


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
    unders = [closed(form, below.least, below.low, BEYOND), closed(form, below.most, below.high, BEYOND)]
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

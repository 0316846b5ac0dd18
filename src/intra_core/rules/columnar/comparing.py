"""Comparisons of numbers in columns: true or false where that is sure, else null."""

from intra_core.rules.bounds import COMPARED
from intra_core.rules.columnar.column import LARGEST, Column
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.number import Number, closed


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
    alone: list[Column] = []
    needed: list[Column] = []
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
            alone.append(_asked(form, known, form.literal(yes), strict=strict, turned=turned))
        if most > way * no or (most == way * no and strict):
            needed.append(_asked(form, known, form.literal(no), strict=strict, turned=turned))
    # What one alone makes true is true, though the other, which is null, might have made it false.
    return form.either(form.both(held, *needed), *(form.sure(each) if needed else each for each in alone))


def _by_ends(form: Form, one: Number, other: Number, *, strict: bool) -> Column:
    surely = _ends(form, one.most, one.high, other.least, other.low, strict=strict)
    never = _ends(form, other.most, other.high, one.least, one.low, strict=not strict)
    return form.verdict(surely, never)


def _ends(form: Form, end: Column | None, bound: int, other: Column | None, limit: int, *, strict: bool) -> Column:
    """Compare two ends; the answer is never null."""
    sure = form.literal(bound < limit if strict else bound <= limit)
    if end is None and other is None:
        return sure
    # What is beyond all that a column can hold is beyond every number in one.
    if other is None and abs(limit) > LARGEST and end is not None:
        return form.when(form.is_null(end), sure, form.literal(limit > 0))
    if end is None and abs(bound) > LARGEST and other is not None:
        return form.when(form.is_null(other), sure, form.literal(bound < 0))
    one, two = closed(form, end, bound), closed(form, other, limit)
    held = _asked(form, one, two, strict=strict)
    # A number that no column can hold is compared by a part of it, and may pass the greatest that stands for no bound.
    if one.too_large and abs(limit) > LARGEST and other is not None:
        held = form.when(form.is_null(other), form.literal(limit > 0), held)
    if two.too_large and abs(bound) > LARGEST and end is not None:
        held = form.when(form.is_null(end), form.literal(bound < 0), held)
    return held


def _equal(form: Form, one: Number, other: Number) -> Column:
    for number, fixed in ((one, other), (other, one)):
        value = fixed.value
        if value is not None and number.single and number.exact is not None:
            sure = COMPARED["=="]((number.low, number.high), (value, value))
            if sure is not None and number.kept:
                return form.literal(sure)
            base = form.equal(number.exact, form.literal(value))
            return base if sure is None else form.fill(base, form.literal(sure))
    first, last = closed(form, one.least, one.low), closed(form, one.most, one.high)
    least, most = closed(form, other.least, other.low), closed(form, other.most, other.high)
    same = form.both(form.equal(first, last), form.equal(least, most), form.equal(first, least))
    apart = form.either(form.below(last, least), form.below(most, first))
    return form.verdict(same, apart)

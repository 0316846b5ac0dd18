"""The three-valued reading: every value as all that it could still be, given what is known.

A number or day is a pair of bounds, a word is itself or the words it may be (None: any word), a condition is true,
false or None, a list is a tuple or None. Complete facts give the same answer as the scalar reading, and another
fact can only narrow a value, never move it: so nothing decided is ever turned over.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import Any

from attrs import define, field, frozen

from intra_core.model.days import FIRST, LAST, YEAR_END, add_days, add_months, fiscal_year, years_between
from intra_core.model.facts import Facts
from intra_core.rules.bounds import COMPARED, Bounds, minus, plus, rounded
from intra_core.rules.functions import NoAnswer
from intra_core.rules.kinds import (
    DAYS,
    MOST_RECORDS,
    Choice,
    Code,
    Day,
    Kind,
    MonthDay,
    Number,
    Ordered,
    YesNo,
    revision_of,
)
from intra_core.rules.language import (
    Among,
    And,
    Band,
    Between,
    Call,
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Node,
    Not,
    Or,
    Product,
    Quotient,
    Rounded,
    Scaled,
    Shift,
    Sum,
    Unpublished,
    Walk,
    YearOf,
)
from intra_core.rules.walks import WALKS, Visited

Words = str | frozenset[str] | None
Value = Any
"""Bounds, Words, a truth value or None, or the records of a list."""

_MAYBE: bool | None = None
"""Whether a record takes part, where nobody knows."""
_UNKNOWN: Mapping[str, object] = {}
"""A record of which no field is known."""


@frozen
class Span:
    """All numbers or days between two, both inclusive: what stands for a fact that may be any of them."""

    low: int
    high: int


class Perhaps(dict[str, object]):
    """A record of which nobody knows whether it is there."""


@define(eq=False)
class Possible:
    """One set of facts, read as far as it goes; inside a walk also the records that its letters stand for."""

    facts: Facts
    records: Mapping[str, Mapping[str, object]] = {}
    named: dict[str, Value] = field(factory=dict)

    def at_record(self, variable: str, record: Mapping[str, object]) -> "Possible":
        """Read on at one record of a list. A letter in use further out stands for this record in here only."""
        return Possible(self.facts, {**self.records, variable: record}, self.named)

    def value(self, node: Node) -> Value:
        """Say what a settled node could be."""
        return _READINGS[type(node)](self, node)

    def truth(self, node: Node) -> bool | None:
        """Say whether a condition holds, or None."""
        held: bool | None = _READINGS[type(node)](self, node)
        return held


@define(eq=False)
class Remembering(Possible):
    """Reads each node once: for whoever looks at nodes inside one another. The nodes must outlive it."""

    read: dict[int, Value] = field(factory=dict)

    def at_record(self, variable: str, record: Mapping[str, object]) -> "Remembering":
        """Read on at one record of a list, with nothing read yet."""
        return Remembering(self.facts, {**self.records, variable: record}, self.named)

    def value(self, node: Node) -> Value:
        """Say what a settled node could be."""
        key = id(node)
        found = self.read.get(key, self)
        if found is self:
            found = self.read[key] = _READINGS[type(node)](self, node)
        return found

    def truth(self, node: Node) -> bool | None:
        """Say whether a condition holds, or None."""
        held: bool | None = self.value(node)
        return held


def anything(kind: Kind, low: int, high: int) -> Value:
    """Give what a value of a kind could be while nothing is known of it."""
    match kind:
        case Number():
            return (low, high)
        case Day():
            return (max(low, FIRST), min(high, LAST))
        case MonthDay():
            return (101, YEAR_END)
        case Choice():
            return kind.values
        case _:
            return None


def of_kind(kind: Kind, told: object) -> Value:
    """Read one told value of a kind, or the span or the words among which it is."""
    if not isinstance(kind, Ordered):
        return told
    return (told.low, told.high) if type(told) is Span else (told, told)


def one_value(kind: Kind, value: Value) -> Value:
    """Give the one value that something can only be, as facts are kept; None while it may be several.

    >>> one_value(DAYS, (3, 3)), one_value(DAYS, (3, 4)), one_value(Choice({"a"}), frozenset({"a"}))
    (3, None, 'a')
    """
    if isinstance(kind, Ordered):
        return value[0] if value[0] == value[1] else None
    if isinstance(value, frozenset):
        return next(iter(value)) if len(value) == 1 else None
    return value


def hull(kind: Kind, first: Value, second: Value) -> Value:
    """Give what covers two possibilities."""
    if isinstance(kind, Ordered):
        return (min(first[0], second[0]), max(first[1], second[1]))
    if first == second:
        return first
    if isinstance(kind, YesNo) or first is None or second is None:
        return None
    return _words(first) | _words(second)


def _words(words: str | frozenset[str]) -> frozenset[str]:
    return frozenset({words}) if isinstance(words, str) else words


def _fact(at: Possible, node: Fact) -> Value:
    told = at.facts.get(node.name)
    return anything(node.kind, node.low, node.high) if told is None else of_kind(node.kind, told)


def _element(at: Possible, node: Element) -> Value:
    told = at.records.get(node.variable, _UNKNOWN).get(node.name)
    return anything(node.kind, node.low, node.high) if told is None else of_kind(node.kind, told)


def _constant(_: Possible, node: Constant) -> Value:
    return of_kind(node.kind, node.value)


def _unpublished(_: Possible, node: Unpublished) -> Value:
    if isinstance(node.kind, Ordered):
        return node.bounds
    return None if isinstance(node.kind, YesNo) else node.words or None


def _named(at: Possible, node: Named) -> Value:
    if node.name not in at.named:
        at.named[node.name] = at.value(node.body)
    return at.named[node.name]


def _not(at: Possible, node: Not) -> bool | None:
    held = at.truth(node.body)
    return None if held is None else not held


def _and(at: Possible, node: And) -> bool | None:
    verdict: bool | None = True
    for part in node.parts:
        held = at.truth(part)
        if held is False:
            return False
        if held is None:
            verdict = None
    return verdict


def _or(at: Possible, node: Or) -> bool | None:
    verdict: bool | None = False
    for part in node.parts:
        held = at.truth(part)
        if held is True:
            return True
        if held is None:
            verdict = None
    return verdict


def _compare(at: Possible, node: Compare) -> bool | None:
    left, right = at.value(node.left), at.value(node.right)
    if type(left) is tuple:
        return COMPARED[node.sign](left, right)
    equal = _same_word(left, right)
    return equal if node.sign == "==" or equal is None else not equal


def _same_word(left: Words, right: Words) -> bool | None:
    if left is None or right is None:
        return None
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    one, other = _words(left), _words(right)
    if one.isdisjoint(other):
        return False
    return True if len(one) == len(other) == 1 else None


def _among(at: Possible, node: Among) -> bool | None:
    item: Words = at.value(node.item)
    if item is None:
        return None
    within = _in_codes if isinstance(node.item.kind, Code) else _in_words
    if isinstance(item, str):
        return within(item, node.members)
    found = {within(word, node.members) for word in item}
    return found.pop() if len(found) == 1 else None


def _in_words(word: str, members: frozenset[str]) -> bool | None:
    return word in members


def _in_codes(code: str, members: frozenset[str]) -> bool | None:
    if code.startswith(tuple(members)):
        return True
    if any(member.startswith(code) for member in members):
        return None  # too coarse to tell: part of what it names is in the set
    return False if revision_of(code) in set(map(revision_of, members)) else None


def _sum(at: Possible, node: Sum) -> Bounds:
    left, right = at.value(node.left), at.value(node.right)
    return plus(left, right) if node.sign > 0 else minus(left, right)


def _product(at: Possible, node: Product) -> Bounds:
    left, right = at.value(node.left), at.value(node.right)
    corners = [each * other for each in left for other in right]
    return (min(corners), max(corners))


def _scaled(at: Possible, node: Scaled) -> Bounds:
    low, high = at.value(node.body)
    return (low * node.factor, high * node.factor)


def _least(at: Possible, node: Least) -> Bounds:
    parts = [at.value(part) for part in node.parts]
    return (min(low for low, _ in parts), min(high for _, high in parts))


def _greatest(at: Possible, node: Greatest) -> Bounds:
    parts = [at.value(part) for part in node.parts]
    return (max(low for low, _ in parts), max(high for _, high in parts))


def _rounded(at: Possible, node: Rounded) -> Bounds:
    times, over = node.step
    if not isinstance(node.body, Quotient):
        low, high = at.value(node.body)
        return (rounded(node.how, low * times, over), rounded(node.how, high * times, over))
    above, below = at.value(node.body.left), at.value(node.body.right)
    if below[0] <= 0:
        # The checker has made sure of the divisor, but not on a day on which no figure is in force.
        far = rounded("up", max(map(abs, above)) * times, over) + 1
        return (-far, far)
    corners = [rounded(node.how, each * times, other * over) for each in above for other in below]
    return (min(corners), max(corners))


def _choose(at: Possible, node: Choose) -> Value:
    held = at.truth(node.condition)
    if held is not None:
        return at.value(node.then if held else node.other)
    return hull(node.kind, at.value(node.then), at.value(node.other))


def _lookup(at: Possible, node: Lookup) -> Value:
    keys = [_words(words) if words is not None else None for words in map(at.value, node.keys)]
    found = [
        at.value(row)
        for words, row in node.rows.items()
        if all(key is None or word in key for word, key in zip(words, keys, strict=True))
    ] or [at.value(row) for row in node.rows.values()]
    reach = found[0]
    for each in found[1:]:
        reach = hull(node.kind, reach, each)
    return reach


def _band(at: Possible, node: Band) -> Words:
    low, high = at.value(node.number)
    bounds = [at.value(bound)[0] for bound, _ in node.rows]
    if low < bounds[0]:
        return None
    words = frozenset(word for _, word in node.rows[bisect_right(bounds, low) - 1 : bisect_right(bounds, high)])
    return next(iter(words)) if len(words) == 1 else words


def _shift(at: Possible, node: Shift) -> Bounds:
    low, high = at.value(node.day)
    least, most = at.value(node.amount)
    if node.unit == "days":
        least, most = (least, most) if node.sign > 0 else (-most, -least)
        return (add_days(low, least), add_days(high, most))
    months = 12 if node.unit == "years" else 1
    return (add_months(low, least * months), add_months(high, most * months))


def _between(at: Possible, node: Between) -> Bounds:
    early, late = at.value(node.early), at.value(node.late)
    if node.kind == DAYS:
        return minus(late, early)
    return (years_between(early[1], late[0]), years_between(early[0], late[1]))


def _year_of(at: Possible, node: YearOf) -> Bounds:
    low, high = at.value(node.day)
    first, last = at.value(node.end) if node.end is not None else (YEAR_END, YEAR_END)
    return (fiscal_year(low, last), fiscal_year(high, first))


def _walk(at: Possible, node: Walk) -> Value:
    records = at.value(node.records)
    visited = _visited(at, node, ({},) if records is None else records)
    if records is None:
        # There may be any number of such records, or none.
        visited = [(_MAYBE, brings) for _, brings in visited]
    found = WALKS[node.how](visited)
    if found is None:
        return _unbounded(node) if node.how in {"max", "min"} else None
    if records is None and node.how in {"count", "sum"}:
        found = (found[0] * MOST_RECORDS, found[1] * MOST_RECORDS)
    if node.ends is not None:
        return (max(found[0], node.ends[0]), min(found[1], node.ends[1]))
    return found


def _visited(at: Possible, node: Walk, records: tuple[Mapping[str, object], ...]) -> Visited:
    visited: Visited = []
    for record in records:
        inner = at.at_record(node.variable, record)
        taken = inner.truth(node.where) if node.where is not None else True
        if taken is not False:
            visited.append((None if type(record) is Perhaps else taken, inner.value(node.body)))
    return visited


def _unbounded(node: Walk) -> Bounds:
    """Give what is neither below nor above anything: the greatest or least of what may be no records at all.

    It depends on no fact, since no fact can give it a value.
    """
    if isinstance(node.kind, Day):
        return (FIRST, LAST)
    far = max(map(abs, Possible({}).value(node.body))) + 1
    return (-far, far)


def arguments(at: Possible, node: Call) -> tuple[object, ...] | None:
    """Give the values of a call; None while one of them may be several."""
    values = tuple(one_value(each.kind, at.value(each)) for each in node.arguments)
    return None if None in values else values


def _call(at: Possible, node: Call) -> Value:
    values = arguments(at, node)
    found = NoAnswer("none") if values is None else node.answer(values)
    if type(found) is NoAnswer:
        return anything(node.kind, node.low, node.high)
    return of_kind(node.kind, found)


_READINGS: dict[type, Callable[..., Value]] = {
    Fact: _fact, Element: _element, Constant: _constant, Unpublished: _unpublished, Named: _named, Not: _not,
    And: _and, Or: _or, Compare: _compare, Among: _among, Sum: _sum, Product: _product, Scaled: _scaled, Least: _least,
    Greatest: _greatest, Rounded: _rounded, Choose: _choose, Lookup: _lookup, Band: _band, Shift: _shift,
    Between: _between, YearOf: _year_of, Walk: _walk, Call: _call,
}  # fmt: skip

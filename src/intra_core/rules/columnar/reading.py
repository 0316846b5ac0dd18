"""The columnar reading of settled nodes: each rule as columns, equal to the three-valued reading in every row."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import define, field

from intra_core.model.days import YEAR_END
from intra_core.rules.bounds import rounded
from intra_core.rules.columnar import choosing, moving, walking
from intra_core.rules.columnar.arithmetic import chosen, extreme, minus, plus, product, quotient
from intra_core.rules.columnar.column import Column, Level
from intra_core.rules.columnar.comparing import compared
from intra_core.rules.columnar.facts import Table, Told
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.number import Number
from intra_core.rules.columnar.number import known as known_number
from intra_core.rules.columnar.word import Word, among, in_codes, same
from intra_core.rules.columnar.word import known as known_word
from intra_core.rules.kinds import Choice, Code, Kind, Ordered, YesNo
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
    children,
)
from intra_core.rules.possible import anything

Value = Any
"""A Number, a Word or a Column of truth."""
Scope = Mapping[str, Level | None]
"""The records that letters stand for; None for a record of which nothing is known."""
NOWHERE: Scope = {}
ON, SUBMITTED, CALENDAR_YEAR = "on", "project.submitted", "undertaking.fiscal_year_end"


@define(eq=False)
class Columnar:
    """Reads nodes over the frames of one caller, into one form."""

    table: Table
    form: Form = field(factory=Form)
    _read: dict[tuple[object, ...], Value] = field(factory=dict)
    _kept: list[Node] = field(factory=list)
    """The nodes read, so that no other is taken for one of them."""
    _letters: dict[int, frozenset[str]] = field(factory=dict)

    def number(self, node: Node, scope: Scope = NOWHERE) -> Number:
        """Read a number or day."""
        found = self.value(node, scope)
        assert isinstance(found, Number)  # noqa: S101 (the checker has typed the node)
        return found

    def word(self, node: Node, scope: Scope = NOWHERE) -> Word:
        """Read a word or code."""
        found = self.value(node, scope)
        assert isinstance(found, Word)  # noqa: S101 (the checker has typed the node)
        return found

    def truth(self, node: Node, scope: Scope = NOWHERE) -> Column:
        """Read a condition."""
        found = self.value(node, scope)
        assert isinstance(found, Column)  # noqa: S101 (the checker has typed the node)
        return found

    def value(self, node: Node, scope: Scope = NOWHERE) -> Value:
        """Read any node."""
        letters = self.letters(node)
        seen = {letter: level for letter, level in scope.items() if letter in letters} if scope else scope
        key = (id(node), *seen.items())
        if key not in self._read:
            self._kept.append(node)
            self._read[key] = _READINGS[type(node)](self, node, seen)
        return self._read[key]

    def letters(self, node: Node) -> frozenset[str]:
        """Name the letters that a node has from outside: those of the records it reads."""
        found = self._letters.get(id(node))
        if found is None:
            self._kept.append(node)
            own = {node.variable} if isinstance(node, Element) else set()
            found = self._letters[id(node)] = frozenset(own.union(*map(self.letters, children(node))))
        return found

    def place(self, scope: Scope) -> Level:
        """Give the rows that what is read in a scope has cells for."""
        levels = [each.outer if each.flat and each.outer else each for each in scope.values() if each is not None]
        return max(levels, key=lambda each: each.depth, default=self.form.root)

    def told(self, name: str, kind: Kind, low: int, high: int, at: tuple[Level, Told] | None) -> Value:
        """Read a column of facts, or what a fact could be that has none."""
        form = self.form
        column = self.column(name, at[0], kind, at[1]) if at is not None else None
        if isinstance(kind, Ordered):
            least, most = anything(kind, low, high)
            if column is None or at is None:
                return Number.between(least, most)
            return Number.of(self._numbers(column, at[1], least, most), least, most)
        if isinstance(kind, YesNo):
            return column or form.literal(None)
        return Word.of(form, column, kind.values if isinstance(kind, Choice) else None)

    def column(self, name: str, level: Level, kind: Kind, told: Told) -> Column:
        """Give a column of the caller as it stands there."""
        holds = "number" if isinstance(kind, Ordered) else "truth" if isinstance(kind, YesNo) else "word"
        return self.form.fact(name, level, told.low, told.high, holds=holds)

    def _numbers(self, column: Column, told: Told, least: int, most: int) -> Column:
        within = self.form.bounded(column, -(-least // told.times), most // told.times)
        wide = self.form.wide(within) if told.narrow else within
        return self.form.multiply(wide, self.form.literal(told.times))


def _fact(at: Columnar, node: Fact, _: Scope) -> Value:
    form, table = at.form, at.table
    if node.name == ON and table.on is not None:
        return Number.constant(form, table.on)
    told = table.facts.get(node.name)
    if node.name in DEFAULTS:
        found = at.told(node.name, node.kind, node.low, node.high, (form.root, told) if told is not None else None)
        return _or_default(at, node, found)
    return at.told(node.name, node.kind, node.low, node.high, (form.root, told) if told is not None else None)


def _or_default(at: Columnar, node: Fact, found: Number) -> Number:
    """The day of application, if nobody tells it, is that of decision; a fiscal year is the calendar year."""
    default = Number.constant(at.form, YEAR_END)
    if node.name == SUBMITTED:
        default = at.number(Fact(ON, node.kind))
    if found.exact is None:
        return default
    assert default.exact is not None  # noqa: S101 (both defaults are)
    return Number.of(at.form.fill(found.exact, default.exact), found.low, found.high)


DEFAULTS = frozenset({SUBMITTED, CALENDAR_YEAR})


def _element(at: Columnar, node: Element, scope: Scope) -> Value:
    level = scope.get(node.variable)
    told = None
    if level is not None:
        table = walking.table_of(at.table, level)
        told = table.facts.get(node.name) if table is not None else None
    place = (level, told) if level is not None and told is not None else None
    if place is not None and place[0].flat:
        name = f"{place[0].records}.{node.name}"
        return at.told(name, node.kind, node.low, node.high, (at.form.root, place[1]))
    return at.told(node.name, node.kind, node.low, node.high, place)


def _constant(at: Columnar, node: Constant, _: Scope) -> Value:
    if isinstance(node.kind, Ordered):
        return Number.constant(at.form, int(node.value))
    if isinstance(node.kind, YesNo):
        return at.form.literal(bool(node.value))
    return Word.of(at.form, at.form.literal(node.value), None)


def _unpublished(at: Columnar, node: Unpublished, _: Scope) -> Value:
    if isinstance(node.kind, Ordered):
        return Number.between(*node.bounds)
    if isinstance(node.kind, YesNo):
        return at.form.literal(None)
    return Word.of(at.form, None, node.words or None)


def _named(at: Columnar, node: Named, scope: Scope) -> Value:
    return at.value(node.body, scope)


def _not(at: Columnar, node: Not, scope: Scope) -> Column:
    return at.form.contrary(at.truth(node.body, scope))


def _and(at: Columnar, node: And, scope: Scope) -> Column:
    return at.form.both(*(at.truth(part, scope) for part in node.parts))


def _or(at: Columnar, node: Or, scope: Scope) -> Column:
    return at.form.either(*(at.truth(part, scope) for part in node.parts))


def _compare(at: Columnar, node: Compare, scope: Scope) -> Column:
    if isinstance(node.left.kind, Ordered):
        return compared(at.form, node.sign, at.number(node.left, scope), at.number(node.right, scope))
    equal = same(at.form, at.word(node.left, scope), at.word(node.right, scope))
    return equal if node.sign == "==" else at.form.contrary(equal)


def _among(at: Columnar, node: Among, scope: Scope) -> Column:
    word = at.word(node.item, scope)
    return (in_codes if isinstance(node.item.kind, Code) else among)(at.form, word, node.members)


def _sum(at: Columnar, node: Sum, scope: Scope) -> Number:
    left, right = at.number(node.left, scope), at.number(node.right, scope)
    return plus(at.form, left, right) if node.sign > 0 else minus(at.form, left, right)


def _product(at: Columnar, node: Product, scope: Scope) -> Number:
    return product(at.form, at.number(node.left, scope), at.number(node.right, scope))


def _scaled(at: Columnar, node: Scaled, scope: Scope) -> Number:
    return product(at.form, at.number(node.body, scope), Number.constant(at.form, node.factor))


def _least(at: Columnar, node: Least, scope: Scope) -> Number:
    return extreme(at.form, "least", tuple(at.number(part, scope) for part in node.parts))


def _greatest(at: Columnar, node: Greatest, scope: Scope) -> Number:
    return extreme(at.form, "greatest", tuple(at.number(part, scope) for part in node.parts))


def _rounded(at: Columnar, node: Rounded, scope: Scope) -> Number:
    times, over = node.step
    form = at.form
    if isinstance(node.body, Quotient):
        above, below = at.number(node.body.left, scope), at.number(node.body.right, scope)
        return quotient(form, node.how, above, below, times, over)
    return at.number(node.body, scope).mapped(
        lambda each: form.rounded(node.how, form.multiply(each, form.literal(times)), form.literal(over)),
        lambda each: rounded(node.how, each * times, over),
    )


def _choose(at: Columnar, node: Choose, scope: Scope) -> Value:
    condition, form = at.truth(node.condition, scope), at.form
    then, other = at.value(node.then, scope), at.value(node.other, scope)
    if isinstance(then, Number):
        return chosen(form, condition, then, other)
    if isinstance(then, Word):
        found = (*then.under(form, condition).options, *other.under(form, form.contrary(condition)).options)
        return Word(tuple(each for each in found if not (each.may.literal and not each.may.told)))
    # Of two that agree it does not matter which.
    return form.either(form.both(condition, then), form.both(form.contrary(condition), other), form.both(then, other))


def _call(at: Columnar, node: Call, scope: Scope) -> Value:
    """Ask a region's function where all that it takes is known; else it may give anything it declares."""
    form = at.form
    args = [_argument(at, each, scope) for each in node.arguments]
    column = form.call(node.function, node.kind, args)
    if isinstance(node.kind, Ordered):
        least, most = anything(node.kind, node.low, node.high)
        return Number.of(column, least, most)
    if isinstance(node.kind, YesNo):
        return column
    return Word.of(form, column, node.kind.values if isinstance(node.kind, Choice) else None)


def _argument(at: Columnar, node: Node, scope: Scope) -> Column:
    found = at.value(node, scope)
    if isinstance(found, Number):
        return known_number(at.form, found)
    if isinstance(found, Word):
        return known_word(at.form, found)
    assert isinstance(found, Column)  # noqa: S101 (a list cannot be an argument)
    return found


_READINGS: dict[type, Callable[..., Value]] = {
    Fact: _fact, Element: _element, Constant: _constant, Unpublished: _unpublished, Named: _named, Not: _not,
    And: _and, Or: _or, Compare: _compare, Among: _among, Sum: _sum, Product: _product, Scaled: _scaled, Least: _least,
    Greatest: _greatest, Rounded: _rounded, Choose: _choose, Lookup: choosing.lookup, Band: choosing.band,
    Shift: moving.shift, Between: moving.between, YearOf: moving.year_of, Walk: walking.walked, Call: _call,
}  # fmt: skip

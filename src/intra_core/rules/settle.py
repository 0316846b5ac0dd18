"""From a rule to what it is on one day: figures put in, and every number a whole count of parts.

After this no reading meets a fraction or a unit: `60 %` of cents is `x * 3` in fifths of a cent, and a comparison
brings both sides to the same parts first.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import lcm

from attrs import evolve, frozen

from intra_core.model.days import FIRST, LAST
from intra_core.model.money import GREATEST_COST
from intra_core.rules.bounds import rounded
from intra_core.rules.figures import Bands, Figure, Known, Open, Table
from intra_core.rules.kinds import Choice, Day, Kind, Number, YesNo
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
    Parameter,
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
from intra_core.rules.magnitude import magnitude


@frozen
class Settled:
    """A node in whole parts, and how many parts make one unit."""

    node: Node
    parts: int = 1


class Settling:
    """One day's figures, and the names already settled with them.

    `given` names what an application states instead of what it is worked out from. `on` is the day of decision, where
    the caller makes sure that the edition holds only for days on the same side of every known day it is compared with.
    Without `naming` a definition stands in the place of its name: for what is settled with other figures than the rest,
    so that no reading takes the one for the other.
    """

    def __init__(
        self,
        figures: Mapping[str, Figure],
        given: frozenset[str] = frozenset(),
        on: int | None = None,
        *,
        naming: bool = True,
    ) -> None:
        self.figures = figures
        self.given = given
        self.on = on
        self.naming = naming
        self.named: dict[str, Settled] = {}

    def truth(self, node: Node) -> Node:
        """Settle what is yes or no."""
        return self.settle(node).node

    def parts(self, node: Node, parts: int) -> Node:
        """Settle a number into a wished count of parts; what has finer ones is rounded down to it."""
        settled = self.settle(node)
        if parts % settled.parts == 0:
            return _scaled(settled, parts)
        step = Fraction(parts, settled.parts)
        return Rounded(settled.node, "down", (step.numerator, step.denominator), node.kind)

    def settle(self, node: Node) -> Settled:
        """Settle any node."""
        return _RULES[type(node)](self, node)

    def same_parts(self, nodes: tuple[Node, ...]) -> tuple[tuple[Node, ...], int]:
        """Settle several numbers into the same parts."""
        settled = [self.settle(node) for node in nodes]
        parts = lcm(*(each.parts for each in settled))
        return tuple(_scaled(each, parts) for each in settled), parts

    def figure(self, name: str, figure: Figure, kind: Kind) -> Settled:
        """Turn a figure into a node."""
        if isinstance(figure, Known):
            if isinstance(kind, Number):
                value = Fraction(figure.value)
                parts = lcm(value.denominator, kind.parts)
                return Settled(Constant(int(value * parts), kind, name), parts)
            return Settled(Constant(_plain(figure.value), kind, name))
        assert isinstance(figure, Open)  # noqa: S101 (tables and bands never stand for a single value)
        if isinstance(kind, Number):
            low, high = Fraction(figure.low), Fraction(figure.high)
            parts = lcm(low.denominator, high.denominator, kind.parts)
            return Settled(Unpublished(name, kind, int(low * parts), int(high * parts)), parts)
        if isinstance(kind, Day):
            return Settled(Unpublished(name, kind, max(int(figure.low), FIRST), min(int(figure.high), LAST)))
        return Settled(Unpublished(name, kind, words=figure.words))

    def ratio(self, node: Node) -> tuple[Settled, Settled | None]:
        """Settle a quotient as a pair: what is divided, and by what."""
        if isinstance(node, Quotient | Product):
            above, below = self.ratio(node.left)
            over, under = self.ratio(node.right)
            if isinstance(node, Quotient):
                over, under = under or _ONE, over
            return _product(above, over), _product(below or _ONE, under or _ONE) if below or under else None
        return self.settle(node), None


_ONE = Settled(Constant(1, Number()))


def _plain(value: Fraction | int | str | bool) -> int | str | bool:
    return int(value) if isinstance(value, Fraction) else value


def _scaled(settled: Settled, parts: int) -> Node:
    factor = parts // settled.parts
    if factor == 1:
        return settled.node
    node = settled.node
    if isinstance(node, Constant):
        return evolve(node, value=int(node.value) * factor)
    if isinstance(node, Unpublished):
        return evolve(node, low=node.low * factor, high=node.high * factor, times=node.times * factor)
    if isinstance(node, Lookup):
        return evolve(node, rows={words: _scaled(Settled(row), factor) for words, row in node.rows.items()})
    return Scaled(node, factor, node.kind)


def _product(left: Settled, right: Settled) -> Settled:
    if left is _ONE:
        return right
    if right is _ONE:
        return left
    assert isinstance(left.node.kind, Number)  # noqa: S101 (the checker multiplies numbers only)
    assert isinstance(right.node.kind, Number)  # noqa: S101 (likewise)
    return Settled(Product(left.node, right.node, left.node.kind.times(right.node.kind)), left.parts * right.parts)


def _fact(_: Settling, node: Fact) -> Settled:
    return Settled(node, node.kind.scale if isinstance(node.kind, Number) else 1)


def _element(_: Settling, node: Element) -> Settled:
    return Settled(node, node.kind.scale if isinstance(node.kind, Number) else 1)


def _parameter(day: Settling, node: Parameter) -> Settled:
    return day.figure(node.name, day.figures[node.name], node.kind)


def _as_is(_: Settling, node: Node) -> Settled:
    return Settled(node)


def _named(day: Settling, node: Named) -> Settled:
    if node.name in day.given:
        return _fact(day, Fact(node.name, node.kind, 0, GREATEST_COST))
    if node.name not in day.named:
        body = day.settle(node.body)
        inlined = not day.naming or isinstance(body.node, Constant | Unpublished | Fact)
        day.named[node.name] = body if inlined else Settled(Named(node.name, body.node), body.parts)
    return day.named[node.name]


def _not(day: Settling, node: Not) -> Settled:
    return Settled(Not(day.truth(node.body)))


def _and(day: Settling, node: And) -> Settled:
    return Settled(And(tuple(day.truth(part) for part in node.parts)))


def _or(day: Settling, node: Or) -> Settled:
    return Settled(Or(tuple(day.truth(part) for part in node.parts)))


def _compare(day: Settling, node: Compare) -> Settled:
    (left, right), _ = day.same_parts((node.left, node.right))
    if day.on is not None and isinstance(left, Fact) and left.name == "on" and isinstance(right, Constant):
        return Settled(Constant(_holds(day.on, node.sign, int(right.value)), node.kind, right.name))
    return Settled(Compare(node.sign, left, right))


def _holds(left: int, sign: str, right: int) -> bool:
    order = (left > right) - (left < right)
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0, "==": order == 0, "!=": order != 0}[
        sign
    ]


def _among(day: Settling, node: Among) -> Settled:
    item = day.settle(node.item).node
    return Settled(_chosen(item, node.members) or evolve(node, item=item))


def _chosen(item: Node, members: frozenset[str]) -> Node | None:
    """Turn "the word chosen by conditions is in a set" into those conditions, if every word it may be is a constant."""
    match item:
        case Named():
            return _chosen(item.body, members)
        case Constant(value=str()) if isinstance(item.kind, Choice):
            return Constant(item.value in members, YesNo(), item.name)
        case Choose():
            then, other = _chosen(item.then, members), _chosen(item.other, members)
            if isinstance(then, Constant) and other is not None:
                if isinstance(other, Constant) and then.value == other.value:
                    return then
                return Or((item.condition, other)) if then.value else And((Not(item.condition), other))
        case _:
            pass
    return None


def _sum(day: Settling, node: Sum) -> Settled:
    (left, right), parts = day.same_parts((node.left, node.right))
    return Settled(Sum(left, right, node.sign, node.kind), parts)


def _multiplied(day: Settling, node: Product) -> Settled:
    left, right = day.settle(node.left), day.settle(node.right)
    return Settled(Product(left.node, right.node, node.kind), left.parts * right.parts)


def _least(day: Settling, node: Least) -> Settled:
    nodes, parts = day.same_parts(node.parts)
    return Settled(Least(nodes, node.kind), parts)


def _greatest(day: Settling, node: Greatest) -> Settled:
    nodes, parts = day.same_parts(node.parts)
    return Settled(Greatest(nodes, node.kind), parts)


def _rounded(day: Settling, node: Rounded) -> Settled:
    numerator, denominator = node.step
    above, below = day.ratio(node.body)
    body = above.node
    times, over = denominator, above.parts * numerator
    if below is not None:
        body = Quotient(above.node, below.node, node.kind if isinstance(node.kind, Number) else Number())
        times *= below.parts
    common = Fraction(times, over)
    whole = _whole(body, node.how, (common.numerator, common.denominator), node.kind)
    return Settled(_scaled(Settled(whole), numerator), denominator)


def _whole(body: Node, how: str, step: tuple[int, int], kind: Kind) -> Node:
    """Round a number to a step, leaving out the rounding where the number is on a step anyway."""
    times, over = step
    match body:
        case Least() | Greatest():
            # Rounding keeps the order, so the rounded least is the least of the rounded.
            return evolve(body, parts=tuple(_whole(part, how, step, kind) for part in body.parts))
        case Scaled():
            common = Fraction(body.factor * times, over)
            if common.denominator == 1:
                return _scaled(Settled(body.body), common.numerator)
            return _whole(body.body, how, (common.numerator, common.denominator), kind)
        case Constant():
            return evolve(body, value=rounded(how, int(body.value) * times, over))
        case Lookup():
            return evolve(body, rows={words: _whole(row, how, step, kind) for words, row in body.rows.items()})
        case _:
            return Rounded(body, how, step, kind)


def _choose(day: Settling, node: Choose) -> Settled:
    condition = day.truth(node.condition)
    if isinstance(condition, Constant):
        return day.settle(node.then if condition.value else node.other)
    (then, other), parts = day.same_parts((node.then, node.other))
    return Settled(Choose(condition, then, other, node.kind), parts)


def _lookup(day: Settling, node: Lookup) -> Settled:
    table = day.figures[node.table]
    if isinstance(table, Open):
        return day.figure(node.table, table, node.kind)
    assert isinstance(table, Table)  # noqa: S101 (the checker looks up tables only)
    rows = {words: day.figure(node.table, row, node.kind) for words, row in table.rows.items()}
    parts = lcm(*(row.parts for row in rows.values()))
    keys = tuple(day.settle(key).node for key in node.keys)
    return Settled(evolve(node, keys=keys, rows={words: _scaled(row, parts) for words, row in rows.items()}), parts)


def _band(day: Settling, node: Band) -> Settled:
    bands = day.figures[node.table]
    if isinstance(bands, Open):
        return day.figure(node.table, bands, node.kind)
    assert isinstance(bands, Bands)  # noqa: S101 (the checker bands by bands only)
    number = day.settle(node.number)
    bounds = [day.figure(node.table, Known(bound), node.number.kind) for bound, _ in bands.rows]
    parts = lcm(number.parts, *(bound.parts for bound in bounds))
    rows = tuple((_scaled(bound, parts), word) for bound, (_, word) in zip(bounds, bands.rows, strict=True))
    return Settled(Band(node.table, _scaled(number, parts), rows, node.kind))


def _shift(day: Settling, node: Shift) -> Settled:
    amount = day.settle(node.amount)
    assert amount.parts == 1  # noqa: S101 (the checker moves a day by whole days, months or years only)
    return Settled(evolve(node, day=day.settle(node.day).node, amount=amount.node))


def _between(day: Settling, node: Between) -> Settled:
    return Settled(evolve(node, early=day.settle(node.early).node, late=day.settle(node.late).node))


def _year_of(day: Settling, node: YearOf) -> Settled:
    end = day.settle(node.end).node if node.end is not None else None
    return Settled(evolve(node, day=day.settle(node.day).node, end=end))


def _walk(day: Settling, node: Walk) -> Settled:
    body = day.settle(node.body)
    where = day.truth(node.where) if node.where is not None else None
    settled = evolve(node, body=body.node, where=where)
    if node.how == "sum":
        low, high, _ = magnitude(settled).extent
        settled = evolve(settled, ends=(low, high))
    return Settled(settled, body.parts)


def _call(day: Settling, node: Call) -> Settled:
    arguments = tuple(
        day.parts(each, each.kind.scale) if isinstance(each.kind, Number) else day.settle(each).node
        for each in node.arguments
    )
    return Settled(evolve(node, arguments=arguments), node.kind.scale if isinstance(node.kind, Number) else 1)


_RULES: dict[type, Callable[..., Settled]] = {
    Fact: _fact, Element: _element, Parameter: _parameter, Constant: _as_is, Unpublished: _as_is, Named: _named,
    Not: _not, And: _and, Or: _or, Compare: _compare, Among: _among, Sum: _sum, Product: _multiplied, Least: _least,
    Greatest: _greatest, Rounded: _rounded, Choose: _choose, Lookup: _lookup, Band: _band, Shift: _shift,
    Between: _between, YearOf: _year_of, Walk: _walk, Call: _call,
}  # fmt: skip

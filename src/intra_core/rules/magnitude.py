"""How great the numbers of a rule can come to be, whatever the facts and the day: the one bound of all readings.

Engines count in 64 bits, and some of them divide in doubles; docs/decisions/0017-one-bound.md says why no rule may come
to more. A rule is measured once for all days, before any day is settled: each figure is all that its versions are, a
number has as many parts as on any day, and lies between two ends as in the three-valued reading.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

from attrs import define, field

from intra_core.model.days import FIRST, LAST
from intra_core.rules import language
from intra_core.rules.bounds import rounded
from intra_core.rules.extent import Extent, ends, hull, in_same_parts, narrowest, of_any_records, of_kind, weighed
from intra_core.rules.history import Parameter
from intra_core.rules.kinds import DAYS, MOST_RECORDS, Kind, Number, is_amount
from intra_core.rules.language import (
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
from intra_core.rules.payment import above_nothing

COUNTED = 2**63
"""What every step stays below: whole numbers of 64 bits hold it."""
DIVIDED = 2**53
"""What is divided, and what it is divided by, stays below it: a double holds every whole number up to there."""
_YEARS = 10_000


class Step(NamedTuple):
    """The node at which a number comes about, how great it can be, and what it has to stay below."""

    node: Node
    size: int
    limit: int = COUNTED


class Magnitude(NamedTuple):
    """How great a rule comes to be.

    `extent` is what it comes to itself, of no meaning where it is no number and no day. `counted` is the greatest
    number on the way there, `divided` the greatest that is divided or divides, 0 where nothing is. `beyond` is the
    first step, in the order of the working, that passes what it has to stay below.
    """

    extent: Extent
    counted: int = 0
    divided: int = 0
    beyond: Step | None = None


def magnitude(node: Node, figures: Mapping[str, Parameter] | None = None) -> Magnitude:
    """Measure a rule.

    Args:
        node: a rule that is not settled, or without `figures` one that is.
        figures: the figures with their histories. A version that nobody has published counts where both of its ends
            are known; a figure with an open end reaches no engine as a number, and a rule that has been settled with
            one is measured with the ends that it has there (`LEAST` and `MOST`).

    >>> from intra_core.rules.kinds import RATE, number_of
    >>> euro = number_of("EUR")
    >>> share = Product(Fact("turnover", euro), Fact("share", RATE, 0, 10_000), euro)
    >>> magnitude(share).extent.high, magnitude(share).beyond.limit == 2**63
    (90000000000000000000, True)
    >>> magnitude(Rounded(Fact("turnover", euro), "half-up", (1, 100), euro)).divided > 2**53
    True
    """
    return Measuring(figures).of(node)


@define(eq=False)
class Measuring:
    """Measures the rules of one measure, each definition once.

    Without `figures` the rules are settled ones. `stated` says for what an application may state, instead of what it
    is worked out from, how great that can be.
    """

    figures: Mapping[str, Parameter] | None = None
    stated: Mapping[str, int] = {}
    _named: dict[str, Magnitude] = field(init=False, factory=dict)
    _figures: dict[str, Extent] = field(init=False, factory=dict)
    _counted: int = field(init=False, default=0)
    _divided: int = field(init=False, default=0)
    _beyond: Step | None = field(init=False, default=None)

    def of(self, node: Node) -> Magnitude:
        """Measure a rule."""
        before = self._counted, self._divided, self._beyond
        self._counted, self._divided, self._beyond = 0, 0, None
        extent = self.extent(node)
        found = Magnitude(extent, self._counted, self._divided, self._beyond)
        self._counted, self._divided, self._beyond = before
        return found

    def extent(self, node: Node) -> Extent:
        """Say between what a node lies."""
        return _RULES[type(node)](self, node)

    def parts(self, kind: Kind) -> int:
        """Say how many parts a fact comes in; what is settled is counted as it stands."""
        return kind.scale if isinstance(kind, Number) and self.figures is not None else 1

    def count(self, node: Node, *found: Extent) -> None:
        """Note whole numbers that come about at a node."""
        size = max(each.size for each in found)
        self._counted = max(self._counted, size)
        if size >= COUNTED and self._beyond is None:
            self._beyond = Step(node, size)

    def divide(self, node: Node, size: int) -> None:
        """Note what is divided, or divides, at a node."""
        self._counted, self._divided = max(self._counted, size), max(self._divided, size)
        if size >= DIVIDED and self._beyond is None:
            self._beyond = Step(node, size, DIVIDED)

    def same_parts(self, node: Node, below: tuple[Node, ...]) -> list[Extent]:
        """Bring what stands below a node to the same parts."""
        found = [self.extent(each) for each in below]
        scaled = in_same_parts(*found)
        self.count(node, *scaled)
        return scaled

    def named(self, node: Named) -> Magnitude:
        """Measure a definition, once."""
        if node.name not in self._named:
            found = self.of(node.body)
            if node.name in self.stated:
                given = Extent(0, self.stated[node.name], self.parts(node.kind))
                found = found._replace(extent=hull(found.extent, given))
            self._named[node.name] = found
        return self._named[node.name]

    def take_over(self, found: Magnitude) -> None:
        """Note the steps of what was measured before."""
        self._counted, self._divided = max(self._counted, found.counted), max(self._divided, found.divided)
        self._beyond = self._beyond or found.beyond

    def figure(self, name: str, kind: Kind) -> Extent:
        """Say between what a figure lies in all its versions."""
        if not isinstance(kind, Number) or self.figures is None:
            return of_kind(kind, 1)
        if name not in self._figures:
            versions = [version.figure for version in self.figures[name].versions]
            above = (above_nothing({name: each}, self.figures)[name] for each in versions)
            found = [end for each in (*versions, *above) for end in ends(each)] or [Fraction(0)]
            parts = lcm(*(each.denominator for each in found), kind.parts)
            self._figures[name] = Extent(int(min(found) * parts), int(max(found) * parts), parts)
        return self._figures[name]


def _told(at: Measuring, node: Fact | Element | Unpublished) -> Extent:
    return of_kind(node.kind, at.parts(node.kind), node.low, node.high)


def _parameter(at: Measuring, node: language.Parameter) -> Extent:
    return at.figure(node.name, node.kind)


def _constant(_: Measuring, node: Constant) -> Extent:
    return Extent(node.value, node.value) if isinstance(node.value, int) else Extent(0, 0)


def _named(at: Measuring, node: Named) -> Extent:
    found = at.named(node)
    at.take_over(found)
    return found.extent


def _whatever(at: Measuring, node: Node) -> Extent:
    """Measure what stands below: it comes to yes or no, or to a word."""
    for each in children(node):
        at.extent(each)
    return Extent(0, 0)


def _compare(at: Measuring, node: Compare) -> Extent:
    at.same_parts(node, (node.left, node.right))
    return Extent(0, 0)


def _sum(at: Measuring, node: Sum) -> Extent:
    left, right = at.same_parts(node, (node.left, node.right))
    low, high = (right.low, right.high) if node.sign > 0 else (-right.high, -right.low)
    found = Extent(left.low + low, left.high + high, left.parts)
    at.count(node, found)
    return found


def _product(at: Measuring, node: Product) -> Extent:
    return _multiplied(at, node, at.extent(node.left), at.extent(node.right))


def _multiplied(at: Measuring, node: Node, left: Extent, right: Extent) -> Extent:
    corners = [each * other for each in left[:2] for other in right[:2]]
    found = Extent(min(corners), max(corners), left.parts * right.parts)
    at.count(node, found)
    return found


def _scaled(at: Measuring, node: Scaled) -> Extent:
    body = at.extent(node.body)
    found = Extent(body.low * node.factor, body.high * node.factor)
    at.count(node, found)
    return found


def _least(at: Measuring, node: Least) -> Extent:
    found = at.same_parts(node, node.parts)
    return Extent(min(each.low for each in found), min(each.high for each in found), found[0].parts)


def _greatest(at: Measuring, node: Greatest) -> Extent:
    found = at.same_parts(node, node.parts)
    return Extent(max(each.low for each in found), max(each.high for each in found), found[0].parts)


_ONE = Extent(1, 1)


def _ratio(at: Measuring, node: Node) -> tuple[Extent, Extent | None]:
    """Measure a quotient as settling takes it apart: what is divided, and by what."""
    if at.figures is None and isinstance(node, Quotient):
        return at.extent(node.left), at.extent(node.right)
    if at.figures is not None and isinstance(node, Quotient | Product):
        above, below = _ratio(at, node.left)
        over, under = _ratio(at, node.right)
        if isinstance(node, Quotient):
            over, under = under or _ONE, over
        divisor = _multiplied(at, node, below or _ONE, under or _ONE) if below or under else None
        return _multiplied(at, node, above, over), divisor
    return at.extent(node), None


def _rounded(at: Measuring, node: Rounded) -> Extent:
    above, below = _ratio(at, node.body)
    if at.figures is None:
        return _divided(at, node, above, below, node.step)
    numerator, denominator = node.step
    apart = () if below is not None else _divided_apart(at, node.body)

    def divided(each: Extent) -> Extent:
        parts = each.parts * numerator
        times = denominator * (below.parts if below is not None else 1)
        common = lcm(times, parts)
        return _divided(at, node, each, below, (common // parts, common // times))

    for each in apart:
        divided(each)
    found = divided(above)
    return Extent(found.low * numerator, found.high * numerator, denominator)


def _divided_apart(at: Measuring, node: Node) -> Iterator[Extent]:
    """Give what is divided by itself where settling rounds each of several values instead of the one that is taken."""
    match node:
        case Least(parts=parts) | Greatest(parts=parts):
            below = parts
        case Choose():
            below = (node.then, node.other)
        case Named():
            below = (node.body,)
        case _:
            return
    for each in below:
        yield at.extent(each)
        yield from _divided_apart(at, each)


def _divided(at: Measuring, node: Rounded, above: Extent, below: Extent | None, step: tuple[int, int]) -> Extent:
    times, over = step
    low, high = above.low * times, above.high * times
    divisor = max(over * (below.size if below is not None else 1), 1)
    dividend = max(-low, high)
    if node.how == "half-up":
        dividend, divisor = 2 * dividend + divisor, 2 * divisor
    if below is not None or over > 1:
        at.divide(node, max(dividend, divisor))
    least = below.low * over if below is not None else over
    if least <= 0:
        # As in the three-valued reading: nothing is sure of what divides.
        far = rounded("up", max(-low, high), over) + 1
        return Extent(-far, far)
    most = below.high * over if below is not None else over
    return Extent(
        min(rounded("down", low, each) for each in (least, most)),
        max(rounded("up", high, each) for each in (least, most)),
    )


def _choose(at: Measuring, node: Choose) -> Extent:
    at.extent(node.condition)
    return hull(*at.same_parts(node, (node.then, node.other)))


def _lookup(at: Measuring, node: Lookup) -> Extent:
    for each in node.keys:
        at.extent(each)
    if at.figures is not None:
        return at.figure(node.table, node.kind)
    return hull(*map(at.extent, node.rows.values()))


def _band(at: Measuring, node: Band) -> Extent:
    if at.figures is None:
        at.same_parts(node, (node.number, *(bound for bound, _ in node.rows)))
    else:
        found = (at.extent(node.number), at.figure(node.table, node.number.kind))
        at.count(node, hull(*found))
    return Extent(0, 0)


def _shift(at: Measuring, node: Shift) -> Extent:
    at.extent(node.day)
    months = at.extent(node.amount).size * (12 if node.unit == "years" else 1)
    at.count(node, Extent(0, LAST + months))
    return Extent(FIRST, LAST)


def _between(at: Measuring, node: Between) -> Extent:
    _whatever(at, node)
    far = LAST if node.kind == DAYS else _YEARS
    return Extent(-far, far)


def _year_of(at: Measuring, node: YearOf) -> Extent:
    _whatever(at, node)
    return Extent(0, _YEARS)


def _walk(at: Measuring, node: Walk) -> Extent:
    if node.where is not None:
        at.extent(node.where)
    body = at.extent(node.body)
    match node.how:
        case "count":
            return Extent(0, MOST_RECORDS)
        case "sum":
            # Before its ends are heeded, what records may bring that are not told adds up to more.
            at.count(node, of_any_records(body))
            found = _total(at, node, node.body)
        case "max" | "min":
            # Of what may be no records at all it is beyond anything, by one part: on some days by a whole one.
            far = Extent(-body.size - body.parts, body.size + body.parts, body.parts)
            found = far if isinstance(node.kind, Number) else Extent(FIRST, LAST)
        case _:
            return body
    at.count(node, found)
    return found


def _total(at: Measuring, walk: Walk, node: Node) -> Extent:
    """Say between what a number lies that is added up over some records of a list, or over all of them.

    The amounts that stand in a list come together to no more than the greatest of one.
    """
    each = at.extent(node)
    alone = of_any_records(each)
    match node:
        case Element() if node.variable == walk.variable and is_amount(node.kind):
            return Extent(min(each.low, 0), each.high, each.parts)
        case Scaled():
            body = _total(at, walk, node.body)
            return Extent(body.low * node.factor, body.high * node.factor)
        case Product():
            sides = ((node.left, node.right), (node.right, node.left))
            found = [weighed(_total(at, walk, one), at.extent(other)) for one, other in sides]
        case Sum():
            left, right = in_same_parts(_total(at, walk, node.left), _total(at, walk, node.right))
            low, high = (right.low, right.high) if node.sign > 0 else (-right.high, -right.low)
            found = [Extent(left.low + low, left.high + high, left.parts)]
        case Least() | Greatest() | Choose():
            values = (node.then, node.other) if isinstance(node, Choose) else node.parts
            parts = in_same_parts(*(_total(at, walk, value) for value in values))
            lows, highs = [part.low for part in parts], [part.high for part in parts]
            low = max(lows) if isinstance(node, Greatest) else sum(lows)
            high = min(highs) if isinstance(node, Least) else sum(highs)
            found = [Extent(low, high, parts[0].parts)]
        case _:
            return alone
    return narrowest(alone, *found)


def _call(at: Measuring, node: Call) -> Extent:
    """Measure the values of a region's function, which come in the parts of their kinds; what it gives it declares."""
    for each in node.arguments:
        if isinstance(each.kind, Number) and at.figures is not None:
            at.extent(Rounded(each, "down", (1, each.kind.scale), each.kind))
        else:
            at.extent(each)
    return of_kind(node.kind, at.parts(node.kind), node.low, node.high)


_RULES: dict[type, Callable[[Measuring, Any], Extent]] = {
    **dict.fromkeys(language.NODES, _whatever),
    Fact: _told, Element: _told, Unpublished: _told, language.Parameter: _parameter, Constant: _constant,
    Named: _named, Compare: _compare, Sum: _sum, Product: _product, Scaled: _scaled, Least: _least,
    Greatest: _greatest, Rounded: _rounded, Choose: _choose, Lookup: _lookup, Band: _band, Shift: _shift,
    Between: _between, YearOf: _year_of, Walk: _walk, Call: _call,
}  # fmt: skip

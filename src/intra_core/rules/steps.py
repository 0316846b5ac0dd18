"""The arithmetic of an award for one application, as the lines a clerk would write."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import define, field, frozen

from intra_core.rules.kinds import Number, Records, number_of
from intra_core.rules.language import (
    Call,
    Choose,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Node,
    Product,
    Quotient,
    Rounded,
    Sum,
    Walk,
)
from intra_core.rules.languages import tongue
from intra_core.rules.possible import Possible, one_value
from intra_core.rules.settle import Settled, Settling
from intra_core.rules.values import Words, Writer

FAR = Fraction(10_000_000)
"""A bound beyond this comes from how great a fact may be at all, and tells the reader nothing."""
MOST_TERMS = 12
"""A sum over more records is told by their number."""
SUM, PRODUCT, ATOM = 1, 2, 3
"""How tightly a calculation holds together: inside a tighter one it stands in brackets."""

Reach = tuple[Fraction, Fraction]


def steps(award: Node, day: Settling, at: Possible, words: Words, language: str) -> tuple[str, ...]:
    """Write down how an award is worked out: a line for each named amount on the way, the award's own last.

    Args:
        award: the award with its names, not yet settled.
        day: the figures of the day.
        at: the facts of one application.
        words: what things are called.
        language: the code of a language.

    >>> from intra_core.rules.figures import Known
    >>> from intra_core.rules.kinds import RATE, number_of
    >>> from intra_core.rules.language import Parameter
    >>> class Plain:
    ...     def label(self, name: str, language: str) -> str:
    ...         return name
    ...     def word(self, word: str, language: str) -> str:
    ...         return word
    ...     def unit_forms(self, unit: str, language: str) -> tuple[str, ...]:
    ...         return (unit, unit)
    >>> euro = number_of("EUR")
    >>> share = Product(Fact("costs.eligible", euro), Parameter("rate", RATE), euro)
    >>> grant = Named("grant", Rounded(Least((share, Parameter("top", euro)), euro), "down", (1, 100), euro))
    >>> day = Settling({"rate": Known(Fraction(3, 5)), "top": Known(Fraction(999_999, 100))})
    >>> steps(grant, day, Possible({"costs.eligible": 400_000}), Plain(), "en")
    ('4,000.00 x 60 % = 2,400.00 (ceiling 9,999.99 not reached)',)
    """
    clerk = _Clerk(Writer(words, tongue(language)), day, at)
    body = clerk.body(award)
    text, worked = clerk.told(body)
    return (*clerk.lines, text if worked else clerk.given((award, body), text))


@frozen
class _Term:
    """A part of a calculation as it is written, and how tightly it holds together."""

    text: str
    strength: int = ATOM


@define
class _Clerk:
    """Writes calculations; the lines of named amounts gather in `lines` as they are met."""

    writer: Writer
    day: Settling
    at: Possible
    lines: list[str] = field(factory=list)
    named: set[str] = field(factory=set)
    known: dict[int, Reach] = field(factory=dict)
    """The bounds of each node met, by its identity: nodes of an award outlive its clerk."""

    # values

    def settled(self, node: Node) -> tuple[Node, Reach]:
        """Settle a number and give its bounds in whole units."""
        settled: Settled = self.day.settle(node)
        low, high = self.at.value(settled.node)
        return settled.node, (Fraction(low, settled.parts), Fraction(high, settled.parts))

    def reach(self, node: Node) -> Reach:
        """Give the bounds of a number, of a quotient too."""
        known = self.known.get(id(node))
        if known is None:
            known = self._corners(node) if isinstance(node, Quotient | Product) else self.settled(node)[1]
            self.known[id(node)] = known
        return known

    def _corners(self, node: Quotient | Product) -> Reach:
        left, right = self.reach(node.left), self.reach(node.right)
        if left[0] == left[1] and right[0] == right[1]:
            exact = left[0] / right[0] if isinstance(node, Quotient) else left[0] * right[0]
            return exact, exact
        corners = [each / other if isinstance(node, Quotient) else each * other for each in left for other in right]
        return min(corners), max(corners)

    def number(self, node: Node, reach: Reach, *, whole: bool = True) -> str:
        """Write bounds: as one number where they meet, as `?` where they tell nothing; `whole` says 'at most'."""
        assert isinstance(node.kind, Number)  # noqa: S101 (an award is worked out of numbers)
        low = self.writer.number(node.kind, reach[0], bare=True)
        if reach[0] == reach[1]:
            return low
        high = self.writer.number(node.kind, reach[1], bare=True)
        pattern = "range"
        if reach[1] >= FAR:
            if reach[0] < 1:
                return "?"
            pattern = "at least"
        elif reach[0] <= 0 and whole:
            pattern = "at most"
        return self.step(pattern, low=low, high=high)

    def step(self, pattern: str, /, **parts: str) -> str:
        """Fill a pattern."""
        return self.writer.tongue.steps[pattern].format(**parts)

    def given(self, nodes: Iterable[Node], text: str) -> str:
        """Write an award that is not worked out at all, by the first name that it has."""
        names = (each.table if isinstance(each, Lookup) else getattr(each, "name", None) for each in nodes)
        name = next((each for each in names if each), None)
        return self.step("given", label=self.writer.label(name), value=text) if name else text

    # calculations

    def body(self, node: Node) -> Node:
        """Go to what is worked out: past names, unless their amount is given, and past choices that are decided."""
        if isinstance(node, Named) and node.name not in self.day.given:
            return self.body(node.body)
        if isinstance(node, Choose):
            held = self.at.truth(self.day.truth(node.condition))
            if held is not None:
                return self.body(node.then if held else node.other)
        return node

    def told(self, node: Node) -> tuple[str, bool]:
        """Write a calculation with what comes of it, and say whether there was anything to work out."""
        node = self.body(node) if isinstance(node, Choose) else node
        if isinstance(node, Rounded):
            return self.rounded(node)
        if isinstance(node, Least | Greatest):
            return self.bounded(node)
        if isinstance(node, Call):
            return self.step("equals", sum=self.called(node), value=self.number(node, self.reach(node))), True
        term = self.term(node)
        if not isinstance(node, _WORKED) or term.strength == ATOM:
            return self.number(node, self.reach(node)), False
        return self.step("equals", sum=term.text, value=self.number(node, self.reach(node))), True

    def rounded(self, node: Rounded) -> tuple[str, bool]:
        """Write a rounding where it changed something."""
        text, worked = self.told(node.body)
        before, after = self.reach(node.body), self.reach(node)
        if before == after or before[0] != before[1]:
            return text, worked
        return self.step(node.how, step=text, value=self.number(node, after)), True

    def bounded(self, node: Least | Greatest) -> tuple[str, bool]:
        """Write the calculation among several values, and what the others did to it."""
        main = next((part for part in node.parts if isinstance(self.body(part), _WORKED)), node.parts[0])
        text, _ = self.told(main)
        reach = self.reach(main)
        others = [part for part in node.parts if part is not main]
        others.sort(key=self.reach, reverse=isinstance(node, Greatest))
        for part in others:
            self.term(part)  # writes the line of a named limit
            limit = self.reach(part)
            pattern = _ceiling(reach, limit) if isinstance(node, Least) else _floor(reach, limit)
            if pattern is None:
                continue
            name = self.name(part, "ceiling" if isinstance(node, Least) else "floor")
            text = self.step(pattern, step=text, name=name, value=self.number(part, limit, whole=False))
            if pattern in {"ceiling cuts", "floor raises"}:
                break
        return text, True

    def name(self, node: Node, plain: str) -> str:
        """Name a limit: a figure is a ceiling or floor, all else has its own name."""
        if isinstance(node, Named | Fact | Call):
            return self.step("limit", label=self.writer.label(node.name))
        return self.step(plain)

    def term(self, node: Node) -> _Term:
        """Write a part of a calculation with the values in it."""
        write = _TERMS.get(type(node))
        return write(self, node) if write is not None else _Term(self.value(node))

    def value(self, node: Node) -> str:
        """Write the value of a part."""
        reach = self.reach(node)
        text = self.number(node, reach, whole=False)
        return _bracketed(text, reach)

    def operand(self, node: Node, strength: int) -> str:
        """Write a part of a part, in brackets where it holds together less tightly."""
        term = self.term(node)
        return term.text if term.strength >= strength else f"({term.text})"

    def by_name(self, node: Named) -> _Term:
        """Write the value of a named amount, and its own line once."""
        if node.name not in self.named and node.name not in self.day.given:
            self.named.add(node.name)
            text, worked = self.told(self.body(node))
            if worked:
                self.lines.append(self.step("labelled", label=self.writer.label(node.name), step=text))
        return _Term(self.value(node))

    def sum(self, node: Sum) -> _Term:
        """Write a sum or difference."""
        sign = "+" if node.sign > 0 else "-"
        return _Term(f"{self.operand(node.left, SUM)} {sign} {self.operand(node.right, PRODUCT)}", SUM)

    def product(self, node: Product | Quotient) -> _Term:
        """Write a product or quotient."""
        sign = "x" if isinstance(node, Product) else "/"
        return _Term(f"{self.operand(node.left, PRODUCT)} {sign} {self.operand(node.right, ATOM)}", PRODUCT)

    def extreme(self, node: Least | Greatest) -> _Term:
        """Write the least or greatest of several values inside a larger calculation."""
        parts = "; ".join(self.term(part).text for part in node.parts)
        return _Term(f"{'min' if isinstance(node, Least) else 'max'}({parts})")

    def chosen(self, node: Choose) -> _Term:
        """Write the branch that is taken."""
        body = self.body(node)
        return self.term(body) if body is not node else _Term(self.value(node))

    def by_function(self, node: Call) -> _Term:
        """Write what a region's function gave, and once a line with what it was given."""
        text, _ = self.told(node)
        if text not in self.named:
            self.named.add(text)
            self.lines.append(text)
        return _Term(self.value(node))

    def called(self, node: Call) -> str:
        """Write a function by its label, with the values that it is given."""
        return f"{self.writer.label(node.name)} ({'; '.join(map(self.given_to, node.arguments))})"

    def given_to(self, node: Node) -> str:
        """Write a value that a function takes, with what it is worked out from."""
        if isinstance(node.kind, Number):
            return self.term(node).text
        found = one_value(node.kind, self.at.value(self.day.settle(node).node))
        return "?" if found is None else self.writer.value(node.kind, found)

    def walked(self, node: Walk) -> _Term:
        """Write a sum over records term by term."""
        settled, reach = self.settled(node)
        assert isinstance(settled, Walk)  # noqa: S101 (a walk settles into a walk)
        records = self.at.value(settled.records)
        if node.how != "sum" or records is None:
            return _Term(self.value(node))
        parts = self.day.settle(node).parts
        terms = [each for each in (self.record(settled, record, parts) for record in records) if each is not None]
        if len(terms) < _SEVERAL:
            return _Term(self.number(node, reach, whole=False))
        if len(terms) > MOST_TERMS:
            kind = settled.records.kind
            assert isinstance(kind, Records)  # noqa: S101 (the checker walks lists only)
            return _Term(self.writer.number(number_of(kind.unit), Fraction(len(terms))), SUM)
        texts = [_bracketed(self.number(node, each, whole=False), each) for each in terms]
        return _Term(" + ".join(texts), SUM)

    def record(self, node: Walk, record: Mapping[str, object], parts: int) -> Reach | None:
        """Give what one record brings, or None if it is left out."""
        inner = self.at.at_record(node.variable, record)
        taken = inner.truth(node.where) if node.where is not None else True
        low, high = inner.value(node.body)
        if taken is False:
            return None
        least, most = Fraction(low, parts), Fraction(high, parts)
        return (least, most) if taken else (min(least, Fraction(0)), max(most, Fraction(0)))


def _bracketed(text: str, reach: Reach) -> str:
    return text if reach[0] == reach[1] or text == "?" else f"({text})"


def _ceiling(reach: Reach, limit: Reach) -> str | None:
    if reach[1] < limit[0]:
        return "ceiling not reached"
    if limit[1] < reach[0]:
        return "ceiling cuts"
    if reach[0] == reach[1] == limit[0] == limit[1]:
        return "ceiling reached"
    return "ceiling bounds" if limit[0] == limit[1] else "ceiling open"


def _floor(reach: Reach, limit: Reach) -> str | None:
    if limit[1] <= reach[0]:
        return None
    if reach[1] < limit[0]:
        return "floor raises"
    return "floor bounds" if limit[0] == limit[1] else "floor open"


_SEVERAL = 2
_WORKED = (Product, Quotient, Sum, Least, Greatest, Rounded, Walk)
_TERMS: dict[type, Callable[[_Clerk, Any], _Term]] = {
    Named: _Clerk.by_name, Sum: _Clerk.sum, Product: _Clerk.product, Quotient: _Clerk.product, Least: _Clerk.extreme,
    Greatest: _Clerk.extreme, Choose: _Clerk.chosen, Walk: _Clerk.walked, Call: _Clerk.by_function,
}  # fmt: skip

"""The closed set of nodes a rule is made of, after its names and kinds are known."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from attrs import field, fields, frozen

from intra_core.model.money import GREATEST
from intra_core.rules.figures import LEAST, MOST
from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import Day, Kind, Number, YesNo

YES_NO = YesNo()
FAR = 2**64
"""By so much a bound that is none lies beyond the greatest number of a rule."""


@frozen
class Fact:
    """A fact by its full name, with the least and greatest value it can have (in parts; for days, ordinals)."""

    name: str
    kind: Kind
    low: int = 0
    high: int = GREATEST


@frozen
class Element:
    """A field of the record that a list walk stands at."""

    variable: str
    list_name: str
    name: str
    kind: Kind
    low: int = 0
    high: int = GREATEST


@frozen
class Parameter:
    """A named figure, before the day is known.

    `sign` is 1 where every number it ever stands for is above zero, 0 where none is below, else -1.
    """

    name: str
    kind: Kind
    sign: int = -1


@frozen
class Constant:
    """A known value: a whole number of parts, a day, a word, yes or no."""

    value: int | str | bool
    kind: Kind
    name: str | None = None


@frozen
class Unpublished:
    """A figure nobody has published, between two bounds or among some words.

    `times` is what its parts were made finer by since: bounds that are none stay told apart from great numbers.
    """

    name: str
    kind: Kind
    low: int = 0
    high: int = 0
    words: frozenset[str] = frozenset()
    times: int = 1

    @property
    def bounds(self) -> tuple[int, int]:
        """Between what it lies. What has no bound is far beyond all numbers, so that nothing is sure because of it."""
        if not isinstance(self.kind, Number):
            return (self.low, self.high)
        low = self.low * FAR if self.low <= LEAST * self.times else self.low
        return (low, self.high * FAR if self.high >= MOST * self.times else self.high)


@frozen
class Named:
    """An amount or yes-or-no that several lines use under one name."""

    name: str
    body: "Node"
    given: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of what it stands for."""
        return self.body.kind


@frozen
class Not:
    """The contrary."""

    body: "Node"
    kind: Kind = field(default=YES_NO, init=False)


@frozen
class And:
    """All of several."""

    parts: tuple["Node", ...]
    kind: Kind = field(default=YES_NO, init=False)


@frozen
class Or:
    """At least one of several."""

    parts: tuple["Node", ...]
    kind: Kind = field(default=YES_NO, init=False)


@frozen
class Compare:
    """Two values compared by `<`, `<=`, `>`, `>=`, `==` or `!=`."""

    sign: str
    left: "Node"
    right: "Node"
    kind: Kind = field(default=YES_NO, init=False)


@frozen
class Among:
    """A word or code that is in a named set. For codes the members are prefixes."""

    item: "Node"
    members: frozenset[str]
    set_name: str | None
    kind: Kind = field(default=YES_NO, init=False)


@frozen
class Sum:
    """Two values added, or with sign -1 subtracted."""

    left: "Node"
    right: "Node"
    sign: int
    kind: Kind


@frozen
class Product:
    """Two values multiplied."""

    left: "Node"
    right: "Node"
    kind: Kind


@frozen
class Quotient:
    """One value divided by another that is above zero; only inside a rounding."""

    left: "Node"
    right: "Node"
    kind: Kind


@frozen
class Least:
    """The least of several values."""

    parts: tuple["Node", ...]
    kind: Kind


@frozen
class Greatest:
    """The greatest of several values."""

    parts: tuple["Node", ...]
    kind: Kind


@frozen
class Rounded:
    """A value rounded `down`, `up` or `half-up` to `step` parts of its kind's scale (a Fraction as a pair)."""

    body: "Node"
    how: str
    step: tuple[int, int]
    kind: Kind


@frozen
class Scaled:
    """A whole number of parts times a whole factor; appears when a day is settled."""

    body: "Node"
    factor: int
    kind: Kind


@frozen
class Choose:
    """One value if a condition holds, else another."""

    condition: "Node"
    then: "Node"
    other: "Node"
    kind: Kind


@frozen
class Lookup:
    """A value found in a table by one or more words; `sign` as of a parameter."""

    table: str
    keys: tuple["Node", ...]
    rows: Mapping[tuple[str, ...], "Node"] = field(hash=False)
    kind: Kind
    sign: int = -1


@frozen
class Band:
    """A word found by where a number falls: each row begins at its lower bound."""

    table: str
    number: "Node"
    rows: tuple[tuple["Node", str], ...]
    kind: Kind


@frozen
class Shift:
    """A day moved by `days`, `months` or `years`, forward or with sign -1 back."""

    day: "Node"
    amount: "Node"
    unit: str
    sign: int
    kind: Kind = field(factory=Day, init=False)


@frozen
class Between:
    """The days or whole years from one day to another."""

    early: "Node"
    late: "Node"
    kind: Number


@frozen
class YearOf:
    """The calendar year of a day or, with an end, its fiscal year."""

    day: "Node"
    end: "Node | None"
    kind: Number


@frozen
class Walk:
    """What a list comes to: `any`, `all`, `count`, `sum`, `max` or `min` over its records.

    `ends` stand at a sum that is settled: what it lies between whatever the list, as its amounts are bounded together.
    """

    how: str
    variable: str
    records: "Fact | Element"
    body: "Node"
    where: "Node | None"
    kind: Kind
    ends: tuple[int, int] | None = None


@frozen
class Call:
    """What a region's function in Python gives for some values.

    Calls are alike by name and values, whatever is called.
    """

    name: str
    arguments: tuple["Node", ...]
    kind: Kind
    function: RuleFunction = field(eq=False, repr=False)

    @property
    def low(self) -> int:
        """The least it can give, in parts."""
        return self.function.low

    @property
    def high(self) -> int:
        """The greatest it can give, in parts."""
        return self.function.high

    def answer(self, values: Iterable[object]) -> object:
        """Ask the function for complete, plain values; gives NoAnswer where it has no value that can be used."""
        return self.function.answer(values, self.kind)


Node = (
    Fact | Element | Parameter | Constant | Unpublished | Named | Not | And | Or | Compare | Among | Sum | Product
    | Quotient | Least | Greatest | Rounded | Scaled | Choose | Lookup | Band | Shift | Between | YearOf | Walk | Call
)  # fmt: skip
"""Every kind of node. A new one needs a decision record and all its readings."""

NODES: tuple[type, ...] = get_args(Node)


_BELOW: Mapping[type, tuple[str, ...]] = {
    each: tuple(part.name for part in fields(each) if "Node" in str(part.type) or part.name == "records")
    for each in NODES
}
"""For each kind of node the fields in which other nodes stand."""


def children(node: Node) -> Iterator[Node]:
    """Give the nodes right below a node, in reading order."""
    for name in _BELOW[type(node)]:
        below = getattr(node, name)
        if type(below) in _BELOW:
            yield below
        else:
            yield from _nodes_in(below)


def _nodes_in(below: Any) -> Iterable[Node]:  # noqa: ANN401 (whatever a field of a node holds)
    match below:
        case tuple():
            return [node for each in below for node in ((each,) if type(each) in _BELOW else _nodes_in(each))]
        case Mapping():
            return below.values()
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Give a node and all nodes below it, each before what stands below it."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        if _BELOW[type(each)]:
            waiting += reversed(tuple(children(each)))


def contains(node: Node, *kinds: type) -> bool:
    """Say whether a node, or one below it, is of one of some kinds."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if type(each) in kinds:
            return True
        waiting += children(each)
    return False


def names_read(*nodes: Node) -> frozenset[str]:
    """Name what nodes read: facts, fields of lists as `list.field`, and definitions."""
    found: set[str] = set()
    for node in nodes:
        for each in walk(node):
            if isinstance(each, Fact | Named):
                found.add(each.name)
            elif isinstance(each, Element):
                found.add(f"{each.list_name}.{each.name}")
    return frozenset(found)


def facts_of(*nodes: Node) -> tuple[str, ...]:
    """Name the facts that nodes read, lists by their own name, in reading order and each once."""
    names = (each.name for node in nodes for each in walk(node) if isinstance(each, Fact))
    return tuple(dict.fromkeys(names))

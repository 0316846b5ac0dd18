"""Real lines of measures, and what each reading of the library makes of one on a day."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen
from rows import region_of, regions

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.model.days import FIRST, LAST
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in
from intra_core.rules.boundary import boundary_values
from intra_core.rules.checking.functions import FUNCTIONS
from intra_core.rules.kinds import Day, Number, Ordered, YesNo
from intra_core.rules.language import Fact, Named, Node, Unpublished, children, facts_of, walk
from intra_core.rules.possible import Possible
from intra_core.rules.prose import sentence
from intra_core.rules.values import written
from intra_core.testing.mutation.expressions import changed_lines

SHAPES = Path(__file__).parents[1] / "tests" / "shapes" / "region"
MOST_SHOWN = 4


@frozen
class Line:
    """A line of a measure, with the nodes it has. Of a definition `name` and `rounding` are told too."""

    measure: Measure
    text: str
    node: Node
    name: str = ""
    rounding: str = ""

    @property
    def forms(self) -> frozenset[type]:
        """The kinds of its own nodes."""
        return frozenset(type(each) for each in _own(self.node))

    @property
    def calls(self) -> frozenset[str]:
        """The functions of the language that it calls."""
        return frozenset(found for found in FUNCTIONS if f"{found}(" in self.text)

    @property
    def has_open_figure(self) -> bool:
        """Whether one of its figures is unknown on its day."""
        settled = self.settled
        return settled is not None and any(isinstance(each, Unpublished) for each in walk(settled))

    @property
    def shown(self) -> str:
        """The line as its file has it, behind the name of a definition."""
        rounding = f", rounded {self.rounding}" if self.rounding else ""
        return f"{self.name} is {self.text}{rounding}" if self.name else self.text

    @property
    def day(self) -> int:
        """A day on which the measure is asked: that of its last example."""
        return max((each.on.toordinal() for each in self.measure.examples), default=LAST)

    @property
    def settled(self) -> Node | None:
        """The line with the figures of that day; None where it is not in force then."""
        edition = self.measure.on(self.day, self.day).edition
        if not self.name:
            return next((each.settled for each in edition.clauses if _says(each.node, self.node)), None)
        for clause in edition.clauses:
            for each in walk(clause.node):
                if isinstance(each, Named) and each.name == self.name:
                    return edition.settling.settle(each).node
        return None

    def readings(self) -> Iterator[tuple[str, str]]:
        """Give the name of each reading and what it makes of the line."""
        words = self.measure.vocabulary
        yield "a sentence", f"{sentence(self.node, {}, words, 'en').rstrip('.')}."
        settled = self.settled
        if settled is not None:
            if isinstance(settled.kind, YesNo):
                yield "nothing told", {True: "met", False: "unmet", None: "unknown"}[Possible({}).truth(settled)]
            reads = ", ".join(f"`{name}`" for name in facts_of(settled))
            if reads:
                yield "the facts it reads", reads
            turns = tuple(self._turns(settled))
            if turns:
                yield "where it turns", "; ".join(turns)
        changed = [each.text for each in changed_lines(self.text, lambda *_: None)]
        if changed:
            more = f" and {len(changed) - MOST_SHOWN} more" if len(changed) > MOST_SHOWN else ""
            yield "wrong by one thing", ", ".join(f"`{each}`" for each in changed[:MOST_SHOWN]) + more

    def _turns(self, settled: Node) -> Iterator[str]:
        """Give for each fact of the line itself the values beside which its answer may turn."""
        facts = {each.name: each for each in walk(settled) if isinstance(each, Fact)}
        for fact in facts.values():
            if not isinstance(fact.kind, Ordered):
                continue
            ends = {fact.low, fact.high, FIRST, LAST}
            found = [each for each in boundary_values(settled, fact) if each not in ends]
            if found and (isinstance(fact.kind, Number | Day)):
                told = [written(fact.kind, each, self.measure.vocabulary, "en") for each in found]
                more = f" and {len(told) - MOST_SHOWN} more" if len(told) > MOST_SHOWN else ""
                yield f"`{fact.name}` at {', '.join(told[:MOST_SHOWN])}{more}"


def _says(node: Node, wanted: Node) -> bool:
    """Say whether a clause is a line, under a guard or not."""
    return node == wanted or any(each == wanted for each in children(node))


def _own(node: Node) -> Iterator[Node]:
    """Give the nodes of a line itself, not those of the definitions that it names."""
    yield node
    if not isinstance(node, Named):
        for each in children(node):
            yield from _own(each)


@cache
def lines() -> tuple[Line, ...]:
    """Give the lines of all conditions and definitions of all regions, the shortest first, then those of the shapes."""
    read = [region_of(name) for name in regions()]
    found = []
    for region in (*read, region_in(SHAPES, "shapes")):
        loaded = Loaded(region=region, distribution=f"intra-{region.id}", version="?")
        catalogue = Catalogue(regions=(loaded,), quarantined=())
        found.extend((region.id == "shapes", line) for measure in catalogue for line in _of(measure))
    key = sorted(found, key=lambda each: (each[0], len(each[1].shown), each[1].measure.id, each[1].shown))
    return tuple(line for _, line in key)


def _of(measure: Measure) -> Iterator[Line]:
    words, book = measure.rules.vocabulary, measure.rules.book
    for condition in book.conditions:
        for version in condition.versions:
            if not version.text.startswith("award "):  # that of a regime or of the library, which nobody wrote
                yield Line(measure, " ".join(version.text.split()), version.node)
    named = {each.name: each for node in book.nodes() for each in walk(node) if isinstance(each, Named)}
    for node in named.values():
        definition = words.definitions.get(node.name)
        if definition is not None and node.name not in words.law:
            text = " ".join(definition.text.split())
            yield Line(measure, text, node.body, node.name, definition.rounding or "")

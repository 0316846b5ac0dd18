"""Nodes settled by the figures of several days: what has the same figures on two of them is the same node.

So a reading that keeps what it has read reads each of them once, however many days a measure's figures change on.
"""

from collections.abc import Mapping

from attrs import define, field

from intra_core.rules.edition import figure_of
from intra_core.rules.figures import Figure
from intra_core.rules.language import Named, Node, children
from intra_core.rules.settle import Settled, Settling

Names = frozenset[str]


@define(eq=False)
class SettledNodes:
    """What has been settled for a measure, by node, figures and given names."""

    _found: dict[tuple[object, ...], Settled] = field(factory=dict)
    _reads: dict[int, tuple[Names, Names]] = field(factory=dict)
    _kept: list[object] = field(factory=list)
    """Nodes and figures, so that no other is taken for one of them."""

    def by(self, figures: Mapping[str, Figure], given: Names, *, naming: bool = True) -> Settling:
        """Give what settles by some figures. Two figures are the same if they are one object."""
        self._kept.append(figures)
        return _Sharing(figures, given, self, naming=naming)

    def settled(self, day: "_Sharing", node: Node) -> Settled:
        """Settle a node, or give what it was settled to before."""
        figures, defined = self._read(node)
        told = frozenset((name, id(day.figures[name])) for name in figures if name in day.figures)
        key = (id(node), day.naming, day.given & defined, told)
        if key not in self._found:
            self._found[key] = day.settled(node)
        return self._found[key]

    def figures(self, node: Node) -> Names:
        """Name the figures that a node reads, tables and bands as well."""
        return self._read(node)[0]

    def defined(self, node: Node) -> Names:
        """Name the definitions that it reads."""
        return self._read(node)[1]

    def _read(self, node: Node) -> tuple[Names, Names]:
        found = self._reads.get(id(node))
        if found is None:
            self._kept.append(node)
            own = figure_of(node)
            name = (node.name,) if isinstance(node, Named) else ()
            parts = [self._read(each) for each in children(node)]
            figures = frozenset(() if own is None else (own,)).union(*(each for each, _ in parts))
            found = self._reads[id(node)] = (figures, frozenset(name).union(*(each for _, each in parts)))
        return found


class _Sharing(Settling):
    """Settling that looks first at what has been settled."""

    def __init__(
        self, figures: Mapping[str, Figure], given: frozenset[str], nodes: SettledNodes, *, naming: bool
    ) -> None:
        super().__init__(figures, given, naming=naming)
        self.nodes = nodes

    def settle(self, node: Node) -> Settled:
        """Settle any node."""
        return self.nodes.settled(self, node)

    def settled(self, node: Node) -> Settled:
        """Settle it here."""
        return super().settle(node)

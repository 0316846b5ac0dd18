"""Expressions of a wished kind, as an author may write them over the names of a measure."""

from collections.abc import Sequence
from typing import Any, TypeVar

from attrs import frozen
from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from intra_core.assessment.measure import Measure
from intra_core.regions.reading import constants
from intra_core.rules.book import MeasureScope
from intra_core.rules.check import check
from intra_core.rules.kinds import Kind, Number
from intra_core.rules.language import Node
from intra_core.rules.parse import Fault
from intra_core.rules.scope import Scope
from intra_core.testing.strategies.author import Author
from intra_core.testing.strategies.installed import measure_named
from intra_core.testing.strategies.scope_names import Names

T = TypeVar("T")


@frozen(eq=False)
class Expression:
    """An expression with what it was read as, over the names of a scope."""

    text: str
    node: Node
    scope: Scope

    def __repr__(self) -> str:
        return repr(self.text)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401 (what prints a failing draw)
        """Show it in what Hypothesis tells of a failing test."""
        del cycle
        printer.text(repr(self))


def scope_of(measure: Measure) -> MeasureScope:
    """Give what names mean in the rules of a measure: its own, those of its region, and the law's.

    >>> "aid_intensity" in scope_of(measure_named("slovenia.forum")).names()
    True
    """
    book = measure.rules.book
    return MeasureScope(
        measure.vocabulary,
        book.currency,
        book.parameters,
        {},
        {},
        measure.rules.cost_kinds,
        constants(measure.member_state),
    )


def expressions(
    kind: Kind, over: str | Measure | Scope, *, depth: int = 2, rounded: bool = False
) -> SearchStrategy[Expression]:
    """Draw expressions of a kind; the checker takes every one of them.

    A failing test is shrunk towards a single name, or a comparison of two.

    Args:
        kind: what they give: yes or no, a number of some unit, a day, or a word of a closed choice.
        over: the measure whose names they may use, by its id or itself, or any scope.
        depth: how deep they may go; 0 is a name or one comparison.
        rounded: whether they may be quotients, as in a definition that is rounded.

    Raises:
        WrongInput: when the test runs, if no name gives such a value.

    >>> from hypothesis import find
    >>> from intra_core.rules.kinds import number_of
    >>> found = find(expressions(number_of("EUR"), "slovenia.forum"), lambda each: "min(" in each.text)
    >>> found.text.startswith("min("), found.node.kind == number_of("EUR")
    (True, True)
    """
    names: list[Names] = []

    @st.composite
    def drawn(draw: st.DrawFn) -> Expression:
        if not names:
            names.append(Names(_scope(over)))
        scope = names[0].scope

        def pick(options: Sequence[T]) -> T:
            return options[draw(st.integers(0, len(options) - 1))] if len(options) > 1 else options[0]

        author = Author(pick, names[0])
        for level in range(depth, -1, -1):
            text = author.quotient(kind, level) if rounded and isinstance(kind, Number) else author.of(kind, level)
            try:
                return Expression(text, check(text, scope, type(kind), rounded=rounded), scope)
            except Fault:
                continue  # it compares words that never meet, or grew too long: a shallower one is written
        return reject()

    return drawn()


def _scope(over: str | Measure | Scope) -> Scope:
    if isinstance(over, str):
        return scope_of(measure_named(over))
    return scope_of(over) if isinstance(over, Measure) else over

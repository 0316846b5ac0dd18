"""What a rule book is on one day: its conditions settled, and one call that decides them all."""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from intra_core.model.facts import Facts
from intra_core.rules import scalar
from intra_core.rules.book import ON, RuleBook
from intra_core.rules.figures import Figure
from intra_core.rules.history import ConditionVersion, Duty
from intra_core.rules.kinds import Kind
from intra_core.rules.language import (
    Band,
    Compare,
    Constant,
    Fact,
    Lookup,
    Node,
    Or,
    Parameter,
    Unpublished,
    facts_of,
    walk,
)
from intra_core.rules.payment import SOMETHING, above_nothing
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling

CENTS = 100


@frozen(kw_only=True, eq=False)
class Clause:
    """One condition as it binds on the day. `node` is as written, `settled` has the day's figures in it."""

    id: str
    node: Node
    settled: Node
    versions: tuple[ConditionVersion, ...] = ()
    duty: Duty | None = None
    reads: tuple[str, ...] = ()
    """The facts it reads."""
    kinds: Mapping[str, Kind] = field(factory=dict)
    """Their kinds."""
    figures: tuple[str, ...] = ()
    """The figures that bear on it."""


@frozen(kw_only=True, eq=False)
class Edition:
    """A rule book on one day of application and one day of grant.

    `decide` takes facts by name and gives the bits of unmet clauses, the bits of unknown ones, and the least and
    greatest award in cents (None where the measure has none). It is the one call that every assessment makes.
    """

    clauses: tuple[Clause, ...]
    award: Node | None
    figures: Mapping[str, Figure]
    settling: Settling
    decide: scalar.Decide
    decide_possibly: scalar.Decide
    """The same by the three-valued reading alone, which `decide` turns to where a fact is missing."""
    uses: frozenset[str]
    given: frozenset[str]


def edition(
    book: RuleBook,
    figures: Mapping[str, Figure],
    first: tuple[Clause, ...],
    terms_day: int,
    given: frozenset[str] = frozenset(),
    on: int | None = None,
) -> Edition:
    """Settle a book on a day.

    Args:
        book: the rules.
        figures: every figure the rules name, as it is on the day.
        first: clauses that come before the book's own, such as the state of the call.
        terms_day: the day of application, which chooses the wording of conditions.
        given: the names an application states instead of what they are worked out from.
        on: a day of decision on the same side of every known day as all others this edition is used for.
    """
    settling = Settling(figures, given, on)
    generous = settling_above_nothing(book, settling)
    clauses = list(first)
    for each in wordings(book, terms_day):
        day = generous if each.id == SOMETHING else settling
        clauses.append(clause(each.id, each.node, day.truth(each.node), each.versions, each.duty))
    award = settling.parts(book.award, CENTS) if book.award is not None else None
    nodes = tuple(each.settled for each in clauses)
    every = (*nodes, award) if award is not None else nodes
    slow = three_valued(nodes, award)
    try:
        decide = scalar.decide(nodes, award, slow)
    except scalar.Incomplete:
        decide = slow
    return Edition(
        clauses=tuple(clauses),
        award=award,
        figures=figures,
        settling=settling,
        decide=decide,
        decide_possibly=slow,
        uses=frozenset(facts_of(*every)),
        given=given,
    )


@frozen(kw_only=True, eq=False)
class Wording:
    """A condition or duty as it binds on a day of application, before the day's figures are put in."""

    id: str
    node: Node
    versions: tuple[ConditionVersion, ...] = ()
    duty: Duty | None = None


def wordings(book: RuleBook, terms_day: int) -> Iterator[Wording]:
    """Give the conditions and duties of a book that bind on a day of application, in the order of their clauses."""
    for condition in book.conditions:
        node = condition.on(terms_day)
        if node is not None:
            yield Wording(id=condition.id, node=node, versions=condition.in_force(terms_day))
    for duty in book.duties:
        if duty.period.may_hold(terms_day):
            yield Wording(id=duty.id, node=Or((Compare("<=", ON, duty.until), duty.holds)), duty=duty)


def settling_above_nothing(book: RuleBook, settling: Settling) -> Settling:
    """Give the settling of the condition that something is paid: what nobody published is taken to be something."""
    above = above_nothing(settling.figures, book.parameters)
    return Settling(above, settling.given, settling.on, naming=False) if above != settling.figures else settling


def clause(
    name: str, node: Node, settled: Node, versions: tuple[ConditionVersion, ...] = (), duty: Duty | None = None
) -> Clause:
    """Make a clause, with what its words will need worked out once."""
    facts = {each.name: each.kind for each in walk(settled) if isinstance(each, Fact)}
    return Clause(
        id=name,
        node=node,
        settled=settled,
        versions=versions,
        duty=duty,
        reads=tuple(facts),
        kinds=facts,
        figures=figures_named(settled),
    )


def three_valued(nodes: tuple[Node, ...], award: Node | None) -> scalar.Decide:
    """Make the call that decides settled clauses and an award by the three-valued reading alone."""

    def decide(facts: Facts) -> tuple[int, int, int | None, int | None]:
        at = Possible(facts)
        unmet = unknown = 0
        for bit, node in enumerate(nodes):
            held = at.truth(node)
            if held is False:
                unmet |= 1 << bit
            elif held is None:
                unknown |= 1 << bit
        if award is None:
            return unmet, unknown, None, None
        return unmet, unknown, *at.value(award)

    return decide


def figures_named(*nodes: Node) -> tuple[str, ...]:
    """Name the figures that nodes use, tables and bands as well; settled nodes name only what still bears on them."""
    found = (figure_of(each) for node in nodes for each in walk(node))
    return tuple(dict.fromkeys(name for name in found if name is not None))


def figure_of(node: Node) -> str | None:
    """Name the figure that a node itself uses, apart from those of its parts; None if it uses none."""
    match node:
        case Parameter() | Unpublished() | Constant():
            return node.name
        case Lookup() | Band():
            return node.table
        case _:
            return None

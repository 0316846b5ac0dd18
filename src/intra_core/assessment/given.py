"""What an application states in place of what it is worked out from: of the two the stricter decides."""

from collections.abc import Iterable
from fractions import Fraction

from intra_core.model.facts import Facts
from intra_core.rules.book import RuleBook
from intra_core.rules.edition import Edition
from intra_core.rules.kinds import Number
from intra_core.rules.language import facts_of
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling


def overruled(book: RuleBook, edition: Edition, facts: Facts, law_day: int) -> dict[str, object]:
    """Find given values to which what they are worked out from gives a stricter one; None if it is not settled.

    What is worked out from facts that are all told, though with gaps, counts even where it only may be stricter.
    """
    found: dict[str, object] = {}
    for name in edition.given & book.stricter.keys():
        node = book.derived[name]
        settled = Settling(edition.figures, on=law_day).settle(node)
        told = {key: each for key, each in facts.items() if key != name}
        value = Possible(told).value(settled.node)
        whole = told.keys() >= set(facts_of(settled.node))
        if isinstance(node.kind, Number):
            stated = Fraction(_amount(facts[name]), node.kind.scale)
            least, most = (Fraction(each, settled.parts) for each in value)
            if (least if whole else most) < stated:
                found[name] = int(least * node.kind.scale) if least == most else None
        else:
            order = book.stricter[name]
            places = _places(order, {value} if isinstance(value, str) else value or order)
            if (max(places) if whole else min(places)) > order.index(str(facts[name])):
                found[name] = value if isinstance(value, str) else None
    return found


def _places(order: tuple[str, ...], words: Iterable[str]) -> list[int]:
    """Say where words stand in the order from mild to strict."""
    return [order.index(word) for word in words]


def _amount(told: object) -> int:
    assert isinstance(told, int)  # noqa: S101 (amounts are whole cents)
    return told

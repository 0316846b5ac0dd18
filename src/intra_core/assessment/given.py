"""What an application states in place of what it is worked out from: of the two the stricter decides."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import frozen

from intra_core.assessment.grouped import SIZE
from intra_core.model.application import Application
from intra_core.model.facts import Facts
from intra_core.rules.book import RuleBook
from intra_core.rules.edition import Edition
from intra_core.rules.kinds import Kind, Number
from intra_core.rules.language import facts_of
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling


def given_names(book: RuleBook, application: Application, told: Facts) -> frozenset[str]:
    """Name what is not worked out by rules, as it is told or the law works it out of the applicant's group."""
    if not application.gives:
        return frozenset()
    grouped = {SIZE} if application.enterprise is not None else set()
    return frozenset(book.derived.keys() & (told.keys() | grouped))


def overruled(book: RuleBook, edition: Edition, facts: Facts, law_day: int) -> dict[str, object]:
    """Find given values to which what they are worked out from gives a stricter one; None if it is not settled.

    What is worked out from facts that are all told, though with gaps, counts even where it only may be stricter.
    """
    found: dict[str, object] = {}
    for name in edition.given & book.stricter.keys() & facts.keys():
        other = _Other.of(name, book, edition, facts, law_day)
        if isinstance(other.kind, Number):
            stated = Fraction(_amount(facts[name]), other.kind.scale)
            stricter = (other.bounds[0] if other.whole else other.bounds[1]) < stated
        else:
            order = book.stricter[name]
            places = _places(order, {other.value} if isinstance(other.value, str) else other.value or order)
            stricter = (max(places) if other.whole else min(places)) > order.index(str(facts[name]))
        if stricter:
            found[name] = other.settled
    return found


def worked_out(name: str, book: RuleBook, edition: Edition, facts: Facts, law_day: int) -> object:
    """Give what a given value would be if it were worked out; None if that is not settled."""
    return _Other.of(name, book, edition, facts, law_day).settled


@frozen
class _Other:
    """What a given value is worked out as. `whole` says whether every fact it rests on is told, though with gaps."""

    kind: Kind
    value: Any
    parts: int
    whole: bool

    @classmethod
    def of(cls, name: str, book: RuleBook, edition: Edition, facts: Facts, law_day: int) -> "_Other":
        settled = Settling(edition.figures, on=law_day).settle(book.derived[name])
        told = {key: each for key, each in facts.items() if key != name}
        whole = told.keys() >= set(facts_of(settled.node))
        return cls(book.derived[name].kind, Possible(told).value(settled.node), settled.parts, whole)

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """The least and the greatest that a number may be, in whole units."""
        least, most = self.value
        return Fraction(least, self.parts), Fraction(most, self.parts)

    @property
    def settled(self) -> object:
        """The one value that it is; None if it may be another."""
        if isinstance(self.kind, Number):
            least, most = self.bounds
            return int(least * self.kind.scale) if least == most else None
        return self.value if isinstance(self.value, str) else None


def _places(order: tuple[str, ...], words: Iterable[str]) -> list[int]:
    """Say where words stand in the order from mild to strict."""
    return [order.index(word) for word in words]


def _amount(told: object) -> int:
    assert isinstance(told, int)  # noqa: S101 (amounts are whole cents)
    return told

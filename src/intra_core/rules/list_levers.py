"""Records that can be left out of a list or added to it, step by step: levers on a list as a whole."""

from collections.abc import Mapping, Sequence
from functools import reduce

from attrs import field, frozen

from intra_core.rules.book import SUBMITTED
from intra_core.rules.levers import Slot, records_in
from intra_core.rules.possible import Perhaps


@frozen(kw_only=True, eq=False)
class Dropping:
    """Some records of a list left out; `choices` are the places that each step leaves out, none first.

    `ids` are what the records are called, by place. One that a record of the list `named_in` names, in the field called
    as this list, is not left out.
    """

    fact: str
    effort: int
    choices: tuple[frozenset[int], ...]
    ids: Sequence[object] = ()
    named_in: str = ""
    way: str = "drop"
    rough: bool = True
    stage: int = 1
    first: int = 1

    @property
    def slot(self) -> Slot:
        """The list."""
        return (self.fact, "drop", -1)

    @property
    def size(self) -> int:
        """The last step."""
        return len(self.choices) - 1

    @property
    def names(self) -> frozenset[str]:
        """The list."""
        return frozenset({self.fact})

    def put(self, facts: dict[str, object], low: int, high: int) -> None:
        """Leave records out; what some steps leave out and others do not is perhaps there."""
        among = self.choices[low : high + 1]
        gone, loose = reduce(frozenset.intersection, among), reduce(frozenset.union, among)
        facts[self.fact] = tuple(
            Perhaps(record) if place in loose else record
            for place, record in enumerate(records_in(facts, self.fact))
            if place not in gone
        )

    def fits(self, low: int, high: int, facts: Mapping[str, object]) -> bool | None:
        """Nobody is left out whom another record still names."""
        if not self.ids or self.named_in not in facts:
            return True
        naming = records_in(facts, self.named_in)
        named = {record.get(self.fact) for record in naming}
        surely = {record.get(self.fact) for record in naming if type(record) is not Perhaps}
        gone = [{self.ids[place] for place in choice} - {None} for choice in self.choices[low : high + 1]]
        if all(each & surely for each in gone):
            return False
        return None if any(each & named for each in gone) else True


@frozen(kw_only=True, eq=False)
class Adding:
    """Up to `size` records like one added to a list; `variant` tells it from others of the list.

    The fields named in `dated` are the day of application.
    """

    fact: str
    effort: int
    record: Mapping[str, object]
    size: int
    dated: tuple[str, ...] = ()
    variant: int = 0
    way: str = "add"
    rough: bool = False
    stage: int = 2
    first: int = 1
    names: frozenset[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset({self.fact}))

    @property
    def slot(self) -> Slot:
        """The list, and which kind of record."""
        return (self.fact, "add", self.variant)

    def put(self, facts: dict[str, object], low: int, high: int) -> None:
        """Add records; more of them are perhaps there."""
        record = {**self.record, **dict.fromkeys(self.dated, facts[SUBMITTED])} if self.dated else self.record
        more = (*[record] * low, *[Perhaps(record)] * (high - low))
        facts[self.fact] = (*records_in(facts, self.fact), *more)

    def fits(self, low: int, high: int, facts: Mapping[str, object]) -> bool:  # noqa: ARG002 (as of any lever)
        """More of them are always possible."""
        return True

"""Facts that can be moved step by step: from what they are to every value that they are allowed to take.

A lever has steps, the nearest first: 0 is what is told, the last is as far as it goes. It puts one step into the facts,
or all steps between two of them at once, as the possible-values reading has it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from attrs import evolve, frozen

from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.changes import DAY_WAYS
from intra_core.rules.possible import Span

Slot = tuple[str, str, int]
"""What is changed: the fact, for a list what is done to it, and the place of the record. Two levers may share one."""


class Lever(Protocol):
    """Something that can be changed.

    `fact` is its full name, such as `cost.net`, and `way` the direction that the vocabulary declares for it. `first` is
    the least step that changes anything, `size` the last.
    `stage` is when it is put: fields of records before records are dropped, those before records are added. `rough`
    says that its steps do not lie in a row, so that several at once say little.
    """

    @property
    def fact(self) -> str:
        """The fact by its full name."""
        ...

    @property
    def way(self) -> str:
        """In which direction it goes."""
        ...

    @property
    def effort(self) -> int:
        """How hard it is."""
        ...

    @property
    def slot(self) -> Slot:
        """What it changes."""
        ...

    @property
    def stage(self) -> int:
        """When it is put."""
        ...

    @property
    def rough(self) -> bool:
        """Whether its steps lie in no row."""
        ...

    @property
    def first(self) -> int:
        """The least step that is a change."""
        ...

    @property
    def size(self) -> int:
        """The last step."""
        ...

    @property
    def names(self) -> frozenset[str]:
        """The facts and fields that a rule must read for the lever to bear on it."""
        ...

    def put(self, facts: dict[str, object], low: int, high: int) -> None:
        """Put all steps between two, both inclusive, in the place of what the facts say."""
        ...

    def fits(self, low: int, high: int, facts: Mapping[str, object]) -> bool | None:
        """Say whether steps between two can stand beside what the facts say once every lever is put; None: some can."""
        ...


@frozen(kw_only=True, eq=False)
class Setting:
    """A fact, or with `place` a field of one record, that takes one of `values`; the first is what is told."""

    fact: str
    way: str
    effort: int
    values: Sequence[int] | Sequence[str] | Sequence[bool]
    place: int | None = None
    stage: int = 0
    first: int = 1

    @property
    def slot(self) -> Slot:
        """The fact, and the record."""
        return (self.fact, "", -1 if self.place is None else self.place)

    @property
    def ahead(self) -> bool:
        """Whether it is a day, which is still to come."""
        return self.way in DAY_WAYS

    @property
    def rough(self) -> bool:
        """Words lie in no row."""
        return not isinstance(self.values, range)

    @property
    def size(self) -> int:
        """The last step."""
        return len(self.values) - 1

    @property
    def names(self) -> frozenset[str]:
        """Itself."""
        return frozenset({self.fact})

    def put(self, facts: dict[str, object], low: int, high: int) -> None:
        """Set the fact; one that may be yes or no is not known."""
        told = self._told(low, high)
        if self.place is None:
            _set(facts, self.fact, told)
            return
        name, _, key = self.fact.rpartition(".")
        records = records_in(facts, name)
        record = dict(records[self.place])
        _set(record, key, told)
        facts[name] = (*records[: self.place], record, *records[self.place + 1 :])

    def fits(self, low: int, high: int, facts: Mapping[str, object]) -> bool | None:
        """No day can be set before that of decision."""
        if not self.ahead:
            return True
        days = sorted(int(self.values[step]) for step in (low, high))
        today = facts[ON.name]
        early, late = (today.low, today.high) if isinstance(today, Span) else (today, today)
        if days[0] >= late:  # type: ignore[operator] # days
            return True
        return None if days[1] >= early else False  # type: ignore[operator] # days

    def _told(self, low: int, high: int) -> object:
        if low == high:
            return self.values[low]
        among = self.values[low : high + 1]
        if isinstance(among, range):
            return Span(min(among[0], among[-1]), max(among[0], among[-1]))
        return frozenset(among) if isinstance(among[0], str) else None


def widened(levers: Iterable[Lever]) -> tuple[Lever, ...]:
    """Join the levers that move the same fact in different directions, for putting all their steps at once."""
    found: dict[Slot, Lever] = {}
    for lever in levers:
        other = found.get(lever.slot)
        if isinstance(lever, Setting) and isinstance(other, Setting):
            ends = [int(each.values[place]) for each in (lever, other) for place in (0, -1)]
            lever = evolve(lever, values=range(min(ends), max(ends) + 1))  # noqa: PLW2901 (the joined one)
        found[lever.slot] = lever
    return tuple(found.values())


def _set(facts: dict[str, object], name: str, told: object) -> None:
    if told is None:
        facts.pop(name, None)
    else:
        facts[name] = told


def records_in(facts: Mapping[str, object], name: str) -> tuple[Mapping[str, object], ...]:
    """Give the records of a list that is told."""
    records = facts[name]
    assert isinstance(records, tuple)  # noqa: S101 (only lists that are told have levers)
    return records


@frozen(kw_only=True, eq=False)
class Waiting:
    """Applying and being decided on a later day, one of `days`; `along` are facts that may change with the day."""

    effort: int
    days: range
    along: frozenset[str] = frozenset()
    fact: str = SUBMITTED
    way: str = "later"
    rough: bool = False
    stage: int = 0
    first: int = 0

    @property
    def slot(self) -> Slot:
        """The day of application."""
        return (self.fact, "", -1)

    @property
    def size(self) -> int:
        """The last step."""
        return len(self.days) - 1

    @property
    def names(self) -> frozenset[str]:
        """Both days, and what changes with them."""
        return self.along | {ON.name, SUBMITTED}

    def put(self, facts: dict[str, object], low: int, high: int) -> None:
        """Set the day of application and that of decision."""
        told = self.days[low] if low == high else Span(self.days[low], self.days[high])
        facts[ON.name] = facts[SUBMITTED] = told

    def fits(self, low: int, high: int, facts: Mapping[str, object]) -> bool:  # noqa: ARG002 (as of any lever)
        """Every day of an edition can be waited for."""
        return True

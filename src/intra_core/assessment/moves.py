"""The levers of one application: each fact that it tells and that the vocabulary lets an applicant change."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import TYPE_CHECKING

from attrs import define, field

from intra_core.model.days import LAST
from intra_core.model.facts import Facts
from intra_core.model.money import GREATEST
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.changes import ANY, APPLICATION, DAY_WAYS, Change
from intra_core.rules.compared import compared_words
from intra_core.rules.kinds import Records
from intra_core.rules.levers import Lever, Setting
from intra_core.rules.list_levers import Adding, Dropping

if TYPE_CHECKING:
    from intra_core.assessment.measure import Measure

MOST_RECORDS = 8
"""Of a longer list the fields of so many different records are moved."""
MOST_ALIKE = 3
"""And of records that are all the same so many, since no more changes make a suggestion."""
MOST_DROPS = 256
"""So many ways of leaving out records of one list are tried, those that leave out fewest first."""
MOST_ADDED = 12
"""So many records of a kind are added to a list at most."""
MOST_DAYS = 366
"""So far a planned day is moved."""

COST = "cost"
"""Its records name the contractor that charges them and the participant whom they are for."""

Told = Mapping[str, object]


@define(eq=False)
class Moves:
    """The levers of one application for one measure; `cut` says whether some were left out for their number."""

    measure: "Measure"
    facts: Facts
    cut: bool = field(default=False, init=False)
    _reads: frozenset[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        reads = self.measure.reads
        leaving = {name for name, way in self.measure.vocabulary.changes if way == "drop"}
        self._reads = reads | {f"{COST}.{name}" for name in leaving & reads}

    def levers(self) -> tuple[Lever, ...]:
        """Give all levers that some rule of the measure reads, but for waiting."""
        return tuple(self._levers())

    def _levers(self) -> Iterator[Lever]:
        vocabulary = self.measure.vocabulary
        for change in vocabulary.changes.values():
            name = change.fact
            if name not in self._reads or name == SUBMITTED:
                continue
            holder, _, key = name.rpartition(".")
            entry, outer = vocabulary.facts.get(name), vocabulary.facts.get(holder)
            if entry is not None and entry.of_list and outer is not None and isinstance(outer.kind, Records):
                yield from self._fields(change, holder, key, outer.kind)
            elif name in self.facts and entry is None:
                yield from self._setting(change, None, self.facts[name], (0, _most_costs(self.measure)))
            elif name in self.facts and entry is not None and isinstance(entry.kind, Records):
                yield from self._records(change)
            elif name in self.facts and entry is not None:
                yield from self._setting(change, None, self.facts[name], (entry.low, entry.high))

    def _fields(self, change: Change, holder: str, key: str, kind: Records) -> Iterator[Lever]:
        tried: list[Told] = []
        for place, record in enumerate(_listed(self.facts.get(holder))):
            if key not in record or tried.count(record) == MOST_ALIKE:
                continue
            if len(tried) == MOST_RECORDS:
                self.cut = True
                return
            tried.append(record)
            yield from self._setting(change, place, record[key], kind.limit(key))

    def _setting(self, change: Change, place: int | None, told: object, limit: tuple[int, int]) -> Iterator[Setting]:
        values = _values(change, told, limit, self.facts[ON.name])
        if len(values) > 1:
            yield Setting(fact=change.fact, way=change.way, effort=change.effort, values=values, place=place)

    def _records(self, change: Change) -> Iterator[Lever]:
        records = _listed(self.facts[change.fact])
        if change.way == "drop":
            choices = tuple(islice(self._choices(change.fact, records), MOST_DROPS + 1))
            self.cut |= len(choices) > MOST_DROPS
            if len(choices) > 1:
                yield Dropping(
                    fact=change.fact,
                    effort=change.effort,
                    choices=choices[:MOST_DROPS],
                    ids=[each.get("id") for each in records],
                    named_in=COST,
                )
            return
        for variant, record in enumerate(self._added(change)):
            yield Adding(
                fact=change.fact,
                effort=change.effort,
                record=record,
                size=MOST_ADDED,
                dated=tuple(key for key, told in change.record.items() if told == APPLICATION),
                variant=variant,
            )

    def _choices(self, name: str, records: Sequence[Told]) -> Iterator[frozenset[int]]:
        """Give ways of leaving records out, the fewest first; of those that are alike to the rules the last go first.

        One record at least stays. Whom costs name is like nobody else: none stays away while their costs stay.
        """
        named = {each.get(name) for each in _listed(self.facts.get(COST))}
        kinds: list[tuple[object, list[int]]] = []
        for place, record in enumerate(records):
            read = {key: told for key, told in record.items() if f"{name}.{key}" in self._reads}
            kind = read, record.get("id") if record.get("id") in named else None
            alike = next((places for other, places in kinds if other == kind), None)
            if alike is None:
                kinds.append((kind, alike := []))
            alike.insert(0, place)
        groups = [places for _, places in kinds]
        for total in range(len(records)):
            for counts in _shares([len(each) for each in groups], total):
                yield frozenset(place for group, count in zip(groups, counts, strict=True) for place in group[:count])

    def _added(self, change: Change) -> Iterator[Told]:
        """Give the records that may be added: one for each combination of the words that the measure asks for."""
        nodes = self.measure.rules.book.nodes()
        told = {key: value for key, value in change.record.items() if value not in {ANY, APPLICATION}}
        free = {
            key: sorted(compared_words(nodes, f"{change.fact}.{key}"))
            for key, value in change.record.items()
            if value == ANY and f"{change.fact}.{key}" in self._reads
        }
        for words in product(*free.values()):
            yield {**told, **dict(zip(free, words, strict=True))}


def _listed(told: object) -> tuple[Told, ...]:
    return told if isinstance(told, tuple) else ()


def _shares(sizes: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    """Give every way to take a total out of groups of some sizes.

    >>> list(_shares([2, 1], 2))
    [(2, 0), (1, 1)]
    """
    if not sizes:
        yield from [()] if not total else []
        return
    first, *rest = sizes
    for count in range(min(first, total), max(total - sum(rest), 0) - 1, -1):
        for others in _shares(rest, total - count):
            yield (count, *others)


def _most_costs(measure: "Measure") -> int:
    entry = measure.vocabulary.facts.get("cost.net")
    return entry.high if entry is not None else GREATEST


def _values(
    change: Change, told: object, limit: tuple[int, int], today: object
) -> Sequence[int] | Sequence[str] | Sequence[bool]:
    """Give what a fact may become, the nearest first, behind what it is; a day that is past stays as it is."""
    way = change.way
    if way in {"yes", "no"}:
        no = way == "no"
        return (no, not no) if told is no else ()
    if way == "words":
        return (str(told), *(word for word in change.words if word != told))
    assert isinstance(told, int)  # noqa: S101 (numbers and days are whole numbers)
    assert isinstance(today, int)  # noqa: S101 (likewise)
    if way in DAY_WAYS:
        if told < today:
            return ()
        return range(told, min(told + MOST_DAYS, LAST) + 1) if way == "later" else range(told, today - 1, -1)
    return range(told, limit[1] + 1) if way == "rise" else range(told, limit[0] - 1, -1)

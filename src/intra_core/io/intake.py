"""The one door into a region: what an application says, held against the words and facts that the region knows."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.file_words import texts_at, words_in
from intra_core.io.places import Path
from intra_core.io.references import NAMED, unresolved
from intra_core.model.application import Application
from intra_core.model.money import Money
from intra_core.model.quantity import Area, Rate
from intra_core.rules.compared import compared_words
from intra_core.rules.kinds import DECIMAL_UNITS, Choice, Code, Day, Kind, Number, Records, Text, YesNo
from intra_core.rules.language import Node
from intra_core.rules.measure import MeasureRules
from intra_core.rules.vocabulary import Vocabulary

if TYPE_CHECKING:
    from intra_core.io.document import Document

VOUCHER_MEASURE = "voucher.measure"
Fault = tuple[Path, str, str | None, bool]
"""Where, what is wrong, what to write instead, and whether it is the key."""


@frozen
class MeasureIds:
    """The measures of a region; whatever belongs to another region is taken as it stands."""

    region: str
    ids: frozenset[str]

    def admit(self, name: str) -> bool:
        """Say whether a name may be that of a measure."""
        region, dot, rest = name.partition(".")
        return name in self.ids or (bool(dot and rest) and region.isidentifier() and region != self.region)


Limit = frozenset[str] | tuple[int, int] | MeasureIds | Mapping[str, Any]
"""The words of a choice, the least and greatest of a number, or the limits of a list's fields."""


@frozen(kw_only=True, eq=False)
class Intake:
    """What a region takes in: the facts of its vocabulary, and the measures its ids and words come from.

    What it holds an application against is worked out when the first one comes.
    """

    region: str
    vocabulary: Vocabulary
    rules: tuple[MeasureRules, ...] = field(default=(), repr=False)
    _words: dict[str, frozenset[str]] = field(init=False, factory=dict, repr=False)

    @property
    def measures(self) -> frozenset[str]:
        """The ids of the region's measures."""
        return frozenset(each.identity.id for each in self.rules)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every rule of every measure."""
        return tuple(node for each in self.rules for node in each.book.nodes())

    @cached_property
    def _limits(self) -> dict[str, Limit]:
        entries = self.vocabulary.facts.values()
        limits = {each.name: self._limit(each.name, each.kind, (each.low, each.high)) for each in entries}
        for name, definition in self.vocabulary.definitions.items():
            if isinstance(definition.kind, Choice):
                limits[name] = self._limit(name, definition.kind, (0, 0))
        return {name: limit for name, limit in limits.items() if limit is not None}

    @cached_property
    def _plain(self) -> dict[str, int]:
        """The greatest of each number that may be zero."""
        return {name: limit[1] for name, limit in self._limits.items() if isinstance(limit, tuple) and limit[0] <= 0}

    @cached_property
    def _safe(self) -> int:
        """The number up to which none from zero on is too much or too little for any fact."""
        return min(self._plain.values(), default=0)

    @cached_property
    def _rest(self) -> dict[str, Limit]:
        """The limits of whatever is not such a number."""
        return {name: limit for name, limit in self._limits.items() if name not in self._plain}

    @cached_property
    def _own(self) -> dict[str, type]:
        """The types of the facts that only this region knows, by their keys."""
        start = f"{self.region}."
        own = [each for name, each in self.vocabulary.facts.items() if name.startswith(start) and not each.of_list]
        return {each.name.partition(".")[2]: type_of(each.kind) for each in own}

    def _limit(self, name: str, kind: Kind, limit: tuple[int, int]) -> Limit | None:
        match kind:
            case Choice():
                return kind.values or frozenset(self.vocabulary.words)
            case Number():
                return limit
            case Records():
                inner = {key: self._limit(f"{name}.{key}", each, kind.limit(key)) for key, each in kind.fields.items()}
                return {key: each for key, each in inner.items() if each is not None}
            case Text() if name == VOUCHER_MEASURE and self.rules:
                others = {word for word in self.vocabulary.words if word.startswith(f"{self.region}.")}
                return MeasureIds(self.region, self.measures | compared_words(self.nodes, name) | others)
            case _:
                return None

    def take(self, application: Application) -> Application:
        """Give the application with the facts of the region typed, and without the tables of other regions.

        Raises:
            WrongInput: if it says something that the region does not know or that cannot be, with every fault.
        """
        if application.taken_by is self:
            return application
        found: list[Fault] = []
        if application.more and not self._has_typed(application.more):
            own = application.more.get(self.region)
            application = evolve(application, more={self.region: dict(self._typed(own, found))} if own else {})
        facts, limits = application.facts, self._limits
        least, greatest = application.span
        if least >= 0 and greatest <= self._safe:
            facts, limits = application.words, self._rest
        for name, value in facts.items():
            limit = limits.get(name)
            if limit is not None and not _fits(value, limit):
                found.extend(self._unfit(tuple(name.split(".")), name, value, limit))
        if not NAMED.isdisjoint(application.words):
            found.extend((*each, False) for each in unresolved(application.words))
        if found:
            document = _afresh(application.origin)
            for path, says, instead, at_key in found:
                document.complain(path, says, instead, at_key=at_key)
            document.close()
        object.__setattr__(application, "taken_by", self)
        return application

    def look_through(self, document: "Document") -> None:
        """Complain of the words and the region's own facts in a file that is not an application yet."""
        own = document.tree.get(self.region)
        found: list[Fault] = []
        if isinstance(own, dict):
            for _ in self._typed(own, found):
                pass
        for each in words_in(document.tree, self.vocabulary):
            if each.word not in each.known:
                instead = did_you_mean(each.word, self.words(each.fact, each.known))
                found.append((each.path, f"unknown word {each.word!r}", instead, False))
        limit = self._limits.get("voucher")
        ids = limit.get("measure") if isinstance(limit, Mapping) else None
        for path, name in texts_at(document.tree, VOUCHER_MEASURE):
            if ids is not None and not _fits(name, ids):
                found.extend(self._unfit(path, VOUCHER_MEASURE, name, ids))
        found.extend((*each, False) for each in unresolved(document.tree))
        for path, says, instead_of_it, at_key in found:
            document.complain(path, says, instead_of_it, at_key=at_key)

    def _has_typed(self, more: Mapping[str, Mapping[str, object]]) -> bool:
        """Say whether only the region's own facts are there, and each is of its type."""
        own = more.get(self.region)
        return own is not None and len(more) == 1 and [*map(type, own.values())] == [*map(self._own.get, own)]

    def _typed(self, stated: Mapping[str, object], found: list[Fault]) -> Iterator[tuple[str, object]]:
        from intra_core.io.converter import CONVERTER, faults  # noqa: PLC0415 (regions are loaded without it)

        for key, told in stated.items():
            wanted = self._own.get(key)
            if wanted is None:
                found.append(((self.region, key), f"unknown key {key!r}", did_you_mean(key, self._own), True))
                continue
            try:
                yield key, told if isinstance(told, _EXACT) else CONVERTER.structure(told, wanted)
            except Exception as error:  # noqa: BLE001 (cattrs raises groups and whatever a hook raised)
                found.extend(faults(error, (self.region, key)))

    def _unfit(self, path: Path, name: str, value: Any, limit: Limit) -> Iterator[Fault]:  # noqa: ANN401 (any fact)
        match limit:
            case Mapping():
                for number, record in enumerate(value):
                    for key, told in record.items():
                        if key in limit and not _fits(told, limit[key]):
                            entry = self.vocabulary.facts.get(f"{name}.{key}")
                            written = (entry.key if entry is not None else None) or key
                            yield from self._unfit((*path, number, written), f"{name}.{key}", told, limit[key])
            case tuple():
                says = "this is more than any such figure can be" if value > limit[1] else "this is too little"
                yield path, says, None, False
            case MeasureIds():
                yield path, f"unknown measure {value!r}", did_you_mean(f"{self.region}.{value}", self.measures), False
            case _:
                yield path, f"unknown word {value!r}", did_you_mean(value, self.words(name, limit)), False

    def words(self, name: str, known: Iterable[str]) -> frozenset[str]:
        """Give the words worth naming for a choice: its own, or of an open one those that some measure asks for."""
        if name not in self._words:
            entry = self.vocabulary.facts.get(name)
            closed = entry is not None and isinstance(entry.kind, Choice) and bool(entry.kind.values)
            asked = frozenset() if closed else compared_words(self.nodes, name)
            self._words[name] = asked or frozenset(known)
        return self._words[name]


def _fits(value: Any, limit: Limit) -> bool:  # noqa: ANN401 (any fact)
    if isinstance(limit, frozenset):
        return value in limit
    if isinstance(limit, tuple):
        return bool(limit[0] <= value <= limit[1])
    if isinstance(limit, MeasureIds):
        return limit.admit(value)
    return all(_fits(told, limit[key]) for record in value for key, told in record.items() if key in limit)


def _afresh(origin: object) -> "Document":
    """Give the file an application came from, with no complaint about it yet."""
    from intra_core.io.document import Document  # noqa: PLC0415 (only what is wrong needs it)

    if isinstance(origin, Document):
        return Document(origin.name, origin.text, origin.tree, origin.form)
    return Document("<application>", "", {}, "toml")


_EXACT = (Money, Rate, Area)


def type_of(kind: Kind) -> Any:  # noqa: ANN401 (a type for the converter)
    """Give the type that a fact of a region's own table has.

    Raises:
        WrongInput: if a region's own fact cannot be of that kind.
    """
    match kind:
        case YesNo():
            return bool
        case Day():
            return dt.date
        case Choice() | Text() | Code():
            return str
        case Number(unit=()):
            return Rate
        case Number() if kind.currency or kind.unit[0][0] == "money":
            return Money
        case Number() if kind.unit[0][0] == "m2":
            return Area
        case Number() if kind.unit[0][0] in DECIMAL_UNITS:
            return Decimal
        case Number():
            return int
        case _:
            raise WrongInput([Complaint(says=f"a region's own fact cannot be {kind}")])

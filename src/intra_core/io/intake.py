"""The one door into a region: what an application says, held against the words and facts that the region knows."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve, field, frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.file_words import texts_at, words_in
from intra_core.io.limits import Limit, Lines, MeasureIds, fits, is_more, limit_of
from intra_core.io.places import Path
from intra_core.io.references import NAMED, unresolved
from intra_core.model.application import Application
from intra_core.model.facts import Facts
from intra_core.model.money import GREATEST_COST, Money
from intra_core.model.quantity import Area, Rate
from intra_core.rules.book import COSTS
from intra_core.rules.compared import compared_words
from intra_core.rules.kinds import DECIMAL_UNITS, Choice, Code, Day, Kind, Number, Records, Text, YesNo, is_amount
from intra_core.rules.language import Node
from intra_core.rules.measure import MeasureRules
from intra_core.rules.vocabulary import Vocabulary

if TYPE_CHECKING:
    from intra_core.io.document import Document

VOUCHER_MEASURE = "voucher.measure"
TOO_LARGE = "too large"
"""What is kept with an application in which some number may be more than its fact can be."""
Fault = tuple[Path, str, str | None, bool]
"""Where, what is wrong, what to write instead, and whether it is the key."""


class Told(NamedTuple):
    """What rules read of an application, and the names of the facts that they cannot read.

    `foreign` are amounts in a currency without a fixed rate to the measure's. `large` are numbers that are more than
    their fact can be, with a field of a list also where its amounts are together, and lists of too many records.
    """

    facts: Facts
    foreign: tuple[str, ...]
    large: tuple[str, ...]


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
            elif definition.stricter:
                limits[name] = (0, GREATEST_COST)
        limits[COSTS] = (0, GREATEST_COST)
        return {name: limit for name, limit in limits.items() if limit is not None}

    @cached_property
    def _plain(self) -> dict[str, int]:
        """The greatest of each number that may be zero, and may be as great as costs and aid."""
        found = {name: limit for name, limit in self._limits.items() if isinstance(limit, tuple)}
        return {name: limit[1] for name, limit in found.items() if limit[0] <= 0 and limit[1] >= GREATEST_COST}

    @cached_property
    def _safe(self) -> int:
        """The number up to which none of these from zero on is too much or too little."""
        return min(self._plain.values())

    @cached_property
    def _rest(self) -> dict[str, Limit]:
        """The limits of whatever is not such a number."""
        return {name: limit for name, limit in self._limits.items() if name not in self._plain}

    @cached_property
    def _small(self) -> frozenset[str]:
        """The numbers among these."""
        return frozenset(name for name, limit in self._rest.items() if isinstance(limit, tuple))

    @cached_property
    def _own(self) -> dict[str, type]:
        """The types of the facts that only this region knows, by their keys."""
        start = f"{self.region}."
        own = [each for name, each in self.vocabulary.facts.items() if name.startswith(start) and not each.of_list]
        return {each.name.partition(".")[2]: type_of(each.kind) for each in own}

    def _limit(self, name: str, kind: Kind, limit: tuple[int, int]) -> Limit | None:
        if isinstance(kind, Text) and name == VOUCHER_MEASURE and self.rules:
            others = {word for word in self.vocabulary.words if word.startswith(f"{self.region}.")}
            return MeasureIds(self.region, self.measures | compared_words(self.nodes, name) | others)
        if isinstance(kind, Records):
            inner = {key: self._limit(f"{name}.{key}", each, kind.limit(key)) for key, each in kind.fields.items()}
            amounts = {key for key, each in kind.fields.items() if is_amount(each)}
            return Lines({key: each for key, each in inner.items() if each is not None}, frozenset(amounts))
        return limit_of(kind, limit, self.vocabulary.words)

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
            limits = self._rest
            if all(fits(facts[name], limits[name]) for name in self._small & facts.keys()):
                facts = application.words
        for name, value in facts.items():
            limit = limits.get(name)
            if limit is not None and not fits(value, limit):
                found.extend(self._unfit(tuple(name.split(".")), name, value, limit))
                application.kept[self] = TOO_LARGE
        if not NAMED.isdisjoint(application.words):
            found.extend((*each, False) for each in unresolved(application.words))
        if found:
            document = _afresh(application.origin)
            for path, says, instead, at_key in found:
                document.complain(path, says, instead, at_key=at_key)
            document.close()
        object.__setattr__(application, "taken_by", self)
        return application

    def told(self, application: Application, currency: str, day: dt.date | None = None) -> "Told":
        """Give the facts of an application that has been taken, in a currency, without those that cannot be read.

        An amount is held against its greatest in the currency that it is given in: that of the measure.
        """
        facts, foreign = application.facts_in(currency, day)
        if self not in application.kept and application.currency == currency:
            return Told(facts, foreign, ())
        large: list[str] = []
        kept: dict[str, object] = {}
        for name, value in facts.items():
            limit = self._limits.get(name)
            readable = limit.within(name, value, large) if isinstance(limit, Lines) else value
            if is_more(value, limit):
                large.append(name)
            elif readable is not None:
                kept[name] = readable
        return Told(kept, foreign, tuple(dict.fromkeys(large)))

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
        ids = limit.fields.get("measure") if isinstance(limit, Lines) else None
        for path, name in texts_at(document.tree, VOUCHER_MEASURE):
            if ids is not None and not fits(name, ids):
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
            case Lines():
                for number, record in enumerate(value):
                    for key, told in record.items():
                        if key in limit.fields and not fits(told, limit.fields[key]):
                            entry = self.vocabulary.facts.get(f"{name}.{key}")
                            written = (entry.key if entry is not None else None) or key
                            yield from self._unfit((*path, number, written), f"{name}.{key}", told, limit.fields[key])
            case tuple():
                if value < limit[0]:
                    yield path, "this is too little", None, False
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

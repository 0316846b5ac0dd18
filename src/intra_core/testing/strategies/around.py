"""What there is to draw of the applications of one measure: the facts it reads, their values, its worked examples."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from attrs import field, frozen

from intra_core.assessment.measure import SUBMITTED_AT, Measure
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.model.application import GROUP
from intra_core.model.countries import COUNTRIES
from intra_core.model.days import FIRST, LAST
from intra_core.model.money import GREATEST_COST
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.compared import compared_words
from intra_core.rules.edition import Edition
from intra_core.rules.kinds import Choice, Code, Day, Kind, MonthDay, Number, Records, Text, YesNo
from intra_core.rules.language import Fact, Node
from intra_core.testing.editions import facts_read, fields_read, nodes_of
from intra_core.testing.strategies.flips import LAST_SECOND, greatest_written
from intra_core.testing.strategies.pools import (
    USUAL_DAY,
    days_of,
    fact_values,
    field_values,
    near_days,
)
from intra_core.testing.written import Tree, fact_as_written
from intra_core.verdict import Outcome

VALUES_STATED: Mapping[str, tuple[object, ...]] = {
    "undertaking.size": ("micro", "small", "medium", "large"),
    "undertaking.autonomous": (True, False),
}
"""What may be stated of the applicant in place of what the law works out."""
SHARED_WITH = frozenset({"id", "contractor", "participant"})
"""Fields by which the records of lists name each other."""
NAMES = ("k1", "k2", "k3")
_NEEDED = {"undertaking.nace": ("code",), "undertaking.accounts": ("ends",)}
"""Fields without which a record is refused."""


@frozen(eq=False)
class Around:
    """One measure, with what its applications may say."""

    measure: Measure
    _pools: dict[tuple[Edition, str, int], tuple[object, ...]] = field(init=False, factory=dict, repr=False)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every rule, whatever the day, and those of what may be stated instead."""
        book = self.measure.rules.book
        return (*book.nodes(), *book.derived.values())

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts that the rules read on any day, and what may be stated in place of others; the days are apart."""
        book, vocabulary = self.measure.rules.book, self.measure.vocabulary
        read = dict(facts_read(self.nodes))
        stated = {name: Fact(name, node.kind, 0, GREATEST_COST) for name, node in book.derived.items()}
        calls = self.measure.identity.calls
        if any(each is not None for call in calls for each in (call.opens_at, call.closes_at)):
            entry = vocabulary.facts[SUBMITTED_AT]
            read[SUBMITTED_AT] = Fact(SUBMITTED_AT, entry.kind, entry.low, entry.high)
        names = sorted({**read, **stated}.keys() - {ON.name, SUBMITTED}, key=self._order)
        return {name: read.get(name) or stated[name] for name in names}

    def _order(self, name: str) -> tuple[int, str]:
        entry = self.measure.vocabulary.facts.get(name)
        return (entry.order if entry is not None else -1, name)

    @cached_property
    def fields(self) -> Mapping[str, frozenset[str]]:
        """The fields that the rules read of each list, and those without which its records are refused."""
        found = dict(fields_read(self.nodes))
        for name, fact in self.facts.items():
            only = fact.kind.fields if isinstance(fact.kind, Records) and len(fact.kind.fields) == 1 else ()
            needed = {*only, *_NEEDED.get(name, ())}
            if needed:
                found[name] = found.get(name, frozenset()) | needed
        return found

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """The key of each fact or field in a file where that is not its last word."""
        return {name: each.key for name, each in self.measure.vocabulary.facts.items() if each.key is not None}

    @cached_property
    def days(self) -> tuple[int, ...]:
        """Days of application on which the answer may turn, and their neighbours."""
        return tuple(days_of(self.measure)) or (USUAL_DAY,)

    @cached_property
    def law_days(self) -> tuple[int, ...]:
        """Days of decision on which the answer may turn, and their neighbours."""
        first, last = min(self.days) - 400, max(self.days) + 1_200
        near = {turn + shift for turn in self.measure.turns.law for shift in (-1, 0, 1)}
        return tuple(sorted(day for day in near if first <= day <= last)) or (USUAL_DAY,)

    @cached_property
    def examples(self) -> tuple[Tree, ...]:
        """What the measure's own worked examples give, with their days."""
        return tuple({"on": each.on, **each.given} for each in self.measure.examples)

    @cached_property
    def granted(self) -> tuple[Tree, ...]:
        """What those examples give that are expected to be eligible."""
        wanted = [each.expect.get("verdict") == Outcome.ELIGIBLE.value for each in self.measure.examples]
        return tuple(given for given, eligible in zip(self.examples, wanted, strict=True) if eligible)

    @cached_property
    def regimes(self) -> frozenset[str | None]:
        """The regimes of past aid that the region has a word for, and that nobody tells."""
        kind = self.measure.vocabulary.facts["award.regime"].kind
        assert isinstance(kind, Choice)  # noqa: S101 (the law's own fact)
        return frozenset({None, *(kind.values or self.measure.vocabulary.words)})

    def needed(self, name: str) -> tuple[str, ...]:
        """Give the fields without which a record of a list is refused."""
        return _NEEDED.get(name, ())

    def input_key(self, name: str) -> tuple[str, ...]:
        """Give the path to a fact in a file."""
        entry = self.measure.vocabulary.facts.get(name)
        return tuple((entry.input_key if entry is not None else name).split("."))

    def values(self, edition: Edition, fact: Fact, day: int) -> tuple[object, ...]:
        """Give the values worth trying for a fact that is no list, plain ones first, as rules compute with them."""
        key = (edition, fact.name, day if isinstance(fact.kind, Day) else 0)
        if key not in self._pools:
            self._pools[key] = tuple(sorted(self._values(edition, fact, day), key=_plainness))
        return self._pools[key]

    def _values(self, edition: Edition, fact: Fact, day: int) -> Iterable[object]:
        kind, nodes = fact.kind, nodes_of(edition)
        match kind:
            case _ if fact.name in VALUES_STATED:
                return VALUES_STATED[fact.name]
            case Text() if fact.name == "project.market":
                return [each for each in (*compared_words(nodes, fact.name), "AT", "US") if each in COUNTRIES]
            case Text():
                return (*compared_words(nodes, fact.name), "SI")
            case Choice():
                return self._chosen(kind, nodes, fact.name)
            case Code():
                found = {each for each in fact_values(nodes, fact, day) if _is_code(each)}
                return found | {"2:25.62" if kind.scheme == "nace" else "AT130"}
            case MonthDay():
                return (1231, 331, 630)
            case Number() if fact.name == SUBMITTED_AT:
                return self._hours()
            case Number():
                every = {0, 1, *fact_values(nodes, fact, day)}
                most = min(fact.high, greatest_written(kind))
                return [each for each in every if isinstance(each, int) and fact.low <= each <= most]
            case _:
                return fact_values(nodes, fact, day)

    def _hours(self) -> Iterable[int]:
        calls = self.measure.identity.calls
        edges = {each for call in calls for each in (call.opens_at, call.closes_at) if each is not None}
        return {
            0,
            43_200,
            *(edge + shift for edge in edges for shift in (-1, 0, 1) if 0 <= edge + shift <= LAST_SECOND),
        }

    def _chosen(self, kind: Choice, nodes: Iterable[Node], name: str) -> tuple[str, ...]:
        known = self.measure.vocabulary.kind_in("EUR", kind)
        assert isinstance(known, Choice)  # noqa: S101 (a choice stays one)
        closed = bool(kind.values) and kind.values != frozenset(self.measure.vocabulary.words)
        asked = compared_words(nodes, name) & known.values
        others = sorted(known.values - asked)
        return (*sorted(asked), *(others if closed else others[:1]))

    def field_values(self, edition: Edition, name: str, key: str, kind: Kind, day: int) -> tuple[object, ...]:
        """Give the values worth trying for a field of a list that is no list itself, plain ones first."""
        place = (edition, f"{name}.{key}", day if isinstance(kind, Day) else 0)
        if place not in self._pools:
            self._pools[place] = tuple(sorted(self._field_values(edition, name, key, kind, day), key=_plainness))
        return self._pools[place]

    def _field_values(self, edition: Edition, name: str, key: str, kind: Kind, day: int) -> Iterable[object]:
        nodes, full = nodes_of(edition), f"{name}.{key}"
        entry = self.measure.vocabulary.facts.get(full)
        match kind:
            case _ if key in SHARED_WITH:
                return NAMES
            case _ if key == "member_state":
                return (self.measure.member_state or "SI", "AT")
            case _ if full == "voucher.measure":
                ids = sorted(self.measure.intake.measures - {self.measure.id})
                own = {each for each in compared_words(self.nodes, full) if each in ids}
                return (self.measure.id, *sorted(own)[:3], *ids[:1], "elsewhere.voucher")
            case Choice() if entry is not None and isinstance(entry.kind, Choice):
                return self._chosen(entry.kind, self.nodes, full)
            case Text():
                return (*compared_words(self.nodes, full), *NAMES[:1])
            case Number():
                low, high = entry.low if entry else 0, (entry.high if entry else GREATEST_COST) // 20
                every = field_values(name, key, kind, nodes, day)
                return [each for each in every if isinstance(each, int) and low <= each <= high] or (low,)
            case Code():
                return {each for each in field_values(name, key, kind, self.nodes, day) if _is_code(each)}
            case Day():
                return near_days(kind, field_values(name, key, kind, nodes, day), day)
            case YesNo():
                return (False, True)
            case _:
                return field_values(name, key, kind, nodes, day)

    def written(self, name: str, kind: Kind, value: object) -> Any:  # noqa: ANN401 (as the file has it)
        """Write a value of a fact, or with a list's name before it of a field, as a file has it."""
        return fact_as_written(kind, value, self.keys, name, self.measure.rules.book.currency)

    def ready(self) -> None:
        """Look for what every draw needs, so that the first takes no longer than the others."""
        _ = self.facts, self.fields, self.examples, self.granted, self.days, self.law_days

    def pinned(self, given: Mapping[str, object]) -> None:
        """Refuse names that no application has.

        Raises:
            WrongInput: with one complaint for each, and the nearest name there is.
        """
        known = {"on", "undertaking.id", "undertaking.name", "undertaking.identifiers", *GROUP}
        known |= {*(each.input_key for each in self.measure.vocabulary.facts.values()), *self.facts}
        unknown = [name for name in given if name not in known]
        if unknown:
            says = "applications() was given {!r}, which no application to {} tells"
            raise WrongInput(
                Complaint(says=says.format(name, self.measure.region), instead=did_you_mean(name, known))
                for name in unknown
            )


def _is_code(value: object) -> bool:
    """Say whether a prefix that rules compare with is a code that may be told too."""
    text = str(value).rpartition(":")[2]
    return text not in {"~", "TL", "UK"} and (":" not in str(value) or text[:1].isdigit())


def _plainness(value: object) -> tuple[object, ...]:
    """Order values: no and nothing first, small numbers before large ones, usual days before far ones."""
    if isinstance(value, int):
        far = abs(value - USUAL_DAY) if FIRST + 700_000 < value < LAST - 2_000_000 else abs(value)
        return (0, far if not isinstance(value, bool) else value, str(value))
    return (1, str(value))


def shifted(tree: Any, days: int) -> Any:  # noqa: ANN401 (a part of a file)
    """Move every day of an application by some days.

    >>> shifted({"on": dt.date(2024, 9, 2), "cost": [{"paid": dt.date(2024, 9, 3)}]}, 1)
    {'on': datetime.date(2024, 9, 3), 'cost': [{'paid': datetime.date(2024, 9, 4)}]}
    """
    match tree:
        case dt.date():
            return dt.date.fromordinal(min(max(tree.toordinal() + days, FIRST), LAST))
        case list():
            return [shifted(each, days) for each in tree]
        case Mapping():
            return {key: shifted(each, days) for key, each in tree.items()}
        case _:
            return tree

"""What can be moved in a worked example: what it tells and its rules read, with the values that it may take.

A row is read by people and asked as an application, so that nothing is moved that no application could say: words are
those that an example tells or a rule names, numbers stay below the greatest that a file can have.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.measure import Measure
from intra_core.model.facts import Facts
from intra_core.model.money import GREATEST_COST
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.compared import compared_words
from intra_core.rules.kinds import Choice, Code, Day, Kind, Number, Records, Text, YesNo
from intra_core.rules.measure import Example
from intra_core.testing.boundaries.moving import NUMBER, repeated
from intra_core.testing.editions import facts_in, fields_in
from intra_core.testing.ways import found, way
from intra_core.testing.written import fact_as_written

MOST_RECORDS = 12
"""So many records of a list are tried."""
MOST_MOVED = 3
"""Of so many records of a list the fields are moved."""
MOST_WORDS = 40
"""So many words of a choice are tried."""
EARLIEST, LATEST = dt.date(1990, 1, 1).toordinal(), dt.date(2060, 12, 31).toordinal()
"""No day is moved to one before or after these."""
HUNDREDTH = 100
"""Of decimals, which are kept in ten-thousandths, the step is a hundredth: 249.99."""


@define(eq=False)
class Values:
    """The words and codes that are tried: those that some example of the measure tells, and those its rules compare."""

    measure: Measure
    told: Mapping[str, Sequence[Any]]
    """By the name of a fact, what the examples tell of it, as an application writes it."""
    _words: dict[str, frozenset[str]] = field(factory=dict)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give the texts that examples tell of a fact."""
        return tuple(each for each in self.told.get(name, ()) if isinstance(each, str))

    def words(self, name: str) -> frozenset[str]:
        """Give these, and what rules compare the fact with."""
        if name not in self._words:
            self._words[name] = compared_words(self.measure.rules.book.nodes(), name).union(self.texts(name))
        return self._words[name]


@frozen(kw_only=True, eq=False)
class Mover:
    """One thing that can be moved.

    `fact` is its name in rules and `what` its way in an application. An ordered one goes from `low` to `high` by whole
    steps, of which `at` is the one told; another takes one of its `others`. `facts` gives the facts with it moved, and
    `written` the value as an application has it.
    """

    fact: str
    what: str
    facts: Callable[[Any], dict[str, object]]
    written: Callable[[Any], object]
    at: Any
    low: int = 0
    high: int = 0
    others: tuple[Any, ...] = ()
    ordered: bool = True


def movers(assessment: Assessment, example: Example, seen: Values) -> Iterator[Mover]:
    """Give what can be moved in an example, but for the two days, which choose other rules."""
    edition, told = assessment.dated.edition, assessment.facts
    facts, fields = facts_in(edition), fields_in(edition)
    vocabulary, currency = assessment.measure.vocabulary, assessment.measure.identity.currency
    for name in sorted(edition.uses):
        entry = vocabulary.facts.get(name)
        if name in {ON.name, SUBMITTED} or name not in told:
            continue
        if entry is None:
            what, kind, high = name, facts[name].kind if name in facts else None, 0
        else:
            what, kind, high = entry.input_key, vocabulary.kind_in(currency, entry.kind), entry.high
        raw = found(example.given, way(what))
        if raw is None or kind is None:
            continue
        if not isinstance(kind, Records):
            yield from _of_a_fact(assessment, name, what, kind, raw, seen, high)
        elif isinstance(raw, list) and raw:
            yield _count(told, name, what, len(raw))
            yield from _fields(assessment, name, what, kind, raw, fields.get(name, frozenset()), seen)


def told_values(measure: Measure) -> Values:
    """Gather what the examples of a measure tell, by the names of facts and fields: words to try that are real ones."""
    gathered: dict[str, list[Any]] = {}

    def keep(name: str, value: object) -> None:
        if value not in gathered.setdefault(name, []):
            gathered[name].append(value)

    for name, entry in measure.vocabulary.facts.items():
        for example in measure.examples:
            raw = None if entry.of_list else found(example.given, way(entry.input_key))
            if isinstance(raw, list):
                for record in raw:
                    for key, value in record.items() if isinstance(record, dict) else ():
                        keep(f"{name}.{key}", value)
            elif raw is not None:
                keep(name, raw)
    return Values(measure, gathered)


def _of_a_fact(
    assessment: Assessment, name: str, what: str, kind: Kind, raw: object, seen: Values, high: int
) -> Iterator[Mover]:
    told = assessment.facts

    def facts(value: object) -> dict[str, object]:
        return {**told, name: value}

    yield from _single(name, what, kind, told[name], raw, facts, seen, high)


def _fields(
    assessment: Assessment,
    name: str,
    what: str,
    kind: Records,
    raw: Sequence[Any],
    read: Collection[str],
    seen: Values,
) -> Iterator[Mover]:
    told, vocabulary = assessment.facts, assessment.measure.vocabulary
    records = told[name]
    assert isinstance(records, tuple)  # noqa: S101 (the fact is a list)
    for place in range(min(len(records), len(raw), MOST_MOVED)):
        for key in sorted(read & records[place].keys() & kind.fields.keys()):
            entry = vocabulary.facts.get(f"{name}.{key}")
            written = (entry.key if entry is not None else None) or key
            stated = raw[place].get(written) if isinstance(raw[place], dict) else None
            if stated is None:
                continue

            def facts(value: object, place: int = place, key: str = key) -> dict[str, object]:
                changed = ({**each, key: value} if n == place else each for n, each in enumerate(records))
                return {**told, name: tuple(changed)}

            yield from _single(
                f"{name}.{key}",
                f"{what}[{place}].{written}",
                kind.fields[key],
                records[place][key],
                stated,
                facts,
                seen,
                kind.limit(key)[1],
            )


def _single(
    name: str,
    what: str,
    kind: Kind,
    value: object,
    raw: object,
    facts: Callable[[Any], dict[str, object]],
    seen: Values,
    high: int,
) -> Iterator[Mover]:
    match kind:
        case YesNo() if isinstance(value, bool):
            yield Mover(fact=name, what=what, facts=facts, written=bool, at=value, others=(not value,), ordered=False)
        case Day() if type(value) is int:
            written = dt.date.fromordinal
            yield Mover(fact=name, what=what, facts=facts, written=written, at=value, low=EARLIEST, high=LATEST)
        case Number() if type(value) is int and not isinstance(raw, dt.time):
            step = HUNDREDTH if kind.unit and kind.scale == HUNDREDTH**2 else 1
            yield Mover(
                fact=name,
                what=what,
                facts=lambda steps: facts(steps * step),
                written=lambda steps: fact_as_written(kind, steps * step, {}, name, kind.currency or ""),
                at=value // step,
                high=max(min(high or GREATEST_COST, GREATEST_COST), 2 * value) // step,
            )
        case Choice() | Text() if isinstance(value, str):
            known = kind.values if isinstance(kind, Choice) and len(kind.values) <= MOST_WORDS else frozenset()
            others = tuple(sorted({*known, *seen.words(name)} - {value}))[:MOST_WORDS]
            if others:
                yield Mover(fact=name, what=what, facts=facts, written=str, at=value, others=others, ordered=False)
        case Code() if isinstance(value, str) and isinstance(raw, str):
            revision = f"{value.partition(':')[0]}:" if ":" in value else ""
            others = tuple(f"{revision}{each}" for each in seen.texts(name) if each != raw)

            def code(told: str) -> str:
                return told.removeprefix(revision)

            if others:
                yield Mover(fact=name, what=what, facts=facts, written=code, at=value, others=others, ordered=False)
        case _:
            pass


def _count(told: Facts, name: str, what: str, count: int) -> Mover:
    records = told[name]
    assert isinstance(records, tuple)  # noqa: S101 (the fact is a list)

    def facts(number: int) -> dict[str, object]:
        return {**told, name: tuple(repeated(records, number))}

    return Mover(fact=name, what=f"{NUMBER}{what}", facts=facts, written=int, at=count, high=MOST_RECORDS)

"""What a measure is asked in its checks: its worked examples, and each with facts moved over its rules' boundaries.

Nothing is drawn by chance but from a seed that is the measure's own id: two runs ask the same. Each boundary is looked
for with the other facts as an example tells them, also where what is compared is worked out from the fact; the
strategies (`strategies/pools.py`) read theirs from the rules alone, which is quicker.
"""

import datetime as dt
import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from attrs import frozen

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.assumptions import CALENDAR_YEAR
from intra_core.assessment.examples import assessed
from intra_core.assessment.measure import Measure
from intra_core.errors import WrongInput
from intra_core.model.application import Application
from intra_core.model.days import FIRST, LAST
from intra_core.model.facts import Facts
from intra_core.model.undertaking import Undertaking
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.boundary import boundary_values
from intra_core.rules.edition import Edition
from intra_core.rules.kinds import Choice, Code, Day, Kind, Number, Ordered, Records, Text, YesNo
from intra_core.rules.language import Among, Compare, Constant, Element, Fact, Node, walk
from intra_core.testing.editions import facts_in, nodes_of, reading_in

DAYS = frozenset({ON.name, SUBMITTED})
ALWAYS = DAYS | {CALENDAR_YEAR}
"""Facts that every answer has, as the library gives those that nobody tells; without them no question is one."""
MOST_STARTS = 4
"""So many worked examples are moved; of the others only themselves are asked."""
MOST_MOVES = 60
"""So many moves of a start are tried; which of more, the seed says."""
MOST_DAYS = 8
"""So many days are tried of those on which a measure may change."""
GREAT = 10_000_000
"""An amount in cents that is beyond what vouchers come to."""
SO_MANY = (1, 2, 3, 12)
"""So many records are added to a list."""
TOGETHER = 12
"""So many times several facts of a start are moved at once."""
STATED = Application(undertaking=Undertaking(size="small"))
"""One that states what is otherwise worked out: of what stands in it nothing is read but that."""


@frozen(eq=False)
class Drawn:
    """One answer, the worked example that it was made from, and what was moved in it."""

    assessment: Assessment
    start: Assessment
    moved: Mapping[str, object]
    """What was changed, by fact; `ABSENT` for one that was left out."""


class _Absent:
    def __repr__(self) -> str:
        return "left out"


ABSENT = _Absent()


def starts_of(measure: Measure) -> list[Assessment]:
    """Decide the worked examples of a measure; where there is none, an application that tells nothing."""
    found = []
    for example in measure.examples:
        try:
            found.append(assessed(measure, example))
        except WrongInput:  # a check of its own tells of it
            continue
    return found or [measure.assess(Application(region=measure.region), a_day_of(measure))]


def a_day_of(measure: Measure) -> dt.date:
    """Give a day on which a measure takes applications, as far as one is known."""
    days = [each.opens.late for each in measure.identity.calls if each.opens is not None]
    return dt.date.fromordinal(days[0]) if days else dt.date(2024, 9, 2)


def decided(start: Assessment, facts: Facts) -> Assessment:
    """Decide an application whose facts were changed."""
    stated = start.measure.rules.book.derived.keys() & (facts.keys() - start.facts.keys())
    return start.measure.decide_told(STATED if stated else start.application, dict(facts), start.foreign)


def put(facts: Facts, moved: Mapping[str, object]) -> dict[str, object]:
    """Change facts."""
    told = {**facts, **moved}
    return {name: each for name, each in told.items() if each is not ABSENT}


def draws(measure: Measure, starts: Sequence[Assessment]) -> Iterator[Drawn]:
    """Draw answers: each start, each with one fact moved or left out, moved to other days, and several at once."""
    rng = random.Random(f"conformance {measure.id}")  # noqa: S311 (draws, not secrets)
    for start in starts:
        yield Drawn(start, start, {})
    for start in chosen(starts):
        moves = [{name: each} for name, values in pools_of(start).items() for each in values]
        moves += [{name: ABSENT} for name in sorted(start.dated.edition.uses & start.facts.keys() - ALWAYS)]
        moves += _days(measure, start, rng)
        single = [each for each in moves if put(start.facts, each) != start.facts]
        single = rng.sample(single, min(len(single), MOST_MOVES))
        yield from (Drawn(decided(start, put(start.facts, each)), start, each) for each in single)
        for _ in range(TOGETHER if single else 0):
            several: dict[str, object] = {}
            for each in rng.sample(single, min(len(single), rng.choice((2, 2, 3, 5)))):
                several |= each
            yield Drawn(decided(start, put(start.facts, several)), start, several)


def chosen(starts: Sequence[Assessment]) -> list[Assessment]:
    """Choose starts that differ in what they come to, the eligible ones first: from these all conditions are near."""
    first: dict[object, Assessment] = {}
    order = {"eligible": 0, "undetermined": 1, "ineligible": 2}
    ranked = sorted(starts, key=lambda each: order[each.verdict.value])
    for each in ranked:
        first.setdefault((each.verdict, each.unmet, each.dated.edition), each)
    return list(first.values())[:MOST_STARTS]


def pools_of(start: Assessment, only: Collection[str] | None = None) -> dict[str, tuple[object, ...]]:
    """Give for each fact, or some of them, the values around its boundaries, with the others as they are told."""
    edition = start.dated.edition
    pools: dict[str, tuple[object, ...]] = {}
    for name, fact in facts_in(edition).items():
        if name in DAYS or (only is not None and name not in only):
            continue
        if isinstance(fact.kind, Records):
            pools[name] = tuple(_lists(start, fact, fact.kind))
            continue
        exact = start.facts if isinstance(fact.kind, Ordered) else None
        values = {value for node in reading_in(edition)[name] for value in boundary_values(node, fact, exact)}
        pools[name] = tuple(sorted(values, key=str))
    for name, node in start.measure.rules.book.derived.items():
        wanted = only is None or name in only
        if wanted and name not in pools and start.application.enterprise is None:
            pools[name] = _stated(node, start)
    return pools


def _stated(node: Node, start: Assessment) -> tuple[object, ...]:
    """Give values to state for what is otherwise worked out: every word, or amounts around those of the rules."""
    if isinstance(node.kind, Number):
        of_rules = {each + more for each in _constants(start.dated.edition, node.kind) for more in (-1, 0, 1)}
        around = {start.high + more for more in (-1, 0)} if start.high is not None else set()
        return tuple(sorted(each for each in {0, 100_000, 400_000, *of_rules, *around} if 0 <= each < 10**11))
    return tuple(sorted(node.kind.values)) if isinstance(node.kind, Choice) else ()


def _days(measure: Measure, start: Assessment, rng: random.Random) -> list[dict[str, object]]:
    """Move an application as a whole to days on which its measure may change, and its decision alone."""
    near = {turn + more for turn in measure.turning_days() for more in (-1, 0)}
    span = (dt.date(2000, 1, 1).toordinal(), dt.date(2040, 1, 1).toordinal())
    days = sorted(day for day in near if span[0] < day < span[1])
    some = rng.sample(days, min(MOST_DAYS, len(days)))
    law = start.law_day
    moved: list[dict[str, object]] = [{ON.name: day, SUBMITTED: day} for day in some]
    return [*moved, {ON.name: law + 1}, {ON.name: law + 400}]


def _lists(start: Assessment, fact: Fact, kind: Records) -> Iterator[object]:
    """Change a list: none, one record less, one twice, and each field of its first records moved."""
    yield ()
    told = start.facts.get(fact.name)
    records: tuple[Mapping[str, object], ...] = told if isinstance(told, tuple) else ()
    for place, record in enumerate(records[:3]):
        yield (*records[:place], *records[place + 1 :])
        yield from ((*records, *(record,) * count) for count in SO_MANY)
        for name, each in kind.fields.items():
            if name in record:
                yield (*records[:place], {key: of for key, of in record.items() if key != name}, *records[place + 1 :])
            for value in _field_values(start, fact, name, each, record.get(name)):
                yield (*records[:place], {**record, name: value}, *records[place + 1 :])
                if place == 0:
                    no = {key: False for key, of in kind.fields.items() if isinstance(of, YesNo)}
                    yield (*records, {**record, **no, name: value})
                    if len(records) > 1:
                        yield tuple({**one, name: value} for one in records)
    if not records:
        made = {name: _first(start, fact, name, each) for name, each in kind.fields.items()}
        record = {name: value for name, value in made.items() if value is not None}
        yield from ((record,) * count for count in SO_MANY)
        for name, each in kind.fields.items():
            if isinstance(each, Choice | Text | Code):
                yield from (({**record, name: value},) for value in _field_values(start, fact, name, each, None))


def _first(start: Assessment, fact: Fact, name: str, kind: Kind) -> object:
    """Give a field of a record that is made up: an amount is great enough to matter, a day lies in the year."""
    values = _field_values(start, fact, name, kind, None)
    if isinstance(kind, Number):
        numbers = [each for each in values if isinstance(each, int)]
        return max(*numbers, GREAT) if kind.currency else max(numbers)
    return start.law_day if isinstance(kind, Day) else next(iter(values), None)


def _field_values(start: Assessment, fact: Fact, name: str, kind: Kind, told: object) -> tuple[object, ...]:
    match kind:
        case YesNo():
            return (True, False)
        case Day():
            call = start.dated.call.call
            edges = (call.costs_since, call.costs_until) if call is not None else ()
            around = {start.terms_day, start.law_day, *(day for day in edges if day is not None)}
            every = (day + more for day in around for more in (-1, 0, 1))
            return tuple(sorted(day for day in every if FIRST < day < LAST))
        case Number():
            of_rules = {each + more for each in _constants(start.dated.edition, kind) for more in (-1, 0, 1)}
            own = {told - 1, told + 1, told * 10} if isinstance(told, int) else {1}
            return tuple(sorted(each for each in {0, *own, *of_rules} if 0 <= each < 10**13))
        case Choice():
            asked = _words(start.dated.edition, fact.name, name)
            return (*asked, min(kind.values - set(asked), default=min(kind.values)))
        case Code():
            return (*_words(start.dated.edition, fact.name, name), "2:25.62" if kind.scheme == "nace" else "AT130")
        case Text():
            return _words(start.dated.edition, fact.name, name)
        case Records():
            made = {each: _first(start, fact, each, of) for each, of in kind.fields.items()}
            return ((), ({each: value for each, value in made.items() if value is not None},))
        case _:
            return ()


@cache
def _constants(edition: Edition, kind: Kind) -> frozenset[int]:
    """Give the numbers of a kind that rules compare with."""
    return frozenset(
        each.value
        for node in nodes_of(edition)
        for each in walk(node)
        if isinstance(each, Constant) and type(each.value) is int and each.kind == kind
    )


def _reads(node: Node, holder: str, name: str) -> bool:
    return any(isinstance(part, Element) and (part.list_name, part.name) == (holder, name) for part in walk(node))


@cache
def _words(edition: Edition, holder: str, name: str) -> tuple[object, ...]:
    """Give the words or codes that rules ask of a field of a list for."""
    found: set[str] = set()
    for node in nodes_of(edition):
        for each in walk(node):
            if isinstance(each, Among) and _reads(each.item, holder, name):
                found.update(each.members)
            if isinstance(each, Compare) and (_reads(each.left, holder, name) or _reads(each.right, holder, name)):
                sides = (each.left, each.right)
                found.update(one.value for one in sides if isinstance(one, Constant) and isinstance(one.value, str))
    return tuple(sorted(found))

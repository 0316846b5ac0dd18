"""Which kinds of values each form of a line takes and gives: asked of the checker, kind by kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from attrs import frozen

from intra_core.rules.check import check
from intra_core.rules.kinds import (
    DAYS,
    MONTHS,
    RATE,
    SECONDS,
    YEARS,
    Choice,
    Code,
    Day,
    Kind,
    MonthDay,
    Number,
    Records,
    Text,
    YesNo,
    number_of,
)
from intra_core.rules.language import (
    Among,
    And,
    Band,
    Between,
    Choose,
    Compare,
    Fact,
    Greatest,
    Least,
    Lookup,
    Not,
    Or,
    Product,
    Quotient,
    Shift,
    Sum,
    Walk,
    YearOf,
)
from intra_core.rules.parse import Fault
from intra_core.rules.scope import BandShape, Meaning, NamedSet, TableShape

WORDS = frozenset({"fair", "mission"})
KINDS: Mapping[str, Kind] = {
    "money": number_of("EUR"), "money per m2": number_of("EUR").times(number_of("m2"), -1), "a rate": RATE,
    "a count": number_of("persons"), "AWU": number_of("AWU"), "m2": number_of("m2"), "points": number_of("points"),
    "days": DAYS, "months": MONTHS, "years": YEARS, "a time": SECONDS, "a day": Day(), "a day of the year": MonthDay(),
    "yes or no": YesNo(), "a word": Choice(WORDS), "a NACE code": Code("nace"), "a NUTS code": Code("nuts"),
    "a text": Text(),
}  # fmt: skip
"""One kind of each sort, by what it is called on the page."""
NUMBERS = tuple(name for name, kind in KINDS.items() if isinstance(kind, Number))
CALLED: Mapping[Kind, str] = {kind: name for name, kind in KINDS.items()}
COUNTED = number_of("records")

WRITTEN: Mapping[str, tuple[type, ...]] = {
    "not a": (Not,), "a and b": (And,), "a or b": (Or,), "a <= b": (Compare,), "a == b": (Compare,),
    'a == "fair"': (Compare,), "a in some.words": (Among,), "a in some.nace": (Among,), "a in some.nuts": (Among,),
    "a + b": (Sum, Shift), "a - b": (Sum, Shift, Between), "a * b": (Product,), "a / b": (Quotient,),
    "min(a, b)": (Least,), "max(a, b)": (Greatest,), "a if c else b": (Choose,), "amounts[a]": (Lookup,),
    "band(a, classes)": (Band,), "add_months(a, b)": (Shift,), "add_years(a, b)": (Shift,),
    "years_between(a, b)": (Between,), "year(a)": (YearOf,), "fiscal_year(a, b)": (YearOf,), "count(list)": (Walk,),
    "any(x.a for x in list)": (Walk,), "all(x.a for x in list)": (Walk,), "count(x for x in list if x.a)": (Walk,),
    "sum(x.a for x in list)": (Walk,), "max(x.a for x in list)": (Walk,), "min(x.a for x in list)": (Walk,),
}  # fmt: skip
"""How forms are written, with the nodes that may come of it; `a`, `b` and `c` stand for values of any kind."""


@frozen
class Taken:
    """Kinds that a form takes, slot by slot, and the kind that it gives."""

    kinds: tuple[str, ...]
    gives: Kind


@frozen
class OneOfEach:
    """Names for one value of some kinds, and for a list, sets, a table and bands."""

    values: Mapping[str, str]
    bands: Kind = RATE

    def meaning(self, name: str) -> Meaning | None:
        """Give what a name stands for."""
        if name in self.values:
            # All above zero, so that what is divided by is, too.
            return Fact(name, KINDS[self.values[name]], 1, 9)
        held: dict[str, Meaning] = {
            "list": Fact("list", Records({slot: KINDS[kind] for slot, kind in self.values.items()})),
            "some.words": NamedSet("some.words", frozenset({"fair"})),
            "some.nace": NamedSet("some.nace", frozenset({"2:C10"}), "nace"),
            "some.nuts": NamedSet("some.nuts", frozenset({"SI03"}), "nuts"),
            "amounts": TableShape("amounts", (WORDS,), KINDS["money"]),
            "classes": BandShape("classes", self.bands, WORDS),
        }
        return held.get(name)

    def names(self) -> Iterable[str]:
        """Give no name to suggest: nothing is misspelt here."""
        return ()

    def functions(self) -> Iterable[str]:
        """Give no function of a region."""
        return ()


@cache
def taken() -> Mapping[type, Mapping[str, tuple[Taken, ...]]]:
    """Give for each node what is written for it, with every choice of kinds that the checker lets through."""
    found: dict[type, dict[str, list[Taken]]] = {}
    for text, nodes in WRITTEN.items():
        for kinds, node, gives in _tried(text):
            if node not in nodes:
                msg = f"{text!r} gives {node.__name__}; language_types.py says {nodes}"
                raise ValueError(msg)
            found.setdefault(node, {}).setdefault(text, []).append(Taken(kinds, gives))
    return {node: {text: tuple(every) for text, every in written.items()} for node, written in found.items()}


def _tried(text: str) -> Iterator[tuple[tuple[str, ...], type, Kind]]:
    slots = _slots(text)
    for kinds in product(KINDS, repeat=len(slots)):
        bands = KINDS[kinds[0]] if "classes" in text else RATE
        if "classes" in text and not isinstance(bands, Number):
            continue
        try:
            node = check(text, OneOfEach(dict(zip(slots, kinds, strict=True)), bands), rounded=" / " in text)
        except Fault:
            continue
        yield kinds, type(node), node.kind


def _slots(text: str) -> tuple[str, ...]:
    words = "".join(letter if letter.isalnum() or letter in "_." else " " for letter in text.partition('"')[0]).split()
    return tuple(dict.fromkeys(each.removeprefix("x.") for each in words if each in {"a", "b", "c", "x.a"}))


def types_of(node: type) -> Iterator[str]:
    """Give a line of the page for each way in which a node is written: what it takes and what it gives."""
    for text, every in taken().get(node, {}).items():
        slots = _slots(text)
        for takes, gives in _told(slots, every):
            yield f"- `{text}`{f' of {takes}' if takes else ''} gives {gives}"


def _told(slots: Sequence[str], every: Sequence[Taken]) -> Iterator[tuple[str, str]]:
    """Say what is taken in as few words as hold: alike, any of each, or one by one."""
    if not slots:
        yield "", _called(every[0].gives)
        return
    values = [slot for slot in slots if slot != "c"]
    places = [slots.index(slot) for slot in values]
    beside = ", and `c` yes or no" if "c" in slots else ""
    if "c" in slots and {each.kinds[slots.index("c")] for each in every} != {"yes or no"}:
        msg = "a condition is taken that is not yes or no"
        raise ValueError(msg)
    if len(values) > 1 and all(len({each.kinds[place] for place in places}) == 1 for each in every):
        groups: dict[str, list[str]] = {}
        for each in every:
            groups.setdefault(_gives(each, values, places), []).append(each.kinds[places[0]])
        for gives, kinds in groups.items():
            alike = f"{_listed(kinds)}, " + " and ".join(f"`{slot}`" for slot in values) + " alike"
            yield (alike if len(kinds) > 1 else f"{kinds[0]} and {kinds[0]}") + beside, gives
        return
    if len(values) > 1 and (alike := _unlike(every, values, places)):
        yield from ((f"{takes}{beside}", gives) for takes, gives in alike)
        return
    groups = {}
    for each in every:
        groups.setdefault(_gives(each, values, places), []).append(each.kinds[places[0]])
    yield from ((_listed(kinds) + beside, gives) for gives, kinds in groups.items())


def _unlike(every: Sequence[Taken], values: Sequence[str], places: Sequence[int]) -> list[tuple[str, str]]:
    """Put together the kinds of `a` that take the same kinds of `b` and give the same."""
    rows: dict[str, dict[tuple[str, ...], None]] = {}
    for each in every:
        rows.setdefault(_gives(each, values, places), {})[tuple(each.kinds[place] for place in places)] = None
    found = []
    for gives, pairs in rows.items():
        beside: dict[str, list[str]] = {}
        for first, second in pairs:
            beside.setdefault(first, []).append(second)
        groups: dict[tuple[str, ...], list[str]] = {}
        for first, seconds in beside.items():
            groups.setdefault(tuple(seconds), []).append(first)
        found += [
            (f"`{values[0]}` {_listed(firsts)}, `{values[1]}` {_listed(seconds)}", gives)
            for seconds, firsts in groups.items()
        ]
    return found


def _gives(each: Taken, values: Sequence[str], places: Sequence[int]) -> str:
    """Say what comes of some kinds by what it has to do with them, or else by its name."""
    kinds = [KINDS[each.kinds[place]] for place in places]
    if isinstance(each.gives, YesNo):
        return "yes or no"
    if all(kind == each.gives for kind in kinds):
        return "the same"
    if len(kinds) > 1 and isinstance(kinds[0], Number) and isinstance(kinds[1], Number):
        if kinds[0].times(kinds[1]) == each.gives:
            return "a number with the units of both: money per m2 times m2 is money"
        if kinds[0].times(kinds[1], -1) == each.gives:
            return "a number with the units of `a` per those of `b`: money per money is a rate"
    return _called(each.gives)


def _called(kind: Kind) -> str:
    if kind == COUNTED:
        return "a count of what the list has"
    return CALLED.get(kind, str(kind))


def _listed(kinds: Sequence[str]) -> str:
    named = list(dict.fromkeys(kinds))
    if len(named) == len(KINDS):
        return "any value"
    if set(NUMBERS) <= set(named):
        named = ["any number", *(each for each in named if each not in NUMBERS)]
    return " or ".join(filter(None, (", ".join(named[:-1]), named[-1])))

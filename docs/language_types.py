"""Which kinds of values each form of a line takes and gives: asked of the checker, kind by kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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


def types_of(node: type) -> str:
    """Give a table of the ways in which a node is written: what each takes and what it gives."""
    rows = [
        f"| `{text}` | {takes or 'any list'} | {gives} |"
        for text, every in taken().get(node, {}).items()
        for takes, gives in _told(_slots(text), every)
    ]
    return "\n".join(["| written | takes | gives |", "|---|---|---|", *rows]) if rows else ""


def _told(slots: Sequence[str], every: Sequence[Taken]) -> Iterator[tuple[str, str]]:
    """Say what is taken in as few words as hold: alike, any of each, or one by one."""
    if not slots:
        yield "", _called(every[0].gives)
        return
    values = [slot for slot in slots if slot != "c"]
    places = [slots.index(slot) for slot in values]
    if "c" in slots and {each.kinds[slots.index("c")] for each in every} != {"yes or no"}:
        msg = "a condition is taken that is not yes or no"
        raise ValueError(msg)
    beside = "; `c` yes or no" if "c" in slots else ""
    rows: dict[str, dict[tuple[str, ...], None]] = {}
    gives = _givers(every, places)
    for each in every:
        rows.setdefault(gives(each), {})[tuple(each.kinds[place] for place in places)] = None
    for told, found in rows.items():
        for takes in _put_together(tuple(found), values):
            yield takes + beside, told


def _put_together(found: Sequence[tuple[str, ...]], values: Sequence[str]) -> Iterator[str]:
    """Put together the kinds of `a` that go with the same kinds of `b`."""
    if len(values) == 1:
        yield _listed([first for (first,) in found])
        return
    if all(first == second for first, second in found):
        yield f"{_listed([first for first, _ in found])}{', both alike' if len(found) > 1 else ', twice'}"
        return
    beside: dict[str, list[str]] = {}
    for first, second in found:
        beside.setdefault(first, []).append(second)
    groups: dict[tuple[str, ...], list[str]] = {}
    for first, seconds in beside.items():
        groups.setdefault(tuple(seconds), []).append(first)
    for taken_with, firsts in groups.items():
        yield f"`{values[0]}` {_listed(firsts)}; `{values[1]}` {_listed(taken_with)}"


def _givers(every: Sequence[Taken], places: Sequence[int]) -> Callable[[Taken], str]:
    """Find how to say what comes of a form: by what it has to do with what it takes, or else by its name."""

    def numbers(each: Taken) -> list[Number]:
        return [kind for place in places if isinstance(kind := KINDS[each.kinds[place]], Number)]

    pairs = [(found, each.gives) for each in every if len(found := numbers(each)) == len("ab")]
    if len(pairs) == len(every):
        if all(first.times(second) == gives for (first, second), gives in pairs):
            return lambda _: "a number with the units of both: money per m2 times m2 is money"
        if all(first.times(second, -1) == gives for (first, second), gives in pairs):
            return lambda _: "a number with the units of `a` per those of `b`: money by m2 is money per m2"
    if all(isinstance(each.gives, YesNo) for each in every):
        return lambda _: "yes or no"
    return lambda each: (
        "the same" if all(KINDS[each.kinds[place]] == each.gives for place in places) else _called(each.gives)
    )


def _called(kind: Kind) -> str:
    return "a count of what the list has" if kind == COUNTED else CALLED.get(kind, str(kind))


def _listed(kinds: Sequence[str]) -> str:
    named = list(dict.fromkeys(kinds))
    if set(NUMBERS) <= set(named):
        named = ["any number", *(each for each in named if each not in NUMBERS)]
    return " or ".join(filter(None, (", ".join(named[:-1]), named[-1])))

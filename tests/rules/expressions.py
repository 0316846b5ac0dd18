"""Rules as an author writes them, over a small vocabulary, and facts to read them with; boundary values come often."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

from attrs import evolve, frozen
from hypothesis import reject
from hypothesis import strategies as st

from intra_core.model.days import ALWAYS, FIRST, LAST
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis, Mark
from intra_core.rules.book import WINDOW, MeasureScope
from intra_core.rules.check import check
from intra_core.rules.edition import figures_named
from intra_core.rules.figures import Bands, Figure, Known, Open, Table
from intra_core.rules.functions import RuleFunction
from intra_core.rules.history import FigureVersion, Parameter
from intra_core.rules.kinds import (
    DAYS,
    MONEY,
    MONTHS,
    RATE,
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
from intra_core.rules.language import Fact, Node, walk
from intra_core.rules.parse import Fault
from intra_core.rules.scope import BandShape, NamedSet, TableShape
from intra_core.rules.vocabulary import Definition, FactEntry, Vocabulary

EUR, AWU, M2 = number_of("EUR"), number_of("AWU"), number_of("m2")
PERSONS, NIGHTS, COSTS, PAYMENTS = map(number_of, ("persons", "nights", "costs", "payments"))
PER_M2 = EUR.times(M2, -1)
SIZES, AREAS, CLASSES, MODES = (
    frozenset(words.split()) for words in ("micro small medium", "east west", "low mid high", "fast slow")
)
SIZE, AREA, CLASS, MODE = map(Choice, (SIZES, AREAS, CLASSES, MODES))
COST_KIND = Choice({"fee", "travel", "stand"})

PAYMENT = Records({"amount": EUR, "day": Day(), "final": YesNo()}, "payments", {"amount": (0, 10**11)})
COST = Records(
    {
        "net": EUR,
        "vat": EUR,
        "kind": COST_KIND,
        "incurred": Day(),
        "settled": YesNo(),
        "nights": NIGHTS,
        "share": RATE,
        "code": Code("nace"),
        "ref": Text(),
        "payments": PAYMENT,
    },
    "costs",
    {"net": (0, 10**11), "vat": (0, 10**11), "nights": (0, 10**4), "share": (0, 10**5)},
)
AWARD = Records({"amount": EUR, "granted": Day(), "size": SIZE}, "awards", {"amount": (0, 10**11)})

FACTS: Mapping[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact("costs.planned", EUR, 0, 10**11),
        Fact("aid.past", EUR, 0, 10**11),
        Fact("event.foreign", RATE, 0, 10**5),
        Fact("staff", PERSONS, 0, 10**6),
        Fact("headcount", AWU, 0, 10**10),
        Fact("stand.area", M2, 1, 10**8),
        Fact("nights", NIGHTS, 0, 10**4),
        Fact("wait", DAYS, 0, 10**5),
        Fact("lasting", MONTHS, 0, 10**4),
        Fact("age", YEARS, 0, 10**4),
        Fact("on", Day()),
        Fact("registered", Day()),
        Fact("year_end", MonthDay()),
        Fact("insolvent", YesNo()),
        Fact("first", YesNo()),
        Fact("size", SIZE),
        Fact("area", AREA),
        Fact("activity", Code("nace")),
        Fact("seat", Code("nuts")),
        Fact("market", Text()),
        Fact("partner", Text()),
        Fact("cost", COST),
        Fact("award", AWARD),
    )
}
SETS = {
    each.name: each
    for each in (
        NamedSet("sizes.small", frozenset({"micro", "small"})),
        NamedSet("costs.travel", frozenset({"travel"})),
        NamedSet("markets.near", frozenset({"DE", "AT"})),
        NamedSet("sectors.out", frozenset({"2:01", "2:10.1", "2.1:62"}), "nace"),
        NamedSet("sectors.old", frozenset({"2:01", "2:10.1"}), "nace"),
        NamedSet("places.east", frozenset({"SI03", "HU"}), "nuts"),
    )
}


# Functions of the region: the first with its form over data frames, the others without one. Some have no answer.


def trimmed(amount):
    """Total, between its bounds for every amount."""
    return min(max(amount, 0), 10**8)


def due(day, days):
    """Out of its bounds where it leaves the calendar."""
    return day + days


def fits(size, flag, amount):
    """Raises for medium enterprises what the scalar reading takes for a missing fact, and ValueError for debts."""
    if amount < 0:
        raise ValueError(amount)
    return (amount >= {"micro": 100_000, "small": 999_999}[size]) is flag


def classed(persons):
    """Gives None below zero."""
    return ("low" if persons < 10 else "mid" if persons < 50 else "high") if persons >= 0 else None


def shared(days, all_days):
    """Raises ZeroDivisionError, and leaves its bounds for more days than all."""
    return days * 10_000 // all_days


def sector(market):
    """Of the wrong kind for one market."""
    return {"DE": "2:01.11", "AT": "2.1:62.10", "US": 7}.get(market, "2:25.62")


def _function(word: str, takes: tuple[str, ...], gives: str, call: Callable[..., object], **more: Any) -> RuleFunction:
    return RuleFunction(name=f"made.{word}", takes=takes, gives=gives, label={"en": word}, call=call, **more)


FUNCTIONS: Mapping[str, RuleFunction] = {
    each.name: each
    for each in (
        _function(
            "trimmed", ("money",), "money", trimmed, least=0, greatest=10**8, columns=lambda each: each.clip(0, 10**8)
        ),
        _function("due", ("day", "days"), "day", due),
        _function("fits", ("choice micro small medium", "yes-no", "EUR"), "yes-no", fits),
        _function("class_of", ("count persons",), "choice low mid high", classed),
        _function("share", ("days", "days"), "rate", shared, least=0, greatest=10_000),
        _function("sector", ("text",), "code nace", sector),
    )
}


# Values, those where something changes first.

CENTS = (0, 1, 99_999, 100_000, 100_001, 999_999, 1_000_000, 29_999_999, 30_000_000, 30_000_001)
DATES = tuple(
    dt.date.fromisoformat(each).toordinal()
    for each in [
        "2020-02-29",
        "2021-02-28",
        "2021-03-01",
        "2024-02-29",
        "2020-01-31",
        "2023-12-31",
        "2024-01-01",
        "2024-06-30",
        "2024-07-01",
        "2019-11-30",
    ]
)
LIKELY: Mapping[Kind, tuple[int, ...]] = {
    EUR: CENTS,
    RATE: (0, 1, 3_333, 5_000, 6_000, 10_000, 12_500),
    AWU: (0, 99_999, 100_000, 499_999, 500_000, 2_500_000),
    M2: (1, 5_000, 90_000, 205_000),
    PERSONS: (0, 1, 9, 10, 49, 50),
}


Chooser = Callable[[Sequence[Any]], Any]
"""What picks one of several: a generated test, or a random number that is the same in every run."""


def drawing(draw: Callable[..., Any]) -> Chooser:
    """Let a generated test pick."""
    return lambda options: draw(st.sampled_from(options))


def value(pick: Chooser, kind: Kind, low: int = 0, high: int = 10**11) -> Any:
    """A value of a fact as rules keep them."""
    match kind:
        case Number():
            likely = [value for value in LIKELY.get(kind, (0, 1, 2, 3, 12, 60)) if low <= value <= high]
            return pick((*likely, low, high, *(low + (high - low) // part for part in (2, 3, 7, 1_000, 999_983))))
        case Day():
            return pick((*DATES, FIRST, LAST, *range(737_000, 740_000, 37)))
        case MonthDay():
            return pick((1231, 331, 229, 228, 101, 630))
        case YesNo():
            return pick((False, True))
        case Choice():
            return pick(sorted(kind.values))
        case Code("nace"):
            return pick(("2:01.11", "2:25.62", "2:10.13", "2:10.20", "2.1:62.10", "2.1:01.11"))
        case Code():
            return pick(("SI031", "SI041", "HU11", "SI03"))
        case Text():
            return pick(("DE", "AT", "US", "k1"))
        case Records():
            # The amounts of a list together come to no more than the greatest of one.
            fields = [(name, each, *kind.limit(name)) for name, each in kind.fields.items()]
            fields = [(name, each, low, high // 3 if each == EUR else high) for name, each, low, high in fields]
            records = range(pick((0, 1, 2, 3)))
            return tuple({name: value(pick, each, low, high) for name, each, low, high in fields} for _ in records)


# Figures: what each may be, and how it looks while it is open.


@frozen
class Template:
    """A parameter of the vocabulary: its kind, the values it may have, and what it is looked up by."""

    name: str
    kind: Kind
    options: Sequence[Any]
    shape: TableShape | BandShape | None = None
    low: Fraction = Fraction(-(10**12))

    def known(self, pick: Chooser) -> Figure:
        """One of its figures."""
        if isinstance(self.shape, TableShape):
            return Table({words: Known(pick(self.options)) for words in product(*map(sorted, self.shape.keys))})
        if isinstance(self.shape, BandShape):
            words = sorted(self.shape.words, key="low mid high".index)
            first = pick(range(len(self.options) - len(words) + 1))
            return Bands(tuple(zip(self.options[first:], words, strict=False)))
        return Known(pick(self.options))


def _numbers(name: str, kind: Kind, written: str) -> Template:
    """A number with its likely values, as decimals in whole units."""
    numbers = [Fraction(each) for each in written.split()]
    return Template(name, kind, numbers, None, min(numbers))


def _table(name: str, kind: Kind, keys: tuple[frozenset[str], ...], options: Sequence[Any]) -> Template:
    return Template(name, kind, options, TableShape(name, keys, kind), Fraction(1, 100))


def _bands(name: str, number: Number, words: Iterable[str], bounds: str) -> Template:
    starts = [Fraction(each) for each in bounds.split()]
    return Template(name, number, starts, BandShape(name, number, frozenset(words)))


TEMPLATES: Mapping[str, Template] = {
    each.name: each
    for each in (
        _numbers("floor", EUR, "0 0.01 1000 999.99"),
        _numbers("fee", EUR, "0.01 300 9999.99"),
        _numbers("ceiling", EUR, "0.01 9999.99 10000 300000"),
        _numbers("debt", EUR, "-5000.01 -0.01 0 500"),
        _numbers("price", EUR, "0.01 3 7.77 1000"),
        _numbers("price.area", PER_M2, "0.5 65.2 0.333333"),
        _numbers("intensity", RATE, "0.0001 0.6 0.5 0.333333 1 1.25"),
        _numbers("bonus", RATE, "0 0.1 0.025"),
        _numbers("team", PERSONS, "1 3 10"),
        _numbers("awu", AWU, "0.0001 10 49.9999 250"),
        _numbers("surface", M2, "0.0001 9 20.5"),
        _numbers("stay", NIGHTS, "1 3"),
        _numbers("lines", COSTS, "0 1 2"),
        _numbers("instalments", PAYMENTS, "0 1 2"),
        _numbers("one_day", DAYS, "1 7 100000000"),
        _numbers("notice", DAYS, "0 3 30"),
        _numbers("term", MONTHS, "0 1 12 36"),
        _numbers("span", YEARS, "0 1 3 20000"),
        Template("cutoff", Day(), DATES),
        Template("opening", Day(), (*DATES, FIRST, LAST)),
        *(Template(name, Day(), DATES) for name in WINDOW),
        Template("strict", YesNo(), (True, False)),
        Template("mode", MODE, sorted(MODES)),
        _table("rate_of", RATE, (SIZES,), (Fraction(1, 2), Fraction(3, 5), Fraction(1, 3))),
        _table("cap_of", EUR, (SIZES, AREAS), (Fraction(1), Fraction(1000), Fraction(999999, 100))),
        _table("size_of", Choice({"micro", "small"}), (AREAS,), ("micro", "small")),
        _table("rate_by_class", RATE, (CLASSES,), (Fraction(1, 10), Fraction(2, 5))),
        _bands("class_of", EUR, ("low", "mid", "high"), "0 0.01 1000 10000 300000"),
        _bands("class_of_age", YEARS, ("low", "high"), "0 1 3 5"),
    )
}


def opened(pick: Chooser, template: Template, figure: Figure) -> Any:
    """A figure that is not known but covers the one given, or that one itself."""
    if pick((True, False)):
        return figure
    if isinstance(figure, Table) and pick((True, False)):
        row = evolve(template, shape=None)
        return Table({words: opened(pick, row, each) for words, each in figure.rows.items()})
    if isinstance(figure, Table | Bands):
        return Open(Fraction(-(10**12)), Fraction(10**14))
    assert isinstance(figure, Known)
    kind: Kind = template.kind
    value: Any = figure.value
    if isinstance(kind, Choice):
        words = sorted(kind.values)
        return pick((Open(words=frozenset({pick(words), value})), Open()))
    if isinstance(kind, YesNo):
        return Open()
    if isinstance(kind, Day):
        far = (0, 1, 400, 10**9)
        return Open(value - pick(far), value + pick(far))
    parts = (1,) if isinstance(kind, Number) and kind.scale == 1 else (100, 3)
    more = [*map(Fraction, (0, 1000, 10**14)), *(Fraction(1, each) for each in parts)]
    return Open(max(value - pick(more), template.low), value + pick(more))


def _parameter(template: Template) -> Parameter:
    """The parameter with a version that says how small it can be, from which the checker learns what divides."""
    number = Open(template.low, Fraction(10**14))
    bound = Table({("any",): number}) if isinstance(template.shape, TableShape) else number
    version = FigureVersion(period=ALWAYS, figure=bound, basis=Basis(mark=Mark.SOURCED))
    return Parameter(name=template.name, kind=template.kind, shape=template.shape, versions=(version,))


def _in_files(kind: Kind) -> Kind:
    """The kind as a vocabulary gives it, with no currency yet."""
    if isinstance(kind, Records):
        return evolve(kind, fields={name: _in_files(each) for name, each in kind.fields.items()})
    return number_of(MONEY) if kind == EUR else kind


def _entry(order: int, fact: Fact) -> FactEntry:
    text = LocalizedText({"en": fact.name})
    kind = _in_files(fact.kind)
    return FactEntry(name=fact.name, kind=kind, label=text, question=text, low=fact.low, high=fact.high, order=order)


VOCABULARY = Vocabulary(
    facts={fact.name: _entry(order, fact) for order, fact in enumerate(FACTS.values()) if fact.name != "on"},
    sets=SETS,
    parameters={name: _parameter(template) for name, template in TEMPLATES.items() if name not in WINDOW},
    functions=FUNCTIONS,
)


class Unbounded(MeasureScope):
    """What names mean in a measure that may come to any number: readings agree on those too."""

    def bound(self, node: Node) -> None:
        """Refuse nothing."""


def scope(definitions: Mapping[str, Definition] | None = None) -> MeasureScope:
    """What names mean in a measure with these definitions."""
    return Unbounded(VOCABULARY, "EUR", {}, {}, definitions or {}, frozenset({"fee", "travel"}), {})


# What an author may write.


class Author:
    """Writes expressions of a wished kind; whatever it writes is meant to be right."""

    def __init__(self, pick):
        self.choose = pick
        self.defined: dict[str, Kind] = {"costs.eligible": EUR}
        self.variables: dict[str, Records] = {}

    def pick(self, options):
        return self.choose(list(options))

    def one_of(self, *ways):
        return self.pick(ways)()

    def names(self, kind):
        """Every name of exactly that kind."""
        found = [name for name, fact in FACTS.items() if fact.kind == kind]
        found += [name for name, each in TEMPLATES.items() if each.kind == kind and each.shape is None]
        found += [name for name, each in self.defined.items() if each == kind] * 3
        for variable, records in self.variables.items():
            # More than once, so that what a walk is about comes up in its body.
            found += [f"{variable}.{field}" for field, each in records.fields.items() if each == kind] * 3
        return found

    def name(self, kind):
        return self.pick(self.names(kind))

    # yes or no

    def yes(self, depth):
        if depth <= 0:
            return self.one_of(lambda: self.name(YesNo()), lambda: self.comparison(0), lambda: self.membership(0))
        return self.one_of(
            lambda: self.comparison(depth - 1),
            lambda: self.comparison(depth - 1),
            lambda: self.membership(depth - 1),
            lambda: f"not {self.yes(depth - 1)}",
            lambda: self.joined("and", depth - 1),
            lambda: self.joined("or", depth - 1),
            lambda: self.walk(self.pick(("any", "all")), YesNo(), depth - 1),
            lambda: self.choice(self.yes, depth - 1),
            lambda: f"made.fits({self.word(SIZE, depth - 1)}, {self.yes(depth - 1)}, {self.whole(EUR, depth - 1)})",
        )

    def joined(self, word, depth):
        count = self.pick((2, 2, 3))
        return "(" + f" {word} ".join(self.yes(depth) for _ in range(count)) + ")"

    def choice(self, write, depth):
        return f"({write(depth)} if {self.yes(depth)} else {write(depth)})"

    def comparison(self, depth):
        return self.one_of(
            lambda: self.chain(self.pick(NUMBERS), depth),
            lambda: self.chain(self.pick(NUMBERS), depth),
            lambda: self.chain(Day(), depth),
            lambda: self.words(depth),
        )

    def chain(self, kind, depth):
        signs = [self.pick(("<", "<=", ">", ">=", "==", "!=")) for _ in range(self.pick((1, 1, 1, 2)))]
        write = self.day if isinstance(kind, Day) else lambda depth: self.number(kind, depth)
        written = [write(depth)]
        while len(written) <= len(signs):
            other = write(depth)
            # Two names of which one is the other would say nothing.
            written.append(other if other != written[-1] else write(depth + 1))
        return "(" + "".join(f"{text} {sign} " for text, sign in zip(written, signs, strict=False)) + written[-1] + ")"

    def words(self, depth):
        sign = self.pick(("==", "!="))
        kind = self.pick((SIZE, AREA, MODE, CLASS, Text(), Code("nace")))
        if isinstance(kind, Text):
            beside = self.one_of(lambda: '"DE"', lambda: "partner")
            return f"({self.pick([name for name in self.names(Text()) if name != 'partner'])} {sign} {beside})"
        if isinstance(kind, Code):
            return f"({self.code(depth)} {sign} activity)"
        beside = self.one_of(lambda: f'"{self.pick(sorted(kind.values))}"', lambda: self.word(kind, depth))
        first = self.word(kind, depth)
        # A word chosen from two constants may never be the other word, which the checker would refuse.
        return f"({first} {sign} {beside})" if self.pick((True, False)) else f"({beside} {sign} {first})"

    def membership(self, depth):
        word = self.pick(("in", "not in"))
        return self.one_of(
            lambda: f"({self.word(SIZE, depth)} {word} sizes.small)",
            lambda: f"({self.name(Text())} {word} markets.near)",
            lambda: f"({self.code(depth)} {word} {self.pick(('sectors.out', 'sectors.old'))})",
            lambda: f"(seat {word} places.east)",
            lambda: f"(size {word} sizes.small)",
        )

    # words, codes and days

    def word(self, kind, depth):
        ways = [lambda: self.name(kind)] * 2 if self.names(kind) else []
        if depth > 0 or not ways:
            constants = sorted(kind.values)
            ways.append(lambda: f'("{self.pick(constants)}" if {self.yes(depth - 1)} else "{self.pick(constants)}")')
            if self.names(kind):
                ways.append(
                    lambda: f'({self.word(kind, depth - 1)} if {self.yes(depth - 1)} else "{self.pick(constants)}")'
                )
                ways.append(
                    lambda: f'("{self.pick(constants)}" if {self.yes(depth - 1)} else {self.word(kind, depth - 1)})'
                )
        if kind == SIZE:
            ways.append(lambda: "size_of[area]")
        if kind == CLASS:
            ways.append(lambda: f"band({self.number(EUR, depth - 1)}, class_of)")
            ways.append(lambda: f"band({self.number(YEARS, depth - 1)}, class_of_age)")
            ways.append(lambda: f"made.class_of({self.whole(PERSONS, depth - 1)})")
        return self.one_of(*ways)

    def code(self, depth):
        names = self.names(Code("nace"))
        if depth <= 0:
            return self.pick(names)
        return self.one_of(
            lambda: self.pick(names),
            lambda: self.choice(lambda _: self.pick(names), depth - 1),
            lambda: f"made.sector({self.name(Text())})",
        )

    def day(self, depth):
        if depth <= 0:
            return self.name(Day())
        below = depth - 1
        return self.one_of(
            lambda: self.name(Day()),
            lambda: f"({self.day(below)} {self.pick('+-')} {self.whole(DAYS, below)})",
            lambda: f"add_months({self.day(below)}, {self.whole(MONTHS, below)})",
            lambda: f"add_years({self.day(below)}, {self.whole(YEARS, below)})",
            lambda: f"{self.pick(('min', 'max'))}({self.day(below)}, {self.day(below)})",
            lambda: self.choice(self.day, below),
            lambda: self.walk(self.pick(("min", "max")), Day(), below),
            lambda: f"made.due({self.day(below)}, {self.whole(DAYS, below)})",
        )

    def whole(self, kind, depth):
        """A number that is surely whole: no product in it."""
        names = self.names(kind)
        names = [name for name in names if not name.startswith("d")]
        if depth <= 0:
            return self.pick(names)
        below = depth - 1
        ways = [
            lambda: self.pick(names),
            lambda: f"({self.whole(kind, below)} {self.pick('+-')} {self.whole(kind, below)})",
            lambda: f"max({self.whole(kind, below)}, {self.whole(kind, below)})",
        ]
        return self.one_of(*ways, *self.counted(kind, below))

    # numbers

    def number(self, kind, depth):
        names = self.names(kind)
        if depth <= 0:
            return self.pick(names)
        below = depth - 1
        ways = [
            lambda: self.pick(names),
            lambda: f"({self.number(kind, below)} + {self.number(kind, below)})",
            lambda: f"({self.number(kind, below)} - {self.number(kind, below)})",
            lambda: self.extreme(kind, below),
            lambda: self.choice(lambda depth: self.number(kind, depth), below),
            lambda: f"{self.number(kind, below)} * {self.number(RATE, below)}",
            lambda: self.walk(self.pick(("sum", "max", "min")), kind, below),
        ]
        if kind == EUR:
            ways += [
                lambda: f"made.trimmed({self.whole(EUR, below)})",
                lambda: f"{self.number(PER_M2, below)} * {self.number(M2, below)}",
                lambda: f"cap_of[{self.word(SIZE, below)}, {self.word(AREA, below)}]",
            ]
        if kind == RATE:
            ways += [
                lambda: f"rate_of[{self.word(SIZE, below)}]",
                lambda: f"rate_by_class[{self.word(CLASS, below)}]",
                lambda: f"made.share({self.whole(DAYS, below)}, {self.whole(DAYS, below)})",
            ]
        return self.one_of(*ways, *self.counted(kind, below))

    def counted(self, kind, depth):
        """What gives only some kinds: days between days, years, and the records of a list."""
        if kind == DAYS:
            return [lambda: f"({self.day(depth)} - {self.day(depth)})"]
        if kind == YEARS:
            return [
                lambda: f"years_between({self.day(depth)}, {self.day(depth)})",
                lambda: f"year({self.day(depth)})",
                lambda: f"fiscal_year({self.day(depth)}, year_end)",
            ]
        if kind == COSTS:
            return [lambda: "count(cost)", lambda: self.counting("cost", COST, depth)]
        if kind == PAYMENTS and (inside := [name for name, each in self.variables.items() if each == COST]):
            return [lambda: self.counting(f"{self.pick(inside)}.payments", PAYMENT, depth)]
        return []

    def extreme(self, kind, depth):
        parts = [self.number(kind, depth) for _ in range(self.pick((2, 2, 3)))]
        return f"{self.pick(('min', 'max'))}({', '.join(parts)})"

    # lists

    def records(self):
        inside = [(f"{name}.payments", PAYMENT) for name, each in self.variables.items() if each == COST]
        return self.pick([("cost", COST), ("cost", COST), ("award", AWARD), *inside, *inside])

    def walk(self, how, kind, depth):
        if len(self.variables) == 2:
            return self.name(kind)
        name, records = self.records()
        return self.walked(how, name, records, kind, depth)

    def walked(self, how, name, records, kind, depth):
        letter = "xyzuvw"[len(self.variables)]
        self.variables[letter] = records
        if kind is None:
            body = letter
        elif isinstance(kind, YesNo):
            body = self.yes(depth)
        else:
            body = self.day(depth) if isinstance(kind, Day) else self.number(kind, depth)
        where = f" if {self.yes(depth)}" if self.pick((True, False)) else ""
        del self.variables[letter]
        return f"{how}({body} for {letter} in {name}{where})"

    def counting(self, name, records, depth):
        return self.walked("count", name, records, None, depth)

    # definitions

    def divisor(self, kind, depth):
        """A number that is surely above zero."""
        name = {EUR: "price", RATE: "intensity", PERSONS: "team", M2: "stand.area", DAYS: "one_day"}[kind]
        if depth <= 0:
            return name
        below = depth - 1
        return self.one_of(
            lambda: name,
            lambda: f"max({self.divisor(kind, below)}, {self.number(kind, below)})",
            lambda: f"min({self.divisor(kind, below)}, {name})",
            lambda: f"({self.divisor(kind, below)} * intensity)",
            lambda: f"({name} + {self.divisor(kind, below)})",
            lambda: self.choice(lambda depth: self.divisor(kind, depth), below),
        )

    def ratio(self, kind, depth):
        """What may stand where the whole is rounded."""
        below = depth - 1
        other = self.pick((EUR, RATE, PERSONS, M2, DAYS))
        ways = [
            lambda: self.number(kind, depth),
            lambda: f"{self.number(kind, below)} / {self.divisor(RATE, below)}",
            lambda: f"{self.number(kind, below)} * ({self.number(other, below)} / {self.divisor(other, below)})",
            lambda: (
                f"{self.number(kind, below)} * {self.number(other, below)} / {self.divisor(other, below)} / intensity"
            ),
        ]
        if kind == PER_M2:
            ways.append(lambda: f"{self.number(EUR, below)} / {self.divisor(M2, below)}")
        if kind == RATE:
            ways.append(lambda: f"{self.number(other, below)} / {self.divisor(other, below)}")
        return self.one_of(*ways)


NUMBERS = (EUR, EUR, EUR, RATE, PERSONS, AWU, M2, NIGHTS, COSTS, PAYMENTS, DAYS, MONTHS, YEARS, PER_M2)
STEPS: Mapping[Kind, tuple[tuple[int, int], ...]] = {
    EUR: ((1, 100), (1, 1), (10, 1), (1000, 1), (5, 100), (1, 3)),
    RATE: ((1, 10_000), (1, 100), (1, 1)),
    PER_M2: ((1, 100), (1, 3)),
    DAYS: ((1, 1), (7, 1)),
    PERSONS: ((1, 1),),
}


def definitions(author: Author, most: int) -> dict[str, Definition]:
    """Named amounts, each of which may use those before it; the author learns of them."""
    pick = author.choose
    found: dict[str, Definition] = {}
    for number in range(pick(range(most + 1))):
        name = f"d{number}"
        kind = pick((EUR, EUR, RATE, PER_M2, DAYS, PERSONS, YesNo(), Day()))
        if isinstance(kind, YesNo):
            made = Definition(name=name, text=author.yes(2))
        elif isinstance(kind, Day):
            made = Definition(name=name, text=author.day(2))
        elif pick((False, True, True)):
            rounding, step = pick(("down", "up", "half-up")), pick(STEPS[kind])
            made = Definition(name=name, text=author.ratio(kind, 2), rounding=rounding, step=step, step_kind=kind)
        else:
            made = Definition(name=name, text=author.number(kind, 2))
        found[name] = made
        author.defined[name] = kind
    return found


@frozen(eq=False)
class Rule:
    """An expression with its definitions and its meaning."""

    text: str
    defined: Mapping[str, Definition]
    scope: MeasureScope
    node: Node

    def __repr__(self) -> str:
        lines = [
            f"  {each.name} = {each.text!r}" + (f" rounded {each.rounding} to {each.step}" if each.rounding else "")
            for each in self.defined.values()
        ]
        return "\n".join([repr(self.text), *lines])


def rule(text: str, defined: Mapping[str, Definition] | None = None, wanted: type[Kind] | None = None) -> Rule:
    """Read an expression of this vocabulary."""
    meanings = scope(defined)
    return Rule(text, defined or {}, meanings, check(text, meanings, wanted))


def condition(pick: Chooser, depth: int = 3, most: int = 2, beside: str | None = None) -> Rule:
    """An expression that is met or not; `beside` stands in it too."""
    author = Author(pick)
    defined = definitions(author, most)
    text = author.yes(depth)
    if beside is not None:
        text = f"({text} {pick(('and', 'or'))} {beside})"
    return rule(text, defined, YesNo)


def amount(pick: Chooser, depth: int = 3, most: int = 2) -> Rule:
    """An expression that is an amount of money, or now and then another number."""
    author = Author(pick)
    defined = definitions(author, most)
    return rule(author.number(pick((EUR, EUR, RATE, PER_M2, DAYS)), depth), defined, Number)


def share(pick: Chooser, depth: int = 2) -> Rule:
    """An amount that is rounded, and more often than not a quotient."""
    author = Author(pick)
    kind = pick((EUR, RATE, PER_M2, DAYS, PERSONS))
    text, rounding, step = author.ratio(kind, depth), pick(("down", "up", "half-up")), pick(STEPS[kind])
    return rule("d0", {"d0": Definition(name="d0", text=text, rounding=rounding, step=step, step_kind=kind)}, Number)


def day(pick: Chooser, depth: int = 3, most: int = 1) -> Rule:
    """An expression that is a day."""
    author = Author(pick)
    defined = definitions(author, most)
    return rule(author.day(depth), defined, Day)


# What it is read with.


def facts_in(node: Node) -> dict[str, Fact]:
    """The facts a node reads, by name."""
    return {each.name: each for each in walk(node) if isinstance(each, Fact)}


def complete(pick: Chooser, node: Node) -> dict[str, Any]:
    """All the facts that a node reads, none with a gap."""
    return {name: value(pick, fact.kind, fact.low, fact.high) for name, fact in sorted(facts_in(node).items())}


def fewer(pick: Chooser, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without some of them, and records without some of their fields."""
    kept = {}
    for name, told in facts.items():
        if pick((False, True, True)):
            kept[name] = tuple(fewer(pick, record) for record in told) if isinstance(told, tuple) else told
    return kept


@frozen(eq=False)
class Case:
    """A rule with everything to read it by: figures and facts, whole and with gaps."""

    rule: Rule
    figures: Mapping[str, Figure]
    opened: Mapping[str, Figure]
    facts: dict[str, Any]
    fewer: dict[str, Any]

    @property
    def node(self) -> Node:
        return self.rule.node

    def __repr__(self) -> str:
        shown = [
            f"figures = {self.figures}",
            f"opened = {self.opened}",
            f"facts = {self.facts}",
            f"fewer = {self.fewer}",
        ]
        return "\n".join([repr(self.rule), *shown])


def case(pick: Chooser, made: Rule) -> Case:
    """A rule with figures and facts."""
    names = [name for name in figures_named(made.node) if name in TEMPLATES]
    figures = {name: TEMPLATES[name].known(pick) for name in names}
    facts = complete(pick, made.node)
    open_to = {name: opened(pick, TEMPLATES[name], figure) for name, figure in figures.items()}
    return Case(made, figures, open_to, facts, fewer(pick, facts))


# The same as strategies.


@st.composite
def cases(draw, *kinds, **wanted):
    """A rule with figures and facts: a condition, an amount or a day, or of the kinds that are named."""
    pick = drawing(draw)
    write = pick(kinds or (condition, condition, amount, share, day))
    try:
        return case(pick, write(pick, **wanted))
    except Fault as fault:
        # The author knows no bounds of length and size, and may compare words that never meet.
        known = ("more than", "one of its words", "cannot be compared", "too deeply", "has no row", "which")
        if not any(each in fault.says for each in known):
            raise
        reject()

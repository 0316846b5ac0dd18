"""Kinds of values in a rule: numbers with units, days, choices, codes, yes or no, texts and lists."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from intra_core.model.money import GREATEST, MEASURED_IN

_CENTS = 100
Unit = tuple[tuple[str, int], ...]
"""Units with their exponents, in order of name: EUR per m2 is `(("EUR", 1), ("m2", -1))`; a rate has none."""

DECIMAL_UNITS = frozenset({"AWU", "m2", "points"})
MOST_RECORDS = 1_000
"""A list of more is too long to be read: so many of the greatest amounts still add up within 64 bits."""
MONEY = "money"
"""Stands in a vocabulary for the currency of whatever measure refers to the fact."""


@frozen
class YesNo:
    """Yes or no."""

    def __str__(self) -> str:
        return "yes or no"


@frozen
class Number:
    """A number with its units.

    >>> str(Number((("EUR", 1), ("m2", -1))))
    'EUR per m2'
    """

    unit: Unit = ()

    @property
    def scale(self) -> int:
        """How many parts make one: cents for money, ten-thousandths for decimals and rates, else one."""
        if not self.unit:
            return 10_000
        if len(self.unit) == 1:
            name, power = self.unit[0]
            if power == 1:
                return _CENTS if name in MEASURED_IN or name == MONEY else 10_000 if name in DECIMAL_UNITS else 1
        return 10_000

    @property
    def parts(self) -> int:
        """How many parts a figure has at the least.

        Those of facts of its kind, so that the two are compared as they are; a rate, and an amount per something, has
        no more than it needs.
        """
        return self.scale if len(self.unit) == 1 else 1

    @property
    def currency(self) -> str | None:
        """The currency, if this is an amount of money and nothing else."""
        if len(self.unit) == 1 and self.unit[0][1] == 1 and self.unit[0][0] in MEASURED_IN:
            return self.unit[0][0]
        return None

    def times(self, other: "Number", power: int = 1) -> "Number":
        """The kind of a product, or with power -1 of a quotient."""
        exponents = dict(self.unit)
        for name, exponent in other.unit:
            exponents[name] = exponents.get(name, 0) + power * exponent
        return Number(tuple(sorted((name, exponent) for name, exponent in exponents.items() if exponent)))

    def __str__(self) -> str:
        above = " ".join(name for name, power in self.unit for _ in range(power))
        below = " ".join(name for name, power in self.unit for _ in range(-power))
        if not below:
            return above or "rate"
        return f"{above or '1'} per {below}"


@frozen
class Day:
    """A day of the calendar."""

    def __str__(self) -> str:
        return "day"


@frozen
class MonthDay:
    """A day of every year."""

    def __str__(self) -> str:
        return "day of the year"


def _words(values: Iterable[str]) -> frozenset[str]:
    return frozenset(values)


@frozen
class Choice:
    """One of a closed list of words; without a list, any word that some table of the region knows."""

    values: frozenset[str] = field(converter=_words)

    def __str__(self) -> str:
        return f"one of {', '.join(sorted(self.values))}"


@frozen
class Code:
    """A code of a classification, compared by its prefix: `nace` with its revision, or `nuts`."""

    scheme: str

    def __str__(self) -> str:
        return f"{self.scheme.upper()} code"


@frozen
class Text:
    """Free text, such as the name by which records refer to each other."""

    def __str__(self) -> str:
        return "text"


@frozen(hash=False)
class Records:
    """A list of records with the kinds of their fields and the word its records are counted by."""

    fields: Mapping[str, "Kind"]
    unit: str = "records"
    limits: Mapping[str, tuple[int, int]] = field(factory=dict)

    def limit(self, name: str) -> tuple[int, int]:
        """The least and greatest value of a field."""
        return self.limits.get(name, (0, GREATEST))

    def __str__(self) -> str:
        return "list"


Ordered = Number | Day | MonthDay
"""Kinds whose values are kept as whole numbers; one not known for sure lies between two of them."""

Kind = YesNo | Ordered | Choice | Code | Text | Records

RATE = Number()
DAYS = Number((("days", 1),))
MONTHS = Number((("months", 1),))
YEARS = Number((("years", 1),))
SECONDS = Number((("seconds", 1),))
"""The time of a day is kept as the seconds since midnight."""


def number_of(unit: str) -> Number:
    """The kind of a number in one unit.

    >>> number_of("EUR").scale
    100
    """
    return Number(((unit, 1),))


MOST_COUNTED = 1_000_000_000
"""No count reaches more, and no decimal but a rate."""
MOST_RATE = 1_000_000_000
"""The greatest rate in parts: 10,000,000 %. No rate is written with more digits."""


def greatest_of(kind: Number) -> int:
    """Give the greatest number of a kind, in parts, where a fact declares none.

    >>> greatest_of(number_of("persons")), greatest_of(number_of("m2")), greatest_of(number_of("EUR")) == GREATEST
    (1000000000, 10000000000000, True)
    """
    if kind == RATE:
        return MOST_RATE
    return GREATEST if kind.scale == _CENTS else MOST_COUNTED * kind.scale


def is_amount(kind: Kind) -> bool:
    """Say whether a kind is an amount of money, of whatever currency.

    >>> is_amount(number_of(MONEY)), is_amount(number_of("EUR").times(number_of("m2"), -1)), is_amount(RATE)
    (True, False, False)
    """
    return isinstance(kind, Number) and kind.scale == _CENTS


SIMPLE: Mapping[str, Kind] = {
    "day": Day(), "yes-no": YesNo(), "money": number_of(MONEY), "rate": RATE, "AWU": number_of("AWU"),
    "m2": number_of("m2"), "points": number_of("points"), "days": number_of("days"), "years": number_of("years"),
    "months": number_of("months"), "text": Text(), "code nace": Code("nace"), "code nuts": Code("nuts"),
    "day-of-year": MonthDay(), "time": number_of("seconds"),
}  # fmt: skip
"""The types of a fact, but for choices, counts and lists."""

KIND_WORDS = (*SIMPLE, *MEASURED_IN, "choice", "count persons")
"""How the kinds that `kind_of` knows are written; of counts and choices an example."""


def kind_of(words: str) -> Kind | None:
    """Read a kind from the words that vocabularies have for it, or None; a choice and a count bring their own.

    >>> kind_of("EUR"), kind_of("choice small micro"), kind_of("euro")
    (Number(unit=(('EUR', 1),)), Choice(values=frozenset({...})), None)
    """
    first, *others = words.split() or [""]
    match first, others:
        case "choice", _:
            return Choice(others)
        case "count", [unit]:
            return number_of(unit)
        case _, [] if first in MEASURED_IN:
            return number_of(first)
        case _:
            return SIMPLE.get(" ".join((first, *others)))


def revision_of(code: str) -> str:
    """Give the revision a NACE code is written with; a set says nothing of codes of a revision it does not list.

    >>> revision_of("2.1:62.10"), revision_of("SI032")
    ('2.1', '')
    """
    return code.partition(":")[0] if ":" in code else ""


def described(kind: Kind) -> str:
    """Say what a kind is, in the middle of a sentence.

    >>> described(Day()), described(Number((("EUR", 1), ("m2", -1)))), described(DAYS)
    ('a day', 'an amount in EUR per m2', 'a number of days')
    """
    match kind:
        case Number():
            if not kind.unit:
                return "a rate"
            money = any(name in MEASURED_IN and power > 0 for name, power in kind.unit)
            return f"an amount in {kind}" if money else f"a number of {kind}"
        case Choice():
            return "a word of a closed list"
        case Code():
            return "a code"
        case YesNo():
            return "yes or no"
        case _:
            return f"a {kind}"

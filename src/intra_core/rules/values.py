"""One value of a kind, as a language writes it: money, rates, counted things, days, words and codes."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Protocol

from attrs import frozen

from intra_core.model.days import FIRST, LAST
from intra_core.model.money import MEASURED_IN
from intra_core.rules.figures import MOST, Known, Open
from intra_core.rules.kinds import (
    MONEY,
    SECONDS,
    YEARS,
    Choice,
    Code,
    Day,
    Kind,
    MonthDay,
    Number,
    Records,
    YesNo,
    number_of,
)
from intra_core.rules.languages import Tongue, tongue

MOST_SHOWN = 8
"""A set or table with more members is named only."""
_DAY = 24 * 3600
_CALENDAR_YEAR = 1000
"""No rule spans so many years: a number of years from here on is the year of a day."""

Value = Fraction | int | str | bool
"""A number in whole units, a day as its ordinal, a day of the year, a word or code, yes or no."""


class Words(Protocol):
    """What things are called: contributed by the vocabularies.

    A name is that of a fact, of a field as `cost.net`, of a figure, a definition or a set; one without a label is a
    KeyError. A word or unit without forms of its own stands for itself.
    """

    def label(self, name: str, language: str) -> str:
        """Give the label of a name."""
        ...

    def word(self, word: str, language: str) -> str:
        """Give the label of a word of a choice."""
        ...

    def unit_forms(self, unit: str, language: str) -> tuple[str, ...]:
        """Give the plural forms of a unit, in the order of the language."""
        ...


@frozen
class Writer:
    """The words and the language that values are written with."""

    words: Words
    tongue: Tongue

    def forms(self, unit: str) -> tuple[str, ...]:
        """Give the plural forms of a unit."""
        return self.words.unit_forms(unit, self.tongue.code)

    def word(self, word: str) -> str:
        """Give the label of a word."""
        return self.words.word(word, self.tongue.code)

    def label(self, name: str) -> str:
        """Give the label of a name."""
        return self.words.label(name, self.tongue.code)

    def value(self, kind: Kind, value: Value) -> str:
        """Write a value whose numbers are in whole units."""
        match kind:
            case Number():
                text = self.number(kind, Fraction(value))
            case Day():
                text = self.tongue.day(int(value))
            case MonthDay():
                text = self.tongue.day_of_year(int(value))
            case YesNo():
                text = self.tongue.yes if value else self.tongue.no
            case Choice():
                text = self.word(str(value))
            case Code():
                text = self.code(kind.scheme, str(value))
            case _:
                text = str(value)
        return text

    def number(self, kind: Number, amount: Fraction, *, bare: bool = False) -> str:
        """Write a number in whole units with what it counts; `bare` leaves out the currency."""
        if not kind.unit:
            return self.tongue.rate.format(self.tongue.decimal(amount * 100)[0])
        if kind == SECONDS and 0 <= amount < _DAY and amount.denominator == 1:
            return _clock(int(amount))
        if kind == YEARS and amount >= _CALENDAR_YEAR and amount.denominator == 1:
            return str(amount)
        above = [unit for unit, power in kind.unit for _ in range(power)]
        below = [unit for unit, power in kind.unit for _ in range(-power)]
        money = next((unit for unit in above if unit in MEASURED_IN or unit == MONEY), None)
        text, decimals = self.tongue.decimal(amount, 2 if money else 0)
        units = [self.forms(unit) for unit in above if unit != money]
        counted = " ".join(self.tongue.form(forms, int(abs(amount)), decimals) for forms in units)
        if money is not None and money != MONEY and not bare:
            text = self.tongue.money.format(currency=money, amount=text)
        text = f"{text} {counted}" if counted else text
        for unit in below:
            text = self.tongue.per.format(text, self.forms(unit)[0])
        return text

    def code(self, scheme: str, code: str) -> str:
        """Write one code with the revision of its classification."""
        version, rest = _version(code)
        return self.tongue.codes[scheme].format(codes=rest, version=version) if version else rest

    def codes(self, scheme: str, codes: Iterable[str]) -> str:
        """Write several codes, each revision once."""
        versions: dict[str, list[str]] = {}
        for version, rest in sorted(map(_version, codes)):
            versions.setdefault(version, []).append(rest)
        pattern = self.tongue.codes[f"{scheme} several"]
        lists = {version: self.tongue.listed(group, "and") for version, group in versions.items()}
        return "; ".join(
            pattern.format(codes=each, version=version) if version else each for version, each in lists.items()
        )

    def figure(self, kind: Kind, figure: Known | Open) -> str:
        """Write a figure of a day; one that is not known with the reason and its bounds."""
        if isinstance(figure, Known):
            return self.value(kind, figure.value)
        patterns = self.tongue.open_figures
        why = self.tongue.why[figure.why]
        if figure.words and len(figure.words) <= MOST_SHOWN:
            words = self.tongue.listed(sorted(map(self.word, figure.words)), "or")
            return patterns["words"].format(why=why, words=words)
        if not isinstance(kind, Number | Day):
            return why
        lowest, highest = (FIRST, LAST) if isinstance(kind, Day) else (0, MOST)
        if figure.high < highest and figure.low >= lowest:
            low, high = self.value(kind, figure.low), self.value(kind, figure.high)
            return patterns["between"].format(why=why, low=low, high=high)
        return patterns["at least"].format(why=why, low=self.value(kind, figure.low)) if figure.low > lowest else why


def _version(code: str) -> tuple[str, str]:
    """Take a code apart: `2:25.62` and `SI032@2021` carry their version, a code alone has none."""
    version, colon, rest = code.partition(":")
    start, _, after = code.partition("@")
    return (version, rest) if colon else (after, start)


def _clock(second: int) -> str:
    minutes, seconds = divmod(second, 60)
    shown = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{shown}:{seconds:02d}" if seconds else shown


def written(kind: Kind, value: object, words: Words, language: str) -> str:
    """Write one value of a fact, kept as facts are: numbers in parts, days as ordinals, a list as its records.

    >>> from intra_core.rules.kinds import number_of
    >>> class Plain:
    ...     def label(self, name: str, language: str) -> str:
    ...         return name
    ...     def word(self, word: str, language: str) -> str:
    ...         return word
    ...     def unit_forms(self, unit: str, language: str) -> tuple[str, ...]:
    ...         return {"en": ("offer", "offers"), "sl": ("ponudba", "ponudbi", "ponudbe", "ponudb")}[language]
    >>> written(number_of("EUR"), 240000, Plain(), "en")
    'EUR 2,400.00'
    >>> [written(number_of("offers"), number, Plain(), "sl") for number in (2, 101)]
    ['2 ponudbi', '101 ponudba']
    """
    writer = Writer(words, tongue(language))
    if isinstance(kind, Records):
        assert isinstance(value, tuple)  # noqa: S101 (facts keep a list as a tuple)
        return writer.number(number_of(kind.unit), Fraction(len(value)))
    assert isinstance(value, int | str)  # noqa: S101 (facts keep everything else as these; yes and no are numbers)
    if isinstance(kind, Number):
        assert isinstance(value, int)  # noqa: S101 (likewise)
        return writer.number(kind, Fraction(value, kind.scale))
    return writer.value(kind, value)

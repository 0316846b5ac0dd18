"""Who writes expressions of a wished kind over the names of a scope, as an author of a measure may."""

from collections.abc import Callable, Iterator, Mapping

from intra_core.errors import Complaint, WrongInput
from intra_core.rules.kinds import DAYS, MONTHS, RATE, YEARS, Choice, Code, Day, Kind, Number, Records, YesNo, described
from intra_core.rules.language import Fact, Parameter
from intra_core.rules.scope import BandShape, FunctionShape, Meaning, NamedSet, TableShape
from intra_core.testing.strategies.groups import Chooser
from intra_core.testing.strategies.scope_names import Names

LETTERS = "xyz"
"""The letters that stand for records; lists within lists go no deeper."""
_SIGNS = (">=", "<=", "<", ">", "==", "!=")


class Author:
    """Writes expressions over the names of a scope, each choice made by `pick`; nearly all of them are right."""

    def __init__(self, pick: Chooser, names: Names) -> None:
        self.pick = pick
        self.known = names
        self.meanings: dict[str, Meaning] = names.meanings
        self.variables: dict[str, Records] = {}

    def of(self, kind: Kind, depth: int) -> str:
        """Write an expression of a kind.

        Raises:
            WrongInput: if no name gives such a value.
        """
        match kind:
            case YesNo():
                return self.yes(depth)
            case Number():
                return self.number(kind, depth)
            case Day():
                return self.day(depth)
            case _:
                return self.word(kind, depth)

    def one_of(self, *ways: Callable[[], str]) -> str:
        """Write in one of some ways."""
        return self.pick(ways)()

    # names

    def names(self, kind: Kind) -> list[str]:
        """Give every name of a kind, and the fields of that kind of records in reach."""
        found = [f"{letter}.{key}" for letter, records in self.variables.items() for key in _keys(records, kind)]
        return [*found, *self.known.of_kind(kind)]

    def name(self, kind: Kind) -> str:
        """Write a name of a kind."""
        found = self.names(kind)
        if not found:
            raise WrongInput([Complaint(says=f"no name stands for {described(kind)} here")])
        return self.pick(found)

    # yes or no

    def yes(self, depth: int) -> str:
        """Write what is met or not."""
        plain = [self.comparison, self.membership]
        ways: list[Callable[[int], str]] = [lambda _: self.name(YesNo())] if self.names(YesNo()) else []
        if depth <= 0:
            return self.pick([*ways, *plain])(0)
        return self.one_of(
            lambda: self.pick([*ways, *plain])(depth - 1),
            lambda: f"not {self.yes(depth - 1)}",
            lambda: f"({self.yes(depth - 1)} {self.pick(('and', 'or'))} {self.yes(depth - 1)})",
            lambda: self.walk(self.pick(("any", "all")), YesNo(), depth - 1),
            lambda: f"({self.yes(depth - 1)} if {self.yes(depth - 1)} else {self.yes(depth - 1)})",
        )

    def comparison(self, depth: int) -> str:
        """Write two numbers or days, or a word and one it may be, with a sign between; else a name."""
        kinds: list[Kind] = [*self.known.numbers, *([Day()] if len(self.names(Day())) > 1 else []), *self.known.choices]
        if not kinds:
            return self.name(YesNo())
        kind = self.pick(kinds)
        if isinstance(kind, Choice):
            return f'({self.word(kind, depth)} {self.pick(("==", "!="))} "{self.pick(sorted(kind.values))}")'
        first, second = self.of(kind, depth), self.of(kind, depth)
        if first == second:
            names = self.names(kind)
            second = next((name for name in names if name != first), second)
        return f"({first} {self.pick(_SIGNS)} {second})"

    def membership(self, depth: int) -> str:
        """Write that a word or a code is in a set; a comparison where there is no set to be in."""
        sets = [
            (name, holder)
            for name, each in self.meanings.items()
            if isinstance(each, NamedSet)
            for holder in self._holders(each)
        ]
        if not sets:
            return self.comparison(depth)
        name, holder = self.pick(sets)
        return f"({holder} {self.pick(('in', 'not in'))} {name})"

    def _holders(self, named: NamedSet) -> Iterator[str]:
        """Give the names of what may be in a set."""
        if named.scheme is not None:
            yield from self.names(Code(named.scheme))[:3]
            return
        for kind in self.known.choices:
            if named.members <= kind.values:
                yield from self.names(kind)[:3]

    # words and days

    def word(self, kind: Kind, depth: int) -> str:
        """Write a word, a code or a text."""
        ways = [lambda: self.name(kind)]
        if depth > 0 and isinstance(kind, Choice):
            ways.append(lambda: f"({self.word(kind, depth - 1)} if {self.yes(depth - 1)} else {self.name(kind)})")
            ways += [
                lambda name=name, each=each: f"band({self.number(each.number, depth - 1)}, {name})"  # type: ignore[misc]
                for name, each in self.meanings.items()
                if isinstance(each, BandShape) and each.words <= kind.values and isinstance(each.number, Number)
            ]
        return self.one_of(*ways, *self._given(kind, depth))

    def day(self, depth: int) -> str:
        """Write a day."""
        if depth <= 0:
            return self.name(Day())
        below = depth - 1
        ways = [
            lambda: self.name(Day()),
            lambda: f"{self.pick(('min', 'max'))}({self.day(below)}, {self.day(below)})",
            lambda: f"({self.day(below)} if {self.yes(below)} else {self.day(below)})",
        ]
        if self.names(DAYS):
            ways.append(lambda: f"({self.day(below)} {self.pick('+-')} {self.name(DAYS)})")
        if self.names(MONTHS):
            ways.append(lambda: f"add_months({self.day(below)}, {self.name(MONTHS)})")
        if self.names(YEARS):
            ways.append(lambda: f"add_years({self.day(below)}, {self.name(YEARS)})")
        return self.one_of(*ways, *self._given(Day(), depth))

    # numbers

    def number(self, kind: Number, depth: int) -> str:
        """Write a number of some unit."""
        if depth <= 0:
            return self.name(kind)
        below = depth - 1
        ways = [
            lambda: self.name(kind),
            lambda: f"({self.number(kind, below)} {self.pick('+-')} {self.number(kind, below)})",
            lambda: f"{self.pick(('min', 'max'))}({self.number(kind, below)}, {self.number(kind, below)})",
            lambda: f"({self.number(kind, below)} if {self.yes(below)} else {self.number(kind, below)})",
            lambda: self.walk(self.pick(("sum", "max", "min")), kind, below),
        ]
        if self.names(RATE) and kind != RATE:
            ways.append(lambda: f"{self.number(kind, below)} * {self.name(RATE)}")
        if kind == DAYS:
            ways.append(lambda: f"({self.day(below)} - {self.day(below)})")
        if kind == YEARS:
            ways.append(lambda: f"years_between({self.day(below)}, {self.day(below)})")
        for name, each in self.meanings.items():
            if isinstance(each, TableShape) and each.kind == kind and (words := self._words_for(each)):
                ways.append(lambda name=name, words=words: f"{name}[{', '.join(words)}]")  # type: ignore[misc]
        return self.one_of(*ways, *self._given(kind, depth))

    def _words_for(self, table: TableShape) -> list[str]:
        """Give names by which a table may be looked up; none if one of its keys is nobody's."""
        found = [
            next((n for kind in self.known.choices if kind.values == key for n in self.names(kind)), "")
            for key in table.keys
        ]
        return found if all(found) else []

    def _given(self, kind: Kind, depth: int) -> list[Callable[[], str]]:
        """Give the ways to write a call of a function of the region that gives a kind."""
        if depth <= 0:
            return []
        return [
            lambda name=name, each=each: f"{name}({', '.join(self.name(taken) for taken in each.takes)})"  # type: ignore[misc]
            for name, each in self.meanings.items()
            if isinstance(each, FunctionShape) and each.gives == kind and all(map(self.names, each.takes))
        ]

    def quotient(self, kind: Number, depth: int) -> str:
        """Write a number that may be divided by what is surely above zero."""
        above = sorted(name for name, each in self.meanings.items() if _above_zero(each))
        if not above:
            return self.number(kind, depth)
        return self.one_of(
            lambda: self.number(kind, depth), lambda: f"{self.number(kind, max(depth - 1, 0))} / {self.pick(above)}"
        )

    # lists

    def lists(self) -> Mapping[str, Records]:
        """Give the lists in reach, those within the records of a list too."""
        found = {name: each.kind for name, each in self.meanings.items() if isinstance(each, Fact)}
        inside = {
            f"{letter}.{key}": each for letter, kind in self.variables.items() for key, each in kind.fields.items()
        }
        return {name: kind for name, kind in sorted({**found, **inside}.items()) if isinstance(kind, Records)}

    def walk(self, how: str, kind: Kind, depth: int) -> str:
        """Write what holds of the records of a list, or comes of them; a plain one where no list has such a field."""
        able = [name for name, records in self.lists().items() if isinstance(kind, YesNo) or _keys(records, kind)]
        if not able or len(self.variables) == len(LETTERS):
            return self.of(kind, 0)
        name = self.pick(able)
        records, letter = self.lists()[name], LETTERS[len(self.variables)]
        self.variables[letter] = records
        body = self.yes(depth) if isinstance(kind, YesNo) else f"{letter}.{self.pick(_keys(records, kind))}"
        where = f" if {self.yes(0)}" if self.pick((False, True)) else ""
        del self.variables[letter]
        return f"{how}({body} for {letter} in {name}{where})"


def _keys(records: Records, kind: Kind) -> list[str]:
    return sorted(key for key, each in records.fields.items() if each == kind)


def _above_zero(meaning: Meaning) -> bool:
    """Say whether a name stands for a rate that is surely above zero; a number divided by it keeps its unit."""
    return isinstance(meaning, Parameter) and meaning.kind == RATE and meaning.sign > 0

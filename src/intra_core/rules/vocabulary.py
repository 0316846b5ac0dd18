"""The names rules may use, as law and region contribute them: facts, sets, figures, definitions and all labels."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from attrs import evolve, field, fields, frozen

from intra_core.model.text import LocalizedText
from intra_core.rules.changes import Change
from intra_core.rules.functions import RuleFunction
from intra_core.rules.history import Parameter
from intra_core.rules.kinds import MONEY, Choice, Kind, Number, Records
from intra_core.rules.scope import NamedSet


@frozen(kw_only=True)
class FactEntry:
    """A fact an application may state, or with `of_list` a field of one of its lists.

    `key` is its key in the file where that differs from its last word.
    """

    name: str
    kind: Kind
    label: LocalizedText
    question: LocalizedText
    low: int
    high: int
    order: int
    key: str | None = None
    of_list: bool = False

    @property
    def input_key(self) -> str:
        """The name an applicant knows it by."""
        return f"{self.name.rpartition('.')[0]}.{self.key}" if self.key else self.name


@frozen(kw_only=True)
class Definition:
    """An amount or yes-or-no under a name, as its author wrote it.

    `step` is what it is rounded to, in whole units of `step_kind`. `kind` stands in where it cannot be worked out.
    `stricter` is there if an application may state the value instead: `("least",)` for numbers, or all words from mild
    to strict.
    """

    name: str
    text: str
    rounding: str | None = None
    step: tuple[int, int] | None = None
    step_kind: Kind | None = None
    kind: Kind | None = None
    stricter: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class Vocabulary:
    """Facts, sets, figures, definitions, functions and labels by name; changes by fact and way."""

    facts: Mapping[str, FactEntry] = field(factory=dict)
    sets: Mapping[str, NamedSet] = field(factory=dict)
    parameters: Mapping[str, Parameter] = field(factory=dict)
    definitions: Mapping[str, Definition] = field(factory=dict)
    labels: Mapping[str, LocalizedText] = field(factory=dict)
    words: Mapping[str, LocalizedText] = field(factory=dict)
    units: Mapping[str, Mapping[str, tuple[str, ...]]] = field(factory=dict)
    changes: Mapping[tuple[str, str], Change] = field(factory=dict)
    functions: Mapping[str, RuleFunction] = field(factory=dict)
    law: frozenset[str] = frozenset()
    """Which of the names are the law's; nobody else may give them a meaning."""

    def joined(self, other: "Vocabulary") -> "Vocabulary":
        """Give a vocabulary that has the names of both.

        Labels, words and units of the other stand over one's own. Whoever reads the other from a file has refused
        names that are taken.
        """
        return Vocabulary(
            facts={**self.facts, **other.facts},
            sets={**self.sets, **other.sets},
            parameters={**self.parameters, **other.parameters},
            definitions={**self.definitions, **other.definitions},
            labels={**self.labels, **other.labels},
            words={**self.words, **other.words},
            units={**self.units, **other.units},
            changes={**self.changes, **other.changes},
            functions={**self.functions, **other.functions},
            law=self.law | other.law,
        )

    def tables(self) -> Iterable[tuple[str, Mapping[Any, Any]]]:
        """Give every table of names with the name of the table.

        >>> [name for name, _ in Vocabulary().tables()][:3]
        ['facts', 'sets', 'parameters']
        """
        return [(each.name, getattr(self, each.name)) for each in fields(Vocabulary) if each.name != "law"]

    def own_names(self) -> frozenset[str]:
        """Give every name that has a meaning here, the fields of lists and the functions too."""
        return frozenset((*self.facts, *self.sets, *self.parameters, *self.definitions, *self.functions))

    def without(self, names: Collection[str]) -> "Vocabulary":
        """Give the vocabulary without the meanings of some names."""
        return evolve(
            self,
            facts={name: each for name, each in self.facts.items() if name not in names},
            sets={name: each for name, each in self.sets.items() if name not in names},
            parameters={name: each for name, each in self.parameters.items() if name not in names},
            definitions={name: each for name, each in self.definitions.items() if name not in names},
        )

    def names(self) -> Iterable[str]:
        """Give every name a rule may use."""
        return [
            *(name for name, entry in self.facts.items() if not entry.of_list),
            *self.sets,
            *self.parameters,
            *self.definitions,
            *self.functions,
        ]

    def label(self, name: str, language: str) -> str:
        """Give the label of a fact, function, figure, definition or set.

        Raises:
            KeyError: if it has none.
        """
        entry = self.facts.get(name) or self.functions.get(name)
        text = entry.label if entry is not None else self.labels[name]
        return text.in_language(language)

    def kind_in(self, currency: str, kind: Kind) -> Kind:
        """Give a kind with a currency put for money, and for a choice that is open every word there is."""
        if isinstance(kind, Choice):
            return kind if kind.values else Choice(self.words.keys())
        if isinstance(kind, Number):
            return Number(tuple((currency if unit == MONEY else unit, power) for unit, power in kind.unit))
        if isinstance(kind, Records):
            return evolve(kind, fields={name: self.kind_in(currency, each) for name, each in kind.fields.items()})
        return kind

    def word(self, word: str, language: str) -> str:
        """Give the label of a word of a choice; a word without one stands for itself."""
        text = self.words.get(word)
        return text.in_language(language) if text is not None else word

    def unit_forms(self, unit: str, language: str) -> tuple[str, ...]:
        """Give the plural forms of a unit, in the order of its language."""
        forms = self.units.get(unit)
        if forms is None:
            return (unit, unit)
        return forms.get(language) or forms["en"]

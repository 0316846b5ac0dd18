"""An application to fill in: every key that a measure reads, with its question and an example of its value."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.assessment.phrases import capitalised
from intra_core.assessment.questions import type_of
from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.compared import compared_words
from intra_core.rules.kinds import MONEY, Choice, Code, Day, Kind, MonthDay, Number, Records, Text
from intra_core.rules.language import Element, Fact, walk
from intra_core.texts import text

if TYPE_CHECKING:
    from intra_core.assessment.measure import Measure

MOST_WORDS = 12
"""Choices of more words are not listed."""
MAIN = "undertaking.nace.main"
"""Said with yes: whoever gives one activity gives the main one. Every other yes or no stands as no."""
ACTIVITY = '"25.62", revision = "2"'
OPEN_CODE = "undertaking.nace.code"
"""A line of this list is an activity: code and revision are keys of the line. Every other code is a table of both."""
ALWAYS_THERE = {"undertaking.nace": ("code",), "undertaking.accounts": ("ends",)}
"""Fields without which a line of these lists is refused."""
_EXAMPLE_DAY = dt.date(2024, 9, 2)


@frozen(kw_only=True)
class TemplateKey:
    """One key of an application. `fields` are those of a list; `instead` is set for what is otherwise worked out."""

    fact: str
    key: str
    question: str
    type: str
    example: str
    words: tuple[str, ...] = ()
    """What is shown of the choices, where they are few."""
    choices: tuple[str, ...] = ()
    closed: bool = False
    instead: bool = False
    fields: "tuple[TemplateKey, ...]" = ()

    def to_dict(self) -> dict[str, object]:
        """Give the key in the words of the answer's contract."""
        return {"fact": self.fact, "question": self.question, "type": self.type, "choices": list(self.choices)}

    def every(self) -> "Iterator[TemplateKey]":
        """Give the key and the fields below it."""
        yield self
        for below in self.fields:
            yield from below.every()


@frozen(kw_only=True)
class Template:
    """The application of one measure before anything is told."""

    measure: str
    title: str
    region: str
    language: str
    keys: tuple[TemplateKey, ...]

    def to_dict(self) -> dict[str, object]:
        """Give every key with its question and type; those that may stand in place of others apart."""
        every = [each for key in self.keys for each in key.every()]
        return {
            "measure": self.measure,
            "title": self.title,
            "facts": [each.to_dict() for each in every if not each.instead],
            "instead": [each.to_dict() for each in every if each.instead],
        }

    def lines(self) -> tuple[str, ...]:
        """Give the application as lines of TOML."""
        return tuple(_Form(self).lines())

    def __str__(self) -> str:
        return "\n".join(self.lines())


def template(measure: "Measure", language: str = "en") -> Template:
    """Gather what a measure reads, over all its calls and figures."""
    return _Gathering(measure, language).template()


@frozen
class _Gathering:
    """The keys of a measure while they are gathered."""

    measure: "Measure"
    language: str

    def template(self) -> Template:
        words = self.measure.vocabulary
        read = {SUBMITTED}
        given: dict[str, Kind] = {}
        if any(each is not None for call in self.measure.identity.calls for each in (call.opens_at, call.closes_at)):
            read.add(f"{SUBMITTED}_at")
        for node in (each for root in self.measure.rules.book.nodes() for each in walk(root)):
            if isinstance(node, Fact | Element):
                read.add(_name(node))
            if isinstance(node, Fact) and node.name not in words.facts and node != ON:
                given[node.name] = node.kind
        for name, needed in ALWAYS_THERE.items():
            read.update(f"{name}.{each}" for each in needed if name in read)
        found = sorted(read & words.facts.keys(), key=lambda name: words.facts[name].order)
        tops = [name for name in found if not words.facts[name].of_list]
        keys = [self._key(name, found) for name in tops]
        keys += [self._given(name, kind, instead=False) for name, kind in given.items()]
        keys += [self._given(name, node.kind, instead=True) for name, node in self.measure.rules.book.derived.items()]
        return Template(
            measure=self.measure.id,
            title=self.measure.title.in_language(self.language),
            region=self.measure.region,
            language=self.language,
            keys=tuple(keys),
        )

    def _key(self, name: str, found: Iterable[str]) -> TemplateKey:
        entry = self.measure.vocabulary.facts[name]
        below = [each for each in found if each.rpartition(".")[0] == name and isinstance(entry.kind, Records)]
        fields = tuple(self._key(each, found) for each in below)
        choice = sorted(entry.kind.values) if isinstance(entry.kind, Choice) else []
        shown = choice or sorted(compared_words(self.measure.rules.book.nodes(), name))
        listed = isinstance(entry.kind, Choice) and len(shown) <= MOST_WORDS
        return TemplateKey(
            fact=entry.input_key,
            key=entry.input_key.rpartition(".")[2],
            question=entry.question.in_language(self.language),
            type=type_of(entry.kind),
            example=_listed(fields)
            if isinstance(entry.kind, Records)
            else "true"
            if name == MAIN
            else ACTIVITY
            if name == OPEN_CODE
            else self._example(entry.kind, shown),
            words=tuple(shown) if listed else (),
            choices=tuple(shown) if isinstance(entry.kind, Choice) else (),
            closed=bool(choice),
            fields=fields,
        )

    def _given(self, name: str, kind: Kind, *, instead: bool) -> TemplateKey:
        """Ask for what has a label only: it is worked out elsewhere, or here unless it is given."""
        label = self.measure.vocabulary.label(name, self.language)
        chosen = sorted(kind.values) if isinstance(kind, Choice) else []
        order = self.measure.rules.book.stricter.get(name, ())
        words = sorted(chosen, key=lambda word: order.index(word) if word in order else 0)
        return TemplateKey(
            fact=name,
            key=name.rpartition(".")[2],
            question=text(self.language, "form", "instead").format(label=label) if instead else capitalised(label),
            type=type_of(kind),
            example=self._example(kind, words),
            words=tuple(words) if len(words) <= MOST_WORDS else (),
            choices=tuple(words),
            closed=True,
            instead=instead,
        )

    def _example(self, kind: Kind, words: list[str]) -> str:
        """Write a value of a kind; words and codes are among those that the rules name."""
        match kind:
            case Choice() | Text():
                example = f'"{words[0] if words else "…"}"'
            case Code(scheme="nace"):
                example = f"{{ code = {ACTIVITY} }}"
            case Code():
                example = f'"{max(words, key=len) if words else "SI032"}"'
            case Day():
                example = self._day()
            case Number() if not kind.unit:
                example = '"10 %"'
            case Number(unit=((unit, _), *_)):
                money = f'"{self.measure.identity.currency} 1000.00"'
                count = money if unit == MONEY or kind.currency else "3"
                example = {"AWU": "12.5", "m2": '"20.5 m2"', "seconds": "12:00:00"}.get(unit, count)
            case _:
                example = '"--12-31"' if isinstance(kind, MonthDay) else "false"
        return example

    def _day(self) -> str:
        days = [call.opens for call in self.measure.identity.calls if call.opens is not None and call.opens.known]
        return str(days[-1]) if days else str(_EXAMPLE_DAY)


def _name(node: Fact | Element) -> str:
    return f"{node.list_name}.{node.name}" if isinstance(node, Element) else node.name


def _listed(fields: tuple[TemplateKey, ...]) -> str:
    """Write a list inside a table; one whose lines have nothing but a name is a list of names."""
    if [each.key for each in fields] == ["name"]:
        return f"[{fields[0].example}]"
    return f"[{{ {', '.join(f'{each.key} = {each.example}' for each in fields)} }}]"


@frozen
class _Form:
    """A template as TOML: a key of the file has its # right before it, a comment has a blank between."""

    template: Template

    def word(self, name: str, /, **parts: str) -> str:
        """Give one of the form's own words, filled in."""
        return text(self.template.language, "form", name).format(**parts)

    def lines(self) -> Iterator[str]:
        asked = self.template
        yield f"# {asked.title} ({asked.measure})"
        yield f"# {self.word('head')}"
        yield ""
        yield f'region = "{asked.region}"'
        yield ""
        yield f"# {self.word('on')}"
        yield f"#on = {_EXAMPLE_DAY}"
        lists = [key for key in asked.keys if "." not in key.fact]
        if lists:
            yield ""
            yield f"# {self.word('none')}"
            yield from (f"#{key.fact} = []" for key in lists)
        for name in dict.fromkeys(key.fact.partition(".")[0] for key in asked.keys if "." in key.fact):
            yield ""
            yield f"[{name}]"
            for key in asked.keys:
                if key.fact.startswith(f"{name}."):
                    yield from self.key(key, key.fact.removeprefix(f"{name}."))
        for key in lists:
            yield ""
            yield f"# {key.question} {self.word('each', name=key.fact)}"
            yield f"#[[{key.fact}]]"
            for each in key.fields:
                yield from self.key(each, each.key)

    def key(self, key: TemplateKey, written: str) -> Iterator[str]:
        """Write one key of a table behind its question, and the questions of the fields below it."""
        yield f"# {self.question(key)}"
        for below in key.fields:
            yield f"#   {below.key}: {self.question(below)}"
        yield f"#{written} = {key.example}"

    def question(self, key: TemplateKey) -> str:
        """Write a question with the type of its answer and, where they are few, its words."""
        several = self.word("one of" if key.closed else "such as", words=", ".join(key.words))
        words = f" ({several})" if key.words else ""
        return f"{key.question} [{key.type}]{words}"

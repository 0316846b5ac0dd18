"""The law's names in other languages than English: each language's file is read when it is first asked for."""

from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib import resources
from typing import Any, TypeAlias

from attrs import evolve

from intra_core.io.decode import document_from
from intra_core.model.text import Later, LocalizedText
from intra_core.rules.vocabulary import Vocabulary

LANGUAGES = ("bg", "es", "it", "pt", "sl")
"""Those that have a file `texts/xx.toml` beside this module."""

Key: TypeAlias = tuple[str, str]
"""What kind of text it is ("label", "question", "word" or "change"), and of which name; a change by fact and way."""


def texts_in(language: str) -> Mapping[Key, str]:
    """Give every label, question, word and advice of the law in a language.

    >>> texts_in("it")["word", "fair"]
    'fiera'
    """
    return _read(language)[0]


def forms_in(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give the plural forms of every unit of the law in a language.

    >>> forms_in("pt")["offers"]
    ('proposta', 'propostas')
    """
    return _read(language)[1]


@cache
def _read(language: str) -> tuple[Mapping[Key, str], Mapping[str, tuple[str, ...]]]:
    name = f"texts/{language}.toml"
    document = document_from((resources.files("intra_core.law") / name).read_bytes(), name, "toml")
    tree = document.tree
    texts = {(kind, name): text for name, kind, text in _facts(tree["fact"], "")}
    texts |= {("change", f"{name} {way}"): text for name, way, text in _facts(tree["change"], "")}
    texts |= {("word", word): text for word, text in tree["word"].items()}
    texts |= {("label", name): text for name, text in tree["label"].items()}
    return texts, {unit: tuple(forms) for unit, forms in tree["unit"].items()}


def _facts(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str, str]]:
    """Walk through tables by fact; a text stands under `label`, `question` or a way to change it."""
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix.removesuffix("."), key, value
        else:
            yield from _facts(value, f"{prefix}{key}.")


def _text(key: Key, language: str) -> str | None:
    return texts_in(language).get(key)


def _forms(unit: str, language: str) -> tuple[str, ...] | None:
    return forms_in(language).get(unit)


def with_texts(found: Vocabulary) -> Vocabulary:
    """Give the vocabulary with every text in every language; none of them is read yet."""

    def later(kind: str, name: str, text: LocalizedText) -> LocalizedText:
        return LocalizedText(Later(text.texts, LANGUAGES, partial(_text, (kind, name))))

    return evolve(
        found,
        facts={
            name: evolve(each, label=later("label", name, each.label), question=later("question", name, each.question))
            for name, each in found.facts.items()
        },
        labels={name: later("label", name, text) for name, text in found.labels.items()},
        words={word: later("word", word, text) for word, text in found.words.items()},
        changes={
            (name, way): evolve(each, says=later("change", f"{name} {way}", each.says))
            for (name, way), each in found.changes.items()
        },
        units={unit: Later(forms, LANGUAGES, partial(_forms, unit)) for unit, forms in found.units.items()},
    )

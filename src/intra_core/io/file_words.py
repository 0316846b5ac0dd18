"""The words of choices in a file, found before it is an application: what is unknown is told with all other faults."""

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from intra_core.io.places import Path
from intra_core.rules.kinds import Choice
from intra_core.rules.vocabulary import Vocabulary


@frozen
class FileWord:
    """A word in a file: the fact it is told of, its place, and the words that a vocabulary has for it."""

    fact: str
    path: Path
    word: str
    known: frozenset[str]


def words_in(tree: dict[str, Any], vocabulary: Vocabulary) -> Iterator[FileWord]:
    """Find every word of a choice."""
    choices = [(entry.name, entry.input_key, entry.kind) for entry in vocabulary.facts.values()]
    choices += [(name, name, each.kind) for name, each in vocabulary.definitions.items() if each.kind is not None]
    for name, key, kind in choices:
        if isinstance(kind, Choice):
            known = kind.values or frozenset(vocabulary.words)
            for path, word in texts_at(tree, key):
                yield FileWord(name, path, word, known)


def texts_at(tree: dict[str, Any], key: str) -> Iterator[tuple[Path, str]]:
    """Find the texts under a key, in every record of a list.

    >>> list(texts_at({"cost": [{"kind": "fee"}]}, "cost.kind"))
    [(('cost', 0, 'kind'), 'fee')]
    """
    return _at(tree, key.split("."), ())


def _at(value: Any, keys: list[str], path: Path) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 (whatever a file holds)
    """Find the words under a key, in every record of a list; a list of words has them under `name`."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _at(each, keys, (*path, number))
    elif isinstance(value, str) and keys in ([], ["name"]):
        yield path, value
    elif isinstance(value, dict) and keys and keys[0] in value:
        yield from _at(value[keys[0]], keys[1:], (*path, keys[0]))

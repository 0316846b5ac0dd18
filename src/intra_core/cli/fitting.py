"""One application for several regions: each reads it without the tables and the words that only others know."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from attrs import frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.errors import did_you_mean
from intra_core.io.application_file import application_from
from intra_core.io.document import Document, dotted
from intra_core.io.places import Path
from intra_core.model.application import Application
from intra_core.rules.kinds import Choice
from intra_core.rules.vocabulary import Vocabulary

Tree = dict[str, Any]


@frozen
class LeftOut:
    """A word that a region does not know, and another does: its key is unknown to the region, which may ask for it."""

    region: str
    fact: str
    word: str


@frozen
class _Word:
    """A word in a file: its place, and the words that a vocabulary has for it."""

    path: Path
    word: str
    known: frozenset[str]


def check(document: Document, catalogue: Catalogue) -> None:
    """Read an application as far as all regions understand it alike.

    Raises:
        WrongInput: with every fault, words that no region knows among them.
    """
    tree = _shared(document, catalogue, None)
    known: dict[Path, set[str]] = {}
    words: dict[Path, str] = {}
    for loaded in catalogue.regions:
        for each in _words(tree, loaded.region.vocabulary):
            known.setdefault(each.path, set()).update(each.known)
            words[each.path] = each.word
    for path, word in words.items():
        if word not in known[path]:
            document.complain(path, f"unknown word {word!r}", did_you_mean(word, known[path]))
    application_from(document, tree)


def fitted(document: Document, catalogue: Catalogue, region: str) -> tuple[Application, tuple[LeftOut, ...]]:
    """Read an application for one region, and tell which words it was left without.

    Raises:
        WrongInput: with what is wrong for this region.
    """
    tree = deepcopy(_shared(document, catalogue, region))
    every = _words(tree, catalogue.region(region).region.vocabulary)
    strange = [each for each in every if each.word not in each.known and each.path[0] != region]
    for each in strange:
        _drop(tree, each.path)
    copy = Document(document.name, document.text, document.tree, document.form)
    left_out = tuple(LeftOut(region, dotted(each.path), each.word) for each in strange)
    return application_from(copy, tree, region), left_out


def names(catalogue: Catalogue) -> set[str]:
    """Name every region that is installed, quarantined or not."""
    return {each.region.id for each in catalogue.regions} | {each.region for each in catalogue.quarantined}


def _shared(document: Document, catalogue: Catalogue, region: str | None) -> Tree:
    """Leave out the tables of facts that only other regions know."""
    others = names(catalogue) - {region}
    return {key: value for key, value in document.tree.items() if key not in others}


def _words(tree: Tree, vocabulary: Vocabulary) -> Iterator[_Word]:
    """Find every word of a choice."""
    for entry in vocabulary.facts.values():
        if isinstance(entry.kind, Choice):
            known = entry.kind.values or frozenset(vocabulary.words)
            for path, word in _at(tree, entry.input_key.split("."), ()):
                yield _Word(path, word, known)


def _at(value: Any, keys: list[str], path: Path) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 (whatever a file holds)
    """Find the words under a key, in every record of a list; a list of words has them under `name`."""
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _at(each, keys, (*path, number))
    elif isinstance(value, str) and keys in ([], ["name"]):
        yield path, value
    elif isinstance(value, dict) and keys and keys[0] in value:
        yield from _at(value[keys[0]], keys[1:], (*path, keys[0]))


def _drop(tree: Tree, path: Path) -> None:
    """Take a key out; for an item of a list of words the whole list, as one without it would say too much."""
    *above, last = path if isinstance(path[-1], str) else path[:-1]
    holder: Any = tree
    for step in above:
        holder = holder[step]
    holder.pop(last, None)

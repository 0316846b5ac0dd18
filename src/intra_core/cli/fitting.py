"""One application for several regions: each reads it without the tables and the words that only others know."""

from copy import deepcopy
from typing import Any

from attrs import frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.errors import did_you_mean
from intra_core.io.application_file import application_from
from intra_core.io.document import Document, dotted
from intra_core.io.file_words import words_in
from intra_core.io.places import Path
from intra_core.model.application import Application

Tree = dict[str, Any]


@frozen
class LeftOut:
    """A word that a region does not know, and another does: its key is unknown to the region, which may ask for it."""

    region: str
    fact: str
    word: str


def check(document: Document, catalogue: Catalogue) -> None:
    """Read an application as far as all regions understand it alike.

    Raises:
        WrongInput: with every fault, words that no region knows among them.
    """
    tree = _shared(document, catalogue, None)
    known: dict[Path, set[str]] = {}
    words: dict[Path, str] = {}
    for loaded in catalogue.regions:
        for each in words_in(tree, loaded.region.vocabulary):
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
    every = words_in(tree, catalogue.region(region).region.vocabulary)
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


def _drop(tree: Tree, path: Path) -> None:
    """Take a key out; for an item of a list of words the whole list, as one without it would say too much."""
    *above, last = path if isinstance(path[-1], str) else path[:-1]
    holder: Any = tree
    for step in above:
        holder = holder[step]
    holder.pop(last, None)

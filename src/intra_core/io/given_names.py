"""The names that a file gives to figures, sets, definitions and facts: where they stand, and that none is taken."""

from collections.abc import Iterator

from intra_core.errors import WrongInput
from intra_core.io.document import Document
from intra_core.io.intake import type_of
from intra_core.io.places import Path
from intra_core.rules.book import EVERY_MEASURES
from intra_core.rules.kinds import described
from intra_core.rules.vocabulary import Vocabulary

SECTIONS = ("fact", "parameter", "define", "set")


def without_taken(document: Document, own: Vocabulary, before: Vocabulary) -> Vocabulary:
    """Complain about each name that the law, the region or every measure has already, and give the others.

    A name that stood for something else in one file than in all others would change the law in silence.
    """
    taken: set[str] = set()
    seen: set[str] = set()
    for section, names in _by_section(own):
        for name in names:
            owner = _owner(name, before)
            if owner is not None:
                document.complain(
                    place(document, name, (section,)), f"{name!r} belongs to {owner}", "take another name", at_key=True
                )
                taken.add(name)
            elif name in seen:
                says = f"{name!r} stands for two things in this file"
                document.complain(place(document, name, (section,)), says, "take another name", at_key=True)
            seen.add(name)
    return own.without(taken)


def refuse_facts_elsewhere(document: Document, own: Vocabulary, region: str) -> None:
    """Complain about each fact that no application could state: a region's stand in its own table and are no lists."""
    for name, entry in own.facts.items():
        if entry.of_list:
            continue
        path = place(document, name, ("fact",))
        if name.partition(".")[0] != region or name.count(".") != 1:
            says = f"{name!r} does not stand in the region's own table"
            document.complain(path, says, f'write "[fact.{region}.{name.rpartition(".")[2]}]"', at_key=True)
            continue
        try:
            type_of(entry.kind)
        except WrongInput:
            says = f"a region's own fact cannot be {described(entry.kind)}"
            document.complain((*path, "type"), says, "take another type")


def place(document: Document, name: str, sections: tuple[str, ...] = SECTIONS) -> Path:
    """Say where a name is given, if this file gives it; `()` if it does not."""
    for section in sections:
        found = _below(document.tree.get(section), name)
        if found is not None:
            return (section, *found)
    return ()


def _below(table: object, name: str) -> Path | None:
    """Find a name in a table, however its dots are spread over nested tables and quoted keys."""
    if not isinstance(table, dict):
        return None
    if name in table:
        return (name,)
    for key, below in table.items():
        found = _below(below, name.removeprefix(f"{key}.")) if name.startswith(f"{key}.") else None
        if found is not None:
            return (key, *found)
    return None


def _by_section(own: Vocabulary) -> Iterator[tuple[str, list[str]]]:
    yield "fact", list(own.facts)
    yield "parameter", list(own.parameters)
    yield "define", list(own.definitions)
    yield "set", list(own.sets)


def _owner(name: str, before: Vocabulary) -> str | None:
    if name in EVERY_MEASURES:
        return "every measure"
    if name in before.law:
        return "the law"
    if name in before.functions:
        return "a rule function of the region"
    return "the region" if name in before.own_names() else None

"""What the rules of an edition read: its settled nodes, and the facts and fields of lists in them."""

from collections.abc import Iterable, Mapping
from functools import cache

from intra_core.rules.edition import Edition
from intra_core.rules.language import Element, Fact, Node, walk


def nodes_of(edition: Edition) -> tuple[Node, ...]:
    """Give every settled node of an edition: its conditions, and its award if it has one."""
    found = tuple(clause.settled for clause in edition.clauses)
    return (*found, edition.award) if edition.award is not None else found


@cache
def facts_in(edition: Edition) -> Mapping[str, Fact]:
    """Give the facts that an edition reads, by name."""
    return facts_read(nodes_of(edition))


@cache
def fields_in(edition: Edition) -> Mapping[str, frozenset[str]]:
    """Name by list the fields that an edition reads."""
    return fields_read(nodes_of(edition))


@cache
def reading_in(edition: Edition) -> Mapping[str, tuple[Node, ...]]:
    """Give by the name of a fact the settled nodes of an edition that read it."""
    found: dict[str, list[Node]] = {}
    for node in nodes_of(edition):
        for name in facts_read((node,)):
            found.setdefault(name, []).append(node)
    return {name: tuple(nodes) for name, nodes in found.items()}


def facts_read(nodes: Iterable[Node]) -> Mapping[str, Fact]:
    """Give the facts that nodes read, by name."""
    return {each.name: each for node in nodes for each in walk(node) if isinstance(each, Fact)}


def fields_read(nodes: Iterable[Node]) -> Mapping[str, frozenset[str]]:
    """Name by list the fields that nodes read."""
    found: dict[str, set[str]] = {}
    for node in nodes:
        for each in walk(node):
            if isinstance(each, Element):
                found.setdefault(each.list_name, set()).add(each.name)
    return {name: frozenset(each) for name, each in found.items()}

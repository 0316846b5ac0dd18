"""The names that a file about a group gives, as far as they can be read: what its other tables may speak of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from intra_core.model.group import PartyKind

PERSON = PartyKind.PERSON.value


@frozen(kw_only=True)
class GroupNames:
    """The names of a file, also of those of its tables that are otherwise faulty.

    `known` are the ids of enterprises with how often each is given, `markets` and `persons` those that they bring.
    `changed` are the names that each merger and split speaks of, `granted` those of awards. `whole` says whether every
    id could be read: of a file where one could not, nobody can say that it names nobody.
    """

    tree: Mapping[str, Any]
    known: Mapping[str, int]
    markets: frozenset[str]
    persons: frozenset[str]
    changed: tuple[frozenset[str], ...]
    granted: frozenset[str]
    whole: bool

    @classmethod
    def of(cls, tree: Mapping[str, Any], subject: str | None) -> "GroupNames":
        """Gather the names of a tree; a file without enterprises speaks of its subject alone."""
        tables = list(_tables(tree, "enterprise"))
        ids = [each["id"] for each in tables if isinstance(each.get("id"), str)]
        if "enterprise" not in tree and subject is not None:
            ids = [subject]
        whole = len(ids) == len(tables) or "enterprise" not in tree
        return cls(
            tree=tree,
            known=Counter(ids),
            markets=frozenset(market for each in tables for market in _texts(each.get("market"))),
            persons=frozenset(each["id"] for each in tables if each.get("kind") == PERSON and each.get("id") in ids),
            changed=tuple(frozenset(_changed(each)) for key in ("merger", "split") for each in _tables(tree, key)),
            granted=frozenset(
                each["undertaking"] for each in _tables(tree, "award") if isinstance(each.get("undertaking"), str)
            ),
            whole=whole and len(tables) == len(_listed(tree, "enterprise")),
        )

    def of_changes(self) -> frozenset[str]:
        """Give every name that a merger or split speaks of."""
        return frozenset().union(*self.changed)

    def texts(self, key: str, field: str) -> Iterator[tuple[int, str]]:
        """Give what stands under a key of each table of a list, with the table's place; only what is a text."""
        for number, each in enumerate(_listed(self.tree, key)):
            if isinstance(each, dict) and isinstance(each.get(field), str):
                yield number, each[field]


def _listed(tree: Mapping[str, Any], key: str) -> list[Any]:
    found = tree.get(key)
    return found if isinstance(found, list) else []


def _tables(tree: Mapping[str, Any], key: str) -> Iterator[dict[str, Any]]:
    return (each for each in _listed(tree, key) if isinstance(each, dict))


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _changed(table: Mapping[str, Any]) -> Iterator[str]:
    for key in ("into", "from", "benefits", "parties"):
        yield from _texts(table.get(key))
    equity = table.get("equity")
    yield from equity if isinstance(equity, dict) else ()

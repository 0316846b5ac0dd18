"""Whom an application names, held against its own lists: a name that leads nowhere would decide wrongly."""

from collections.abc import Iterator, Mapping
from typing import Any

from intra_core.errors import did_you_mean
from intra_core.io.places import Path

NAMING = (("cost", "contractor"),)
"""The lists whose records name one of another list, by that list's name and its `id`.

Not whom a cost is for: that may be a guest who is no participant, and measures have rules for guests.
"""
NAMED = frozenset({"contractor", "participant", "holder", "member"})
"""The lists whose records have a name of their own."""


def unresolved(tables: Mapping[str, Any]) -> Iterator[tuple[Path, str, str]]:
    """Find names of nobody, and names of two: where, what is wrong, what to write instead.

    A list that is not told, or in which somebody has no name, may hold anybody.

    Args:
        tables: the lists by name, as a file has them or as facts.

    >>> list(unresolved({"cost": [{"contractor": "Alfa"}], "contractor": [{"id": "Alpha"}]}))
    [(('cost', 0, 'contractor'), "there is no contractor 'Alfa'", "did you mean 'Alpha'?")]
    """
    lists = {name: told for name, told in tables.items() if isinstance(told, list | tuple)}
    ids = {name: [_id(record) for record in lists[name]] for name in sorted(NAMED & lists.keys())}
    for holder, key in NAMING:
        known = ids.get(key)
        if known is None or None in known:
            continue
        for number, record in enumerate(lists.get(holder, ())):
            named = record.get(key) if isinstance(record, Mapping) else None
            if isinstance(named, str) and named not in known:
                instead = did_you_mean(named, filter(None, known)) if known else f'add [[{key}]] with id = "{named}"'
                yield (holder, number, key), f"there is no {key} {named!r}", instead
    for name, told in ids.items():
        for number, each in enumerate(told):
            if each is not None and each in told[:number]:
                yield (name, number, "id"), f"{each!r} is the id of another {name}", "give each an id of its own"


def _id(record: object) -> str | None:
    told = record.get("id") if isinstance(record, Mapping) else None
    return told if isinstance(told, str) else None

"""The worked examples of a measure file, each on its own or like one before it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, get_args

from attrs import evolve, fields, frozen, has

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.application_file import PLAIN
from intra_core.io.document import Table, shown
from intra_core.io.places import Path
from intra_core.model.application import GROUP, LISTS, TABLES
from intra_core.model.money import MEASURED_IN, Money
from intra_core.rules.book import RuleBook
from intra_core.rules.measure import Example
from intra_core.rules.payment import SOMETHING
from intra_core.rules.vocabulary import Vocabulary
from intra_core.verdict import Outcome

EXPECTED = ("verdict", "award", "instalments", "due", "unmet", "unknown", "asks", "at_most", "at_least")
"""What an example may expect of the answer."""
LISTED = ("instalments", "due", "unmet", "unknown", "asks")
VERDICTS = tuple(outcome.value for outcome in Outcome)


@frozen(kw_only=True, eq=False)
class Possible:
    """What can stand in an example of one measure: the region's own facts, and the ids that a verdict is of."""

    region: str
    own: frozenset[str]
    ids: frozenset[str]


def possible(region: str, vocabulary: Vocabulary, book: RuleBook) -> Possible:
    """Say what can stand in the examples of a measure."""
    own = [name.partition(".")[2] for name in vocabulary.facts if name.startswith(f"{region}.")]
    ids = {"call", *(each.id for each in book.conditions), *(each.id for each in book.duties)}
    return Possible(region=region, own=frozenset(own), ids=frozenset(ids))


def examples(root: Table, can: Possible) -> tuple[Example, ...]:
    """Read the examples of a measure; one that is `like` another gives only what is different.

    A condition or duty that could not be read is one all the same: its own fault is all that is said of it.
    """
    written = [each.get("id") for key in ("condition", "duty") for each in _entries(root, key)]
    if root.document.complaints:
        # Without the award, no condition has been made of it.
        aid = root.data.get("state_aid")
        written += [SOMETHING, aid.get("regime") if isinstance(aid, dict) else None]
    can = evolve(can, ids=can.ids.union(each for each in written if isinstance(each, str)))
    found: dict[str, Example] = {}
    named: set[str] = set()
    for table in root.tables("example"):
        name = table.text("name", required=True) or "?"
        like = table.text("like")
        before = found.get(like) if like else None
        if like and like not in named:
            table.complain("like", f"no example before this one is called {like!r}", did_you_mean(like, named))
        given = table.take("given", dict, wanted="a table of facts") or {}
        expect = table.take("expect", dict, wanted="a table", required=True) or {}
        on = table.day("on", required=not like) or (before.on if before else None)
        table.texts("row")
        table.end()
        for path, key, known in _unknown_in(given, can):
            table.document.complain(
                (*table.path, "given", *path), f"unknown key {key!r}", did_you_mean(key, known), at_key=True
            )
        check_expected(table, expect, can)
        if name in named:
            table.complain("name", f"two examples are called {name!r}")
        named.add(name)
        if on is not None:
            facts = merged(before.given, given) if before else given
            found[name] = Example(name=name, on=on, given=facts, expect=expect)
    return tuple(found.values())


def _entries(root: Table, key: str) -> list[Mapping[str, Any]]:
    entries = root.data.get(key)
    return [each for each in entries if isinstance(each, dict)] if isinstance(entries, list) else []


def merged(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Give facts with changes to them; what the changes call "absent" is left out.

    >>> merged({"aid": {"headroom": "EUR 5.00"}, "award": []}, {"aid": "absent", "costs": {"eligible": "EUR 9.00"}})
    {'award': [], 'costs': {'eligible': 'EUR 9.00'}}
    """
    found = dict(before)
    for key, value in changes.items():
        old = found.get(key)
        if value == "absent":
            found.pop(key, None)
        elif isinstance(value, dict) and isinstance(old, dict):
            found[key] = merged(old, value)
        else:
            found[key] = value
    return found


def _unknown_in(given: Mapping[str, Any], can: Possible) -> Iterator[tuple[Path, str, list[str]]]:
    """Give the keys of an application that there cannot be, each with its way and the keys there can."""
    for key, value in given.items():
        record = TABLES.get(key) or LISTS.get(key) or GROUP.get(key)
        if record is not None:
            yield from _unknown_keys(value, record, (key,))
        elif key == can.region and isinstance(value, dict):
            yield from (((key, each), each, sorted(can.own)) for each in value if each not in can.own)
        elif key not in PLAIN and key != can.region:
            yield (key,), key, [*TABLES, *LISTS, *GROUP, *PLAIN, can.region]


def _unknown_keys(value: object, record: type, path: Path) -> Iterator[tuple[Path, str, list[str]]]:
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _unknown_keys(each, record, (*path, number))
    elif isinstance(value, dict):
        known = {str(each.metadata.get("key", each.name)): each.type for each in fields(record)}
        for key, each in value.items():
            inner = _record_in(known.get(key))
            if key not in known:
                yield (*path, key), key, sorted(known)
            elif inner is not None:
                yield from _unknown_keys(each, inner, (*path, key))


def _record_in(kind: Any) -> type | None:  # noqa: ANN401 (any type)
    """Find the table that a field holds, alone, in a list, or beside nothing."""
    if isinstance(kind, type) and has(kind):
        return kind
    return next((found for each in get_args(kind) if (found := _record_in(each)) is not None), None)


def check_expected(table: Table, expect: Mapping[str, Any], can: Possible) -> None:
    """Complain about what cannot be expected of a measure."""
    for key, value in expect.items():
        path = (*table.path, "expect", key)
        if key not in EXPECTED:
            table.document.complain(path, f"unknown key {key!r}", did_you_mean(key, EXPECTED), at_key=True)
        elif key == "verdict" and value not in VERDICTS:
            table.document.complain(path, f"unknown verdict {shown(value)}", did_you_mean(str(value), VERDICTS))
        elif key in ("award", "at_most", "at_least"):
            if not _is_amount(value):
                table.document.complain(path, f"{shown(value)} is not an amount", 'write "EUR 1000.00" or "none"')
        elif key in LISTED:
            if not isinstance(value, list):
                table.document.complain(path, f"{shown(value)} is not a list", f'write {key} = ["…"]')
                continue
            for number, each in enumerate(value):
                _check_listed(table, (*path, number), each, can)


def _check_listed(table: Table, path: Path, each: object, can: Possible) -> None:
    """Complain about one of several that cannot be expected; the last key of the path says of which list it is."""
    key, complain = path[-2], table.document.complain
    if key == "due":
        if each != "unknown" and not _is_day(each):
            complain(path, f"{shown(each)} is not a day", 'write 2024-06-21, or "unknown"')
    elif not isinstance(each, str):
        complain(path, f"{shown(each)} is not a text in quotes", 'write "…"')
    elif key == "instalments":
        if each == "none" or not _is_amount(each):
            complain(path, f"{shown(each)} is not an amount", 'write "EUR 1000.00"')
    elif key != "asks" and each not in can.ids:
        complain(path, f"no condition or duty is called {shown(each)}", did_you_mean(each, can.ids))


def _is_day(value: object) -> bool:
    """Say whether a value is a day; a file that has no days of its own has it as a text."""
    if isinstance(value, str):
        with suppress(ValueError):
            value = dt.date.fromisoformat(value)
    return type(value) is dt.date


def _is_amount(value: object) -> bool:
    if value == "none":
        return True
    try:
        return isinstance(value, str) and bool(Money.parse(value, MEASURED_IN))
    except Unreadable:
        return False

"""The worked examples of a measure file, each on its own or like one before it."""

from collections.abc import Mapping
from typing import Any

from intra_core.errors import did_you_mean
from intra_core.io.document import Table
from intra_core.rules.measure import Example

EXPECTED = ("verdict", "award", "unmet", "unknown", "asks", "at_most", "at_least")
"""What an example may expect of the answer."""


def examples(root: Table) -> tuple[Example, ...]:
    """Read the examples of a measure; one that is `like` another gives only what is different."""
    found: dict[str, Example] = {}
    for table in root.tables("example"):
        name = table.text("name", required=True) or "?"
        like = table.text("like")
        before = found.get(like) if like else None
        if like and before is None:
            table.complain("like", f"no example before this one is called {like!r}", did_you_mean(like, found))
        given = table.take("given", dict, wanted="a table of facts") or {}
        expect = table.take("expect", dict, wanted="a table", required=True) or {}
        on = table.day("on", required=before is None) or (before.on if before else None)
        table.texts("row")
        table.end()
        for key in expect:
            if key not in EXPECTED:
                path = (*table.path, "expect", key)
                table.document.complain(path, f"unknown key {key!r}", did_you_mean(key, EXPECTED), at_key=True)
        if name in found:
            table.complain("name", f"two examples are called {name!r}")
        if on is not None:
            merged = _merged(before.given, given) if before else given
            found[name] = Example(name=name, on=on, given=merged, expect=expect)
    return tuple(found.values())


def _merged(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Give facts with changes to them; what the changes call "absent" is left out."""
    merged = dict(before)
    for key, value in changes.items():
        old = merged.get(key)
        if value == "absent":
            merged.pop(key, None)
        elif isinstance(value, dict) and isinstance(old, dict):
            merged[key] = _merged(old, value)
        else:
            merged[key] = value
    return merged

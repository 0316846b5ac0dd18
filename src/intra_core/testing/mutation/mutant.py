"""One change to one line of a region's file, and what its author reads of it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen

from intra_core.io.document import Document
from intra_core.io.places import Path, toml_places
from intra_core.testing.mutation.kinds import MutantKind

DROPPED: Final = None
"""Stands for what is taken out of a file."""


@frozen(kw_only=True, eq=False)
class Mutant:
    """A change to one value of a file: `value` in its place, or `DROPPED`."""

    kind: MutantKind
    path: Path
    """The way to what is changed, such as `("condition", 2, "holds")`."""
    of: str
    """What it belongs to, such as `condition size` or `floor`."""
    before: str
    """The line as it stands."""
    after: str
    """The line as it would stand."""
    value: object = field(repr=False)
    file: str
    line: int | None = None

    def __str__(self) -> str:
        """Say what nothing notices, with its place."""
        place = f"{self.file}:{self.line}" if self.line is not None else self.file
        if self.value is DROPPED:
            return f"{place}: nothing notices if {self.of} were not there: {self.before}"
        return f"{place}: nothing notices if {self.of} were {self.after} instead of {self.before}"

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        return {
            "kind": self.kind.name.lower(),
            "of": self.of,
            "file": self.file,
            "line": self.line,
            "before": self.before,
            "after": self.after if self.value is not DROPPED else None,
        }


@frozen(eq=False)
class Places:
    """The lines of one file."""

    document: Document
    _found: Mapping[Path, Any] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_found", toml_places(self.document.text))

    def line(self, path: Path) -> int | None:
        """Give the line of a value, or of what it stands in."""
        for end in range(len(path), 0, -1):
            extent = self._found.get(path[:end])
            if extent is not None:
                return int((extent.key or extent.value).line)
        return None


def shown(value: object) -> str:
    """Write a value on one line, as the file has it.

    >>> shown({"since": dt.date(2024, 1, 1), "value": "60 %"})
    '{ since = 2024-01-01, value = "60 %" }'
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{" ".join(value.split())}"'
        case dt.datetime():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(shown, value))}]"
        case dict():
            return f"{{ {', '.join(f'{key} = {shown(each)}' for key, each in value.items())} }}"
        case _:
            return str(value)


def with_change(tree: Any, path: Path, value: object) -> Any:  # noqa: ANN401 (whatever a file holds)
    """Give a tree with another value at a path, or without what stands there; the tree itself stays as it is.

    >>> with_change({"a": [1, 2]}, ("a", 0), DROPPED)
    {'a': [2]}
    """
    first, *rest = path
    copied = tree.copy()
    if rest:
        copied[first] = with_change(tree[first], tuple(rest), value)
    elif value is DROPPED:
        del copied[first]
    else:
        copied[first] = value
    return copied

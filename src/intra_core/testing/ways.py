"""The way to a value: as people read it (`cost[0].net`), taken apart, and what stands or is put at its end.

An application has tables and lists, the facts that rules compute with have tables and tuples; both are read alike.
"""

import re
from collections.abc import Mapping
from typing import Any

from intra_core.io.places import Path

_STEP = re.compile(r"([^.\[\]]+)((?:\[\d+\])*)")


def way(what: str) -> Path:
    """Take a way apart.

    Raises:
        LookupError: if it is none.

    >>> way("undertaking.nace[0].code")
    ('undertaking', 'nace', 0, 'code')
    """
    parts: list[str | int] = []
    for step in what.split("."):
        matched = _STEP.fullmatch(step)
        if matched is None:
            raise LookupError(what)
        parts.append(matched[1])
        parts.extend(int(number) for number in re.findall(r"\d+", matched[2]))
    return tuple(parts)


def value_at(tree: Any, path: Path) -> Any:  # noqa: ANN401 (a table, a list or a value)
    """Give what stands at the end of a way.

    Raises:
        LookupError: if nothing does.

    >>> value_at({"cost": ({"net": 5},)}, ("cost", 0, "net"))
    5
    """
    at = tree
    for part in path:
        table = isinstance(at, Mapping) if isinstance(part, str) else isinstance(at, list | tuple)
        if not table:
            raise LookupError(part)
        at = at[part]
    return at


def found(tree: Any, path: Path) -> Any:  # noqa: ANN401 (likewise)
    """Give what stands at the end of a way; None if nothing does.

    >>> found({"cost": []}, ("cost", 0, "net"))
    """
    try:
        return value_at(tree, path)
    except LookupError:
        return None


def put_at(tree: Any, path: Path, value: object) -> Any:  # noqa: ANN401 (likewise)
    """Give a tree with another value at the end of a way; what was given stays as it is.

    Tables on the way are made where there are none, records of a list are not.

    Raises:
        LookupError: if a record on the way is not there, or something else than a table stands on it.

    >>> put_at({"cost": ({"net": 5}, {})}, ("cost", 0, "net"), 6)
    {'cost': ({'net': 6}, {})}
    >>> put_at({}, ("project", "market"), "AT")
    {'project': {'market': 'AT'}}
    """
    if not path:
        return value
    first, rest = path[0], path[1:]
    if isinstance(first, int):
        if not isinstance(tree, list | tuple) or first >= len(tree):
            raise LookupError(first)
        return type(tree)(put_at(each, rest, value) if number == first else each for number, each in enumerate(tree))
    if tree is not None and not isinstance(tree, Mapping):
        raise LookupError(first)
    return {**(tree or {}), first: put_at((tree or {}).get(first), rest, value)}

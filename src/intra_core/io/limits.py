"""Between what a fact may lie: the words of a choice, the least and greatest of a number, the lines of a list."""

from collections.abc import Collection, Mapping
from typing import Any, TypeGuard

from attrs import frozen

from intra_core.rules.kinds import MOST_RECORDS, Choice, Kind, Number

_SEVERAL = 2


@frozen
class MeasureIds:
    """The measures of a region; whatever belongs to another region is taken as it stands."""

    region: str
    ids: frozenset[str]

    def admit(self, name: str) -> bool:
        """Say whether a name may be that of a measure."""
        region, dot, rest = name.partition(".")
        return name in self.ids or (bool(dot and rest) and region.isidentifier() and region != self.region)


@frozen(eq=False)
class Lines:
    """The limits of a list's fields. What its `amounts` come to together is bounded by the greatest of one."""

    fields: Mapping[str, "Limit"]
    amounts: frozenset[str]

    def admit(self, records: tuple[Mapping[str, Any], ...]) -> bool:
        """Say whether every number of the records can be read, and every word is known."""
        if len(records) > MOST_RECORDS:
            return False
        fields = self.fields
        for record in records:
            for key, told in record.items():
                if key in fields and not fits(told, fields[key]):
                    return False
        return len(records) < _SEVERAL or not any(self._is_more(key, records) for key in self.amounts)

    def within(self, name: str, records: Any, large: list[str]) -> tuple[Mapping[str, Any], ...] | None:  # noqa: ANN401
        """Give the records without what cannot be read, whose names are noted; None if there are too many."""
        if len(records) > MOST_RECORDS:
            large.append(name)
            return None
        kept = [self._readable(name, record, large) for record in records]
        more = {key for key in self.amounts if self._is_more(key, kept)}
        large.extend(f"{name}.{key}" for key in sorted(more))
        return tuple({key: told for key, told in record.items() if key not in more} for record in kept)

    def _readable(self, name: str, record: Mapping[str, Any], large: list[str]) -> Mapping[str, Any]:
        kept = {}
        for key, told in record.items():
            limit = self.fields.get(key)
            readable = limit.within(f"{name}.{key}", told, large) if isinstance(limit, Lines) else told
            if is_more(told, limit):
                large.append(f"{name}.{key}")
            elif readable is not None:
                kept[key] = readable
        return kept

    def _is_more(self, key: str, records: Collection[Mapping[str, Any]]) -> bool:
        return is_more(sum(record.get(key, 0) for record in records), self.fields[key])


Limit = frozenset[str] | tuple[int, int] | MeasureIds | Lines
"""The words of a choice, the least and greatest of a number, or the limits of a list's fields."""


def limit_of(kind: Kind, ends: tuple[int, int], words: Collection[str]) -> Limit | None:
    """Give the limit of a fact of a kind; without words of its own a choice may be any of a region's."""
    if isinstance(kind, Choice):
        return kind.values or frozenset(words)
    return ends if isinstance(kind, Number) else None


def fits(value: Any, limit: Limit) -> bool:  # noqa: ANN401 (any fact)
    """Say whether a value keeps to a limit.

    >>> costs = Lines({"net": (0, 9)}, amounts=frozenset({"net"}))
    >>> fits(5, (0, 9)), fits("fair", frozenset({"forum"})), fits(({"net": 5}, {"net": 5}), costs)
    (True, False, False)
    """
    if isinstance(limit, frozenset):
        return value in limit
    if isinstance(limit, tuple):
        return bool(limit[0] <= value <= limit[1])
    return limit.admit(value)


def is_more(value: Any, limit: Limit | None) -> TypeGuard[int]:  # noqa: ANN401 (any fact)
    """Say whether a number is more than its fact can be."""
    return isinstance(limit, tuple) and value > limit[1]

"""The breakdown of supported enterprises by size: each at one size, and what is unknown as bounds."""

import datetime as dt
from collections.abc import Iterable, Sequence

from intra_core.law.indicators.support import Count, Support

Told = tuple[Support, bool | None]
"""A support, and whether it counts (None if that is not known)."""


def by_size(records: Iterable[Told], sizes: Sequence[str], *, latest: bool = False) -> dict[str, Count]:
    """Count each enterprise at the size of its first support that counts, or of its latest.

    Two sizes on that one day leave open which. Somebody who is not named may be a known enterprise supported earlier at
    another size, and then that one changes its size.

    >>> import datetime as dt
    >>> one = Support(scope="i", granted=dt.date(2022, 1, 1), enterprise="A", size="micro")
    >>> two = Support(scope="i", granted=dt.date(2023, 1, 1), enterprise="A", size="small")
    >>> {size: str(count) for size, count in by_size([(one, True), (two, True)], ("micro", "small")).items()}
    {'micro': '1', 'small': '0'}
    """
    named: dict[str, list[Told]] = {}
    unnamed: list[Told] = []
    for support, counts in records:
        if support.enterprise is None:
            unnamed.append((support, counts))
        else:
            named.setdefault(support.enterprise, []).append((support, counts))
    found = {}
    groups = {name: _candidates(its, sizes, latest=latest) for name, its in named.items()}
    certain = {name: any(counts for _, counts in its) for name, its in named.items()}
    for size in sizes:
        # Of these enterprises the size is known, unless somebody unnamed is one of them.
        sure = [name for name, its in groups.items() if certain[name] and its == {size}]
        others = [support.granted for support, _ in unnamed if support.size != size]
        shaken = min(len(others), sum(_may_shift(named[name], others, latest=latest) for name in sure)) if others else 0
        alone = bool(unnamed) and any(counts for _, counts in unnamed) and _all_of(named, unnamed, size)
        may_be = sum(size in its for its in groups.values()) + sum(each.size in (size, None) for each, _ in unnamed)
        found[size] = Count(max(len(sure) - shaken, int(alone)), may_be)
    return found


def undecided(records: Sequence[Told], sizes: Sequence[str], *, latest: bool = False) -> list[int]:
    """Give the places of the records whose size would tell: those without one, else those that contradict."""
    places: dict[str | None, list[int]] = {}
    for place, (support, _) in enumerate(records):
        places.setdefault(support.enterprise, []).append(place)
    found = []
    for name, its in places.items():
        missing = [place for place in its if records[place][0].size is None]
        if name is None:
            found += missing
        elif len(_candidates([records[place] for place in its], sizes, latest=latest)) > 1:
            found += missing or its
    return sorted(found)


def _candidates(records: list[Told], sizes: Sequence[str], *, latest: bool) -> set[str]:
    """Give the sizes an enterprise may count at: those of the first day on which something surely counts, or before."""
    found: set[str] = set()
    ordered = sorted(records, key=lambda each: each[0].granted, reverse=latest)
    end = None
    for support, counts in ordered:
        if end is not None and support.granted != end:
            break
        found |= set(sizes) if support.size is None else {support.size}
        if counts:
            end = support.granted
    return found


def _may_shift(records: list[Told], others: Sequence[dt.date], *, latest: bool) -> bool:
    """Say whether something on another day may come before (or after) all that an enterprise surely had."""
    days = [support.granted for support, counts in records if counts]
    return max(others) >= max(days) if latest else min(others) <= min(days)


def _all_of(named: dict[str, list[Told]], unnamed: list[Told], size: str) -> bool:
    """Say whether every record has one size, so that whoever it is counts there."""
    told = [support for its in named.values() for support, _ in its] + [support for support, _ in unnamed]
    return all(support.size == size for support in told)

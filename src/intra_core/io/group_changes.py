"""What cannot be of mergers, splits and rates: parties of whom nothing else is told, shares of nothing, two rates."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from intra_core.io.group_names import GroupNames
from intra_core.io.group_references import Unsound, listed, nobody
from intra_core.model.aid import Merger, Split
from intra_core.model.quantity import plain

if TYPE_CHECKING:
    from intra_core.model.question import StatedRate

EURO = "EUR"


def unsound_changes(told: Mapping[str, Any], names: GroupNames) -> Iterator[Unsound]:
    """Find what cannot be, in the typed tables of a file."""
    for number, each in listed(told, "merger"):
        known = _known(names, {*each.parties, each.into})
        for path, says, instead in _merger(each, names, known):
            yield ("merger", number, *path), says, instead
    for number, each in listed(told, "split"):
        known = _known(names, {each.from_, *each.parties, each.benefits, *(each.equity or ())})
        for path, says, instead in _split(each, names, known):
            yield ("split", number, *path), says, instead
    yield from unsound_rates(told)


def _known(names: GroupNames, own: set[str | None]) -> frozenset[str]:
    """Give everybody of whom something else than one change speaks: an award, or another merger or split."""
    others = [each for each in names.changed if not each <= own]
    return names.granted.union(*others)


def _merger(each: Merger, names: GroupNames, known: frozenset[str]) -> Iterator[Unsound]:
    if not {*each.parties} - {each.into}:
        yield ("parties",), f"nobody merges into {each.into!r}", "name the parties, one of which may be `into`"
    if wrong := nobody(each.into, names, known):
        yield (("into",), *wrong)
    for place, name in enumerate(each.parties):
        if wrong := nobody(name, names, known):
            yield (("parties", place), *wrong)
        if name in each.parties[:place]:
            yield ("parties", place), f"{name!r} is named twice", "keep one"


def _split(each: Split, names: GroupNames, known: frozenset[str]) -> Iterator[Unsound]:
    if wrong := nobody(each.from_, names, known):
        yield (("from",), *wrong)
    equity = each.equity or {}
    after = {*each.parties, *equity, *([each.benefits] if each.benefits is not None else ())}
    if not after:
        instead = 'give parties, benefits = "…" or equity = { … = "EUR 1000.00" }'
        yield (), "nothing says who came of it", instead
    elif not after & {*names.known, *known} and names.whole:
        key = "benefits" if each.benefits is not None else "equity" if equity else "parties"
        yield (key,), "none of those who came of it is known", "name an enterprise of the file"
    if each.equity is not None and sum(money.minor for money in equity.values()) <= 0:
        yield ("equity",), "the equity is nothing in all", "leave it out if it is not known"
    for name in sorted(after - {*each.parties}) if each.parties else ():
        path = ("equity", name) if name in equity else ("benefits",)
        yield path, f"{name!r} is not among the parties", "add it there, or leave the parties out"


def unsound_rates(told: Mapping[str, Any]) -> Iterator[Unsound]:
    """Find rates of exchange that cannot be, or of which there are two."""
    before: dict[tuple[str, object, object], StatedRate] = {}
    for number, each in listed(told, "rate"):
        if each.currency == EURO:
            yield ("rate", number, "currency"), "a rate tells what one euro is in another currency", "leave it out"
        if each.since is not None and each.since > each.on:
            yield ("rate", number, "since"), "the average ends before it begins", f"write a day up to {each.on}"
        first = before.setdefault((each.currency, each.on, each.since), each)
        if first is not each:
            says = f"{each.currency} has another rate on {each.on}: {plain(first.value)}"
            yield ("rate", number, "on"), says, "keep one"

"""Tables of shares, read with what the law knows: its codes and its facts. The one that is shipped is invented."""

from collections.abc import Iterable
from functools import cache
from importlib import resources

from attrs import evolve

from intra_core.assessment.catalogue import load_regions
from intra_core.errors import Unreadable
from intra_core.io.shares_bands import Drawable
from intra_core.io.shares_file import shares_from
from intra_core.law.codes.activities import activity
from intra_core.law.codes.places import place
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.money import GREATEST_COST
from intra_core.model.shares import Shares
from intra_core.rules.kinds import Choice, Kind
from intra_core.rules.vocabulary import Vocabulary

INVENTED = "invented-shares.toml"


def read_shares(raw: bytes | str, name: str, regions: Iterable[Vocabulary] | None = None) -> Shares:
    """Read a table of shares; docs/population.md has its keys.

    Args:
        raw: what was read; bytes must be UTF-8.
        name: the file's name.
        regions: the vocabularies of the regions whose facts may be drawn; those installed, if not given.

    Raises:
        WrongInput: with every fault of it.
    """
    return _read(raw, name, _installed() if regions is None else tuple(regions), strict=True)


@cache
def invented_shares() -> Shares:
    """Give the table that is shipped: its shares are made up, and say so.

    It is the same whatever regions are installed: the facts of others are drawn too.

    >>> invented_shares().invented, invented_shares().name
    (True, 'invented-shares.toml')
    """
    raw = (resources.files("intra_core.assessment.population") / INVENTED).read_bytes()
    return _read(raw, INVENTED, (), strict=False)


def _installed() -> tuple[Vocabulary, ...]:
    return tuple(each.region.vocabulary for each in load_regions().regions)


def _read(raw: bytes | str, name: str, regions: tuple[Vocabulary, ...], *, strict: bool) -> Shares:
    vocabularies = (law_vocabulary(), *regions)

    def known(currency: str) -> dict[str, Drawable]:
        return {fact: each for words in vocabularies for fact, each in _drawable(words, currency).items()}

    words = frozenset(word for each in vocabularies for word in each.words)
    return shares_from(raw, name, known=known, words=words, activity=_wrong_activity, seat=_wrong_seat, strict=strict)


def _drawable(words: Vocabulary, currency: str) -> dict[str, Drawable]:
    """Give the facts of a vocabulary, and what may be stated in place of facts."""
    found = {
        name: Drawable(definition.kind, 0, GREATEST_COST)
        for name, definition in words.definitions.items()
        if definition.stricter and definition.kind is not None
    }
    found |= {name: Drawable(entry.kind, entry.low, entry.high) for name, entry in words.facts.items()}
    return {name: evolve(each, kind=_kind(words, currency, each.kind)) for name, each in found.items()}


def _kind(words: Vocabulary, currency: str, kind: Kind) -> Kind:
    # What an open choice can be is known by the words of all regions, not by those of one.
    return kind if isinstance(kind, Choice) else words.kind_in(currency, kind)


def _wrong_activity(code: str) -> Unreadable | None:
    revision, colon, plain = code.partition(":")
    if not colon:
        return Unreadable(f"{code!r} does not say its revision", 'write it like "2.1:62.10"')
    if not plain[:1].isdigit():
        return Unreadable(f"{code!r} is not a division, group or class", 'write it like "2.1:62" or "2.1:62.10"')
    try:
        activity(plain, revision)
    except Unreadable as unknown:
        return unknown
    return None


def _wrong_seat(code: str, version: str) -> Unreadable | None:
    try:
        place(code, version)
    except Unreadable as unknown:
        return unknown
    return None

"""Whether a practice speaks of what is looked for, whatever the case and the accents."""

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from intra_core.model.practice import Practice
from intra_core.model.text import LocalizedText

if TYPE_CHECKING:
    from intra_core.handbook.handbook import Handbook


def folded(text: str) -> str:
    """Write a text without case and accents.

    >>> folded("Consórcio ZA ČEBELE")
    'consorcio za cebele'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def speaks_of(handbook: "Handbook", practice: Practice, text: str) -> bool:
    """Say whether every word of a text stands somewhere in a practice."""
    words = folded(text).split()
    if not words:
        return True
    told = folded(" ".join(_texts(handbook, practice)))
    return all(word in told for word in words)


def _texts(handbook: "Handbook", practice: Practice) -> Iterator[str]:
    yield practice.id
    yield from _spoken(practice.title)
    if practice.owner is not None:
        yield handbook.body_title(practice.region, practice.owner.institution, "en")
    for text in (practice.need, *practice.facts):
        if text is not None:
            yield from _spoken(text.says)
    titles = {each.service: each.title for each in handbook.frame.services}
    for service in practice.services:
        yield from _spoken(titles[service])
    for served in practice.served:
        yield from _spoken(served.says)


def _spoken(text: LocalizedText | None) -> Iterator[str]:
    if text is not None:
        yield from text.texts.values()

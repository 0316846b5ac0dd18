"""Texts in several languages, with English as the one that is always there."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from attrs import field, frozen

T = TypeVar("T")


@frozen(eq=False, repr=False)
class Later(Mapping[str, T], Generic[T]):
    """What stands in some languages at hand, and in others only where somebody asks: `fetch` then gives it, or None.

    >>> texts = Later({"en": "fair"}, ("sl",), {"sl": "sejem"}.get)
    >>> texts["en"], texts["sl"], "fr" in texts
    ('fair', 'sejem', False)
    """

    at_hand: Mapping[str, T]
    languages: tuple[str, ...]
    fetch: Callable[[str], T | None]

    def __getitem__(self, language: str) -> T:
        """Give what stands in a language.

        Raises:
            KeyError: if nothing does.
        """
        if language in self.at_hand:
            return self.at_hand[language]
        found = self.fetch(language) if language in self.languages else None
        if found is None:
            raise KeyError(language)
        return found

    def __iter__(self) -> Iterator[str]:
        yield from self.at_hand
        yield from (each for each in self.languages if each not in self.at_hand and each in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<Later {self.at_hand!r} and {', '.join(self.languages)}>"


def _frozen(texts: Mapping[str, str]) -> Mapping[str, str]:
    return texts if isinstance(texts, Later) else dict(texts)


@frozen(hash=False)
class LocalizedText:
    """A text by language code.

    >>> LocalizedText({"en": "fair", "sl": "sejem"}).in_language("sl")
    'sejem'
    >>> LocalizedText({"en": "fair"}).in_language("sl")
    'fair'
    """

    texts: Mapping[str, str] = field(converter=_frozen)

    def in_language(self, language: str) -> str:
        """Give the text in a language, or in English where it is missing."""
        return self.texts.get(language) or self.texts["en"]

    def has(self, language: str) -> bool:
        """Say whether the text itself stands in a language."""
        return language in self.texts

    def __str__(self) -> str:
        return self.texts["en"]

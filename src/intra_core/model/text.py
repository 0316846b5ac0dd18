"""Texts in several languages, with English as the one that is always there."""

from collections.abc import Mapping

from attrs import field, frozen


def _frozen(texts: Mapping[str, str]) -> Mapping[str, str]:
    return dict(texts)


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

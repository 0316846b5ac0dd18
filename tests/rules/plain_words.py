"""A small vocabulary for tests of the prose reading: what is called how, in English and in Slovenian."""

from collections.abc import Mapping

from attrs import field, frozen

from intra_core.law.vocabulary import law_vocabulary

UNITS = law_vocabulary().units
"""The plural forms of the law's units, by language."""


@frozen(hash=False)
class PlainWords:
    """Labels by name, each a pair of English and Slovenian; words stand for themselves where not listed.

    In every other language the English label stands.
    """

    labels: Mapping[str, tuple[str, str]] = field(factory=dict)
    words: Mapping[str, tuple[str, str]] = field(factory=dict)

    def label(self, name, language):
        return self.labels[name][language == "sl"]

    def word(self, word, language):
        return self.words.get(word, (word, word))[language == "sl"]

    def unit_forms(self, unit, language):
        return UNITS[unit][language]

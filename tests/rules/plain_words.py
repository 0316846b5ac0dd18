"""A small vocabulary for tests of the prose reading: what is called how, in English and in Slovenian."""

from collections.abc import Mapping

from attrs import field, frozen

FORMS = {
    "offers": {"en": ("offer", "offers"), "sl": ("ponudba", "ponudbi", "ponudbe", "ponudb")},
    "persons": {"en": ("person", "persons"), "sl": ("oseba", "osebi", "osebe", "oseb")},
    "costs": {"en": ("cost", "costs"), "sl": ("strošek", "stroška", "stroški", "stroškov")},
    "days": {"en": ("day", "days"), "sl": ("dan", "dneva", "dni", "dni")},
    "months": {"en": ("month", "months"), "sl": ("mesec", "meseca", "meseci", "mesecev")},
    "years": {"en": ("year", "years"), "sl": ("leto", "leti", "leta", "let")},
    "AWU": {"en": ("AWU", "AWU"), "sl": ("LDE", "LDE", "LDE", "LDE")},
    "m2": {"en": ("m²", "m²"), "sl": ("m²", "m²", "m²", "m²")},
    "points": {"en": ("point", "points"), "sl": ("točka", "točki", "točke", "točk")},
}


@frozen(hash=False)
class PlainWords:
    """Labels by name, each a pair of English and Slovenian; words and units stand for themselves where not listed."""

    labels: Mapping[str, tuple[str, str]] = field(factory=dict)
    words: Mapping[str, tuple[str, str]] = field(factory=dict)

    def label(self, name, language):
        return self.labels[name][language == "sl"]

    def word(self, word, language):
        return self.words.get(word, (word, word))[language == "sl"]

    def unit_forms(self, unit, language):
        return FORMS[unit][language]

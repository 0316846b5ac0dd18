"""The command line's own words, in English and Slovenian; the rest comes from measures and vocabularies."""

from collections.abc import Mapping

_ENGLISH = {
    "open": "open", "closed": "closed", "planned": "planned", "unknown": "not known",
    "eligible": "eligible", "undetermined": "undetermined", "ineligible": "ineligible",
    "on": "{title} ({region} {version}) on {day}",
    "today": "today in the region, as no day was given",
    "award": "award: {award}",
    "at least": "at least {low}", "at most": "at most {high}", "range": "at least {low}, at most {high}",
    "unsettled": "award: {bounds}, as far as is known",
    "instalment": "{amount} after {after}",
    "call": "call: {call}", "span": "{opens} to {closes}", "no day": "a day that was not found",
    "between": "between {early} and {late}",
    "unmet": "not met:", "not known": "not known:", "met": "met: {met}",
    "because": "because {label}: {value}",
    "source": "source: {source}", "read": "read {day}",
    "asks": "still to be told:", "decides": "decides {names}",
    "duties": "after the decision:", "due": "until {day}",
    "assumed": "assumed:",
    "quarantined": "{region} ({distribution} {version}): quarantined",
    "measures": "{region} ({distribution} {version}), measures: {measures}",
    "listed": "{title} ({region}) on {day}", "described": "described, not decided:",
    "may be open": "not known whether open: {measures}",
    "none": "none",
    "refused": "the region {region!r} did not answer: it cannot read this application",
    "nothing": "no region is at hand",
}  # fmt: skip
_SLOVENIAN = {
    "open": "odprt", "closed": "zaprt", "planned": "načrtovan", "unknown": "ni znano",
    "eligible": "upravičeno", "undetermined": "nedoločeno", "ineligible": "neupravičeno",
    "on": "{title} ({region} {version}) na dan {day}",
    "today": "danes v regiji, ker dan ni bil naveden",
    "award": "znesek: {award}",
    "at least": "najmanj {low}", "at most": "največ {high}", "range": "najmanj {low}, največ {high}",
    "unsettled": "znesek: {bounds}, kolikor je znano",
    "instalment": "{amount}, ko: {after}",
    "call": "poziv: {call}", "span": "{opens} do {closes}", "no day": "dan ni bil najden",
    "between": "med {early} in {late}",
    "unmet": "ni izpolnjeno:", "not known": "ni znano:", "met": "izpolnjeno: {met}",
    "because": "ker {label}: {value}",
    "source": "vir: {source}", "read": "prebrano {day}",
    "asks": "treba je še navesti:", "decides": "odloča o {names}",
    "duties": "po odločitvi:", "due": "do {day}",
    "assumed": "privzeto:",
    "quarantined": "{region} ({distribution} {version}): v karanteni",
    "measures": "{region} ({distribution} {version}), ukrepov: {measures}",
    "listed": "{title} ({region}) na dan {day}", "described": "opisano, ni odločeno:",
    "may be open": "ni znano, ali je odprto: {measures}",
    "none": "nič",
    "refused": "regija {region!r} ni odgovorila: te vloge ne more prebrati",
    "nothing": "na voljo ni nobene regije",
}  # fmt: skip

HEADINGS: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "sl": _SLOVENIAN}


def heading(language: str, name: str, /, **parts: object) -> str:
    """Give one of the words, filled in; English where a language has none.

    >>> heading("sl", "due", day="4. oktobra 2024")
    'do 4. oktobra 2024'
    """
    return HEADINGS.get(language, _ENGLISH)[name].format(**parts)

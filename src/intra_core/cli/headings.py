"""The command line's own words, in English and Slovenian; the rest comes from measures and vocabularies."""

from collections.abc import Mapping

from intra_core.model.days import Daymark
from intra_core.rules.kinds import Day
from intra_core.rules.values import Words, written

_ENGLISH = {
    "open": "open", "closed": "closed", "planned": "planned", "unknown": "not known",
    "eligible": "eligible", "undetermined": "undetermined", "ineligible": "ineligible",
    "on": "{title} ({region} {version}) on {day}",
    "today": "today in the region, as no day was given",
    "award": "award: {award}",
    "at least": "at least {low}", "at most": "at most {high}", "range": "at least {low}, at most {high}",
    "unsettled": "award: {award}, if it is granted",
    "instalment": "{amount} after {after}", "in kind": "given in kind: {what}",
    "call": "call: {call}", "state": "{call}: {state} ({span})",
    "span": "opens: {opens}; closes: {closes}", "no day": "not found",
    "between": "between {early} and {late}",
    "unmet": "not met:", "not known": "not known:",
    "met": "met: {names}", "left open": "not known: {names}", "also assumed": "also assumed: {names}",
    "because": "because {label}: {value}", "known": "known: {label}: {value}",
    "source": "source: {source}", "read": "read {day}",
    "stuck": "nothing that could be told decides this: a figure or a day was not found; ask the authority",
    "asks": "still to be told:", "decides": "decides {names}",
    "duties": "after the decision:", "due": "until {day}",
    "assumed": "assumed:",
    "quarantined": "{region} ({distribution} {version}): quarantined",
    "measures": "{region} ({distribution} {version}), measures: {measures}, loaded in {took}",
    "listed": "{title} ({region}) on {day}", "described": "described, not decided:",
    "may be open": "not known whether open: {measures}",
    "none": "none",
    "refused": "the region {region!r} did not answer: it cannot read this application",
    "left out": "{fact} = {word!r} is not known in {regions} and was ignored there",
    "nothing": "no region is installed",
    "changed": "{title} ({measure}): from {early} to {late}", "not there": "not there",
    "changed call": "call", "changed condition": "condition", "changed figure": "figure", "changed duty": "duty",
    "changing": "{title} ({measure})",
    "no change": "nothing changes in {year}",
    "is met": "met", "is unmet": "not met", "is unknown": "not known",
    "statement": "{condition}: {verdict}", "line": "the line: {line}", "figures": "figures:",
    "missing": "not told: {label}", "value": "{expression} = {value}", "reads": "reads {label}: {value}",
    "may be": "between {low} and {high}", "not settled": "not settled",
    "event opens": "opens: {title}", "event closes": "last day: {title}",
    "day not exact": "The day is not known exactly.", "may end before": "The call ends before if its money is spent.",
    "days not found": "days that no source tells: {calls}",
    "all figures": "figures: {count} ({marks})", "python": "measures without Python: {share} ({count} of {all})",
    "not found": "not found in any source; to ask: {whom}", "unnamed": "not named",
    "kept in": "kept in {file}", "revision": "In which revision of NACE ({known})?",
    "how many": "How many? (0 for none; empty if not known)", "a number": "type a number, such as 0 or 2",
    "laid out": "laid out: {file}", "not laid out": "not laid out: {file}",
    "all laid out": "files: {count}, all laid out",
    "left": "left as it is, because it is written in a form not known here: {file}",
    "all regions": "All regions", "mark seed": "seed", "mark sourced": "sourced", "mark inferred": "inferred",
    "mark assumed": "assumed", "mark unknown": "not found",
}  # fmt: skip
_SLOVENIAN = {
    "open": "odprt", "closed": "zaprt", "planned": "načrtovan", "unknown": "ni znano",
    "eligible": "upravičeno", "undetermined": "nedoločeno", "ineligible": "neupravičeno",
    "on": "{title} ({region} {version}) na dan {day}",
    "today": "danes v regiji, ker dan ni bil naveden",
    "award": "znesek: {award}",
    "at least": "najmanj {low}", "at most": "največ {high}", "range": "najmanj {low}, največ {high}",
    "unsettled": "znesek: {award}, če bo dodeljen",
    "instalment": "{amount}, ko: {after}", "in kind": "pomoč v naravi: {what}",
    "call": "poziv: {call}", "state": "{call}: {state} ({span})",
    "span": "odprtje: {opens}; zaprtje: {closes}", "no day": "ni bilo najdeno",
    "between": "med {early} in {late}",
    "unmet": "ni izpolnjeno:", "not known": "ni znano:",
    "met": "izpolnjeno: {names}", "left open": "ni znano: {names}", "also assumed": "privzeto tudi: {names}",
    "because": "ker: {label}: {value}", "known": "znano: {label}: {value}",
    "source": "vir: {source}", "read": "prebrano {day}",
    "stuck": "noben podatek tega ne odloči: vrednost ali dan ni bil najden; vprašajte organ",
    "asks": "treba je še navesti:", "decides": "odločilno za: {names}",
    "duties": "po odločitvi:", "due": "zadnji dan: {day}",
    "assumed": "privzeto:",
    "quarantined": "{region} ({distribution} {version}): v karanteni",
    "measures": "{region} ({distribution} {version}), ukrepov: {measures}, naloženo v {took}",
    "listed": "{title} ({region}) na dan {day}", "described": "opisano, ni odločeno:",
    "may be open": "ni znano, ali je odprto: {measures}",
    "none": "nič",
    "refused": "regija {region!r} ni odgovorila: te vloge ne more prebrati",
    "left out": "{fact} = {word!r} ni beseda regij {regions} in je bila tam izpuščena",
    "nothing": "na voljo ni nobene regije",
    "changed": "{title} ({measure}): od {early} do {late}", "not there": "tega ni",
    "changed call": "poziv", "changed condition": "pogoj", "changed figure": "vrednost", "changed duty": "obveznost",
    "changing": "{title} ({measure})",
    "no change": "v letu {year} se nič ne spremeni",
    "is met": "izpolnjeno", "is unmet": "ni izpolnjeno", "is unknown": "ni znano",
    "statement": "{condition}: {verdict}", "line": "pravilo: {line}", "figures": "vrednosti:",
    "missing": "ni navedeno: {label}", "value": "{expression} = {value}", "reads": "prebrano, {label}: {value}",
    "may be": "med {low} in {high}", "not settled": "ni določeno",
    "event opens": "odprtje: {title}", "event closes": "zadnji dan: {title}",
    "day not exact": "Dan ni natančno znan.", "may end before": "Poziv se konča prej, če so sredstva porabljena.",
    "days not found": "dnevi, ki jih ne navaja noben vir: {calls}",
    "all figures": "vrednosti: {count} ({marks})", "python": "ukrepi brez Pythona: {share} ({count} od {all})",
    "not found": "ni bilo najdeno v nobenem viru; vprašajte: {whom}", "unnamed": "ni imenovan",
    "kept in": "shranjeno v {file}", "revision": "Po kateri reviziji NACE ({known})?",
    "how many": "Koliko? (0, če nič; prazno, če ni znano)", "a number": "vnesite število, na primer 0 ali 2",
    "laid out": "urejeno: {file}", "not laid out": "ni urejeno: {file}",
    "all laid out": "datotek: {count}, vse so urejene",
    "left": "ni spremenjeno, ker je zapisano v obliki, ki tu ni znana: {file}",
    "all regions": "Vse regije", "mark seed": "izhodišče", "mark sourced": "po viru", "mark inferred": "sklepano",
    "mark assumed": "privzeto", "mark unknown": "ni najdeno",
}  # fmt: skip

HEADINGS: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "sl": _SLOVENIAN}


def heading(language: str, name: str, /, **parts: object) -> str:
    """Give one of the words, filled in; English where a language has none.

    >>> heading("sl", "due", day="4. 10. 2024")
    'zadnji dan: 4. 10. 2024'
    """
    return HEADINGS.get(language, _ENGLISH)[name].format(**parts)


def mark_in_words(mark: Daymark | None, words: Words, language: str) -> str:
    """Write a day as far as it is known."""
    if mark is None:
        return heading(language, "no day")
    early, late = (written(Day(), day, words, language) for day in (mark.early, mark.late))
    return early if mark.known else heading(language, "between", early=early, late=late)

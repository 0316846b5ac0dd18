"""What an answer says in its own words, by language; the rest comes from measures and vocabularies."""

from collections.abc import Mapping

_ENGLISH = {
    "open": "the call {call} is open on {day}",
    "funds": "the call {call} is open on {day}, until its funds are spent",
    "closed": "no call open on {day}",
    "next": "no call open on {day}; the next known opening is {next}",
    "next between": "no call open on {day}; the next opening lies between {next} and {latest}",
    "planned": "no call was found: the measure was planned",
    "unknown": "whether a call is open on {day} was not found in any source",
    "hour": "whether the call {call} is open on {day} depends on the hour of application",
    "stopped": "the call {call} is open on {day}, but not in every programme area",
    "switch": "Which wording was in force on that day is not known: {}",
    "state": "What is the {}?",
    "no day": "no day of decision was given",
    "no day of application": "no day of application was given: the day of decision was taken",
    "decided before": "the application comes after the day of decision, and was decided as if it had been handed in",
    "given": "given, not worked out",
    "overruled": "given as {stated}, but worked out as {other}: the stricter decides",
    "doubted": "given as {stated}, but what it is worked out from may be stricter: that decides once it is settled",
    "calendar year": "not given: the calendar year was taken",
    "without source": "assumed: no source was found that states it",
    "not settled": "not settled",
    "opens not found": "first day",
    "closes not found": "last day",
    "budget not found": "budget",
    # What would help.
    "still to be told": "{says}: then it is no longer refused, and what is missing is still to be told",
    "not to be found": "{says}: then it is no longer refused, but a figure or a day that decides was not found",
    "nothing helps": "nothing that the applicant can change would help",
    "nothing found": "no change of at most {count} facts was found that would help",
    "cut short": "{says}; the search was cut short",
    "record": "{record} {number}",
    "record of": "{record} {number} ({word})",
    "several": "{count} x {record}",
}
_SLOVENIAN = {
    "open": "poziv {call} je {day} odprt",
    "funds": "poziv {call} je {day} odprt, do porabe sredstev",
    "closed": "{day} ni odprt noben poziv",
    "next": "{day} ni odprt noben poziv; naslednje znano odprtje je {next}",
    "next between": "{day} ni odprt noben poziv; naslednje odprtje je najprej {next} in najpozneje {latest}",
    "planned": "poziv ni bil najden: ukrep je bil načrtovan",
    "unknown": "ali je {day} odprt kateri poziv, ni bilo najdeno v nobenem viru",
    "hour": "ali je poziv {call} {day} odprt, je odvisno od ure oddaje vloge",
    "stopped": "poziv {call} je {day} odprt, a ne na vsakem programskem območju",
    "switch": "Ni znano, katero besedilo je veljalo tega dne: {}",
    "state": "Navedite: {}.",
    "no day": "dan odločitve ni bil naveden",
    "no day of application": "dan oddaje vloge ni bil naveden: vzet je dan odločitve",
    "decided before": "vloga je poznejša od dneva odločitve in je odločena, kot da bi bila že oddana",
    "given": "navedeno, ne izračunano",
    "overruled": "navedeno {stated}, izračunano pa {other}: odloča strožje",
    "doubted": "navedeno {stated}, a podatki za izračun lahko dajo strožje: ko bodo popolni, odločijo oni",
    "calendar year": "ni navedeno: vzeto je koledarsko leto",
    "without source": "privzeto: tega ne navaja noben najdeni vir",
    "not settled": "ni določeno",
    "opens not found": "prvi dan",
    "closes not found": "zadnji dan",
    "budget not found": "razpisana sredstva",
    # Kaj bi pomagalo.
    "still to be told": "{says}: vloga potem ni več zavrnjena, manjkajoče pa je treba še navesti",
    "not to be found": "{says}: vloga potem ni več zavrnjena, vendar vrednost ali dan, ki odloča, ni bil najden",
    "nothing helps": "nič, kar prijavitelj lahko spremeni, ne bi pomagalo",
    "nothing found": "sprememba največ {count} podatkov, ki bi pomagala, ni bila najdena",
    "cut short": "{says}; iskanje je bilo prekinjeno",
    "record": "{record} {number}",
    "record of": "{record} {number} ({word})",
    "several": "{count} x {record}",
}
PHRASES: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "sl": _SLOVENIAN}


def phrase(language: str, name: str, /, *texts: str, **parts: str) -> str:
    """Give a phrase, filled in; English where a language has none.

    >>> phrase("sl", "overruled", stated="EUR 300.000,00", other="EUR 1.000,00")
    'navedeno EUR 300.000,00, izračunano pa EUR 1.000,00: odloča strožje'
    """
    return PHRASES.get(language, _ENGLISH)[name].format(*texts, **parts)

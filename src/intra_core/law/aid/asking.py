"""What an answer about a headroom still has to be told, as questions."""

import re
from collections.abc import Iterable, Sequence

from intra_core.law.asking import Ask
from intra_core.model.aid import PastAward

_KEY = re.compile(r"(award|split)\[(\d+)\]\.(\w+)")
_OF_ALL = {
    "award": ("Which aid below a ceiling has the single undertaking been granted, by whomever?", "list"),
    "rates": ("Which reference rates of the euro held on the days of grant, such as those of the ECB?", "list"),
}
_OF_AWARD = {
    "granted": ("On which day was {what} granted?", "day"),
    "amount": ("How much was {what}, as a gross grant equivalent?", "money"),
    "regime": ("Under which regime was {what} granted?", "choice"),
    "member_state": ("Which Member State granted {what}?", "text"),
    "undertaking": ("To whom was {what} granted?", "text"),
}


def asked_for(keys: Iterable[str], awards: Sequence[PastAward]) -> tuple[Ask, ...]:
    """Put a question for each key, each once.

    >>> import datetime as dt
    >>> had = PastAward(granted=dt.date(2024, 3, 15), regime="de-minimis", undertaking="A")
    >>> [each.question for each in asked_for(["award[0].amount"], [had])]
    ['How much was the aid (de-minimis) of 2024-03-15 to A, as a gross grant equivalent?']
    """
    return tuple(_ask(key, awards) for key in dict.fromkeys(keys))


def _ask(key: str, awards: Sequence[PastAward]) -> Ask:
    found = _KEY.fullmatch(key)
    if found is None:
        question, kind = _OF_ALL[key]
        return Ask(fact=key, question=question, type=kind)
    table, number, what = found[1], int(found[2]), found[3]
    if table == "split":
        question = f"What was the equity of each that came of split {number + 1} worth, on its day?"
        return Ask(fact=key, question=question, type="list")
    question, kind = _OF_AWARD[what]
    return Ask(fact=key, question=question.format(what=_called(awards[number], number)), type=kind)


def _called(award: PastAward, number: int) -> str:
    """Name an award by what is told of it."""
    day = f" of {award.granted}" if award.granted is not None else ""
    amount = f" of {award.amount}" if award.amount is not None and not day else ""
    regime = f" ({award.regime})" if award.regime is not None else ""
    whose = f" to {award.undertaking}" if award.undertaking is not None else ""
    return (
        f"the aid{regime}{amount}{day}{whose}" if day or amount else f"the {_nth(number + 1)} aid told{regime}{whose}"
    )


def _nth(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"

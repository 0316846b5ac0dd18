"""What somebody types as the answer to a question, turned into the value of an application file."""

import contextlib
import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from intra_core.errors import Unreadable, did_you_mean
from intra_core.model.money import CURRENCIES

Answered = bool | int | str | Decimal | dt.date | dt.time
_AMOUNT = re.compile(r"(?:([A-Za-z]{3}) ?)?(\d{1,15})(?:\.(\d{1,2}))?(?: ?([A-Za-z]{3}))?", re.ASCII)
_RATE = re.compile(r"(\d{1,7}(?:\.\d{1,2})?) ?%?", re.ASCII)
_AREA = re.compile(r"(\d{1,9}(?:\.\d{1,4})?) ?(?:m2|m²)?", re.ASCII)
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,4})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(?::\d{2})?", re.ASCII)
_YEAR_DAY = re.compile(r"(?:--)?(\d{2}-\d{2})", re.ASCII)


def typed_answer(
    kind: str, text: str, currency: str, yes: Iterable[str], no: Iterable[str], words: Iterable[str]
) -> Answered:
    """Read an answer.

    Args:
        kind: the type of the answer, as `intra template` writes it behind a question.
        text: what was typed, without the blanks around it.
        currency: that of an amount without one.
        yes: the words for yes.
        no: the words for no.
        words: the words of a choice, if they are known.

    Raises:
        Unreadable: if the answer is not of its type, with an example of one that is.

    >>> typed_answer("money", "4000", "EUR", (), (), ())
    'EUR 4000.00'
    """
    if kind == "yes-no":
        return _truth(text, tuple(yes), tuple(no))
    if kind == "money":
        return _money(text, currency)
    if kind in {"day", "time"}:
        return _moment(kind, text)
    known = tuple(words)
    if kind == "choice" and known and text not in known:
        raise Unreadable(f"unknown word {text!r}", did_you_mean(text, known))
    if kind in {"text", "choice", "code"}:
        return text
    return _counted(kind, text)


def _truth(text: str, yes: tuple[str, ...], no: tuple[str, ...]) -> bool:
    folded = text.casefold()
    if folded in {*yes, *(each[:1] for each in yes)}:
        return True
    if folded in {*no, *(each[:1] for each in no)}:
        return False
    raise Unreadable(f"{text!r} is neither", f"type {yes[0]} or {no[0]}")


def _money(text: str, currency: str) -> str:
    found = _AMOUNT.fullmatch(text)
    if found is None or (found[1] and found[4]):
        raise Unreadable(f"{text!r} is not an amount", f"type it like {currency} 1000.00")
    code = (found[1] or found[4] or currency).upper()
    return f"{code} {found[2]}.{found[3] or '':0<2}" if found[3] or CURRENCIES.get(code, 2) else f"{code} {found[2]}"


def _moment(kind: str, text: str) -> dt.date | dt.time:
    pattern, example, read = (
        (_DAY, "2024-09-02", dt.date.fromisoformat) if kind == "day" else (_TIME, "17:00", dt.time.fromisoformat)
    )
    with contextlib.suppress(ValueError):
        if pattern.fullmatch(text):
            return read(text)
    raise Unreadable(f"{text!r} is not a {kind}", f"type it like {example}")


def _counted(kind: str, text: str) -> Answered:
    pattern, form, example = {
        "rate": (_RATE, "{} %", "12 %"),
        "m2": (_AREA, "{} m2", "20.5 m2"),
        "day-of-year": (_YEAR_DAY, "--{}", "12-31"),
    }.get(kind, (_NUMBER, "", "3"))
    found = pattern.fullmatch(text)
    if found is None or (kind.startswith("count ") and "." in text):
        raise Unreadable(
            f"{text!r} is not {'a whole number' if kind.startswith('count ') else 'of this kind'}",
            f"type it like {example}",
        )
    if form:
        return form.format(found[1])
    return Decimal(text) if "." in text else int(text)

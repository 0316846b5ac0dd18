"""The command line's own words; the rest comes from measures and vocabularies."""

from intra_core.model.days import Daymark
from intra_core.model.measure import Call
from intra_core.rules.kinds import SECONDS, Day
from intra_core.rules.values import Words, written
from intra_core.texts import text


def heading(language: str, name: str, /, **parts: object) -> str:
    """Give one of the words, filled in; English where a language has none.

    >>> heading("sl", "due", day="4. 10. 2024")
    'zadnji dan: 4. 10. 2024'
    """
    return text(language, "command", name).format(**parts)


def mark_in_words(mark: Daymark | None, words: Words, language: str, second: int | None = None) -> str:
    """Write a day as far as it is known, with its hour where one counts."""
    if mark is None:
        return heading(language, "no day")
    early, late = (written(Day(), day, words, language) for day in (mark.early, mark.late))
    if not mark.known:
        return heading(language, "between", early=early, late=late)
    return early if second is None else f"{early}, {written(SECONDS, second, words, language)}"


def call_in_words(call: Call, state: str, words: Words, language: str) -> str:
    """Write a call with its state and the days between which it takes applications."""
    opens = mark_in_words(call.opens, words, language, call.opens_at)
    closes = mark_in_words(call.closes, words, language, call.closes_at)
    span = heading(language, "span", opens=opens, closes=closes)
    return heading(language, "state", call=call.id, state=heading(language, state), span=span)

"""The command line's own words; the rest comes from measures and vocabularies."""

from intra_core.model.days import Daymark
from intra_core.rules.kinds import Day
from intra_core.rules.values import Words, written
from intra_core.texts import text


def heading(language: str, name: str, /, **parts: object) -> str:
    """Give one of the words, filled in; English where a language has none.

    >>> heading("sl", "due", day="4. 10. 2024")
    'zadnji dan: 4. 10. 2024'
    """
    return text(language, "command", name).format(**parts)


def mark_in_words(mark: Daymark | None, words: Words, language: str) -> str:
    """Write a day as far as it is known."""
    if mark is None:
        return heading(language, "no day")
    early, late = (written(Day(), day, words, language) for day in (mark.early, mark.late))
    return early if mark.known else heading(language, "between", early=early, late=late)

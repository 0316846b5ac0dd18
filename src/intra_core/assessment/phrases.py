"""What an answer says in its own words, by language; the rest comes from measures and vocabularies."""

from intra_core.texts import text


def phrase(language: str, name: str, /, *texts: str, **parts: str) -> str:
    """Give a phrase, filled in; English where a language has none.

    >>> phrase("sl", "overruled", stated="EUR 300.000,00", other="EUR 1.000,00")
    'navedeno EUR 300.000,00, izračunano pa EUR 1.000,00: odloča strožje'
    """
    return text(language, "answer", name).format(*texts, **parts)


def capitalised(text: str) -> str:
    """Begin a sentence: its first letter large, the others as they are.

    >>> capitalised("apply on 3 September 2024")
    'Apply on 3 September 2024'
    """
    return text[:1].upper() + text[1:]

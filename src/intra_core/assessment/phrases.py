"""What an answer says in its own words, by language; the rest comes from measures and vocabularies."""

from intra_core.texts import text


def phrase(language: str, name: str, /, *texts: str, **parts: str) -> str:
    """Give a phrase, filled in; English where a language has none.

    >>> phrase("sl", "overruled", stated="EUR 300.000,00", other="EUR 1.000,00")
    'navedeno EUR 300.000,00, izračunano pa EUR 1.000,00: odloča strožje'
    """
    return text(language, "answer", name).format(*texts, **parts)

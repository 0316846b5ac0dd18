"""The languages in which rules can be read out, by their codes."""

from collections.abc import Mapping

from intra_core.rules.languages.bulgarian import BULGARIAN
from intra_core.rules.languages.english import ENGLISH
from intra_core.rules.languages.italian import ITALIAN
from intra_core.rules.languages.portuguese import PORTUGUESE
from intra_core.rules.languages.slovenian import SLOVENIAN
from intra_core.rules.languages.spanish import SPANISH
from intra_core.rules.languages.tongue import Tongue

TONGUES: Mapping[str, Tongue] = {
    each.code: each for each in (ENGLISH, BULGARIAN, SPANISH, ITALIAN, PORTUGUESE, SLOVENIAN)
}
"""A language whose code is not here has no sentences yet, and English stands in for it."""


def tongue(code: str) -> Tongue:
    """Give the language of a code, or English; the `code` of what comes back tells which.

    >>> tongue("sl").code, tongue("fr").code
    ('sl', 'en')
    """
    return TONGUES.get(code, ENGLISH)


__all__ = ["TONGUES", "Tongue", "tongue"]

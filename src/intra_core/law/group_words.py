"""The words of the law that a file about a group may use: regimes of aid, sectors, and readings by policy."""

from intra_core.io.group_file import GroupWords
from intra_core.law.aid.regulations import sectors
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import policies

REGIMES = "aid_regimes.all"


def group_words(law: Lawbook | None = None) -> GroupWords:
    """Give the words that a law knows.

    >>> words = group_words()
    >>> sorted(words.sectors), words.policies["transition"]
    (['other', 'road-freight'], ('new', 'scheme-until-2024-06-30'))
    """
    law = law or lawbook()
    return GroupWords(
        regimes=law.members(REGIMES),
        sectors=sectors(law),
        policies={each.id: tuple(each.readings) for each in policies(law)},
    )

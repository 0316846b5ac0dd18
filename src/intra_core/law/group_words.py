"""The words of the law that a file about a group may use: regimes of aid, sectors, and readings by policy."""

from intra_core.io.group_file import GroupWords
from intra_core.law.aid.regulations import regulations
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import policies

REGIMES = "aid_regimes.all"
OTHER_SECTOR = "other"
"""What is none of the sectors with a ceiling of their own."""


def group_words(law: Lawbook | None = None) -> GroupWords:
    """Give the words that a law knows.

    >>> words = group_words()
    >>> sorted(words.sectors), words.policies["transition"]
    (['other', 'road-freight'], ('new', 'scheme-until-2024-06-30'))
    """
    law = law or lawbook()
    sectors = {limit.sector for each in regulations(law) for limit in each.limits if limit.sector is not None}
    return GroupWords(
        regimes=law.members(REGIMES),
        sectors=frozenset({*sectors, OTHER_SECTOR}),
        policies={each.id: tuple(each.readings) for each in policies(law)},
    )

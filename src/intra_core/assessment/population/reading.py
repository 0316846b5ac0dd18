"""Tables of shares, read with what the law knows: its codes and its facts. The one that is shipped is invented."""

from importlib import resources

from intra_core.errors import Unreadable
from intra_core.io.shares_file import shares_from
from intra_core.law.codes.activities import activity
from intra_core.law.codes.places import place
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.shares import Shares
from intra_core.rules.kinds import YesNo

INVENTED = "invented-shares.toml"


def read_shares(raw: bytes | str, name: str) -> Shares:
    """Read a table of shares; docs/population.md has its keys.

    Raises:
        WrongInput: with every fault of it.
    """
    facts = law_vocabulary().facts
    yes = [fact for fact, entry in facts.items() if isinstance(entry.kind, YesNo) and not entry.of_list]
    return shares_from(raw, name, yes=yes, activity=_wrong_activity, seat=_wrong_seat)


def invented_shares() -> Shares:
    """Give the table that is shipped: its shares are made up, and say so.

    >>> invented_shares().invented, invented_shares().name
    (True, 'invented-shares.toml')
    """
    return read_shares((resources.files("intra_core.assessment.population") / INVENTED).read_bytes(), INVENTED)


def _wrong_activity(code: str) -> Unreadable | None:
    revision, colon, plain = code.partition(":")
    if not colon:
        return Unreadable(f"{code!r} does not say its revision", 'write it like "2.1:62.10"')
    if not plain[:1].isdigit():
        return Unreadable(f"{code!r} is not a division, group or class", 'write it like "2.1:62" or "2.1:62.10"')
    try:
        activity(plain, revision)
    except Unreadable as unknown:
        return unknown
    return None


def _wrong_seat(code: str, version: str) -> Unreadable | None:
    try:
        place(code, version)
    except Unreadable as unknown:
        return unknown
    return None

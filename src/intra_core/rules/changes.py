"""What an applicant can change: which facts, in which direction, with how much effort, as a vocabulary declares it."""

from collections.abc import Mapping

from attrs import field, frozen

from intra_core.model.text import LocalizedText
from intra_core.rules.kinds import Choice, Day, Number, Records, YesNo

EFFORTS = ("days", "weeks", "months")
"""How long a change takes, from easy to hard; an effort is a place in here, counted from one."""

WAYS: Mapping[str, type] = {
    "rise": Number, "fall": Number, "later": Day, "earlier": Day, "yes": YesNo, "no": YesNo, "words": Choice,
    "drop": Records, "add": Records,
}  # fmt: skip
"""The directions of a change, with the kind of fact that each is for."""

DAY_WAYS = frozenset(way for way, kind in WAYS.items() if kind is Day)

ANY = "any"
"""In a record that is added: each of the words that the measure compares the field with."""
APPLICATION = "application"
"""In a record that is added: the day of application."""


@frozen(kw_only=True)
class Change:
    """One way in which an applicant can change a fact, or a field of the records of a list.

    `words` are those that a choice may change to. `record` is what an added record says, by field: yes or no, a word,
    `any` or `application`. `says` tells the applicant what to do; it may have places to fill in (`PLACES`).
    """

    fact: str
    way: str
    effort: int
    says: LocalizedText
    words: tuple[str, ...] = ()
    record: Mapping[str, object] = field(factory=dict, hash=False)


PLACES = frozenset({"by", "n", "from", "to", "record", "records"})
"""What `says` may leave to be filled in: by how much (with its unit, or as a number), from and to what, which."""

"""References between regions, and what became of them."""

import enum

from attrs import frozen


class Resolved(enum.Enum):
    """Where a reference leads: to something that is there, to a region that is not at hand, or nowhere."""

    FOUND = "found"
    NOT_AT_HAND = "not-at-hand"
    DANGLING = "dangling"


@frozen(kw_only=True)
class Reference:
    """One reference from a place of a file to something by its id. `of` is what kind of thing is meant."""

    file: str
    key: str
    of: str
    target: str
    resolved: Resolved

"""Where a figure or a rule comes from, and how sure that is."""

import datetime as dt
import enum

from attrs import frozen


class Mark(enum.Enum):
    """How a statement is known. An assumed figure is usable and always shown as assumed."""

    SEED = "seed"
    SOURCED = "sourced"
    INFERRED = "inferred"
    ASSUMED = "assumed"


@frozen(kw_only=True)
class Source:
    """A text that a figure, a condition or a call rests on.

    `read` is the day on which the text was last read; `article` narrows a long text down.
    """

    id: str
    title: str
    address: str | None = None
    article: str | None = None
    read: dt.date | None = None


@frozen(kw_only=True)
class Basis:
    """What a statement rests on: source, mark, the rows of the facts it came from, a note for assumed ones."""

    mark: Mark
    source: Source | None = None
    article: str | None = None
    rows: tuple[str, ...] = ()
    note: str | None = None

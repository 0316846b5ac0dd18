"""A column worked out from other columns, and the frame it stands in."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

LARGEST = 2**63 - 1
"""The greatest whole number that a column can hold."""


@frozen(eq=False, repr=False)
class Level:
    """The rows that columns have a cell for: applications, or the records of a list next to what they belong to.

    `records` is the list, as `cost`, or as `cost.payments` for a list inside the records of another; `owner` are then
    the rows of that other.
    """

    outer: "Level | None" = None
    records: str = ""
    owner: "Level | None" = None
    flat: bool = False
    """Whether there is one record at most, whose fields stand in the rows it belongs to."""

    @property
    def depth(self) -> int:
        """How many lists the rows have been joined with."""
        return 0 if self.outer is None else self.outer.depth + 1


@frozen(eq=False, repr=False)
class Column:
    """What a column holds: an operation on other columns.

    Two columns of one form are the same object if they hold the same. `told` is what belongs to the operation itself:
    the value of a literal, the name of a fact, the words of a set. A number lies from `low` to `high` unless null.
    """

    op: str
    args: tuple["Column", ...]
    told: Any
    level: Level
    nullable: bool
    low: int = 0
    high: int = 0
    holds: str = "number"
    """What is in it: `number`, `truth` or `word`; `nothing` for a literal null."""

    def __repr__(self) -> str:
        told = [] if self.told is None and self.op != "literal" else [repr(self.told)]
        return f"{self.op}({', '.join([*told, *map(repr, self.args)])})"

    @property
    def too_large(self) -> bool:
        """Whether it may leave the whole numbers that a column can hold: then nothing may be worked out from it."""
        return self.low < -LARGEST or self.high > LARGEST

    @property
    def literal(self) -> bool:
        """Whether it is the same in every row."""
        return self.op == "literal"


def beneath(columns: Iterable[Column]) -> Iterator[Column]:
    """Give some columns and all that they are worked out from, each once."""
    seen: set[Column] = set()
    waiting = list(columns)
    while waiting:
        each = waiting.pop()
        if each not in seen:
            seen.add(each)
            yield each
            waiting += each.args

"""One row of a boundary table: what is moved from which value to which, what the answer is on both sides, and why."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attrs import evolve, field, frozen

AWARD = "award"
"""What a row is of, if it is not of a condition."""


@frozen(kw_only=True)
class Signed:
    """Who has read a row and held it against which source, and when."""

    name: str
    on: dt.date
    source: str


@frozen(kw_only=True, eq=False)
class Side:
    """One of two neighbouring values, as an application writes it, and the answer there as an example expects it."""

    value: object
    answer: Mapping[str, Any]


@frozen(kw_only=True, eq=False)
class Row:
    """Two neighbouring values between which an answer flips.

    `of` is the condition, or "award"; `moves` what is moved in the example `example`. Where values have an order,
    `first` is below `second`. `rests` names the figures, as they are on that day, and the sources it rests on.
    """

    id: str
    of: str
    moves: str
    example: str
    first: Side
    second: Side
    ordered: bool = True
    rests: tuple[str, ...] = ()
    signed: Signed | None = field(default=None)

    @property
    def says(self) -> tuple[object, ...]:
        """Everything a signature stands for: all but the row's id and the signature itself."""
        return (
            self.of,
            self.moves,
            self.example,
            *((type(each.value), str(each.value), _frozen(each.answer)) for each in (self.first, self.second)),
            self.ordered,
            self.rests,
        )

    def named(self, name: str) -> "Row":
        """Give it under another id."""
        return evolve(self, id=name)


@frozen(kw_only=True, eq=False)
class BoundaryTable:
    """The rows of a measure, and the conditions and figures of its award that no example brings to where they turn.

    >>> import intra_core
    >>> from intra_core.testing import kept_tables
    >>> table = kept_tables(intra_core.load_regions().region("algarve").region)["algarve.restart"]
    >>> [row.id for row in table.rows if row.of == "beneficiary"], table.missing
    (['beneficiary/algarve.restart_partner'], ('call',))
    """

    measure: str
    rows: tuple[Row, ...]
    missing: tuple[str, ...] = ()


def _frozen(answer: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (key, ", ".join(map(str, told)) if isinstance(told, list | tuple) else str(told))
        for key, told in answer.items()
    )

"""What a caller's frames hold: which facts and lists have a column, and how its values are to be read."""

from collections.abc import Hashable, Mapping

from attrs import field, frozen

from intra_core.rules.columnar.column import LARGEST


@frozen(kw_only=True, order=True)
class Told:
    """A column of facts: whole numbers from `low` to `high`, `times` parts in each one; `narrow` if of few bits.

    For what is no number only that the column is there counts.
    """

    low: int = -LARGEST
    high: int = LARGEST
    times: int = 1
    narrow: bool = False


@frozen(kw_only=True)
class Table:
    """The facts of one frame by name, and the lists whose records have frames of their own.

    `on` is the day of decision as an ordinal, None where it is a column. In a list `told` may say by row, under the
    name of the list, whether it was told at all.
    """

    facts: Mapping[str, Told] = field(factory=dict)
    lists: Mapping[str, "Table"] = field(factory=dict)
    on: int | None = None
    flat: bool = False
    """Of a list: whether it has one record at most, whose fields are columns of the applications, as `list.field`."""

    @property
    def key(self) -> Hashable:
        """Tell tables apart: of alike ones the same form is made."""
        lists = tuple((name, each.key) for name, each in sorted(self.lists.items()))
        return tuple(sorted(self.facts.items())), lists, self.on, self.flat

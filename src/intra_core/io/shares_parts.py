"""Shares of a whole, as a table of shares has them everywhere."""

from collections.abc import Callable

from intra_core.errors import Unreadable
from intra_core.io.document import Table
from intra_core.model.quantity import Rate
from intra_core.model.shares import WHOLE, Band

Check = Callable[[str], Unreadable | None]
"""Says what is wrong with a word or code, if anything is."""


def share_of(table: Table, key: str) -> int:
    """Take a share, in basis points; at most all."""
    written = table.text(key, required=True)
    if written is None:
        return 0
    try:
        share = Rate.parse(written).basis_points
    except Unreadable as error:
        table.complain(key, error.says, error.instead)
        return 0
    if share > WHOLE:
        table.complain(key, f"{written} is more than the whole")
    return share


def whole(table: Table, key: str, total: int) -> None:
    """Complain where parts do not come to the whole."""
    if total != WHOLE:
        table.complain(key, f"the shares come to {Rate(total)}, not to 100 %", at_key=True)


def band(table: Table, low: int | None, high: int | None) -> Band:
    """End a band whose ends have been taken; None for one that could not be read."""
    share = share_of(table, "share")
    table.end()
    if low is not None and high is not None and high <= low:
        table.complain("below", "nothing lies in this band", "write more than stands in 'from'")
    return Band(low or 0, high or 1, share)

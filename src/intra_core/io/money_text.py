"""An amount of money in a file of a region or a plan, or "unknown"."""

from collections.abc import Callable

from intra_core.errors import Unreadable
from intra_core.io.document import Table
from intra_core.io.figures import money_turned
from intra_core.model.money import MEASURED_IN, Money


def money(table: Table, key: str) -> Money | None:
    """Take an amount of money, or "unknown"."""
    written = table.text(key)
    if written is None or written == "unknown":
        return None
    return amount(written, lambda says, instead: table.complain(key, says, instead))


def amount(written: str, complain: Callable[[str, str | None], object]) -> Money | None:
    """Read an amount of money, with its complaint handed on."""
    try:
        return Money.parse(written, MEASURED_IN)
    except Unreadable as error:
        complain(error.says, money_turned(written) or error.instead)
        return None

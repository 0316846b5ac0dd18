"""A code that is not known here: what is wrong with it, and which codes may be meant."""

from collections.abc import Iterable

from intra_core.errors import Unreadable


class UnknownCode(Unreadable):
    """A code that its classification does not have, or that is not listed here.

    `suggests` are the codes that may be meant. `listed` is False where the codes of that kind are not listed here, so
    that nothing says that there is no such code.

    >>> raise UnknownCode("there is no NUTS code 'SI039'", suggests=("SI038",))
    Traceback (most recent call last):
    intra_core.law.codes.unknown.UnknownCode: there is no NUTS code 'SI039'; did you mean SI038?
    """

    def __init__(
        self, says: str, instead: str | None = None, *, suggests: Iterable[str] = (), listed: bool = True
    ) -> None:
        self.suggests: tuple[str, ...] = tuple(suggests)
        self.listed: bool = listed
        if instead is None and self.suggests:
            instead = f"did you mean {' or '.join(self.suggests)}?"
        super().__init__(says, instead)

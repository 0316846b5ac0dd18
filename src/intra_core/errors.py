"""What is wrong with an input: complaints with a place and a cure, and the exception that carries them."""

import difflib
from collections.abc import Iterable

from attrs import frozen

MOST_SHOWN = 160
"""Of a longer line only so many letters are shown, those around the fault."""


@frozen(kw_only=True)
class Complaint:
    """One fault of an input: what is wrong, where it stands, and what to write instead.

    Lines and columns count from 1. `shown` is the source line over the caret, if there is one.

    >>> print(Complaint(says="unknown key 'turnovr'", instead="did you mean 'turnover'?", file="a.toml", line=3))
    a.toml:3: unknown key 'turnovr'
      did you mean 'turnover'?
    """

    says: str
    instead: str | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None
    key: str | None = None
    shown: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        told = f"{self.key}: {self.says}" if self.key else self.says
        lines = [f"{place}: {told}" if place else told]
        if self.shown is not None:
            fault = (self.column or 1) - 1
            first = max(0, fault - MOST_SHOWN // 2) if len(self.shown) > MOST_SHOWN else 0
            before, after = self.shown[first:fault], self.shown[fault : first + MOST_SHOWN]
            before = f"…{before}" if first else before
            lines.append(f"  {before}{after}{'…' if first + MOST_SHOWN < len(self.shown) else ''}")
            if self.column is not None:
                lead = "".join("\t" if letter == "\t" else " " for letter in before)
                lines.append(f"  {lead}^")
        if self.instead:
            lines.append(f"  {self.instead}")
        return "\n".join(lines)


class IntraError(Exception):
    """The root of every error that this library raises on purpose."""


class Unreadable(IntraError, ValueError):
    """A written value that cannot be read: what is wrong with it, and what to write instead.

    `path` leads to the fault inside a table or list.

    >>> raise Unreadable("'4 EUR' is not money", 'write it like "EUR 1000.00"')
    Traceback (most recent call last):
        ...
    intra_core.errors.Unreadable: '4 EUR' is not money; write it like "EUR 1000.00"
    """

    def __init__(self, says: str, instead: str | None = None, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(says, instead, path)
        self.says: str = says
        self.instead: str | None = instead
        self.path: tuple[str | int, ...] = path

    def __str__(self) -> str:
        return f"{self.says}; {self.instead}" if self.instead else self.says


class WrongInput(IntraError):
    """An input that cannot be used, with every complaint about it.

    >>> raise WrongInput([Complaint(says="the file is empty", file="a.toml")])
    Traceback (most recent call last):
        ...
    intra_core.errors.WrongInput: a.toml: the file is empty
    """

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints: tuple[Complaint, ...] = tuple(complaints)
        super().__init__(self.complaints)

    def __str__(self) -> str:
        return "\n".join(str(complaint) for complaint in self.complaints)


class QuarantinedRegion(IntraError):
    """A region was asked for that could not be loaded; its complaints say why."""

    def __init__(self, region: str, complaints: Iterable[Complaint]) -> None:
        self.region = region
        self.complaints: tuple[Complaint, ...] = tuple(complaints)
        super().__init__(region, self.complaints)

    def __str__(self) -> str:
        why = "\n".join(str(complaint) for complaint in self.complaints)
        return f"the region {self.region!r} is quarantined:\n{why}"


MOST_NAMED = 8
"""How many known words a complaint lists."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that one which is not known may be a slip for.

    >>> nearest("turnovr", ["turnover", "headcount"])
    'turnover'
    """
    near = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the known word nearest to one that is not known, or list a few.

    >>> did_you_mean("turnovr", ["turnover", "headcount"])
    "did you mean 'turnover'?"
    """
    names = sorted(set(known))
    near = nearest(word, names)
    if near is not None:
        return f"did you mean {near!r}?"
    shown = ", ".join(names[:MOST_NAMED])
    return f"known here: {shown}{', …' if len(names) > MOST_NAMED else ''}" if names else "nothing may stand here"

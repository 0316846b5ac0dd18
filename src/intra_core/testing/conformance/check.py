"""A check: one sentence of the contract of a region, why it matters, how to mend it, and what looks for breaches."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from attrs import frozen

if TYPE_CHECKING:
    from intra_core.errors import Complaint
    from intra_core.testing.conformance.examined import Examined, ExaminedMeasure

Level = Literal["bronze", "silver", "gold"]
"""The tier that a region cannot have while the check finds something."""
Way = Literal["refused", "region", "measure"]
"""Where a check looks: at what loading complained of, at a region, or at each of its measures."""


@frozen(kw_only=True)
class Breach:
    """One place where a sentence of the contract does not hold. `subject` is a region or a measure, by its id."""

    subject: str
    what: str
    file: str | None = None
    line: int | None = None
    mend: str | None = None
    """What to do about this one, where more can be said than the check says of all."""


@frozen(kw_only=True)
class Check:
    """One sentence of the contract, and what looks for breaches of it.

    >>> from intra_core.testing import CHECKS
    >>> [check.sentence for check in CHECKS if check.id == "amounts.not-negative"]
    ['An award is never below zero.']
    """

    id: str
    sentence: str
    why: str
    mend: str
    level: Level
    way: Way
    find: "Callable[[Examined], Iterable[Breach]]"
    of_one: "Callable[[ExaminedMeasure], Iterable[Breach]] | None" = None
    """The same of a single measure, where it looks at each of them."""

    @property
    def group(self) -> str:
        """The subject it belongs to: the first word of its id."""
        return self.id.partition(".")[0]

    def breaches(self, examined: "Examined") -> "Iterator[Finding]":
        """Look at a region; nothing is looked for in one that could not be loaded but what loading refuses."""
        if examined.loaded is not None or self.way == "refused":
            yield from (Finding(check=self, breach=each) for each in self.find(examined))


@frozen(kw_only=True)
class Finding:
    """A breach with the check that found it: what, where, why it matters, and how to mend it.

    >>> from intra_core.testing import CHECKS
    >>> never_negative = next(check for check in CHECKS if check.id == "amounts.not-negative")
    >>> breach = Breach(subject="lakes.fair", what="an award comes to EUR -1.00", file="lakes/fair.toml", line=40)
    >>> print(Finding(check=never_negative, breach=breach))
    lakes/fair.toml:40: lakes.fair: an award comes to EUR -1.00
      contract: An award is never below zero. (amounts.not-negative)
      why: A measure does not take money from applicants.
      mend: bound it: max(…, nothing), with the figure named
    """

    check: Check
    breach: Breach

    @property
    def place(self) -> str:
        """The file with its line, as far as they are known."""
        return ":".join(str(part) for part in (self.breach.file, self.breach.line) if part is not None)

    @property
    def mend(self) -> str:
        """What to do about it."""
        return self.breach.mend or self.check.mend

    def to_dict(self) -> dict[str, object]:
        """Give the finding for programs."""
        return {
            "check": self.check.id,
            "level": self.check.level,
            "subject": self.breach.subject,
            "what": self.breach.what,
            "file": self.breach.file,
            "line": self.breach.line,
            "why": self.check.why,
            "mend": self.mend,
        }

    def __str__(self) -> str:
        start = f"{self.place}: " if self.place else ""
        return (
            f"{start}{self.breach.subject}: {self.breach.what}\n"
            f"  contract: {self.check.sentence} ({self.check.id})\n"
            f"  why: {self.check.why}\n"
            f"  mend: {self.mend}"
        )


def of_region(
    name: str, *, sentence: str, why: str, mend: str, level: Level = "bronze"
) -> "Callable[[Callable[[Examined], Iterable[Breach]]], Check]":
    """Make a check of a function that looks at a region that works."""

    def made(find: "Callable[[Examined], Iterable[Breach]]") -> Check:
        return Check(id=name, sentence=sentence, why=why, mend=mend, level=level, way="region", find=find)

    return made


def of_measure(
    name: str, *, sentence: str, why: str, mend: str, level: Level = "bronze"
) -> "Callable[[Callable[[ExaminedMeasure], Iterable[Breach]]], Check]":
    """Make a check of a function that looks at one measure."""

    def made(find: "Callable[[ExaminedMeasure], Iterable[Breach]]") -> Check:
        def of_all(examined: "Examined") -> Iterator[Breach]:
            for each in examined.measures:
                yield from find(each)

        return Check(
            id=name, sentence=sentence, why=why, mend=mend, level=level, way="measure", find=of_all, of_one=find
        )

    return made


def refused(name: str, *parts: str, sentence: str, why: str) -> Check:
    """Make a check of what loading refuses: it finds the complaints that say one of some words.

    A region of which it finds something is quarantined, so each is a sentence that holds of every region that works.
    What to write instead is said by the complaint.
    """

    def find(examined: "Examined") -> Iterator[Breach]:
        for each in examined.complaints:
            if any(part in each.says for part in parts):
                yield of_complaint(each, examined.name)

    mend = "write what the complaint says; until then the region is quarantined"
    return Check(id=name, sentence=sentence, why=why, mend=mend, level="bronze", way="refused", find=find)


def of_complaint(complaint: "Complaint", region: str) -> Breach:
    """Give a complaint of loading as a breach."""
    told = f"{complaint.key}: {complaint.says}" if complaint.key else complaint.says
    return Breach(subject=region, what=told, file=complaint.file, line=complaint.line, mend=complaint.instead)

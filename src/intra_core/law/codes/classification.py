"""NACE as `activities.toml` has it: revisions with sections, single codes, national classifications, exclusions."""

from collections.abc import Iterator, Mapping
from functools import cache

from attrs import frozen

from intra_core.io.codes import expanded
from intra_core.io.document import Table
from intra_core.io.parts import Sources
from intra_core.law.lawbook import Lawbook
from intra_core.provenance import Basis

FILE = "activities.toml"


@frozen(kw_only=True)
class Section:
    """A section of a revision: its letter, what it is called, and its divisions."""

    letter: str
    name: str
    divisions: tuple[str, ...]


@frozen(kw_only=True)
class Revision:
    """A revision of NACE, such as "2.1", with its sections by letter."""

    id: str
    title: str
    sections: Mapping[str, Section]
    basis: Basis

    def section(self, division: str) -> Section | None:
        """Give the section of a division; None if this revision has no such division."""
        return next((each for each in self.sections.values() if division in each.divisions), None)


@frozen(kw_only=True)
class SingleCode:
    """A single code: what it means in each revision that has it, and what took the place of that of Rev. 2."""

    code: str
    means: Mapping[str, str]
    becomes: tuple[str, ...] = ()
    basis: Basis


@frozen(kw_only=True)
class National:
    """A national classification, and the revision of NACE that its codes begin with."""

    id: str
    country: str
    revision: str
    basis: Basis


@frozen(kw_only=True)
class Exclusion:
    """A list of activities that calls exclude, each with the revision it is meant in.

    Only where it is `statutory` does a regulation exclude them; `only_if` says under what further condition.
    """

    id: str
    about: str
    codes: frozenset[tuple[str, str]]
    """Pairs of revision and code."""
    statutory: bool = False
    only_if: str | None = None
    basis: Basis | None = None


@frozen(kw_only=True, eq=False)
class Activities:
    """Everything that the file says."""

    revisions: Mapping[str, Revision]
    codes: Mapping[str, SingleCode]
    """By code in digits alone, without the zeros at its end (`digits`)."""
    nationals: Mapping[str, National]
    exclusions: Mapping[str, Exclusion]


def digits(code: str) -> str:
    """Write a code so that a group and its only class are the same: a class that ends in 0 is all of its group.

    >>> digits("25.40"), digits("25.4"), digits("92.00"), digits("20"), digits("25.62")
    ('254', '254', '92', '20', '2562')
    """
    plain = code.replace(".", "")
    return plain[:2] + plain[2:].rstrip("0")


@cache
def activities(law: Lawbook) -> Activities:
    """Read the activities of a law."""
    with law.reading(FILE) as (root, sources):
        return Activities(
            revisions={each.id: each for each in _revisions(root, sources)},
            codes={digits(each.code): each for each in _codes(root, sources)},
            nationals={each.id: each for each in _nationals(root, sources)},
            exclusions={each.id: each for each in _exclusions(root, sources)},
        )


def _revisions(root: Table, sources: Sources) -> Iterator[Revision]:
    for table in root.tables("revision"):
        spans, names = table.table("divisions", required=True), table.table("name", required=True)
        letters = {each: spans.text(each) or "?" for each in spans.rest()} if spans is not None else {}
        called = {each: names.text(each) or "?" for each in names.rest()} if names is not None else {}
        yield Revision(
            id=table.text("id", required=True) or "?",
            title=table.text("title", required=True) or "?",
            sections={
                letter: Section(letter=letter, name=called[letter], divisions=tuple(_span(span)))
                for letter, span in letters.items()
            },
            basis=sources.basis(table),
        )
        table.end()


def _span(span: str) -> Iterator[str]:
    first, last = span.split("-")
    for number in range(int(first), int(last) + 1):
        yield f"{number:02d}"


def _codes(root: Table, sources: Sources) -> Iterator[SingleCode]:
    for table in root.tables("code"):
        means = table.table("means", required=True)
        yield SingleCode(
            code=table.text("code", required=True) or "?",
            means={each: means.text(each) or "?" for each in means.rest()} if means is not None else {},
            becomes=table.texts("becomes"),
            basis=sources.basis(table),
        )
        table.end()


def _nationals(root: Table, sources: Sources) -> Iterator[National]:
    for table in root.tables("national"):
        yield National(
            id=table.text("id", required=True) or "?",
            country=table.text("country", required=True) or "?",
            revision=table.text("revision", required=True) or "?",
            basis=sources.basis(table),
        )
        table.end()


def _exclusions(root: Table, sources: Sources) -> Iterator[Exclusion]:
    for table in root.tables("exclusion"):
        nace = table.table("nace", required=True)
        pairs = [(each, code) for each in nace.rest() for code in expanded(nace, each)] if nace is not None else []
        yield Exclusion(
            id=table.text("id", required=True) or "?",
            about=table.text("about", required=True) or "?",
            codes=frozenset(pairs),
            statutory=table.flag("statutory"),
            only_if=table.text("only_if"),
            basis=sources.basis(table),
        )
        table.end()

"""Legal forms as the regions' measures name them: how each is written, and of which kind it is."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import frozen

from intra_core.errors import did_you_mean
from intra_core.io.document import Table
from intra_core.io.parts import Sources
from intra_core.law.codes.unknown import UnknownCode
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.provenance import Basis

FILE = "legal_forms.toml"


@frozen(kw_only=True)
class LegalForm:
    """A legal form of a country (ISO 3166).

    `kind` is such as "company" or "sole-trader"; `owned` tells companies of "capital" from those of "persons"; `short`
    are its abbreviations and `also` other ways to write it.
    """

    id: str
    country: str
    kind: str
    owned: str | None
    name: str
    short: tuple[str, ...]
    also: tuple[str, ...]
    basis: Basis

    @property
    def written(self) -> tuple[str, ...]:
        """Every way to write it that is known here."""
        return (self.name, *self.short, *self.also)


@frozen(kw_only=True, eq=False)
class LegalForms:
    """The forms, and what their kinds are."""

    forms: tuple[LegalForm, ...]
    kinds: Mapping[str, str]


@cache
def legal_forms(law: Lawbook) -> LegalForms:
    """Read the legal forms of a law."""
    with law.reading(FILE) as (root, sources):
        table = root.table("kind", required=True)
        kinds = {each: table.text(each) or "?" for each in table.rest()} if table is not None else {}
        return LegalForms(forms=tuple(_forms(root, sources, kinds)), kinds=kinds)


def _forms(root: Table, sources: Sources, kinds: Mapping[str, str]) -> Iterator[LegalForm]:
    for table in root.tables("form"):
        kind = table.text("kind", required=True) or "?"
        if kind not in kinds:
            table.complain("kind", f"unknown kind {kind!r}", did_you_mean(kind, kinds))
        yield LegalForm(
            id=table.text("id", required=True) or "?",
            country=table.text("country", required=True) or "?",
            kind=kind,
            owned=table.text("owned"),
            name=table.text("name", required=True) or "?",
            short=table.texts("short"),
            also=table.texts("also"),
            basis=sources.basis(table),
        )
        table.end()


def legal_form(written: str, country: str | None = None, *, law: Lawbook | None = None) -> LegalForm:
    """Give the form that is meant; capitals, points and blanks do not count.

    Args:
        written: such as "d.o.o.", "DOO" or "družba z omejeno odgovornostjo".
        country: its country by ISO 3166; may be left out where only one country has such a form.
        law: the law.

    Raises:
        UnknownCode: if no such form is known here, or several countries have one.

    >>> legal_form("D. O. O.").name, legal_form("ЕООД").kind, legal_form("S.A.", "PT").name
    ('družba z omejeno odgovornostjo', 'company', 'sociedade anónima')
    >>> legal_form("S.A.")
    Traceback (most recent call last):
    intra_core.law.codes.unknown.UnknownCode: 'S.A.' is a form of several countries; say which: ES or PT
    """
    known = legal_forms(law or lawbook())
    meant = _letters(written)
    found = [
        each
        for each in known.forms
        if country in {None, each.country} and meant in {_letters(way) for way in each.written}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        countries = " or ".join(each.country for each in found)
        suggests = tuple(each.id for each in found)
        raise UnknownCode(f"{written!r} is a form of several countries", f"say which: {countries}", suggests=suggests)
    if written in known.kinds:
        raise UnknownCode(f"{written!r} is a kind of legal form", "name the form, as its register writes it")
    near = did_you_mean(
        written, [way for each in known.forms if country in {None, each.country} for way in each.written]
    )
    raise UnknownCode(f"the legal form {written!r} is not known here", near, listed=False)


def same_form(one: str, other: str, country: str | None = None, *, law: Lawbook | None = None) -> bool:
    """Say whether two ways to write a legal form mean the same one.

    Raises:
        UnknownCode: if either is not known here, or several countries have it.

    >>> same_form("EOOD", "ЕООД", "BG"), same_form("OOD", "ЕООД", "BG")
    (True, False)
    """
    return legal_form(one, country, law=law) == legal_form(other, country, law=law)


def _letters(written: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", written).casefold() if each.isalnum())

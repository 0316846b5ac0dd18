"""Numbers of undertakings in the six countries and across borders: how they are written, and their check digits.

A check digit that does not fit is a reason to ask, not to refuse: an old or special number may be right all the same.
"""

import enum
import re
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import frozen

from intra_core.errors import did_you_mean
from intra_core.io.document import Table
from intra_core.io.parts import Sources
from intra_core.law.codes.unknown import UnknownCode
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.model.check_digits import fits
from intra_core.model.identifier import bare, rule_for
from intra_core.provenance import Basis

FILE = "identifiers.toml"
_BETWEEN = re.compile(r"[\s.\-/]")


class CheckDigits(enum.Enum):
    """What is known of the check digits of a number."""

    FIT = "fit"
    DO_NOT_FIT = "do-not-fit"
    NOT_LOOKED_AT = "not-looked-at"
    """The extra `ids` is not installed."""
    NONE = "none"
    """Numbers of this kind have none, or none that anybody knows to look at."""


_ANSWERS = {True: CheckDigits.FIT, False: CheckDigits.DO_NOT_FIT, None: CheckDigits.NOT_LOOKED_AT}


@frozen(kw_only=True)
class Kind:
    """A kind of number; `country` in ISO 3166, None of one that every country has.

    `prefix` are the letters of a VAT number; `vies` says whether VIES can be asked about it.
    """

    id: str
    country: str | None
    title: str
    form: str
    scheme: str | None = None
    prefix: str | None = None
    pattern: str | None = None
    rule: str | None = None
    vies: bool = False
    keeps: bool = False
    basis: Basis


@frozen(kw_only=True, repr=False)
class Identifier:
    """A number that is written right; it stays out of every repr, which ends up in logs."""

    kind: Kind
    number: str
    digits: CheckDigits

    def __repr__(self) -> str:
        return f"Identifier(kind={self.kind.id!r}, digits={self.digits.value!r})"


@cache
def kinds(law: Lawbook) -> Mapping[str, Kind]:
    """Read the kinds of numbers of a law, by name."""
    with law.reading(FILE) as (root, sources):
        return {each.id: each for each in _kinds(root, sources)}


def _kinds(root: Table, sources: Sources) -> Iterator[Kind]:
    for table in root.tables("identifier"):
        yield Kind(
            id=table.text("id", required=True) or "?",
            country=table.text("country"),
            title=table.text("title", required=True) or "?",
            form=table.text("form", required=True) or "?",
            scheme=table.text("scheme"),
            prefix=table.text("prefix"),
            pattern=table.text("pattern"),
            rule=table.text("rule"),
            vies=table.flag("vies"),
            keeps=table.flag("keeps"),
            basis=sources.basis(table),
        )
        table.end()


def identifier(kind: str, number: str, *, law: Lawbook | None = None) -> Identifier:
    """Read a number of a kind; spaces, dots and dashes do not count, but in an EUID.

    Args:
        kind: such as "si-tax", "lei", "euid"; of a VAT number with its letters, `vat()` finds the kind.
        number: the number as it was written.
        law: the law.

    Raises:
        UnknownCode: if there is no such kind here, or the number is not written like one. The number is not told.

    >>> identifier("lei", "2138 00KUD8LAJWSQ9D15").digits.value, identifier("uk-company", "SC123456").digits.value
    ('fit', 'none')
    >>> identifier("si-tax", "5022305")
    Traceback (most recent call last):
    intra_core.law.codes.unknown.UnknownCode: this is no davčna številka (si-tax); write 8 digits, the first not 0
    """
    known = kinds(law or lawbook())
    if kind not in known:
        raise UnknownCode(f"no kind of number is called {kind!r} here", did_you_mean(kind, known), listed=False)
    meant = known[kind]
    found = _written(meant, number)
    if found is None:
        raise UnknownCode(f"this is no {meant.title} ({meant.id})", f"write {meant.form}")
    plain, rule = found
    digits = CheckDigits.NONE if rule is None else _ANSWERS[fits(rule, plain)]
    return Identifier(kind=meant, number=f"{meant.prefix or ''}{plain}", digits=digits)


def vat(number: str, *, law: Lawbook | None = None) -> Identifier:
    """Read a number for value added tax by the letters before it.

    Raises:
        UnknownCode: if it has no letters of a country that is known here, or is not written like one of that country.

    >>> found = vat("SI 50223054")
    >>> found.kind.id, found.digits.value, found.kind.vies, vat("GB 980780684").kind.vies
    ('vat-si', 'fit', True, False)
    >>> vat("GR123456789")
    Traceback (most recent call last):
    intra_core.law.codes.unknown.UnknownCode: GR begins no VAT number; the VAT numbers of Greece begin with EL
    """
    letters = _BETWEEN.sub("", number).upper()[:2]
    known = {each.prefix: each for each in kinds(law or lawbook()).values() if each.prefix is not None}
    if letters == "GR":
        raise UnknownCode("GR begins no VAT number", "the VAT numbers of Greece begin with EL", suggests=("EL",))
    if letters not in known:
        says = (
            f"VAT numbers with {letters!r} are not known here" if letters.isalpha() else "this has no country's letters"
        )
        raise UnknownCode(says, f"known are those with {', '.join(known)}", listed=False)
    return identifier(known[letters].id, number, law=law)


def _written(kind: Kind, number: str) -> tuple[str, str | None] | None:
    """Give the bare number and the rule for its check digits; None if it is not written like its kind."""
    if kind.scheme is not None:
        plain = bare(kind.scheme, number)
        return None if plain is None else (plain, rule_for(kind.scheme, plain))
    plain = number.strip() if kind.keeps else _BETWEEN.sub("", number).upper().removeprefix(kind.prefix or "")
    return (plain, kind.rule) if kind.pattern and re.fullmatch(kind.pattern, plain, re.ASCII) else None

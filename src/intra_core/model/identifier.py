"""Numbers by which an undertaking is known, their forms and their check digits.

The forms are those of the national registers, in our own words after python-stdnum, which looks at the check digits.
An old or special number may be right although its check digit does not fit: a fault is a reason to ask, not to refuse.
"""

import enum
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import frozen

from intra_core.model.check_digits import fits, rules
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis


class IdentifierFault(enum.Enum):
    """What speaks against a number: that it is not written so, or that its check digit does not fit."""

    FORM = "form"
    CHECK_DIGIT = "check-digit"


@frozen(kw_only=True)
class IdentifierScheme:
    """A kind of number that a region knows undertakings by, under the key that applications use for it.

    `check` is the rule by which it is checked, one of `CHECKED`; None where none is known.
    """

    id: str
    title: LocalizedText
    form: LocalizedText | None = None
    check: str | None = None
    basis: Basis


@frozen(kw_only=True)
class IdentifierDoubt:
    """A number that does not look right, by its scheme; None if the region knows no such scheme."""

    scheme: str
    fault: IdentifierFault | None


_RULES: Mapping[str, tuple[str, str | None]] = {
    "si-tax": (r"(?:SI)?([1-9]\d{7})", "si.ddv"),
    "si-registration": (r"(\d{7}(?:[\dA-Z]\d\d)?)", "si.maticna"),
    "bg-eik": (r"(?:BG)?(\d{9}|\d{10}|\d{13})", "bg.vat"),
    "es-cif": (r"(?:ES)?([ABCDEFGHJNPQRSUVW]\d{7}[\dA-J])", "es.cif"),
    "es-dni": (r"(?:ES)?(\d{8}[A-Z])", "es.dni"),
    "es-nie": (r"(?:ES)?([XYZ]\d{7}[A-Z])", "es.nie"),
    "pt-nif": (r"(?:PT)?([1-9]\d{8})", "pt.nif"),
    "it-vat": (r"(?:IT)?(\d{11})", "it.iva"),
    "it-fiscal-code": (r"(\d{11}|[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z])", "it.codicefiscale"),
    "uk-company": (r"(\d{8}|[A-Z]{2}\d{6})", None),
    "uk-vat": (r"(?:GB|XI)?(\d{9}(?:\d{3})?)", "gb.vat"),
}
_FORMS = {scheme: re.compile(form, re.ASCII) for scheme, (form, _) in _RULES.items()}
CHECKED: Mapping[str, str | None] = MappingProxyType({scheme: rule for scheme, (_, rule) in _RULES.items()})
"""The schemes whose numbers can be checked, with the rule of python-stdnum; None where there is only a form."""
_ENTITY = 9


def bare(scheme: str, number: str) -> str | None:
    """Give a number without letters of a country, spaces, dots and dashes; None if it is not written like its scheme.

    >>> bare("si-tax", "SI 5022.3054"), bare("si-tax", "5022305")
    ('50223054', None)
    """
    written = _FORMS[scheme].fullmatch(re.sub(r"[\s.\-/]", "", number).upper())
    return None if written is None else written[1]


def rule_for(scheme: str, number: str) -> str | None:
    """Give the rule of python-stdnum for the check digits of a bare number; None if there is none for it.

    Of the EIK only the nine digits of a legal entity have one; longer numbers are taken as they stand.

    >>> rule_for("bg-eik", "175074752"), rule_for("bg-eik", "1750747520001")
    ('bg.vat', None)
    """
    return None if scheme == "bg-eik" and len(number) != _ENTITY else CHECKED[scheme]


def fault_of(scheme: str, number: str) -> IdentifierFault | None:
    """Say what speaks against a number of a scheme that is checked.

    Without the extra `ids` only the form is looked at, and `unchecked` says so.

    >>> fault_of("si-tax", "SI 50223054")
    >>> fault_of("si-tax", "50223055").value, fault_of("si-tax", "5022305").value
    ('check-digit', 'form')
    """
    plain = bare(scheme, number)
    if plain is None:
        return IdentifierFault.FORM
    rule = rule_for(scheme, plain)
    return IdentifierFault.CHECK_DIGIT if rule is not None and fits(rule, plain) is False else None


def doubts(identifiers: Mapping[str, str] | None, schemes: Iterable[IdentifierScheme]) -> tuple[IdentifierDoubt, ...]:
    """Give the numbers of an undertaking that do not look right to a region."""
    known = {each.id: each for each in schemes}
    found = []
    for scheme, number in (identifiers or {}).items():
        check = known[scheme].check if scheme in known else None
        fault = fault_of(check, number) if check is not None else None
        if fault is not None or scheme not in known:
            found.append(IdentifierDoubt(scheme=scheme, fault=fault))
    return tuple(found)


def unchecked(identifiers: Mapping[str, str] | None, schemes: Iterable[IdentifierScheme]) -> tuple[str, ...]:
    """Give the schemes of the numbers whose check digits nobody looked at, though there is a rule for them.

    There are none where the extra `ids` is installed.
    """
    checks = {each.id: each.check for each in schemes}
    found = []
    for scheme, number in (identifiers or {}).items():
        check = checks.get(scheme)
        plain = bare(check, number) if check is not None else None
        rule = rule_for(check, plain) if check is not None and plain is not None else None
        if rule is not None and rule not in rules():
            found.append(scheme)
    return tuple(found)

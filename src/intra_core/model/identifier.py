"""Numbers by which an undertaking is known, their forms and their check digits.

The rules are those of the national registers, in our own words after python-stdnum, and tried on its examples.
An old or special number may be right although its check digit does not fit: a fault is a reason to ask, not to refuse.
"""

import enum
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from attrs import frozen

from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis

_FIRST_TEN = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (*_FIRST_TEN, *_FIRST_TEN, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
        strict=True,
    )
)
_EVEN = {letter: int(letter, 36) - (10 if letter.isalpha() else 0) for letter in _ODD}
_DNI = "TRWAGMYFPDXBNJZSQVHLCKE"
_CIF = "JABCDEFGHI"
_OFFICES = frozenset({*range(1, 101), 120, 121, 888, 999})
_NEWER_VAT = (42, 55)
_EIK, _NO_DIGIT = 9, 10


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


def _sum(digits: str, weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _luhn(digits: str) -> int:
    """Give the digit that makes a number right by Luhn's rule."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return -total % 10


def _si_tax(number: str) -> bool:
    rest = _sum(number[:7], range(8, 1, -1)) % 11
    return rest != 0 and (11 - rest) % 10 == int(number[7])


def _si_registration(number: str) -> bool:
    rest = -_sum(number[:6], range(7, 1, -1)) % 11
    return rest != 0 and rest % 10 == int(number[6])


def _bg_eik(number: str) -> bool:
    """Only the nine digits of a legal entity have a rule that was tried; longer numbers are taken as they stand."""
    if len(number) != _EIK:
        return True
    rest = _sum(number[:8], range(1, 9)) % 11
    if rest == _NO_DIGIT:
        rest = _sum(number[:8], range(3, 11)) % 11
    return rest % 10 == int(number[8])


def _es_cif(number: str) -> bool:
    digit = _luhn(number[1:8])
    return number[8] in {str(digit), _CIF[digit]}


def _es_dni(number: str) -> bool:
    return _DNI[int(number[:8]) % 23] == number[8]


def _es_nie(number: str) -> bool:
    return _es_dni(f"{'XYZ'.index(number[0])}{number[1:]}")


def _pt_nif(number: str) -> bool:
    return (11 - _sum(number[:8], range(9, 1, -1))) % 11 % 10 == int(number[8])


def _it_vat(number: str) -> bool:
    return int(number[:7]) > 0 and int(number[7:10]) in _OFFICES and _luhn(number[:10]) == int(number[10])


def _it_fiscal_code(number: str) -> bool:
    if number.isdigit():
        return _it_vat(number)
    total = sum((_EVEN if place % 2 else _ODD)[letter] for place, letter in enumerate(number[:15]))
    return chr(ord("A") + total % 26) == number[15]


def _uk_vat(number: str) -> bool:
    rest = _sum(number[:9], (8, 7, 6, 5, 4, 3, 2, 10, 1)) % 97
    return rest == 0 or (number[0] != "0" and rest in _NEWER_VAT)


_RULES: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "si-tax": (r"(?:SI)?([1-9]\d{7})", _si_tax),
    "si-registration": (r"(\d{7}(?:[\dA-Z]\d\d)?)", _si_registration),
    "bg-eik": (r"(?:BG)?(\d{9}|\d{10}|\d{13})", _bg_eik),
    "es-cif": (r"(?:ES)?([ABCDEFGHJNPQRSUVW]\d{7}[\dA-J])", _es_cif),
    "es-dni": (r"(?:ES)?(\d{8}[A-Z])", _es_dni),
    "es-nie": (r"(?:ES)?([XYZ]\d{7}[A-Z])", _es_nie),
    "pt-nif": (r"(?:PT)?([1-9]\d{8})", _pt_nif),
    "it-vat": (r"(?:IT)?(\d{11})", _it_vat),
    "it-fiscal-code": (r"(\d{11}|[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z])", _it_fiscal_code),
    "uk-company": (r"(\d{8}|[A-Z]{2}\d{6})", lambda _: True),
    "uk-vat": (r"(?:GB|XI)?(\d{9}(?:\d{3})?)", _uk_vat),
}
_FORMS = {scheme: re.compile(form, re.ASCII) for scheme, (form, _) in _RULES.items()}
CHECKED: Mapping[str, Callable[[str], bool]] = MappingProxyType({each: rule for each, (_, rule) in _RULES.items()})
"""The schemes whose numbers can be checked, with their rules over a number in its plain form."""


def fault_of(scheme: str, number: str) -> IdentifierFault | None:
    """Say what speaks against a number of a scheme that is checked; spaces, dots and dashes do not count.

    >>> fault_of("si-tax", "SI 50223054")
    >>> fault_of("si-tax", "50223055").value, fault_of("si-tax", "5022305").value
    ('check-digit', 'form')
    """
    plain = _FORMS[scheme].fullmatch(re.sub(r"[\s.\-/]", "", number).upper())
    if plain is None:
        return IdentifierFault.FORM
    return None if CHECKED[scheme](plain[1]) else IdentifierFault.CHECK_DIGIT


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

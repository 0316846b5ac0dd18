"""Exact shares and sizes: rates in basis points, areas and decimals in ten-thousandths."""

import re
from decimal import Decimal

from attrs import frozen

from intra_core.errors import Unreadable

TEN_THOUSANDTHS = 10_000
"""Decimals of facts (AWU, square metres, shares) are kept as whole ten-thousandths."""

MOST_DIGITS = 15
"""A decimal above 10 ** 16 counts nothing that there is."""

_RATE = re.compile(r"(\d{1,7})(?:\.(\d{1,2}))? ?%", re.ASCII)
_AREA = re.compile(r"(\d{1,9})(?:\.(\d{1,4}))? ?m2", re.ASCII)


@frozen(order=True)
class Rate:
    """A share of a whole, in basis points: 60 % is 6000.

    >>> Rate.parse("60 %")
    Rate(basis_points=6000)
    >>> str(Rate.parse("2.5 %"))
    '2.5 %'
    """

    basis_points: int

    @classmethod
    def parse(cls, text: str) -> "Rate":
        """Read a rate such as "60 %" or "2.5 %"; at most two decimals.

        Raises:
            Unreadable: if the text is anything else.
        """
        written = _RATE.fullmatch(text)
        if written is None:
            raise Unreadable(f"{text!r} is not a rate", 'write it like "60 %", with at most two decimals')
        units, decimals = written.groups()
        return cls(int(units) * 100 + int((decimals or "").ljust(2, "0")))

    def __str__(self) -> str:
        return f"{plain(Decimal(self.basis_points) / 100)} %"


@frozen(order=True)
class Area:
    """A surface in ten-thousandths of a square metre, as unit-cost calls count it.

    >>> Area.parse("20.5 m2")
    Area(parts=205000)
    """

    parts: int

    @classmethod
    def parse(cls, text: str) -> "Area":
        """Read an area such as "20.5000 m2"; at most four decimals.

        Raises:
            Unreadable: if the text is anything else.
        """
        written = _AREA.fullmatch(text)
        if written is None:
            raise Unreadable(f"{text!r} is not an area", 'write it like "20.5000 m2", with at most four decimals')
        units, decimals = written.groups()
        return cls(int(units) * TEN_THOUSANDTHS + int((decimals or "").ljust(4, "0")))

    def __str__(self) -> str:
        return f"{plain(Decimal(self.parts) / TEN_THOUSANDTHS)} m2"


def ten_thousandths(number: Decimal | int) -> int:
    """Count a decimal fact in ten-thousandths.

    Raises:
        ValueError: if it has more than four decimals, or is larger than anything that is counted.

    >>> ten_thousandths(Decimal("12.5"))
    125000
    """
    decimal = Decimal(number)
    if not decimal.is_finite() or decimal.adjusted() > MOST_DIGITS:
        msg = f"{decimal:.3g} is not a number that anything can be counted in"
        raise ValueError(msg)
    # Digit by digit, since arithmetic would round a number of many digits before it is looked at.
    sign, digits, exponent = decimal.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 (it is finite)
    more = max(-exponent - 4, 0)
    kept = digits[: len(digits) - more] if more < len(digits) else ()
    if any(digits[len(kept) :]):
        msg = f"{number} has more than four decimals"
        raise ValueError(msg)
    parts: int = int("".join(map(str, kept)) or "0") * 10 ** max(exponent + 4, 0)
    return -parts if sign else parts


def plain(number: Decimal) -> str:
    """Write a decimal without exponent and without idle zeros.

    >>> plain(Decimal("12.50"))
    '12.5'
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

"""Exact shares and sizes: rates in basis points, areas and decimals in ten-thousandths."""

import re
from decimal import Decimal

from attrs import frozen

TEN_THOUSANDTHS = 10_000
"""Decimals of facts (AWU, square metres, shares) are kept as whole ten-thousandths."""

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
        """Read a rate such as "60 %" or "2.5 %"; at most two decimals."""
        written = _RATE.fullmatch(text)
        if written is None:
            msg = f'{text!r} is not a rate; write it like "60 %", with at most two decimals'
            raise ValueError(msg)
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
        """Read an area such as "20.5000 m2"; at most four decimals."""
        written = _AREA.fullmatch(text)
        if written is None:
            msg = f'{text!r} is not an area; write it like "20.5000 m2", with at most four decimals'
            raise ValueError(msg)
        units, decimals = written.groups()
        return cls(int(units) * TEN_THOUSANDTHS + int((decimals or "").ljust(4, "0")))

    def __str__(self) -> str:
        return f"{plain(Decimal(self.parts) / TEN_THOUSANDTHS)} m2"


def ten_thousandths(number: Decimal | int) -> int:
    """Count a decimal fact in ten-thousandths.

    Raises:
        ValueError: if it has more than four decimals.

    >>> ten_thousandths(Decimal("12.5"))
    125000
    """
    parts = Decimal(number) * TEN_THOUSANDTHS
    if not parts.is_finite() or parts != parts.to_integral_value():
        msg = f"{number} has more than four decimals"
        raise ValueError(msg)
    return int(parts)


def plain(number: Decimal) -> str:
    """Write a decimal without exponent and without idle zeros.

    >>> plain(Decimal("12.50"))
    '12.5'
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

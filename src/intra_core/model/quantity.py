"""Exact shares and sizes: rates in basis points, areas and decimals in ten-thousandths, shares as fractions."""

import re
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from intra_core.errors import Unreadable

TEN_THOUSANDTHS = 10_000
"""Decimals of facts (AWU, square metres, shares) are kept as whole ten-thousandths."""

MOST_DIGITS = 15
"""A decimal above 10 ** 16 counts nothing that there is."""

_RATE = re.compile(r"(\d{1,7})(?:\.(\d{1,2}))? ?%", re.ASCII)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,12})?) ?%", re.ASCII)
MOST_PLACES = 12
"""A number without end is written with so many decimals; it is compared as it is."""
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


@frozen(order=True)
class Share:
    """An exact share of a whole, such as of votes, with as many decimals as there are: 1/2 is 50 %.

    >>> Share.parse("33.3333 %") < Share(Fraction(1, 3))
    True
    >>> Share.parse("24.99 %").decimal
    '0.2499'
    """

    part: Fraction

    @classmethod
    def parse(cls, text: str) -> "Share":
        """Read a share such as "40 %" or "33.3333 %", at most all of the whole.

        Raises:
            Unreadable: if the text is anything else.
        """
        written = _SHARE.fullmatch(text)
        if written is None:
            raise Unreadable(f"{text!r} is not a share", 'write it like "40 %" or "33.3333 %"')
        part = Fraction(written[1]) / 100
        if part > 1:
            raise Unreadable(f"{text!r} is more than the whole", 'write at most "100 %"')
        return cls(part)

    @property
    def decimal(self) -> str:
        """The share as a decimal number, to twelve places where it has no end.

        >>> Share(Fraction(2, 3)).decimal
        '0.666666666667'
        """
        return decimal_text(self.part)

    def __str__(self) -> str:
        return f"{decimal_text(self.part * 100)} %"


def decimal_text(number: Fraction) -> str:
    """Write an exact number as a decimal, to twelve places where it has no end.

    >>> decimal_text(Fraction(1, 8)), decimal_text(Fraction(1, 3))
    ('0.125', '0.333333333333')
    """
    parts = round(number * 10**MOST_PLACES)
    sign, parts = ("-", -parts) if parts < 0 else ("", parts)
    return plain(Decimal(f"{sign}{parts // 10**MOST_PLACES}.{parts % 10**MOST_PLACES:0{MOST_PLACES}d}"))


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


def exact(number: Decimal | int) -> Decimal:
    """Take a decimal as it is, or a whole number; for `attrs.field(converter=…)`.

    Raises:
        TypeError: if it is anything else, such as a float.

    >>> exact(12)
    Decimal('12')
    """
    if isinstance(number, bool) or not isinstance(number, Decimal | int):
        msg = f"a headcount is an exact decimal, not {number!r}"
        raise TypeError(msg)
    return Decimal(number) if number else Decimal(0)


def plain(number: Decimal) -> str:
    """Write a decimal without exponent and without idle zeros.

    >>> plain(Decimal("12.50"))
    '12.5'
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

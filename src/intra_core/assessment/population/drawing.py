"""Rows drawn from shares and a seed: the same on every machine, and each row apart from how many there are.

The numbers of a row are SHAKE-256 of the seed, a line feed and the row's number from 1, in UTF-8, read as numbers of 64
bits, the first byte the highest. They stand for size, day, seat and activity; for each amount its band and its place in
that; for each yes; for each gap.
"""

import datetime as dt
import hashlib
import struct
from collections.abc import Iterator, Mapping

from attrs import frozen

from intra_core.model.shares import AMOUNTS, WHOLE, Band, Shares, SizeShares

ID, INVENTED = "id", "invented"
Row = list[str | int | bool | dt.date | None]
_TOP = 2**64


def columns_of(shares: Shares) -> tuple[str, ...]:
    """Name the columns: an id, whether the shares are invented, and each fact that is drawn."""
    return ID, INVENTED, *shares.facts


def draw(shares: Shares, seed: str, rows: int, *, start: int = 1) -> Iterator[Row]:
    """Draw applications, as values of `columns_of`; what is not told is None.

    Money is in minor units, headcount in whole AWU, a day a date.

    Args:
        shares: the table of shares.
        seed: any text; the same gives the same rows.
        rows: how many.
        start: the number of the first.

    >>> from intra_core.assessment.population import invented_shares
    >>> first, second = draw(invented_shares(), "seme", 2)
    >>> first[:3]
    ['P-1', True, datetime.date(2024, 3, 16)]
    >>> next(draw(invented_shares(), "seme", 1, start=2)) == second
    True
    """
    plan = _Plan.of(shares)
    begun = hashlib.shake_256(f"{seed}\n".encode())
    for number in range(start, start + rows):
        hashed = begun.copy()
        hashed.update(str(number).encode())
        yield [f"P-{number}", shares.invented, *plan.row(struct.unpack(plan.form, hashed.digest(plan.width)))]


@frozen
class _Plan:
    """A table of shares made ready to be drawn from: for each ten-thousandth of a whole what it stands for."""

    shares: Shares
    sizes: tuple["_Size", ...]
    amounts: tuple[str, ...]
    missing: tuple[int, ...]
    days: int

    @classmethod
    def of(cls, shares: Shares) -> "_Plan":
        amounts = tuple(key for key, fact in AMOUNTS.items() if fact in shares.facts)
        by_size = [_Size.of(each, amounts) for each in shares.sizes]
        return cls(
            shares,
            tuple(size for size, each in zip(by_size, shares.sizes, strict=True) for _ in range(each.share)),
            amounts,
            tuple(shares.missing.get(fact, 0) for fact in shares.facts),
            (shares.until - shares.since).days + 1,
        )

    @property
    def width(self) -> int:
        """How many bytes a row takes: size, day, seat, activity; two for each amount; one for each yes and each gap."""
        return 8 * (4 + 2 * len(self.amounts) + len(self.shares.yes) + len(self.missing))

    @property
    def form(self) -> str:
        """How these bytes are read."""
        return f">{self.width // 8}Q"

    def row(self, drawn: tuple[int, ...]) -> Row:
        size = self.sizes[drawn[0] * WHOLE // _TOP]
        told: Row = [
            self.shares.since + dt.timedelta(drawn[1] * self.days // _TOP),
            size.seats[drawn[2] * WHOLE // _TOP],
            size.activities[drawn[3] * WHOLE // _TOP],
            True,
        ]
        place = 4
        for bands in size.bands:
            band = bands[drawn[place] * WHOLE // _TOP] if bands else None
            told.append(None if band is None else band.low + drawn[place + 1] * (band.high - band.low) // _TOP)
            place += 2
        for share in self.shares.yes.values():
            told.append(drawn[place] * WHOLE // _TOP < share)
            place += 1
        for index, share in enumerate(self.missing):
            if share and drawn[place + index] * WHOLE // _TOP < share:
                told[index] = None
        return told


@frozen
class _Size:
    seats: tuple[str, ...]
    activities: tuple[str, ...]
    bands: tuple[tuple[Band, ...], ...]

    @classmethod
    def of(cls, size: SizeShares, amounts: tuple[str, ...]) -> "_Size":
        bands = (size.bands.get(key, ()) for key in amounts)
        return cls(
            _spread(size.seats),
            _spread(size.activities),
            tuple(tuple(band for band in each for _ in range(band.share)) for each in bands),
        )


def _spread(shares: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(code for code, share in shares.items() for _ in range(share))

"""Annual work units from lines of staff (Article 5)."""

from collections.abc import Iterable
from fractions import Fraction

from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.model.group import StaffLine

MONTHS = 12
"""A unit is a person who worked full time for a whole year."""


def annual_work_units(lines: Iterable[StaffLine], *, law: Lawbook | None = None) -> Fraction:
    """Count staff in annual work units, exactly and never rounded.

    Whoever worked part of the year or of full time counts for that fraction. Apprentices and students with a contract
    for vocational training do not count, nor does the time of maternity or parental leave.

    >>> from intra_core.model.quantity import Rate
    >>> str(annual_work_units([StaffLine(persons=8), StaffLine(persons=2, months=9, part=Rate(5000))]))
    '35/4'
    """
    counted = (law or lawbook()).members("staff.counted")
    return sum((_units(line) for line in lines if line.kind.value in counted), Fraction(0))


def _units(line: StaffLine) -> Fraction:
    part = Fraction(line.part.basis_points, 10_000) if line.part is not None else Fraction(1)
    return line.persons * Fraction(line.months, MONTHS) * part

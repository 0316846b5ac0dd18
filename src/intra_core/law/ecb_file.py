"""The European Central Bank's history of reference rates (eurofxref-hist.csv): currencies by column, days by line."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal

from intra_core.errors import Complaint, WrongInput
from intra_core.model.money import CURRENCIES

MOST_BYTES = 50_000_000
"""The history since 1999 has less than one million."""

Rates = dict[str, tuple[list[dt.date], list[Decimal]]]
"""By currency the days, oldest first, and their rates."""

_RATE = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_NONE = frozenset({"", "N/A"})
HEADER = 'the first line is "Date,USD,JPY,…", a currency each'


def published(raw: bytes, name: str) -> Rates:
    r"""Read the rates of each known currency.

    Raises:
        WrongInput: with every fault of the file and its line.

    >>> published(b"Date,USD,CYP,\n2024-05-10,1.0781,N/A,\n", "eurofxref-hist.csv")
    {'USD': ([datetime.date(2024, 5, 10)], [Decimal('1.0781')])}
    """
    lines = _text(raw, name).splitlines()
    if not lines:
        raise WrongInput([Complaint(says="the file is empty", instead=HEADER, file=name)])
    currencies = _header(lines[0], name)
    faults: list[Complaint] = []
    rows: dict[dt.date, dict[str, Decimal]] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        told = len(faults)
        faults += _faults(line, number, name, currencies)
        if len(faults) > told:
            continue
        written, *values = _fields(line, len(currencies))
        day = dt.date.fromisoformat(written)
        if day in rows:
            says = f"the day {day} stands twice"
            faults.append(Complaint(says=says, instead="keep one line", file=name, line=number, column=1, shown=line))
        rows[day] = {code: Decimal(value) for code, value in zip(currencies, values, strict=True) if value not in _NONE}
    if faults:
        raise WrongInput(faults)
    found: Rates = {}
    for day in sorted(rows):
        for code, rate in rows[day].items():
            if code in CURRENCIES:
                days, rates = found.setdefault(code, ([], []))
                days.append(day)
                rates.append(rate)
    return found


def _text(raw: bytes, name: str) -> str:
    if zipfile.is_zipfile(io.BytesIO(raw)):
        raw = _unpacked(raw, name)
    if len(raw) > MOST_BYTES:
        raise WrongInput([Complaint(says=f"the file is larger than {MOST_BYTES:,} bytes", file=name)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        says = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise WrongInput(
            [Complaint(says=says, file=name, line=line, instead="give the file as the bank has it")]
        ) from None


def _unpacked(raw: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            tables = [each for each in packed.infolist() if each.filename.endswith(".csv")]
            if len(tables) != 1 or tables[0].file_size > MOST_BYTES:
                says = f"the archive holds {len(tables)} tables" if len(tables) != 1 else "the table is too large"
                raise WrongInput([Complaint(says=says, file=name, instead="give the bank's own: eurofxref-hist.csv")])
            return packed.read(tables[0])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise WrongInput([Complaint(says=f"the archive cannot be read: {error}", file=name)]) from None


def _header(line: str, name: str) -> list[str]:
    date, *codes = (part.strip() for part in line.rstrip().removesuffix(",").split(","))
    if date != "Date":
        says = f"the first column is {date[:20]!r}, not the day"
        raise WrongInput([Complaint(says=says, instead=HEADER, file=name, line=1, column=1, shown=line)])
    faults = []
    for number, code in enumerate(codes):
        if not _CODE.fullmatch(code) or code in codes[:number]:
            says = f"the column {code!r} stands twice" if code in codes[:number] else f"{code!r} is no currency"
            column = _column(line, number + 1)
            faults.append(Complaint(says=says, instead=HEADER, file=name, line=1, column=column, shown=line))
    if faults or not codes:
        raise WrongInput(
            faults or [Complaint(says="there are no rates", instead=HEADER, file=name, line=1, shown=line)]
        )
    return codes


def _faults(line: str, number: int, name: str, currencies: list[str]) -> Iterator[Complaint]:
    written, *values = _fields(line, len(currencies))
    if not _day(written):
        says = f"{written[:20]!r} is not a day"
        yield Complaint(says=says, instead="write it like 2024-05-10", file=name, line=number, column=1, shown=line)
    if len(values) != len(currencies):
        says = f"the line has {len(values)} rates, the first line {len(currencies)} currencies"
        yield Complaint(says=says, instead='write "N/A" where there is none', file=name, line=number, shown=line)
        return
    for place, (code, value) in enumerate(zip(currencies, values, strict=True), start=1):
        if value not in _NONE and not (_RATE.fullmatch(value) and Decimal(value)):
            yield Complaint(
                says=f"{code}: {value[:20]!r} is not a rate",
                instead='write it like 1.0781, or "N/A" where there is none',
                file=name,
                line=number,
                column=_column(line, place),
                shown=line,
            )


def _fields(line: str, currencies: int) -> list[str]:
    """Split a line into its day and rates: the bank ends each line with a comma, behind which there is nothing."""
    found = [part.strip() for part in line.split(",")]
    return found[:-1] if len(found) == currencies + 2 and not found[-1] else found


def _day(written: str) -> bool:
    if not _DAY.fullmatch(written):
        return False
    try:
        dt.date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _column(line: str, place: int) -> int:
    """Count the letters before a field of a line, from 1."""
    return sum(len(part) + 1 for part in line.split(",")[:place]) + 1

"""A table of shares, TOML, as docs/population.md has it; shares of a whole come to 100 %, and codes are known."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Collection, Mapping

from attrs import evolve

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.decode import document_from
from intra_core.io.document import Table
from intra_core.io.vocabulary_file import schema
from intra_core.model.money import MEASURED_IN, Money
from intra_core.model.quantity import Rate
from intra_core.model.shares import AMOUNTS, WHOLE, Band, Shares, SizeShares

_AWU = re.compile(r"(\d{1,9}) AWU", re.ASCII)
LARGEST = 10**15
"""No amount that is drawn reaches this."""
Check = Callable[[str], Unreadable | None]
"""Says what is wrong with a code, if anything is."""


def shares_from(
    raw: bytes | str, name: str, *, yes: Collection[str], activity: Check, seat: Callable[[str, str], Unreadable | None]
) -> Shares:
    """Read a table of shares.

    Args:
        raw: what was read; bytes must be UTF-8.
        name: the file's name.
        yes: the facts that are yes or no.
        activity: says what is wrong with a NACE code such as "2.1:62.10".
        seat: says what is wrong with a code of a version of NUTS or ITL.

    Raises:
        WrongInput: with every fault, each with its line and column.
    """
    document = document_from(raw, name, "toml", least="title, currency, [submitted] and [[size]]")
    root = document.root()
    schema(root)
    title, invented = root.text("title", required=True), root.flag("invented")
    currency = root.text("currency", required=True)
    if currency is not None and currency not in MEASURED_IN:
        root.complain("currency", f"unknown currency {currency!r}", did_you_mean(currency, MEASURED_IN))
    version = root.text("nuts", required=True) or ""
    activities = _by_code(root, "activity", activity)
    seats = _by_code(root, "seat", lambda code: seat(code, version))
    sizes: list[SizeShares] = []
    for table in root.tables("size"):
        own_activities = _by_code(table, "activity", activity) or activities
        own_seats = _by_code(table, "seat", lambda code: seat(code, version)) or seats
        for key, spread in (("activity", own_activities), ("seat", own_seats)):
            if not spread:
                table.complain(None, f"nothing says what share each {key} has", f"give [{key}], or one of its own")
        size = SizeShares(
            id=table.text("id", required=True) or "?",
            share=_share(table, "share"),
            bands={key: _bands(table, key, currency or "EUR") for key in AMOUNTS if key in table},
            activities=own_activities,
            seats=own_seats,
        )
        table.end()
        if any(size.id == before.id for before in sizes):
            table.complain("id", f"the size {size.id!r} stands twice")
        sizes.append(size)
    _whole(root, "size", sum(each.share for each in sizes), bool(sizes), required=True)
    since, until = _days(root)
    found = Shares(
        name=name,
        title=title or "?",
        invented=invented,
        currency=currency or "?",
        sizes=tuple(sizes),
        since=since,
        until=until,
        yes=_by_fact(root, "yes", yes),
        digest=hashlib.sha256(raw if isinstance(raw, bytes) else raw.encode()).hexdigest(),
    )
    missing = _by_fact(root, "missing", found.facts)
    root.end()
    document.close()
    return evolve(found, missing=missing)


def _share(table: Table, key: str) -> int:
    written = table.text(key, required=True)
    if written is None:
        return 0
    try:
        share = Rate.parse(written).basis_points
    except Unreadable as error:
        table.complain(key, error.says, error.instead)
        return 0
    if share > WHOLE:
        table.complain(key, f"{written} is more than the whole")
    return share


def _whole(table: Table, key: str, total: int, there: bool, *, required: bool = False) -> None:
    """Complain where parts do not come to the whole."""
    if not there and required:
        table.complain(None, f"the key '{key}' is missing", f"give one or more [[{key}]] tables", at_key=True)
    elif there and total != WHOLE:
        table.complain(key, f"the shares come to {Rate(total)}, not to 100 %", at_key=True)


def _by_code(table: Table, key: str, check: Check) -> Mapping[str, int]:
    codes = table.table(key)
    if codes is None:
        return {}
    found = {}
    for code in codes.rest():
        wrong = check(code)
        if wrong is not None:
            codes.complain(code, wrong.says, wrong.instead, at_key=True)
        found[code] = _share(codes, code)
    _whole(table, key, sum(found.values()), there=True)
    return found


def _by_fact(root: Table, key: str, known: Collection[str]) -> Mapping[str, int]:
    facts = root.table(key)
    if facts is None:
        return {}
    found = {}
    for fact in facts.rest():
        if fact not in known:
            facts.complain(fact, f"unknown fact {fact!r}", did_you_mean(fact, known), at_key=True)
        found[fact] = _share(facts, fact)
    return found


def _bands(size: Table, key: str, currency: str) -> tuple[Band, ...]:
    found = []
    for table in size.tables(key):
        low, high = _amount(table, "from", key, currency), _amount(table, "below", key, currency)
        share = _share(table, "share")
        table.end()
        if low is not None and high is not None and high <= low:
            table.complain("below", "nothing lies in this band", "write more than stands in 'from'")
        found.append(Band(low or 0, high or 1, share))
    _whole(size, key, sum(each.share for each in found), there=True)
    return tuple(found)


def _amount(table: Table, key: str, what: str, currency: str) -> int | None:
    written = table.text(key, required=True)
    if written is None:
        return None
    if what == "headcount":
        read = _AWU.fullmatch(written)
        if read is None:
            table.complain(key, f"{written!r} is not a headcount", 'write it like "10 AWU"')
        return int(read[1]) if read is not None else None
    try:
        money = Money.parse(written, (currency,))
    except Unreadable as error:
        table.complain(key, error.says, error.instead)
        return None
    if not 0 <= money.minor < LARGEST:
        table.complain(key, f"{written} is no amount that can be drawn")
    return money.minor


def _days(root: Table) -> tuple[dt.date, dt.date]:
    days = root.table("submitted", required=True)
    if days is None:
        return dt.date.min, dt.date.min
    since, until = days.day("since", required=True), days.day("until", required=True)
    days.end()
    if since is not None and until is not None and until < since:
        days.complain("until", "the last day is before the first")
    return since or dt.date.min, until or dt.date.min

"""A table of shares, TOML, as docs/population.md has it; shares of a whole come to 100 %, and codes are known."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Collection, Mapping

from attrs import evolve

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.decode import document_from
from intra_core.io.document import Table
from intra_core.io.shares_bands import LARGEST, Drawable
from intra_core.io.shares_facts import Facts
from intra_core.io.shares_parts import Check, band, share_of, whole
from intra_core.io.vocabulary_file import schema
from intra_core.model.money import MEASURED_IN, Money
from intra_core.model.shares import AMOUNTS, Band, Shares, SizeShares, Spread

_AWU = re.compile(r"(\d{1,9}) AWU", re.ASCII)


def shares_from(
    raw: bytes | str,
    name: str,
    *,
    known: Callable[[str], Mapping[str, Drawable]],
    words: Collection[str],
    activity: Check,
    seat: Callable[[str, str], Unreadable | None],
    strict: bool = True,
) -> Shares:
    """Read a table of shares.

    Args:
        raw: what was read; bytes must be UTF-8.
        name: the file's name.
        known: gives the facts that may be drawn, with amounts in a currency.
        words: what an open choice can be.
        activity: says what is wrong with a NACE code such as "2.1:62.10".
        seat: says what is wrong with a code of a version of NUTS or ITL.
        strict: whether a fact of which nothing is known is a fault; else it is of a region that is not at hand.

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

    def place(code: str) -> Unreadable | None:
        return seat(code, version)

    facts = Facts(known=known(currency or "EUR"), words=words, nace=activity, nuts=place, strict=strict)
    spreads = facts.spreads(root)
    sizes = _sizes(root, facts, currency or "EUR", activity, place)
    yes = {fact: share_of(holder, fact) for fact, holder in facts.named(root, "yes")}
    listed = root.data.get("records")
    lists = listed if isinstance(listed, dict) else {}
    of_lists = {fact: each for fact, each in yes.items() if fact.rpartition(".")[0] in lists}
    facts.types |= dict.fromkeys(of_lists, "yes-no")
    records = facts.records(root)
    facts.check_fields(records)
    since, until = _days(root)
    found = Shares(
        name=name,
        title=title or "?",
        invented=invented,
        currency=currency or "?",
        sizes=tuple(evolve(each, spreads={**spreads, **each.spreads, **of_lists}) for each in sizes),
        since=since,
        until=until,
        yes={fact: share for fact, share in yes.items() if fact not in of_lists},
        types=facts.types,
        lists=records,
        digest=hashlib.sha256(raw if isinstance(raw, bytes) else raw.encode()).hexdigest(),
    )
    missing = _missing(root, dict.fromkeys((*found.facts, *facts.types)))
    root.end()
    document.close()
    return evolve(found, missing=missing)


def _sizes(root: Table, facts: Facts, currency: str, activity: Check, seat: Check) -> list[SizeShares]:
    activities, seats = _by_code(root, "activity", activity), _by_code(root, "seat", seat)
    found: list[SizeShares] = []
    for table in root.tables("size"):
        own_activities = _by_code(table, "activity", activity) or activities
        own_seats = _by_code(table, "seat", seat) or seats
        for key, spread in (("activity", own_activities), ("seat", own_seats)):
            if not spread:
                table.complain(None, f"nothing says what share each {key} has", f"give [{key}], or one of its own")
        own: Mapping[str, Spread] = facts.spreads(table)
        size = SizeShares(
            id=table.text("id", required=True) or "?",
            share=share_of(table, "share"),
            bands={key: _bands(table, key, currency) for key in AMOUNTS if key in table},
            activities=own_activities,
            seats=own_seats,
            spreads=own,
        )
        table.end()
        if any(size.id == before.id for before in found):
            table.complain("id", f"the size {size.id!r} stands twice")
        found.append(size)
    if found:
        whole(root, "size", sum(each.share for each in found))
    else:
        root.complain(None, "the key 'size' is missing", "give one or more [[size]] tables", at_key=True)
    return found


def _by_code(table: Table, key: str, check: Check) -> Mapping[str, int]:
    codes = table.table(key)
    if codes is None:
        return {}
    found = {}
    for code in codes.rest():
        wrong = check(code)
        if wrong is not None:
            codes.complain(code, wrong.says, wrong.instead, at_key=True)
        found[code] = share_of(codes, code)
    whole(table, key, sum(found.values()))
    return found


def _missing(root: Table, known: Collection[str]) -> Mapping[str, int]:
    facts = root.table("missing")
    if facts is None:
        return {}
    found = {}
    for fact in facts.rest():
        if fact not in known:
            facts.complain(fact, f"unknown fact {fact!r}: it is not drawn", did_you_mean(fact, known), at_key=True)
        found[fact] = share_of(facts, fact)
    return found


def _bands(size: Table, key: str, currency: str) -> tuple[Band, ...]:
    ends = ("from", "below")
    found = [band(table, *(_amount(table, end, key, currency) for end in ends)) for table in size.tables(key)]
    whole(size, key, sum(each.share for each in found))
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

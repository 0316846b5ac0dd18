"""The calls of a measure file: when applications are taken, which costs count, how much money there is."""

import datetime as dt
from collections.abc import Collection

from intra_core.io.allocation import allocation
from intra_core.io.document import Table
from intra_core.io.money_text import money
from intra_core.io.parts import Sources, daymark, localized, period
from intra_core.model.days import Daymark
from intra_core.model.facts import second_of_day
from intra_core.model.measure import Call, Interruption


def calls(root: Table, sources: Sources, words: Collection[str]) -> tuple[Call, ...]:
    """Read the rounds of a measure; they follow each other in time and have different ids.

    `words` are those that have a label, by which a call's money may be divided.
    """
    found: list[Call] = []
    for table in root.tables("call"):
        call = _call(table, sources, words)
        if any(call.id == before.id for before in found):
            table.complain("id", f"the call {call.id!r} stands twice", "give each round its own id")
        if found and call.opens is not None:
            before = found[-1]
            end = before.closes.late if before.closes is not None else before.opens.late if before.opens else 0
            if call.opens.early <= end:
                table.complain("opens", f"this call opens before the call {before.id!r} has closed")
        found.append(call)
        table.end()
    return tuple(found)


def _call(table: Table, sources: Sources, words: Collection[str]) -> Call:
    opens, opens_at = _moment(table, "opens")
    closes, closes_at = _moment(table, "closes")
    if opens is not None and closes is not None and _reversed((opens, opens_at), (closes, closes_at)):
        table.complain("closes", "the call closes before it opens")
    costs = table.table("costs")
    since = _window(costs, "since") if costs is not None else None
    until = _window(costs, "until") if costs is not None else None
    costs_basis = sources.basis(costs) if costs is not None and ("source" in costs or "mark" in costs) else None
    if costs is not None:
        if since is not None and until is not None and until < since:
            costs.complain("until", "no cost can count: the last day is before the first")
        costs.end()
    budget = money(table, "budget")
    return Call(
        id=table.text("id", required=True) or "",
        opens=opens,
        closes=closes,
        opens_at=opens_at,
        closes_at=closes_at,
        until_funds_spent=table.flag("until_funds_spent"),
        costs_since=since,
        costs_until=until,
        costs_basis=costs_basis,
        budget=budget,
        interruptions=(*_spans(table, "interrupted"), *_spans(table, "stopped")),
        allocation=allocation(table, sources, words, budget),
        title=localized(table, "title"),
        basis=sources.basis(table),
    )


def _reversed(opens: tuple[Daymark, int | None], closes: tuple[Daymark, int | None]) -> bool:
    """Say whether a call surely closes before it opens; hours tell only on one known day."""
    (first, first_at), (last, last_at) = opens, closes
    if first == last and first.known and first_at is not None and last_at is not None:
        return last_at < first_at
    return last.late < first.early


def _moment(table: Table, key: str) -> tuple[Daymark | None, int | None]:
    value = table.data.get(key)
    if isinstance(value, dt.datetime):
        table.taken.add(key)
        if value.tzinfo is not None:
            table.complain(key, "the hour has an offset", "write the local hour of the region without an offset")
        return Daymark.on(value.date()), second_of_day(value.time())
    if value == "unknown":
        table.taken.add(key)
        return None, None
    if value is None:
        table.complain(None, f"the key '{key}' is missing", f'give {key} = 2024-06-21, or "unknown"', at_key=True)
    return daymark(table, key), None


def _window(costs: Table, key: str) -> int | None:
    if costs.data.get(key) == "unknown":
        costs.taken.add(key)
        return None
    day = costs.day(key, required=True)
    return day.toordinal() if day is not None else None


def _spans(table: Table, key: str) -> list[Interruption]:
    found = []
    for each in table.tables(key):
        area = each.text("area", required=key == "stopped")
        found.append(Interruption(period=period(each), area=area, note=each.text("note")))
        each.end()
    return found

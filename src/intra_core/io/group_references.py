"""What cannot be in a group: names of nobody, shares of more than the whole, accounts that hold themselves."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from intra_core.errors import did_you_mean
from intra_core.io.group_names import GroupNames
from intra_core.io.places import Path
from intra_core.model.group import Enterprise, Holding, PartyKind

Unsound = tuple[Path, str, str | None]
"""Where, what is wrong, and what to write instead."""
NO_ENTERPRISES = frozenset({PartyKind.PERSON, PartyKind.PUBLIC_BODY, PartyKind.LOCAL_AUTHORITY})
MOST_MONTHS = 24
MOST_YEARS = 100
"""Between the accounts of one enterprise; what lies further apart is a slip of the pen."""
MONTHS_OF_A_YEAR = 12
FULL_TIME = 10_000
LEAST_MARKETS = LEAST_PERSONS = 2


def unsound(
    told: Mapping[str, Any], names: GroupNames, subject: str | None, subject_at: Path = ("subject",)
) -> Iterator[Unsound]:
    """Find what cannot be, in the typed tables of a file.

    Args:
        told: lists of tables by key, None for those that could not be read.
        names: the names that the file gives.
        subject: the one asked about, None if it is not known.
        subject_at: where the file names it.
    """
    yield from _names(told, names, subject, subject_at)
    by_id = {each.id: each for _, each in listed(told, "enterprise")}
    themselves = _held_by_themselves(by_id)
    for number, each in listed(told, "enterprise"):
        for path, says, instead in (*_accounts(each), *_consolidation(each, by_id, names)):
            yield ("enterprise", number, *path), says, instead
        if each.id in themselves:
            instead = "name whose consolidated accounts it stands in"
            yield ("enterprise", number, "consolidated_in"), "these accounts would hold themselves", instead
    yield from _holdings(told)
    yield from _beside(told, names)


def listed(told: Mapping[str, Any], key: str) -> Iterator[tuple[int, Any]]:
    """Give the tables of a list that could be read, with their places."""
    return ((number, each) for number, each in enumerate(told.get(key) or ()) if each is not None)


def nobody(name: str, names: GroupNames, more: frozenset[str] = frozenset()) -> tuple[str, str] | None:
    """Say that a name is nobody's, and what to write; None if it is somebody's, or nobody can say."""
    if name in names.known or name in more or not names.whole:
        return None
    near = did_you_mean(name, {*names.known, *more})
    instead = near if near.startswith("did you mean") else f'give an [[enterprise]] with id = "{name}"'
    return f"there is no enterprise {name!r}", instead


def _names(told: Mapping[str, Any], names: GroupNames, subject: str | None, subject_at: Path) -> Iterator[Unsound]:
    if subject is not None and (wrong := nobody(subject, names)):
        yield (subject_at, *wrong)
    for number, each in listed(told, "enterprise"):
        if each.id == subject and each.kind in NO_ENTERPRISES:
            says = f"the subject is a {each.kind.value}, which has neither size nor headroom"
            yield ("enterprise", number, "kind"), says, "ask about an enterprise"
    seen: set[str] = set()
    for number, name in names.texts("enterprise", "id"):
        if name in seen:
            says, instead = f"{name!r} is the id of another enterprise", "give each an id of its own"
            yield ("enterprise", number, "id"), says, instead
        seen.add(name)
    gone = names.of_changes()
    for key, field, more in (
        ("holding", "holder", frozenset[str]()), ("holding", "held", frozenset[str]()), ("award", "undertaking", gone),
    ):  # fmt: skip
        for number, name in names.texts(key, field):
            if wrong := nobody(name, names, more):
                yield ((key, number, field), *wrong)


def _accounts(each: Enterprise) -> Iterator[Unsound]:
    if each.kind in NO_ENTERPRISES and (each.period or each.estimate):
        says = f"accounts of a {each.kind.value} count nowhere"
        yield ("kind",), says, 'write kind = "enterprise" for whoever is engaged in an economic activity'
    days: set[dt.date] = set()
    latest = max((period.ends for period in each.period or ()), default=None)
    for number, period in enumerate(each.period or ()):
        if latest is not None and latest.year - period.ends.year > MOST_YEARS:
            says = f"this period ends {latest.year - period.ends.year:,} years before the one that ends on {latest}"
            yield ("period", number, "ends"), says, "correct the day of one of them, or leave the earlier one out"
        if period.ends in days:
            yield ("period", number, "ends"), f"another period ends on {period.ends}", "keep one"
        days.add(period.ends)
        if period.months is not None and not 1 <= period.months <= MOST_MONTHS:
            yield ("period", number, "months"), f"a period has no {period.months} months", f"write 1 to {MOST_MONTHS}"
        if period.approved is not None and period.approved < period.ends:
            says = "accounts are not approved before their period ends"
            yield ("period", number, "approved"), says, f"write a day from {period.ends} on"
        if period.headcount is not None and period.staff is not None:
            yield ("period", number, "staff"), "both headcount and lines of staff are given", "give one of them"
        for line, staff in enumerate(period.staff or ()):
            path = ("period", number, "staff", line)
            if staff.months > MONTHS_OF_A_YEAR:
                says = f"nobody works {staff.months} months of a year"
                yield (*path, "months"), says, f"write 0 to {MONTHS_OF_A_YEAR}"
            if staff.part is not None and staff.part.basis_points > FULL_TIME:
                yield (*path, "part"), "nobody works more than full time", 'write at most "100 %"'


def _consolidation(each: Enterprise, by_id: Mapping[str, Enterprise], names: GroupNames) -> Iterator[Unsound]:
    name = each.consolidated_in
    if name is None:
        if each.consolidated_share is not None:
            yield ("consolidated_share",), "nothing says in whose accounts it stands", 'give consolidated_in = "…"'
        return
    if wrong := nobody(name, names):
        yield (("consolidated_in",), *wrong)
        return
    if name in by_id and by_id[name].consolidated is False:
        says = f"the accounts of {name!r} are said not to be consolidated"
        yield ("consolidated_in",), says, "change one of the two"


def _held_by_themselves(by_id: Mapping[str, Enterprise]) -> frozenset[str]:
    """Give those whose accounts would stand in their own, each of them looked at once."""
    found: set[str] = set()
    seen: set[str] = set()
    for name in by_id:
        way: dict[str, int] = {}
        above: str | None = name
        while above is not None and above in by_id and above not in seen:
            seen.add(above)
            way[above] = len(way)
            above = by_id[above].consolidated_in
        if above is not None and above in way:
            found.update(each for each, place in way.items() if place >= way[above])
    return frozenset(found)


def _holdings(told: Mapping[str, Any]) -> Iterator[Unsound]:
    of_each: dict[str, list[tuple[int, Holding]]] = {}
    for number, each in listed(told, "holding"):
        if each.holder == each.held:
            says = f"{each.holder!r} holds itself: own shares are nobody's holding"
            yield ("holding", number, "held"), says, "leave it out"
        if each.since is not None and each.until is not None and each.until < each.since:
            yield ("holding", number, "until"), "it ends before it begins", f"write a day from {each.since} on"
        else:
            of_each.setdefault(each.held, []).append((number, each))
    for held, holdings in of_each.items():
        for key, what in (("capital", "capital"), ("votes", "votes")):
            beyond = _beyond(holdings, key)
            if beyond is not None:
                says = f"with it more than all {what} in {held!r} is held"
                yield ("holding", beyond, key), says, "correct the shares, or say since and until when each is held"


def _beyond(holdings: Sequence[tuple[int, Holding]], key: str) -> int | None:
    """Give the holding with which more than the whole is held on some day; None if there is no such day."""
    if sum((_part(each, key) for _, each in holdings), Fraction(0)) <= 1:
        return None
    for day in sorted({each.since or dt.date.min for _, each in holdings}):
        whole = Fraction(0)
        for number, each in holdings:
            whole += _part(each, key) if each.on(day) else 0
            if whole > 1:
                return number
    return None


def _part(each: Holding, key: str) -> Fraction:
    share = each.capital if key == "capital" else each.votes
    return share.part if share is not None else Fraction(0)


def _beside(told: Mapping[str, Any], names: GroupNames) -> Iterator[Unsound]:
    """Look at markets that are next to each other, and at persons who act jointly."""
    for number, each in listed(told, "adjacent"):
        if len(set(each.markets)) < LEAST_MARKETS:
            yield ("adjacent", number, "markets"), "one market is next to none", "name at least two"
        for place, market in enumerate(each.markets):
            if market not in names.markets:
                says = f"no enterprise is on the market {market!r}"
                near = did_you_mean(market, names.markets) if names.markets else f'give market = "{market}" to one'
                yield ("adjacent", number, "markets", place), says, near
    for number, each in listed(told, "jointly"):
        if len(set(each.persons)) < LEAST_PERSONS:
            yield ("jointly", number, "persons"), "nobody acts jointly alone", "name at least two"
        for place, name in enumerate(each.persons):
            if name not in names.persons and names.whole:
                says = f"there is no person {name!r}"
                instead = f'give an [[enterprise]] with id = "{name}" and kind = "person"'
                if name in names.known:
                    says, instead = f"{name!r} is no person", 'only an [[enterprise]] with kind = "person" acts jointly'
                yield ("jointly", number, "persons", place), says, instead

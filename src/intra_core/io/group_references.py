"""What cannot be in a group: names of nobody, shares of more than the whole, accounts that hold themselves."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from intra_core.errors import did_you_mean
from intra_core.io.places import Path
from intra_core.model.group import Adjacent, Enterprise, Holding, Jointly, PartyKind

Unsound = tuple[Path, str, str | None]
"""Where, what is wrong, and what to write instead."""
NO_ENTERPRISES = frozenset({PartyKind.PERSON, PartyKind.PUBLIC_BODY, PartyKind.LOCAL_AUTHORITY})
MOST_MONTHS = 24
LEAST_MARKETS = 2


def unsound(told: Mapping[str, Any], subject_at: Path = ("subject",)) -> Iterator[Unsound]:
    """Find what cannot be, in the typed tables of a file; `subject_at` is where it names the one asked about."""
    enterprises: Sequence[Enterprise] = told.get("enterprise", ())
    known = {each.id for each in enterprises} or {told["subject"]}
    yield from _names(told, enterprises, known, subject_at)
    for number, each in enumerate(enterprises):
        for path, says, instead in (*_accounts(each), *_consolidation(each, enterprises)):
            yield ("enterprise", number, *path), says, instead
    yield from _holdings(told.get("holding", ()), known)
    yield from _persons(told.get("adjacent", ()), told.get("jointly", ()), enterprises)


def _names(
    told: Mapping[str, Any], enterprises: Sequence[Enterprise], known: set[str], subject_at: Path
) -> Iterator[Unsound]:
    names = [each.id for each in enterprises]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield (
                ("enterprise", number, "id"),
                f"{name!r} is the id of another enterprise",
                "give each an id of its own",
            )
    subject = told["subject"]
    if subject not in known:
        yield subject_at, f"there is no enterprise {subject!r}", did_you_mean(subject, known)
    for number, each in enumerate(enterprises):
        if each.id == subject and each.kind in NO_ENTERPRISES:
            says = f"the subject is a {each.kind.value}, which has neither size nor headroom"
            yield ("enterprise", number, "kind"), says, "ask about an enterprise"
    for number, award in enumerate(told.get("award", ())):
        if award.undertaking is not None and award.undertaking not in known:
            says = f"there is no enterprise {award.undertaking!r}"
            yield ("award", number, "undertaking"), says, did_you_mean(award.undertaking, known)


def _accounts(each: Enterprise) -> Iterator[Unsound]:
    if each.kind in NO_ENTERPRISES and (each.period or each.estimate):
        says = f"accounts of a {each.kind.value} count nowhere"
        yield ("kind",), says, 'write kind = "enterprise" for whoever is engaged in an economic activity'
    days = [period.ends for period in each.period or ()]
    for number, period in enumerate(each.period or ()):
        if period.ends in days[:number]:
            yield ("period", number, "ends"), f"another period ends on {period.ends}", "keep one"
        if period.months is not None and not 1 <= period.months <= MOST_MONTHS:
            yield ("period", number, "months"), f"a period has no {period.months} months", f"write 1 to {MOST_MONTHS}"
        if period.headcount is not None and period.staff is not None:
            yield ("period", number, "staff"), "both headcount and lines of staff are given", "give one of them"
        for line, staff in enumerate(period.staff or ()):
            if not 0 <= staff.months <= 12:  # noqa: PLR2004 (months of a year)
                path = ("period", number, "staff", line, "months")
                yield path, f"nobody works {staff.months} months of a year", "write 0 to 12"


def _consolidation(each: Enterprise, enterprises: Sequence[Enterprise]) -> Iterator[Unsound]:
    if each.consolidated_in is None:
        if each.consolidated_share is not None:
            yield ("consolidated_share",), "nothing says in whose accounts it stands", 'give consolidated_in = "…"'
        return
    by_name = {one.id: one for one in enterprises}
    if each.consolidated_in not in by_name:
        instead = did_you_mean(each.consolidated_in, by_name)
        yield ("consolidated_in",), f"there is no enterprise {each.consolidated_in!r}", instead
        return
    if by_name[each.consolidated_in].consolidated is False:
        says = f"the accounts of {each.consolidated_in!r} are said not to be consolidated"
        yield ("consolidated_in",), says, "change one of the two"
    chain = [each.id, each.consolidated_in]
    while chain[-1] not in chain[:-1] and chain[-1] in by_name:
        above = by_name[chain[-1]].consolidated_in
        if above is None:
            return
        chain.append(above)
    if chain[-1] == each.id:
        yield (
            ("consolidated_in",),
            "these accounts would hold themselves",
            "name whose consolidated accounts it stands in",
        )


def _holdings(holdings: Sequence[Holding], known: set[str]) -> Iterator[Unsound]:
    sums: dict[tuple[str, str], Fraction] = {}
    for number, each in enumerate(holdings):
        for key in ("holder", "held"):
            name = getattr(each, key)
            if name not in known:
                yield ("holding", number, key), f"there is no enterprise {name!r}", did_you_mean(name, known)
        if each.holder == each.held:
            says = f"{each.holder!r} holds itself: own shares are nobody's holding"
            yield ("holding", number, "held"), says, "leave it out"
        if each.since is not None and each.until is not None and each.until < each.since:
            yield ("holding", number, "until"), "it ends before it begins", None
        for key in ("capital", "votes"):
            share = getattr(each, key)
            if share is not None and each.since is None and each.until is None:
                place = (each.held, key)
                sums[place] = sums.get(place, Fraction(0)) + share.part
                if sums[place] > 1 >= sums[place] - share.part:
                    says = (
                        f"with it more than all {'capital' if key == 'capital' else 'votes'} in {each.held!r} is held"
                    )
                    yield ("holding", number, key), says, "correct the shares, or say since and until when each is held"


def _persons(
    adjacent: Sequence[Adjacent], jointly: Sequence[Jointly], enterprises: Sequence[Enterprise]
) -> Iterator[Unsound]:
    markets = {market for each in enterprises for market in each.market or ()}
    for number, each in enumerate(adjacent):
        if len(each.markets) < LEAST_MARKETS:
            yield ("adjacent", number, "markets"), "one market is next to none", "name at least two"
        for place, market in enumerate(each.markets):
            if market not in markets:
                says = f"no enterprise is on the market {market!r}"
                yield ("adjacent", number, "markets", place), says, did_you_mean(market, markets)
    persons = {each.id for each in enterprises if each.kind is PartyKind.PERSON}
    for number, together in enumerate(jointly):
        for place, name in enumerate(together.persons):
            if name not in persons:
                says = f"there is no person {name!r}"
                yield ("jointly", number, "persons", place), says, did_you_mean(name, persons)

"""How a call's money is given out, recorded as the source says: order of award, merit, ties, reserves, budgets."""

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.document import Table
from intra_core.io.figures import figure
from intra_core.io.money_text import money
from intra_core.io.parts import Sources, localized
from intra_core.model.allocation import (
    BEYOND,
    CRITERION,
    FIRST,
    ID,
    LAST,
    LOT,
    MEMBERS,
    ORDERS,
    OWN_TIES,
    SUBMITTED,
    UNUSED_RESERVE,
    Allocation,
    Criterion,
    Reserve,
    TieBreak,
)
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.rules.figures import Known
from intra_core.rules.kinds import number_of

WHOLE = 10_000
"""All of something, in basis points."""
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)


def allocation(call: Table, sources: Sources, words: Collection[str], budget: Money | None) -> Allocation | None:
    """Read `[call.allocation]`.

    Args:
        call: the table of the call.
        sources: the sources of the file.
        words: the words that have a label, by which budgets may be divided.
        budget: the money of the call, which its parts do not exceed.
    """
    table = call.table("allocation")
    if table is None:
        return None
    least, criteria = _merit(table.table("merit"))
    reserves = _reserves(table)
    found = Allocation(
        order=_one_of(table, "order", ORDERS),
        least_merit=least,
        criteria=criteria,
        ties=_ties(table, [each.id for each in criteria]),
        last=_one_of(table, "last", LAST),
        beyond=_one_of(table, "beyond", BEYOND),
        reserves=reserves,
        members=_one_of(table, "members", MEMBERS),
        unused_reserve=_one_of(table, "unused_reserve", UNUSED_RESERVE),
        budgets=_budgets(table.table("budgets"), words, budget),
        basis=sources.basis(table),
    )
    if not reserves:
        for key in {"members", "unused_reserve"} & table.data.keys():
            table.complain(key, "there are no reserves", "give reserves, or take this out", at_key=True)
    table.end()
    return found


def _one_of(table: Table, key: str, words: Collection[str]) -> str | None:
    written = table.text(key)
    if written is not None and written not in words:
        table.complain(key, f"unknown word {written!r}", did_you_mean(written, words))
    return written


def _merit(table: Table | None) -> tuple[Decimal | None, tuple[Criterion, ...]]:
    if table is None:
        return None, ()
    least = _points(table, "least")
    criteria: list[Criterion] = []
    for each in table.tables("criteria"):
        name, title = each.text("id", required=True), localized(each, "title")
        weight = _share(each, "weight")
        if name is not None and any(name == before.id for before in criteria):
            each.complain("id", f"the criterion {name!r} stands twice", "give each its own id")
        criteria.append(Criterion(id=name or "?", weight=weight, title=title))
        each.end()
    weights = [each.weight.basis_points for each in criteria if each.weight is not None]
    # Where one is not known, the others may come to anything up to the whole.
    if weights and (sum(weights) > WHOLE or (len(weights) == len(criteria) and sum(weights) != WHOLE)):
        table.complain("criteria", f"the weights come to {Rate(sum(weights))}, not to 100 %")
    table.end()
    return least, tuple(criteria)


def _points(table: Table, key: str) -> Decimal | None:
    written = table.text(key)
    if written is None:
        return None
    try:
        read = figure(written, ("points",))
    except Unreadable:
        read = None
    if read is None or read.kind != number_of("points") or not isinstance(read.figure, Known):
        table.complain(key, f"{written!r} is not a number of points", 'write it like "3.00 points"')
        return None
    points = Fraction(read.figure.value)
    return Decimal(points.numerator) / Decimal(points.denominator)


def _share(table: Table, key: str, *, required: bool = False) -> Rate | None:
    written = table.text(key, required=required)
    if written is None:
        return None
    try:
        share = Rate.parse(written)
    except Unreadable as error:
        table.complain(key, error.says, error.instead)
        return None
    if share.basis_points > WHOLE:
        table.complain(key, f"{written} is more than the whole")
    return share


def _ties(table: Table, criteria: Iterable[str]) -> tuple[TieBreak, ...]:
    known = [*(by for by in OWN_TIES if by != ID), *(f"{CRITERION}{each}" for each in criteria)]
    found: list[TieBreak] = []
    for each in table.tables("ties"):
        by, first = each.text("by", required=True), _one_of(each, "first", FIRST)
        title = localized(each, "title")
        each.end()
        if by is None:
            continue
        if first is not None and by in {SUBMITTED, LOT}:
            each.complain("first", f"{by!r} has one order only", "take this out", at_key=True)
        if any(by == before.by for before in found):
            each.complain("by", f"{by!r} stands twice", "what has not parted two applications does not do so later")
        if by not in known and (title is None or not NAME.fullmatch(by)):
            instead = "a figure that applications tell has a name in small letters, and a title"
            each.complain("by", f"nothing is called {by!r}", f"known here: {', '.join(known)}; {instead}")
        found.append(TieBreak(by=by, title=title) if first is None else TieBreak(by=by, first=first, title=title))
    return tuple(found)


def _reserves(table: Table) -> tuple[Reserve, ...]:
    found: list[Reserve] = []
    for each in table.tables("reserves"):
        name = each.text("id", required=True)
        share, whom = _share(each, "share", required=True), localized(each, "whom", required=True)
        each.end()
        if name is not None and not NAME.fullmatch(name):
            each.complain("id", f"{name!r} is not a name", 'write it in small letters, like "legality-rating"')
        if name is not None and any(name == before.id for before in found):
            each.complain("id", f"the reserve {name!r} stands twice", "give each its own id")
        if name is not None and share is not None and whom is not None:
            found.append(Reserve(id=name, share=share, whom=whom))
    whole = sum(each.share.basis_points for each in found)
    if whole > WHOLE:
        table.complain("reserves", f"the reserves come to {Rate(whole)}, more than the whole")
    return tuple(found)


def _budgets(table: Table | None, words: Collection[str], whole: Money | None) -> dict[str, Money]:
    if table is None:
        return {}
    found = dict(_parts(table, words))
    currencies = {each.currency for each in found.values()}
    if whole is not None and currencies == {whole.currency}:
        total = Money(sum(each.minor for each in found.values()), whole.currency)
        if total.minor > whole.minor:
            table.complain(None, f"its parts come to {total}, more than the budget of {whole}", at_key=True)
    return found


def _parts(table: Table, words: Collection[str]) -> Iterator[tuple[str, Money]]:
    for word in table.rest():
        if word not in words:
            table.complain(word, f"unknown word {word!r}", did_you_mean(word, words), at_key=True)
        part = money(table, word)
        if part is not None:
            yield word, part

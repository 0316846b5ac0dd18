"""How a call's money is given out: order of award, merit, reserves and budgets by area, recorded as the source says."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.document import Table
from intra_core.io.figures import figure
from intra_core.io.money_text import money
from intra_core.io.parts import Sources, localized
from intra_core.model.measure import Allocation, Criterion, Reserve
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.rules.figures import Known
from intra_core.rules.kinds import number_of

ORDERS = ("first-come", "lottery", "competition")
WHOLE = 10_000
"""All of something, in basis points."""


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
    order = table.text("order")
    if order is not None and order not in ORDERS:
        table.complain("order", f"unknown order of award {order!r}", did_you_mean(order, ORDERS))
    least, criteria = _merit(table.table("merit"))
    found = Allocation(
        order=order,
        least_merit=least,
        criteria=criteria,
        reserves=_reserves(table),
        budgets=_budgets(table.table("budgets"), words, budget),
        basis=sources.basis(table),
    )
    table.end()
    return found


def _merit(table: Table | None) -> tuple[Decimal | None, tuple[Criterion, ...]]:
    if table is None:
        return None, ()
    least = _points(table, "least")
    criteria: list[Criterion] = []
    for each in table.tables("criteria"):
        name, title = each.text("id", required=True), localized(each.table("title"))
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


def _reserves(table: Table) -> tuple[Reserve, ...]:
    found: list[Reserve] = []
    for each in table.tables("reserves"):
        share, whom = _share(each, "share", required=True), localized(each.table("whom", required=True))
        each.end()
        if share is not None and whom is not None:
            found.append(Reserve(share=share, whom=whom))
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

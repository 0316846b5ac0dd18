"""Walks over lists: the records of a list are rows of a frame of their own, summed up for what they belong to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from attrs import frozen

from intra_core.model.days import FIRST, LAST
from intra_core.rules.columnar.column import Column, Level
from intra_core.rules.columnar.facts import Table
from intra_core.rules.columnar.number import BEYOND, Number, filled
from intra_core.rules.kinds import MOST_RECORDS, Day, Kind, Records
from intra_core.rules.language import Element, Fact, Walk
from intra_core.rules.possible import Possible

if TYPE_CHECKING:
    from intra_core.rules.columnar.form import Form
    from intra_core.rules.columnar.reading import Columnar, Scope


def table_of(table: Table, level: Level) -> Table | None:
    """Give the table of a list's records."""
    return table.lists.get(level.records)


def walked(at: "Columnar", node: Walk, scope: "Scope") -> Any:  # noqa: ANN401 (a Number or a Column of truth)
    """Read a walk: over the records that a row has, and over any records at all where nobody has told them."""
    outer = at.place(scope)
    records = _records(at, node, scope, outer)
    unknown = _Result.of_nothing_known(at, node, scope)
    if records is None:
        return unknown.value
    inner = _Visit.of(at, node, {**scope, node.variable: records})
    told = _read_at_all(at, _told(at, node, scope), records, node.records.kind)
    found = inner.result(at.form, node, records)
    return found.where(at.form, told, unknown).value


def told(at: "Columnar", fact: Fact) -> Column:
    """Say where a list of applications was told: by its own column, or by its records."""
    form = at.form
    stated = form.literal(value=False)
    if fact.name in at.table.facts:
        stated = form.sure(form.fact(fact.name, form.root, holds="truth"))
    if fact.name not in at.table.lists:
        return form.literal(value=False)
    records = form.level(form.root, fact.name, flat=at.table.lists[fact.name].flat)
    return _read_at_all(at, stated, records, fact.kind)


def _read_at_all(at: "Columnar", stated: Column, records: Level, kind: Kind) -> Column:
    """Say where a list counts as told: it has records, but not too many, or it is stated that it has none."""
    form = at.form
    there = _there(at, records, kind)
    told = form.either(form.sure(stated), there)
    if records.flat:
        return told
    short = form.at_most(_summed(form, form.literal(1), records), form.literal(MOST_RECORDS))
    return form.both(told, short)


def _there(at: "Columnar", records: Level, kind: Kind) -> Column:
    """Say where there are records."""
    form = at.form
    if not records.flat:
        return form.below(form.literal(0), _summed(form, form.literal(1), records))
    assert isinstance(kind, Records)  # noqa: S101 (a walk is over records)
    columns = (
        at.column(f"{records.records}.{field}", form.root, kind.fields[field], told)
        for field, told in at.table.lists[records.records].facts.items()
    )
    return form.either(*(form.contrary(form.is_null(each)) for each in columns))


def _records(at: "Columnar", node: Walk, scope: "Scope", outer: Level) -> Level | None:
    """Give the level of the records, None if no frame has them."""
    if isinstance(node.records, Element):
        owner = scope.get(node.records.variable)
        if owner is None:
            return None
        level = at.form.level(outer, f"{owner.records}.{node.records.name}", owner)
    else:
        listed = at.table.lists.get(node.records.name)
        level = at.form.level(outer, node.records.name, flat=listed is not None and listed.flat)
    return level if table_of(at.table, level) is not None else None


def _told(at: "Columnar", node: Walk, scope: "Scope") -> Column:
    """Give the column that says whether a list was told, where the caller has one."""
    form = at.form
    if isinstance(node.records, Element):
        owner = scope[node.records.variable]
        assert owner is not None  # noqa: S101 (its records have a level)
        table = table_of(at.table, owner)
        known = table is not None and node.records.name in table.facts
        return form.fact(node.records.name, owner, holds="truth") if known else form.literal(value=False)
    return (
        form.fact(node.records.name, form.root, holds="truth")
        if node.records.name in at.table.facts
        else form.literal(value=False)
    )


def where_of(at: "Columnar", node: Walk, scope: "Scope") -> Column:
    """Say which records take part."""
    return at.truth(node.where, scope) if node.where is not None else at.form.literal(value=True)


def _summed(form: "Form", inner: Column, records: Level) -> Column:
    return form.fill(form.gathered("sum", inner, records), form.literal(0))


def _any(form: "Form", truth: Column, records: Level) -> Column:
    """Say whether a truth that is never null holds for one of the records."""
    if truth.literal and not truth.told:
        return truth
    found = form.fill(form.gathered("max", truth, records), form.literal(0))
    return form.below(form.literal(0), found)


@frozen(eq=False)
class _Visit:
    """Which records take part, for sure and perhaps, and what they bring."""

    surely: Column
    perhaps: Column
    brings: Any

    @classmethod
    def of(cls, at: "Columnar", node: Walk, scope: "Scope") -> "_Visit":
        form = at.form
        taken = where_of(at, node, scope)
        surely, perhaps = form.sure(taken), form.contrary(form.ruled_out(taken))
        records = scope[node.variable]
        if records is not None and records.flat:
            there = _there(at, records, node.records.kind)
            surely, perhaps = form.both(surely, there), form.both(perhaps, there)
        return cls(surely, perhaps, at.value(node.body, scope))

    def result(self, form: "Form", node: Walk, records: Level) -> "_Result":
        match node.how:
            case "any":
                yes = _any(form, form.both(self.surely, form.sure(self.brings)), records)
                open_ = _any(form, form.both(self.perhaps, form.contrary(form.ruled_out(self.brings))), records)
                return _Result(truth=form.verdict(yes, form.contrary(open_)))
            case "all":
                no = _any(form, form.both(self.surely, form.ruled_out(self.brings)), records)
                open_ = _any(form, form.both(self.perhaps, form.contrary(form.sure(self.brings))), records)
                return _Result(truth=form.verdict(form.contrary(form.either(open_, no)), no))
            case "count":
                one, nothing = form.literal(1), form.literal(0)
                least = _summed(form, form.when(self.surely, one, nothing), records)
                most = _summed(form, form.when(self.perhaps, one, nothing), records)
                return _Result(number=Number(least, most, 0, MOST_RECORDS))
            case "sum":
                return _Result(number=self._total(form, node, records))
            case _:
                return _Result(number=self._outermost(form, node, records))

    def _total(self, form: "Form", node: Walk, records: Level) -> Number:
        number, nothing = self.brings, form.literal(0)
        ends = []
        for end, bound, outward in ((number.least, number.low, form.least), (number.most, number.high, form.greatest)):
            known = filled(form, end, bound) or form.literal(None)
            perhaps = form.when(self.perhaps, outward([known, nothing]), nothing)
            counted = form.when(self.surely, known, perhaps)
            total = _summed(form, form.fill(counted, nothing), records)
            # One that is beyond all bounds takes the sum with it.
            endless = _any(form, form.both(self.perhaps, form.is_null(known)), records)
            total = form.when(endless, form.literal(None), total)
            ends.append(total)
        low, high = min(number.low, 0) * MOST_RECORDS, max(number.high, 0) * MOST_RECORDS
        return within(form, Number(ends[0], ends[1], low, high), node.ends)

    def _outermost(self, form: "Form", node: Walk, records: Level) -> Number:
        """The greatest, or the least, of what records bring; nobody knows it where it may be of none."""
        number, nothing = self.brings, form.literal(None)
        wide = _unbounded(node)
        sure = _any(form, self.surely, records)
        how = node.how
        ends = []
        for end, bound, taken in (
            (number.least, number.low, self.surely if how == "max" else self.perhaps),
            (number.most, number.high, self.perhaps if how == "max" else self.surely),
        ):
            limit = form.literal(max(min(bound, BEYOND), -BEYOND))
            known = limit if end is None else form.fill(end, limit)
            ends.append(form.when(sure, form.gathered(how, form.when(taken, known, nothing), records), nothing))
        return Number(ends[0], ends[1], *wide)


@frozen(eq=False, kw_only=True)
class _Result:
    """What a walk comes to: a truth or a number."""

    truth: Column | None = None
    number: Number | None = None

    @classmethod
    def of_nothing_known(cls, at: "Columnar", node: Walk, scope: "Scope") -> "_Result":
        """There may be any number of such records, or none."""
        form = at.form
        visit = _Visit.of(at, node, {**scope, node.variable: None})
        out = form.contrary(visit.perhaps)
        match node.how:
            case "any":
                return cls(
                    truth=form.verdict(form.literal(value=False), form.either(out, form.ruled_out(visit.brings)))
                )
            case "all":
                return cls(truth=form.verdict(form.either(out, form.sure(visit.brings)), form.literal(value=False)))
            case "count":
                most = form.when(visit.perhaps, form.literal(None), form.literal(0))
                return cls(number=Number(form.literal(0), most, 0, MOST_RECORDS))
            case "sum":
                return cls(number=within(form, _any_total(form, visit), node.ends))
            case _:
                return cls(number=Number.between(*_unbounded(node)))

    def where(self, form: "Form", told: Column, other: "_Result") -> "_Result":
        """Take the other result where nobody has told the list."""
        if self.truth is not None and other.truth is not None:
            return _Result(truth=form.when(told, self.truth, other.truth))
        one, two = self.number, other.number
        assert one is not None  # noqa: S101 (a walk comes to a truth or a number)
        assert two is not None  # noqa: S101 (likewise)
        nothing = form.literal(None)
        low, high = min(one.low, two.low), max(one.high, two.high)
        least = form.when(told, one.least or nothing, two.least or nothing)
        most = form.when(told, one.most or nothing, two.most or nothing)
        return _Result(number=Number(least, most, low, high))

    @property
    def value(self) -> Any:  # noqa: ANN401 (a Number or a Column of truth)
        """Give the one that it is."""
        return self.truth if self.truth is not None else self.number


def _any_total(form: "Form", visit: _Visit) -> Number:
    """The sum over any number of records of which none is known."""
    number, nothing = visit.brings, form.literal(0)
    low, high = min(number.low, 0) * MOST_RECORDS, max(number.high, 0) * MOST_RECORDS

    def end(column: Column | None, bound: int, pick: Callable[..., Column]) -> Column:
        known = filled(form, column, bound)
        if known is None:
            return form.when(visit.perhaps, form.literal(None), nothing)
        total = form.multiply(pick([known, nothing]), form.literal(MOST_RECORDS))
        return form.when(visit.perhaps, form.literal(None) if total.too_large else total, nothing)

    least = end(number.least, min(number.low, 0), form.least)
    return Number(least, end(number.most, max(number.high, 0), form.greatest), low, high)


def within(form: "Form", number: Number, ends: tuple[int, int] | None) -> Number:
    """Keep a sum between what all amounts of a list can come to together."""
    assert ends is not None  # noqa: S101 (every sum is settled)
    low, high = ends
    least, most = number.least, number.most
    if least is not None and least.low < low:
        least = form.when(form.below(least, form.literal(low)), form.literal(low), least)
    if most is not None and most.high > high:
        most = form.when(form.below(form.literal(high), most), form.literal(high), most)
    return Number(
        least if least is None else form.known_within(least, low, high),
        most if most is None else form.known_within(most, low, high),
        max(number.low, low),
        min(number.high, high),
    )


def _unbounded(node: Walk) -> tuple[int, int]:
    """Give what is neither below nor above anything, as the three-valued reading does."""
    if isinstance(node.kind, Day):
        return (FIRST, LAST)
    far = max(map(abs, Possible({}).value(node.body))) + 1
    return (-far, far)

"""Figures with their histories: the versions of a parameter agree in kind and form, and follow each other."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from intra_core.errors import Unreadable
from intra_core.io.document import Table, dotted
from intra_core.io.figures import Read, figure
from intra_core.io.names import leaves
from intra_core.io.parts import Sources, period
from intra_core.model.days import FIRST, LAST, Daymark, Period
from intra_core.model.money import MEASURED_IN
from intra_core.provenance import Basis
from intra_core.rules.figures import LEAST, MOST, Figure, Known, Open, Why
from intra_core.rules.history import FigureVersion, Parameter, gaps
from intra_core.rules.kinds import Choice, Day, Kind, Number, YesNo
from intra_core.rules.scope import BandShape, TableShape

_ENDS = ("since", "until")


@frozen
class _Version:
    """One version as it was read; `read` is None where nothing is known of the figure, not even its unit."""

    entry: Table
    period: Period
    read: Read | None
    closed: bool
    told: bool
    """Whether anything has been said of its days or its value."""
    basis: Basis

    def figure(self, kind: Kind) -> Figure:
        """Give what stands while this version is in force, in a history of some kind."""
        if self.read is not None:
            stands = self.read.figure
        elif self.closed:
            stands = Open(LEAST, MOST, why=Why.NOT_IN_FORCE)
        else:
            stands = Open(Fraction(0), MOST)
        if isinstance(kind, Choice) and isinstance(stands, Open) and not stands.words:
            return Open(0, 0, kind.values, stands.why)
        return stands


def parameters(
    table: Table | None, sources: Sources, units: Iterable[str], *, law: bool = False
) -> dict[str, Parameter]:
    """Read figures with their histories: no overlap, no gap that is not written, and one kind for all versions."""
    found = {}
    for name, key, holder in leaves(table, lambda _: False):
        before = len(holder.document.complaints)
        entries = holder.tables(key)
        if not entries and len(holder.document.complaints) > before:
            continue
        if not entries:
            holder.complain(
                key, f"the parameter {name!r} has no value", "give [{ since = …, value = …, source = …, mark = … }]"
            )
            continue
        parameter = _parameter(name, entries, sources, tuple(units), law=law)
        if parameter is not None:
            found[name] = parameter
    return found


def _parameter(
    name: str, entries: list[Table], sources: Sources, units: tuple[str, ...], *, law: bool
) -> Parameter | None:
    versions = [_version(entry, sources, units) for entry in entries]
    read = [each.read for each in versions if each.read is not None]
    if not read:
        if not any(each.told for each in versions):
            entries[0].complain(
                "value", f"nothing tells what kind of figure {name!r} is", 'give between = ["…", "…"] or unit = "EUR"'
            )
        entries[0].document.broken.add(name)
        return None
    kind = _common([each.kind for each in read])
    known = [each for each in read if not isinstance(each.figure, Open)]
    for version in versions:
        _check_form(version, kind, known)
    periods = consecutive(entries, [version.period for version in versions])
    return Parameter(
        name=name,
        kind=kind,
        shape=_shape(name, kind, known),
        versions=tuple(
            FigureVersion(period=span, figure=version.figure(kind), basis=version.basis)
            for version, span in zip(versions, periods, strict=True)
        ),
        law=law,
    )


def _shape(name: str, kind: Kind, known: list[Read]) -> TableShape | BandShape | None:
    words: frozenset[str] = frozenset().union(*(each.words for each in known))
    if known and known[0].keys:
        return TableShape(name, known[0].keys, kind)
    return BandShape(name, kind, words) if words else None


def _version(entry: Table, sources: Sources, units: tuple[str, ...]) -> _Version:
    before = len(entry.document.complaints)
    span, read = period(entry), _read(entry, units)
    told = len(entry.document.complaints) > before
    version = _Version(entry, span, read, entry.data.get("value") == "closed", told, sources.basis(entry))
    entry.end()
    return version


def _read(entry: Table, units: tuple[str, ...]) -> Read | None:
    entry.taken.add("value")
    value = entry.data.get("value")
    if value is None:
        entry.complain(None, "the key 'value' is missing", 'give a figure, or "unknown"', at_key=True)
        return None
    if value in ("unknown", "closed"):
        return _bounds(entry, units)
    try:
        return figure(value, units)
    except Unreadable as error:
        entry.document.complain((*entry.path, "value", *error.path), error.says, error.instead)
        return None


def _bounds(entry: Table, units: tuple[str, ...]) -> Read | None:
    """Read what is known of a figure that nobody found: two bounds, or at least its unit."""
    unit, between = entry.text("unit"), entry.texts("between")
    try:
        return _between(between, units) if between else _of_unit(unit, units) if unit is not None else None
    except Unreadable as error:
        entry.complain("between" if between else "unit", error.says, error.instead)
    return None


def _between(bounds: tuple[str, ...], units: tuple[str, ...]) -> Read:
    read = [figure(bound, units) for bound in bounds]
    values = [
        Fraction(each.figure.value) for each in read if isinstance(each.figure, Known) and isinstance(each.kind, Number)
    ]
    if len({each.kind for each in read}) != 1 or len(values) != len(read) or values != sorted(values):
        raise Unreadable("the bounds are two numbers of one unit, the smaller first")
    try:
        low, high = values
    except ValueError:
        raise Unreadable("'between' takes two bounds") from None
    return Read(Open(low, high), read[0].kind)


def _of_unit(unit: str, units: tuple[str, ...]) -> Read:
    if unit == "day":
        return Read(Open(FIRST, LAST), Day())
    if unit == "yes-no":
        return Read(Open(), YesNo())
    currency, _, per = unit.partition(" ")
    written = "0 %" if unit == "%" else f"{currency} 0 {per}".rstrip() if currency in MEASURED_IN else f"0 {unit}"
    return Read(Open(Fraction(0), MOST), figure(written, units).kind)


def _common(kinds: list[Kind]) -> Kind:
    chosen = [kind for kind in kinds if isinstance(kind, Choice)]
    if len(chosen) == len(kinds):
        return Choice(frozenset().union(*(kind.values for kind in chosen)))
    return kinds[0]


def _check_form(version: _Version, kind: Kind, known: list[Read]) -> None:
    """Complain about a version that is of another kind than the others, or looked up in another way."""
    entry, read = version.entry, version.read
    if read is None:
        return
    if not _same(read.kind, kind):
        entry.complain("value", f"this is {read.kind}, the versions before are {kind}")
    elif isinstance(read.figure, Open):
        return
    elif _form(read) != _form(known[0]):
        entry.complain("value", f"this is {_form(read)}, the versions before are {_form(known[0])}")
    elif read.keys != known[0].keys:
        instead = 'give each row in every version, with "unknown" if nobody knows'
        entry.complain("value", "this table has other rows than the versions before", instead)


def _form(read: Read) -> str:
    return "a table" if read.keys else "a list of bands" if read.words else "a single figure"


def _same(one: Kind, other: Kind) -> bool:
    return one == other or (isinstance(one, Choice) and isinstance(other, Choice))


def consecutive(entries: list[Table], periods: list[Period]) -> list[Period]:
    """End each open version where the next begins; complain about versions that overlap or leave a gap."""
    told = {complaint.key for entry in entries[:1] for complaint in entry.document.complaints}
    for number, (wrong, end) in gaps(periods).items():
        day = _day(end)
        if not told.isdisjoint(dotted((*entries[each].path, key)) for each in (number - 1, number) for key in _ENDS):
            continue
        if wrong == "overlap" and "holds" in entries[number]:
            says = f"the id {entries[number].data.get('id')!r} stands for two conditions at once"
            instead = f"give each its own id, or its own days: the one before holds to {day}"
            entries[number].complain("id", says, instead)
        elif wrong == "overlap":
            says = f"this version overlaps the one before, which holds to {day}"
            entries[number].complain("since", says, "let it begin later, or end the one before with 'until'")
        else:
            instead = 'write a version with value = "closed" or "unknown"'
            if "holds" in entries[number]:
                instead = "let the one before hold until then, or give this one an id of its own"
            entries[number].complain("since", f"nothing is said of the days after {day}", instead)
    following: list[Period | None] = [*periods[1:], None]
    return [
        Period(each.since, Daymark(after.since.early - 1, after.since.late - 1))
        if after is not None and each.until is None
        else each
        for each, after in zip(periods, following, strict=True)
    ]


def _day(ordinal: int) -> str:
    return "further notice" if ordinal == dt.date.max.toordinal() else str(dt.date.fromordinal(ordinal))

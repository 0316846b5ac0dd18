"""The tables that vocabularies and measures share: [parameter], [set], [define], [label]."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from attrs import evolve

from intra_core.errors import did_you_mean
from intra_core.io.codes import expanded
from intra_core.io.document import Table, dotted
from intra_core.io.figures import Read, Unreadable, figure, step
from intra_core.io.parts import Sources, localized, period
from intra_core.model.days import FIRST, LAST, Daymark, Period
from intra_core.model.money import CURRENCIES
from intra_core.model.text import LocalizedText
from intra_core.rules.figures import LEAST, MOST, Figure, Known, Open, Why
from intra_core.rules.history import FigureVersion, Parameter, gaps
from intra_core.rules.kinds import Choice, Day, Kind, Number, YesNo
from intra_core.rules.scope import BandShape, NamedSet, TableShape
from intra_core.rules.vocabulary import Definition

ROUNDINGS = ("down", "up", "half-up")
NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}", re.ASCII)
_ENDS = ("since", "until")


def sets(table: Table | None) -> dict[str, NamedSet]:
    """Read the named sets of words and codes."""
    found: dict[str, NamedSet] = {}
    for name, key, holder in _leaves(table, lambda value: bool(value.keys() <= {"nace", "nuts"})):
        before = len(holder.document.complaints)
        codes = holder.table(key) if isinstance(holder.data[key], dict) else None
        found[name] = NamedSet(name, frozenset(holder.texts(key))) if codes is None else _codes(name, codes)
        if not found[name].members and len(holder.document.complaints) == before:
            holder.complain(key, f"the set {name!r} is empty")
    return found


def _codes(name: str, table: Table) -> NamedSet:
    """Read codes of NUTS, or of NACE by revision."""
    revisions = table.table("nace")
    if revisions is None:
        members, scheme = table.texts("nuts"), "nuts"
        for number, code in enumerate(members):
            if not NUTS.fullmatch(code):
                place = (*table.path, "nuts", number) if isinstance(table.data["nuts"], list) else (*table.path, "nuts")
                table.document.complain(place, f"{code!r} is no NUTS code", 'write it like "SI03"')
    else:
        members = tuple(f"{revision}:{code}" for revision in revisions.rest() for code in expanded(revisions, revision))
        scheme = "nace"
    table.end()
    return NamedSet(name, frozenset(members), scheme)


def _leaves(table: Table | None, leaf: Callable[[dict[str, object]], bool]) -> Iterator[tuple[str, str, Table]]:
    """Give each named entry with its full name, also where names are nested tables."""
    for key in table.rest() if table is not None else ():
        assert table is not None  # noqa: S101 (the loop has keys)
        if not isinstance(table.data[key], dict) or leaf(table.data[key]):
            yield key, key, table
        else:
            inner = table.table(key)
            for name, last, holder in _leaves(inner, leaf):
                yield f"{key}.{name}", last, holder


def _holds_texts(value: dict[str, object]) -> bool:
    return any(isinstance(each, str) for each in value.values())


def labels(table: Table | None) -> dict[str, LocalizedText]:
    """Read the labels of names."""
    found = {}
    for name, key, holder in _leaves(table, _holds_texts):
        text = localized(holder.table(key))
        if text is not None:
            found[name] = text
    return found


def definitions(table: Table | None) -> dict[str, tuple[Definition, Table]]:
    """Read the named amounts; what their rules mean is checked later."""
    found = {}
    for name, key, holder in _leaves(table, _holds_texts):
        entry = holder.table(key)
        if entry is None:
            continue
        text = entry.text("is", required=True)
        rounding = entry.text("round")
        if rounding is not None and rounding not in ROUNDINGS:
            entry.complain("round", f"unknown rounding {rounding!r}", did_you_mean(rounding, ROUNDINGS))
        size, of = _step(entry)
        words = entry.texts("words")
        stricter = entry.texts("stricter")
        kind: Kind | None = Choice(frozenset(words)) if words else None
        written = entry.text("type")
        if written == "money":
            kind = Number((("money", 1),))
        elif written is not None:
            entry.complain("type", f"unknown type {written!r}", 'write "money", or leave it out')
        entry.end()
        found[name] = (
            Definition(
                name=name,
                text=text or "",
                rounding=rounding,
                step=size,
                step_kind=of,
                kind=kind,
                stricter=stricter,
            ),
            entry,
        )
    return found


def _step(entry: Table) -> tuple[tuple[int, int] | None, Kind | None]:
    written = entry.text("to")
    if written is None:
        return None, None
    read = step(written)
    if read is None:
        instead = 'write to = "EUR 0.01", "EUR 0.01 per m2", "1 day" or "1"'
        entry.complain("to", f"{written!r} is no step to round to", instead)
        return None, None
    size, kind = read
    return (size.numerator, size.denominator), kind


def parameters(
    table: Table | None, sources: Sources, units: Iterable[str], *, law: bool = False
) -> dict[str, Parameter]:
    """Read figures with their histories: no overlap, no gap that is not written, and one kind for all versions."""
    found = {}
    for name, key, holder in _leaves(table, lambda _: False):
        before = len(holder.document.complaints)
        versions = holder.tables(key)
        if not versions and len(holder.document.complaints) > before:
            continue
        if not versions:
            holder.complain(
                key, f"the parameter {name!r} has no value", "give [{ since = …, value = …, source = …, mark = … }]"
            )
            continue
        parameter = _parameter(name, versions, sources, tuple(units), law=law)
        if parameter is not None:
            found[name] = parameter
    return found


def _parameter(
    name: str, entries: list[Table], sources: Sources, units: tuple[str, ...], *, law: bool
) -> Parameter | None:
    document = entries[0].document
    before = len(document.complaints)
    read = [_version(entry, units) for entry in entries]
    told = len(document.complaints) > before
    bases = [sources.basis(entry) for entry in entries]
    for entry in entries:
        entry.end()
    kinds = [each.kind for _, each, _ in read if each is not None]
    if not kinds:
        if not told:
            entries[0].complain(
                "value", f"nothing tells what kind of figure {name!r} is", 'give between = ["…", "…"] or unit = "EUR"'
            )
        document.broken.add(name)
        return None
    kind = _common(kinds)
    known = [each for _, each, _ in read if each is not None and not isinstance(each.figure, Open)]
    keys = known[0].keys if known else ()
    words: frozenset[str] = frozenset().union(*(each.words for each in known))
    versions = []
    for entry, (span, each, closed), basis in zip(entries, read, bases, strict=True):
        if each is not None:
            _check_form(entry, each, kind, known)
        stands: Figure = Open(LEAST, MOST, why=Why.NOT_IN_FORCE)
        if each is not None:
            stands = each.figure
        elif not closed:
            stands = Open(Fraction(0), MOST)
        if isinstance(kind, Choice) and isinstance(stands, Open) and not stands.words:
            stands = Open(0, 0, kind.values, stands.why)
        versions.append(FigureVersion(period=span, figure=stands, basis=basis))
    periods = consecutive(entries, [version.period for version in versions])
    versions = [evolve(version, period=span) for version, span in zip(versions, periods, strict=True)]
    shape: TableShape | BandShape | None = None
    if keys:
        shape = TableShape(name, keys, kind)
    elif words:
        shape = BandShape(name, kind, words)
    return Parameter(name=name, kind=kind, shape=shape, versions=tuple(versions), law=law)


def _check_form(entry: Table, read: Read, kind: Kind, known: list[Read]) -> None:
    """Complain about a version that is of another kind than the others, or looked up in another way."""
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


def consecutive(entries: list[Table], periods: list[Period]) -> list[Period]:
    """End each open version where the next begins; complain about versions that overlap or leave a gap."""
    told = {complaint.key for entry in entries[:1] for complaint in entry.document.complaints}
    for number, (wrong, end) in gaps(periods).items():
        day = _day(end)
        if not told.isdisjoint(dotted((*entries[each].path, key)) for each in (number - 1, number) for key in _ENDS):
            continue
        if wrong == "overlap":
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


def _version(entry: Table, units: tuple[str, ...]) -> tuple[Period, Read | None, bool]:
    span = period(entry)
    entry.taken.add("value")
    value = entry.data.get("value")
    if value is None:
        entry.complain(None, "the key 'value' is missing", 'give a figure, or "unknown"', at_key=True)
        return span, None, False
    if value in ("unknown", "closed"):
        return span, _bounds(entry, units), value == "closed"
    try:
        return span, figure(value, units), False
    except Unreadable as error:
        entry.document.complain((*entry.path, "value", *error.path), error.says, error.instead)
        return span, None, False


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
    written = "0 %" if unit == "%" else f"{currency} 0 {per}".rstrip() if currency in CURRENCIES else f"0 {unit}"
    return Read(Open(Fraction(0), MOST), figure(written, units).kind)


def _common(kinds: list[Kind]) -> Kind:
    chosen = [kind for kind in kinds if isinstance(kind, Choice)]
    if len(chosen) == len(kinds):
        return Choice(frozenset().union(*(kind.values for kind in chosen)))
    return kinds[0]


def _same(one: Kind, other: Kind) -> bool:
    return one == other or (isinstance(one, Choice) and isinstance(other, Choice))

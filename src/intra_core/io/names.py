"""The names that vocabularies and measures share, but for figures: [set], [define], [label]."""

from collections.abc import Callable, Iterator

from intra_core.errors import did_you_mean
from intra_core.io.codes import expanded
from intra_core.io.document import Table
from intra_core.io.figures import step
from intra_core.io.parts import localized
from intra_core.model.text import LocalizedText
from intra_core.model.undertaking import NUTS
from intra_core.rules.kinds import Choice, Kind, Number
from intra_core.rules.scope import NamedSet
from intra_core.rules.vocabulary import Definition

ROUNDINGS = ("down", "up", "half-up")


def sets(table: Table | None) -> dict[str, NamedSet]:
    """Read the named sets of words and codes."""
    found: dict[str, NamedSet] = {}
    for name, key, holder in leaves(table, lambda value: bool(value.keys() <= {"nace", "nuts"})):
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
                table.document.complain(place, f"{code!r} is not a NUTS code", 'write it like "SI03"')
    else:
        members = tuple(f"{revision}:{code}" for revision in revisions.rest() for code in expanded(revisions, revision))
        scheme = "nace"
    table.end()
    return NamedSet(name, frozenset(members), scheme)


def leaves(table: Table | None, leaf: Callable[[dict[str, object]], bool]) -> Iterator[tuple[str, str, Table]]:
    """Give each named entry with its full name, also where names are nested tables; complain if one stands twice."""
    seen: set[str] = set()
    for name, key, holder in _leaves(table, leaf):
        if name in seen:
            holder.complain(key, f"{name!r} stands twice", "keep one", at_key=True)
        else:
            seen.add(name)
            yield name, key, holder


def _leaves(table: Table | None, leaf: Callable[[dict[str, object]], bool]) -> Iterator[tuple[str, str, Table]]:
    if table is None:
        return
    for key in table.rest():
        if not isinstance(table.data[key], dict) or leaf(table.data[key]):
            yield key, key, table
        else:
            for name, last, holder in _leaves(table.table(key), leaf):
                yield f"{key}.{name}", last, holder


def _holds_texts(value: dict[str, object]) -> bool:
    return any(isinstance(each, str) for each in value.values())


def labels(table: Table | None) -> dict[str, LocalizedText]:
    """Read the labels of names."""
    found = {}
    for name, key, holder in leaves(table, _holds_texts):
        text = localized(holder, key)
        if text is not None:
            found[name] = text
    return found


def definitions(table: Table | None) -> dict[str, tuple[Definition, Table]]:
    """Read the named amounts; what their rules mean is checked later."""
    found = {}
    for name, key, holder in leaves(table, _holds_texts):
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
        entry.complain("to", f"{written!r} is not a step to round to", instead)
        return None, None
    size, kind = read
    return (size.numerator, size.denominator), kind

"""The `[[change]]` tables of a vocabulary: which facts an applicant can change, in which direction, how hard it is."""

from collections.abc import Collection, Iterable, Mapping
from string import Formatter

from intra_core.errors import did_you_mean
from intra_core.io.document import Table, shown
from intra_core.io.parts import localized
from intra_core.rules.book import COSTS
from intra_core.rules.changes import ANY, APPLICATION, EFFORTS, PLACES, WAYS, Change
from intra_core.rules.kinds import MONEY, Choice, Day, Kind, Records, Text, YesNo, described, number_of
from intra_core.rules.vocabulary import FactEntry


def changes(
    tables: Iterable[Table], facts: Mapping[str, FactEntry], words: Collection[str], *, law: bool
) -> dict[tuple[str, str], Change]:
    """Read the changes.

    Args:
        tables: the tables.
        facts: the facts that they may be about.
        words: the words that have a label.
        law: whether they are the law's, which has a word on the sum of costs.
    """
    kinds = {name: entry.kind for name, entry in facts.items()}
    if law:
        kinds[COSTS] = number_of(MONEY)
    found: dict[tuple[str, str], Change] = {}
    for table in tables:
        change = _change(table, kinds, words)
        if change is None:
            continue
        if (change.fact, change.way) in found:
            table.complain("way", f"{change.fact!r} has the way {change.way!r} twice", "keep one")
        found[change.fact, change.way] = change
    return found


def _change(table: Table, kinds: Mapping[str, Kind], words: Collection[str]) -> Change | None:
    fact, way = table.text("fact", required=True), table.text("way", required=True)
    effort = table.text("effort", required=True, give='effort = "days", "weeks" or "months"')
    says, chosen, added = localized(table, "says", required=True), table.texts("words"), table.table("with")
    table.end()
    kind = kinds.get(fact or "")
    if fact is not None and kind is None:
        table.complain("fact", f"unknown fact {fact!r}", did_you_mean(fact, kinds))
    if way is not None and way not in WAYS:
        table.complain("way", f"unknown way {way!r}", did_you_mean(way, WAYS))
        way = None
    if way is not None and kind is not None and not isinstance(kind, WAYS[way]):
        fitting = [each for each, of in WAYS.items() if isinstance(kind, of)]
        table.complain("way", f"{fact!r} is {described(kind)}, which has no way {way!r}", did_you_mean(way, fitting))
        way = None
    if effort is not None and effort not in EFFORTS:
        table.complain("effort", f"unknown effort {effort!r}", did_you_mean(effort, EFFORTS))
        effort = None
    for language, text in says.texts.items() if says is not None else ():
        for place in _unknown_places(text):
            known = ", ".join(f"{{{each}}}" for each in sorted(PLACES))
            table.document.complain((*table.path, "says", language), f"nothing fills in {{{place}}}", f"known: {known}")
    if way is not None and isinstance(kind, Choice):
        _words(table, chosen, kind.values or words)
    elif chosen:
        table.complain("words", "only the way 'words' has words", "leave them out", at_key=True)
    record: dict[str, object] = {}
    if added is not None and way == "add" and isinstance(kind, Records):
        record = {key: added.data[key] for key in added.rest() if _told(added, key, kind, words)}
    elif added is not None and kind is not None and way is not None:
        table.complain("with", "only the way 'add' says what is added", "leave it out", at_key=True)
    if fact is None or kind is None or way is None or effort is None or says is None:
        return None
    return Change(fact=fact, way=way, effort=EFFORTS.index(effort) + 1, says=says, words=chosen, record=record)


def _unknown_places(text: str) -> list[str]:
    try:
        named = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return [text]
    return [name for name in named if name not in PLACES]


def _words(table: Table, chosen: tuple[str, ...], known: Collection[str]) -> None:
    if not chosen and "words" not in table:
        table.complain(None, "the key 'words' is missing", 'give words = ["…"]: what it may change to', at_key=True)
    for word in chosen:
        if word not in known:
            table.complain("words", f"unknown word {word!r}", did_you_mean(word, known))


def _told(added: Table, key: str, kind: Records, words: Collection[str]) -> bool:
    """Say whether an added record can say this, and complain if not."""
    told = added.data[key]
    match kind.fields.get(key):
        case None:
            added.complain(key, f"unknown field {key!r}", did_you_mean(key, kind.fields), at_key=True)
            return False
        case YesNo():
            fits, instead = isinstance(told, bool), "write true or false"
        case Day():
            fits, instead = told == APPLICATION, f'write "{APPLICATION}": the day of application'
        case Text():
            fits, instead = isinstance(told, str), "write a text: a name that no other record has"
        case Choice() as choice:
            fits = told == ANY or told in (choice.values or words)
            instead = f'write one of its words, or "{ANY}": each word that a measure asks for'
        case _:
            fits, instead = False, "leave it out: only yes or no, words, texts and days are said of what is added"
    if not fits:
        added.complain(key, f"{shown(told)} cannot be said of what is added", instead)
    return fits

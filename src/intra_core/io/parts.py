"""What every kind of file has: texts in languages, sources with marks, days and periods."""

import enum
import json
from collections.abc import Iterator, Mapping
from typing import TypeVar

from attrs import frozen

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.document import Table, shown
from intra_core.model.days import Daymark, Period
from intra_core.model.measure import Described
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis, Mark, Source

E = TypeVar("E", bound=enum.Enum)

MARKS = {mark.value: mark for mark in Mark}
GIVE_MARK = f"mark = {', '.join(repr(mark) for mark in MARKS)}: how this is known".replace("'", '"')


@frozen
class Sources:
    """The sources of a file by their keys."""

    known: Mapping[str, Source]

    @classmethod
    def of(cls, root: Table) -> "Sources":
        """Read the `[source.…]` tables of a file."""
        known = {}
        for key, entry in root.named_tables("source"):
            title = entry.text("title", required=True)
            known[key] = Source(
                id=key,
                title=title or key,
                address=entry.text("address"),
                article=entry.text("article"),
                read=entry.day("read", required=True),
            )
            entry.end()
        return cls(known)

    def basis(self, table: Table) -> Basis:
        """Take `source`, `mark`, `article`, `row` and `note` from a table; the first two must stand there."""
        keys = ", ".join(self.known) or "none so far"
        name = table.text("source", required=True, give=f'source = "…", a key of [source]: {keys}')
        source = self.known.get(name) if name else None
        if name and source is None:
            table.complain("source", f"unknown source {name!r}", did_you_mean(name, self.known))
        written = table.text("mark", required=True, give=GIVE_MARK)
        mark = MARKS.get(written or "")
        if written and mark is None:
            table.complain("mark", f"unknown mark {written!r}", did_you_mean(written, MARKS))
        return Basis(
            mark=mark or Mark.ASSUMED,
            source=source,
            article=table.text("article"),
            rows=table.texts("row"),
            note=table.text("note"),
        )


def localized(table: Table, key: str, *, required: bool = False) -> LocalizedText | None:
    """Take a text in several languages; English must be there."""
    alone = table.data.get(key)
    if isinstance(alone, str):
        table.taken.add(key)
        table.complain(
            key, "the language of the text is missing", f"write {{ en = {json.dumps(alone, ensure_ascii=False)} }}"
        )
        return None
    inner = table.table(key, required=required, give='{ en = "…" }')
    if inner is None:
        return None
    texts = {language: text for language in inner.rest() if (text := inner.text(language))}
    if "en" not in texts:
        inner.complain(None, "the English text is missing", 'give en = "…"', at_key=True)
        return None
    return LocalizedText(texts)


def word_of(table: Table, key: str, words: type[E], *, required: bool = False) -> E | None:
    """Take one word of a closed list."""
    known = {each.value: each for each in words}
    written = table.text(key, required=required, give=f"one of {', '.join(known)}")
    if written and written not in known:
        table.complain(key, f"unknown word {written!r}", did_you_mean(written, known))
    return known.get(written or "")


def words_of(table: Table, key: str, words: type[E]) -> tuple[E, ...]:
    """Take one or several words of a closed list, each once."""
    return tuple(dict.fromkeys(_words_of(table, key, words)))


def _words_of(table: Table, key: str, words: type[E]) -> Iterator[E]:
    known = {each.value: each for each in words}
    for number, written in enumerate(table.texts(key)):
        if written in known:
            yield known[written]
        else:
            listed = isinstance(table.data[key], list)
            path = (*table.path, key, number) if listed else (*table.path, key)
            table.document.complain(path, f"unknown word {written!r}", did_you_mean(written, known))


def positive(table: Table, key: str, *, required: bool = False) -> int | None:
    """Take a whole number that is at least one."""
    number = table.take(key, int, wanted="a whole number", required=required)
    if number is not None and number < 1:
        table.complain(key, f"{number} is below one", "write a whole number, like 7")
        return None
    return number


def described(root: Table, sources: Sources) -> tuple[Described, ...]:
    """Take the `[[described]]` tables: what a source says and nothing here decides."""
    found = []
    for table in root.tables("described"):
        title, says = localized(table, "title"), localized(table, "says", required=True)
        name, basis = table.text("id"), sources.basis(table)
        table.end()
        if says is not None:
            found.append(Described(id=name, title=title, says=says, basis=basis))
    return tuple(found)


def plural_forms(table: Table) -> Mapping[str, tuple[str, ...]]:
    """Read the plural forms of a unit by language."""
    forms = {language: table.texts(language) for language in table.rest()}
    if not forms.get("en"):
        table.complain(None, "the English forms are missing", 'give en = ["…", "…"]', at_key=True)
    return forms


def daymark(table: Table, key: str) -> Daymark | None:
    """Take a day that may be inexact."""
    table.taken.add(key)
    if key not in table.data:
        return None
    try:
        return Daymark.parse(table.data[key])
    except Unreadable as error:
        written = table.data[key]
        table.complain(key, error.says.replace(repr(written), shown(written)), error.instead)
        return None


def period(table: Table) -> Period:
    """Take `since` and `until`."""
    since, until = daymark(table, "since"), daymark(table, "until")
    if since is not None and until is not None and until.late < since.early:
        table.complain("until", "the period ends before it begins")
    return Period(since or Daymark(1, 1), until)

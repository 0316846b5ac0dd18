"""A case file, TOML or JSON: to cases, with every fault told at its place and what to write instead."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from intra_core.errors import did_you_mean
from intra_core.io.document import Document, Table
from intra_core.io.examples import check_expected, merged
from intra_core.io.parts import Sources
from intra_core.io.vocabulary_file import schema
from intra_core.provenance import Source
from intra_core.rules.measure import Example
from intra_core.testing.cases.case import Case
from intra_core.testing.cases.given import check_given
from intra_core.testing.cases.subjects import Subject, Subjects
from intra_core.testing.clock import refuse_to_come

KIND = "cases"
COMMON = ("measure", "author", "written", "source", "article")
"""What `[all]` may say for every case that does not say it itself."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def cases_in(document: Document, subjects: Subjects) -> tuple[Case, ...]:
    """Read a case file; complaints go to the document.

    Args:
        document: the file.
        subjects: the measures it may be about.
    """
    if document.form == "json":
        document.tree = with_days(document.tree)
    root = document.root()
    schema(root)
    kind = root.text("kind", required=True, give=f'kind = "{KIND}", which tells a case file from others')
    if kind is not None and kind != KIND:
        root.complain("kind", f"{kind!r} is not the kind of a case file", f'write kind = "{KIND}"')
    sources = Sources.of(root)
    common = root.table("all") or Table(document, ("all",), {})
    reader = _Reader(document, common, sources, subjects)
    reader.check_common()
    tables = root.tables("case")
    if not tables:
        root.complain(None, "there is no case", "give one [[case]] for each", at_key=True)
    found = tuple(reader.cases(tables))
    root.end()
    return found


def with_days(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Read the days of a case file in JSON, which has none: `on`, `written` and `read`; facts keep theirs as written.

    >>> with_days({"case": [{"on": "2024-09-02", "given": {"project": {"submitted": "2024-08-01"}}}]})
    {'case': [{'on': datetime.date(2024, 9, 2), 'given': {'project': {'submitted': '2024-08-01'}}}]}
    """

    def read(table: object) -> object:
        if not isinstance(table, dict):
            return table
        return {key: day_in(told) if key in ("on", "written", "read") else told for key, told in table.items()}

    found = dict(tree)
    if isinstance(found.get("case"), list):
        found["case"] = [read(each) for each in found["case"]]
    if isinstance(found.get("source"), dict):
        found["source"] = {key: read(each) for key, each in found["source"].items()}
    if "all" in found:
        found["all"] = read(found["all"])
    return found


def day_in(told: object) -> object:
    """Read a text that is a day; anything else stays as it is.

    >>> day_in("2024-09-02"), day_in("unknown")
    (datetime.date(2024, 9, 2), 'unknown')
    """
    try:
        return dt.date.fromisoformat(told) if isinstance(told, str) and _DAY.fullmatch(told) else told
    except ValueError:
        return told


@frozen(eq=False)
class _Reader:
    """Reads the cases of one file, one after another: a case may be like one before it."""

    document: Document
    common: Table
    sources: Sources
    subjects: Subjects

    def check_common(self) -> None:
        """Complain of what no case could have from `[all]`, also where every case says it itself."""
        for key in COMMON:
            if key == "written":
                refuse_to_come(self.common, key, self.common.day(key), key, self.subjects.today)
            elif key == "measure":
                self._subject(self.common)
            elif key != "source":
                self.common.text(key)
        name = self.common.text("source")
        if name is not None and "measure" in self.common:
            self._source(self.common, name, self.subjects.by_id.get(str(self.common.data["measure"])))
        self.common.end()

    def cases(self, tables: Iterable[Table]) -> Iterator[Case]:
        """Read the cases."""
        before: dict[tuple[str, str], Example] = {}
        names: set[tuple[str, str]] = set()
        for table in tables:
            faults = len(self.document.complaints)
            name = table.text("name", required=True) or "?"
            subject = self._subject(self._holder(table, "measure", 'measure = "slovenia.forum", the one it is about'))
            author = self._holder(table, "author", 'author = "…", who wrote the case').text("author")
            written = self._holder(table, "written", "written = 2026-11-23, the day it was written").day("written")
            if "written" in table:
                refuse_to_come(table, "written", written, "written", self.subjects.today)
            source = self._source_of(table, subject)
            measure = subject.rules.identity.id if subject is not None else "?"
            example = self._example(table, name, subject, before, names)
            table.end()
            if (measure, name) in names and "name" in table and subject is not None:
                table.complain("name", f"two cases of {measure} are called {name!r}")
            names.add((measure, name))
            if example is not None:
                before[measure, name] = example
            if len(self.document.complaints) > faults or example is None:
                continue
            yield Case(
                measure=measure,
                example=example,
                origin="case",
                file=self.document.name,
                line=self.document.line(table.path),
                author=author,
                written=written,
                source=source,
            )

    def _holder(self, table: Table, key: str, give: str) -> Table:
        """Give the table that says something of a case: its own, or that of all; complain if neither does."""
        table.taken.add(key)
        if key in table:
            return table
        if key not in self.common:
            table.complain(None, f"the key '{key}' is missing", f"give {give}, here or in [all]", at_key=True)
            return Table(self.document, table.path, {})
        return self.common

    def _subject(self, holder: Table) -> Subject | None:
        name = holder.text("measure")
        subject = self.subjects.by_id.get(name) if name else None
        if name and subject is None:
            holder.complain("measure", f"no measure {name!r}", did_you_mean(name, self.subjects.by_id))
        return subject

    def _source_of(self, table: Table, subject: Subject | None) -> Source | None:
        keys = ", ".join({**self.sources.known, **(subject.sources if subject is not None else {})}) or "none so far"
        holder = self._holder(table, "source", f'source = "…", a key of [source] ({keys})')
        name = holder.text("source")
        source = self._source(holder, name, subject) if name else None
        article = table.text("article") or (self.common.text("article") if holder is self.common else None)
        return evolve(source, article=article) if source is not None and article else source

    def _source(self, holder: Table, name: str, subject: Subject | None) -> Source | None:
        known = {**(subject.sources if subject is not None else {}), **self.sources.known}
        if name not in known and subject is not None:
            holder.complain("source", f"unknown source {name!r}", did_you_mean(name, known))
        return known.get(name)

    def _example(
        self,
        table: Table,
        name: str,
        subject: Subject | None,
        before: Mapping[tuple[str, str], Example],
        names: Iterable[tuple[str, str]],
    ) -> Example | None:
        like = table.text("like")
        of = subject.rules.identity.id if subject is not None else "?"
        base = before.get((of, like)) if like else None
        if like and base is None and (of, like) not in names and subject is not None:
            known = [each for measure, each in before if measure == of]
            table.complain("like", f"no case before this one of {of} is called {like!r}", did_you_mean(like, known))
        given = table.take("given", dict, wanted="a table of facts") or {}
        expect = table.take("expect", dict, wanted="a table", required=True, give="expect = { verdict = … }")
        on = table.day("on", required=not like) or (base.on if base is not None else None)
        if expect is not None and not expect:
            table.complain("expect", "nothing is expected", 'give at least verdict = "eligible"')
        if subject is None or on is None or (like and base is None):
            return None
        check_expected(table, expect or {}, subject.can)
        facts = merged(base.given, given) if base is not None else given
        if not check_given(self.document, (*table.path, "given"), facts, on, subject):
            return None
        return Example(name=name, on=on, given=facts, expect=expect or {})

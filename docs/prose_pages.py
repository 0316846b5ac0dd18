"""The pages for native readers: every sentence in a language, each with a box to mark and an id that stays."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import prose_dossier as dossier
from rows import DOCS, region_of, regions

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.explanation import Explanation
from intra_core.assessment.measure import Measure
from intra_core.assessment.values import mark_to_iso
from intra_core.handbook import project_frame
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.days import FIRST
from intra_core.model.text import LocalizedText
from intra_core.regions.host import Loaded
from intra_core.regions.region import Region
from intra_core.rules.payment import SOMETHING
from intra_core.rules.vocabulary import Vocabulary
from intra_core.texts import LANGUAGES, record, table, tables

FOLDER = DOCS / "prose"
HEAD = """\
# Texts in {name}

Everything that intra-core says in {name} ({code}), for a native speaker to read: {who}. A box is marked as `[x]` once
its sentence has been read and is right; `python docs/generate.py` writes this page anew, keeps the mark of what has not
changed, and takes it from what has. The word behind a box says which text it is, and stays when the text changes.

Put right what is wrong where it stands: sentences in `src/intra_core/rules/languages`, the program's own words in
`src/intra_core/texts/{code}.toml`, the law's names in `src/intra_core/law/texts/{code}.toml` (the English ones in
`src/intra_core/law/vocabulary.toml`), what the project says in `src/intra_core/handbook`, a region's in its own files.
Whoever has read the whole page enters name and day under `read` in `src/intra_core/texts/{code}.toml`: answers in
{name} then no longer say that nobody has read them.
"""
_BOX = re.compile(r"- \[x\] (.*)", re.IGNORECASE)

Text = dossier.Text


def pages() -> dict[str, str]:
    """Write a page for each language, by its place in the checkout; marks are kept from the page that is there."""
    return {f"docs/prose/{code}.md": page(code, FOLDER / f"{code}.md") for code in sorted(LANGUAGES)}


def page(code: str, there: Path) -> str:
    """Write the page of a language; what is marked in the file that is there, and unchanged, stays marked."""
    marked = set(_BOX.findall(there.read_text("utf-8"))) if there.is_file() else set()
    parts = [HEAD.format(name=record(code).name, code=code, who=_readers(code))]
    for level, title, texts in _sections(code):
        lines = [f"`{name}` {_escaped(text)}" for name, text in texts]
        if lines or level < 3:  # noqa: PLR2004 (a measure without sentences is left out)
            parts += ["", f"{'#' * level} {title}", ""]
            parts += [f"- [{'x' if line in marked else ' '}] {line}" for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).rstrip() + "\n"


def _readers(code: str) -> str:
    known = record(code)
    read = ", ".join(f"{each.by} on {each.on}" for each in known.read)
    if read:
        return f"read by {read}"
    return "they were made by a machine and nobody has read them yet" if known.unread else "the project's own language"


def _sections(code: str) -> Iterator[tuple[int, str, list[Text]]]:
    yield 2, "The program's own words", []
    for name in tables():
        yield 3, name, [(f"{name}/{key}", text) for key, text in table(code, name).items()]
    yield 2, "The law that the regions share", []
    law = law_vocabulary()
    yield 3, "Facts and questions", list(_facts(law, code))
    yield 3, "Words", [(f"word/{word}", text.in_language(code)) for word, text in law.words.items()]
    yield 3, "Units", [(f"unit/{unit}", ", ".join(law.unit_forms(unit, code))) for unit in law.units]
    yield 3, "Names", [(f"name/{name}", text.in_language(code)) for name, text in law.labels.items()]
    yield 3, "What would help", list(_advice(law, code))
    yield 3, "How the law's amounts are worked out", list(_amounts(code))
    yield 2, "The project that the regions were part of", list(dossier.of_project(project_frame(), code))
    for region in _regions():
        if code == "en" or code in region.languages:
            yield 2, region.title.in_language(code), list(_names(region, code))
            yield 3, "The region itself", list(dossier.of_region(region, code))
            yield 3, "Good practices", list(dossier.of_practices(region, code))
            yield 3, "Action plan", list(dossier.of_plan(region, code))
            yield 3, "Institutions", list(dossier.of_institutions(region, code))
            for measure in _catalogue().of_region(region.id):
                told = measure.explain(code, _day(measure))
                texts = [*_measure(told, measure, code), *_calls_and_sets(told, measure, region, code)]
                yield 3, f"{_escaped(told.title)} ({measure.id})", texts


@cache
def _regions() -> tuple[Region, ...]:
    return tuple(map(region_of, regions()))


@cache
def _catalogue() -> Catalogue:
    loaded = tuple(Loaded(region=each, distribution="", version="") for each in _regions())
    return Catalogue(regions=loaded, quarantined=())


def _facts(words: Vocabulary, code: str, law: Vocabulary | None = None) -> Iterator[Text]:
    """Give the label and question of each fact, but for those of the law."""
    for name, fact in words.facts.items():
        if law is None or name not in law.facts:
            if fact.label.has(code):
                yield f"fact/{name}", fact.label.in_language(code)
            if fact.question.has(code):
                yield f"question/{name}", fact.question.in_language(code)


def _advice(words: Vocabulary, code: str, law: Vocabulary | None = None) -> Iterator[Text]:
    """Give what tells an applicant to change each fact, but for those of the law."""
    for (fact, way), change in words.changes.items():
        if (law is None or (fact, way) not in law.changes) and change.says.has(code):
            yield f"change/{fact} {way}", change.says.in_language(code)


def _names(region: Region, code: str) -> Iterator[Text]:
    """Give what a region adds to the law: its facts, words, units and names."""
    law, own = law_vocabulary(), region.vocabulary
    yield from ((f"{region.id}/{name}", text) for name, text in _facts(own, code, law))
    for kind, texts, known in (("word", own.words, law.words), ("name", own.labels, law.labels)):
        for name, text in texts.items():
            if text.has(code) and not _same(text, known.get(name), code):
                yield f"{region.id}/{kind}/{name}", text.in_language(code)
    yield from ((f"{region.id}/{name}", text) for name, text in _advice(own, code, law))
    for unit, forms in own.units.items():
        if code in forms and forms.get(code) != law.units.get(unit, {}).get(code):
            yield f"{region.id}/unit/{unit}", ", ".join(forms[code])


def _same(text: LocalizedText, other: LocalizedText | None, code: str) -> bool:
    return other is not None and text.in_language(code) == other.in_language(code)


def _amounts(code: str) -> Iterator[Text]:
    """Say each amount that the law works out once, with its figures by name."""
    found: dict[str, str] = {}
    for measure in _catalogue():
        for each in measure.explain(code).amounts:
            if each.name in measure.vocabulary.law:
                found.setdefault(f"amount/{each.name}", f"{each.label}: {each.says}")
    yield from found.items()


def _measure(told: Explanation, measure: Measure, code: str) -> Iterator[Text]:
    """Give every sentence of a measure that is there in the language, with its figures of the day."""
    law = measure.vocabulary.law
    texts = [("title", told.title if measure.title.has(code) else "")]
    own = [each for each in told.conditions if each.id != SOMETHING]  # the library's sentence stands among its answers
    for kind, statements in (("condition", own), ("duty", told.duties), ("described", told.described)):
        for number, each in enumerate(statements):
            since = each.period.since
            version = f"@{mark_to_iso(since)}" if since.late > FIRST else ""
            texts.append((f"{kind}/{each.id or number + 1}{version}", each.says))
            if each.due is not None:
                texts.append((f"{kind}/{each.id}{version}/until", each.due))
    texts += [("costs", told.costs.says if told.costs is not None else ""), ("award", told.award or "")]
    texts += [("in kind", told.in_kind or "")]
    for number, (after, amount) in enumerate(told.instalments):
        texts.append((f"instalment/{number + 1}", f"{after}: {amount}"))
    texts += [(f"amount/{each.name}", f"{each.label}: {each.says}") for each in told.amounts if each.name not in law]
    texts += [(f"figure/{each.name}", each.label) for each in told.figures if each.name not in law]
    yield from ((f"{measure.id}/{name}", text) for name, text in texts if text and not text.endswith("[en]"))


def _calls_and_sets(told: Explanation, measure: Measure, region: Region, code: str) -> Iterator[Text]:
    """Give the texts of a measure's calls, and the names that stand in its sentences only."""
    yield from dossier.of_calls(measure.identity.calls, code, f"{measure.id}/call")
    named = {*region.vocabulary.labels, *(each.name for each in (*told.figures, *told.amounts))}
    for name, text in measure.vocabulary.labels.items():
        if name not in named and name not in measure.vocabulary.law and text.has(code):
            yield f"{measure.id}/name/{name}", text.in_language(code)


def _day(measure: Measure) -> dt.date | None:
    """Give the day whose figures stand in the sentences: the last opening that is known."""
    days = [call.opens.late for call in measure.identity.calls if call.opens is not None]
    return dt.date.fromordinal(max(days)) if days else None


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)

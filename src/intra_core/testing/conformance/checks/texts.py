"""What people read of a region: texts, sources and marks."""

import re
from collections.abc import Iterator
from typing import Any

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.measure import CALL
from intra_core.io.document import Document, dotted
from intra_core.io.places import Path
from intra_core.provenance import Basis, Mark
from intra_core.rules.payment import SOMETHING
from intra_core.testing.conformance.check import Breach, of_measure, of_region
from intra_core.testing.conformance.examined import Examined, ExaminedMeasure

ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
PLACE = re.compile(r"\{[a-z_]*\}")
RAW = re.compile(r"(?<![\w./@-])[a-z]+_[a-z_]+\b|\b(?:undertaking|project|event|costs|aid|sizes|call)\.[a-z_]+")


def texts_of(document: Document) -> Iterator[tuple[Path, dict[str, str]]]:
    """Give every text in languages of a file, with the way to it."""
    waiting: list[tuple[Path, Any]] = [((), document.tree)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            if "en" in value and all(isinstance(each, str) for each in value.values()):
                yield path, value
            else:
                waiting += (((*path, key), each) for key, each in value.items())
        elif isinstance(value, list):
            waiting += (((*path, number), each) for number, each in enumerate(value))


@of_region(
    "texts.languages",
    sentence="Every text of a region is there in each of its languages: in region.toml, the vocabulary, measures, "
    "practices, the plan and the institutions.",
    why="Where a text is missing people read English in the middle of a page in their own language.",
    mend="write the text in that language",
    level="gold",
)
def in_every_language(examined: Examined) -> Iterator[Breach]:
    """Look through every file for texts that lack a language of the region."""
    wanted = examined.loaded.region.languages if examined.loaded is not None else ()
    for file, document in examined.documents.items():
        for path, texts in texts_of(document):
            lacking = [each for each in wanted if each not in texts and each != "en"]
            if lacking and _is_prose(texts["en"]):
                yield examined.breach(f"{dotted(path)} has no {', '.join(lacking)}", file, path)


def _is_prose(text: str) -> bool:
    """Say whether a text is one to translate: a name of capitals, digits and signs alone is the same everywhere."""
    return any(each.islower() for each in text)


@of_region(
    "texts.places",
    sentence="A text has no place left to be filled in, but the sentences of changes.",
    why="An applicant would read `{to}` where a figure belongs.",
    mend="write the word itself",
    level="silver",
)
def no_places_left(examined: Examined) -> Iterator[Breach]:
    """Look for braces in texts."""
    for file, document in examined.documents.items():
        for path, texts in texts_of(document):
            for language, text in texts.items():
                if path[:1] != ("change",) and (found := PLACE.search(text)):
                    yield examined.breach(f"{dotted(path)} ({language}) has {found[0]!r} in it", file, path)


@of_measure(
    "texts.sentences",
    sentence="Every condition, figure and award is read out without a raw name in it.",
    why="`undertaking.headcount` is a name of ours; an applicant has never seen it.",
    mend="give the name a label, or the condition a `says`",
    level="silver",
)
def no_raw_names(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Read the measure out in English and look for names with dots and underscores."""
    told = examined.measure.explain("en")
    for each in told.conditions:
        if found := RAW.search(each.says):
            yield examined.breach(f"{each.id!r} is read out with {found[0]!r}", examined.condition(each.id))
    for figure in told.figures:
        if RAW.fullmatch(figure.label):
            yield examined.breach(
                f"the figure {figure.name!r} is read out as {figure.label!r}", ("parameter", figure.name)
            )


@of_measure(
    "texts.conditions-differ",
    sentence="No two conditions of a measure read the same.",
    why="An applicant is refused twice for one reason, or one of the two says something else than it does.",
    mend="drop one, or correct its `says`",
    level="silver",
)
def conditions_differ(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Compare the sentences of conditions that may hold on one day."""
    seen: dict[str, str] = {}
    for condition in examined.measure.explain("en").conditions:
        before = seen.setdefault(condition.says, condition.id)
        if before != condition.id:
            yield examined.breach(f"{condition.id!r} reads as {before!r} does", examined.condition(condition.id))


@of_region(
    "sources.address",
    sentence="The address of a source is one that a browser can open.",
    why="Whoever doubts a figure looks it up.",
    mend='write address = "https://…", or leave it out and give the title of the paper',
    level="silver",
)
def addresses_open(examined: Examined) -> Iterator[Breach]:
    """Look at the form of each address; nothing is fetched."""
    for file, key, source in _sources(examined):
        address = source.get("address")
        if isinstance(address, str) and not ADDRESS.fullmatch(address):
            yield examined.breach(f"{address!r} is no address", file, ("source", key, "address"))


def _sources(examined: Examined) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file, document in examined.documents.items():
        for key, source in document.tree.get("source", {}).items():
            yield file, key, source


@of_measure(
    "sources.assumed-note",
    sentence="What is assumed says why it was assumed.",
    why="An assumed figure is shown with every answer; without its reason nobody can judge it.",
    mend='give note = "…" beside mark = "assumed"',
    level="silver",
)
def assumed_says_why(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look for a note beside every assumed mark of the measure."""
    for path, basis in bases_of(examined):
        if basis.mark is Mark.ASSUMED and not basis.note:
            yield examined.breach(f"{dotted(path)} is assumed, and no note says why", path)


@of_measure(
    "sources.reason",
    sentence="Every reason of an answer rests on a source, but that no call was found and that nothing is left to pay.",
    why="A refusal without its ground cannot be contested, nor defended.",
    mend="give the condition a source",
    level="bronze",
)
def reasons_have_sources(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Read the reasons of answers of each kind."""
    told: set[str] = set()
    for drawn in examined.told_apart:
        for reason in drawn.assessment.reasons:
            known = reason.condition != CALL or drawn.assessment.dated.call.call is not None
            if known and not reason.sources and reason.condition not in {*told, SOMETHING}:
                told.add(reason.condition)
                yield examined.breach(
                    f"the reason {reason.condition!r} cites nothing", examined.condition(reason.condition)
                )


@of_measure(
    "sources.shown-as-assumed",
    sentence="An answer that rests on an assumed rule, figure or call says so.",
    why="Nobody may take for certain what we took for granted.",
    mend="report it: the library tells what is assumed from the marks of the file",
    level="bronze",
)
def assumed_is_told(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Look in each answer for what its clauses, their figures and its call assume."""
    told: set[str] = set()
    for drawn in examined.told_apart:
        answer = drawn.assessment
        said = {each.value if each.what == CALL else each.what for each in answer.assumed}
        for what, name, path in _assumed(examined, answer):
            if name not in said | told:
                told.add(name)
                yield examined.breach(f"the assumed {what} {name!r} is not told as assumed", path)


def _assumed(examined: ExaminedMeasure, answer: Assessment) -> Iterator[tuple[str, str, Path]]:
    """Give what an answer rests on that is marked `assumed`: what it is, its name and the way to it."""
    dated, parameters = answer.dated, answer.measure.rules.book.parameters
    call = dated.call.call
    if call is not None and call.basis.mark is Mark.ASSUMED:
        yield "call", call.id, ("call",)
    for clause in dated.edition.clauses:
        bases = [clause.duty.basis] if clause.duty is not None else [version.basis for version in clause.versions]
        if any(basis.mark is Mark.ASSUMED for basis in bases):
            yield "condition", clause.id, examined.condition(clause.id)
        for name in (each for each in clause.figures if each in parameters):
            in_force = () if parameters[name].law else parameters[name].in_force(answer.terms_day)
            if any(version.basis.mark is Mark.ASSUMED for version in in_force):
                yield "figure", name, ("parameter", name)


def bases_of(examined: ExaminedMeasure) -> Iterator[tuple[Path, Basis]]:
    """Give what every statement of a measure rests on, with the way to it."""
    identity, book = examined.measure.identity, examined.measure.rules.book
    for place, call in enumerate(identity.calls):
        yield ("call", place), call.basis
        if call.costs_basis is not None:
            yield ("call", place, "costs"), call.costs_basis
    own = examined.tree.get("parameter", {})
    for name, parameter in book.parameters.items():
        if name in own:
            for place, version in enumerate(parameter.versions):
                yield ("parameter", name, place), version.basis
    for condition in book.conditions:
        path = examined.condition(condition.id)
        if path[0] == "condition":
            yield from ((path, version.basis) for version in condition.versions)
    for duty in book.duties:
        yield examined.condition(duty.id), duty.basis
    if book.state_aid is not None:
        yield ("state_aid",), book.state_aid.basis


CHECKS = (
    in_every_language,
    no_places_left,
    no_raw_names,
    conditions_differ,
    addresses_open,
    assumed_says_why,
    reasons_have_sources,
    assumed_is_told,
)

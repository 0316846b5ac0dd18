"""Round trips: what is written and read again says the same."""

import io
import json
from collections.abc import Iterator
from importlib import resources

from intra_core.assessment.answer import SCHEMA
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.template import template
from intra_core.errors import WrongInput
from intra_core.io.application_file import application
from intra_core.io.decode import document_from
from intra_core.io.document import Document
from intra_core.io.layout import laid_out
from intra_core.regions.attempts import named
from intra_core.regions.compiled import pickled, unpickled
from intra_core.regions.reading import measure_in
from intra_core.testing.conformance.check import Breach, of_measure, of_region
from intra_core.testing.conformance.drawing import Drawn
from intra_core.testing.conformance.examined import Examined, ExaminedMeasure, shown
from intra_core.testing.conformance.schema import faults
from intra_core.testing.toml_text import in_json


@of_measure(
    "round-trips.file",
    sentence="A measure that answers is the one that its file says.",
    why="Lawyers review the file; a plug-in that changes it in Python decides by what nobody has read.",
    mend="write the change into the measure's TOML file; intra_region() only reads the folder",
)
def as_its_file(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Read the file again and compare what it says with what is asked."""
    document = examined.region.documents.get(examined.measure.identity.file)
    if document is None or examined.region.loaded is None:
        yield examined.breach("there is no file that it was read from")
        return
    read = measure_in(Document(document.name, document.text, document.tree, "toml"), examined.region.loaded.region)
    mine, file = examined.measure.rules, read
    same = {
        "digest": mine.identity.digest == file.identity.digest,
        "calls": mine.identity.calls == file.identity.calls,
        "conditions": mine.book.conditions == file.book.conditions,
        "award": mine.book.award == file.book.award,
        "duties": mine.book.duties == file.book.duties,
        "figures": dict(mine.book.parameters) == dict(file.book.parameters),
        "state aid": mine.book.state_aid == file.book.state_aid,
    }
    for what, is_same in same.items():
        if not is_same:
            yield examined.breach(f"its {what} are not those of its file")


@of_region(
    "round-trips.layout",
    sentence="The files of a region stand in the one canonical layout.",
    why="So a change of a rule is a diff of that rule.",
    mend="run intra fmt on the file",
    level="silver",
)
def laid_out_already(examined: Examined) -> Iterator[Breach]:
    """Lay every file out anew."""
    for file, document in examined.documents.items():
        fresh = laid_out(document.text)
        if fresh is not None and fresh != document.text:
            yield examined.breach("it is not laid out", file)


@of_region(
    "round-trips.kept",
    sentence="A region can be kept for the next process, and answers the same from there.",
    why="To read it anew takes far longer than to ask it; what cannot be kept is read at every start.",
    mend="let intra_region() give what read_region() gives",
)
def kept_alike(examined: Examined) -> Iterator[Breach]:
    """Keep it in memory as it is kept on disk, take it again and compare."""
    if examined.loaded is None:
        return
    try:
        held = pickled(examined.loaded.region)
        region = unpickled(io.BytesIO(held), examined.loaded.region.vocabulary.functions)
    except Exception as error:  # noqa: BLE001 (an object of the plug-in's own may raise anything)
        yield examined.breach(f"it cannot be kept: {named(error)}", examined.file("__init__.py"))
        return
    again = Catalogue(regions=(type(examined.loaded)(region=region, distribution="", version=""),), quarantined=())
    for each in examined.measures:
        measure = again.by_id.get(each.measure.id)
        if measure is None:
            yield each.breach("taken again it is not there")
            continue
        for answer in each.starts[:1]:
            told = measure.decide_told(answer.application, dict(answer.facts), answer.foreign)
            if (told.verdict, told.amount, told.unmet) != (answer.verdict, answer.amount, answer.unmet):
                yield each.breach(f"taken again it is {told.verdict.value}, not {answer.verdict.value}")


@of_measure(
    "round-trips.application",
    sentence="An application says the same as TOML and as JSON.",
    why="Portals send JSON, offices write TOML; both are the same applicant.",
    mend="report it; if the fact is the region's own, see its type and key in vocabulary.toml",
)
def application_both_ways(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Write what each example gives as JSON and read it with the region's own reader."""
    measure = examined.measure
    for example in measure.examples:
        given = {"region": measure.region, "on": example.on, **example.given}
        try:
            document = document_from(json.dumps(given, default=in_json), f"{example.name}.json", "json")
            told = measure.assess(application(document, measure.region), example.on)
            plain = Document(example.name, "", given, "toml")
            wanted = measure.assess(application(plain, measure.region), example.on)
        except WrongInput as wrong:
            says = f"{example.name!r} cannot be read as JSON: {wrong.complaints[0].says}"
            yield examined.breach(says, examined.example(example.name))
            return
        if dict(told.facts) != dict(wanted.facts):
            yield examined.breach(f"{example.name!r} says something else as JSON", examined.example(example.name))
            return


@of_measure(
    "round-trips.template",
    sentence="The empty form of a measure can be read as an application.",
    why="It is what an office sends to applicants to fill in.",
    mend="see the types and keys of the region's own facts in vocabulary.toml; else report it",
)
def template_readable(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Take the form as it is printed, with its example values, and read it."""
    form = "\n".join(template(examined.measure).lines())
    try:
        document = document_from(form, f"{examined.measure.id} (form)", "toml")
        examined.measure.intake.look_through(document)
        application(document, examined.measure.region)
    except WrongInput as wrong:
        yield examined.breach(f"its form cannot be read: {wrong.complaints[0].says}")


@of_measure(
    "round-trips.answer",
    sentence="An answer is JSON as the schema of answers has it, in each of the region's languages.",
    why="Other systems read it, and rely on every key.",
    mend="report it; if the region is made in Python, see that no text is empty",
)
def answer_as_promised(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Write answers as JSON and hold them against the schema."""
    languages = examined.measure.languages
    for number, each in enumerate(examined.told_apart):
        answer = each.assessment.in_language(languages[number % len(languages)])
        found = _amiss(examined, answer.to_dict(), each)
        if found is not None:
            yield found
            return


def _amiss(examined: ExaminedMeasure, told: dict[str, object], drawn: Drawn) -> Breach | None:
    version = examined.region.loaded.version if examined.region.loaded is not None else "?"
    whole = {
        "schema": SCHEMA,
        "region": examined.measure.region,
        "version": version,
        "on": drawn.assessment.day.isoformat(),
        "assessments": [told],
    }
    try:
        written = json.loads(json.dumps(whole, allow_nan=False))
    except (TypeError, ValueError) as error:
        return examined.breach(f"an answer is no JSON: {error}, {shown(drawn)}")
    schema = json.loads((resources.files("intra_core") / "schemas" / "answer.json").read_text("utf-8"))
    for says in faults(schema, written):
        return examined.breach(f"an answer is not as its schema: {says}, {shown(drawn)}")
    return None


CHECKS = (
    as_its_file,
    laid_out_already,
    kept_alike,
    application_both_ways,
    template_readable,
    answer_as_promised,
)

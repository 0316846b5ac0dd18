"""`intra ask`: the questions of a measure one by one, the one first that decides soonest."""

import contextlib
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.measure import Measure
from intra_core.assessment.template import TemplateKey, template
from intra_core.cli import named, outside
from intra_core.cli.asked import assess
from intra_core.cli.faults import Faults
from intra_core.cli.headings import heading
from intra_core.cli.kept_answers import KeptAnswers
from intra_core.cli.reply import Reply
from intra_core.cli.sheet import Sheet
from intra_core.errors import Complaint, Unreadable, WrongInput
from intra_core.io.application_file import application_from
from intra_core.io.codes import REVISIONS
from intra_core.io.decode import document_from
from intra_core.io.typed_answer import typed_answer
from intra_core.model.application import Application
from intra_core.rules.languages import tongue

MOST_DIGITS = 3
"""No list of more than 999 records is typed."""


class Ended(Exception):
    """Nothing more is typed."""


def answer(asked: Namespace) -> Reply:
    """Ask until the measure is decided, nothing is left to ask, or nobody answers.

    Raises:
        WrongInput: if the day, the measure or the file is wrong, or what writes TOML is not installed.
    """
    faults = Faults()
    day = faults.day(asked.on)
    catalogue = outside.load_regions()
    measure = named.measure(asked, catalogue, faults)
    file = Path(asked.file)
    kept: KeptAnswers | None = None
    if asked.file == "-" or not file.parent.is_dir():
        says = "answers are kept in a file" if asked.file == "-" else f"there is no folder {str(file.parent)!r}"
        faults.complaints.append(Complaint(says=says, instead="give the name of a file, such as mine.toml", key="FILE"))
    else:
        with faults:
            outside.check_writable(file)
            kept = KeptAnswers.of(file, measure.region if measure is not None else "")
    faults.close()
    assert measure is not None  # noqa: S101 (else it was complained of)
    assert kept is not None  # noqa: S101 (likewise)
    dialogue = Dialogue(measure, kept, lambda told: assess(measure, told, day, catalogue), asked.lang)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    with contextlib.suppress(Ended):
        dialogue.run()
    told = dialogue.told
    return Reply(
        data={"file": asked.file, "assessment": told.to_dict()},
        lines=lambda: Sheet(told, asked.lang).lines(),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
        notes=(heading(asked.lang, "kept in", file=asked.file),) if file.exists() else (),
    )


class Dialogue:
    """The questions and answers about one application; what has been answered stands in its file."""

    def __init__(
        self, measure: Measure, kept: KeptAnswers, decide: Callable[[Application], Assessment], language: str
    ) -> None:
        self.measure = measure
        self.decide = decide
        self.language = language
        self.keys: dict[str, TemplateKey] = {key.fact: key for key in template(measure, language).keys}
        self.asked: set[str] = set()
        """The facts that have been asked for; of some nobody knew an answer."""
        self.kept: KeptAnswers = kept
        self.told: Assessment = self.assessment(kept)
        """What follows from all that has been told so far."""

    def assessment(self, kept: KeptAnswers) -> Assessment:
        """Decide what stands in the file.

        Raises:
            WrongInput: if it cannot be.
        """
        document = document_from(kept.text, str(kept.file), "toml")
        stated, region = document.tree.get("region"), self.measure.region
        if isinstance(stated, str) and stated != region:
            says = f"this application is to {stated!r}, and {self.measure.id!r} is of {region!r}"
            document.complain(("region",), says, f"give another file, or a measure of {stated}")
        self.measure.intake.look_through(document)
        application = application_from(document, document.tree, self.measure.region)
        return self.decide(application).in_language(self.language)

    def run(self) -> None:
        """Ask the most telling question until none is left."""
        while (fact := next((each.fact for each in self.told.asks if self.open(each.fact)), None)) is not None:
            value = self.value(self.keys[fact])
            if value is None or self.keep(fact, value):
                self.asked.add(fact)

    def open(self, fact: str) -> bool:
        """Say whether a fact can be asked for."""
        return fact in self.keys and fact not in self.asked and not self.kept.tells(fact)

    def keep(self, fact: str, value: object) -> bool:
        """Keep an answer in the file, if the application can be read with it; else say what is wrong."""
        kept = self.kept.with_answer(fact, value)
        try:
            self.told = self.assessment(kept)
        except WrongInput as wrong:
            for each in wrong.complaints:
                say(f"{each.says}{f'; {each.instead}' if each.instead else ''}")
            return False
        kept.save()
        self.kept = kept
        return True

    def value(self, key: TemplateKey) -> object:
        """Ask one question until the answer can be read; None if nobody knows it."""
        if key.type == "list":
            return self.records(key)
        while True:
            text = line(f"{self.question(key)}\n> ")
            if not text:
                return None
            try:
                return self.read(key, text)
            except Unreadable as wrong:
                say(str(wrong))

    def read(self, key: TemplateKey, text: str) -> object:
        """Read an answer."""
        words, currency = tongue(self.language), self.measure.identity.currency
        value = typed_answer(
            key.type, text, currency, (words.yes, "yes"), (words.no, "no"), key.choices if key.closed else ()
        )
        if key.type == "code" and "revision" in key.example:
            return {"code": value, "revision": self.revision()}
        return value

    def revision(self) -> str:
        """Ask in which revision of NACE a code is written."""
        while True:
            text = line(f"{heading(self.language, 'revision', known=', '.join(REVISIONS))}\n> ")
            if text in REVISIONS:
                return text

    def records(self, key: TemplateKey) -> object:
        """Ask how many records a list has, and for each its fields."""
        while True:
            text = line(f"{self.question(key)} {heading(self.language, 'how many')}\n> ")
            if not text:
                return None
            if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
                return list(self._records(key, int(text)))
            say(heading(self.language, "a number"))

    def _records(self, key: TemplateKey, count: int) -> Iterator[object]:
        for number in range(1, count + 1):
            say(f"{key.question} {number}/{count}")
            record: dict[str, object] = {}
            for each in key.fields:
                value = self.value(each)
                if value is not None:
                    record |= value if each.key == "code" and isinstance(value, dict) else {each.key: value}
            yield record["name"] if [each.key for each in key.fields] == ["name"] and record else record

    def question(self, key: TemplateKey) -> str:
        """Write a question with the type of its answer and, where they are few, its words."""
        words = f" ({', '.join(key.words)})" if key.words else ""
        return f"{key.question} [{key.type}]{words}"


def say(text: str) -> None:
    """Say something to whoever answers."""
    print(text, file=sys.stderr, flush=True)


def line(prompt: str) -> str:
    """Ask for one line; an empty one says that nobody knows.

    Raises:
        Ended: if nothing more is typed.
    """
    print(prompt, end="", file=sys.stderr, flush=True)
    text = sys.stdin.readline() if sys.stdin is not None else ""
    if not text:
        print(file=sys.stderr)  # the prompt has not ended its line
        raise Ended
    return text.strip()

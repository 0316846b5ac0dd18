"""What `intra sme` and `intra headroom` are asked: a file about a group, a day, readings, reference rates."""

from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import evolve, frozen

from intra_core.cli import outside
from intra_core.cli.faults import Faults
from intra_core.errors import Complaint, Unreadable, WrongInput
from intra_core.io.decode import document_from
from intra_core.io.document import Document
from intra_core.io.group_file import group_question
from intra_core.law.lawbook import lawbook
from intra_core.law.policies import chosen
from intra_core.law.reference_rates import Quote, ReferenceRates
from intra_core.model.question import GroupQuestion, StatedRate

ENGLISH = "en"
ONLY_ENGLISH = "answers of the law are in English"


@frozen(kw_only=True)
class AskedOfLaw:
    """A question with everything that bears on it, read and found sound."""

    question: GroupQuestion
    rates: ReferenceRates | None
    policies: Mapping[str, str]


def asked_of_law(asked: Namespace) -> AskedOfLaw:
    """Read the file and the options.

    Raises:
        WrongInput: with every fault of the file and of the options.
    """
    faults = Faults()
    day = faults.day(asked.on)
    question: GroupQuestion | None = None
    rates: ReferenceRates | None = None
    with faults:
        raw, name = outside.read(asked.file)
        question = group_question(document_from(raw, name))
    policies: dict[str, str] = {}
    if question is not None:
        with faults:
            policies = _policies(question, asked.policy)
        with faults:
            rates = _rates(question.rate, asked.rates)
        if question.on is None and day is None and asked.on is None:
            says = "no day of grant is given"
            faults.complaints.append(Complaint(says=says, instead="give on = 2025-06-30, or --on", file=name, key="on"))
    faults.close()
    assert question is not None  # noqa: S101 (what kept it from being read has been complained of)
    return AskedOfLaw(question=evolve(question, on=day or question.on), rates=rates, policies=policies)


def _policies(question: GroupQuestion, stated: Iterable[str]) -> dict[str, str]:
    """Take the readings of the file, and over them those of the options."""
    own: dict[str, str] = {}
    for each in stated:
        name, equal, reading = each.partition("=")
        if not equal:
            instead = "write --policy transition=new"
            raise WrongInput([Complaint(says=f"{each!r} names no reading", instead=instead, key="--policy")])
        own[name.strip()] = reading.strip()
    try:
        chosen(lawbook(), (), question.policies)
    except WrongInput as error:
        raise _in_file(question, error) from None
    chosen(lawbook(), (), own)
    return {**question.policies, **own}


def _in_file(question: GroupQuestion, error: WrongInput) -> WrongInput:
    """Put complaints about policies at their places in the file."""
    document = question.origin
    if not isinstance(document, Document):
        return error
    for each in error.complaints:
        document.complain(("policies", each.key or ""), each.says, each.instead)
    return WrongInput(document.complaints)


def _rates(stated: Iterable[StatedRate], file: str | None) -> ReferenceRates | None:
    quotes = [
        Quote(currency=each.currency, value=each.value, on=each.on, source=each.source, since=each.since)
        for each in stated
    ]
    if file is not None and quotes:
        says = "rates are given in the file and with --rates"
        raise WrongInput([Complaint(says=says, instead="give them once", key="--rates")])
    if file is not None:
        raw, name = outside.read(file)
        return ReferenceRates.read(raw if isinstance(raw, bytes) else raw.encode(), Path(name).name)
    if not quotes:
        return None
    try:
        return ReferenceRates.of(quotes)
    except Unreadable as error:
        raise WrongInput([Complaint(says=error.says, instead=error.instead, key="rate")]) from None


def notes(language: str) -> tuple[str, ...]:
    """Say that only English is spoken here, to whoever asked for another language."""
    return () if language == ENGLISH else (ONLY_ENGLISH,)

"""What `intra sme` and `intra headroom` are asked: a file about a group, a day, readings, reference rates."""

from argparse import Namespace
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from attrs import evolve, frozen

from intra_core.cli import outside
from intra_core.cli.faults import Faults
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.decode import document_from
from intra_core.io.group_file import group_question
from intra_core.law.group_words import group_words
from intra_core.law.reference_rates import ReferenceRates, stated_rates
from intra_core.model.question import GroupQuestion, StatedRate

LEAST = 'subject = "…", on and [[enterprise]]'
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
    words = group_words()
    with faults:
        raw, name = outside.read(asked.file)
        question = group_question(document_from(raw, name, least=LEAST), words)
        if question.on is None and asked.on is None:
            says = "no day of grant is given"
            faults.complaints.append(Complaint(says=says, instead="give on = 2025-06-30, or --on", file=name, key="on"))
    policies = dict(_policies(asked.policy, words.policies, faults))
    with faults:
        rates = _rates(question.rate if question is not None else (), asked.rates)
    faults.close()
    assert question is not None  # noqa: S101 (what kept it from being read has been complained of)
    return AskedOfLaw(
        question=evolve(question, on=day or question.on), rates=rates, policies={**question.policies, **policies}
    )


def _policies(stated: Iterable[str], known: Mapping[str, Collection[str]], faults: Faults) -> Iterator[tuple[str, str]]:
    """Take the readings of the options."""
    for each in stated:
        name, equal, reading = (part.strip() for part in each.partition("="))
        says = instead = None
        if not equal:
            says, instead = f"{each!r} names no reading", "write --policy transition=new"
        elif name not in known:
            says, instead = f"unknown policy {name!r}", did_you_mean(name, known)
        elif reading not in known[name]:
            says, instead = f"the policy {name} has no reading {reading!r}", did_you_mean(reading, known[name])
        if says is None:
            yield name, reading
        else:
            faults.complaints.append(Complaint(says=says, instead=instead, key="--policy"))


def _rates(stated: Iterable[StatedRate], file: str | None) -> ReferenceRates | None:
    told = tuple(stated)
    if file is not None and told:
        says = "rates are given in the file and with --rates"
        raise WrongInput([Complaint(says=says, instead="give them once", key="--rates")])
    if file is not None:
        raw, name = outside.read(file)
        return ReferenceRates.read(raw if isinstance(raw, bytes) else raw.encode(), Path(name).name)
    return stated_rates(told)


def notes(language: str) -> tuple[str, ...]:
    """Say that only English is spoken here, to whoever asked for another language."""
    return () if language == ENGLISH else (ONLY_ENGLISH,)

"""What nobody told about a group, which of it could change the answer, and the questions to ask."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intra_core.law.asking import Ask
from intra_core.law.sme.accounts import WHAT
from intra_core.law.sme.bounds import Bounds
from intra_core.law.sme.network import LEAST, MOST, Reading, Unknown
from intra_core.model.group import AccountingPeriod, Estimate

if TYPE_CHECKING:
    from intra_core.law.sme.question import Question

MOST_TRIED = 64
"""Of so many facts each is tried by itself; of more, all are asked for."""


def open_facts(question: "Question") -> tuple[Unknown, ...]:
    """Name what is not known of the holdings, and of the accounts of whoever may count."""
    found: dict[Unknown, None] = {}
    for day, network in question.networks():
        found |= dict.fromkeys(network.unknowns())
        counted = question.structure(day, MOST).counted
        for closing in question.closings():
            for each in counted:
                party = network.parties[each.party]
                figures = question.accounts.figures(party, closing.ends)
                for what in WHAT:
                    if figures.of(what) is None:
                        found["account", party.id, closing.ends.isoformat(), what] = None
    return tuple(found)


def asks_of(question: "Question", facts: Sequence[Unknown], found: Bounds) -> tuple[Ask, ...]:
    """Ask for the facts that could change the answer by themselves; where none could, for all."""
    said = (found.possible, found.type)
    matter = facts
    if len(facts) <= MOST_TRIED:
        matter = [fact for fact in facts if _turns(question, fact, said)] or facts
    asks = (Ask(fact=_place(fact), question=_question(question, fact), type=_TYPES[fact[-1]]) for fact in matter)
    return tuple({each.fact: each for each in asks}.values())


def _turns(question: "Question", fact: Unknown, said: tuple[tuple[str, ...], str]) -> bool:
    turned = frozenset({fact})
    for low, high in ((Reading(most=False, turned=turned), MOST), (LEAST, Reading(most=True, turned=turned))):
        found = Bounds.of(question, low, high)
        if (found.possible, found.type) != said:
            return True
    return False


def _place(fact: Unknown) -> str:
    """Name the key of the file where a fact is to be told."""
    match fact:
        case ("holding", holder, held, what):
            return f"holding.{holder}.{held}.{what}"
        case ("enterprise", party, what):
            return f"enterprise.{party}.{what}"
        case (_, party, closing, what):
            return f"enterprise.{party}.period.{closing}.{what}"
        case _:
            return ".".join(fact)


_TYPES = {
    "capital": "rate", "votes": "rate", "control": "yes-no", "investment": "money", "market": "text", "budget": "money",
    "inhabitants": "count persons", "public": "yes-no", "headcount": "AWU", "turnover": "money",
    "balance_sheet_total": "money",
}  # fmt: skip
"""What kind of answer a question takes, as the questions of measures name them."""
_OF_HOLDING = {
    "capital": "What share of the capital of {held} does {holder} have?",
    "votes": "What share of the votes in {held} does {holder} have?",
    "control": "Does {holder} control {held} by its board, a contract, its articles or an agreement of holders?",
    "investment": "How much has {holder} invested in {held}?",
}
_OF_PARTY = {
    "market": "On which markets is {party} active?",
    "budget": "How large is the annual budget of {party}?",
    "inhabitants": "How many inhabitants does {party} have?",
    "public": "Is {party} a public body?",
}
_OF_ACCOUNTS = {
    "headcount": "How many annual work units did {party} have",
    "turnover": "What was the turnover of {party}",
    "balance_sheet_total": "What was the balance sheet total of {party}",
}


def _question(question: "Question", fact: Unknown) -> str:
    match fact:
        case ("holding", holder, held, what):
            return _OF_HOLDING[what].format(holder=holder, held=held)
        case ("enterprise", party, what):
            return _OF_PARTY[what].format(party=party)
        case (_, party, closing, what):
            return f"{_OF_ACCOUNTS[what].format(party=party)} {_when(question, party, closing, what)}"
        case _:
            return "?"


def _when(question: "Question", name: str, closing: str, what: str) -> str:
    party = next(each for each in question.group.enterprises if each.id == name)
    day = next(each.ends for each in question.closings() if each.ends.isoformat() == closing)
    source = question.accounts.source(party, day)
    if isinstance(source, Estimate):
        return "in its estimate?"
    if isinstance(source, AccountingPeriod):
        told = getattr(source, what)
        rate = f" (it is told in {told.currency}, and no rate to the euro is)" if told is not None else ""
        return f"in the period that ended on {source.ends}{rate}?"
    return f"in its latest period that ended by {closing}?"

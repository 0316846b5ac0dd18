"""What nobody told about a group, which of it could change the answer, and the questions to ask."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from intra_core.law.asking import Ask
from intra_core.law.sme.bounds import Bounds
from intra_core.law.sme.network import LEAST, MOST, WORK, Reading, Unknown
from intra_core.model.group import Estimate

if TYPE_CHECKING:
    from intra_core.law.sme.question import Question

MOST_PERIODS = 16
"""Each fact is tried over every period, and each period without accounts has three facts more to try."""


def open_facts(question: "Question") -> tuple[Unknown, ...]:
    """Name what is not known and may matter: of whoever may count, of their accounts, and of all that hold them."""
    found: dict[Unknown, None] = {}
    for day, network in question.networks():
        most = question.structure(day, MOST)
        found |= dict.fromkeys(network.unknowns(network.above(most.shares)))
        for party in most.shares:
            if party in most.unsaid:
                found["enterprise", network.parties[party].id, "market"] = None
            for closing in question.closings():
                figures = question.accounts.figures(network.parties[party], closing.ends)
                if None in figures.found:
                    found |= dict.fromkeys(figures.unknowns(network.parties[party].id))
    return tuple(found)


def asks_of(question: "Question", facts: Sequence[Unknown], found: Bounds) -> tuple[Ask, ...]:
    """Ask for the facts that could change the answer by themselves; where none could, for all.

    Of many facts, in a large group or over many periods, not each is tried by itself: then those of a kind are tried
    together.
    """
    said = (found.possible, found.type)
    size = len(question.group.enterprises) + len(question.group.holdings)
    if len(facts) * size <= WORK and len(question.closings()) <= MOST_PERIODS:
        matter = [fact for fact in facts if _turns(question, [fact], said)]
    else:
        kinds: dict[tuple[str, str], list[Unknown]] = {}
        for fact in facts:
            kinds.setdefault((fact[0], fact[-1]), []).append(fact)
        matter = [fact for each in kinds.values() if _turns(question, each, said) for fact in each]
    asks = (
        Ask(fact=_place(fact), question=_question(question, fact), type=_TYPES[fact[-1]]) for fact in matter or facts
    )
    return tuple({each.fact: each for each in asks}.values())


def _turns(question: "Question", facts: Sequence[Unknown], said: tuple[tuple[str, ...], str]) -> bool:
    turned = frozenset(facts)
    for low, high in ((Reading(most=False, turned=turned), MOST), (LEAST, Reading(most=True, turned=turned))):
        found = Bounds.of(question, low, high)
        if (found.possible, found.type) != said:
            return True
    return False


def _place(fact: Unknown) -> str:
    """Name the key of the file where a fact is to be told."""
    kind, *path = fact
    return ".".join(("enterprise" if kind == "account" else kind, *path))


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
    kind, party, *between, what = fact
    if kind == "enterprise":
        return _OF_PARTY[what].format(party=party)
    (place,) = between
    if kind == "holding":
        return _OF_HOLDING[what].format(holder=party, held=place)
    return f"{_OF_ACCOUNTS[what].format(party=party)} {_when(question, party, place, what)}"


def _when(question: "Question", name: str, place: str, what: str) -> str:
    source = question.accounts.told(name, place)
    if source is None:
        return f"in its latest period that ended by {place.removeprefix('period.')}?"
    told = getattr(source, what)
    rate = f" (it is told in {told.currency}, and no rate to the euro is)" if told is not None else ""
    if isinstance(source, Estimate):
        return f"in its estimate{rate}?"
    return f"in the period that ended on {source.ends}{rate}?"

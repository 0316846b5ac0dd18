"""From a call to a complete rule of award: what the call says, and what whoever runs it has to choose."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import field, frozen

from intra_core.assessment.awarding.rule import AwardRule, Choice
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.model.allocation import BEYOND, LAST, LOT, MEMBERS, ORDERS, UNUSED_RESERVE, TieBreak
from intra_core.model.measure import Call
from intra_core.model.money import Money

WHOLE = 10_000
"""All of something, in basis points."""
WORDS: dict[str, tuple[str, ...]] = {
    "order": ORDERS,
    "last": LAST,
    "beyond": BEYOND,
    "members": MEMBERS,
    "unused_reserve": UNUSED_RESERVE,
}
OF_RESERVES = ("members", "unused_reserve")
ASKED = {
    "order": "by what applications are put in order",
    "last": "what becomes of an application that the money left does not cover",
    "beyond": "whether smaller applications further down may have what is left then",
    "members": "which money those that a reserve is kept for take first",
    "unused_reserve": "what becomes of a reserve that is not used",
    "budget": "how much money there is",
}


@frozen(kw_only=True)
class Chosen:
    """What whoever runs a call chooses, beside what the call says or in its place; None leaves it to the call."""

    order: str | None = None
    ties: tuple[TieBreak, ...] | None = None
    last: str | None = None
    beyond: str | None = None
    members: str | None = None
    unused_reserve: str | None = None
    least_merit: Decimal | None = None
    budget: Money | None = None
    budgets: Mapping[str, Money] = field(factory=dict)
    seed: str | None = None


def rule_of(call: Call, currency: str, chosen: Chosen | None = None) -> AwardRule:
    """Put the rule of a call together. What is chosen stands in its `chosen`, with what the call says instead.

    Args:
        call: the call, whose source may say little of it.
        currency: that of the measure.
        chosen: what the call does not say, and what is to stand in place of what it says.

    Raises:
        WrongInput: with everything that neither the call nor anybody says, and what cannot be chosen.
    """
    chosen = chosen or Chosen()
    told = call.allocation
    reserves = told.reserves if told is not None else ()
    words = {key: getattr(chosen, key) or getattr(told, key, None) for key in WORDS}
    budget = chosen.budget or call.budget
    budgets = {**(told.budgets if told is not None else {}), **chosen.budgets}
    ties = chosen.ties if chosen.ties is not None else told.ties if told is not None else ()
    faults = [*_unfit(chosen, words, ties, bool(reserves)), *_foreign(currency, budget, budgets)]
    needed = [key for key in WORDS if reserves or key not in OF_RESERVES]
    faults += [_missing(key, WORDS[key]) for key in needed if words[key] is None]
    if budget is None and (reserves or not budgets):
        faults.append(_missing("budget", ()))
    if faults:
        raise WrongInput(faults)
    whole = budget.minor if budget is not None else None
    return AwardRule(
        currency=currency,
        order=words["order"] or "",
        last=words["last"] or "",
        beyond=words["beyond"] or "",
        members=words["members"],
        unused_reserve=words["unused_reserve"],
        budget=whole,
        budgets={word: each.minor for word, each in budgets.items()},
        ties=ties,
        reserves={each.id: (whole or 0) * each.share.basis_points // WHOLE for each in reserves},
        least_merit=chosen.least_merit if chosen.least_merit is not None else getattr(told, "least_merit", None),
        seed=chosen.seed,
        chosen=tuple(_choices(call, chosen)),
        basis=told.basis if told is not None else None,
    )


def _unfit(
    chosen: Chosen, words: Mapping[str, str | None], ties: Iterable[TieBreak], kept: bool
) -> Iterator[Complaint]:
    for key, known in WORDS.items():
        word = getattr(chosen, key)
        if word is not None and word not in known:
            yield Complaint(says=f"unknown word {word!r}", instead=did_you_mean(word, known), key=key)
        elif word is not None and key in OF_RESERVES and not kept:
            yield Complaint(says="the call keeps nothing in reserve", key=key)
    if chosen.seed is not None and (not chosen.seed.isprintable() or not chosen.seed.strip() == chosen.seed != ""):
        says = "the seed is empty, or has blanks at its ends or letters that nobody sees"
        yield Complaint(says=says, instead="publish a seed that anybody can type", key="seed")
    drawn = words["order"] == "lottery" or any(each.by == LOT for each in ties)
    if chosen.seed is not None and not drawn:
        says = "nothing is drawn: the order is no lottery, and no lot parts equals"
        yield Complaint(says=says, instead="take the seed out", key="seed")


def _foreign(currency: str, budget: Money | None, budgets: Mapping[str, Money]) -> Iterator[Complaint]:
    named = {"": budget, **budgets} if budget is not None else budgets
    for word, money in named.items():
        if money.currency != currency or money.minor < 0:
            says = f"{money} is not an amount in {currency}, as the awards are"
            yield Complaint(says=says, key=f"budgets.{word}" if word else "budget")


def _missing(key: str, words: Iterable[str]) -> Complaint:
    instead = " or ".join(words) or 'an amount such as "EUR 100000.00"'
    return Complaint(says=f"the call does not say {ASKED[key]}", instead=f"choose {instead}", key=key)


def _choices(call: Call, chosen: Chosen) -> Iterator[Choice]:
    told = call.allocation
    for key in (*WORDS, "ties", "least_merit"):
        value, own = getattr(chosen, key), getattr(told, key, None)
        if value is not None and value != own:
            yield Choice(key=key, value=_text(value), instead_of=_text(own) if own else None)
    budgets = told.budgets if told is not None else {}
    for word, money, own in (
        ("", chosen.budget, call.budget),
        *((word, money, budgets.get(word)) for word, money in chosen.budgets.items()),
    ):
        if money is not None and money != own:
            instead_of = str(own) if own is not None else None
            yield Choice(key=f"budgets.{word}" if word else "budget", value=str(money), instead_of=instead_of)
    if chosen.seed is not None:
        yield Choice(key="seed", value=chosen.seed)


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(tie_text(each) for each in value) or "none"
    return str(value)


def tie_text(tie: TieBreak) -> str:
    """Write what parts equals as the command line reads it.

    >>> tie_text(TieBreak(by="submitted")), tie_text(TieBreak(by="markets", first="least"))
    ('submitted', 'markets:least')
    """
    usual = TieBreak(by=tie.by).first
    return tie.by if tie.first == usual else f"{tie.by}:{tie.first}"

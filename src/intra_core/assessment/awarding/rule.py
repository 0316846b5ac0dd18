"""The rule by which a call's money is given out, complete: nothing in it is left to be guessed."""

from collections.abc import Mapping
from decimal import Decimal

from attrs import field, frozen, validators

from intra_core.model.allocation import BEYOND, LAST, MEMBERS, ORDERS, UNUSED_RESERVE, TieBreak
from intra_core.provenance import Basis


@frozen(kw_only=True)
class Choice:
    """A part of the rule that whoever runs it has chosen; `instead_of` is what the call says, if it says anything."""

    key: str
    value: str
    instead_of: str | None = None


@frozen(kw_only=True)
class AwardRule:
    """How a call's money is given out.

    Amounts are in minor units of `currency`. `budget` is the money in all, `budgets` that of each programme area or
    sector, `reserves` what of the money in all is kept for some; one of the first two is there. The words are those of
    `intra_core.model.allocation`. `chosen` is what the call does not say and somebody chose, `basis` what the rest
    rests on.

    >>> AwardRule(currency="EUR", order="first-come", budget=100, last="cut", beyond="ends").ties
    ()
    """

    currency: str
    order: str = field(validator=validators.in_(ORDERS))
    budget: int | None = None
    budgets: Mapping[str, int] = field(factory=dict)
    ties: tuple[TieBreak, ...] = ()
    last: str = field(validator=validators.in_(LAST))
    beyond: str = field(validator=validators.in_(BEYOND))
    reserves: Mapping[str, int] = field(factory=dict)
    members: str | None = field(default=None, validator=validators.optional(validators.in_(MEMBERS)))
    unused_reserve: str | None = field(default=None, validator=validators.optional(validators.in_(UNUSED_RESERVE)))
    least_merit: Decimal | None = None
    seed: str | None = None
    chosen: tuple[Choice, ...] = ()
    basis: Basis | None = None

    def __attrs_post_init__(self) -> None:
        amounts = [*self.budgets.values(), *self.reserves.values(), self.budget or 0]
        if self.budget is None and (self.reserves or not self.budgets):
            msg = "a rule has a budget, or budgets by area and no reserves"
        elif min(amounts) < 0 or sum(self.reserves.values()) > (self.budget or 0):
            msg = "no amount is below zero, and what is kept is part of the budget"
        elif self.reserves and (self.members is None or self.unused_reserve is None):
            msg = "with reserves, a rule says who takes what first, and what becomes of the rest"
        else:
            return
        raise ValueError(msg)

"""How a call's money is given out, as its source says: order, ties, the last award, reserves, budgets by area."""

from collections.abc import Mapping
from decimal import Decimal

from attrs import Factory, field, frozen

from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis

ORDERS = ("first-come", "lottery", "competition")
"""By the moment of application, by lot, or by points of merit."""
LAST = ("cut", "refused")
"""What becomes of an application that the money left does not cover: it is cut to that money, or refused."""
BEYOND = ("ends", "goes-on")
"""Whether the list ends there, or a smaller application further down may have the money that is left."""
MEMBERS = ("reserve-first", "open-first")
"""Which money those a reserve is kept for take first: the reserve's, or what is open to all."""
UNUSED_RESERVE = ("others", "kept")
"""What becomes of a reserve that its members do not use: the others have it, or nobody."""
FIRST = ("least", "most")
"""Which of two comes first: who has the least of something, or the most."""
SUBMITTED, LOT, AWARD, POINTS, ID = "submitted", "lot", "award", "points", "id"
OWN_TIES = {SUBMITTED: "least", LOT: "least", AWARD: "least", POINTS: "most", ID: "least"}
"""What every application has to part it from an equal one; of two that one comes first which has the …"""
CRITERION = "criterion."
"""What the name of a criterion begins with, where its points part equals."""


@frozen(kw_only=True)
class Criterion:
    """One of the things by which applications are compared; its weight is a share of the whole."""

    id: str
    weight: Rate | None = None
    title: LocalizedText | None = None


@frozen(kw_only=True)
class TieBreak:
    """What parts applications that are equal so far, and which of two comes first.

    `by` is one of `OWN_TIES`, `criterion.` with the id of a criterion, or the name of a figure that the call asks for.

    >>> TieBreak(by="submitted").first, TieBreak(by="markets").first
    ('least', 'most')
    """

    by: str
    first: str = Factory(lambda self: OWN_TIES.get(self.by, "most"), takes_self=True)
    title: LocalizedText | None = None


@frozen(kw_only=True)
class Reserve:
    """A share of a call's money that is kept for some of the applicants."""

    id: str
    share: Rate
    whom: LocalizedText


@frozen(kw_only=True)
class Allocation:
    """How a call's money is given out, as far as its source says; what is None was found in none.

    `order`, `last`, `beyond`, `members` and `unused_reserve` are words of `ORDERS`, `LAST`, `BEYOND`, `MEMBERS` and
    `UNUSED_RESERVE`. `least_merit` is in points. `ties` apply in turn. `budgets` are by programme area or sector, under
    words of the vocabulary.
    """

    order: str | None = None
    least_merit: Decimal | None = None
    criteria: tuple[Criterion, ...] = ()
    ties: tuple[TieBreak, ...] = ()
    last: str | None = None
    beyond: str | None = None
    reserves: tuple[Reserve, ...] = ()
    members: str | None = None
    unused_reserve: str | None = None
    budgets: Mapping[str, Money] = field(factory=dict)
    basis: Basis

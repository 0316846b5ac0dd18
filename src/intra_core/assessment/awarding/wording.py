"""A decision on an award as a sentence; English is the only language it has."""

from typing import TYPE_CHECKING

from intra_core.assessment.awarding.reason import Reason
from intra_core.assessment.awarding.till import AREA, BUDGET, OPEN, RESERVE
from intra_core.model.money import Money

if TYPE_CHECKING:
    from intra_core.assessment.awarding.awards import Decision

TEENS = range(11, 14)
ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """Write a place in a list.

    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 113, 121, 198)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '113th', '121st', '198th']
    """
    return f"{number}{'th' if number % 100 in TEENS else ENDINGS.get(number % 10, 'th')}"


def pot_text(short: tuple[str, ...]) -> str:
    """Say which money an application could draw on.

    >>> pot_text(("budget",)), pot_text(("area:east",)), pot_text(("open", "reserve:roadshow"))
    ('the budget', 'the budget of east', 'the money open to all and the reserve roadshow')
    """
    return " and ".join(_pot(name) for name in short)


def _pot(name: str) -> str:
    if name.startswith(AREA):
        return f"the budget of {name.removeprefix(AREA)}"
    if name.startswith(RESERVE):
        return f"the reserve {name.removeprefix(RESERVE)}"
    return {BUDGET: "the budget", OPEN: "the money open to all"}[name]


def sentence(told: "Decision") -> str:
    """Say what is granted and why."""

    def money(minor: int) -> str:
        return str(Money(minor, told.currency))

    if told.rank is None:
        return f"not ranked: {told.points} points, and {told.least_merit} are the least"
    place = f"ranked {ordinal(told.rank)} of {told.of}"
    pot = pot_text(told.short) if told.short else ""
    behind = told.reached_at is not None and told.reached_at < told.rank
    if behind:
        place += f", {pot} reached at the {ordinal(told.reached_at or 0)}"
    match told.reason:
        case Reason.COVERED:
            says = f"granted {money(told.granted)}"
        case Reason.CUT:
            says = f"granted {money(told.granted)} of {money(told.asked)}, all that was left of {pot}"
        case Reason.TOO_LITTLE_LEFT:
            says = f"{money(told.left)} was left{'' if behind else f' of {pot}'}, and {money(told.asked)} is asked for"
        case Reason.LIST_ENDED:
            says = "the list ended there"
        case _:
            says = "nothing was left" if behind else f"nothing was left of {pot}"
    waiting = f"; {ordinal(told.waiting)} on the waiting list" if told.waiting is not None else ""
    return f"{place}: {says}{waiting}"

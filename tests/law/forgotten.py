"""Facts of a group that are not told, and the values that each of them may have."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from attrs import evolve
from tests.law.drawn_groups import ON, SHARES, YEARS
from tests.law.groups import money

from intra_core.model.quantity import Share

HEADS = tuple(map(Decimal, (0, 9, 10, 49, 50, 249, 250, 10**6)))
AMOUNTS = tuple(map(money, (0, 2, Fraction(201, 100), 10, 11, 43, 44, 50, 51, 10**6)))
DAYS = (*(dt.date(year, 12, 31) for year in YEARS), ON)
Spot = tuple[str | int, ...]
"""Where a fact stands: ("party", number, what), ("period", number, period, what) or ("holding", number, what)."""


def told(group, spot):
    match spot:
        case ("party", number, what):
            return getattr(group.enterprises[number], what)
        case ("period", number, place, what):
            return getattr(group.enterprises[number].period[place], what)
        case ("holding", number, what):
            return getattr(group.holdings[number], what)
        case _:
            raise AssertionError(spot)


def put(group, spot, value):
    """The group with another value in one place."""
    match spot:
        case ("party", number, what):
            return _parties(group, number, evolve(group.enterprises[number], **{what: value}))
        case ("period", number, place, what):
            party = group.enterprises[number]
            periods = list(party.period)
            periods[place] = evolve(periods[place], **{what: value})
            return _parties(group, number, evolve(party, period=tuple(periods)))
        case ("holding", number, what):
            holdings = list(group.holdings)
            holdings[number] = evolve(holdings[number], **{what: value})
            return evolve(group, holdings=tuple(holdings))
        case _:
            raise AssertionError(spot)


def _parties(group, number, party):
    parties = list(group.enterprises)
    parties[number] = party
    return evolve(group, enterprises=tuple(parties))


def spots(group):
    """Every place in which something is told that may be forgotten."""
    found: list[Spot] = [
        ("holding", number, what) for number in range(len(group.holdings)) for what in ("capital", "votes", "control")
    ]
    found += [("holding", number, "investment") for number in range(len(group.holdings))]
    for number, party in enumerate(group.enterprises):
        found += [("party", number, what) for what in ("market", "public", "budget", "inhabitants")]
        for place, period in enumerate(party.period):
            what = ("turnover", "balance_sheet_total") if period.headcount is None else ("headcount", "turnover")
            found += [("period", number, place, each) for each in what]
    return [each for each in found if told(group, each) is not None]


def values(group, spot):
    """What may be put in a place where nothing is told."""
    what = spot[-1]
    if what in {"control", "public"}:
        return (False, True)
    if what == "headcount":
        return HEADS
    if what in {"turnover", "balance_sheet_total"}:
        return AMOUNTS
    if what == "investment":
        return tuple(map(money, (0, Fraction(1, 2), Fraction(5, 4))))
    if what == "budget":
        return (money(9), money(10))
    if what == "inhabitants":
        return (10, 5000)
    if what == "market":
        return ((), ("m",), ("n",), ("o",), ("m", "n", "o"))
    free = room(group, spot)
    return (*(each for each in SHARES if each.part < free), Share(free))


def room(group, spot):
    """How much of the capital or votes is left for a holding, on every day."""
    _, number, what = spot
    held = group.holdings[number].held
    others = [each for each in group.holdings if each.held == held and getattr(each, what) is not None]
    taken = (sum((getattr(each, what).part for each in others if each.on(day)), Fraction(0)) for day in DAYS)
    return max(Fraction(0), 1 - max(taken))


def forget(group, spots):
    for each in spots:
        group = put(group, each, None)
    return group


def complete(group, spots, pick):
    """Put something in each place; shares take only what is left."""
    for each in spots:
        group = put(group, each, pick(values(group, each)))
    return group

"""Groups of enterprises, persons and bodies close to every boundary of size and control."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeVar

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from intra_core.io.group_references import NO_ENTERPRISES
from intra_core.model.group import AccountingPeriod, Adjacent, Enterprise, Group, Holding, Jointly, PartyKind
from intra_core.model.money import Money
from intra_core.model.quantity import Share

T = TypeVar("T")


class Chooser(Protocol):
    """What picks one of several: a generated test, or a random number that is the same in every run."""

    def __call__(self, options: Sequence[T], /) -> T:
        """Pick one."""
        ...


YEARS = (2022, 2023, 2024)
MOST = 6
"""The most parties of a group."""
_CENT = Fraction(1, 100_000_000)
HELD = tuple(each for each in PartyKind if each.value not in {"person", "public-body", "local-authority"})
"""Whoever can be held."""
KINDS = (*[PartyKind.ENTERPRISE] * 12, *[PartyKind.PERSON] * 6, *PartyKind, PartyKind.LOCAL_AUTHORITY)
UNSAID = frozenset({
    PartyKind.UNIVERSITY, PartyKind.RESEARCH_CENTRE, PartyKind.INSTITUTIONAL_INVESTOR,
    PartyKind.REGIONAL_DEVELOPMENT_FUND,
})  # fmt: skip
"""Of whom the kind alone does not say whether they are public bodies."""
_PERCENT = ("0", "10", "15", "24.99", "25", "26", "30", "40", "49.99", "50", "50.01", "60", "100")
SHARES = tuple(Share(Fraction(each) / 100) for each in _PERCENT)
FIGURES: Sequence[tuple[str, Fraction | int, Fraction | int]] = (
    ("4.5", 1, 1), ("9.99", 2, 9), ("9", 2 + _CENT, 2), ("10", 2, 2), ("5", 2 + _CENT, 2 + _CENT),
    ("20", 5, 5), ("49.9", 10, 90), ("1", 90, 10), ("50", 1, 1), ("1", 10 + _CENT, 10 + _CENT),
    ("100", 30, 30), ("249.6", 50, 90), ("5", 90, 43), ("250", 1, 1), ("5", 50 + _CENT, 43 + _CENT), ("400", 90, 90),
    ("0", 0, 0),
)  # fmt: skip
"""Headcount, turnover and balance sheet total in millions, on and beside the ceilings of Annex I, Article 2."""
_BUDGETS: Sequence[Fraction | int] = (9, 10 - _CENT, 10)
_INVESTED: Sequence[Fraction | int] = (0, Fraction(1, 2), Fraction(5, 4) - _CENT, Fraction(5, 4))
DAYS = (
    dt.date(2022, 12, 31), dt.date(2023, 6, 30), dt.date(2024, 12, 31), dt.date(2025, 1, 1), dt.date(2025, 6, 30),
)  # fmt: skip


def groups(*, dated: bool = True, most: int = MOST, sound: bool = True) -> SearchStrategy[Group]:
    """Draw groups in which everything is told: parties with accounts of the years 2022 to 2024, and who holds what.

    Headcounts, turnovers and balance sheet totals lie on and beside the ceilings of Annex I of the GBER, shares on and
    beside 25 % and 50 %. The first party, "A", is an enterprise. Dates and accounts are meant to be asked about in
    2025.

    Args:
        dated: whether some holdings are held for a time only.
        most: the most parties, from 2 to 6.
        sound: whether they keep to what a file may say: nobody holds itself or more than the whole, persons have no
            accounts, and so on. The law answers others as well.

    >>> from hypothesis import Phase, find, settings
    >>> [each.id for each in find(groups(), lambda _: True, settings=settings(phases=[Phase.generate])).enterprises]
    ['A', 'B']
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> Group:
        return Drawing(lambda choices: draw(st.sampled_from(choices)), dated=dated, most=most, sound=sound).group()

    return drawn()


class Drawing:
    """A group, drawn with a `pick` that takes one of some choices."""

    def __init__(self, pick: Chooser, *, dated: bool = True, most: int = MOST, sound: bool = False) -> None:
        self.pick: Chooser = pick
        self.dated: bool = dated
        self.sound: bool = sound
        self.names = "ABCDEF"[: pick(range(2, most + 1))]
        self.kinds: dict[str, PartyKind] = {
            name: PartyKind.ENTERPRISE if name == "A" else pick(KINDS) for name in self.names
        }

    def one_in(self, count: int) -> bool:
        """Say yes once in so many times."""
        return self.pick(range(count)) == count - 1

    def periods(self) -> tuple[AccountingPeriod, ...]:
        """Give accounts of three years: mostly alike, sometimes consolidated ones without staff."""
        figures = self.pick(FIGURES)
        found = []
        for year in YEARS:
            if self.one_in(3):
                figures = self.pick(FIGURES)
            heads, turnover, balance = figures
            silent = self.one_in(10)
            found.append(
                AccountingPeriod(
                    ends=dt.date(year, 12, 31),
                    headcount=None if silent else Decimal(heads),
                    own_headcount=Decimal(heads) if silent else None,
                    turnover=_millions(turnover),
                    balance_sheet_total=_millions(balance),
                )
            )
        return tuple(found)

    def party(self, name: str) -> Enterprise:
        """Give one party with its accounts, markets and, for an authority, its budget and inhabitants."""
        kind = self.kinds[name]
        authority = kind is PartyKind.LOCAL_AUTHORITY
        later = [each for each in self.names if each > name and self.kinds[each] in HELD]
        return Enterprise(
            id=name,
            kind=kind,
            period=self.periods(),
            market=tuple(self.pick(("", "m", "m", "n", "mo"))),
            budget=_millions(self.pick(_BUDGETS)) if authority else None,
            inhabitants=self.pick((4999, 5000)) if authority else None,
            public=self.pick((True, False)) if kind in UNSAID else None,
            consolidated_in=self.pick(later) if later and kind in HELD and self.one_in(5) else None,
            consolidated_share=self.pick((None, None, SHARES[6])),
        )

    def holding(self) -> Holding:
        """Give what one party holds in another."""
        holder = self.pick(self.names)
        held = self.pick([name for name in self.names if self.kinds[name] in HELD and name != holder] or ["A"])
        capital = self.pick(SHARES)
        angel = self.kinds[holder] is PartyKind.BUSINESS_ANGEL
        dated = self.dated and self.one_in(4)
        return Holding(
            holder=holder,
            held=held,
            capital=capital,
            votes=capital if self.one_in(2) else self.pick(SHARES),
            control=self.one_in(8),
            investment=_millions(self.pick(_INVESTED)) if angel else None,
            manages=self.one_in(5),
            since=self.pick(DAYS) if dated else None,
            until=self.pick(DAYS) if dated and self.one_in(2) else None,
        )

    def group(self) -> Group:
        """Give the group."""
        persons = [name for name in self.names if self.kinds[name] is PartyKind.PERSON]
        found = Group(
            enterprises=tuple(self.party(name) for name in self.names),
            holdings=tuple(self.holding() for _ in range(self.pick(range(1, 9)))),
            adjacent=(Adjacent(markets=("m", "n")),) if self.one_in(2) else (),
            jointly=(Jointly(persons=tuple(persons[:2])),) if len(persons) > 1 and self.one_in(2) else (),
        )
        return made_sound(found) if self.sound else found


def made_sound(group: Group) -> Group:
    """Take out of a group what no file may say.

    Shares beyond the whole become nothing, whatever the days on which they are held.

    >>> made_sound(Group(enterprises=(Enterprise(id="A"),), holdings=(Holding(holder="A", held="A"),))).holdings
    ()
    """
    parties = tuple(
        evolve(
            each,
            period=None if each.kind in NO_ENTERPRISES else each.period,
            consolidated_share=each.consolidated_share if each.consolidated_in is not None else None,
        )
        for each in group.enterprises
    )
    markets = {market for each in parties for market in each.market or ()}
    held: dict[tuple[str, str], Fraction] = {}
    holdings = []
    for each in group.holdings:
        if each.holder == each.held:
            continue
        until = each.until if each.since is None or each.until is None or each.since <= each.until else None
        capital = _within(held, (each.held, "capital"), each.capital)
        holdings.append(
            evolve(each, until=until, capital=capital, votes=_within(held, (each.held, "votes"), each.votes))
        )
    return evolve(
        group,
        enterprises=parties,
        holdings=tuple(holdings),
        adjacent=tuple(each for each in group.adjacent if markets.issuperset(each.markets)),
    )


def _within(held: dict[tuple[str, str], Fraction], key: tuple[str, str], share: Share | None) -> Share | None:
    """Give a share if with it no more than the whole is held, else none of it."""
    if share is None:
        return None
    part = share.part if held.get(key, Fraction(0)) + share.part <= 1 else Fraction(0)
    held[key] = held.get(key, Fraction(0)) + part
    return Share(part)


def _millions(amount: Fraction | int) -> Money:
    return Money(int(Fraction(amount) * 100_000_000), "EUR")

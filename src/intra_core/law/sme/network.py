"""Who holds what on one day, by number instead of by name, and how what is not known of it is read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import define, field, frozen

from intra_core.model.group import Enterprise, Group, Holding, PartyKind
from intra_core.model.money import Money

WORK = 50_000
"""So many times an enterprise or a holding is looked at again, at most, to find the facts that matter."""
MOST_NAMED = 5
"""So many names are told in a reason, at most."""
WHOLE = Fraction(1)
NONE = Fraction(0)
Unknown = tuple[str, ...]
"""A fact that nobody told, by its place: `("holding", "P", "A", "votes")`, `("enterprise", "B", "market")`."""

INVESTORS = frozenset({
    PartyKind.PUBLIC_INVESTMENT_CORPORATION, PartyKind.VENTURE_CAPITAL, PartyKind.BUSINESS_ANGEL, PartyKind.UNIVERSITY,
    PartyKind.RESEARCH_CENTRE, PartyKind.INSTITUTIONAL_INVESTOR, PartyKind.REGIONAL_DEVELOPMENT_FUND,
    PartyKind.LOCAL_AUTHORITY,
})  # fmt: skip
"""The holders of Article 3(2), second subparagraph."""
AUTHORITIES = frozenset({PartyKind.PUBLIC_BODY, PartyKind.LOCAL_AUTHORITY})
"""Public bodies that are no enterprises, so that nobody is linked with another through them or their partner."""
PUBLIC = AUTHORITIES | {PartyKind.PUBLIC_INVESTMENT_CORPORATION}
NEVER_PUBLIC = frozenset({
    PartyKind.ENTERPRISE, PartyKind.PERSON, PartyKind.VENTURE_CAPITAL, PartyKind.BUSINESS_ANGEL,
})  # fmt: skip
"""Whoever is of such a kind is a public body only if that is said."""


@frozen
class Reading:
    """How what is not known is read: as little as it can be, or with `most` as much; some facts the other way round.

    More is always more control, greater shares and larger accounts: whatever is true lies between the two.
    """

    most: bool
    turned: frozenset[Unknown] = frozenset()

    def is_most(self, fact: Unknown) -> bool:
        """Say whether a fact that is not known is read as much as it can be."""
        return self.most != (fact in self.turned)

    @property
    def opposite(self) -> "Reading":
        """The reading that takes each of these facts the other way."""
        return Reading(most=not self.most, turned=self.turned)

    @property
    def of_relations(self) -> "Reading":
        """The reading without what it says of accounts, on which no relation rests."""
        if not self.turned:
            return self
        return Reading(most=self.most, turned=frozenset(each for each in self.turned if each[0] != "account"))


LEAST, MOST = Reading(most=False), Reading(most=True)


@frozen(kw_only=True, eq=False)
class Stake:
    """A holding by numbers: `holder` and `held` are places in the network."""

    holder: int
    held: int
    told: Holding


@define(eq=False)
class Network:
    """Everybody of a group and the holdings of one day.

    `room` is what is left of the capital and votes in somebody when all that is told is taken away: no holding that is
    not told can be more.
    """

    parties: tuple[Enterprise, ...]
    number: Mapping[str, int]
    stakes: tuple[Stake, ...]
    into: tuple[tuple[Stake, ...], ...]
    out_of: tuple[tuple[Stake, ...], ...]
    cents: Callable[[Money | None], int | None]
    """Gives money in cents of euro; None if there is none or no rate is known."""
    _room: dict[tuple[int, str], Fraction] = field(init=False, factory=dict)

    @classmethod
    def of(
        cls, group: Group, holdings: Iterable[Holding], cents: Callable[[Money | None], int | None] | None = None
    ) -> "Network":
        """Number a group and some of its holdings.

        Args:
            group: the group.
            holdings: its holdings of one day.
            cents: how money is turned into cents of euro; only what is in euro, if None.

        Raises:
            KeyError: if a holding names somebody who is not in the group.
        """
        number = {each.id: place for place, each in enumerate(group.enterprises)}
        stakes = tuple(Stake(holder=number[each.holder], held=number[each.held], told=each) for each in holdings)
        into: list[list[Stake]] = [[] for _ in number]
        out_of: list[list[Stake]] = [[] for _ in number]
        for stake in stakes:
            into[stake.held].append(stake)
            out_of[stake.holder].append(stake)
        ways = tuple(map(tuple, into)), tuple(map(tuple, out_of))
        return cls(group.enterprises, number, stakes, *ways, cents or cents_of_euro)

    def kind(self, party: int) -> PartyKind:
        """Say what somebody is."""
        return self.parties[party].kind

    def is_enterprise(self, party: int) -> bool:
        """Say whether somebody's accounts may be added up: whoever is neither a person nor an authority."""
        kind = self.kind(party)
        return kind is not PartyKind.PERSON and kind not in AUTHORITIES

    def capital(self, stake: Stake, reading: Reading) -> Fraction:
        """Give the share of capital."""
        told = stake.told.capital
        return told.part if told is not None else self._untold(stake, "capital", reading)

    def votes(self, stake: Stake, reading: Reading) -> Fraction:
        """Give the share of votes."""
        told = stake.told.votes
        return told.part if told is not None else self._untold(stake, "votes", reading)

    def _untold(self, stake: Stake, what: str, reading: Reading) -> Fraction:
        if not reading.is_most(self.fact(stake, what)):
            return NONE
        key = (stake.held, what)
        room = self._room.get(key)
        if room is None:
            told = (getattr(each.told, what) for each in self.into[stake.held])
            room = max(NONE, WHOLE - sum((each.part for each in told if each is not None), NONE))
            self._room[key] = room
        return room

    def controls(self, stake: Stake, reading: Reading) -> bool:
        """Say whether the holder controls otherwise than by votes (Article 3(3)(b) to (d))."""
        told = stake.told.control
        return told if told is not None else reading.is_most(self.fact(stake, "control"))

    def is_public(self, party: int, reading: Reading) -> bool:
        """Say whether somebody is a public body."""
        each = self.parties[party]
        if each.public is not None:
            return each.public
        if each.kind in PUBLIC or each.kind in NEVER_PUBLIC:
            return each.kind in PUBLIC
        return reading.is_most(("enterprise", each.id, "public"))

    def fact(self, stake: Stake, what: str) -> Unknown:
        """Name a fact of a holding."""
        return ("holding", stake.told.holder, stake.told.held, what)

    def above(self, parties: Iterable[int]) -> frozenset[int]:
        """Give these parties and whoever holds anything in them, at whatever remove."""
        found = set(parties)
        waiting = list(found)
        for party in waiting:
            for stake in self.into[party]:
                if stake.holder not in found:
                    found.add(stake.holder)
                    waiting.append(stake.holder)
        return frozenset(found)

    def unknowns(self, parties: Iterable[int]) -> Iterator[Unknown]:
        """Name every fact about the holdings in some parties that nobody told, and what is not told of the parties."""
        for party in parties:
            for stake in self.into[party]:
                told = stake.told
                if told.capital is None:
                    yield self.fact(stake, "capital")
                if told.votes is None:
                    yield self.fact(stake, "votes")
                if told.control is None:
                    yield self.fact(stake, "control")
                if self.kind(stake.holder) is PartyKind.BUSINESS_ANGEL and self.cents(told.investment) is None:
                    yield self.fact(stake, "investment")
            each = self.parties[party]
            if each.kind is PartyKind.LOCAL_AUTHORITY:
                if self.cents(each.budget) is None:
                    yield ("enterprise", each.id, "budget")
                if each.inhabitants is None:
                    yield ("enterprise", each.id, "inhabitants")
            if each.public is None and each.kind not in PUBLIC and each.kind not in NEVER_PUBLIC:
                yield ("enterprise", each.id, "public")


def cents_of_euro(money: Money | None) -> int | None:
    """Give the cents of what is in euro."""
    return money.minor if money is not None and money.currency == "EUR" else None


def named(names: Iterable[str]) -> str:
    """List names in their order; of many only the first and how many more there are.

    >>> named(["B", "A"]), named(f"N{number}" for number in range(9))
    ('A and B', 'N0, N1, N2, N3 and 5 more')
    """
    told = sorted(names)
    if len(told) > MOST_NAMED:
        told = [*told[: MOST_NAMED - 1], f"{len(told) - MOST_NAMED + 1} more"]
    return " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:])))

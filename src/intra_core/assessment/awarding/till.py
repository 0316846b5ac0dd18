"""The money of a call while it is given out: what is left in each pot, what is withheld, where it ran out."""

from typing import NamedTuple

from attrs import define, field

from intra_core.assessment.awarding.reason import Reason
from intra_core.assessment.awarding.rule import AwardRule
from intra_core.model.candidate import Candidate

BUDGET, OPEN = "budget", "open"
"""The money in all; with reserves, what of it is open to everybody."""
AREA, RESERVE = "area:", "reserve:"
"""What the names of the other pots begin with."""


class Turn(NamedTuple):
    """What came of an application's turn: why, which pots did not cover it, how much was there, and where they end."""

    reason: Reason
    short: tuple[str, ...] = ()
    left: int = 0
    reached_at: int | None = None


COVERED = Turn(Reason.COVERED)


@define
class Till:
    """The pots of a call: what each `can` still give, what is `withheld`, and the rank at which it was `reached`.

    An application takes the money of its area and, as much, that of the reserves kept for it and what is open to all.
    A pot is reached by the first application that what is left cannot cover; where the list then ends, the rest is
    withheld. `freed` is what reserves had left and others could have.
    """

    rule: AwardRule
    open: str = field(init=False)
    can: dict[str, int] = field(init=False)
    withheld: dict[str, int] = field(init=False, factory=dict)
    reached: dict[str, int] = field(init=False, factory=dict)
    freed: dict[str, int] = field(init=False, factory=dict)
    _sources: dict[tuple[str, ...], tuple[str, ...]] = field(init=False, factory=dict)
    _areas: dict[str, str] = field(init=False)
    _closed: dict[str | tuple[str, ...], Turn] = field(init=False, factory=dict)
    """What becomes of everybody who has only money that is gone; there may be a million of them."""

    def __attrs_post_init__(self) -> None:
        self.open = OPEN if self.rule.reserves else BUDGET
        self.can = pots_of(self.rule)
        self._areas = {word: f"{AREA}{word}" for word in self.rule.budgets}

    def turn(self, candidate: Candidate, given: int, rank: int) -> tuple[int, Turn]:
        """Give an application its turn, `given` what it was given before.

        Returns:
            What it is given now, and what came of its turn.
        """
        need, can, rule = candidate.award - given, self.can, self.rule
        sources = self._sources.get(candidate.reserves) or self._sources_of(candidate.reserves)
        may = can[self.open]
        if len(sources) > 1:
            may = sum([can[pot] for pot in sources])
        area = self._areas.get(candidate.area or "")
        room = may if area is None else can[area]
        if not room and (closed := self._closed.get(area or sources)) is not None:
            return 0, closed
        if need <= may and need <= room:
            self._take(need, sources, area)
            return need, COVERED
        short, there = (sources, may) if area is None or need <= room else ((area,), room)
        part = min(may, room)
        if rule.last == "refused" or given + part < candidate.least_award:
            part = 0
        if part:
            self._take(part, sources, area)
        ended = not there and any(self.withheld.get(pot) for pot in short)
        at = max([self.reached.setdefault(pot, rank) for pot in short])
        if rule.beyond == "ends":
            self._withhold(short)
        if part:
            return part, Turn(Reason.CUT, short, part, at)
        if there:
            return 0, Turn(Reason.TOO_LITTLE_LEFT, short, there, at)
        refused = Turn(Reason.LIST_ENDED if ended else Reason.NOTHING_LEFT, short, 0, at)
        if not room:
            self._closed[area or sources] = refused
        return 0, refused

    def open_reserves(self) -> bool:
        """Give the others what reserves have left, once everybody had a turn; say whether there is any.

        What is open to all and what is left of the areas are then there anew, until they are reached again: whoever is
        ranked before the application that ended the list of an area comes before it once more.
        """
        left = self.left
        freed = {pot: money for pot, money in left.items() if money and pot.startswith(RESERVE)}
        if not freed:
            return False
        self.freed = freed
        self._closed.clear()
        self.can = {**left, **dict.fromkeys(freed, 0), OPEN: left[OPEN] + sum(freed.values())}
        self.withheld = {}
        self.reached = {pot: rank for pot, rank in self.reached.items() if pot.startswith(RESERVE)}
        return True

    @property
    def left(self) -> dict[str, int]:
        """What is left in each pot, for somebody or nobody."""
        return {pot: money + self.withheld.get(pot, 0) for pot, money in self.can.items()}

    def _sources_of(self, reserves: tuple[str, ...]) -> tuple[str, ...]:
        kept = tuple(f"{RESERVE}{name}" for name in self.rule.reserves if name in reserves)
        found = (self.open, *kept) if self.rule.members == "open-first" else (*kept, self.open)
        self._sources[reserves] = found
        return found

    def _take(self, amount: int, sources: tuple[str, ...], area: str | None) -> None:
        can = self.can
        if area is not None:
            can[area] -= amount
        for pot in sources:
            part = min(can[pot], amount)
            can[pot] -= part
            amount -= part

    def _withhold(self, short: tuple[str, ...]) -> None:
        for pot in short:
            self.withheld[pot] = self.withheld.get(pot, 0) + self.can[pot]
            self.can[pot] = 0


def pots_of(rule: AwardRule) -> dict[str, int]:
    """Divide the money of a rule into its pots: what is open to all, reserves, areas.

    >>> rule = AwardRule(
    ...     currency="EUR", order="lottery", budget=100, last="cut", beyond="ends",
    ...     reserves={"roadshow": 45}, members="reserve-first", unused_reserve="kept",
    ... )
    >>> pots_of(rule)
    {'open': 55, 'reserve:roadshow': 45}
    """
    areas = {f"{AREA}{word}": money for word, money in rule.budgets.items()}
    kept = {f"{RESERVE}{name}": money for name, money in rule.reserves.items()}
    whole = sum(areas.values()) if rule.budget is None else rule.budget
    return {OPEN if kept else BUDGET: whole - sum(kept.values()), **kept, **areas}

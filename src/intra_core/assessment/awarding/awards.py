"""Awards in their order: what each application is granted and why, who waits, what is left of the money."""

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property

from attrs import frozen

from intra_core.assessment.awarding.checks import check_candidates
from intra_core.assessment.awarding.order import in_order
from intra_core.assessment.awarding.reason import Reason
from intra_core.assessment.awarding.rule import AwardRule
from intra_core.assessment.awarding.till import COVERED, OPEN, Till, Turn, pots_of
from intra_core.assessment.awarding.wording import sentence
from intra_core.model.candidate import Candidate


@frozen(kw_only=True)
class Decision:
    """What one application is granted, and why.

    `rank` is None where the merit is below the least. `short` names the pots that did not cover it: "budget", or
    with reserves "open" and "reserve:roadshow", or "area:east". `left` is what was there at its turn, `reached_at`
    the rank of the application that first could not be covered. `waiting` is its place among those who would be next.
    Amounts are in minor units.
    """

    id: str
    rank: int | None = None
    of: int
    asked: int
    granted: int
    currency: str
    reason: Reason
    short: tuple[str, ...] = ()
    left: int = 0
    reached_at: int | None = None
    waiting: int | None = None
    lot: int | None = None
    seeded: bool = False
    points: Decimal | None = None
    least_merit: Decimal | None = None

    @property
    def lot_text(self) -> str | None:
        """The number drawn: 64 hexadecimal digits where it comes of a seed, else as it was given."""
        return None if self.lot is None else f"{self.lot:064x}" if self.seeded else str(self.lot)

    @property
    def says(self) -> str:
        """The decision as a sentence."""
        return sentence(self)


@frozen(kw_only=True)
class Pot:
    """A part of the money: how much it was, what was granted from it, what others got of it, what is left."""

    name: str
    money: int
    granted: int
    freed: int
    left: int
    reached_at: int | None


@frozen(kw_only=True, eq=False)
class Awards:
    """What became of all applications of a call.

    `ordered` are those that have a rank, with the turn and the grant of each and, in a lottery, the numbers drawn;
    `unranked` are those whose merit is below the least.
    """

    rule: AwardRule
    ordered: tuple[Candidate, ...]
    turns: tuple[Turn, ...]
    granted: tuple[int, ...]
    lots: tuple[int, ...] | None
    unranked: tuple[Candidate, ...]
    till: Till

    def __iter__(self) -> Iterator[Decision]:
        """Give every decision: in the order of ranks, then those that have none, by their ids."""
        waiting = 0
        for index, turn in enumerate(self.turns):
            waits = turn is not COVERED
            waiting += waits
            yield self._ranked(index, turn, waiting if waits else None)
        for each in self.unranked:
            yield self._decision(each, Turn(Reason.BELOW_MERIT))

    def __len__(self) -> int:
        return len(self.ordered) + len(self.unranked)

    def of(self, name: str) -> Decision:
        """Give the decision on one application.

        Raises:
            KeyError: if there is none of this id.
        """
        return self._by_id[name]

    @cached_property
    def _by_id(self) -> dict[str, Decision]:
        return {each.id: each for each in self}

    @property
    def total(self) -> int:
        """What is granted in all."""
        return sum(self.granted)

    @property
    def pots(self) -> tuple[Pot, ...]:
        """The parts of the money: what is open to all first, then reserves, then areas."""
        till, left, found = self.till, self.till.left, []
        for name, money in pots_of(self.rule).items():
            freed = till.freed.get(name, 0)
            gained = sum(till.freed.values()) if name == OPEN else 0
            granted = money + gained - freed - left[name]
            reached = till.reached.get(name)
            found.append(Pot(name=name, money=money, granted=granted, freed=freed, left=left[name], reached_at=reached))
        return tuple(found)

    @property
    def digest(self) -> str:
        """SHA-256 of the sorted ids, each with a line feed: whoever has the list can see that nobody was left out."""
        ids = "".join(f"{each}\n" for each in sorted(each.id for each in (*self.ordered, *self.unranked)))
        return hashlib.sha256(ids.encode()).hexdigest()

    def _ranked(self, index: int, turn: Turn, waiting: int | None) -> Decision:
        return self._decision(
            self.ordered[index],
            turn,
            rank=index + 1,
            granted=self.granted[index],
            reached_at=turn.reached_at,
            waiting=waiting,
            lot=self.lots[index] if self.lots is not None else None,
        )

    def _decision(self, candidate: Candidate, turn: Turn, *, granted: int = 0, **more: int | None) -> Decision:
        return Decision(
            id=candidate.id,
            of=len(self.ordered),
            asked=candidate.award,
            granted=granted,
            currency=self.rule.currency,
            reason=turn.reason,
            short=turn.short,
            left=turn.left,
            seeded=self.rule.seed is not None,
            points=candidate.points,
            least_merit=self.rule.least_merit,
            **more,
        )


def award(candidates: Iterable[Candidate], rule: AwardRule) -> Awards:
    """Give a call's money out to eligible applications, in the order of its rule.

    Each has its turn once. Where reserves have money left and others may have it, those who were not covered have a
    second turn. The order in which applications are given does not matter.

    Raises:
        WrongInput: if two have one id or nothing parts them, or one lacks what the rule asks for.

    >>> rule = AwardRule(currency="EUR", order="first-come", budget=150, last="cut", beyond="ends")
    >>> three = [Candidate(id=name, award=100, submitted=moment) for name, moment in (("b", 2), ("a", 1), ("c", 3))]
    >>> for each in award(three, rule):
    ...     print(each.id, each.says)
    a ranked 1st of 3: granted EUR 1.00
    b ranked 2nd of 3: granted EUR 0.50 of EUR 1.00, all that was left of the budget; 1st on the waiting list
    c ranked 3rd of 3, the budget reached at the 2nd: nothing was left; 2nd on the waiting list
    """
    told = tuple(candidates)
    check_candidates(told, rule)
    ranking, below = _by_merit(told, rule)
    places, drawn = in_order(ranking, rule)
    ordered = tuple(ranking[place] for place in places)
    till = Till(rule)
    granted: list[int] = []
    turns: list[Turn] = []
    for rank, each in enumerate(ordered, 1):
        given, turn = till.turn(each, 0, rank)
        granted.append(given)
        turns.append(turn)
    missing = [index for index, turn in enumerate(turns) if turn is not COVERED]
    if rule.unused_reserve == "others" and missing and till.open_reserves():
        for index in missing:
            given, turn = till.turn(ordered[index], granted[index], index + 1)
            granted[index] += given
            if given or turns[index].reason is not Reason.CUT:
                turns[index] = turn
    return Awards(
        rule=rule,
        ordered=ordered,
        turns=tuple(turns),
        granted=tuple(granted),
        lots=tuple(drawn[place] for place in places) if drawn is not None else None,
        unranked=tuple(sorted(below, key=lambda each: each.id)),
        till=till,
    )


def _by_merit(told: tuple[Candidate, ...], rule: AwardRule) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...]]:
    """Set those apart whose points are below the least."""
    least = rule.least_merit
    if least is None:
        return told, ()
    enough = [each.points is None or each.points >= least for each in told]
    above = tuple(each for each, merits in zip(told, enough, strict=True) if merits)
    return above, tuple(each for each, merits in zip(told, enough, strict=True) if not merits)

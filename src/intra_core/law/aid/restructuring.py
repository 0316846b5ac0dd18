"""Whose an award is after mergers and splits: each part of it with those who may have it now."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from attrs import evolve, frozen

from intra_core.law.rounding import parts_of
from intra_core.model.aid import Merger, Split


@frozen(kw_only=True)
class Part:
    """A part of an award and who may have it now; `amount` None is not known, `owners` None is anybody.

    `missing` names what would tell whose it is, where that is open.
    """

    amount: int | None
    owners: frozenset[str] | None
    missing: tuple[str, ...] = ()

    def lies_in(self, undertakings: Collection[str]) -> bool | None:
        """Say whether it is one of theirs; None if that is not known."""
        if self.owners is None:
            return None
        inside = {each in undertakings for each in self.owners}
        return inside.pop() if len(inside) == 1 else None


@frozen(kw_only=True)
class Restructuring:
    """The mergers and splits up to a day, in their order.

    `by_activity` says whether whoever takes over the aided activity takes its aid: it does under the law of the Union,
    while the Subsidy Control Act 2022 gives each a proportionate part (section 40).
    """

    mergers: tuple[Merger, ...]
    splits: tuple[tuple[int, Split], ...]
    by_activity: bool

    @classmethod
    def until(
        cls, day: dt.date, mergers: Sequence[Merger], splits: Sequence[Split], *, by_activity: bool
    ) -> "Restructuring":
        """Take those that have come into effect on a day, that day included."""
        return cls(
            mergers=tuple(sorted((each for each in mergers if each.on <= day), key=lambda each: each.on)),
            splits=tuple(
                sorted(((at, each) for at, each in enumerate(splits) if each.on <= day), key=lambda each: each[1].on)
            ),
            by_activity=by_activity,
        )

    def parts(self, undertaking: str | None, granted: dt.date | None, amount: int | None) -> tuple[Part, ...]:
        """Give the parts of an award as they lie on the day: prior aid moves with a change, later aid does not.

        Of aid whose day is not known nobody can say whether it moved.
        """
        owners = None if undertaking is None else frozenset({undertaking})
        missing = ("undertaking",) if undertaking is None else ()
        found = [Part(amount=amount, owners=owners, missing=missing)]
        changes: list[tuple[dt.date, int, Merger | Split]] = [(each.on, -1, each) for each in self.mergers]
        changes += [(each.on, at, each) for at, each in self.splits]
        for day, at, change in sorted(changes, key=lambda each: (each[0], each[1])):
            if granted is None or granted <= day:
                found = [after for part in found for after in self._moved(part, at, change, sure=granted is not None)]
        return tuple(found)

    def _moved(self, part: Part, at: int, change: Merger | Split, *, sure: bool) -> tuple[Part, ...]:
        before = {*change.parties, change.into} if isinstance(change, Merger) else {change.from_}
        if part.owners is None or part.owners.isdisjoint(before):
            return (part,)
        after = _merged(part, change) if isinstance(change, Merger) else self._split(part, at, change)
        if sure:
            return after
        owners: frozenset[str] | None = part.owners
        for each in after:
            owners = None if owners is None or each.owners is None else owners | each.owners
        return (evolve(part, owners=owners, missing=(*part.missing, "granted")),)

    def _split(self, part: Part, at: int, split: Split) -> tuple[Part, ...]:
        assert part.owners is not None  # noqa: S101 (only what somebody may have is split)
        others = part.owners - {split.from_}
        if split.benefits is not None and self.by_activity:
            return (evolve(part, owners=others | {split.benefits}),)
        equity = split.equity
        if equity is not None and sum(each.minor for each in equity.values()) > 0:
            if others:
                return (evolve(part, owners=others | frozenset(equity)),)
            shares = allocated(part.amount, {name: each.minor for name, each in equity.items()})
            return tuple(evolve(part, amount=amount, owners=frozenset({name})) for name, amount in shares.items())
        told = split.parties if equity is None else tuple(equity)
        owners = others | frozenset(told) if told else None
        return (evolve(part, owners=owners, missing=(*part.missing, f"split[{at}].equity")),)


def _merged(part: Part, merger: Merger) -> tuple[Part, ...]:
    assert part.owners is not None  # noqa: S101 (only what somebody may have is moved)
    return (evolve(part, owners=part.owners - frozenset(merger.parties) | {merger.into}),)


def allocated(amount: int | None, weights: Mapping[str, int]) -> dict[str, int | None]:
    """Share out whole cents pro rata so that the parts sum to the whole: the largest remainders get a cent more.

    Args:
        amount: what is shared out; if it is not known, no part is, but for those of no weight.
        weights: by name; none below zero, and not all zero. Of equal remainders the first name in the alphabet wins.

    >>> allocated(100, {"B": 1, "C": 1, "A": 1})
    {'A': 34, 'B': 33, 'C': 33}
    """
    if amount is None:
        return {name: None if weight else 0 for name, weight in weights.items()}
    names = sorted(weights)
    return dict(zip(names, parts_of(amount, [weights[name] for name in names]), strict=True))

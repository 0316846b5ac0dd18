"""What is counted of applications decided before and after a change; tallies of parts add up to that of the whole."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

from attrs import field, frozen

K = TypeVar("K")

ELIGIBLE, REFUSED, UNDETERMINED = "eligible", "refused", "undetermined"
MORE, LESS, SAME, OPEN = "more", "less", "same", "award-open"
OUTCOMES: Mapping[tuple[str, str], str] = {
    (REFUSED, ELIGIBLE): "became-eligible",
    (ELIGIBLE, REFUSED): "lost",
    (REFUSED, REFUSED): "stays-refused",
    (UNDETERMINED, ELIGIBLE): "undetermined-to-eligible",
    (UNDETERMINED, REFUSED): "undetermined-to-refused",
    (ELIGIBLE, UNDETERMINED): "eligible-to-undetermined",
    (REFUSED, UNDETERMINED): "refused-to-undetermined",
    (UNDETERMINED, UNDETERMINED): "stays-undetermined",
}
"""What becomes of an application, by its verdict before and after; one that stays eligible is told by its award."""
EVERY_OUTCOME = (
    "became-eligible", MORE, LESS, "lost", "undetermined-to-eligible", "undetermined-to-refused",
    "eligible-to-undetermined", "refused-to-undetermined", SAME, OPEN, "stays-refused", "stays-undetermined",
)  # fmt: skip
"""All of them, those first that a change makes."""


def outcome(before: str, after: str, award: str) -> str:
    """Name what becomes of an application.

    >>> outcome("refused", "eligible", "award-open"), outcome("eligible", "eligible", "more")
    ('became-eligible', 'more')
    """
    return OUTCOMES.get((before, after), award)


@frozen(kw_only=True)
class Side:
    """Applications under one version: eligible, undetermined, eligible without a settled award; all awards together.

    `award` is in minor units, of the settled ones.
    """

    eligible: int = 0
    undetermined: int = 0
    unsettled: int = 0
    award: int = 0

    def __add__(self, other: "Side") -> "Side":
        return Side(
            eligible=self.eligible + other.eligible,
            undetermined=self.undetermined + other.undetermined,
            unsettled=self.unsettled + other.unsettled,
            award=self.award + other.award,
        )


@frozen(kw_only=True)
class Counts:
    """Some applications under both versions."""

    applications: int = 0
    before: Side = Side()
    after: Side = Side()

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            applications=self.applications + other.applications,
            before=self.before + other.before,
            after=self.after + other.after,
        )


@frozen(kw_only=True)
class Tally:
    """All that is counted.

    `kinds` are counts by what an application is, such as its size; a class that is None was not told. `unmet` counts by
    outcome and condition of the later version how often it is unmet and how often unknown. `mixtures` has by outcome
    and mixture of lines the number that is eligible and the sum of awards. `awards` counts awards before and after, in
    `distribution.steps`. `asked` tells functions that were asked row by row and for how many rows, `unanswered` those
    that were not asked, since a frame is not computed yet.
    """

    kinds: Mapping[str, Mapping[str | int | None, Counts]] = field(factory=dict)
    outcomes: Mapping[str, Counts] = field(factory=dict)
    unmet: Mapping[tuple[str, str], tuple[int, int]] = field(factory=dict)
    mixtures: Mapping[tuple[str, int], tuple[int, int]] = field(factory=dict)
    awards: tuple[Mapping[int, int], Mapping[int, int]] = field(factory=lambda: ({}, {}))
    asked: Mapping[str, int] = field(factory=dict)
    unanswered: Mapping[str, int] = field(factory=dict)
    invented: bool = False

    def __add__(self, other: "Tally") -> "Tally":
        """Give the tally of both.

        >>> one = Tally(outcomes={"lost": Counts(applications=1)}, awards=({5: 1}, {}))
        >>> (one + one).outcomes["lost"].applications, (one + Tally()) == one
        (2, True)
        """
        kinds = {
            name: _summed(self.kinds.get(name, {}), other.kinds.get(name, {})) for name in {**self.kinds, **other.kinds}
        }
        return Tally(
            kinds=kinds,
            outcomes=_summed(self.outcomes, other.outcomes),
            unmet=_paired(self.unmet, other.unmet),
            mixtures=_paired(self.mixtures, other.mixtures),
            awards=(_counted(self.awards[0], other.awards[0]), _counted(self.awards[1], other.awards[1])),
            asked=_counted(self.asked, other.asked),
            unanswered=_counted(self.unanswered, other.unanswered),
            invented=self.invented or other.invented,
        )

    @property
    def whole(self) -> Counts:
        """Every application."""
        return sum(self.outcomes.values(), Counts())

    def mixture(self, number: int, outcome: str | None = None) -> tuple[int, int]:
        """Give how many are eligible under a mixture of lines and the sum of their awards, of all or of one outcome."""
        found = [pair for (each, which), pair in self.mixtures.items() if which == number and outcome in {None, each}]
        return sum(eligible for eligible, _ in found), sum(award for _, award in found)


def _summed(one: Mapping[K, Counts], other: Mapping[K, Counts]) -> dict[K, Counts]:
    return {key: one.get(key, Counts()) + other.get(key, Counts()) for key in {**one, **other}}


def _paired(one: Mapping[K, tuple[int, int]], other: Mapping[K, tuple[int, int]]) -> dict[K, tuple[int, int]]:
    found = dict(one)
    for key, (first, second) in other.items():
        known = found.get(key, (0, 0))
        found[key] = known[0] + first, known[1] + second
    return found


def _counted(one: Mapping[K, int], other: Mapping[K, int]) -> dict[K, int]:
    return dict(Counter(one) + Counter(other))

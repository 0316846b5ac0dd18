"""What a change comes to: sums before and after, who gains and loses, which line has which part, how awards lie."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

from intra_core.assessment.simulation.change import Change, Line
from intra_core.assessment.simulation.distribution import bounds, deciles, histogram
from intra_core.assessment.simulation.sharing import mixtures, shares, way
from intra_core.assessment.simulation.tally import EVERY_OUTCOME, Counts, Side, Tally

NOT_TOLD = "unknown"


@frozen(kw_only=True)
class Part:
    """What a line has in a difference: in eligible applications, and in the sum of awards in minor units."""

    eligible: int
    award: int

    def __add__(self, other: "Part") -> "Part":
        return Part(eligible=self.eligible + other.eligible, award=self.award + other.award)


@frozen(kw_only=True, eq=False)
class Comparison:
    """A measure before and after a change, over some applications. `on` is the day all were decided on, if one was."""

    change: Change
    tally: Tally
    on: dt.date | None = None

    @property
    def currency(self) -> str:
        """The currency of all amounts."""
        return self.change.before.identity.currency

    @property
    def way(self) -> str:
        """How the difference is shared among the lines: `every-order` or `one-order`."""
        return way(len(self.change.lines))

    @cached_property
    def parts(self) -> Mapping[tuple[Line, str], Part]:
        """What each line has in the difference, by what becomes of the applications.

        The parts of all lines in an outcome sum to the difference of that outcome, to the cent.
        """
        lines = self.change.lines
        numbers = {each: number for number, each in enumerate(mixtures(lines))}
        found = {}
        for outcome in self.tally.outcomes:
            gained = {chosen: self.tally.mixture(number, outcome) for chosen, number in numbers.items()}
            eligible = shares(lines, {chosen: each[0] for chosen, each in gained.items()}.__getitem__)
            awards = shares(lines, {chosen: each[1] for chosen, each in gained.items()}.__getitem__)
            for line, first, second in zip(lines, eligible, awards, strict=True):
                found[line, outcome] = Part(eligible=first, award=second)
        return found

    def part(self, line: Line) -> Part:
        """Give what a line has in the whole difference."""
        own = (part for (each, _), part in self.parts.items() if each is line)
        return sum(own, Part(eligible=0, award=0))

    @property
    def outcomes(self) -> Iterator[tuple[str, Counts]]:
        """What becomes of how many, what a change makes first."""
        return ((name, self.tally.outcomes[name]) for name in EVERY_OUTCOME if name in self.tally.outcomes)

    def classes(self, kind: str) -> list[tuple[str, Counts]]:
        """Give the counts of a kind, in the order of its classes; those it is not told of come last."""
        found = self.tally.kinds.get(kind, {})
        known = sorted((each for each in found if each is not None), key=lambda each: _rank(kind, each))
        ordered = [(str(each), found[each]) for each in known]
        return [*ordered, (NOT_TOLD, found[None])] if None in found else ordered

    def reasons(self, *outcomes: str) -> list[tuple[str, int, int]]:
        """Give each condition of the later version with how often it is unmet and unknown, the most frequent first."""
        found: dict[str, tuple[int, int]] = {}
        for (outcome, condition), (unmet, unknown) in self.tally.unmet.items():
            if outcome in outcomes:
                known = found.get(condition, (0, 0))
                found[condition] = known[0] + unmet, known[1] + unknown
        told = [(condition, *counts) for condition, counts in found.items() if any(counts)]
        return sorted(told, key=lambda each: (-each[1], -each[2]))

    @cached_property
    def deciles(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The deciles of awards before and after, in minor units."""
        before, after = (deciles(each) for each in self.tally.awards)
        return before, after

    @cached_property
    def histogram(self) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """Round bounds in minor units, and between each two the awards before and after; empty without awards."""
        greatest = max((award for each in self.tally.awards for award in each), default=None)
        if greatest is None:
            return (), (), ()
        between = bounds(greatest)
        before, after = (histogram(each, between) for each in self.tally.awards)
        return between, before, after

    def to_dict(self) -> dict[str, object]:
        """Give the comparison for programs; amounts are whole minor units."""
        change = self.change
        between, *counts = self.histogram
        return {
            "measure": change.before.id,
            "digest": change.before.identity.digest,
            "currency": self.currency,
            "on": self.on.isoformat() if self.on is not None else None,
            "whole": _counts(self.tally.whole),
            "kinds": {
                kind: [{"class": name, **_counts(each)} for name, each in self.classes(kind)]
                for kind in self.tally.kinds
            },
            "outcomes": [{"outcome": name, **_counts(each)} for name, each in self.outcomes],
            "attribution": {
                "way": self.way,
                "lines": [
                    {
                        "line": list(line.names),
                        "before": line.before,
                        "after": line.after,
                        **_part(self.part(line)),
                        "outcomes": [{"outcome": name, **_part(self.parts[line, name])} for name, _ in self.outcomes],
                    }
                    for line in change.lines
                ],
            },
            "reasons": [
                {"outcome": name, "condition": condition, "unmet": unmet, "unknown": unknown}
                for name, _ in self.outcomes
                for condition, unmet, unknown in self.reasons(name)
            ],
            "awards": {
                side: {"deciles": list(tenths), "between": list(between), "counts": list(each)}
                for side, tenths, each in zip(("before", "after"), self.deciles, counts, strict=True)
            },
            "asked_row_by_row": dict(self.tally.asked),
            "unanswered": dict(self.tally.unanswered),
        }


def _rank(kind: str, told: str | int) -> tuple[int, str]:
    order = ("micro", "small", "medium", "large") if kind == "size" else ()
    return (order.index(told) if told in order else len(order)), f"{told:>4}" if isinstance(told, int) else str(told)


def _side(side: Side) -> dict[str, int]:
    return {
        "eligible": side.eligible,
        "undetermined": side.undetermined,
        "award_unsettled": side.unsettled,
        "award": side.award,
    }


def _counts(counts: Counts) -> dict[str, object]:
    return {"applications": counts.applications, "before": _side(counts.before), "after": _side(counts.after)}


def _part(part: Part) -> dict[str, int]:
    return {"eligible": part.eligible, "award": part.award}

"""The performance framework of 2014-2020: milestones and targets achieved, not achieved, or seriously failed."""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from intra_core.errors import Complaint, WrongInput
from intra_core.law.asking import Ask
from intra_core.law.lawbook import Lawbook, LawFigure, lawbook
from intra_core.law.policies import chosen
from intra_core.model.money import Money

Number = Fraction | Decimal | int
"""An exact number; never a float."""
PREFIX = "framework_2014"
_FIGURES = (
    "achieved", "excepted", "serious", "derogation_from", "may_be_excepted", "few", "serious_of_few", "serious_of_many",
)  # fmt: skip


class Stage(enum.Enum):
    """What is assessed: the milestones of the end of 2018, or the targets of the end of 2023."""

    MILESTONE = "milestone"
    TARGET = "target"


class Achievement(enum.Enum):
    """What Article 6 makes of a priority, from worst to best."""

    SERIOUS_FAILURE = "serious-failure"
    NEITHER = "neither"
    ACHIEVED = "achieved"


def _exact(value: object) -> None:
    if isinstance(value, float):
        msg = f"{value} is not exact; give a whole number, a Decimal or a Fraction"
        raise TypeError(msg)


def _above_zero(_: object, __: object, planned: Number) -> None:
    _exact(planned)
    if planned <= 0:
        msg = f"a milestone or target is above zero, not {planned}"
        raise ValueError(msg)


def _from_zero(_: object, __: object, value: Number | None) -> None:
    _exact(value)
    if value is not None and value < 0:
        msg = f"nothing achieves less than zero: {value}"
        raise ValueError(msg)


@frozen(kw_only=True)
class Progress:
    """One indicator or key implementation step of a priority: what was planned by the stage, and what is achieved.

    `achieved` None is not known; `at_least` then says what is certain all the same. Only operations implemented in full
    count, payments may be outstanding (Article 5(3)). A financial indicator counts certified eligible expenditure.

    >>> Progress(name="CO01", planned=80, achieved=68).part
    Fraction(17, 20)
    """

    name: str
    planned: Number = field(validator=_above_zero)
    achieved: Number | None = field(default=None, validator=_from_zero)
    at_least: Number = field(default=0, validator=_from_zero)

    @property
    def part(self) -> Fraction | None:
        """The part of what was planned that is achieved, or None if that is not known."""
        return None if self.achieved is None else Fraction(self.achieved) / Fraction(self.planned)


@frozen(kw_only=True)
class Assessed:
    """What a priority has come to. `outcome` is None where an unknown achievement could change it.

    `possible` are the outcomes that could be, `parts` what each indicator has achieved, `asks` the indicators whose
    achievement would tell, `policies` the readings that were taken, `articles` what the answer rests on.
    """

    stage: Stage
    by: dt.date
    outcome: Achievement | None
    possible: frozenset[Achievement]
    parts: Mapping[str, Fraction | None]
    asks: tuple[Ask, ...]
    articles: tuple[str, ...]
    policies: Mapping[str, str]


def framework_2014(
    indicators: Iterable[Progress],
    stage: Stage = Stage.TARGET,
    *,
    on: dt.date | None = None,
    told: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> Assessed:
    """Assess a priority by Article 6 of Regulation (EU) 215/2014, its indicators and key implementation steps alike.

    Where a priority has several funds or categories of region, each is assessed by itself (Article 7(3)).

    Args:
        indicators: all of the priority's performance framework, of one fund and category of region.
        stage: the milestones of 2018 or the targets of 2023.
        on: the day whose law is read; the day by which the stage is due, if None.
        told: readings by policy.
        law: the law, if it is not this library's.

    Raises:
        WrongInput: if there is no indicator, one stands twice, or no such framework was in force on the day.

    >>> parts = [Progress(name=name, planned=100, achieved=value) for name, value in (("a", 86), ("b", 90), ("c", 76))]
    >>> framework_2014(parts).outcome
    <Achievement.ACHIEVED: 'achieved'>
    >>> [ask.fact for ask in framework_2014([*parts, Progress(name="d", planned=100)]).asks]
    ['d']
    """
    law = law or lawbook()
    rows = tuple(indicators)
    names = [each.name for each in rows]
    if not rows or len(set(names)) < len(names):
        says = "an indicator stands twice" if rows else "a performance framework has at least one indicator"
        raise WrongInput([Complaint(says=says, key="indicators")])
    by = _figure(law, stage.value, on or dt.date.max)
    day = on or dt.date.fromordinal(int(by.number))
    limits = {name: _figure(law, name, day) for name in _FIGURES}
    readings = chosen(law, ("performance-2014",), told)
    rule = _Rule({name: figure.number for name, figure in limits.items()}, readings["derogation"] == "taken")
    possible = rule.possible(rows)
    outcome = next(iter(possible)) if len(possible) == 1 else None
    return Assessed(
        stage=stage,
        by=dt.date.fromordinal(int(by.number)),
        outcome=outcome,
        possible=possible,
        parts={each.name: each.part for each in rows},
        asks=() if outcome is not None else tuple(map(_ask, (each for each in rows if each.achieved is None))),
        articles=tuple(dict.fromkeys(each.article for each in (by, *limits.values()))),
        policies=readings,
    )


def _ask(row: Progress) -> Ask:
    return Ask(fact=row.name, question=f"How much of {row.planned} was achieved?", type="number")


def _figure(law: Lawbook, name: str, day: dt.date) -> LawFigure:
    found = law.figure(f"{PREFIX}.{name}", day)
    if found is None:
        says = f"no performance framework of 2014-2020 was in force on {day}"
        raise WrongInput([Complaint(says=says, instead="give a day since 2014-03-09", key="on")])
    return found


_Reached = tuple[int, int, int]
"""How many indicators stay below 85 %, below 75 % and below 65 %."""


@frozen
class _Rule:
    """Article 6(2) to (4) over how many indicators stay below each limit; nothing else of them matters."""

    limits: Mapping[str, Fraction]
    derogates: bool

    def possible(self, rows: tuple[Progress, ...]) -> frozenset[Achievement]:
        """Give every outcome that some achievement of the unknown indicators leads to."""
        reached: set[_Reached] = {(0, 0, 0)}
        for row in rows:
            steps = {self._below(part) for part in self._parts(row)}
            reached = {(a + x, b + y, c + z) for a, b, c in reached for x, y, z in steps}
        return frozenset(self._outcome(len(rows), each) for each in reached)

    def _parts(self, row: Progress) -> set[Fraction]:
        """Give the part that is achieved; of one that is not known, one of each kind that may be."""
        if row.part is not None:
            return {row.part}
        least = Fraction(row.at_least) / Fraction(row.planned)
        return {least, *(limit for limit in self._limits() if limit > least)}

    def _limits(self) -> tuple[Fraction, Fraction, Fraction]:
        return self.limits["achieved"], self.limits["excepted"], self.limits["serious"]

    def _below(self, part: Fraction) -> _Reached:
        first, second, third = (int(part < limit) for limit in self._limits())
        return first, second, third

    def _outcome(self, count: int, reached: _Reached) -> Achievement:
        short, far_short, serious = reached
        excepted = self.limits["may_be_excepted"] if count >= self.limits["derogation_from"] and self.derogates else 0
        if short == 0 or (short <= excepted and far_short == 0):
            return Achievement.ACHIEVED
        many = "serious_of_few" if count <= self.limits["few"] else "serious_of_many"
        return Achievement.SERIOUS_FAILURE if serious >= self.limits[many] else Achievement.NEITHER


def covers(
    allocations: Iterable[Money | None], priority: Money, *, on: dt.date, law: Lawbook | None = None
) -> bool | None:
    """Say whether outputs and key implementation steps stand for more than half of an allocation (Article 5(1)).

    Args:
        allocations: what each stands for, nothing counted more than once; None where it is not known.
        priority: the financial allocation to the priority, or to its fund and category of region (Article 7(3)).
        on: the day whose law is read.
        law: the law, if it is not this library's.

    Returns:
        None where an unknown allocation could change the answer.

    Raises:
        WrongInput: if the currencies differ, or no such framework was in force on the day.

    >>> half, day = Money(50_00, "EUR"), dt.date(2018, 12, 31)
    >>> covers([half], Money(100_00, "EUR"), on=day), covers([half, None], Money(100_00, "EUR"), on=day)
    (False, None)
    """
    parts = tuple(allocations)
    if any(each is not None and each.currency != priority.currency for each in parts):
        raise WrongInput([Complaint(says=f"the allocations are not all in {priority.currency}", key="allocations")])
    limit = _figure(law or lawbook(), "covered", on).number * priority.minor
    if sum(each.minor for each in parts if each is not None) > limit:
        return True
    return None if None in parts else False

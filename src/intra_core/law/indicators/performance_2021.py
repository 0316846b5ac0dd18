"""The performance framework of 2021-2027: which values are due by when, sent on which days, and what is reached."""

import datetime as dt
import enum
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import field, frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.law.asking import Ask
from intra_core.law.indicators.codes import IndicatorKind
from intra_core.law.lawbook import Lawbook, LawFigure, lawbook

Number = Fraction | int
PREFIX = "framework_2021"


class Reached(enum.Enum):
    """What can be said of a milestone or target on a day."""

    REACHED = "reached"
    MISSED = "missed"
    NOT_YET_DUE = "not-yet-due"
    UNKNOWN = "unknown"
    NONE = "none"
    """There is none: results have no milestone."""


@frozen(kw_only=True)
class Transmission:
    """One sending of data to the Commission: by `due`, with the state at the end of the month before (`as_at`)."""

    due: dt.date
    as_at: dt.date
    article: str


@frozen(kw_only=True)
class Planned:
    """What a specific objective plans of an indicator, and the cumulative values it has had by day.

    >>> Planned(code="RCO01", kind=IndicatorKind.OUTPUT, milestone=40, target=200).values
    {}
    """

    code: str
    kind: IndicatorKind
    milestone: Number | None = None
    target: Number | None = None
    values: Mapping[dt.date, Number] = field(factory=dict)


@frozen(kw_only=True)
class Standing:
    """Where an indicator stands on a day, as far as the act says: it sets no path and no share that is enough."""

    milestone: Reached
    target: Reached
    asks: tuple[Ask, ...]
    articles: tuple[str, ...]


def standing(planned: Planned, on: dt.date, *, law: Lawbook | None = None) -> Standing:
    """Say of an indicator's milestone and target whether it was reached in time, with the values known on a day.

    A value reached before the day counts on it, since values are cumulative (Article 42(1)); of values between which
    the day lies nothing is guessed. The act says no more: whether a programme is on track before 31 December 2024, and
    how much less than all would do, it leaves open.

    Args:
        planned: what is planned, and the values.
        on: the day on which this is asked; values after it are not looked at.
        law: the law, if it is not this library's.

    Raises:
        WrongInput: if a result has a milestone, a value is below zero, or the act was not in force on the day.

    >>> told = {dt.date(2024, 12, 31): 40}
    >>> firms = Planned(code="RCO01", kind=IndicatorKind.OUTPUT, milestone=40, target=200, values=told)
    >>> found = standing(firms, dt.date(2025, 2, 1))
    >>> found.milestone.value, found.target.value
    ('reached', 'not-yet-due')
    """
    law = law or lawbook()
    ends = {name: _figure(law, name, on) for name in ("milestone", "target")}
    has_milestone = planned.kind.value in law.members(f"{PREFIX}.with_milestone")
    _refuse(planned, has_milestone=has_milestone)
    asks: list[Ask] = []
    told = {}
    for name, aim in (("milestone", planned.milestone), ("target", planned.target)):
        if name == "milestone" and not has_milestone:
            told[name] = Reached.NONE
            continue
        told[name] = _reached(planned, aim, dt.date.fromordinal(int(ends[name].number)), on)
        if told[name] is Reached.UNKNOWN:
            end = dt.date.fromordinal(int(ends[name].number))
            question = f"What is its {name}?" if aim is None else f"What was its value on {end}?"
            asks.append(Ask(fact=planned.code, question=question, type="number"))
    return Standing(
        milestone=told["milestone"],
        target=told["target"],
        asks=tuple(asks),
        articles=tuple(each.article for each in ends.values()),
    )


def _refuse(planned: Planned, *, has_milestone: bool) -> None:
    wrong = [f"{planned.code} is {value} on {day}" for day, value in planned.values.items() if value < 0]
    if planned.milestone is not None and not has_milestone:
        wrong.append(f"{planned.code} is a {planned.kind.value} indicator, which has a target and no milestone")
    if wrong:
        raise WrongInput([Complaint(says=says, key=planned.code) for says in wrong])


def _reached(planned: Planned, aim: Number | None, end: dt.date, on: dt.date) -> Reached:
    values = {day: value for day, value in planned.values.items() if day <= on}
    before = [day for day in values if day <= end]
    after = [day for day in values if day >= end]
    if aim is None:
        return Reached.UNKNOWN if on > end else Reached.NOT_YET_DUE
    enough = bool(before) and values[max(before)] >= aim
    too_little = bool(after) and values[min(after)] < aim
    if enough and not too_little:
        return Reached.REACHED
    if on <= end:
        return Reached.NOT_YET_DUE
    return Reached.MISSED if too_little and not enough else Reached.UNKNOWN


def transmissions(what: str, *, law: Lawbook | None = None) -> tuple[Transmission, ...]:
    """Give every sending of data from the first to the last (Article 42), in order.

    Args:
        what: "operations", "indicators" or "instruments" (financial instruments).
        law: the law, if it is not this library's.

    Raises:
        WrongInput: if there is no such data.

    >>> [str(each.due) for each in transmissions("indicators")][:3]
    ['2022-01-31', '2022-07-31', '2023-01-31']
    """
    law = law or lawbook()
    sent = {
        name.rpartition(".")[2]: each.members for name, each in law.sets.items() if name.startswith(f"{PREFIX}.sent.")
    }
    if what not in sent:
        raise WrongInput([Complaint(says=f"unknown data {what!r}", instead=did_you_mean(what, sent), key="what")])
    first, last = (_figure(law, f"{name}_transmission", dt.date.max) for name in ("first", "last"))
    start, end = (dt.date.fromordinal(int(each.number)) for each in (first, last))
    return tuple(_between(start, end, sent[what], first.article))


def _between(start: dt.date, end: dt.date, days: Iterable[str], article: str) -> Iterator[Transmission]:
    for year in range(start.year, end.year + 1):
        for month, day in sorted(tuple(map(int, each.split("-"))) for each in days):
            due = dt.date(year, month, day)
            if start <= due <= end:
                yield Transmission(due=due, as_at=due.replace(day=1) - dt.timedelta(days=1), article=article)


def next_transmission(what: str, on: dt.date, *, law: Lawbook | None = None) -> Transmission | None:
    """Give the next sending that is due on a day or after it; None after the last.

    >>> found = next_transmission("indicators", dt.date(2026, 11, 23))
    >>> str(found.due), str(found.as_at)
    ('2027-01-31', '2026-12-31')
    """
    return next((each for each in transmissions(what, law=law) if each.due >= on), None)


def deadline(name: str, on: dt.date, *, law: Lawbook | None = None) -> LawFigure:
    """Give another day that the act sets, with its article.

    Args:
        name: "milestone", "target", "review", "final_report", "evaluation", "eligible_since" or "eligible_until".
        on: the day whose law is read.
        law: the law, if it is not this library's.

    Raises:
        KeyError: if there is no such day.
        WrongInput: if the act was not in force on the day.

    >>> found = deadline("final_report", dt.date(2026, 11, 23))
    >>> dt.date.fromordinal(int(found.number)), found.article
    (datetime.date(2031, 2, 15), 'Regulation (EU) 2021/1060 (common provisions), Article 43(1)')
    """
    return _figure(law or lawbook(), name, on)


def _figure(law: Lawbook, name: str, day: dt.date) -> LawFigure:
    found = law.figure(f"{PREFIX}.{name}", day)
    if found is None:
        says = f"the performance framework of 2021-2027 was not in force on {day}"
        raise WrongInput([Complaint(says=says, instead="give a day since 2021-07-01", key="on")])
    return found

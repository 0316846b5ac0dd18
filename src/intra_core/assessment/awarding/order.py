"""The order of applications: by moment, points or lot, then by what parts equals; it must come out complete."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from intra_core.assessment.awarding.checks import named
from intra_core.assessment.awarding.lot import lots_of
from intra_core.assessment.awarding.rule import AwardRule
from intra_core.errors import Complaint, WrongInput
from intra_core.model.allocation import AWARD, CRITERION, ID, LOT, POINTS, SUBMITTED, TieBreak
from intra_core.model.candidate import Candidate

BY = {"first-come": SUBMITTED, "lottery": LOT, "competition": POINTS}
"""What an order goes by first."""
MISSING = {SUBMITTED: "no moment of application", POINTS: "no points", LOT: "no number drawn"}


def keys_of(rule: AwardRule) -> tuple[TieBreak, ...]:
    """Give what puts applications in order, in turn.

    >>> rule = AwardRule(currency="EUR", order="competition", budget=1, last="cut", beyond="ends")
    >>> [(each.by, each.first) for each in keys_of(rule)]
    [('points', 'most')]
    """
    first = TieBreak(by=BY[rule.order])
    return first, *(each for each in rule.ties if each.by != first.by)


def in_order(candidates: Sequence[Candidate], rule: AwardRule) -> tuple[list[int], list[int] | None]:
    """Put applications in order, and give the numbers drawn for them if the order asks for any.

    Raises:
        WrongInput: if one lacks what the order asks for, or if two are equal in everything it asks for.
    """
    keys = keys_of(rule)
    columns = [_column(each.by, candidates, rule) for each in keys]
    lacking = list(_lacking(keys, columns, candidates))
    if lacking:
        raise WrongInput(lacking)
    places = list(range(len(candidates)))
    _sort(places, list(zip(columns, [key.first == "most" for key in keys], strict=True)))
    _check_complete(places, keys, columns, candidates)
    drawn = next((column for key, column in zip(keys, columns, strict=True) if key.by == LOT), None)
    return places, drawn


def _column(by: str, candidates: Sequence[Candidate], rule: AwardRule) -> list[Any]:
    if by == SUBMITTED:
        return [each.submitted for each in candidates]
    if by == POINTS:
        return [each.points for each in candidates]
    if by == AWARD:
        return [each.award for each in candidates]
    if by == ID:
        return [each.id for each in candidates]
    if by == LOT:
        if rule.seed is not None:
            return list[Any](lots_of(rule.seed, [each.id for each in candidates]))
        return [each.lot for each in candidates]
    return [each.figures.get(by) for each in candidates]


def _lacking(
    keys: Sequence[TieBreak], columns: Sequence[Sequence[object]], candidates: Sequence[Candidate]
) -> Iterator[Complaint]:
    for key, column in zip(keys, columns, strict=True):
        without = [candidate.id for candidate, value in zip(candidates, column, strict=True) if value is None]
        if without:
            what = MISSING.get(key.by, f"no {key.by.removeprefix(CRITERION)!r}")
            instead = "publish a seed, or give the numbers that were drawn" if key.by == LOT else None
            yield Complaint(says=f"{what} for {named(without)}", instead=instead, key=key.by)


def _sort(places: list[int], columns: Sequence[tuple[list[Any], bool]]) -> None:
    """Sort places by columns in turn; a later column is looked at only among equals."""
    (column, most_first), *others = columns
    places.sort(key=column.__getitem__, reverse=most_first)
    if not others:
        return
    start = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or column[places[end]] != column[places[start]]:
            if end - start > 1:
                equals = places[start:end]
                _sort(equals, others)
                places[start:end] = equals
            start = end


def _check_complete(
    places: Sequence[int],
    keys: Sequence[TieBreak],
    columns: Sequence[Sequence[object]],
    candidates: Sequence[Candidate],
) -> None:
    equal = list(pairwise(places))
    for column in columns:
        equal = [pair for pair in equal if column[pair[0]] == column[pair[1]]]
    if equal:
        names = [candidates[place].id for place in dict.fromkeys(place for pair in equal for place in pair)]
        says = f"nothing parts {named(names)}: they are equal in {', '.join(each.by for each in keys)}"
        instead = "say what parts equals: submitted, lot, award, points, another figure, or at last id"
        raise WrongInput([Complaint(says=says, instead=instead, key="ties")])

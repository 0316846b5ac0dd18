"""A suggestion followed to the letter: an application is changed as its answer says, and assessed anew."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.examples import assessed
from intra_core.assessment.measure import Measure
from intra_core.assessment.parts import SuggestedChange, Suggestion
from intra_core.rules.kinds import Day, Kind, Number, Records, number_of
from intra_core.rules.measure import Example
from intra_core.testing.ways import put_at, value_at, way
from intra_core.verdict import Outcome


def broken_promise(measure: Measure, example: Example, told: Suggestion) -> str | None:
    """Say how a suggestion that is followed does not give what it says, or is more than is needed; None if it does."""
    found = followed(measure, example, told.changes)
    if (found.verdict, found.amount) != (told.verdict, told.award):
        return f"“{told.says}” gives {found.verdict.value}, {found.amount}"
    for number in range(len(told.changes) if found.verdict is Outcome.ELIGIBLE else 0):
        fewer = told.changes[:number] + told.changes[number + 1 :]
        if followed(measure, example, fewer, told.changes).verdict is Outcome.ELIGIBLE:
            return f"“{told.says}” is more than is needed"
    return None


def followed(
    measure: Measure, example: Example, changes: Iterable[SuggestedChange], of: Iterable[SuggestedChange] = ()
) -> Assessment:
    """Change what a worked example gives as a suggestion says, and assess it on the day that is then right.

    Args:
        measure: the measure.
        example: the worked example.
        changes: what is followed.
        of: the whole suggestion, where only a part of it is followed: the records that it keeps of a list stand there
            with their fields changed, whether these are followed or not.
    """
    changes, given = tuple(changes), nested(example.given)
    whole = tuple(of) or changes
    day = example.on
    # Fields first: their places are those of the records before any is left out.
    for change in sorted(changes, key=lambda each: "[" not in each.fact):
        given = _follow(measure, given, change, whole)
        day = given["project"]["submitted"] if change.fact == "project.submitted" else day
    return assessed(measure, evolve(example, given=given, on=day))


def nested(given: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a file says with its dotted keys as tables.

    >>> nested({"undertaking.size": "small"})
    {'undertaking': {'size': 'small'}}
    """
    found: dict[str, Any] = {}
    for name, told in given.items():
        found = put_at(found, way(name), nested(told) if isinstance(told, dict) else told)
    return found


def _follow(
    measure: Measure, given: dict[str, Any], change: SuggestedChange, whole: tuple[SuggestedChange, ...]
) -> dict[str, Any]:
    path = way(change.fact)
    kind = _kind_of(measure, ".".join(part for part in path if isinstance(part, str)))
    if isinstance(kind, Records):
        after: object = _records(measure, kind, value_at(given, path), change, whole)
    else:
        after = as_given(kind, change.after)
    changed: dict[str, Any] = put_at(given, path, after)
    return changed


def _records(
    measure: Measure, kind: Records, records: list[Any], change: SuggestedChange, whole: tuple[SuggestedChange, ...]
) -> list[Any]:
    """Give the records that are kept, and those that are added with the keys of an application."""
    before: list[Any] = list(change.before) if isinstance(change.before, list | tuple) else []
    keys = {key: measure.vocabulary.facts[f"{change.fact}.{key}"].key or key for key in kind.fields}
    holder, changed = way(change.fact), {way(each.fact): each.after for each in whole}
    as_changed = [
        {key: changed.get((*holder, place, keys[key]), value) for key, value in record.items()}
        for place, record in enumerate(before)
    ]
    kept = []
    for told in change.after if isinstance(change.after, list | tuple) else ():
        place = next((n for n, each in enumerate(before) if each is not None and told in (each, as_changed[n])), None)
        if place is not None:
            before[place] = None
            kept.append(records[place])
        else:
            kept.append({keys[key]: as_given(kind.fields[key], value) for key, value in told.items()})
    return kept


def _kind_of(measure: Measure, fact: str) -> Kind:
    """Give the kind of a fact by its input key, of a field of a list by both names."""
    entries = measure.vocabulary.facts.values()
    kind = next((each.kind for each in entries if each.input_key == fact), number_of("money"))
    return measure.vocabulary.kind_in(measure.identity.currency, kind)


def as_given(kind: Kind, after: Any) -> Any:  # noqa: ANN401 (of any kind)
    """Write a value of an answer as an application has it."""
    match kind:
        case Number(unit=((unit, 1),)) if kind.currency or unit == "m2":
            return f"{unit} {after}" if kind.currency else f"{after} {unit}"
        case Number() if kind.unit and kind.scale > 1:
            return Decimal(str(after))
        case Day():
            return dt.date.fromisoformat(after)
        case _:
            return after

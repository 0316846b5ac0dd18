"""A suggestion followed to the letter: an application is changed as its answer says, and assessed anew."""

import copy
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.examples import assessed
from intra_core.assessment.measure import Measure
from intra_core.assessment.parts import SuggestedChange
from intra_core.rules.kinds import Day, Kind, Number, Records, number_of
from intra_core.rules.measure import Example

_FIELD = re.compile(r"(.*)\[(\d+)\]\.(.*)")


def followed(measure: Measure, example: Example, changes: Iterable[SuggestedChange]) -> Assessment:
    """Change what a worked example gives as a suggestion says, and assess it on the day that is then right."""
    given = nested(copy.deepcopy(dict(example.given)))
    day = example.on
    # Fields first: their places are those of the records before any is left out.
    for change in sorted(changes, key=lambda each: "[" not in each.fact):
        _follow(measure, given, change)
        day = given["project"]["submitted"] if change.fact == "project.submitted" else day
    return assessed(measure, evolve(example, given=given, on=day))


def nested(given: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a file says with its dotted keys as tables.

    >>> nested({"undertaking.size": "small"})
    {'undertaking': {'size': 'small'}}
    """
    found: dict[str, Any] = {}
    for name, told in given.items():
        _put(found, name, nested(told) if isinstance(told, dict) else told)
    return found


def _follow(measure: Measure, given: dict[str, Any], change: SuggestedChange) -> None:
    field = _FIELD.fullmatch(change.fact)
    if field is not None:
        holder, place, key = field.groups()
        given[holder][int(place)][key] = as_given(_kind_of(measure, f"{holder}.{key}"), change.after)
        return
    kind = _kind_of(measure, change.fact)
    if isinstance(kind, Records):
        given[change.fact] = _records(measure, kind, given[change.fact], change)
    else:
        _put(given, change.fact, as_given(kind, change.after))


def _records(measure: Measure, kind: Records, records: list[Any], change: SuggestedChange) -> list[Any]:
    """Give the records that are kept, and those that are added with the keys of an application."""
    before: list[Any] = list(change.before) if isinstance(change.before, list | tuple) else []
    kept = []
    for told in change.after if isinstance(change.after, list | tuple) else ():
        if told in before:
            place = before.index(told)
            before[place] = None
            kept.append(records[place])
        else:
            keys = {key: measure.vocabulary.facts[f"{change.fact}.{key}"].key or key for key in told}
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


def _put(given: dict[str, Any], name: str, told: Any) -> None:  # noqa: ANN401 (any value of an application)
    """Set a key, which the file may have dotted or in tables."""
    *tables, key = name.split(".")
    for table in tables:
        given = given.setdefault(table, {})
    given[key] = told

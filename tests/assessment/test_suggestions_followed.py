"""A suggestion followed to the letter: the application is changed as its answer says and assessed anew."""

import copy
import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from tests.installed import CATALOGUE

from intra_core import Outcome
from intra_core.assessment.assessment import Assessment
from intra_core.assessment.examples import assessed
from intra_core.assessment.measure import Measure
from intra_core.assessment.parts import SuggestedChange
from intra_core.rules.kinds import Day, Kind, Number, Records, number_of
from intra_core.rules.measure import Example

FIELD = re.compile(r"(.*)\[(\d+)\]\.(.*)")


def kind_of(measure: Measure, fact: str) -> Kind:
    """Give the kind of a fact by its input key, of a field of a list by both names."""
    entries = measure.vocabulary.facts.values()
    kind = next((each.kind for each in entries if each.input_key == fact), number_of("money"))
    return measure.vocabulary.kind_in(measure.identity.currency, kind)


def as_given(kind: Kind, after: Any) -> Any:
    """Write a value of an answer as an application has it."""
    match kind:
        case Number(unit=((unit, 1),)) if kind.currency or unit == "m2":
            return f"{unit} {after}" if kind.currency else f"{after} {unit}"
        case Number() if kind.unit and kind.scale > 1:
            return Decimal(after)
        case Day():
            return dt.date.fromisoformat(after)
        case _:
            return after


def put_in(given: dict[str, Any], name: str, told: Any) -> None:
    """Set a key, which the file may have dotted or in tables."""
    *tables, key = name.split(".")
    for table in tables:
        given = given.setdefault(table, {})
    given[key] = told


def nested(given: dict[str, Any]) -> dict[str, Any]:
    """Give what a file says with its dotted keys as tables."""
    found: dict[str, Any] = {}
    for name, told in given.items():
        plain = nested(told) if isinstance(told, dict) else told
        put_in(found, name, plain)
    return found


def follow(measure: Measure, given: dict[str, Any], change: SuggestedChange) -> None:
    """Change what is given as a suggestion says."""
    field = FIELD.fullmatch(change.fact)
    if field is not None:
        holder, place, key = field.groups()
        given[holder][int(place)][key] = as_given(kind_of(measure, f"{holder}.{key}"), change.after)
        return
    kind = kind_of(measure, change.fact)
    if not isinstance(kind, Records):
        put_in(given, change.fact, as_given(kind, change.after))
        return
    before, records = list(change.before), given[change.fact]  # type: ignore[call-overload] # a list
    kept = []
    for told in change.after:  # type: ignore[attr-defined] # a list
        if told in before:
            place = before.index(told)
            before[place] = None
            kept.append(records[place])
        else:
            keys = {key: measure.vocabulary.facts[f"{change.fact}.{key}"].key or key for key in told}
            kept.append({keys[key]: as_given(kind.fields[key], value) for key, value in told.items()})
    given[change.fact] = kept


def followed(measure: Measure, example: Example, changes: tuple[SuggestedChange, ...]) -> Assessment:
    given = nested(copy.deepcopy(dict(example.given)))
    day = example.on
    # Fields first: their places are those of the records before any is left out.
    for change in sorted(changes, key=lambda each: "[" not in each.fact):
        follow(measure, given, change)
        day = given["project"]["submitted"] if change.fact == "project.submitted" else day
    return assessed(measure, evolve(example, given=given, on=day))


@pytest.mark.no_cover  # what it finds is covered elsewhere too, and it is far faster unmeasured
@pytest.mark.parametrize("name", [measure.id for measure in CATALOGUE])
def test_an_application_changed_as_its_answer_says_is_granted_what_that_says(name: str) -> None:
    measure = CATALOGUE[name]
    for example in measure.examples:
        for told in assessed(measure, example).suggestions:
            found = followed(measure, example, told.changes)
            assert (found.verdict, found.amount) == (told.verdict, told.award), (example.name, told.says)
            if found.verdict is Outcome.ELIGIBLE:
                for number in range(len(told.changes)):
                    fewer = told.changes[:number] + told.changes[number + 1 :]
                    assert followed(measure, example, fewer).verdict is not Outcome.ELIGIBLE, (example.name, told.says)

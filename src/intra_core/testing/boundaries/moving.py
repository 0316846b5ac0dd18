"""One thing of a worked example is moved: a fact, a field of a record, how many records there are, or a day."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from intra_core.rules.kinds import MOST_RECORDS
from intra_core.rules.measure import Example

ON, SUBMITTED = "on", "project.submitted"
NUMBER = "number of "
_STEP = re.compile(r"([^.\[\]]+)((?:\[\d+\])*)")


@frozen
class Move:
    """What is moved, as people read it, and the value it is moved to.

    `what` is the way to a value in an application (`cost[0].net`), `on` for the day of decision, or the number of the
    records of a list (`number of cost`): the last ones go, or the first ones are told again under another id. No
    application is decided before it is made: where the day of application goes past that of decision, both are moved.
    """

    what: str
    value: object

    def example(self, example: Example) -> Example:
        """Give an example with this moved.

        Raises:
            LookupError: if the example has nothing there.

        >>> example = Example(name="x", on=dt.date(2024, 9, 2), given={"cost": [{"net": "EUR 5.00"}]}, expect={})
        >>> Move("cost[0].net", "EUR 6.00").example(example).given
        {'cost': [{'net': 'EUR 6.00'}]}
        >>> Move("number of cost", 2).example(example).given
        {'cost': [{'net': 'EUR 5.00'}, {'net': 'EUR 5.00'}]}
        """
        given = example.given
        if self.what == ON:
            if type(self.value) is not dt.date:  # a moment is one too
                raise LookupError(ON)
            if found(given, SUBMITTED) is None:  # whoever names no day of application applies on that of decision
                given = put(given, SUBMITTED, example.on)
            return evolve(example, on=self.value, given=given)
        if self.what.startswith(NUMBER):
            name = self.what.removeprefix(NUMBER)
            records = found(given, name)
            count = self.value
            if not isinstance(records, list) or not records or type(count) is not int or not 0 <= count <= MOST_RECORDS:
                raise LookupError(name)
            return evolve(example, given=put(given, name, repeated(records, count)))
        on = example.on
        if self.what == SUBMITTED and type(self.value) is dt.date:
            on = max(on, self.value)
        return evolve(example, on=on, given=put(given, self.what, self.value))


def repeated(records: Sequence[Any], count: int) -> list[Any]:
    """Give the first records of a list, or more than there are.

    >>> repeated([{"id": "a", "x": 1}], 2)
    [{'id': 'a', 'x': 1}, {'id': 'a-2', 'x': 1}]
    """
    told = []
    for number in range(count):
        again, place = divmod(number, len(records))
        record = records[place]
        other = isinstance(record, Mapping) and again and "id" in record
        told.append({**record, "id": f"{record['id']}-{again + 1}"} if other else record)
    return told


def way(what: str) -> tuple[str | int, ...]:
    """Take a way apart.

    >>> way("undertaking.nace[0].code")
    ('undertaking', 'nace', 0, 'code')
    """
    parts: list[str | int] = []
    for step in what.split("."):
        matched = _STEP.fullmatch(step)
        if matched is None:
            raise LookupError(what)
        parts.append(matched[1])
        parts.extend(int(number) for number in re.findall(r"\d+", matched[2]))
    return tuple(parts)


def found(given: Mapping[str, Any], what: str) -> Any:  # noqa: ANN401 (whatever stands there)
    """Give what stands at the end of a way; None if nothing does."""
    at: Any = given
    for part in way(what):
        try:
            at = at[part]
        except (LookupError, TypeError):
            return None
    return at


def put(given: Mapping[str, Any], what: str, value: object) -> dict[str, Any]:
    """Give facts with another value at the end of a way; tables on the way are made, records are not.

    Raises:
        LookupError: if a record on the way is not there.
    """
    changed: dict[str, Any] = _put(given, way(what), value)
    return changed


def _put(at: Any, parts: tuple[str | int, ...], value: object) -> Any:  # noqa: ANN401 (tables and lists)
    if not parts:
        return value
    first, rest = parts[0], parts[1:]
    if isinstance(first, int):
        if not isinstance(at, list) or first >= len(at):
            raise LookupError(first)
        return [_put(each, rest, value) if number == first else each for number, each in enumerate(at)]
    if at is not None and not isinstance(at, Mapping):
        raise LookupError(first)
    return {**(at or {}), first: _put((at or {}).get(first), rest, value)}

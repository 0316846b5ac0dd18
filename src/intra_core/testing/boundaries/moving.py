"""One thing of a worked example is moved: a fact, a field of a record, how many records there are, or a day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from intra_core.rules.book import ON, SUBMITTED
from intra_core.rules.kinds import MOST_RECORDS
from intra_core.rules.measure import Example
from intra_core.testing.ways import found, put_at, way

NUMBER = "number of "


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
        if self.what == ON.name:
            if type(self.value) is not dt.date:  # a moment is one too
                raise LookupError(ON.name)
            if found(given, way(SUBMITTED)) is None:  # whoever names no day of application applies on that of decision
                given = put_at(given, way(SUBMITTED), example.on)
            return evolve(example, on=self.value, given=given)
        if self.what.startswith(NUMBER):
            name = self.what.removeprefix(NUMBER)
            records = found(given, way(name))
            count = self.value
            if not isinstance(records, list) or not records or type(count) is not int or not 0 <= count <= MOST_RECORDS:
                raise LookupError(name)
            return evolve(example, given=put_at(given, way(name), repeated(records, count)))
        on = example.on
        if self.what == SUBMITTED and type(self.value) is dt.date:
            on = max(on, self.value)
        return evolve(example, on=on, given=put_at(given, way(self.what), self.value))


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

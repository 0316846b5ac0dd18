"""The records of a list taken in: whose they are, and which of their amounts can be reckoned with."""

from collections.abc import Callable, Iterable, Mapping

import narwhals.stable.v2 as nw
from attrs import frozen

from intra_core.assessment.columnar.intake import Source, Taken, parts_of, renamed, take, values
from intra_core.errors import Complaint, did_you_mean
from intra_core.rules.columnar.facts import Table
from intra_core.rules.columnar.running import KEY, OWNER, RECORD, Frame
from intra_core.rules.kinds import Records, is_amount

PLACE = "record"
"""In a list whose records have lists of their own, and in those: the column that tells its records apart."""


@frozen(eq=False)
class ListTaken:
    """The records of a list, taken in."""

    frame: Frame
    taken: Taken
    complaints: list[Complaint]
    values: Callable[[], Iterable[Complaint]] = tuple
    """Complains of values, where a column is of its type."""

    @classmethod
    def of(
        cls, name: str, frame: Frame, kind: Records, key: str, scale: Mapping[str, int], owner: str | None
    ) -> "ListTaken":
        """Take in the records of a list; `owner` is the list inside whose records it stands."""
        names = frame.collect_schema().names()
        keys = [(KEY, key)]
        if owner is not None:
            keys.append((OWNER, PLACE))
        if PLACE in names and any(isinstance(each, Records) for each in kind.fields.values()):
            keys.append((RECORD, PLACE))
        missing = [column for _, column in keys if column not in names]
        if missing:
            says = f"has no column {missing[0]!r}, so nothing says whose its records are"
            return cls(frame, Taken(Table()), [Complaint(says=says, instead=did_you_mean(missing[0], names), key=name)])
        sources = {
            each: Source(each, inner, parts_of(inner, scale.get(f"{name}.{each}")))
            for each, inner in kind.fields.items()
            if each in names
        }
        taken = take(name, frame, sources)
        limits = {each: kind.limit(each) for each in sources}
        complaints = list(taken.complaints)
        for column in names:
            if column not in {key, PLACE} and column not in kind.fields:
                near = did_you_mean(column, kind.fields)
                if near.startswith("did you mean"):
                    complaints.append(
                        Complaint(says="no rule reads such a field", instead=near, key=f"{name}.{column}")
                    )
        selected = frame.select(*renamed(frame, taken, keys))
        told = taken.table.facts
        amounts = {each: kind.limit(each)[1] // told[each].times for each in told if is_amount(kind.fields[each])}
        right = {each: sources[each] for each in taken.columns}
        together = _readable_together(selected, amounts)
        return cls(together, taken, complaints, lambda: values(name, frame, right, limits))


def _readable_together(frame: Frame, amounts: Mapping[str, int]) -> Frame:
    """Leave out the amounts of a field that come to more than one of them may, all those of an application."""
    if not amounts:
        return frame
    columns = {name: nw.col(f"= {name}") for name in amounts}
    alone = {name: nw.when(each <= amounts[name]).then(each) for name, each in columns.items()}
    frame = frame.with_columns(**{f"= {name}": each for name, each in alone.items()})
    frame = frame.with_columns(**{f"= {name} in all": each.sum().over(KEY) for name, each in columns.items()})
    kept = {
        f"= {name}": nw.when(nw.col(f"= {name} in all") <= amounts[name]).then(each) for name, each in columns.items()
    }
    return frame.with_columns(**kept).drop(*(f"= {name} in all" for name in amounts))

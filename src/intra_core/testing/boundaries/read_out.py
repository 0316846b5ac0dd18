"""The words of a boundary table for whoever reads it beside the call: rules, facts and sources by their names."""

import datetime as dt
import re
from collections.abc import Iterator

from attrs import field, frozen

from intra_core.assessment.explanation import Explanation
from intra_core.assessment.measure import Measure
from intra_core.provenance import Basis, Source
from intra_core.rules.book import SUBMITTED
from intra_core.testing.boundaries.moving import NUMBER
from intra_core.testing.boundaries.resting import keys_in
from intra_core.testing.boundaries.row import AWARD, Row
from intra_core.testing.ways import found, way

CALL = "call"
UNKNOWN = "a day that no source tells"
_RECORD = re.compile(r"\[\d+\]")


@frozen(kw_only=True, eq=False)
class ReadOut:
    """A measure in one language, as a table of its boundaries needs it."""

    measure: Measure
    language: str = "en"
    _told: dict[dt.date | None, Explanation] = field(factory=dict, init=False, repr=False)

    @property
    def title(self) -> str:
        """The measure's id and title."""
        return f"{self.measure.id}: {self._on(None).title}"

    def rule(self, row: Row) -> str:
        """Say what a row is of, as a sentence with the figures of the day of application."""
        day = self._day(row)
        told = self._on(day)
        if row.of == AWARD:
            return told.award or told.in_kind or ""
        if row.of == CALL:
            named = [each for each in told.calls if any(rests.startswith(f"call {each.id} ") for rests in row.rests)]
            return "; ".join(f"call {each.id}: {each.opens or UNKNOWN} to {each.closes or UNKNOWN}" for each in named)
        every = [each for each in (*told.conditions, *told.duties) if each.id == row.of]
        holding = [each for each in every if day is not None and each.period.may_hold(day.toordinal())]
        return "; ".join(dict.fromkeys(each.says for each in holding or every))

    def moved(self, row: Row) -> str:
        """Name what is moved by its label, and by the key that an application has for it."""
        key = _RECORD.sub("", row.moves.removeprefix(NUMBER))
        try:
            label = self.measure.vocabulary.label(key, self.language)
        except KeyError:
            return row.moves
        return f"{label} [{row.moves}]"

    def sources(self, rows: tuple[Row, ...]) -> tuple[Source, ...]:
        """Give the sources that rows rest on, in the order of their keys."""
        keys = {key for row in rows for each in row.rests for key in keys_in(each)}
        known = {each.source.id: each.source for each in self._bases() if each.source is not None}
        return tuple(known[key] for key in sorted(keys & known.keys()))

    def _bases(self) -> Iterator[Basis]:
        told = self._on(None)
        for call in told.calls:
            yield call.basis
        single = (each for each in (told.costs, told.state_aid) if each is not None)
        for each in (*told.conditions, *told.duties, *single):
            yield each.basis
        for figure in told.figures:
            for version in figure.versions:
                yield version.basis

    def _on(self, day: dt.date | None) -> Explanation:
        if day not in self._told:
            self._told[day] = self.measure.explain(self.language, day)
        return self._told[day]

    def _day(self, row: Row) -> dt.date | None:
        """Give the day of application in the example that a row moves."""
        example = next((each for each in self.measure.examples if each.name == row.example), None)
        if example is None:
            return None
        given = found(example.given, way(SUBMITTED))
        if isinstance(given, dt.datetime):
            return given.date()
        return given if isinstance(given, dt.date) else example.on

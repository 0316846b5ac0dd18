"""Applications drawn around the boundaries and days of a measure's own rules, with facts left out."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from attrs import fields, frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from intra_core.assessment.measure import Measure
from intra_core.io.application_file import application_from
from intra_core.io.document import Document
from intra_core.model.application import Application
from intra_core.testing.strategies.around import Around
from intra_core.testing.strategies.installed import catalogue, measure_named
from intra_core.testing.strategies.moved import moved_to_a_flip
from intra_core.testing.strategies.sketch import Sketch
from intra_core.testing.written import as_call, as_toml, told_by

if TYPE_CHECKING:
    from hypothesis.internal.conjecture.data import ConjectureData


@frozen(kw_only=True, eq=False, repr=False)
class DrawnApplication(Application):
    """An application that a strategy has drawn: an `Application` that shows itself as the file that says the same."""

    def __repr__(self) -> str:
        return as_call("parse_application", as_toml(self))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401 (what prints a failing draw)
        """Show it in what Hypothesis tells of a failing test."""
        del cycle
        told_by(printer, repr(self))


_KEPT = tuple(each.name for each in fields(Application) if each.init)


def applications(
    measure: str | Measure | None = None,
    *,
    region: str | None = None,
    on: dt.date | SearchStrategy[dt.date] | None = None,
    given: Mapping[str, object] | None = None,
    gaps: bool = True,
) -> SearchStrategy[Application]:
    """Draw applications to a measure, as its region takes them, each with its day of decision.

    They lie on and beside the boundaries and days of the measure's own rules. Some begin with one of its worked
    examples, of which some facts are moved, some left out; others tell little. What a failing test is shrunk to tells
    few facts. The installed regions are loaded when the first test draws.

    Args:
        measure: its id, such as "slovenia.forum", or the measure itself. Without it any measure of the region.
        region: the region; an id may then stand without it.
        on: the day of decision, or a strategy for it.
        given: facts by the names of an application file, such as `{"undertaking.size": "small"}`: the value, typed or
            as a file has it, a strategy that draws one, or None for what nobody tells. The name of a field of a list,
            such as "cost.kind", sets it in every record.
        gaps: whether facts may be left out. Without gaps every fact is told that the measure reads, but for those that
            may be stated in place of others.

    Raises:
        WrongInput: when the test runs, if there is no such measure, or no application tells such a fact.

    >>> from hypothesis import find, settings
    >>> asked = applications("westmidlands.warwickshire_growth", on=dt.date(2024, 9, 2))
    >>> find(asked, lambda each: each.cost is not None, settings=settings(derandomize=True))
    parse_application(\"\"\"
    region = "westmidlands"
    on = 2024-09-02
    cost = []
    \"\"\")
    """
    return _Asked(measure, region, on, dict(given or {}), gaps)


class _Asked(SearchStrategy[Application]):
    """Applications to a measure that is looked for before the first of them is drawn, and not while it is.

    What Hypothesis counts as time of a draw has to be that of a draw alone: loading the regions would look slow.
    """

    def __init__(
        self,
        measure: str | Measure | None,
        region: str | None,
        on: dt.date | SearchStrategy[dt.date] | None,
        given: Mapping[str, object],
        gaps: bool,
    ) -> None:
        super().__init__()
        self._asked = (measure, region, on, given, gaps)

    @cached_property
    def _wrapped(self) -> SearchStrategy[Application]:
        measure, region, on, given, gaps = self._asked
        if measure is None:
            every = catalogue().of_region(region) if region is not None else catalogue().measures
            return st.sampled_from(every).flatmap(lambda each: _of(each, on, given, gaps=gaps))
        return _of(measure if isinstance(measure, Measure) else measure_named(measure, region), on, given, gaps=gaps)

    def do_validate(self) -> None:
        """Look for the measure, and complain if there is none."""
        self._wrapped.validate()

    def do_draw(self, data: "ConjectureData") -> Application:
        """Draw one."""
        return data.draw(self._wrapped)

    def __repr__(self) -> str:
        measure, region, *_ = self._asked
        return f"applications({measure!r})" if measure is not None else f"applications(region={region!r})"


@lru_cache(maxsize=128)
def _around(measure: Measure) -> Around:
    return Around(measure)


def _of(
    measure: Measure, on: dt.date | SearchStrategy[dt.date] | None, given: Mapping[str, object], *, gaps: bool
) -> SearchStrategy[Application]:
    around = _around(measure)
    around.pinned(given)
    around.ready()
    pinned = {"on": on, **given} if on is not None else given

    @st.composite
    def drawn(draw: st.DrawFn) -> Application:
        sketch = Sketch(around, pinned, gaps, draw)
        sketch.tell()
        application = _read(sketch)
        if sketch.pick((False, True, True)) and moved_to_a_flip(sketch, measure.assess(application)):
            return _read(sketch)
        return application

    return drawn()


def _read(sketch: Sketch) -> DrawnApplication:
    """Read a sketch as the file that it is."""
    tree = sketch.tree
    read = application_from(Document("<drawn>", "", tree, "toml"), tree, tree["region"])
    taken = sketch.around.measure.intake.take(read)
    return DrawnApplication(**{name: getattr(taken, name) for name in _KEPT if name != "origin"})

"""Whole measures as their files have them, made up from calls, figures and conditions, and a region for them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from attrs import evolve, fields, frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.errors import WrongInput
from intra_core.io.decode import document_from
from intra_core.law.vocabulary import law_vocabulary, with_policies
from intra_core.model.text import LocalizedText
from intra_core.regions.host import Loaded
from intra_core.regions.reading import constants, measure_in
from intra_core.regions.region import Region
from intra_core.rules.book import MeasureScope
from intra_core.rules.kinds import YesNo
from intra_core.testing.strategies.expressions import expressions
from intra_core.testing.toml_text import toml_value
from intra_core.testing.written import as_call, told_by

T = TypeVar("T")
REGION, ID = "drawn", "drawn.measure"
_KINDS = ("fee", "travel")
_FIRST = dt.date(2020, 1, 1)


@frozen(kw_only=True, eq=False, repr=False)
class DrawnMeasure(Measure):
    """A measure that a strategy has drawn: a `Measure` that shows itself as its file."""

    text: str

    def __repr__(self) -> str:
        return as_call("measure_from", self.text)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401 (what prints a failing draw)
        """Show it in what Hypothesis tells of a failing test."""
        del cycle
        told_by(printer, repr(self))


@frozen
class _Line:
    """A condition that a measure may have, with the figure and the set it names."""

    id: str
    holds: str
    figure: str | None = None
    values: tuple[str, ...] = ()
    codes: Mapping[str, Any] | None = None


LINES = (
    _Line("size", "undertaking.size in sizes.sme"),
    _Line("seat", "undertaking.seat in place", codes={"place": {"nuts": ["SI03"]}}),
    _Line("employees", "undertaking.employees >= least_staff", "least_staff", ("1 person", "2 persons", "10 persons")),
    _Line("headcount", "undertaking.headcount < most_staff", "most_staff", ("10 AWU", "49.5 AWU", "250 AWU")),
    _Line("not-insolvent", "not undertaking.insolvent"),
    _Line("settled", "undertaking.obligations_settled or not undertaking.economic_activity"),
    _Line("tax-debt", "undertaking.tax_debt < debt_limit", "debt_limit", ("EUR 50.00", "EUR 0.01")),
    _Line("not-begun", "project.started >= project.submitted"),
    _Line(
        "age",
        "years_between(undertaking.registered, project.submitted) >= least_age",
        "least_age",
        ("1 year", "3 years"),
    ),
    _Line("sectors", "not any(a.code in sectors.de_minimis_excluded for a in undertaking.nace)"),
    _Line(
        "offers", "count(x for x in offer if x.comparable) >= least_offers", "least_offers", ("2 offers", "3 offers")
    ),
    _Line("exhibitors", "event.foreign_exhibitors >= least_foreign", "least_foreign", ("10 %", "33.33 %")),
    _Line("accounts", "any(x.turnover > least_sales for x in undertaking.accounts)", "least_sales", ("EUR 1.00",)),
)
"""What conditions say of the law's own facts, each in the words of calls."""


@cache
def drawn_region() -> Region:
    """Give the region that drawn measures belong to: a made-up one, with the law's words and no measure of its own.

    >>> drawn_region().id, drawn_region().measures
    ('drawn', ())
    """
    return Region(
        id=REGION,
        title=LocalizedText({"en": "A made-up region"}),
        nuts=("SI03",),
        languages=("en",),
        currency="EUR",
        time_zone="Europe/Ljubljana",
        member_state="SI",
        policies={},
        authorities=(),
        programme=None,
        described=(),
        rows=(),
        vocabulary=with_policies(law_vocabulary(), {}),
        measures=(),
    )


def measures() -> SearchStrategy[Measure]:
    """Draw measures of a made-up region, ready to be asked.

    They have one to three calls, dated figures of which some nobody found, conditions in the words of calls and one
    that may say anything, and an award. To draw applications to them, use `measures().flatmap(applications)`.

    >>> from hypothesis import Phase, find, settings
    >>> found = find(measures(), lambda _: True, settings=settings(phases=[Phase.generate]))
    >>> found.id, [each.id for each in found.rules.book.conditions]
    ('drawn.measure', ['something-to-pay'])
    """
    return measure_files().map(measure_from)


def measure_from(text: str) -> Measure:
    """Read the file of a drawn measure, as one of the made-up region; for an example that is to be kept.

    Raises:
        WrongInput: with every complaint about it.

    >>> from hypothesis import Phase, find, settings
    >>> text = find(measure_files(), lambda _: True, settings=settings(phases=[Phase.generate]))
    >>> measure_from(text).id
    'drawn.measure'
    """
    document = document_from(text, "drawn/measure.toml", "toml")
    rules = measure_in(document, drawn_region())
    document.close()
    region = evolve(drawn_region(), measures=(rules,))
    found = Catalogue(regions=(Loaded(region=region, distribution="drawn", version="0"),), quarantined=())[ID]
    told = {each.name: getattr(found, each.name) for each in fields(Measure) if each.init}
    return DrawnMeasure(**told, text=text)


def measure_files() -> SearchStrategy[str]:
    """Draw the text of a measure file that reads without complaint, for `measure_from` or a region's folder.

    >>> from hypothesis import Phase, find, settings
    >>> print(find(measure_files(), lambda _: True, settings=settings(phases=[Phase.generate])).splitlines()[1])
    id = "drawn.measure"
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> str:
        draft = _Draft(draw)
        text = draft.text()
        if draft.free is None:
            return text
        try:
            measure_from(text)
        except WrongInput:
            # What may say anything may also say what can never be, or come to more than is counted.
            draft.free = None
            return draft.text()
        return text

    return drawn()


class _Draft:
    """A measure file while it is drawn: every choice is made once, so that it can be written without its free line."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.calls = self._calls()
        self.lines = draw(st.lists(st.sampled_from(LINES), max_size=5, unique_by=lambda line: line.id))
        self.guarded = {line.id: self.pick((False, False, False, True)) for line in self.lines}
        self.figures = {line.figure: self._history(line.values) for line in self.lines if line.figure is not None}
        self.fixed = self.pick((False, False, True))
        self.floor = self.pick((False, True))
        if not self.fixed:
            self.figures["aid_intensity"] = self._history(("60 %", "50 %", "33.33 %", "100 %"))
        if self.floor:
            self.figures["floor"] = self._history(("EUR 300.00", "EUR 0.01"))
        self.figures["ceiling"] = self._history(("EUR 3000.00", "EUR 9999.99", "EUR 5000.00"))
        self.rounding = self.pick(("down", "up", "half-up"))
        self.regime = self.pick(("none", "de-minimis"))
        self.reducible = self.pick((False, True))
        self.free: str | None = draw(_free()).text if self.pick((False, False, True)) else None

    def pick(self, options: Sequence[T]) -> T:
        """Take one of some options; a failing test is shrunk towards the first."""
        return options[self.draw(st.integers(0, len(options) - 1))]

    def _calls(self) -> list[dict[str, Any]]:
        """Make calls one after the other, some of them open to a day that is not known."""
        found, day = [], _FIRST + dt.timedelta(days=self.draw(st.integers(0, 700)))
        for number in range(self.pick((1, 1, 2, 3))):
            opens, closes = day, day + dt.timedelta(days=self.draw(st.integers(0, 400)))
            window = {"since": opens - dt.timedelta(days=self.pick((0, 30))), "until": closes + dt.timedelta(days=365)}
            found.append({"id": f"c{number}", "opens": opens, "closes": closes, "costs": window})
            if self.pick((False, False, True)):
                found[-1]["until_funds_spent"] = True
            day = closes + dt.timedelta(days=self.pick((1, 2, 100)))
        if self.pick((False, False, False, True)):
            found[-1]["closes"] = "unknown"
        return found

    def _history(self, values: tuple[str, ...]) -> list[dict[str, Any]]:
        """Make a figure: one version, two of which the second begins within the calls, or one that nobody found."""
        what = self.pick(("one", "one", "two", "unknown"))
        first: dict[str, Any] = {"value": self.pick(values)}
        if what == "unknown" and not values[0].startswith("EUR"):
            unit = "%" if values[0].endswith("%") else values[-1].split()[1]
            return [{"value": "unknown", "unit": unit}]
        if what == "unknown":
            return [{"value": "unknown", "between": ["EUR 0.01", "EUR 10000.00"]}]
        if what == "two":
            turn = self.calls[-1]["opens"] + dt.timedelta(days=self.pick((0, 1, 20)))
            return [first, {"since": turn, "value": self.pick(values)}]
        return [first]

    def text(self) -> str:
        """Write the file."""
        basis = 'source = "drawn"\nmark = "assumed"'
        parts = [
            f'schema = 1\nid = "{ID}"\nkind = "grant"\ntitle = {{ en = "A made-up measure" }}',
            '[source.drawn]\ntitle = "Made up by a test"\nread = 2026-11-23',
            *(f"[[call]]\n{_keys(call)}\n{basis}" for call in self.calls),
            f"[parameter]\n{_keys({name: [_based(each) for each in told] for name, told in self.figures.items()})}",
        ]
        sets = {name: each for line in self.lines for name, each in (line.codes or {}).items()}
        if sets:
            parts.append(f"[set]\n{_keys(sets)}")
        names = [*self.figures, *sets]
        if not self.fixed:
            parts.insert(3, f"[costs]\nkinds = {toml_value(list(_KINDS))}")
            grant = {"is": "min(costs.eligible * aid_intensity, ceiling)", "round": self.rounding}
            parts.append(f"[define]\ngrant = {toml_value(grant)}")
            names.append("grant")
        parts.append(f"[label]\n{_keys({name: {'en': name.replace('_', ' ')} for name in names})}")
        award = "ceiling" if self.fixed else "grant"
        lines = [(line.id, line.holds, self.guarded[line.id]) for line in self.lines]
        lines += [("worthwhile", f"{award} >= floor", False)] if self.floor else []
        lines += [("free", self.free, False)] if self.free is not None else []
        for name, holds, guarded in lines:
            told = {"id": name, "holds": holds, "says": {"en": f"The condition {name} holds"}}
            told |= {"applies": "event.active"} if guarded else {}
            parts.append(f"[[condition]]\n{_keys(told)}\n{basis}")
        state_aid: dict[str, Any] = {"regime": self.regime}
        state_aid |= {"reducible": self.reducible} if self.regime != "none" else {}
        parts += [f"[state_aid]\n{_keys(state_aid)}\n{basis}", f"[award]\namount = {toml_value(award)}"]
        return "\n\n".join(parts) + "\n"


@cache
def _free() -> SearchStrategy[Any]:
    region = drawn_region()
    scope = MeasureScope(region.vocabulary, region.currency, {}, {}, {}, frozenset(), constants(region.member_state))
    return expressions(YesNo(), scope, depth=2)


def _based(version: dict[str, Any]) -> dict[str, Any]:
    return {**version, "source": "drawn", "mark": "assumed"}


def _keys(table: Mapping[str, Any]) -> str:
    return "\n".join(f"{key} = {toml_value(each)}" for key, each in table.items())

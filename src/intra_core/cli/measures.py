"""`intra measures`: the measures of one region or of all, with the state of their calls on a day."""

import datetime as dt
from argparse import Namespace
from collections.abc import Iterator

from attrs import frozen

from intra_core.assessment.calls import CallState, state_on
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.assessment.values import mark_to_iso
from intra_core.cli import changing, outside
from intra_core.cli.faults import Faults
from intra_core.cli.headings import call_in_words, heading
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.errors import Complaint
from intra_core.regions.host import Loaded
from intra_core.rules.kinds import Day
from intra_core.rules.values import written

STYLES = {"open": "green", "closed": "dim", "planned": "yellow", "unknown": "yellow"}


def answer(asked: Namespace) -> Reply:
    """List measures.

    Raises:
        WrongInput: if the day or the region is wrong.
    """
    faults = Faults()
    day = faults.day(asked.on)
    catalogue = outside.load_regions()
    regions = catalogue.regions
    if asked.region is not None:
        with faults:
            regions = (catalogue.region(asked.region),)
    year = None
    if asked.changing is not None:
        with faults:
            year = changing.year_of(asked.changing)
        beside = [name for name in ("open", "all", "on") if getattr(asked, name)]
        if beside:
            says = f"a year is asked for, and {' and '.join(f'--{name}' for name in beside)}"
            faults.complaints.append(Complaint(says=says, instead="give --changing alone", key="--changing"))
    faults.close()
    if year is not None:
        return changing.changing(asked, catalogue, regions, year)
    listed = [
        _Listed(catalogue, each, day or catalogue.today(each.region.id, outside.now()), asked.open) for each in regions
    ]
    return Reply(
        data={
            "on": (day or outside.now().date()).isoformat(),
            "measures": [entry for each in listed for entry in each.entries(asked.lang)],
            **({"may_be_open": [measure.id for each in listed for measure in each.may_be_open]} if asked.open else {}),
            **({"described": [entry for each in listed for entry in each.described(asked.lang)]} if asked.all else {}),
            "quarantined": quarantined_to_list(catalogue.quarantined),
        },
        lines=lambda: (line for each in listed for line in each.lines(asked.lang, with_described=asked.all)),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
        notes=() if regions else (heading(asked.lang, "nothing"),),
    )


@frozen
class _Listed:
    """The measures of one region on a day; `only_open` leaves out those that surely or perhaps are not open."""

    catalogue: Catalogue
    loaded: Loaded
    day: dt.date
    only_open: bool

    @property
    def states(self) -> tuple[tuple[Measure, CallState], ...]:
        """Every measure with the state of its call."""
        measures = self.catalogue.of_region(self.loaded.region.id)
        return tuple((each, state_on(each.identity, self.day.toordinal())) for each in measures)

    @property
    def shown(self) -> tuple[tuple[Measure, CallState], ...]:
        """The measures to be listed."""
        return tuple((each, state) for each, state in self.states if state.state == "open" or not self.only_open)

    @property
    def may_be_open(self) -> tuple[Measure, ...]:
        """The measures of which no source tells whether they are open."""
        return tuple(each for each, state in self.states if state.state == "unknown")

    def entries(self, language: str) -> Iterator[dict[str, object]]:
        """Give the measures for programs."""
        for measure, state in self.shown:
            call = state.call
            yield {
                "measure": measure.id,
                "title": measure.title.in_language(language),
                "region": measure.region,
                "kind": measure.identity.kind,
                "on": self.day.isoformat(),
                "call": {
                    "id": call.id if call is not None else None,
                    "state": state.state,
                    "opens": mark_to_iso(call.opens, call.opens_at) if call is not None else None,
                    "closes": mark_to_iso(call.closes, call.closes_at) if call is not None else None,
                },
            }

    def described(self, language: str) -> Iterator[dict[str, object]]:
        """Give what the region describes and nothing decides, for programs."""
        for each in self.loaded.region.described:
            title = each.title.in_language(language) if each.title is not None else None
            says = each.says.in_language(language)
            yield {"id": each.id, "region": self.loaded.region.id, "title": title, "says": says}

    def lines(self, language: str, *, with_described: bool) -> Iterator[Line]:
        """Write the list for people."""
        region = self.loaded.region
        day = written(Day(), self.day.toordinal(), region.vocabulary, language)
        yield Line(
            heading(language, "listed", title=region.title.in_language(language), region=region.id, day=day), 0, "bold"
        )
        for measure, state in self.shown:
            yield Line(f"{measure.id}: {measure.title.in_language(language)}", 2)
            yield Line(self.call(state, language), 4, STYLES[state.state])
        if not self.shown:
            yield Line(heading(language, "none"), 2)
        if self.only_open and self.may_be_open:
            unsure = ", ".join(each.id for each in self.may_be_open)
            yield Line(heading(language, "may be open", measures=unsure), 2, "yellow")
        if with_described and region.described:
            yield Line(heading(language, "described"), 2, "bold")
            for each in region.described:
                title = f"{each.title.in_language(language)}: " if each.title is not None else ""
                yield Line(f"{title}{each.says.in_language(language)}", 4)

    def call(self, state: CallState, language: str) -> str:
        """Write the state of a call."""
        if state.call is None:
            return heading(language, state.state)
        return call_in_words(state.call, state.state, self.loaded.region.vocabulary, language)

"""`intra assess`: decide an application by the measures of one region, or of all."""

import datetime as dt
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define, evolve, field, frozen

from intra_core.assessment.answer import Answer
from intra_core.assessment.catalogue import Catalogue
from intra_core.cli import fitting, outside, table
from intra_core.cli.faults import Faults, once
from intra_core.cli.fitting import LeftOut
from intra_core.cli.headings import heading
from intra_core.cli.identifier_notes import notes_on_identifiers
from intra_core.cli.reply import Line, Reply, complaint_to_dict, quarantined_to_list
from intra_core.cli.sheet import sheet, unread
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.application_file import application_from
from intra_core.io.decode import document_from
from intra_core.model.application import Application
from intra_core.regions.host import Loaded

if TYPE_CHECKING:
    from intra_core.io.document import Document

ALL = "all"


def answer(asked: Namespace) -> Reply:
    """Decide an application.

    Raises:
        WrongInput: with every fault of the application and of the options.
    """
    catalogue = outside.load_regions()
    if asked.table or asked.csv:
        return table.answer(asked, catalogue)
    file, *others = asked.files
    if others:
        says = f"{len(asked.files)} files are given"
        raise WrongInput([Complaint(says=says, instead="give one, or --table for one line each", key="FILE")])
    if asked.region == ALL:
        return all_regions(asked, catalogue, file).reply()
    found = one_region(asked, catalogue, file)
    data = found.answer.in_language(asked.lang)
    return Reply(
        data=data.to_dict(),
        lines=lambda: (*sheet(data, found.loaded, asked.lang, from_clock=found.from_clock), *unread(asked.lang)),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
        notes=tuple(notes_on_identifiers(found.loaded.region, found.application, asked.lang)),
        tells_language=True,
    )


@frozen
class Answered:
    """The answer of one region. `from_clock` says that nobody gave a day."""

    loaded: Loaded
    answer: Answer
    application: Application
    from_clock: bool


def one_region(asked: Namespace, catalogue: Catalogue, file: str) -> Answered:
    """Decide a file by the region that is asked for, or that it names.

    Raises:
        WrongInput: with every fault of the file and of the options.
    """
    faults = Faults()
    day = faults.day(asked.on)
    application: Application | None = None
    document: Document | None = None
    with faults:
        raw, name = outside.read(file)
        document = document_from(raw, name)
    stated = document.tree.get("region") if document is not None else None
    region = asked.region or (stated if isinstance(stated, str) else None)
    loaded: Loaded | None = None
    if region is not None:
        with faults:
            loaded = catalogue.region(region)
    elif document is not None and stated is None:
        such = next((each.region.id for each in catalogue.regions), "slovenia")
        instead = f'give --region {such}, or region = "{such}" in the file'
        faults.complaints.append(
            Complaint(says="no region is named", instead=instead, file=document.name, key="region")
        )
    known = catalogue.of_region(loaded.region.id) if loaded is not None else ()
    with faults:
        if document is not None:
            if known:
                known[0].intake.look_through(document)
            application = application_from(
                document, document.tree, asked.region if asked.region in fitting.names(catalogue) else None
            )
    measures = _measures(asked, catalogue, loaded.region.id, faults) if loaded is not None else ()
    found: Answered | None = None
    if application is not None and loaded is not None:
        with faults:
            found = _decided(catalogue, loaded, application, day, measures)
    faults.close()
    assert found is not None  # noqa: S101 (what kept it from being decided has been complained of)
    return found


def all_regions(asked: Namespace, catalogue: Catalogue, file: str) -> "Joined":
    """Decide a file by every region that works.

    Raises:
        WrongInput: with every fault of the file and of the options, or of all regions if none can read it.
    """
    faults = Faults()
    day = faults.day(asked.on)
    document: Document | None = None
    with faults:
        raw, name = outside.read(file)
        document = document_from(raw, name)
        fitting.check(document, catalogue)
    measures = _measures(asked, catalogue, None, faults)
    faults.close()
    assert document is not None  # noqa: S101 (what kept it from being read has been complained of)
    joined = Joined(catalogue, asked.lang, day)
    for loaded in catalogue.regions:
        own = tuple(name for name in measures if catalogue.by_id[name].region == loaded.region.id)
        if own or not measures:
            try:
                application, left_out = fitting.fitted(document, catalogue, loaded.region.id)
                joined.answered.append(_decided(catalogue, loaded, application, day, own))
                joined.left_out.extend(left_out)
            except WrongInput as wrong:
                joined.refused.append((loaded.region.id, wrong.complaints))
    if joined.refused and not joined.answered:
        raise WrongInput(once(complaint for _, complaints in joined.refused for complaint in complaints))
    return joined


@define
class Joined:
    """The answers of several regions; `refused` are those that could not read the application, with the reasons."""

    catalogue: Catalogue
    language: str
    day: dt.date | None
    """The day that was asked for."""
    answered: list[Answered] = field(factory=list)
    refused: list[tuple[str, tuple[Complaint, ...]]] = field(factory=list)
    left_out: list[LeftOut] = field(factory=list)

    def reply(self) -> Reply:
        """Join them."""
        days = [each.answer.on for each in self.answered if not each.from_clock]
        on = self.day or (days[0] if days else outside.now().date())
        quarantined = self.catalogue.quarantined
        refused = [
            {"region": region, "complaints": list(map(complaint_to_dict, told))} for region, told in self.refused
        ]
        return Reply(
            data={
                "on": on.isoformat(),
                "regions": [each.answer.in_language(self.language).to_dict() for each in self.answered],
                "quarantined": quarantined_to_list(quarantined),
                "refused": refused,
                "left_out": [{"region": each.region, "fact": each.fact, "word": each.word} for each in self.left_out],
            },
            lines=self.lines,
            quarantined=quarantined,
            noticed=self.catalogue.incidents,
            notes=tuple(self.notes()),
            tells_language=True,
        )

    def lines(self) -> Iterator[Line]:
        """Write down the answers one below the other."""
        for number, each in enumerate(self.answered):
            yield from (Line(), Line()) if number else ()
            yield from sheet(
                each.answer.in_language(self.language), each.loaded, self.language, from_clock=each.from_clock
            )
        yield from unread(self.language)

    def notes(self) -> Iterator[str]:
        """Tell which regions did not answer, or answered without a word they do not know."""
        if not self.catalogue.regions:
            yield heading(self.language, "nothing")
        for region, complaints in self.refused:
            yield "\n".join([heading(self.language, "refused", region=region), *map(str, complaints)])
        for each in self.answered:  # a number of a kind that only another region knows is none of its business
            asked = each.loaded.region
            yield from notes_on_identifiers(asked, each.application, self.language, strange=False)
        words = dict.fromkeys((each.fact, each.word) for each in self.left_out)
        for fact, word in words:
            regions = ", ".join(each.region for each in self.left_out if (each.fact, each.word) == (fact, word))
            yield heading(self.language, "left out", fact=fact, word=word, regions=regions)


def _decided(
    catalogue: Catalogue, loaded: Loaded, application: Application, day: dt.date | None, measures: tuple[str, ...]
) -> Answered:
    """Ask a region on the day that is given, or on its own today."""
    region = loaded.region.id
    if day is not None:
        application = evolve(application, on=day)
    from_clock = application.on is None
    today = catalogue.today(region, outside.now()) if from_clock else None
    found = catalogue.assess(application, on=today, region=region, measures=measures)
    return Answered(loaded, found, application, from_clock)


def _measures(asked: Namespace, catalogue: Catalogue, region: str | None, faults: Faults) -> tuple[str, ...]:
    """Give the measures that are asked for by name, each once; all are of a region, if one is asked."""
    known = [each.id for each in catalogue if region is None or each.region == region]
    for name in asked.measure:
        if name in catalogue.by_id and name not in known:
            its = catalogue.by_id[name].region
            says, instead = f"{name!r} is a measure of {its!r}, and {region!r} is asked", f"give --region {its}"
            faults.complaints.append(Complaint(says=says, instead=instead, key="--measure"))
        elif name not in known:
            says = f"there is no measure {name!r}"
            faults.complaints.append(Complaint(says=says, instead=did_you_mean(name, known), key="--measure"))
    return tuple(name for name in dict.fromkeys(asked.measure) if name in known)

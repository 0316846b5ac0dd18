"""`intra assess`: decide an application by the measures of one region, or of all."""

import datetime as dt
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from intra_core.assessment.answer import Answer
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.reading import parse_application
from intra_core.cli import outside
from intra_core.cli.faults import Faults, once
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply, complaint_to_dict, quarantined_to_list
from intra_core.cli.sheet import sheet
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.application_file import application_from
from intra_core.io.document import Document, document_from
from intra_core.model.application import Application
from intra_core.regions.host import Loaded

ALL = "all"


def answer(asked: Namespace) -> Reply:
    """Decide an application.

    Raises:
        WrongInput: with every fault of the application and of the options.
    """
    catalogue = outside.load_regions()
    return _all_regions(asked, catalogue) if asked.region == ALL else _one_region(asked, catalogue)


@frozen
class _Answered:
    """The answer of one region. `from_clock` says that nobody gave a day."""

    loaded: Loaded
    answer: Answer
    from_clock: bool


def _one_region(asked: Namespace, catalogue: Catalogue) -> Reply:
    faults = Faults()
    day = faults.day(asked.on)
    application: Application | None = None
    with faults:
        raw, name = outside.read(asked.file)
        application = parse_application(raw, name, region=asked.region if asked.region in _names(catalogue) else None)
    region = asked.region or (application.region if application is not None else None)
    loaded: Loaded | None = None
    if region is not None:
        with faults:
            loaded = catalogue.region(region)
    elif application is not None:
        instead = 'give --region slovenia, or region = "slovenia" in the file'
        faults.complaints.append(Complaint(says="no region is named", instead=instead, key="region"))
    measures = (
        ()
        if loaded is None
        else _measures(asked, tuple(each.id for each in catalogue.of_region(loaded.region.id)), faults)
    )
    found: _Answered | None = None
    if application is not None and loaded is not None:
        with faults:
            found = _decided(catalogue, loaded, application, day, measures)
    faults.close()
    assert found is not None  # noqa: S101 (what kept it from being decided has been complained of)
    data, answered = found.answer.in_language(asked.lang), found
    return Reply(
        data=data.to_dict(),
        lines=lambda: sheet(data, answered.loaded, asked.lang, from_clock=answered.from_clock),
        quarantined=catalogue.quarantined,
    )


def _all_regions(asked: Namespace, catalogue: Catalogue) -> Reply:
    faults = Faults()
    day = faults.day(asked.on)
    document: Document | None = None
    with faults:
        raw, name = outside.read(asked.file)
        document = document_from(raw, name)
        _application(document, catalogue, None)
    measures = _measures(asked, tuple(catalogue.by_id), faults)
    faults.close()
    assert document is not None  # noqa: S101 (what kept it from being read has been complained of)
    found: list[_Answered] = []
    refused: list[tuple[str, tuple[Complaint, ...]]] = []
    for loaded in catalogue.regions:
        region = loaded.region.id
        own = tuple(name for name in measures if catalogue.by_id[name].region == region)
        if own or not measures:
            try:
                found.append(_decided(catalogue, loaded, _application(document, catalogue, region), day, own))
            except WrongInput as wrong:
                refused.append((region, wrong.complaints))
    if refused and not found:
        raise WrongInput(once(complaint for _, complaints in refused for complaint in complaints))
    return _joined(asked, catalogue, found, refused, day or _stated_day(document))


def _joined(
    asked: Namespace,
    catalogue: Catalogue,
    found: list[_Answered],
    refused: list[tuple[str, tuple[Complaint, ...]]],
    day: dt.date | None,
) -> Reply:
    """Join the answers of several regions."""
    found = [evolve(each, answer=each.answer.in_language(asked.lang)) for each in found]

    def lines() -> Iterator[Line]:
        for number, each in enumerate(found):
            yield from (Line(), Line()) if number else ()
            yield from sheet(each.answer, each.loaded, asked.lang, from_clock=each.from_clock)

    notes = [
        "\n".join([heading("en", "refused", region=region), *map(str, complaints)]) for region, complaints in refused
    ]
    return Reply(
        data={
            "on": (day or outside.now().date()).isoformat(),
            "regions": [each.answer.to_dict() for each in found],
            "quarantined": quarantined_to_list(catalogue.quarantined),
            "refused": [
                {"region": region, "complaints": list(map(complaint_to_dict, complaints))}
                for region, complaints in refused
            ],
        },
        lines=lines,
        quarantined=catalogue.quarantined,
        notes=tuple(notes if catalogue.regions else [heading("en", "nothing")]),
    )


def _names(catalogue: Catalogue) -> set[str]:
    return {each.region.id for each in catalogue.regions} | {each.region for each in catalogue.quarantined}


def _application(document: Document, catalogue: Catalogue, region: str | None) -> Application:
    """Read an application for one region, or for none, without the tables of facts that only others know."""
    others = _names(catalogue) - {region}
    tree: dict[str, Any] = {key: value for key, value in document.tree.items() if key not in others}
    return application_from(Document(document.name, document.text, document.tree, document.form), tree, region)


def _stated_day(document: Document) -> dt.date | None:
    return application_from(document, {"on": document.tree["on"]}).on if "on" in document.tree else None


def _decided(
    catalogue: Catalogue, loaded: Loaded, application: Application, day: dt.date | None, measures: tuple[str, ...]
) -> _Answered:
    """Ask a region on the day that is given, or on its own today."""
    region = loaded.region.id
    if day is not None:
        application = evolve(application, on=day)
    from_clock = application.on is None
    today = catalogue.today(region, outside.now()) if from_clock else None
    found = catalogue.assess(application, on=today, region=region, measures=measures)
    return _Answered(loaded, found, from_clock)


def _measures(asked: Namespace, known: tuple[str, ...], faults: Faults) -> tuple[str, ...]:
    """Give the measures that are asked for by name, each once."""
    for name in asked.measure:
        if name not in known:
            says = f"there is no measure {name!r}"
            faults.complaints.append(Complaint(says=says, instead=did_you_mean(name, known), key="--measure"))
    return tuple(name for name in dict.fromkeys(asked.measure) if name in known)

"""The files of a project's frame: the project itself, its recommendations, events, indicators and service terms."""

from collections.abc import Collection, Iterator

from attrs import frozen

from intra_core.errors import did_you_mean
from intra_core.io.document import Document, Table
from intra_core.io.money_text import money
from intra_core.io.parts import Sources, daymark, localized, positive, word_of, words_of
from intra_core.io.vocabulary_file import schema
from intra_core.model.frame import Claim, Frame, Grant, Phase
from intra_core.model.indicator import Indicator, IndicatorLevel
from intra_core.model.project_event import EventKind, ProjectEvent
from intra_core.model.recommendation import Recommendation, RecommendationCategory, RecommendationSet
from intra_core.model.support import Service, ServiceTerm, Stage, StageTerm, Taxonomy
from intra_core.model.text import LocalizedText

UNKNOWN = LocalizedText({"en": "?"})


@frozen(kw_only=True)
class FrameFiles:
    """The documents that a frame is read from."""

    project: Document
    recommendations: Document
    events: Document
    indicators: Document
    services: Document


def frame(files: FrameFiles) -> Frame:
    """Read the frame of a project; complaints go to the documents."""
    root, sources = _opened(files.project)
    project = root.table("project", required=True) or Table(files.project, (), {})
    regions = project.texts("regions")
    grant = root.table("grant")
    terms, terms_sources = _opened(files.services)
    taxonomies = tuple(_taxonomies(terms, terms_sources))
    services = tuple(_services(terms, terms_sources, [each.id for each in taxonomies]))
    found = Frame(
        id=project.text("id", required=True) or "?",
        title=localized(project, "title", required=True) or UNKNOWN,
        index=project.text("index", required=True) or "?",
        programme=project.text("programme", required=True) or "?",
        regions=regions,
        grant=_grant(grant, sources) if grant is not None else None,
        phases=tuple(_phases(root, sources)),
        claims=tuple(_claims(root, sources, regions)),
        recommendation_sets=_recommendation_sets(files.recommendations),
        events=tuple(_events(files.events, regions)),
        indicators=tuple(_indicators(files.indicators)),
        basis=sources.basis(project),
        taxonomies=taxonomies,
        services=services,
        stages=tuple(_stages(terms)),
    )
    terms.end()
    project.end()
    root.end()
    return found


def _opened(document: Document) -> tuple[Table, Sources]:
    root = document.root()
    schema(root)
    return root, Sources.of(root)


def _grant(table: Table, sources: Sources) -> Grant | None:
    amount, basis = money(table, "amount"), sources.basis(table)
    table.end()
    return Grant(amount=amount, basis=basis) if amount is not None else None


def _phases(root: Table, sources: Sources) -> Iterator[Phase]:
    for table in root.tables("phase"):
        number = positive(table, "number", required=True)
        since, until = table.day("since", required=True), table.day("until", required=True)
        says, basis = localized(table, "says", required=True), sources.basis(table)
        table.end()
        if number is not None and since is not None and until is not None and says is not None:
            yield Phase(number=number, since=since, until=until, says=says, basis=basis)


def _claims(root: Table, sources: Sources, regions: Collection[str]) -> Iterator[Claim]:
    for table in root.tables("claim"):
        about, region = table.text("about", required=True), table.text("region")
        _refuse_strange(table, "region", (region,) if region is not None else (), regions)
        count, said = positive(table, "count"), localized(table, "said", required=True)
        on, basis = daymark(table, "on"), sources.basis(table)
        table.end()
        if about is not None and said is not None:
            yield Claim(about=about, region=region, count=count, said=said, on=on, basis=basis)


def _refuse_strange(table: Table, key: str, named: Collection[str], regions: Collection[str]) -> None:
    for name in named:
        if name not in regions:
            table.complain(key, f"no region of the project is called {name!r}", did_you_mean(name, regions))


def _recommendation_sets(document: Document) -> tuple[RecommendationSet, ...]:
    root, sources = _opened(document)
    texts: dict[RecommendationCategory, list[Recommendation]] = {}
    numbers: set[int] = set()
    for table in root.tables("recommendation"):
        number, name = positive(table, "number", required=True), table.text("id", required=True)
        category = word_of(table, "of", RecommendationCategory, required=True)
        says, basis = localized(table, "says", required=True), sources.basis(table)
        table.end()
        if number in numbers:
            table.complain("number", f"two recommendations have the number {number}")
        if number is not None and name is not None and category is not None and says is not None:
            numbers.add(number)
            texts.setdefault(category, []).append(Recommendation(number=number, id=name, says=says, basis=basis))
    found = []
    for table in root.tables("set"):
        category = word_of(table, "category", RecommendationCategory, required=True)
        title, section = localized(table, "title", required=True), table.text("section")
        basis = sources.basis(table)
        table.end()
        if category is not None and title is not None:
            texts_of = tuple(texts.pop(category, ()))
            found.append(
                RecommendationSet(
                    category=category, title=title, section=section, recommendations=texts_of, basis=basis
                )
            )
    for category in texts:
        root.complain("recommendation", f"no set has the category {category.value!r}")
    root.end()
    return tuple(found)


def _events(document: Document, regions: Collection[str]) -> Iterator[ProjectEvent]:
    root, sources = _opened(document)
    for table in root.tables("event"):
        host, guests = table.text("host"), table.texts("guests")
        _refuse_strange(table, "host", (host,) if host is not None else (), regions)
        _refuse_strange(table, "guests", guests, regions)
        begins, ends = daymark(table, "begins"), daymark(table, "ends")
        if begins is not None and ends is not None and ends.late < begins.early:
            table.complain("ends", "the event ends before it begins")
        when = localized(table, "when")
        if begins is None and when is None and not {"begins", "when"} & table.data.keys():
            table.complain(None, "nothing says when this was", 'give begins, or when = { en = "…" }', at_key=True)
        yield ProjectEvent(
            id=table.text("id", required=True) or "?",
            kinds=words_of(table, "kinds", EventKind),
            says=localized(table, "says", required=True) or UNKNOWN,
            place=table.text("place"),
            begins=begins,
            ends=ends,
            when=when,
            host=host,
            guests=guests,
            basis=sources.basis(table),
        )
        table.end()
    root.end()


def _indicators(document: Document) -> Iterator[Indicator]:
    root, sources = _opened(document)
    for table in root.tables("indicator"):
        name, unit = table.text("id", required=True), table.text("unit", required=True)
        level = word_of(table, "level", IndicatorLevel, required=True)
        title, basis = localized(table, "title", required=True), sources.basis(table)
        table.end()
        if name is not None and unit is not None and level is not None and title is not None:
            yield Indicator(id=name, level=level, title=title, unit=unit, basis=basis)
    root.end()


def _taxonomies(root: Table, sources: Sources) -> Iterator[Taxonomy]:
    for key, table in root.named_tables("taxonomy"):
        title, says = localized(table, "title", required=True), localized(table, "says", required=True)
        basis = sources.basis(table)
        table.end()
        if title is not None and says is not None:
            yield Taxonomy(id=key, title=title, says=says, basis=basis)


def _services(root: Table, sources: Sources, taxonomies: Collection[str]) -> Iterator[ServiceTerm]:
    for table in root.tables("service"):
        service = word_of(table, "service", Service, required=True)
        title, found_in = localized(table, "title", required=True), table.texts("taxonomies")
        for name in found_in:
            if name not in taxonomies:
                table.complain("taxonomies", f"unknown taxonomy {name!r}", did_you_mean(name, taxonomies))
        basis = sources.basis(table)
        table.end()
        if service is not None and title is not None:
            yield ServiceTerm(service=service, title=title, taxonomies=found_in, basis=basis)


def _stages(root: Table) -> Iterator[StageTerm]:
    for table in root.tables("stage"):
        stage, title = word_of(table, "stage", Stage, required=True), localized(table, "title", required=True)
        table.end()
        if stage is not None and title is not None:
            yield StageTerm(stage=stage, title=title)

"""`intra regions`: the regions that work, and those that do not, with the reasons."""

from argparse import Namespace
from collections.abc import Iterator

from attrs import frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.known import Knowledge, knowledge
from intra_core.cli import outside
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.regions.host import Loaded


@frozen
class _Listed:
    """A region, and with --figures what is known of its measures."""

    loaded: Loaded
    known: Knowledge | None

    def to_dict(self, language: str) -> dict[str, object]:
        """Give the region for programs."""
        region = self.loaded.region
        return {
            "region": region.id,
            "version": self.loaded.version,
            "distribution": self.loaded.distribution,
            "title": region.title.in_language(language),
            "measures": len(region.measures),
            "milliseconds": round(self.loaded.seconds * 1000, 1),
            **({"isolated": list(self.loaded.isolated.held)} if self.loaded.isolated is not None else {}),
            **({"known": self.known.to_dict()} if self.known is not None else {}),
        }

    def lines(self, language: str) -> Iterator[Line]:
        """Write the region for people."""
        region, loaded = self.loaded.region, self.loaded
        yield Line(region.title.in_language(language), 0, "bold")
        origin = {"region": region.id, "distribution": loaded.distribution, "version": loaded.version}
        took = f"{loaded.seconds * 1000:.0f} ms"
        yield Line(heading(language, "measures", measures=len(region.measures), took=took, **origin), 2)
        if loaded.isolated is not None:
            yield Line(heading(language, "isolated", held=", ".join(loaded.isolated.held)), 2)
        if self.known is not None:
            yield from _known(self.known, language)


def answer(asked: Namespace) -> Reply:
    """List the regions."""
    catalogue = outside.load_regions()
    listed = [
        _Listed(each, _knowledge(catalogue, each, asked.lang) if asked.figures else None) for each in catalogue.regions
    ]
    return Reply(
        data={
            "regions": [each.to_dict(asked.lang) for each in listed],
            "quarantined": quarantined_to_list(catalogue.quarantined),
        },
        lines=lambda: _lines(catalogue, listed, asked.lang),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
    )


def _knowledge(catalogue: Catalogue, loaded: Loaded, language: str) -> Knowledge:
    return knowledge(catalogue.of_region(loaded.region.id), loaded.region.vocabulary, language)


def _lines(catalogue: Catalogue, listed: list[_Listed], language: str) -> Iterator[Line]:
    for each in listed:
        yield from each.lines(language)
    known = [each.known for each in listed if each.known is not None]
    if known:
        yield Line(heading(language, "all regions"), 0, "bold")
        yield _share(sum(each.without_python for each in known), sum(each.measures for each in known), language)
    for broken in catalogue.quarantined:
        origin = {"region": broken.region, "distribution": broken.distribution, "version": broken.version}
        yield Line(heading(language, "quarantined", **origin), 0, "bold red")
        for complaint in broken.complaints:
            yield from (Line(row, 2, whole=True) for row in str(complaint).splitlines())


def _known(known: Knowledge, language: str) -> Iterator[Line]:
    yield _share(known.without_python, known.measures, language)
    marks = ", ".join(f"{heading(language, f'mark {mark}')} {count}" for mark, count in known.marks.items())
    yield Line(heading(language, "all figures", count=sum(known.marks.values()), marks=marks), 2)
    asked: dict[str | None, list[str]] = {}
    for each in known.missing:
        asked.setdefault(each.authority, []).append(f"{each.measure}: {each.label}")
    for authority, names in asked.items():
        yield Line(heading(language, "not found", whom=authority or heading(language, "unnamed")), 2)
        yield from (Line(name, 4) for name in names)


def _share(count: int, every: int, language: str) -> Line:
    share = f"{count * 100 // every if every else 100} %"
    return Line(heading(language, "python", share=share, count=count, all=every), 2)

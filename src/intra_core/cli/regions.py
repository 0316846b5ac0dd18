"""`intra regions`: the regions that work, and those that do not, with the reasons."""

from argparse import Namespace
from collections.abc import Iterator

from intra_core.assessment.catalogue import Catalogue
from intra_core.cli import outside
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply, quarantined_to_list


def answer(asked: Namespace) -> Reply:
    """List the regions."""
    catalogue = outside.load_regions()
    return Reply(
        data={
            "regions": [
                {
                    "region": each.region.id,
                    "version": each.version,
                    "distribution": each.distribution,
                    "title": each.region.title.in_language(asked.lang),
                    "measures": len(each.region.measures),
                    "milliseconds": round(each.seconds * 1000, 1),
                }
                for each in catalogue.regions
            ],
            "quarantined": quarantined_to_list(catalogue.quarantined),
        },
        lines=lambda: _lines(catalogue, asked.lang),
        quarantined=catalogue.quarantined,
    )


def _lines(catalogue: Catalogue, language: str) -> Iterator[Line]:
    for each in catalogue.regions:
        yield Line(each.region.title.in_language(language), 0, "bold")
        count = len(each.region.measures)
        origin = {"region": each.region.id, "distribution": each.distribution, "version": each.version}
        took = f"{each.seconds * 1000:.0f} ms"
        yield Line(heading(language, "measures", measures=count, took=took, **origin), 2)
    for broken in catalogue.quarantined:
        origin = {"region": broken.region, "distribution": broken.distribution, "version": broken.version}
        yield Line(heading(language, "quarantined", **origin), 0, "bold red")
        for complaint in broken.complaints:
            yield from (Line(row, 2, whole=True) for row in str(complaint).splitlines())

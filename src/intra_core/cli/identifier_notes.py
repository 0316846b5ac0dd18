"""Notes on the numbers of an undertaking that do not look right to a region. The numbers themselves are never told."""

from collections.abc import Iterator

from intra_core.cli.headings import heading
from intra_core.errors import did_you_mean
from intra_core.model.application import Application
from intra_core.model.identifier import doubts, unchecked
from intra_core.regions.region import Region


def notes_on_identifiers(
    region: Region, application: Application, language: str, *, strange: bool = True
) -> Iterator[str]:
    """Tell of each number that is not written like its scheme, or whose check digit does not fit.

    Where the extra `ids` is missing it tells that nobody looked at the check digits.
    A kind of number that is strange to the region is told too, if it names any and `strange` ones are asked for.
    """
    titles = {each.id: each.title.in_language(language) for each in region.identifiers}
    identifiers = application.undertaking.identifiers if application.undertaking is not None else None
    for scheme in unchecked(identifiers, region.identifiers):
        key = f"undertaking.identifiers.{scheme}"
        yield heading(language, "identifier unchecked", key=key, title=titles[scheme])
    for doubt in doubts(identifiers, region.identifiers):
        key = f"undertaking.identifiers.{doubt.scheme}"
        if doubt.fault is not None:
            yield heading(language, f"identifier {doubt.fault.value}", key=key, title=titles[doubt.scheme])
        elif titles and strange:
            yield heading(
                language, "identifier unknown", key=key, region=region.id, near=did_you_mean(doubt.scheme, titles)
            )

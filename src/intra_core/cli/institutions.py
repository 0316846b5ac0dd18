"""`intra institutions`: the bodies that support enterprises of a region on their way abroad."""

from argparse import Namespace
from collections.abc import Iterator

from intra_core.cli import outside
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.cli.statements import Paper, basis_to_dict, served_to_dict
from intra_core.handbook.handbook import Handbook, open_handbook
from intra_core.model.institution import Institution
from intra_core.rules.values import Words


def answer(asked: Namespace) -> Reply:
    """List the institutions of a region.

    Raises:
        WrongInput: if there is no such region, or its file is wrong.
        QuarantinedRegion: if the region could not be loaded.
    """
    handbook = open_handbook(outside.load_regions())
    found = handbook.institutions(asked.region)
    return Reply(
        data={
            "region": asked.region,
            "institutions": [institution_to_dict(each, asked.lang) for each in found],
            "quarantined": quarantined_to_list(handbook.quarantined),
        },
        lines=lambda: _lines(handbook, asked.region, found, asked.lang),
        quarantined=handbook.quarantined,
    )


def _lines(handbook: Handbook, name: str, found: tuple[Institution, ...], language: str) -> Iterator[Line]:
    paper = Paper(handbook, language)
    region = handbook.catalogue.region(name).region
    yield Line(paper.word("region", title=paper.text(region.title), region=name), 0, "bold")
    if not found:
        yield Line(paper.word("no institutions"), 2)
    for each in found:
        yield from _institution(paper, each, region.vocabulary)


def _institution(paper: Paper, institution: Institution, words: Words) -> Iterator[Line]:
    yield Line(f"{institution.id}: {paper.marked(paper.text(institution.title), institution.basis)}", 2)
    for served in institution.served:
        yield Line(paper.served(served), 4)
    if institution.contact is not None:
        yield Line(paper.word("contact", contact=institution.contact), 4)
    bases = [institution.basis, *(served.basis for served in institution.served)]
    told = paper.sources(bases)
    if institution.checked is not None:
        day = paper.exact_day(institution.checked.toordinal(), words)
        told = f"{told}; {paper.word('checked', day=day)}"
    yield Line(told, 4, "dim")


def institution_to_dict(institution: Institution, language: str) -> dict[str, object]:
    """Give an institution for programs."""
    return {
        "institution": institution.id,
        "title": institution.title.in_language(language),
        "authority": institution.authority,
        "contact": institution.contact,
        "services": [each.value for each in institution.services],
        "stages": [each.value for each in institution.stages],
        "served": [served_to_dict(each, language) for each in institution.served],
        "checked": institution.checked.isoformat() if institution.checked is not None else None,
        "basis": basis_to_dict(institution.basis),
    }

"""`intra practices`: the good practices of one region or of all, with what is known of them."""

from argparse import Namespace
from collections.abc import Iterator

from attrs import frozen

from intra_core.cli import outside
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.cli.statements import Paper, basis_to_dict, said, served_to_dict, statement_to_dict
from intra_core.handbook.handbook import Handbook, open_handbook
from intra_core.model.frame import Claim
from intra_core.model.practice import Practice

COLLECTED = "practices-collected"


def answer(asked: Namespace) -> Reply:
    """List practices.

    Raises:
        WrongInput: if there is no such region, or one of its files is wrong.
        QuarantinedRegion: if the region could not be loaded.
    """
    handbook = open_handbook(outside.load_regions())
    regions = tuple(handbook.dossiers) if asked.region is None else (handbook.dossier(asked.region).region,)
    listed = _Listed(handbook, regions, " ".join(asked.text), asked.lang)
    return Reply(
        data={
            "practices": [practice_to_dict(each, handbook, asked.lang) for each in listed.practices],
            "claims": [claim_to_dict(each, asked.lang) for each in listed.claims],
            "quarantined": quarantined_to_list(handbook.quarantined),
        },
        lines=lambda: listed.lines(full=asked.full),
        quarantined=handbook.quarantined,
        notes=() if handbook.catalogue.regions else (heading(asked.lang, "nothing"),),
    )


@frozen
class _Listed:
    """The practices of some regions that speak of a text."""

    handbook: Handbook
    regions: tuple[str, ...]
    text: str
    language: str

    @property
    def practices(self) -> tuple[Practice, ...]:
        """Those to be listed."""
        return tuple(each for region in self.regions for each in self.handbook.practices(region, self.text))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What is claimed of the number of practices, of the project and of these regions."""
        counted = self.handbook.frame.claims
        return tuple(
            each
            for each in counted
            if each.about.startswith("practices") and (each.region is None or each.region in self.regions)
        )

    def lines(self, *, full: bool) -> Iterator[Line]:
        """Write the list for people."""
        paper = Paper(self.handbook, self.language)
        for region in self.regions:
            found = self.handbook.practices(region, self.text)
            if not found and self.text:
                continue
            title = self.handbook.catalogue.region(region).region.title
            yield Line(paper.word("region", title=paper.text(title), region=region), 0, "bold")
            yield Line(paper.word("practice count", count=len(found)) if found else paper.word("no practices"), 2)
            if not self.text:
                for claim in self.handbook.frame.claims_about(COLLECTED, region):
                    yield Line(_claimed(paper, claim), 2, "dim")
            for each in found:
                yield from _practice(paper, each, full=full)
        if self.text and not self.practices:
            yield Line(paper.word("none found"))


def _claimed(paper: Paper, claim: Claim) -> str:
    source = claim.basis.source
    return paper.word("claimed", said=paper.text(claim.said), source=source.title if source is not None else "")


def _practice(paper: Paper, practice: Practice, *, full: bool) -> Iterator[Line]:
    yield Line(f"{practice.id}: {paper.text(practice.title)}", 2)
    for served in practice.served:
        yield Line(paper.served(served), 4)
    if practice.need is not None:
        yield Line(paper.marked(paper.word("need", says=paper.text(practice.need.says)), practice.need.basis), 4)
    if not full:
        return
    if practice.owner is not None:
        owner = paper.handbook.body_title(practice.region, practice.owner.institution, paper.language)
        yield Line(paper.marked(paper.word("owner", owner=owner), practice.owner.basis), 4)
    seen, platform = practice.seen, practice.platform
    if seen.number is not None:
        name = "collection" if seen.page is not None else "number"
        yield Line(paper.word(name, number=seen.number, page=seen.page), 4)
    if platform is not None:
        yield Line(paper.marked(paper.word("platform", item=platform.item), platform.basis), 4)
    for fact in practice.facts:
        says = paper.word("fact", about=paper.word(fact.about.value), says=paper.text(fact.says))
        yield Line(paper.marked(says, fact.basis), 4)
    if practice.empty:
        yield Line(
            paper.word("empty", fields=", ".join(paper.word(each.value) for each in practice.empty)), 4, "yellow"
        )
    yield Line(paper.sources(practice.bases), 4, "dim")


def practice_to_dict(practice: Practice, handbook: Handbook, language: str) -> dict[str, object]:
    """Give a practice for programs; what no source says is null or empty."""
    owner, need, platform = practice.owner, practice.need, practice.platform
    return {
        "practice": practice.id,
        "region": practice.region,
        "title": practice.title.in_language(language),
        "number": practice.seen.number,
        "page": practice.seen.page,
        "basis": basis_to_dict(practice.seen.basis),
        "platform": {"item": platform.item, "basis": basis_to_dict(platform.basis)} if platform is not None else None,
        "owner": {
            "id": owner.institution,
            "title": handbook.body_title(practice.region, owner.institution, language),
            "kind": owner.kind.value if owner.kind is not None else None,
            "inspired_policy": said(owner.inspired_policy, language),
            "basis": basis_to_dict(owner.basis),
        }
        if owner is not None
        else None,
        "need": statement_to_dict(need.says, need.basis, language) if need is not None else None,
        "served": [served_to_dict(each, language) for each in practice.served],
        "facts": [
            {"about": each.about.value, **statement_to_dict(each.says, each.basis, language)} for each in practice.facts
        ],
        "empty": [each.value for each in practice.empty],
    }


def claim_to_dict(claim: Claim, language: str) -> dict[str, object]:
    """Give a claim for programs."""
    return {
        "about": claim.about,
        "region": claim.region,
        "count": claim.count,
        "said": claim.said.in_language(language),
        "basis": basis_to_dict(claim.basis),
    }

"""The practices, plans and institutions of the regions at hand, and where the links between them lead."""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.errors import QuarantinedRegion, WrongInput
from intra_core.handbook.project import project_frame
from intra_core.handbook.searching import speaks_of
from intra_core.model.frame import Frame
from intra_core.model.institution import Institution
from intra_core.model.linking import Reference, Resolved
from intra_core.model.plan import ActionPlan
from intra_core.model.practice import Practice
from intra_core.regions.dossier import Dossier
from intra_core.regions.host import Quarantined


@frozen(kw_only=True, eq=False, repr=False)
class Handbook:
    """What the regions have beside their measures, with the frame of the project they were part of.

    `quarantined` names the regions that could not be loaded, and those whose practices, plan or institutions are wrong:
    these take part in assessments, but not here.
    """

    catalogue: Catalogue
    frame: Frame
    dossiers: Mapping[str, Dossier]
    quarantined: tuple[Quarantined, ...] = field(default=())

    def __repr__(self) -> str:
        return f"<Handbook of {', '.join(self.dossiers) or 'no region'}: {len(self.practices())} practices>"

    def dossier(self, region: str) -> Dossier:
        """Give what a region has beside its measures.

        Raises:
            QuarantinedRegion: if it, or the files meant here, could not be read.
            WrongInput: if there is none of that name.
        """
        found = self.dossiers.get(region)
        if found is not None:
            return found
        broken = [complaint for each in self.quarantined if each.region == region for complaint in each.complaints]
        if broken:
            raise QuarantinedRegion(region, broken)
        self.catalogue.region(region)
        return Dossier(region=region)

    def practices(self, region: str | None = None, text: str = "") -> tuple[Practice, ...]:
        """Give the practices of a region, or of all, that speak of every word of a text."""
        dossiers = self.dossiers.values() if region is None else (self.dossier(region),)
        return tuple(each for found in dossiers for each in found.practices if speaks_of(self, each, text))

    def practice(self, name: str) -> Practice | None:
        """Give a practice by its id, or None if no region at hand has it."""
        return next((each for each in self.practices() if each.id == name), None)

    def plan(self, region: str) -> ActionPlan | None:
        """Give the plan of a region, or None if its plug-in tells of none."""
        return self.dossier(region).plan

    def institutions(self, region: str) -> tuple[Institution, ...]:
        """Give the support institutions of a region."""
        return self.dossier(region).institutions

    def body_title(self, region: str, key: str, language: str) -> str:
        """Write who a key of a region's institutions or authorities is; the key itself if nobody is."""
        titles = {each.id: each.title for each in self.catalogue.region(region).region.authorities}
        titles.update((each.id, each.title) for each in self.dossier(region).institutions)
        return titles[key].in_language(language) if key in titles else key

    def resolve(self, kind: str, target: str) -> Resolved:
        """Say where the id of a practice or a measure leads."""
        region = target.partition(".")[0]
        at_hand = region in self.dossiers if kind == "practice" else self._has_measures(region)
        if not at_hand:
            return Resolved.NOT_AT_HAND
        found = self.practice(target) is not None if kind == "practice" else target in self.catalogue.by_id
        return Resolved.FOUND if found else Resolved.DANGLING

    def link_title(self, kind: str, target: str, language: str) -> str:
        """Write the title of a practice or measure that a link leads to."""
        practice = self.practice(target) if kind == "practice" else None
        if practice is not None:
            return practice.title.in_language(language)
        measure = self.catalogue.by_id.get(target)
        return measure.title.in_language(language) if measure is not None else target

    def references(self) -> tuple[Reference, ...]:
        """Give every link of a plan, and of the project's frame, to something of a region or to a recommendation."""
        return (*self._of_plans(), *self._of_frame())

    def dangling(self) -> tuple[Reference, ...]:
        """Give the links that lead nowhere although the region that they name is at hand."""
        return tuple(each for each in self.references() if each.resolved is Resolved.DANGLING)

    def _has_measures(self, region: str) -> bool:
        return any(each.region.id == region for each in self.catalogue.regions)

    def _of_plans(self) -> Iterator[Reference]:
        numbers = {each.number for each in self.frame.recommendations}
        for dossier in self.dossiers.values():
            plan = dossier.plan
            for action in plan.actions if plan is not None else ():
                links = [("practice", each.id) for each in action.inspired_by]
                links += [("measure", each.id) for each in action.measures]
                for kind, target in links:
                    yield _reference(plan, action.id, kind, target, self.resolve(kind, target))
                for answered in action.recommendations:
                    led = Resolved.FOUND if answered.number in numbers else Resolved.DANGLING
                    yield _reference(plan, action.id, "recommendation", str(answered.number), led)

    def _of_frame(self) -> Iterator[Reference]:
        named: list[tuple[str, str]] = [
            (f"events.{each.id}", region) for each in self.frame.events for region in each.regions
        ]
        named += [(f"claim.{each.about}", each.region) for each in self.frame.claims if each.region is not None]
        for key, region in named:
            led = Resolved.FOUND if self._has_measures(region) else Resolved.NOT_AT_HAND
            yield Reference(file=self.frame.id, key=key, of="region", target=region, resolved=led)


def _reference(plan: ActionPlan | None, action: str, kind: str, target: str, led: Resolved) -> Reference:
    file = plan.file if plan is not None else ""
    return Reference(file=file, key=f"action.{action}", of=kind, target=target, resolved=led)


def open_handbook(catalogue: Catalogue) -> Handbook:
    """Read the practices, plans and institutions of the regions at hand.

    A region whose files of these kinds are wrong is set aside here, and nowhere else.

    >>> from intra_core import load_regions
    >>> isinstance(open_handbook(load_regions()).practices(text="export"), tuple)
    True
    """
    dossiers: dict[str, Dossier] = {}
    quarantined = list(catalogue.quarantined)
    for loaded in catalogue.regions:
        name = loaded.region.id
        try:
            dossiers[name] = loaded.region.dossier
        except WrongInput as error:
            quarantined.append(
                Quarantined(
                    region=name,
                    distribution=loaded.distribution,
                    version=loaded.version,
                    complaints=error.complaints,
                )
            )
    return Handbook(catalogue=catalogue, frame=project_frame(), dossiers=dossiers, quarantined=tuple(quarantined))

"""All regions that work, their measures by id, and the way to ask them."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import field, frozen

from intra_core.assessment.answer import Answer
from intra_core.assessment.assessment import Assessment
from intra_core.assessment.measure import Measure, day_of_decision
from intra_core.errors import Complaint, QuarantinedRegion, WrongInput, did_you_mean
from intra_core.io.intake import Intake
from intra_core.law.vocabulary import POLICIES
from intra_core.model.application import Application
from intra_core.regions.host import Loaded, Quarantined, installed, load, to_isolate

if TYPE_CHECKING:
    from intra_core.regions.isolated.limits import Limits


@frozen(kw_only=True, eq=False, repr=False)
class Catalogue:
    """The regions at hand. `quarantined` names those that could not be loaded, and why.

    One catalogue serves all threads of a process: nothing that is asked of it changes an answer. What measures keep of
    earlier questions is the same for all of them, so that of two threads at most both work it out.
    """

    regions: tuple[Loaded, ...]
    quarantined: tuple[Quarantined, ...]
    by_id: Mapping[str, Measure] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        found = {}
        for each in self.regions:
            region = each.region
            intake = Intake(region=region.id, vocabulary=region.vocabulary, rules=region.measures)
            authorities = {authority.id: authority.title for authority in region.authorities}
            for rules in region.measures:
                if rules.identity.id in found:
                    msg = f"two measures are called {rules.identity.id!r}"
                    raise ValueError(msg)
                found[rules.identity.id] = Measure(
                    rules=rules,
                    region=region.id,
                    time_zone=region.time_zone,
                    languages=region.languages or ("en",),
                    member_state=region.member_state,
                    policies={name: each for name, each in region.policies.items() if name not in POLICIES},
                    authority=authorities.get(rules.identity.authority or ""),
                    intake=intake,
                )
        object.__setattr__(self, "by_id", found)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure, by region and id."""
        return tuple(self.by_id.values())

    def __iter__(self) -> Iterator[Measure]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def __contains__(self, name: object) -> bool:
        return name in self.by_id or name in self.by_id.values()

    def __repr__(self) -> str:
        names = ", ".join(each.region.id for each in self.regions)
        return f"<Catalogue of {names or 'no region'}: {len(self)} measures, {len(self.quarantined)} quarantined>"

    def __getitem__(self, name: str) -> Measure:
        """Give a measure by its id.

        Raises:
            KeyError: if there is none; the message suggests one.
        """
        try:
            return self.by_id[name]
        except KeyError:
            msg = f"no measure {name!r}; {did_you_mean(name, self.by_id)}"
            raise KeyError(msg) from None

    def region(self, name: str) -> Loaded:
        """Give a region that works.

        Raises:
            QuarantinedRegion: if it is there but could not be loaded.
            WrongInput: if there is none of that name.
        """
        for each in self.regions:
            if each.region.id == name:
                return each
        broken = [each for each in self.quarantined if each.region == name]
        if broken:
            raise QuarantinedRegion(name, [complaint for each in broken for complaint in each.complaints])
        known = [each.region.id for each in self.regions]
        raise WrongInput([Complaint(says=f"no region {name!r} is installed", instead=did_you_mean(name, known))])

    def of_region(self, name: str) -> tuple[Measure, ...]:
        """Give the measures of a region that works."""
        self.region(name)
        return tuple(each for each in self.by_id.values() if each.region == name)

    def parse_application(
        self, raw: bytes | str, *, region: str, name: str = "<application>", form: Literal["json", "toml"] | None = None
    ) -> Application:
        """Read an application to one region, with its words and its own facts held against what that region knows.

        Args:
            raw: what was sent; bytes must be UTF-8.
            region: the region asked about, in place of the application's own.
            name: what complaints call it.
            form: "json" or "toml"; without it, text that begins with `{` is JSON.

        Raises:
            WrongInput: with one complaint for each fault, all together; or if there is no region of that name.
            QuarantinedRegion: if the region could not be loaded.

        >>> sent = '{"undertaking": {"headcount": "many"}, "certificate": {"standard": "ISO 9002"}}'
        >>> load_regions().parse_application(sent, region="slovenia", form="json")
        Traceback (most recent call last):
            ...
        intra_core.errors.WrongInput: <application>:1:31: undertaking.headcount: ...
        <application>:1:68: certificate.standard: unknown word 'ISO 9002'
          ...
        """
        # What only applications need is imported with the first of them: `intra --help` waits for nothing.
        from intra_core.io.application_file import application  # noqa: PLC0415
        from intra_core.io.decode import document_from  # noqa: PLC0415

        known = self.of_region(region)
        document = document_from(raw, name, form)
        if known:
            known[0].intake.look_through(document)
        return application(document, region)

    def incidents(self) -> tuple[Complaint, ...]:
        """Tell what the regions' own code did so far in this process that harmed nothing but their own answers.

        A step of loading or a rule function that was slower than its budget, a rule function that raised or gave what
        it may not give, an isolated region that is set aside: each with region, distribution, version, hook and file.
        What kept a region from being loaded stands under `quarantined`.

        >>> load_regions().incidents()
        ()
        """
        return tuple(told for each in self.regions for told in each.incidents())

    def today(self, region: str, now: dt.datetime) -> dt.date:
        """Give the civil day in a region at a moment that the caller has read from its clock.

        Raises:
            WrongInput: if this machine does not know the region's time zone.
        """
        zone = self.region(region).region.time_zone
        try:
            return now.astimezone(ZoneInfo(zone)).date()
        except (ZoneInfoNotFoundError, ValueError, OSError):
            says = f"this machine does not know the time zone {zone!r}, so nobody can say which day it is there"
            instead = "give on = 2024-09-02, or install the package tzdata"
            raise WrongInput([Complaint(says=says, instead=instead, key="on")]) from None

    def assess(
        self,
        application: Application,
        *,
        on: dt.date | None = None,
        region: str | None = None,
        measures: Iterable[str] = (),
    ) -> Answer:
        """Ask every measure of a region, or those named.

        Args:
            application: what the undertaking has told.
            on: the day of decision; without it the application's own.
            region: the region to ask; without it the application's own.
            measures: ids of the measures to ask, or one id; without them all of the region.

        Raises:
            WrongInput: if the region or a measure is unknown, no day is given, or the application says what the region
                does not know or what cannot be.
            QuarantinedRegion: if the region could not be loaded.
        """
        name = region or application.region
        if name is None:
            raise WrongInput([Complaint(says="no region is named", instead='give region = "slovenia"', key="region")])
        day = day_of_decision(application, on)
        loaded = self.region(name)
        asked = self._asked(name, (measures,) if isinstance(measures, str) else tuple(measures))
        if asked:
            application = asked[0].intake.take(application)
        assessments = tuple(measure.decide(application, day) for measure in asked)

        def others() -> tuple[Assessment, ...]:
            return tuple(each.decide(application, day) for each in self.of_region(name) if each not in asked)

        return Answer(region=name, version=loaded.version, on=day, assessments=assessments, others=others)

    def _asked(self, region: str, names: tuple[str, ...]) -> tuple[Measure, ...]:
        every = self.of_region(region)
        if not names:
            return every
        by_id = {each.id: each for each in every}
        missing = [
            Complaint(says=f"no measure {name!r} in {region}", instead=did_you_mean(name, by_id))
            for name in names
            if name not in by_id
        ]
        if missing:
            raise WrongInput(missing)
        return tuple(by_id[name] for name in names)


def load_regions(*, isolated: Collection[str] | None = None, limits: "Limits | None" = None) -> Catalogue:
    """Load every installed region that the allow list (`INTRA_REGIONS`) admits; one that fails is quarantined.

    Args:
        isolated: the names of the regions whose Python runs in a process of its own, `"*"` for all; without them those
            that `INTRA_ISOLATED` names (docs/faulty-regions.md).
        limits: what each such process may use, an `intra_core.regions.isolated.Limits`.

    >>> isinstance(load_regions().measures, tuple)
    True
    """
    apart = to_isolate() if isolated is None else {isolated} if isinstance(isolated, str) else set(isolated)
    known = [each.name for each in installed(allowed=False)] if apart else None
    loaded, quarantined = load(installed(), apart, limits, known)
    return Catalogue(regions=loaded, quarantined=quarantined)

"""The frame of a project: its phases, what was counted and claimed, its recommendations, events and indicators."""

import datetime as dt

from attrs import frozen

from intra_core.model.days import Daymark
from intra_core.model.indicator import Indicator
from intra_core.model.money import Money
from intra_core.model.project_event import ProjectEvent
from intra_core.model.recommendation import Recommendation, RecommendationSet
from intra_core.model.support import ServiceTerm, StageTerm, Taxonomy
from intra_core.model.text import LocalizedText
from intra_core.model.typed import typed
from intra_core.provenance import Basis


@frozen(kw_only=True, field_transformer=typed)
class Grant:
    """Money that a programme gave to a project."""

    amount: Money
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Phase:
    """A span of a project, both days inclusive, and what it is for."""

    number: int
    since: dt.date
    until: dt.date
    says: LocalizedText
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Claim:
    """What one source says of a number, on its day. Claims that differ stand side by side; none is made the true one.

    `count` is None where the source gives no number, `said` is what it says, `region` the one it is about, or none for
    all. `on` is when it was said.
    """

    about: str
    region: str | None = None
    count: int | None = None
    said: LocalizedText
    on: Daymark | None = None
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Frame:
    """A project as its own documents describe it."""

    id: str
    title: LocalizedText
    index: str
    programme: str
    grant: Grant | None = None
    regions: tuple[str, ...]
    phases: tuple[Phase, ...]
    claims: tuple[Claim, ...]
    recommendation_sets: tuple[RecommendationSet, ...]
    events: tuple[ProjectEvent, ...]
    indicators: tuple[Indicator, ...]
    taxonomies: tuple[Taxonomy, ...]
    services: tuple[ServiceTerm, ...]
    stages: tuple[StageTerm, ...]
    basis: Basis

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """Every recommendation whose text was found."""
        return tuple(each for group in self.recommendation_sets for each in group.recommendations)

    def recommendation(self, number: int) -> Recommendation | None:
        """Give the joint recommendation of a number, or None if there is none."""
        return next((each for each in self.recommendations if each.number == number), None)

    def claims_about(self, about: str, region: str | None = None) -> tuple[Claim, ...]:
        """Give what is claimed of a number, of a region or of the project as a whole."""
        return tuple(each for each in self.claims if each.about == about and each.region == region)

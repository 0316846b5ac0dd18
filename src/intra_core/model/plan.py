"""A region's action plan, with the fields that the programme asks for; what is None or empty was not found."""

import enum

from attrs import frozen

from intra_core.model.days import Daymark, Period
from intra_core.model.measure import Described
from intra_core.model.money import Money
from intra_core.model.text import LocalizedText
from intra_core.model.typed import typed
from intra_core.provenance import Basis


class ChangeType(enum.Enum):
    """What a plan changes in the policy of its region, as the project named it."""

    NEW_MEASURE = "new-measure"
    THEME_IN_CALLS = "theme-in-calls"
    IMPROVED_MEASURE = "improved-measure"
    NEW_PROJECTS = "new-projects"
    ADDITIONAL_FUNDS = "additional-funds"


class PlanStep(enum.Enum):
    """What happened to a plan: its document is dated, the stakeholder group validates it, the bodies sign it."""

    DATED = "dated"
    VALIDATED = "validated"
    SIGNED = "signed"


@frozen(kw_only=True, field_transformer=typed)
class Change:
    """The change that a plan brings."""

    kind: ChangeType
    says: LocalizedText
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class PlanDocument:
    """The text of a plan: what of it could be read."""

    says: LocalizedText | None = None
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Milestone:
    """A step of a plan, when and where and by whom, as far as it is known."""

    step: PlanStep
    on: Daymark | None = None
    place: str | None = None
    by: tuple[str, ...] = ()
    says: LocalizedText | None = None
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Player:
    """Who takes part in an action: a key of the region's institutions or authorities."""

    institution: str
    role: LocalizedText | None = None
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Link:
    """Something of a region, by its full id: a practice that inspired an action, a measure that it produced."""

    id: str
    says: LocalizedText | None = None
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Answered:
    """A joint recommendation that an action answers, by its number."""

    number: int
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Statement:
    """What a source says of costs or funding; sources may differ and are not reconciled."""

    amount: Money | None = None
    says: LocalizedText | None = None
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Action:
    """One action of a plan."""

    id: str
    title: LocalizedText
    nature: LocalizedText
    timeframe: Period | None = None
    players: tuple[Player, ...] = ()
    costs: tuple[Statement, ...] = ()
    funding: tuple[Statement, ...] = ()
    inspired_by: tuple[Link, ...] = ()
    measures: tuple[Link, ...] = ()
    recommendations: tuple[Answered, ...] = ()
    reason_not_implemented: LocalizedText | None = None
    described: tuple[Described, ...] = ()
    basis: Basis

    @property
    def bases(self) -> tuple[Basis, ...]:
        """What every statement of it rests on, in their order."""
        told = (self.players, self.costs, self.funding, self.inspired_by, self.measures, self.recommendations)
        return (self.basis, *(each.basis for part in (*told, self.described) for each in part))


@frozen(kw_only=True, field_transformer=typed)
class ActionPlan:
    """The action plan of a region. A plan whose actions were not found has none here."""

    region: str
    title: LocalizedText
    document: PlanDocument
    change: Change | None = None
    milestones: tuple[Milestone, ...] = ()
    costs: tuple[Statement, ...] = ()
    actions: tuple[Action, ...] = ()
    described: tuple[Described, ...] = ()
    file: str

    @property
    def bases(self) -> tuple[Basis, ...]:
        """What every statement of it rests on, in their order."""
        change = (self.change.basis,) if self.change is not None else ()
        own = (self.document.basis, *change, *(each.basis for part in (self.milestones, self.costs) for each in part))
        actions = (basis for action in self.actions for basis in action.bases)
        return (*own, *actions, *(each.basis for each in self.described))

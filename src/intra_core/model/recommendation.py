"""Policy recommendations of a project, in the parts of its document."""

import enum

from attrs import frozen

from intra_core.model.text import LocalizedText
from intra_core.model.typed import typed
from intra_core.provenance import Basis


class RecommendationCategory(enum.Enum):
    """The parts of the project's policy recommendations."""

    EU_LEVEL = "eu-level"
    BUREAUCRACY = "bureaucracy"
    DUPLICATION = "duplication"
    SME_NEEDS = "sme-needs"
    CUSTOMISATION = "customisation"
    NEW_TOOLS = "new-tools"
    INTERNAL_BARRIERS = "internal-barriers"
    EXTERNAL_BARRIERS = "external-barriers"
    FIRST_STEPS = "first-steps"


@frozen(kw_only=True, field_transformer=typed)
class Recommendation:
    """One recommendation of a set, by its number."""

    number: int
    id: str
    says: LocalizedText
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class RecommendationSet:
    """Recommendations that belong together. A set whose text was not found stands by its name and is empty."""

    category: RecommendationCategory
    title: LocalizedText
    section: str | None = None
    recommendations: tuple[Recommendation, ...] = ()
    basis: Basis

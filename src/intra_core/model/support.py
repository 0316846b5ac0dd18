"""What support is about: the services that institutions and practices give, and the stages of going abroad."""

import enum

from attrs import frozen

from intra_core.model.text import LocalizedText
from intra_core.model.typed import typed
from intra_core.provenance import Basis


class Service(enum.Enum):
    """A kind of service to an enterprise that goes international.

    Each is traceable to a taxonomy that was read (`intra_core.handbook`, services.toml); the list itself is inferred.
    """

    AWARENESS = "awareness"
    INFORMATION = "information"
    ASSESSMENT = "assessment"
    TRAINING = "training"
    ADVICE = "advice"
    PARTNER_SEARCH = "partner-search"
    FAIR_MISSION = "fair-mission"
    MARKET_PRESENCE = "market-presence"
    CERTIFICATION = "certification"
    LEGAL_DOCUMENTS = "legal-documents"
    DIGITAL = "digital"
    GRANT = "grant"
    LOAN_GUARANTEE = "loan-guarantee"
    INSURANCE = "insurance"
    NETWORK = "network"
    COORDINATION = "coordination"


class Stage(enum.Enum):
    """How far an enterprise is on its way abroad, in this order.

    The words are those of the sources; that the transaction stands between entry and expansion is inferred.
    """

    AWARENESS = "awareness"
    PREPARATION = "preparation"
    ENTRY = "entry"
    TRANSACTION = "transaction"
    EXPANSION = "expansion"


STAGES: tuple[Stage, ...] = tuple(Stage)


def stages_between(first: Stage, last: Stage) -> tuple[Stage, ...]:
    """Give the stages from one to another, both inclusive; none if the last comes before the first.

    >>> [stage.value for stage in stages_between(Stage.PREPARATION, Stage.TRANSACTION)]
    ['preparation', 'entry', 'transaction']
    """
    return STAGES[STAGES.index(first) : STAGES.index(last) + 1]


@frozen(kw_only=True, field_transformer=typed)
class Taxonomy:
    """A list of services that a source gives."""

    id: str
    title: LocalizedText
    says: LocalizedText
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class ServiceTerm:
    """What a service is called, and the taxonomies in which it is found."""

    service: Service
    title: LocalizedText
    taxonomies: tuple[str, ...]
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class StageTerm:
    """What a stage is called."""

    stage: Stage
    title: LocalizedText

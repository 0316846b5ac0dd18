"""A good practice of the project, as far as sources go: what is None or empty was not found."""

import enum

from attrs import frozen

from intra_core.model.support import Service, Stage
from intra_core.model.text import LocalizedText
from intra_core.model.typed import typed
from intra_core.provenance import Basis

LONGEST_TITLE = 100
"""The most characters that the form of the Policy Learning Platform takes for a title."""


class OwnerKind(enum.Enum):
    """Whose initiative a practice is: a private one counts only with evidence that it inspired public policy."""

    PUBLIC = "public"
    PRIVATE = "private"


class PracticeField(enum.Enum):
    """A part of the form in which the programme asks for a good practice."""

    DESCRIPTION = "description"
    RESOURCES = "resources"
    TIMESCALE = "timescale"
    EVIDENCE = "evidence"
    DIFFICULTIES = "difficulties"
    TRANSFER = "transfer"


@frozen(kw_only=True, field_transformer=typed)
class Seen:
    """Where the title of a practice was seen: in a collection, with its number and first page, or elsewhere."""

    number: int | None = None
    page: int | None = None
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class PlatformItem:
    """The practice on the Policy Learning Platform, by the number of its page."""

    item: int
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class PracticeOwner:
    """Who owns or is in charge of a practice: a key of the region's institutions or authorities."""

    institution: str
    kind: OwnerKind | None = None
    inspired_policy: LocalizedText | None = None
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Need:
    """The barrier or need that a practice answers."""

    says: LocalizedText
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Served:
    """What is offered, and to whom on the way abroad: by a practice or an institution. Empty is not known."""

    services: tuple[Service, ...] = ()
    stages: tuple[Stage, ...] = ()
    says: LocalizedText | None = None
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class PracticeFact:
    """What a source says of a practice, under the part of the form that it answers."""

    about: PracticeField
    says: LocalizedText
    basis: Basis


@frozen(kw_only=True, field_transformer=typed)
class Practice:
    """A good practice by its title in the source, with what is known of it."""

    id: str
    region: str
    title: LocalizedText
    seen: Seen
    platform: PlatformItem | None = None
    owner: PracticeOwner | None = None
    need: Need | None = None
    served: tuple[Served, ...] = ()
    facts: tuple[PracticeFact, ...] = ()
    file: str

    @property
    def services(self) -> tuple[Service, ...]:
        """The services it gives, each once."""
        return tuple(dict.fromkeys(service for each in self.served for service in each.services))

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages it is for, each once, in their order."""
        found = {stage for each in self.served for stage in each.stages}
        return tuple(stage for stage in Stage if stage in found)

    @property
    def empty(self) -> tuple[PracticeField, ...]:
        """The parts of the form of which no source was found to say anything."""
        told = {fact.about for fact in self.facts}
        return tuple(each for each in PracticeField if each not in told)

    @property
    def bases(self) -> tuple[Basis, ...]:
        """What every statement of it rests on, in their order."""
        told = (self.seen, self.platform, self.owner, self.need, *self.served, *self.facts)
        return tuple(each.basis for each in told if each is not None)

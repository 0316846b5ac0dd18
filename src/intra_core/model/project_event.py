"""Meetings, visits and conferences of a project. The event of an application stands in `project`."""

import enum

from attrs import frozen

from intra_core.model.days import Daymark
from intra_core.model.text import LocalizedText
from intra_core.model.typed import typed
from intra_core.provenance import Basis


class EventKind(enum.Enum):
    """What an event of the project is."""

    KICK_OFF = "kick-off"
    STUDY_VISIT = "study-visit"
    THEMATIC_WORKSHOP = "thematic-workshop"
    TASK_FORCE = "task-force"
    STEERING_COMMITTEE = "steering-committee"
    PARTNER_MEETING = "partner-meeting"
    STAKEHOLDER_MEETING = "stakeholder-meeting"
    ORGANISATIONAL_LEARNING = "organisational-learning"
    WEBINAR = "webinar"
    CONFERENCE = "conference"
    SIGNATURE = "signature"


@frozen(kw_only=True, field_transformer=typed)
class ProjectEvent:
    """A meeting, visit or conference of a project.

    `begins` and `ends` are None where no day was found; `when` then says what is known. `host` is the region that it
    took place in, `guests` are the others that a source names.
    """

    id: str
    kinds: tuple[EventKind, ...]
    says: LocalizedText
    place: str | None = None
    begins: Daymark | None = None
    ends: Daymark | None = None
    when: LocalizedText | None = None
    host: str | None = None
    guests: tuple[str, ...] = ()
    basis: Basis

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that it names."""
        return (*((self.host,) if self.host is not None else ()), *self.guests)

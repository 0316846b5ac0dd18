"""A body that supports enterprises on their way abroad, and what it offers."""

import datetime as dt

from attrs import frozen

from intra_core.model.practice import Served
from intra_core.model.support import Service, Stage
from intra_core.model.text import LocalizedText
from intra_core.model.typed import typed
from intra_core.provenance import Basis


@frozen(kw_only=True, field_transformer=typed)
class Institution:
    """A support institution of a region. `authority` is its key among the region's authorities, if it is one."""

    id: str
    region: str
    title: LocalizedText
    authority: str | None = None
    contact: str | None = None
    served: tuple[Served, ...] = ()
    basis: Basis

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
    def checked(self) -> dt.date | None:
        """The day on which all of it was last held against its sources: the oldest of the days they were read."""
        days = [each.source.read for each in (self.basis, *(served.basis for served in self.served)) if each.source]
        return min((day for day in days if day is not None), default=None)

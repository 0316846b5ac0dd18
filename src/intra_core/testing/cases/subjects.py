"""What case files may be about: the measures of some regions, with the keys, ids and words that each of them knows."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import field, frozen

from intra_core.errors import WrongInput
from intra_core.io.decode import document_from
from intra_core.io.document import Document
from intra_core.io.examples import Possible, possible
from intra_core.io.intake import Intake
from intra_core.io.parts import Sources
from intra_core.provenance import Source
from intra_core.regions.region import Region
from intra_core.rules.measure import MeasureRules
from intra_core.testing.clock import latest_day


@frozen(kw_only=True, eq=False, repr=False, slots=False)
class Subject:
    """A measure that cases are about."""

    rules: MeasureRules
    region: Region
    intake: Intake

    @cached_property
    def can(self) -> Possible:
        """What can stand in its cases."""
        return possible(self.region.id, self.region.vocabulary, self.rules.book)

    @cached_property
    def text(self) -> Document | None:
        """The measure's file as it stands; None where there is none, or none that can be read."""
        file = self.rules.identity.file
        if self.region.folder is None:
            return None
        try:
            path = file.removeprefix(f"{self.region.folder_name}/").split("/")
            return document_from(self.region.folder.joinpath(*path).read_bytes(), file, "toml")
        except (OSError, WrongInput):
            return None

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The sources of its file, by their keys."""
        if self.text is None:
            return {}
        return Sources.of(Document(self.text.name, "", self.text.tree, "toml").root()).known


@frozen(eq=False, repr=False)
class Subjects:
    """The measures that a case file may be about, by their ids."""

    by_id: Mapping[str, Subject] = field(factory=dict)
    today: dt.date = field(factory=latest_day)
    """The latest day that has come: on a later one nobody has written or signed anything."""

    @classmethod
    def of(cls, regions: Iterable[Region], today: dt.date | None = None) -> "Subjects":
        """Give all measures of some regions, as they are looked at on a day: without it on that of the clock."""
        found: dict[str, Subject] = {}
        for region in regions:
            intake = Intake(region=region.id, vocabulary=region.vocabulary, rules=region.measures)
            for rules in region.measures:
                found[rules.identity.id] = Subject(rules=rules, region=region, intake=intake)
        return cls(found, today or latest_day())

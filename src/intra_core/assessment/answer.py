"""The answer of a whole region to one application."""

import datetime as dt
from collections.abc import Iterator

from attrs import evolve, frozen

from intra_core.assessment.assessment import Assessment
from intra_core.errors import did_you_mean

SCHEMA = 1


@frozen(kw_only=True, eq=False, repr=False)
class Answer:
    """What every measure of a region says, on the day that `on` names: a collection of assessments, by id.

    >>> import intra_core
    >>> application = intra_core.Application(region="slovenia", on=dt.date(2020, 9, 1))
    >>> answer = intra_core.load_regions().assess(application)
    >>> answer["slovenia.certification"].verdict
    <Outcome.INELIGIBLE: 'ineligible'>
    >>> [reason.says for reason in answer["slovenia.certification"].reasons if reason.condition == "call"]
    ['No call open on 1 September 2020; ...']
    """

    region: str
    version: str
    on: dt.date
    assessments: tuple[Assessment, ...]

    def __iter__(self) -> Iterator[Assessment]:
        return iter(self.assessments)

    def __len__(self) -> int:
        return len(self.assessments)

    def __contains__(self, name: object) -> bool:
        return any(each.id == name for each in self.assessments)

    def __getitem__(self, name: str) -> Assessment:
        """Give the assessment of one measure, by the measure's id.

        Raises:
            KeyError: if the measure was not asked; the message suggests one.
        """
        for each in self.assessments:
            if each.id == name:
                return each
        msg = f"no measure {name!r} in this answer; {did_you_mean(name, [each.id for each in self.assessments])}"
        raise KeyError(msg)

    def in_language(self, language: str) -> "Answer":
        """Give the same answer with its sentences in another language."""
        return evolve(self, assessments=tuple(each.in_language(language) for each in self.assessments))

    def to_dict(self) -> dict[str, object]:
        """Give the answer in the keys of the JSON contract."""
        return {
            "schema": SCHEMA,
            "region": self.region,
            "version": self.version,
            "on": self.on.isoformat(),
            "assessments": [each.to_dict() for each in self.assessments],
        }

    def __str__(self) -> str:
        lines = [f"{self.region} {self.version} on {self.on}:", *(f"  {each}" for each in self.assessments)]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Answer {self.region} {self.version} on {self.on}: {len(self)} measures>"

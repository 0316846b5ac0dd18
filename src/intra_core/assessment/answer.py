"""The answer of a whole region to one application."""

import datetime as dt

from attrs import evolve, frozen

from intra_core.assessment.assessment import Assessment

SCHEMA = 1


@frozen(kw_only=True, eq=False)
class Answer:
    """What every measure of a region says, on the day that `on` names."""

    region: str
    version: str
    on: dt.date
    assessments: tuple[Assessment, ...]

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

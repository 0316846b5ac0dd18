"""The answer of a whole region to one application."""

import datetime as dt
from collections.abc import Callable, Iterator

from attrs import evolve, field, frozen

from intra_core.assessment.assessment import Assessment
from intra_core.errors import did_you_mean
from intra_core.verdict import Outcome

SCHEMA = 1


def _nobody() -> tuple[Assessment, ...]:
    return ()


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
    others: Callable[[], tuple[Assessment, ...]] = field(default=_nobody, repr=False)
    """Asks the measures of the region that were not asked."""

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

    def instead(self) -> tuple[Assessment, ...]:
        """Give what the measures of the region say that would take this application, those not asked about included.

        These are the eligible ones; where there are none, those with an open call that may be once more is told.
        """
        every = [each for each in (*self.assessments, *self.others()) if each.dated.call.truth]
        for verdict in (Outcome.ELIGIBLE, Outcome.UNDETERMINED):
            found = tuple(sorted((each for each in every if each.verdict is verdict), key=lambda each: each.id))
            if found:
                return found
        return ()

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
            "assessments": self._told(),
        }

    def _told(self) -> list[dict[str, object]]:
        """Tell every assessment, and beside advice without suggestions the measures that would take the application."""
        told = []
        for each in self.assessments:
            plain = each.to_dict()
            if each.verdict is Outcome.INELIGIBLE and not each.suggestions:
                plain["instead"] = [{"measure": other.id, "verdict": other.verdict.value} for other in self.instead()]
            told.append(plain)
        return told

    def __str__(self) -> str:
        lines = [f"{self.region} {self.version} on {self.on}:", *(f"  {each}" for each in self.assessments)]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Answer {self.region} {self.version} on {self.on}: {len(self)} measures>"

"""What one measure says of one application: verdict and codes at once, reasons and sentences when they are read."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from intra_core.assessment.assisted import assistance_left
from intra_core.assessment.assumptions import assumptions_of
from intra_core.assessment.contract import assessment_to_dict
from intra_core.assessment.grouped import Grouped
from intra_core.assessment.parts import (
    Advice,
    Ask,
    Assumption,
    Award,
    AwardBounds,
    DueDuty,
    Reason,
    Suggestion,
    Unanswered,
)
from intra_core.assessment.questions import asks_of
from intra_core.assessment.suggestions import advice_of
from intra_core.assessment.unanswered import unanswered_of
from intra_core.assessment.words import award_of, bounds_of, duties_of, reasons_of
from intra_core.model.facts import Facts
from intra_core.model.money import Money
from intra_core.model.text import LocalizedText
from intra_core.rules.possible import Possible
from intra_core.verdict import Outcome

if TYPE_CHECKING:
    from intra_core.assessment.dated import Dated
    from intra_core.assessment.measure import Measure
    from intra_core.law.aid.answer import Headroom
    from intra_core.model.application import Application


# Without slots it is made in half the time, and one is made for every application and measure.
@frozen(eq=False, repr=False, slots=False)
class Assessment:
    """The answer of one measure. Codes are ready; everything in words is worked out when it is read.

    `unmet_bits` and `unknown_bits` have a bit for each clause of the edition.
    """

    measure: "Measure"
    dated: "Dated"
    facts: Facts
    application: "Application"
    foreign: tuple[str, ...]
    overruled: Mapping[str, object]
    unmet_bits: int
    unknown_bits: int
    low: int | None
    high: int | None
    language: str = field(default="en")

    @property
    def id(self) -> str:
        """The measure's id."""
        return self.measure.id

    @property
    def title(self) -> LocalizedText:
        """The measure's title."""
        return self.measure.title

    @property
    def terms_day(self) -> int:
        """The day of application, as an ordinal: it chooses the call and its terms."""
        day = self.facts["project.submitted"]
        assert isinstance(day, int)  # noqa: S101 (days are ordinals)
        return day

    @property
    def law_day(self) -> int:
        """The day of grant, as an ordinal: it chooses the state-aid law."""
        day = self.facts["on"]
        assert isinstance(day, int)  # noqa: S101 (days are ordinals)
        return day

    @property
    def day(self) -> dt.date:
        """The day of decision."""
        return dt.date.fromordinal(self.law_day)

    @property
    def grouped(self) -> Grouped | None:
        """What the law makes of the applicant's group; None if the application tells none."""
        measure = self.measure
        return Grouped.of(self.application, self.day, measure.member_state, measure.policies)

    @property
    def assisted(self) -> "Headroom | None":
        """What the law leaves of Minimal Financial Assistance; None where it is stated, or cannot be worked out."""
        measure = self.measure
        return assistance_left(self.application, self.day, measure.member_state, measure.policies)

    @property
    def too_large(self) -> tuple[str, ...]:
        """What the measure reads and the application told, but as more than any such figure can be: left out.

        Facts by name; a field of a list as `cost.net`, a list of too many records by its own name.
        """
        measure = self.measure
        told = measure.intake.told(self.application, measure.identity.currency, self.day)
        return tuple(name for name in told.large if name in measure.reads)

    @property
    def verdict(self) -> Outcome:
        """Eligible, ineligible or undetermined."""
        if self.unmet_bits:
            return Outcome.INELIGIBLE
        return Outcome.UNDETERMINED if self.unknown_bits else Outcome.ELIGIBLE

    @property
    def unmet(self) -> tuple[str, ...]:
        """The ids of the conditions that are unmet."""
        return self._ids(self.unmet_bits)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The ids of the conditions that are unknown."""
        return self._ids(self.unknown_bits)

    def _ids(self, bits: int) -> tuple[str, ...]:
        return tuple(clause.id for bit, clause in enumerate(self.dated.edition.clauses) if bits >> bit & 1)

    @property
    def amount(self) -> Money | None:
        """The award in money, if the measure grants one and it is settled."""
        if self.verdict is not Outcome.ELIGIBLE or self.low is None or self.low != self.high:
            return None
        return Money(self.low, self.measure.identity.currency)

    @property
    def award(self) -> Award | None:
        """The award with its arithmetic, or None."""
        return award_of(self)

    @property
    def award_bounds(self) -> AwardBounds | None:
        """What the award would lie between, while it is not settled and not refused."""
        return bounds_of(self)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every condition: the unmet first, then the unknown, then the met."""
        return reasons_of(self)

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What is still to be told; nothing where verdict and award are settled."""
        return asks_of(self)

    @property
    def unanswered(self) -> tuple[Unanswered, ...]:
        """The region's own functions that gave no answer, and what they keep open."""
        return unanswered_of(self)

    @property
    def duties(self) -> tuple[DueDuty, ...]:
        """What must happen after the decision."""
        return duties_of(self)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """What was taken for true without being known."""
        return assumptions_of(self)

    @cached_property
    def advice(self) -> Advice:
        """What would help a refused applicant, or that nothing was found; it is searched for when it is first read."""
        return advice_of(self)

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """At most three least changes that would make a refused applicant eligible, the easiest first."""
        return self.advice.suggestions

    def possible(self) -> Possible:
        """Read the facts as far as they go."""
        return Possible(self.facts)

    def in_language(self, language: str) -> "Assessment":
        """Give the same answer with its sentences in another language."""
        return evolve(self, language=language)

    def to_dict(self) -> dict[str, object]:
        """Give the assessment as the JSON contract has it."""
        return assessment_to_dict(self)

    def __str__(self) -> str:
        award = f", {self.amount}" if self.amount is not None else ""
        unmet = f" (unmet: {', '.join(self.unmet)})" if self.unmet_bits else ""
        unknown = f" (unknown: {', '.join(self.unknown)})" if self.verdict is Outcome.UNDETERMINED else ""
        return f"{self.id}: {self.verdict.value}{award}{unmet}{unknown}"

    def __repr__(self) -> str:
        return f"<Assessment {self}>"

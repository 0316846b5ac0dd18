"""What every answer on aid is made of: a verdict, its reasons with their articles, and what to ask."""

import datetime as dt
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from intra_core.law.asking import Ask
from intra_core.law.lawbook import Lawbook, LawFigure, lawbook
from intra_core.provenance import Mark
from intra_core.verdict import Verdict


@frozen(kw_only=True)
class Reason:
    """One ground of an answer. `mark` says how well its rule is known; what is inferred or assumed is shown as such."""

    verdict: Verdict
    says: str
    article: str
    mark: Mark = Mark.SOURCED

    def to_dict(self) -> dict[str, str]:
        """Write it as JSON has it."""
        return {"verdict": self.verdict.value, "says": self.says, "article": self.article, "mark": self.mark.value}


TYPES = {
    "act.day": "day",
    "act.kind": "choice",
    "award": "list",
    "award.amount": "money",
    "award.article": "text",
    "award.costs": "list",
    "award.intensity": "rate",
    "award.union_rate": "rate",
    "cost": "list",
    "cost.kind": "choice",
    "cost.net": "money",
    "cost.vat": "money",
    "measure.place": "choice",
    "project.acts": "list",
    "project.submitted": "day",
    "undertaking.became": "day",
    "undertaking.capital": "money",
    "undertaking.founded": "day",
    "undertaking.liability": "choice",
    "undertaking.losses": "money",
    "undertaking.premium": "money",
    "undertaking.recovery": "list",
    "undertaking.reserves": "money",
    "undertaking.sector": "choice",
    "undertaking.size": "choice",
    "undertaking.years": "list",
}
"""What kind of answer a fact takes; of all others, yes or no."""


def asked(fact: str, question: str) -> Ask:
    """Ask for a fact.

    >>> asked("cost.net", "How much is it?").type
    'money'
    """
    return Ask(fact=fact, question=question, type=TYPES.get(fact, "yes-no"))


@frozen(kw_only=True)
class Decided:
    """An answer: met, unmet or unknown, why, what to ask where a fact is missing, and the readings that it took.

    >>> Decided(verdict=Verdict.UNKNOWN, asks=(asked("undertaking.size", "How large?"),)).to_dict()["asks"]
    [{'fact': 'undertaking.size', 'question': 'How large?', 'type': 'choice'}]
    """

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    asks: tuple[Ask, ...] = ()
    policies: Mapping[str, str] = field(factory=dict)

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        return {
            "verdict": self.verdict.value,
            "reasons": [each.to_dict() for each in self.reasons],
            "asks": [each.to_dict() for each in self.asks],
            "policies": dict(self.policies),
        }


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Say whether all hold: unmet if one is unmet, else unknown if one is unknown.

    >>> all_of([Verdict.UNKNOWN, Verdict.UNMET])
    <Verdict.UNMET: 'unmet'>
    """
    found = set(verdicts)
    if Verdict.UNMET in found:
        return Verdict.UNMET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in found else Verdict.MET


def turned(verdict: Verdict) -> Verdict:
    """Say the contrary; of what is unknown, the contrary is unknown.

    >>> turned(Verdict.UNMET)
    <Verdict.MET: 'met'>
    """
    return {Verdict.MET: Verdict.UNMET, Verdict.UNMET: Verdict.MET}.get(verdict, verdict)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Say whether one holds: met if one is met, else unknown if one is unknown.

    >>> any_of([Verdict.UNKNOWN, Verdict.MET])
    <Verdict.MET: 'met'>
    """
    return turned(all_of(turned(each) for each in verdicts))


def together(*answers: Decided) -> Decided:
    """Make one answer of several that all have to be met, with all their reasons and asks.

    >>> together(Decided(verdict=Verdict.MET), Decided(verdict=Verdict.UNKNOWN)).verdict
    <Verdict.UNKNOWN: 'unknown'>
    """
    return Decided(
        verdict=all_of(each.verdict for each in answers),
        reasons=tuple(reason for each in answers for reason in each.reasons),
        asks=tuple(dict.fromkeys(ask for each in answers for ask in each.asks)),
        policies={name: reading for each in answers for name, reading in each.policies.items()},
    )


@frozen(kw_only=True)
class Rules:
    """The law on one day: each rule by its name, with the article that a reason cites."""

    law: Lawbook
    on: dt.date

    @classmethod
    def of(cls, law: Lawbook | None, on: dt.date) -> "Rules":
        """Take a law, or the one of this library, on a day."""
        return cls(law=law if law is not None else lawbook(), on=on)

    def figure(self, name: str) -> LawFigure | None:
        """Give a figure of that day; None where none is in force."""
        return self.law.figure(name, self.on)

    def holds(self, name: str) -> bool | None:
        """Say whether a rule that is a yes or no holds on that day; None where there is none."""
        found = self.figure(name)
        return None if found is None else bool(found.value)

    def reason(self, name: str, verdict: Verdict, says: str) -> Reason:
        """Give a reason that rests on a rule; where no such rule is in force, nothing follows from it."""
        found = self.figure(name)
        if found is None:
            return Reason(
                verdict=Verdict.UNKNOWN,
                says=f"no rule {name!r} is in force on {self.on}",
                article="",
                mark=Mark.ASSUMED,
            )
        return Reason(verdict=verdict, says=says, article=found.article, mark=found.basis.mark)


def decided(reasons: Iterable[Reason], asks: Iterable[Ask] = ()) -> Decided:
    """Decide by reasons that all have to hold.

    >>> decided([Reason(verdict=Verdict.MET, says="it is", article="Article 1")]).verdict
    <Verdict.MET: 'met'>
    """
    found = tuple(reasons)
    return Decided(verdict=all_of(each.verdict for each in found), reasons=found, asks=tuple(dict.fromkeys(asks)))

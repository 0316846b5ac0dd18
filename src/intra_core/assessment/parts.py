"""The parts of an assessment in words: reasons, questions, award, duties, assumptions."""

from collections.abc import Mapping

from attrs import frozen

from intra_core.model.money import Money
from intra_core.provenance import Source
from intra_core.verdict import Outcome, Verdict


@frozen(kw_only=True)
class Citation:
    """A source with the place in it."""

    source: Source
    article: str | None = None


@frozen(kw_only=True, eq=False)
class Reason:
    """One condition: its verdict, as a sentence, with the facts that decided it and the sources it rests on.

    `working` says how the law worked out a fact that the condition reads: the size of an applicant in its group.
    """

    condition: str
    verdict: Verdict
    says: str
    facts: Mapping[str, object]
    sources: tuple[Citation, ...]
    working: tuple[str, ...] = ()


@frozen(kw_only=True)
class Ask:
    """A fact still to be told, by its input key, with the conditions it bears on.

    `choices` are the words of a choice that the measure tells apart.
    """

    fact: str
    question: str
    type: str
    decides: tuple[str, ...]
    choices: tuple[str, ...] = ()


@frozen(kw_only=True)
class Unanswered:
    """A function of the region's own, written in Python, that was asked and gave no answer that can be used.

    What it bears on (`decides`: conditions by id, and "award") stays open, and nothing that is told can settle it.
    `says` is why, such as the error that it ended in.
    """

    function: str
    label: str
    says: str
    decides: tuple[str, ...]


@frozen(kw_only=True)
class AwardPart:
    """An instalment and what it is paid after."""

    after: str
    amount: Money


@frozen(kw_only=True)
class Award:
    """What is granted, with the arithmetic that led there.

    `in_kind` says what the help is where it is not money; the amount is then its value.
    """

    amount: Money
    steps: tuple[str, ...]
    instalments: tuple[AwardPart, ...] = ()
    in_kind: str | None = None


@frozen(kw_only=True)
class AwardBounds:
    """Between what the award would lie if it were granted."""

    at_least: Money | None
    at_most: Money | None


@frozen(kw_only=True)
class DueDuty:
    """What must happen after the decision, and until which day (ISO), if that day is known."""

    says: str
    until: str | None
    sources: tuple[Citation, ...]


@frozen(kw_only=True)
class Assumption:
    """Something taken for true that is not known to be, and why.

    `what` and `value` are for programs, `label` and `shown` say the same to people; `shown` may be empty.
    """

    what: str
    value: str
    why: str
    label: str = ""
    shown: str = ""


@frozen(kw_only=True, eq=False)
class SuggestedChange:
    """One fact that a suggestion changes, by its input key: `cost[1].net` is a field of the second cost.

    `before` and `after` are for programs, as in the JSON contract; `says` tells the applicant what to do.
    """

    fact: str
    label: str
    before: object
    after: object
    says: str


@frozen(kw_only=True, eq=False)
class Suggestion:
    """A least change after which a refused applicant is eligible; each of `changes` is needed, and no less of it.

    `verdict` is undetermined where nothing was found that makes it eligible: then it is no longer refused, and what is
    missing is still to be told. `effort` is that of the hardest change: days, weeks or months. `award` is what would be
    granted, if that is settled.
    """

    changes: tuple[SuggestedChange, ...]
    says: str
    effort: str
    verdict: Outcome
    award: Money | None


@frozen(kw_only=True, eq=False)
class Advice:
    """What would help a refused applicant: at most three suggestions, or a sentence that says why there is none.

    `proved` says that nothing which an applicant can change would help, whatever it is changed to. `cut_short` says
    that the search ended before everything was tried.
    """

    suggestions: tuple[Suggestion, ...] = ()
    says: str = ""
    proved: bool = False
    cut_short: bool = False

"""An edition of a rule book with the call it belongs to, and what has been said of it once."""

from attrs import field, frozen

from intra_core.assessment.calls import CallState
from intra_core.assessment.parts import Assumption, Citation
from intra_core.rules.counterfactual import Goal
from intra_core.rules.edition import Edition


@frozen(eq=False)
class Said:
    """Sentences, citations and assumptions that are the same for every application, kept once they are worked out."""

    sentences: dict[tuple[str, str], str] = field(factory=dict)
    """By clause and language."""
    citations: dict[str, tuple[Citation, ...]] = field(factory=dict)
    """By clause."""
    assumptions: dict[str, tuple[Assumption, ...]] = field(factory=dict)
    """By language."""
    values: dict[str, tuple[object, ...]] = field(factory=dict)
    """By fact: the values on and beside every bound that it is compared with."""


@frozen(kw_only=True)
class Dated:
    """An edition with the state of the call it belongs to.

    It serves every day between two turns of the measure; `terms_day` and `law_day` are the ones it was made for. `said`
    keeps what the words for it have worked out once: it is the same for every application.
    """

    edition: Edition
    call: CallState
    terms_day: int
    law_day: int
    said: Said = field(factory=Said, eq=False, repr=False)
    goals: dict[frozenset[str] | None, tuple[Goal, ...]] = field(factory=dict, eq=False, repr=False)
    """The conditions as what a suggestion has to reach, by the facts that will never be told (None: all may be)."""

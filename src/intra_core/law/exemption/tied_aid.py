"""Aid that is tied to costs that can be told from others, and what is left on each of them."""

import datetime as dt
import enum
from fractions import Fraction

from attrs import frozen

from intra_core.law.exemption.ceilings import ExemptedKind
from intra_core.law.exemption.decided import Reason
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.model.typed import typed


class AidBasis(enum.Enum):
    """On what an aid rests: a block exemption, a decision of the Commission, de minimis, or funds the Union manages."""

    EXEMPTED = "block-exemption"
    DECISION = "decision"
    DE_MINIMIS = "de-minimis"
    CENTRAL_UNION = "central-union"


@frozen(kw_only=True, field_transformer=typed)
class EligibleCost:
    """A cost that can be told from others, with the amount that counts under its rule."""

    id: str
    amount: Money


@frozen(kw_only=True, field_transformer=typed)
class TiedAid:
    """Aid for identifiable costs. What is None is not known; `costs=()` is aid that is tied to no cost.

    The greatest intensity is that of Article 18 or 19 where `aid` names it, else `intensity`, as its rule or the
    decision of the Commission has it. De minimis aid has none.
    """

    basis: AidBasis
    amount: Money | None = None
    costs: tuple[str, ...] | None = None
    aid: ExemptedKind | None = None
    intensity: Rate | None = None
    granted: dt.date | None = None


@frozen(kw_only=True)
class CostRoom:
    """One cost: what it may get at most, what it has had, and what surely is left, all rounded down.

    `ceiling` is None where it is not known; `known` says that nothing that is missing could change what is left, and
    `reasons` name the rules that bound it. `exact` is what is left, in parts of a cent.
    """

    id: str
    ceiling: Money | None
    had: Money
    left: Money
    known: bool
    reasons: tuple[Reason, ...]
    exact: Fraction

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        return {
            "id": self.id,
            "ceiling": None if self.ceiling is None else str(self.ceiling),
            "had": str(self.had),
            "left": str(self.left),
            "known": self.known,
            "reasons": [each.to_dict() for each in self.reasons],
        }

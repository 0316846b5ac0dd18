"""Aid exempted from notification by Regulation (EU) 651/2014: what it takes, how much of it, beside which other aid."""

from intra_core.law.exemption.ceilings import ExemptedKind
from intra_core.law.exemption.costs import AidedCost
from intra_core.law.exemption.cumulation import cumulation
from intra_core.law.exemption.decided import Decided, Reason, together
from intra_core.law.exemption.difficulty import difficulty
from intra_core.law.exemption.incentive import Act, AidApplication, incentive_effect
from intra_core.law.exemption.intensity import exempted_aid
from intra_core.law.exemption.position import Liability, Position
from intra_core.law.exemption.recovery import RecoveryOrder, recovery
from intra_core.law.exemption.tied_aid import AidBasis, EligibleCost, TiedAid
from intra_core.law.exemption.validity import in_force

__all__ = [
    "Act",
    "AidApplication",
    "AidBasis",
    "AidedCost",
    "Decided",
    "EligibleCost",
    "ExemptedKind",
    "Liability",
    "Position",
    "Reason",
    "RecoveryOrder",
    "TiedAid",
    "cumulation",
    "difficulty",
    "exempted_aid",
    "in_force",
    "incentive_effect",
    "recovery",
    "together",
]

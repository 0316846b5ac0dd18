"""The order of award: who gets a call's money, how much, and why; whoever gets none waits in a list."""

from intra_core.assessment.awarding.awards import Awards, Decision, Pot, award
from intra_core.assessment.awarding.chosen import Chosen, rule_of
from intra_core.assessment.awarding.lot import lot_of
from intra_core.assessment.awarding.reason import Reason
from intra_core.assessment.awarding.rule import AwardRule, Choice

__all__ = ["AwardRule", "Awards", "Choice", "Chosen", "Decision", "Pot", "Reason", "award", "lot_of", "rule_of"]

"""What a change of a measure would do to a frame of applications, counted by the frame's own engine."""

from intra_core.assessment.columnar.simulation.comparing import compare, tallies, tally
from intra_core.assessment.columnar.simulation.intake import Question

__all__ = ["Question", "compare", "tallies", "tally"]
